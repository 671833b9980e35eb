"""The first rows of a CSV as a page, for labels that stand above its title row."""

from __future__ import annotations

from agent.extract.csv_table import CsvRows
from agent.extract.table import MAX_HEADER_ROW, Cell, Page, Row


def page_of(csv_rows: CsvRows, most: int | None = MAX_HEADER_ROW) -> Page:
    """Show the first rows as a page, for labels that stand above the title row, or all of them."""
    numbered = zip(csv_rows.rows[:most], csv_rows.lines, strict=False)
    return Page("csv", tuple(_row(row, line) for row, line in numbered), reach=1)


def _row(row: list[str], line: int) -> Row:
    place = f"line {line}"
    cells = (Cell(text.strip(), index, index, f"{place} column {index + 1}") for index, text in enumerate(row))
    return Row(tuple(cells), place)
