"""Tables that stand side by side under the same titles: the second goes below the first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.extract.table import Cell
from agent.extract.unseen.header import titles_in
from agent.extract.unseen.lines import is_head_label
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import bare

MOST_TITLES, MOST_CELLS = 20, 120


def one_below_other(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Lay tables that stand side by side one below the other.

    They end where their page ends, at other titles, at a label of the order's head, and at a cell over several of them.
    """
    found: list[Strip] = []
    at = 0
    while at < len(strips):
        ends = _ends(strips[at])
        stop = _stop(strips, at, ends) if ends else at + 1
        for table in range(len(ends) or 1):
            found += _of_table(strips[at:stop], ends, table)
        at = stop
    return tuple(found)


def _ends(strip: Strip) -> list[float]:
    """Return the last column of every table whose titles stand in a row; none when they are those of one."""
    cells = [cell for cell in strip.cells if cell.text]
    names = [bare(cell.text) for cell in cells]
    for width in range(2, min(len(cells) // 2, MOST_TITLES) + 1 if len(cells) <= MOST_CELLS else 0):
        n_tables = len(cells) // width
        first = strip._replace(cells=tuple(cells[:width]))
        if names == names[:width] * n_tables and titles_in(first, 0).is_lines:
            return [cells[width * (table + 1) - 1].right for table in range(n_tables)]
    return []


def _stop(strips: Sequence[Strip], at: int, ends: Sequence[float]) -> int:
    for below in range(at + 1, len(strips)):
        strip = strips[below]
        is_across = any(cell.text and cell.left <= end < cell.right for cell in strip.cells for end in ends[:-1])
        if strip.page != strips[at].page or is_across or _is_other(strip, strips[at]):
            return below
    return len(strips)


def _is_other(strip: Strip, titles: Strip) -> bool:
    if any(is_head_label(cell.text) for cell in strip.cells):
        return True
    return titles_in(strip, 0).is_lines and {cell.text for cell in strip.cells} > {cell.text for cell in titles.cells}


def _of_table(strips: Sequence[Strip], ends: Sequence[float], table: int) -> Iterator[Strip]:
    for strip in strips:
        cells = tuple(cell for cell in strip.cells if _table_of(cell, ends) == table)
        if any(cell.text for cell in cells):
            yield strip._replace(cells=cells)


def _table_of(cell: Cell, ends: Sequence[float]) -> int:
    return sum(cell.left > end for end in ends[:-1])
