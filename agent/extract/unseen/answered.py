"""A form's answers in a mail: each article a question of its own, its quantity in the row below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.labelled import Written
from agent.extract.unseen.item_pattern import UNITS
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.prose import Told
from agent.extract.unseen.strips import Strip

_FORM = re.compile("フォーム|アンケート|回答がありました|form", re.IGNORECASE)
_COUNT = re.compile(rf"(?P<count>\d{{1,5}})\s*(?P<unit>(?i:{UNITS}))?")
_NAMED = re.compile(rf"(?P<name>.*\S)\s*[(（\[](?:単位[:：]?)?(?P<unit>(?i:{UNITS}))[)）\]]")
_LETTER = re.compile(r"[^\W\d_]")
_NO_GOODS = re.compile("[?？。:：]|ですか|ください|電話|人数|番号|年齢|回数|時間|日数|予算|金額|台数$|人$")
_MARKED = re.compile(r"[【\[<＜《〈〔■◆●□▼]")
_LEAST, MAX_NAME = 2, 60


def answers_told(strips: Sequence[Strip]) -> Told:
    """Find goods that a form asks for one by one; a single one may be a question of another kind."""
    if not any(_FORM.search(strip.text) for strip in strips):
        return Told()
    found = [at for at in range(len(strips) - 1) if _is_asked(strips, at)]
    if len(found) < _LEAST:
        return Told()
    rows = tuple(_row(strips[at], strips[at + 1]) for at in found)
    return Told(rows, frozenset(row for at in found for row in (at, at + 1)), begins=tuple(found))


def _is_asked(strips: Sequence[Strip], at: int) -> bool:
    text, below = strips[at].text, strips[at + 1].text
    return (
        len(strips[at].cells) == len(strips[at + 1].cells) == 1
        and len(text) <= MAX_NAME
        and _COUNT.fullmatch(below) is not None
        and _LETTER.search(text) is not None
        and label_in(text) is None
        and _MARKED.match(text) is None
        and _NO_GOODS.search(text) is None
    )


def _row(asked: Strip, answer: Strip) -> tuple[Written, ...]:
    named, count = _NAMED.fullmatch(asked.text), _COUNT.fullmatch(answer.text)
    assert count is not None
    name = named["name"] if named is not None else asked.text
    unit, place = count["unit"] or (named["unit"] if named is not None else ""), answer.place
    row = (Written("product_name", name, asked.place), Written("quantity", count["count"], place))
    return (*row, Written("unit", unit, place)) if unit else row
