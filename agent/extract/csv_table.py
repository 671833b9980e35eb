"""CSV and TSV: bytes to rows of text, and the table under their title row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import multimode

from agent.extract.encoding import text_of
from agent.extract.table import (
    MAX_HEADER_ROW,
    Cell,
    Page,
    Row,
    Table,
    Title,
    columns_in,
    ends_at,
    is_blank,
    is_complete,
    missing_titles,
    refuse_doubled,
)
from agent.extract.unreadable import UnreadableError

MAX_ROWS = 200_000
_SEPARATORS = (",", "\t", ";")
_QUOTED = re.compile('"[^"]*"')
MAX_COLUMNS = 16_384
"""As many as a sheet of Excel has."""


@dataclass(frozen=True, slots=True)
class CsvRows:
    """Rows of text with the file's line each ends on."""

    rows: list[list[str]]
    lines: list[int]


def read_csv(content: bytes) -> CsvRows:
    """Read rows as RFC 4180 has them; the separator is the one the first lines hold most of.

    A quote that neither begins nor ends a field is taken for a character of it (`"6" plate"`).

    Raises:
        UnreadableError: No text, a quote that never closes, or more rows than an order file has.
    """
    text = text_of(_without_end(content)).rstrip("\x1a")
    if "\0" in text:
        raise UnreadableError("it is not text", what="csv")
    separator = _separator(text)
    try:
        return _rows(text, separator)
    except csv.Error:
        pass
    try:
        return _rows(_with_quotes_doubled(text, separator), separator)
    except csv.Error as error:
        raise UnreadableError(str(error), what="csv") from error


def _without_end(content: bytes) -> bytes:
    """Leave out what old systems put behind a file's last row; a last letter of UTF-16 keeps its zero byte."""
    n_kept = len(content.rstrip(b"\0\x1a"))
    end = content[n_kept:]
    n_zeros = len(end) - len(end.lstrip(b"\0"))
    return content[: n_kept + n_zeros % 2]


def _rows(text: str, separator: str) -> CsvRows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = []
    for row in reader:
        rows.append(row)
        lines.append(reader.line_num)
        if len(row) > MAX_COLUMNS:
            raise UnreadableError(f"more than {MAX_COLUMNS} columns", what="size")
        if len(rows) > MAX_ROWS:
            raise UnreadableError(f"more than {MAX_ROWS} rows", what="csv")
    return CsvRows(rows, lines)


def _with_quotes_doubled(text: str, separator: str) -> str:
    edge = re.escape(separator) + r"\r\n\""
    return re.sub(rf'(?<=[^{edge}])"(?=[^{edge}])', '""', text)


def _separator(text: str) -> str:
    head = _QUOTED.sub("", text[:2000])
    return max(_SEPARATORS, key=head.count)


def table_in(csv_rows: CsvRows, titles: Sequence[Title], until: Sequence[str] = ()) -> Table:
    """Take the rows under the title row, or every row where the columns are told by number; blank rows are left out.

    Args:
        csv_rows: The file.
        titles: The columns the form asks for; titles may stand in two rows, one below the other.
        until: Folded texts; a row that holds a cell starting with one of them ends the table.

    Raises:
        MisfitError: No row holds all titles that must be there.
    """
    if all(title.number for title in titles):
        return _under(csv_rows, 0, [], columns_in([], titles), until)
    best: tuple[tuple[str, int], ...] = ()
    for number, row in enumerate(csv_rows.rows[:MAX_HEADER_ROW]):
        below = csv_rows.rows[number + 1] if number + 1 < len(csv_rows.rows) else []
        for last, texts in ((number, row), (number + 1, _one_over_other(row, below))):
            columns = columns_in(texts, titles)
            best = max(best, columns, key=len)
            if is_complete(columns, titles):
                refuse_doubled(texts, titles, f"line {csv_rows.lines[last]}")
                return _under(csv_rows, last + 1, texts, columns, until)
    raise missing_titles(best, titles, "line 1")


def _one_over_other(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    width = max(len(upper), len(lower))
    return [above + below for above, below in zip(_as_wide(upper, width), _as_wide(lower, width), strict=True)]


def _under(
    csv_rows: CsvRows,
    start: int,
    titles: Sequence[str],
    columns: tuple[tuple[str, int], ...],
    until: Sequence[str],
) -> Table:
    names = [title.strip() for title in titles]
    wanted = [index for _, index in columns]
    width = max(len(names), *(index + 1 for index in wanted))
    kept: list[int] = []
    rows: list[list[str]] = []
    for number in range(start, len(csv_rows.rows)):
        row = csv_rows.rows[number]
        if until and ends_at(row, until):
            break
        wide = _as_wide(row, width)
        if any(wide[index] and not wide[index].isspace() for index in wanted):
            kept.append(number)
            rows.append(wide)
    reach = width if names else max(width, min(multimode(len(row) for row in rows), default=0))
    overlong = frozenset(at for at, row in enumerate(rows) if not is_blank(row[reach:]))
    lines = [csv_rows.lines[number] for number in kept]
    return Table(columns, rows, lambda row, column: f"line {lines[row]} {_named(names, column)}", overlong)


def _named(names: Sequence[str], column: int) -> str:
    return names[column] if column < len(names) else f"column {column + 1}"


def _as_wide(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))] if len(row) < width else list(row)


def page_of(csv_rows: CsvRows) -> Page:
    """Show the first rows as a page, for labels that stand above the title row."""
    numbered = zip(csv_rows.rows[:MAX_HEADER_ROW], csv_rows.lines, strict=False)
    return Page("csv", tuple(_row(row, line) for row, line in numbered), reach=1)


def _row(row: list[str], line: int) -> Row:
    place = f"line {line}"
    cells = (Cell(text.strip(), index, index, f"{place} column {index + 1}") for index, text in enumerate(row))
    return Row(tuple(cells), place)
