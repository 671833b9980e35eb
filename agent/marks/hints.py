"""Hints that name what could have been written instead."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from agent.core.sentence import Sentence


def known(names: Iterable[str]) -> Sentence:
    """Name everything that can stand here."""
    return Sentence("Known: {names}.", names=", ".join(names) or Sentence("none"))


def did_you_mean(name: str, names: Iterable[str], listed: Iterable[str] | None = None) -> Sentence:
    """Name the nearest known word, or all of them (those `listed`, where some go without saying) when none is near."""
    words = list(names)
    near = get_close_matches(name, words, n=1) or get_close_matches(name.lower(), words, n=1)
    return Sentence("Did you mean `{name}`?", name=near[0]) if near else known(words if listed is None else listed)
