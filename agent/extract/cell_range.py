"""What stands in a range of a sheet's row: figures in boxes of their own are one number."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from agent.extract.table import Cell, Page
from agent.extract.values import folded

_RANGE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6}):([A-Z]{1,3})([1-9]\d{0,6})")
_FIGURE = re.compile(r"[¥\\▲△-]|\d")
_MORE = re.compile(r"[▲△-]?\d?")
_WIDEST = 3
"""Columns from one box to the next."""


def is_range(text: str) -> bool:
    """Whether a place is a range of cells."""
    return ":" in text


def is_of_one_row(text: str) -> bool:
    """Whether the cells of a range stand in one row, named from left to right."""
    found = _RANGE.fullmatch(text)
    return found is not None and found[2] == found[4] and _number(found[1]) < _number(found[3])


def range_on(page: Page, text: str) -> Cell | None:
    """Return what stands in a range as one cell, at the place of its first text; None where nothing does.

    Figures are one number where each has a box, and none is left empty between them or behind the last, nor another one
    stands right beside the range; else blanks part them, so that they are none. Other texts stay parted by blanks.
    """
    found = _RANGE.fullmatch(text)
    assert found is not None, "the form was checked"
    first, last, row = _number(found[1]), _number(found[3]), int(found[2])
    inside = [cell for cell in _cells(page, row) if first <= cell.left <= last]
    written = [cell for cell in inside if cell.text]
    if not written:
        return None
    beside = [cell for cell in _cells(page, row) if cell.text and cell not in inside]
    texts = [folded(cell.text) for cell in written]
    joint = " "
    if all(_FIGURE.fullmatch(one) for one in texts):
        names = [cell for cell in _cells(page, row - 1) if cell.text]
        joint = "" if _are_side_by_side(written, [*inside, *names]) else " "
        is_whole = written[-1].left <= last <= written[-1].right and not any(
            _is_next(cell, first, last) for cell in beside
        )
        texts += [] if is_whole else [" _"]
    return written[0]._replace(text=joint.join(texts))


def _is_next(cell: Cell, first: int, last: int) -> bool:
    """Whether a cell has a figure or a sign, and touches the boxes of a range."""
    is_near = cell.right + 1 == first or cell.left == last + 1
    return is_near and _MORE.fullmatch(folded(cell.text)) is not None


def _cells(page: Page, row: int) -> tuple[Cell, ...]:
    return next((one.cells for one in page.rows if one.place == f"{page.name}!{row}"), ())


def _are_side_by_side(written: Sequence[Cell], boxes: Sequence[Cell]) -> bool:
    """Whether figures follow each other at one distance, with no other box, or name of one, between two of them."""
    steps = {after.left - before.left for before, after in pairwise(written)}
    is_even = len(steps) < 2 and max(steps, default=0) <= _WIDEST
    return is_even and not any(
        before.right < box.left and box.right < after.left for before, after in pairwise(written) for box in boxes
    )


def _number(letters: str) -> int:
    """Return the number of a column, from 0."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
