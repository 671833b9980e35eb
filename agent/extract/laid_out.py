"""Lay out a table whose cells are told by their turn, not by where they stand: HTML, and text with tabs."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import NamedTuple, TypeAlias

from agent.extract.table import Cell, Row

BETWEEN = 2.0
"""Characters between two columns."""


class Box(NamedTuple):
    """One cell of a table: its text, first column, the columns and rows it reaches over, its lines if several."""

    text: str
    column: int
    n_columns: int = 1
    n_rows: int = 1
    lines: tuple[str, ...] = ()


Table: TypeAlias = list[list[Box]]


def width_of(text: str) -> float:
    """How many columns a text takes in a fixed-width font: full-width characters take two."""
    if text.isascii():
        return float(len(text))
    return sum(2.0 if unicodedata.east_asian_width(char) in "WFA" else 1.0 for char in text)


def rows_of_boxes(table: Table, lines: Sequence[int]) -> list[Row]:
    """Write a table as rows of cells, one line each; a column in which nothing stands takes no room.

    Args:
        table: Its rows.
        lines: The line each of them stands on.
    """
    lefts = _lefts(table)
    rows: list[Row] = []
    reaching: list[tuple[Cell, int]] = []
    for number, boxes in enumerate(table):
        place = f"line {lines[number]}"
        cells = [(_cell(box, lefts, place), box) for box in boxes]
        shown = tuple(cell for cell, _ in cells if cell.right > cell.left)
        rows.append(Row(shown, place, tuple(cell for cell, last in reaching if last >= number)))
        reaching += [(cell, number + box.n_rows - 1) for cell, box in cells if box.n_rows > 1 and cell.text]
    return rows


def _cell(box: Box, lefts: Sequence[float], place: str) -> Cell:
    right = lefts[box.column + box.n_columns]
    return Cell(box.text, lefts[box.column], max(right - BETWEEN, lefts[box.column]), place, lines=box.lines)


def _lefts(table: Table) -> list[float]:
    """Return where each column begins, and where the last ends: each is as wide as its widest text."""
    n_columns = max((box.column + box.n_columns for boxes in table for box in boxes), default=0)
    widths = [0.0] * n_columns
    for box in sorted((box for boxes in table for box in boxes if box.text), key=lambda box: box.n_columns):
        columns = slice(box.column, box.column + box.n_columns)
        lacking = width_of(box.text) + BETWEEN - sum(widths[columns])
        widths[columns.stop - 1] += max(lacking, 0.0)
    lefts = [0.0]
    for width in widths:
        lefts.append(lefts[-1] + width)
    return lefts


def boxes_by_tab(line: str) -> list[Box]:
    """Cut a line at its tabs."""
    return [Box(text.strip(), column) for column, text in enumerate(line.split("\t"))]
