"""Find the labels outside the lines, and the value beside or below each that can be one."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from agent.extract.cutting import under_edges
from agent.extract.labelled import Written
from agent.extract.table import Cell, meet
from agent.extract.unseen.addresses import with_block
from agent.extract.unseen.boxes import box_of
from agent.extract.unseen.fitting import DAYS, MONEY, TEXTS, fitted, inner_tax_in
from agent.extract.unseen.named import MAX_NAMED, named_in
from agent.extract.unseen.rate_rows import row_of_sums
from agent.extract.unseen.spread import one_of_boxes, pair_in, parted_in, ticked
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.vocabulary import SURE
from agent.extract.unseen.words import Word, title_words
from agent.extract.values import folded, number_in

MAX_JOINED = 9
_ANYWHERE = 10_000.0
_BELOW, _ROWS_BELOW = 0.8, 2
MAX_TITLE = 12
_ALIGNED = 3.0
"""Points within which a value begins below its label's begin."""
_DAY_SAID = re.compile(r"\d|急|即|最短|早|週|旬|末|明日|本日|当日|次第|相談|asap|soon", re.IGNORECASE)
_NUMBERED = re.compile(r"no\.?", re.IGNORECASE)
_LABELLED = re.compile(r"[^:：。、\s]{2,12}[:：]")
_COLON = re.compile(r"^\s*[:：]\s*(?=\S)")
_NET = frozenset({"total", "subtotal"})
_OF_GOODS = frozenset({"product_code", "product_name", "quantity", "unit_price", "amount"})
_WITH_TAX = re.compile(r"\d\s?円?\s?[(\[]?\s?(?:消費)?税込")
_POINTS = re.compile(r"[:：=＝→⇒…・\s]+")


class Found(NamedTuple):
    """One value a field may have; `at` is the row it was found in, `how` where it stood to its label."""

    field: str
    written: Written
    confidence: float
    tax: str
    at: int
    label: str
    how: str


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
    are_titles = bool(labels) and _are_titles(strips, looked_in, at)
    for index, label in labels:
        if are_titles and not label.rest:
            yield from _taken_below(strips, looked_in, at, strips[at].cells[index], label, near)
        else:
            yield from (
                () if _is_title(strips[at], index, label) else _of_label(strips, looked_in, at, index, label, near)
            )
    for index, cell in enumerate(strips[at].cells):
        yield from _of_pair(strips, looked_in, at, index, pair_in(cell.text), near)


def _of_pair(
    strips: Sequence[Strip], looked_in: frozenset[int], at: int, index: int, words: Sequence[Word], near: date
) -> Iterator[Found]:
    """Yield the two values of a label that names both, `注文番号/日付`, from beside it or below it."""
    label = strips[at].cells[index]
    beside = _beside(strips[at], index, strips[at].reach)[:1] if words else []
    below = _below(strips, looked_in, at, label, at + 1)[1] if words and not beside else None
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
    beside = _sums_beside(strips[at], index) if field in MONEY else _beside(strips[at], index, strips[at].reach)
    if field in DAYS and _is_span(beside, near):
        yield _found(label, beside[0], " ".join(one.text for one in beside), at, "unread")
        return
    sums = [found for cell in beside if field in MONEY for found in _taken(label, cell, at, "right", near)]
    if sums:
        yield from sums
        return
    if beside and field not in MONEY:
        beside[0] = with_block(strips, looked_in, at, cell, beside[0], field)
        value = _joined(field, beside, near)
        if value is not None:
            yield from _taken(label, value, at, "right", near)
            return
    if field not in TEXTS or _is_grid_row(strips[at], beside):
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
    row, below = _below(strips, looked_in, at, cell, first)
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
    confidence = min(word.confidence, _BELOW) if how == "below" and word.field in TEXTS else word.confidence
    return Found(word.field, Written(word.field, text, value.place), confidence, word.tax, at, label.text, how)


def _beside(strip: Strip, index: int, reach: float) -> list[Cell]:
    """Return the written cells right of a label, up to the next label, an empty box or a wide gap."""
    found: list[Cell] = []
    reached = strip.cells[index].right
    for cell in strip.cells[index + 1 :]:
        if not cell.text or cell.left - reached > reach or _is_next_label(cell.text):
            break
        if not _POINTS.fullmatch(cell.text):
            found.append(cell._replace(text=_COLON.sub("", cell.text, count=1)))
        reached = cell.right
    return ticked(found)


def _sums_beside(strip: Strip, index: int) -> list[Cell]:
    """Return what is written right of the label of a sum, however far, over the empty boxes of its table's columns."""
    cells = strip.cells[index:]
    rates = {at for at, cell in enumerate(cells) if folded(cell.text) == "%"}
    written = [cell for at, cell in enumerate(cells) if cell.text and not {at, at + 1} & rates]
    return _beside(strip._replace(cells=tuple(written)), 0, _ANYWHERE)


