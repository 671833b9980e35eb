"""CSV and TSV: bytes to rows of text, and the table under their title row."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from agent.extract.encoding import text_of
from agent.extract.table import (
    MAX_HEADER_ROW,
    Cell,
    Page,
    Row,
    Table,
    Title,
    columns_in,
    is_blank,
    is_complete,
    missing_titles,
)
from agent.extract.unreadable import UnreadableError

MAX_ROWS = 200_000
_SEPARATORS = (",", "\t", ";")


@dataclass(frozen=True, slots=True)
class CsvRows:
    """Rows of text with the file's line each ends on."""

    rows: list[list[str]]
    lines: list[int]


def read_csv(content: bytes) -> CsvRows:
    """Read rows as RFC 4180 has them; the separator is the one the first lines hold most of.

    Raises:
        UnreadableError: No text, a quote that never closes, or more rows than an order file has.
    """
    text = text_of(content)
    if "\0" in text:
        raise UnreadableError("it is not text", what="csv")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    try:
        for row in reader:
            rows.append(row)
            lines.append(reader.line_num)
            if len(rows) > MAX_ROWS:
                raise UnreadableError(f"more than {MAX_ROWS} rows", what="csv")
    except csv.Error as error:
        raise UnreadableError(str(error), place=f"line {reader.line_num}", what="csv") from error
    return CsvRows(rows, lines)


def _separator(text: str) -> str:
    head = text[:2000]
    return max(_SEPARATORS, key=head.count)


def table_in(csv_rows: CsvRows, titles: Sequence[Title]) -> Table:
    """Take the rows under the title row; blank rows are left out.

    Raises:
        MisfitError: No row holds all titles that must be there.
    """
    best: tuple[tuple[str, int], ...] = ()
    for number, row in enumerate(csv_rows.rows[:MAX_HEADER_ROW]):
        columns = columns_in(row, titles)
        best = max(best, columns, key=len)
        if is_complete(columns, titles):
            return _under(csv_rows, number, columns)
    raise missing_titles(best, titles, "line 1")


def _under(csv_rows: CsvRows, header: int, columns: tuple[tuple[str, int], ...]) -> Table:
    names = [text.strip() for text in csv_rows.rows[header]]
    kept = [number for number in range(header + 1, len(csv_rows.rows)) if not is_blank(csv_rows.rows[number])]
    width = len(names)
    rows = [_as_wide(csv_rows.rows[number], width) for number in kept]
    lines = [csv_rows.lines[number] for number in kept]
    return Table(columns, rows, lambda row, column: f"line {lines[row]} {names[column]}")


def _as_wide(row: list[str], width: int) -> list[str]:
    return row if len(row) >= width else row + [""] * (width - len(row))


def page_of(csv_rows: CsvRows) -> Page:
    """Show the first rows as a page, for labels that stand above the title row."""
    numbered = zip(csv_rows.rows[:MAX_HEADER_ROW], csv_rows.lines, strict=False)
    return Page("csv", tuple(_row(row, line) for row, line in numbered), reach=1)


def _row(row: list[str], line: int) -> Row:
    place = f"line {line}"
    cells = (Cell(text.strip(), index, index, f"{place} column {index + 1}") for index, text in enumerate(row))
    return Row(tuple(cells), place)
