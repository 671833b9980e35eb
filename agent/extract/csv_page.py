"""Rows of a CSV as a page: the first, for labels above its titles, and those that no line was read from."""

from __future__ import annotations

from collections.abc import Iterable

from agent.core.order import Order
from agent.extract.csv_table import CsvRows
from agent.extract.table import Cell, Page, Row
from agent.extract.titles import MAX_HEADER_ROW


def page_of(csv_rows: CsvRows, most: int | None = MAX_HEADER_ROW) -> Page:
    """Show the first rows as a page, for labels that stand above the title row, or all of them."""
    numbered = zip(csv_rows.rows[:most], csv_rows.lines, strict=False)
    return Page("csv", tuple(_row(row, line) for row, line in numbered), reach=1)


def page_beside(csv_rows: CsvRows, orders: Iterable[Order]) -> Page:
    """Show the rows that no line of an order was read from."""
    read = {_row_of(at.place) for order in orders for path, at in order.provenance if path.startswith("lines.")}
    numbered = zip(csv_rows.rows, csv_rows.lines, strict=True)
    return Page("csv", tuple(_row(row, line) for row, line in numbered if f"line {line}" not in read), reach=1)


def _row_of(place: str) -> str:
    """Return the row a value of a CSV stands in, `line 4` for `line 4 品番`."""
    return " ".join(place.split(" ", 2)[:2])


def _row(row: list[str], line: int) -> Row:
    place = f"line {line}"
    cells = (Cell(text.strip(), index, index, f"{place} column {index + 1}") for index, text in enumerate(row))
    return Row(tuple(cells), place)
