"""Day and number of an order that no label stands beside, and what is said of each value that none names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from agent.core.order import Finding, Severity
from agent.extract.labelled import Written
from agent.extract.table import Cell
from agent.extract.unseen.company import LEGAL, is_title, untitled
from agent.extract.unseen.hints import speaks_of_other
from agent.extract.unseen.label_values import MAX_JOINED
from agent.extract.unseen.label_words import asks
from agent.extract.unseen.strips import Strip
from agent.extract.values import day_in, folded

_FULL_DAY = re.compile(r"\d{4}|[令平昭RH]")
_BOXED_YEAR = re.compile(r"(?:令和|平成|R)?(?:\d{1,2}|\d{4})? ?年?")
_LETTER = re.compile(r"[一-龠]{0,8}\d{0,4}[一-龠]{0,4}第\d[\d\-]{0,11}号(?:の\d{1,3})?")
_ORDER, _LONG = re.compile(r"(?:ご|御)?(?:注文|発注)"), re.compile(r"(?=.{0,12}\d{4})[A-Za-z0-9\-]{5,20}")
_LETTERS = re.compile(r"[^\W\d_]{2}")
MAX_LETTER = 30
_NO_DAY = re.compile(
    "通知|取消|締|有効|支払|出荷|発送|印刷|出力|前回|検収|見積|更新|改訂|受領|valid|print|payment", re.IGNORECASE
)
_TOKEN = re.compile(
    r"(?=[A-Z]{1,6}[-/]?\d|\d{2,8}-)(?=[A-Z\-/]{0,8}\d[\dA-Z\-/]{2})(?=.{6}|.{0,4}-)[A-Z0-9][A-Z0-9\-/]{3,20}"
)
_NO_ORDER = re.compile(r"〒|\d{3}-\d{4}|0\d{1,4}-\d{1,4}-\d{3,4}|T\d{13}")
_UNTIL = re.compile(r"\s*(?:[~〜→\-–—ー]|から|より)\s*")


def unnamed(name: str, text: str) -> Finding:
    """Ask whether a value is a field's that no known word names."""
    return Finding("value-unnamed", Severity.DOUBT, name, (("text", text),))


class BareDay(NamedTuple):
    """A day that no known label names, and whether a text stands before it that may name it."""

    written: Written
    is_called: bool


def bare_days(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[BareDay]:
    """Yield days with their year that stand alone in a cell, or in the boxes of a row, beside no known label."""
    for at in where:
        cells = [cell for cell in strips[at].cells if cell.text]
        for index, cell in enumerate(cells):
            label = cells[index - 1].text if index else ""
            if not asks(label) and not _NO_DAY.search(folded(label)) and not _is_of_span(cells, index):
                day, is_called = untitled(cell.text), _may_name(label)
                if _is_full_day(day):
                    yield BareDay(Written("ordered_on", day, cell.place), is_called)
                elif _BOXED_YEAR.fullmatch(folded(cell.text)):
                    yield from (BareDay(one, is_called) for one in _boxed_day(cells[index:]))


def _may_name(text: str) -> bool:
    """Whether a text before a day may say what the day is of: none of figures, no title of the paper, no firm."""
    return (
        _LETTERS.search(text) is not None and untitled(text) == text and not is_title(text) and not LEGAL.search(text)
    )


def _is_of_span(cells: Sequence[Cell], index: int) -> bool:
    """Whether a day is the begin or the end of a span: another day or `~` stands beside it."""
    near = [*cells[max(index - 1, 0) : index], *cells[index + 1 : index + 2]]
    return any(_is_full_day(cell.text) or _UNTIL.fullmatch(folded(cell.text)) for cell in near)


def _boxed_day(cells: Sequence[Cell]) -> Iterator[Written]:
    """Yield a day whose year, month and day stand in boxes of their own: `2026 | 年 | 4 | 月 | 1 | 日`."""
    for count in range(2, min(len(cells), MAX_JOINED) + 1):
        text = "".join(cell.text for cell in cells[:count])
        if text.endswith("日") and _is_full_day(text):
            yield Written("ordered_on", text, cells[0].place)
            return


def _is_full_day(text: str) -> bool:
    plain = folded(text)
    return len(plain) >= 8 and bool(_FULL_DAY.search(plain)) and not plain.isdigit() and day_in(plain) is not None


def bare_number(strips: Sequence[Strip], where: Sequence[int]) -> Written | None:
    """Return the one number of an official letter, 総発4第569号, that stands alone."""
    numbers = [
        Written("number", folded(cell.text), cell.place)
        for at in where
        for before, cell in pairwise((None, *strips[at].cells))
        if cell is not None and _may_be_number(cell.text, "" if before is None else before.text)
    ]
    return numbers[0] if len(numbers) == 1 else None


def bare_token(strips: Sequence[Strip], where: Sequence[int], taken: set[str]) -> Written | None:
    """Return the one text that looks like a code and is no value of a label, telephone, postcode or day."""
    tokens: dict[str, Written] = {}
    above: Sequence[str] = ()
    for at in where:
        cells = strips[at].cells
        texts = [cell.text for cell in cells]
        before = [above[0] if len(above) == len(cells) == 1 else "", *texts]
        tokens |= {
            folded(cell.text): Written("number", folded(cell.text), cell.place)
            for label, cell in zip(before, cells, strict=False)
            if cell.place not in taken and _is_token(cell.text, label)
        }
        above = texts
    return next(iter(tokens.values())) if len(tokens) == 1 else None


def _is_token(text: str, before: str) -> bool:
    plain = folded(text[:MAX_LETTER])
    return (
        _TOKEN.fullmatch(plain) is not None
        and not _NO_ORDER.fullmatch(plain)
        and day_in(plain) is None
        and (not asks(before) and not speaks_of_other(before, "number"))
    )


def _may_be_number(text: str, before: str) -> bool:
    """Whether a text is the number of a letter, or a long number beside nothing but 発注."""
    plain = folded(text)
    if len(text) > MAX_LETTER:
        return False
    return _LETTER.fullmatch(plain) is not None or (
        _ORDER.fullmatch(folded(before)) is not None and _LONG.fullmatch(plain) is not None
    )
