"""Labels in a text: the word of a field it begins with, and what stands behind that."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from agent.extract.unseen.named import MAX_NAMED, named_in
from agent.extract.unseen.words import Word


class Label(NamedTuple):
    """A label: what it names, as it is written, and what stands behind it in its own cell."""

    word: Word
    text: str
    rest: str


@lru_cache(maxsize=8192)
def label_in(text: str) -> Label | None:
    """Read a cell as a label, alone or with its value behind it; None when it is no known label."""
    if not text or len(text) > MAX_NAMED:
        return None
    named = named_in(text)
    return None if named is None else Label(*named)


def asks(text: str) -> bool:
    """Whether a text is a label whose value stands beside it, not in its own cell."""
    label = label_in(text)
    return label is not None and not label.rest
