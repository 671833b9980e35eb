"""Read documents as if nobody had known the words that only their own hand uses: what a stranger's words cost."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Literal

from agent.extract.unseen import label_words, title_cells, words
from tests.bench.extraction.answers import SETS, Example, examples_in

LEARNED = tuple(name for name in SETS if name != "blind")
"""The sets whose words the reader knows."""
Hand = Literal["layout", "set"]
LookUp = Callable[[str, bool], tuple[words.Word, ...]]

_CACHES = (words._looked_up, words._short_meanings, label_words.label_in, title_cells.titles_among)


def hand_of(example: Example, by: Hand) -> str:
    """Name the hand of a document: its whole set, or its layout, whose documents differ in their last number alone."""
    name = example.file.parent.name
    return name if by == "set" else f"{name}/{re.sub(r'-[0-9]+$', '', example.file.stem)}"


def learned() -> list[Example]:
    """Return the documents the reader's words were learned from."""
    return [example for name in LEARNED for example in examples_in(SETS[name])]


def own_words(hands: Sequence[str], met: Sequence[frozenset[str]]) -> dict[str, frozenset[str]]:
    """Return for every hand the words that no other uses.

    Args:
        hands: Whose each document is.
        met: The words that stand in it.
    """
    by_hand: dict[str, frozenset[str]] = {}
    for hand, those in zip(hands, met, strict=True):
        by_hand[hand] = by_hand.get(hand, frozenset()) | those
    n_hands = Counter(word for those in by_hand.values() for word in those)
    return {hand: frozenset(word for word in those if n_hands[word] == 1) for hand, those in by_hand.items()}


@contextmanager
def noting() -> Iterator[set[str]]:
    """Note the labels and titles whose words, or parts of words, are known, as they are met."""
    met: set[str] = set()
    known = words._looked_up

    def noted(key: str, is_title: bool) -> tuple[words.Word, ...]:
        found = known(key, is_title)
        if found:
            met.add(key)
        return found

    with _looking_up(noted):
        yield met


@contextmanager
def without(forgotten: frozenset[str]) -> Iterator[None]:
    """Know nothing of some labels and titles."""
    known = words._looked_up
    with _looking_up(lambda key, is_title: () if key in forgotten else known(key, is_title)):
        yield


@contextmanager
def _looking_up(look_up: LookUp) -> Iterator[None]:
    """Look words up in another way, and forget what was looked up before."""
    kept = words._looked_up
    try:
        words._looked_up = look_up  # type: ignore[assignment]
        _clear()
        yield
    finally:
        words._looked_up = kept
        _clear()


def _clear() -> None:
    for cache in _CACHES:
        cache.cache_clear()
