"""Pages by key: the next page starts after the last row's place, so that page 1,000 costs what page 1 costs."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

T = TypeVar("T")
PAGE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """Some rows, newest first, and where the next page starts (None on the last)."""

    rows: tuple[T, ...]
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """A row's place in a list: its instant, and its key among rows of the same instant."""

    at: datetime
    key: str

    def __str__(self) -> str:
        return base64.urlsafe_b64encode(json.dumps([self.at.isoformat(), self.key]).encode()).decode().rstrip("=")


def place_of(text: str | None) -> Place | None:
    """Read a place from a page's address; anything else than what `str(Place)` wrote is the list's beginning."""
    if not text:
        return None
    try:
        at, key = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        instant = datetime.fromisoformat(at)
    except (binascii.Error, ValueError, TypeError):
        return None
    return Place(instant, str(key)) if instant.tzinfo is not None else None


def page_of(rows: list[T], limit: int, place: list[Place]) -> Page[T]:
    """Cut a list asked for with one row more than a page; `place` holds each row's place."""
    return Page(tuple(rows[:limit]), str(place[limit - 1]) if len(rows) > limit else None)
