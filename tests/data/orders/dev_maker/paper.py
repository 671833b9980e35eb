"""What a layout is, and what it makes."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple


class Paper(NamedTuple):
    """One document with its answer."""

    content: bytes
    orders: list[dict[str, Any]]
    what: str = "order"
    judgement: dict[str, str] | None = None


class Layout(NamedTuple):
    """One sender's way to write orders: draws as many documents as are asked for."""

    kind: str
    name: str
    ending: str
    about: str
    make: Callable[[Random, int], Paper]
    n: int = 3
