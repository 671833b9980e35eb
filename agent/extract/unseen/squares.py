"""Goods written a figure to a square: `2 | 0 | 4 | 1 | 8` is one code, `5 | 0 | 0` one number."""

from __future__ import annotations

from itertools import pairwise

from agent.extract.table import Cell
from agent.extract.unseen.goods import Goods
from agent.extract.unseen.spread import is_figure

_FEWEST, _PITCH = 3, 0.3
_WRITTEN_SO = frozenset({"product_code", "quantity", "unit_price", "amount"})


def join_squares(goods: Goods) -> None:
    """Make one of the figures that stand in squares of a column, where a column of the table has three of them or more.

    Two figures below one title may be two numbers: only squares that go on without a gap, and end at one place in all
    rows, are those of a number.
    """
    columns = [index for name in sorted(_WRITTEN_SO) for index in goods.under(name)]
    squared = {index: cells for index in columns if (cells := _squares(goods, index))}
    if not any(len(cells) >= _FEWEST for column in squared.values() for cells in column):
        return
    for entry in goods.entries:
        for index in squared.keys() & entry.cells.keys():
            figures = entry.cells[index]
            text = "".join(cell.text.strip() for cell in figures)
            entry.cells[index] = [figures[0]._replace(text=text, right=figures[-1].right, words=())]


def _squares(goods: Goods, index: int) -> list[list[Cell]]:
    """Return the figures of a column row by row; none where it holds anything else, or none that stand side by side."""
    column = [cells for entry in goods.entries if (cells := entry.cells.get(index))]
    if not all(is_figure(cell.text) for cells in column for cell in cells):
        return []
    steps = [after.left - before.left for cells in column for before, after in pairwise(cells)]
    if not steps or max(steps) - min(steps) > _PITCH * min(steps):
        return []
    is_code = goods.header.titles[index].word("product_code") is not None
    ends = [cells[0].left if is_code else cells[-1].left for cells in column]
    return column if max(ends) - min(ends) <= _PITCH * min(steps) else []