def _is_next_label(text: str) -> bool:
    """Whether a text is a label, and not `No.123`, which is the value of the label beside it."""
    label = label_in(text)
    return label is not None and not (label.rest and _NUMBERED.fullmatch(label.text))


def _is_title(strip: Strip, index: int, label: Label) -> bool:
    """Whether a label is a title as the one beside it is, 店舗 before 数量: their values stand below both."""
    beside = next((cell.text for cell in strip.cells[index + 1 :] if cell.text), "")
    is_text = label.word.field in TEXTS and not label.rest
    return is_text and any(word.confidence >= SURE and word.field in _OF_GOODS for word in title_words(beside))


def _joined(field: str, cells: Sequence[Cell], near: date) -> Cell | None:
    """Return the value beside a label: the next cell, or one spread over boxes (令和 8 年 4 月 1 日, 0 0 4 5 1 2)."""
    if field not in DAYS:
        value = one_of_boxes(cells) if field in ("number", "customer_code") else cells[0]
        return value if fitted(field, value.text, near) is not None else None
    for count in range(min(len(cells), MAX_JOINED), 0, -1):
        day = fitted(field, "".join(cell.text for cell in cells[:count]), near)
        if day is not None:
            return cells[0]._replace(text=day)
    return None


def _is_span(cells: Sequence[Cell], near: date) -> bool:
    """Whether two days stand beside a label, `12/1 ~ 12/20`: which of them is meant is not known."""
    return sum(fitted("deliver_on", cell.text, near) is not None for cell in cells[:MAX_JOINED]) > 1


def _below(
    strips: Sequence[Strip], looked_in: frozenset[int], at: int, label: Cell, first: int
) -> tuple[int, Cell | None]:
    """Return what stands under a label: in the first row, or the one below it where the first says nothing there."""
    for under in range(first, first + _ROWS_BELOW):
        if under not in looked_in or strips[under].page != strips[at].page:
            break
        cells = [cell for cell in strips[under].cells if _is_under(cell, strips[under], label, strips[at])]
        if cells:
            below = next((cell for cell in cells if cell.text and label_in(cell.text) is None), None)
            return under, below if below is None else _own_piece(strips[at], label, below)
    return at, None


def _is_under(cell: Cell, strip: Strip, label: Cell, titles: Strip) -> bool:
    """Whether a cell stands below a label: in the box below it, where lines part both rows alike."""
    if strip.posts and strip.posts == titles.posts:
        return box_of(cell, strip.posts) == box_of(label, strip.posts)
    return meet(cell, label)


def _own_piece(titles: Strip, label: Cell, below: Cell) -> Cell:
    """Return a label's own of the numbers that stand too close to be parted, one for each label above them."""
    cut = _cut_below(titles, label, below)
    if cut is not None:
        return cut
    labels, pieces = [cell for cell in titles.cells if label_in(cell.text) is not None], below.text.split()
    are_joined = len(pieces) == len(labels) and all(number_in(piece) is not None for piece in pieces)
    return below._replace(text=pieces[labels.index(label)]) if are_joined else below


def _cut_below(titles: Strip, label: Cell, below: Cell) -> Cell | None:
    """Cut a cell of words that reaches under the next label, where a word of it begins right below that."""
    lefts = [cell.left for cell in titles.cells if cell.text and below.left + _ALIGNED < cell.left < below.right]
    edges = [left - _ALIGNED for left in lefts if any(abs(word.left - left) <= _ALIGNED for word in below.words)]
    own = bisect(edges, label.left + _ALIGNED)
    return dict(under_edges(below, edges)).get(own) if edges else None


def _are_titles(strips: Sequence[Strip], looked_in: frozenset[int], at: int) -> bool:
    """Whether a row is the upper one of a form whose values stand below: most cells are labels, none holds a digit."""
    written = [cell for cell in strips[at].cells if cell.text]
    known = [label for cell in written if (label := label_in(cell.text)) is not None and not label.rest]
    if len(known) < 2 or len(known) * 2 < len(written) or at + 1 not in looked_in:
        return False
    others = [cell for cell in written if label_in(cell.text) is None]
    below = [cell for cell in strips[at + 1].cells if cell.text]
    return (
        strips[at + 1].page == strips[at].page
        and not any(re.search(r"\d", cell.text) or len(cell.text) > MAX_TITLE for cell in others)
        and bool(below)
        and not any(label_in(cell.text) is not None for cell in below)
        and all(any(cell.left <= over.right and cell.right >= over.left for over in written) for cell in below)
    )


def _is_grid_row(strip: Strip, beside: Sequence[Cell]) -> bool:
    """Whether the labels of a row have their values below them: nothing stands beside any."""
    written = [cell for cell in strip.cells if cell.text]
    return not beside and all(label_in(cell.text) is not None for cell in written)
