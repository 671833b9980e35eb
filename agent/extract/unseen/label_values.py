"""Where the value of a label stands: beside it, below it, in pieces, in a box of a grid."""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from datetime import date

from agent.extract.cutting import under_edges
from agent.extract.table import Cell, meet
from agent.extract.unseen.boxes import box_of
from agent.extract.unseen.fitting import DAYS, TEXTS, fitted
from agent.extract.unseen.label_words import Label, label_in
from agent.extract.unseen.spread import one_of_boxes, ticked
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.vocabulary import SURE
from agent.extract.unseen.words import title_words
from agent.extract.values import folded, number_in

MAX_JOINED = 9
_ANYWHERE = 10_000.0
BELOW = 0.8
_ROWS_BELOW = 2
MAX_TITLE = 12
_ALIGNED = 3.0
"""Points within which a value begins below its label's begin."""
_NUMBERED = re.compile(r"no\.?", re.IGNORECASE)
_COLON = re.compile(r"^\s*[:：]\s*(?=\S)")
_OF_GOODS = frozenset({"product_code", "product_name", "quantity", "unit_price", "amount"})
_POINTS = re.compile(r"[:：=＝→⇒…・\s]+")


def cells_beside(strip: Strip, index: int, reach: float) -> list[Cell]:
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


def sums_beside(strip: Strip, index: int) -> list[Cell]:
    """Return what is written right of the label of a sum, however far, over the empty boxes of its table's columns."""
    cells = strip.cells[index:]
    rates = {at for at, cell in enumerate(cells) if folded(cell.text) == "%"}
    written = [cell for at, cell in enumerate(cells) if cell.text and not {at, at + 1} & rates]
    return cells_beside(strip._replace(cells=tuple(written)), 0, _ANYWHERE)


def _is_next_label(text: str) -> bool:
    """Whether a text is a label, and not `No.123`, which is the value of the label beside it."""
    label = label_in(text)
    return label is not None and not (label.rest and _NUMBERED.fullmatch(label.text))


def is_title_above(strip: Strip, index: int, label: Label) -> bool:
    """Whether a label is a title as the one beside it is, 店舗 before 数量: their values stand below both."""
    beside = next((cell.text for cell in strip.cells[index + 1 :] if cell.text), "")
    is_text = label.word.field in TEXTS and not label.rest
    return is_text and any(word.confidence >= SURE and word.field in _OF_GOODS for word in title_words(beside))


def joined_value(field: str, cells: Sequence[Cell], near: date) -> Cell | None:
    """Return the value beside a label: the next cell, or one spread over boxes (令和 8 年 4 月 1 日, 0 0 4 5 1 2)."""
    if field not in DAYS:
        value = one_of_boxes(cells) if field in ("number", "customer_code") else cells[0]
        return value if fitted(field, value.text, near) is not None else None
    for count in range(min(len(cells), MAX_JOINED), 0, -1):
        day = fitted(field, "".join(cell.text for cell in cells[:count]), near)
        if day is not None:
            return cells[0]._replace(text=day)
    return None


def is_span(cells: Sequence[Cell], near: date) -> bool:
    """Whether two days stand beside a label, `12/1 ~ 12/20`: which of them is meant is not known."""
    return sum(fitted("deliver_on", cell.text, near) is not None for cell in cells[:MAX_JOINED]) > 1


def cell_below(
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


def are_titles_over(strips: Sequence[Strip], looked_in: frozenset[int], at: int) -> bool:
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


def is_grid_row(strip: Strip, beside: Sequence[Cell]) -> bool:
    """Whether the labels of a row have their values below them: nothing stands beside any."""
    written = [cell for cell in strip.cells if cell.text]
    return not beside and all(label_in(cell.text) is not None for cell in written)
