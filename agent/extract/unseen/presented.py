"""Who presents himself by firm, department and name, blanks between: `株式会社見本精密 資材G 戸塚です。`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.extract.unseen.introduced import NO_PERSON, ROOMS
from agent.extract.unseen.signature import is_firm

_SAID = re.compile(r"(?:です|でございます|と申します)(?=[。!\s☆★♪♡~〜…^(]|$)")
_CLAUSE = re.compile("[。!?、☆★♪]")
_DEPARTMENT = (
    "[^\\s、。]{1,12}(?:部|課|室|係|局|科|G|グループ|チーム|担当|支店|営業所|工場|センター|店|栄養士|店長|園長|事務)"
)
_WITHIN = re.compile(
    rf"(?:{_DEPARTMENT}|{ROOMS}|店長|園長|事務|担当|代表)?の?(?P<person>[一-龠々ヶ]{{0,4}}|[ァ-ヶー]{{2,6}})"
)
_MOST_WORDS = 4


def presented_in(text: str) -> Iterator[str]:
    """Yield each firm that a sentence presents, with the writer's department or name behind it.

    Args:
        text: A short text, folded.
    """
    for said in _SAID.finditer(text):
        words = _CLAUSE.split(text[: said.start()])[-1].split()
        n_own = 2 if len(words) > 1 and is_firm(words[1]) and not re.fullmatch(_DEPARTMENT, words[1]) else 1
        is_whole = 1 < len(words) <= _MOST_WORDS and is_firm(words[0])
        if is_whole and all(map(_is_within, words[n_own:])):
            yield " ".join(words[:n_own])


def _is_within(word: str) -> bool:
    """Whether a word is a department, a person, or both: `事務室の柏木`."""
    match = _WITHIN.fullmatch(word)
    return match is not None and NO_PERSON.search(match["person"]) is None
