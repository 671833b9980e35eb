"""Find the labels outside the lines, and the value beside or below each that can be one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from agent.extract.labelled import Written
from agent.extract.table import Cell
from agent.extract.unseen.addresses import with_block
from agent.extract.unseen.fitting import DAYS, MONEY, TEXTS, fitted, inner_tax_in
from agent.extract.unseen.label_values import (
    BELOW,
    are_titles_over,
    cell_below,
    cells_beside,
    is_grid_row,
    is_span,
    is_title_above,
    joined_value,
    sums_beside,
)
from agent.extract.unseen.label_words import Label, label_in
from agent.extract.unseen.rate_rows import row_of_sums
from agent.extract.unseen.spread import pair_in, parted_in, ticked
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import Word
from agent.extract.values import folded

_DAY_SAID = re.compile(r"\d|急|即|最短|早|週|旬|末|明日|本日|当日|次第|相談|asap|soon", re.IGNORECASE)
_LABELLED = re.compile(r"[^:：。、\s]{2,12}[:：]")
_NET = frozenset({"total", "subtotal"})
_WITH_TAX = re.compile(r"\d\s?円?\s?[(\[]?\s?(?:消費)?税込")


class Found(NamedTuple):
    """One value a field may have; `at` is the row it was found in, `how` where it stood to its label."""

    field: str
    written: Written
    confidence: float
    tax: str
    at: int
    label: str
    how: str


def values_in(strips: Sequence[Strip], where: Sequence[int], near: date) -> list[Found]:
    """Find every labelled value in some rows.

    Args:
        strips: All rows of the document.
        where: The rows to look in, in order.
        near: The day the document came.
    """
    looked_in = frozenset(where)
    return [found for at in where for found in _of_row(strips, looked_in, at, near)]


def _of_row(strips: Sequence[Strip], looked_in: frozenset[int], at: int, near: date) -> Iterator[Found]:
    labels = [(index, label) for index, label in _labels(strips[at]) if label.word.field]
    are_titles = bool(labels) and are_titles_over(strips, looked_in, at)
    for index, label in labels:
        if are_titles and not label.rest:
            yield from _taken_below(strips, looked_in, at, strips[at].cells[index], label, near)
        else:
            yield from (
                () if is_title_above(strips[at], index, label) else _of_label(strips, looked_in, at, index, label, near)
            )
    for index, cell in enumerate(strips[at].cells):
        yield from _of_pair(strips, looked_in, at, index, pair_in(cell.text), near)


def _of_pair(
    strips: Sequence[Strip], looked_in: frozenset[int], at: int, index: int, words: Sequence[Word], near: date
) -> Iterator[Found]:
    """Yield the two values of a label that names both, `注文番号/日付`, from beside it or below it."""
    label = strips[at].cells[index]
    beside = cells_beside(strips[at], index, strips[at].reach)[:1] if words else []
    below = cell_below(strips, looked_in, at, label, at + 1)[1] if words and not beside else None
    for cell in [*beside, *([below] if below is not None else [])]:
        texts = parted_in(cell.text)
        if len(texts) == len(words) and all(map(fitted, (one.field for one in words), texts, [near] * len(words))):
            for word, text in zip(words, texts, strict=True):
                yield from _taken(Label(word, label.text, ""), cell._replace(text=text), at, "right", near)


def _labels(strip: Strip) -> Iterator[tuple[int, Label]]:
    """Yield the labels of a row, each with its last cell: 合 and 計 far apart are one."""
    for index, cell in enumerate(strip.cells):
        label = label_in(cell.text)
        if label is None and index and len(strip.cells[index - 1].text.strip()) == 1:
            label = label_in(strip.cells[index - 1].text + cell.text)
            label = label if label is not None and (not label.rest or label.word.field in DAYS) else None
        if label is not None:
            yield index, label
            yield from ((index, within) for within in _within_note(label))


def _of_label(
    strips: Sequence[Strip], looked_in: frozenset[int], at: int, index: int, label: Label, near: date
) -> Iterator[Found]:
    field, cell = label.word.field, strips[at].cells[index]
    if label.rest:
        for rest in ticked([cell._replace(text=label.rest)]):
            own = with_block(strips, looked_in, at, cell, rest, field)
            yield from _taken(label, own, at, "own", near)
        return
    beside = sums_beside(strips[at], index) if field in MONEY else cells_beside(strips[at], index, strips[at].reach)
    if field in DAYS and is_span(beside, near):
        yield _found(label, beside[0], " ".join(one.text for one in beside), at, "unread")
        return
    sums = [found for cell in beside if field in MONEY for found in _taken(label, cell, at, "right", near)]
    if sums:
        yield from sums
        return
    if beside and field not in MONEY:
        beside[0] = with_block(strips, looked_in, at, cell, beside[0], field)
        value = joined_value(field, beside, near)
        if value is not None:
            yield from _taken(label, value, at, "right", near)
            return
    if field not in TEXTS or is_grid_row(strips[at], beside):
        below = list(_taken_below(strips, looked_in, at, cell, label, near))
        if below:
            yield from below
            return
    if beside and field in DAYS and _DAY_SAID.search(folded(beside[0].text)):
        yield _found(label, beside[0], beside[0].text, at, "unread")


def _within_note(label: Label) -> Iterator[Label]:
    """Yield what a note says of day or place behind a label of its own: `摘要 納入場所：本社工場`."""
    within = label_in(label.rest) if label.word.field == "note" and _LABELLED.match(label.rest) else None
    if within is not None and within.rest and within.word.field in ("deliver_on", "deliver_to"):
        yield within


def _taken_below(
    strips: Sequence[Strip], looked_in: frozenset[int], at: int, cell: Cell, label: Label, near: date
) -> Iterator[Found]:
    first = row_of_sums(strips, looked_in, at) if label.word.field in MONEY else at + 1
    if first is None:
        return
    row, below = cell_below(strips, looked_in, at, cell, first)
    if below is not None:
        below = with_block(strips, looked_in, row, cell, below, label.word.field)
    text = fitted(label.word.field, below.text, near) if below is not None else None
    if below is not None and text is not None:
        yield _found(label, below, text, at, "below")


def _taken(label: Label, value: Cell, at: int, how: str, near: date) -> Iterator[Found]:
    text = fitted(label.word.field, value.text, near)
    if text is not None:
        inner = inner_tax_in(value.text) if label.word.field in MONEY else None
        if inner is None:
            yield _found(_with_tax(label, value.text), value, text, at, how)
            return
        word = label.word._replace(field="grand")
        yield _found(label._replace(word=word), value, text, at, how)
        yield _found(label._replace(word=word._replace(field="inner_tax")), value, inner, at, how)
    elif label.word.field in DAYS and _DAY_SAID.search(folded(value.text)):
        yield _found(label, value, value.text, at, "unread")


def _with_tax(label: Label, text: str) -> Label:
    """Take a sum that says behind its figures that it includes tax, `3,300円(税込)`, for one that does."""
    is_gross = label.word.field in _NET and _WITH_TAX.search(folded(text)) is not None
    return label._replace(word=label.word._replace(field="grand", tax="inclusive")) if is_gross else label


def _found(label: Label, value: Cell, text: str, at: int, how: str) -> Found:
    word = label.word
    confidence = min(word.confidence, BELOW) if how == "below" and word.field in TEXTS else word.confidence
    return Found(word.field, Written(word.field, text, value.place), confidence, word.tax, at, label.text, how)
