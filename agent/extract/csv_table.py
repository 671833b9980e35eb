"""CSV and TSV: bytes to rows of text, and the table under their title row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from statistics import multimode

from agent.core.order import Finding
from agent.extract.commas import Beside
from agent.extract.csv_header import Header, TitlesAgain, as_wide, header_again, header_of
from agent.extract.encoding import text_of
from agent.extract.ending_goods import lines_below
from agent.extract.row_kinds import unasked_kinds
from agent.extract.sums_between import is_sum_row, sum_words_in
from agent.extract.table import Table, Title
from agent.extract.title_rows import refuse_others
from agent.extract.titles import (
    MAX_HEADER_ROW,
    columns_in,
    ends_among,
    is_complete,
    missing_titles,
    refuse_doubled,
    shape_of,
)
from agent.extract.unreadable import UnreadableError

MAX_ROWS = 200_000
_SEPARATORS = (",", "\t", ";")
_LIKELY = 2
_QUOTED = re.compile('"[^"]*"')
_AS_TEXT = re.compile('="{1,2}([^"]*)"{1,2}')
"""What Excel is told to show as it stands: `="000123"`."""
MAX_COLUMNS = 16_384
"""As many as a sheet of Excel has."""


@dataclass(frozen=True, slots=True)
class CsvRows:
    """Rows of text with the file's line each ends on."""

    rows: list[list[str]]
    lines: list[int]

    def place(self, number: int) -> str:
        """Say where a row stands, by its number from 0."""
        return f"line {self.lines[number]}"


def read_csv(content: bytes) -> CsvRows:
    """Read rows as RFC 4180 has them; the separator is the one the first lines hold most of.

    A quote that neither begins nor ends a field is taken for a character of it (`"6" plate"`).

    Raises:
        UnreadableError: No text, a quote that never closes or may hold two rows, or more rows than an order file has.
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
        return _rows(_with_quotes_doubled(text, separator), separator, is_repaired=True)
    except csv.Error as error:
        raise UnreadableError(str(error), what="csv") from error


def _without_end(content: bytes) -> bytes:
    """Leave out what old systems put behind a file's last row; a last letter of UTF-16 keeps its zero byte."""
    n_kept = len(content.rstrip(b"\0\x1a"))
    end = content[n_kept:]
    n_zeros = len(end) - len(end.lstrip(b"\0"))
    return content[: n_kept + n_zeros % 2]


def _rows(text: str, separator: str, *, is_repaired: bool = False) -> CsvRows:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows: list[list[str]] = []
    lines: list[int] = [0]
    long: list[int] = []
    has_formulas = '="' in text
    for row in reader:
        line = reader.line_num
        if line > lines[-1] + 1:
            long.append(len(rows))
        rows.append([_bare(cell) for cell in row] if has_formulas else row)
        lines.append(line)
        if len(row) > MAX_COLUMNS:
            raise UnreadableError(f"more than {MAX_COLUMNS} columns", what="size")
        if len(rows) > MAX_ROWS:
            raise UnreadableError(f"more than {MAX_ROWS} rows", what="csv")
    usual = min(multimode(len(row) for row in rows), default=0) if long else 0
    for number in long:
        if is_repaired or _holds_rows(rows[number], separator, usual):
            raise UnreadableError(f"a quote that may hold two rows, in line {lines[number] + 1}", what="csv")
    return CsvRows(rows, lines[1:])


def _bare(text: str) -> str:
    formula = _AS_TEXT.fullmatch(text)
    return text if formula is None else formula[1]


def _holds_rows(row: Sequence[str], separator: str, usual: int) -> bool:
    """Whether a value over several lines may be the end of one row and the beginning of the next.

    So it may where it holds a row's separators, where a line of it begins as the row does, or where the row is shorter
    than most.
    """
    values = [text for text in row if "\n" in text or "\r" in text]
    if any(text.count(separator) >= len(row) - 1 > 0 for text in values):
        return True
    further = [line for text in values for line in text.splitlines()[1:] if separator in line]
    return bool(further) and (len(row) < usual or any(_begins_alike(line.split(separator), row) for line in further))


def _begins_alike(cells: Sequence[str], row: Sequence[str]) -> bool:
    """Whether some cells begin with the first value of a row, or with its like and as many more as make it likely."""
    first, own = cells[0].strip(), row[0].strip()
    return bool(own) and (first == own or (len(cells) > _LIKELY and shape_of(first) == shape_of(own)))


def _with_quotes_doubled(text: str, separator: str) -> str:
    edge = re.escape(separator) + r"\r\n\""
    return re.sub(rf'(?<=[^{edge}])"(?=[^{edge}])', '""', text)


def _separator(text: str) -> str:
    head = _QUOTED.sub("", text[:2000])
    return max(_SEPARATORS, key=head.count)


def table_in(
    csv_rows: CsvRows, titles: Sequence[Title], until: Sequence[str] = (), *, is_across: bool = False
) -> Table:
    """Take the rows under the title row, or every row where the columns are told by number; blank rows are left out.

    Args:
        csv_rows: The file.
        titles: The columns the form asks for; titles may stand in two rows, one below the other.
        until: Folded texts; a row that holds a cell starting with one of them ends the table.
        is_across: Whether a row counts that has something under any title, and titles further down must be the same.

    Raises:
        MisfitError: No row holds all titles that must be there.
    """
    if all(title.number for title in titles):
        return _under(csv_rows, 0, [], titles, until, is_across=False)
    best: tuple[tuple[str, int], ...] = ()
    likeliest: list[str] = []
    for number, row in enumerate(csv_rows.rows[:MAX_HEADER_ROW]):
        below = csv_rows.rows[number + 1] if number + 1 < len(csv_rows.rows) else []
        alone = columns_in(below, titles)
        for last, texts in ((number, row), (number + 1, _one_over_other(row, below))):
            columns = columns_in(texts, titles)
            if len(columns) > len(best):
                best, likeliest = columns, texts
            is_own = last == number or len(alone) < len(columns) or not is_complete(alone, titles)
            if is_own and is_complete(columns, titles):
                refuse_doubled(texts, titles, csv_rows.place(last))
                return _under(csv_rows, last + 1, texts, titles, until, is_across=is_across)
    raise missing_titles(best, titles, "line 1", likeliest)


def _one_over_other(upper: list[str], lower: list[str]) -> list[str]:
    width = max(len(upper), len(lower))
    return [above + below for above, below in zip(as_wide(upper, width), as_wide(lower, width), strict=True)]


def _under(
    csv_rows: CsvRows,
    start: int,
    names: Sequence[str],
    titles: Sequence[Title],
    until: Sequence[str],
    *,
    is_across: bool,
) -> Table:
    """Read the rows below a title row; one that comes again, in whatever order, is obeyed from there on."""
    header = first = header_of(names, titles)
    below = csv_rows.rows[start:]
    texts = set(chain.from_iterable(below))
    ends, again = ends_among(texts, until), TitlesAgain(names, titles, texts)
    wanted = range(len(first.names)) if is_across else [index for _, index in first.columns]
    sums = sum_words_in(texts)
    of_order = {index for title in titles if title.is_head for name, index in first.columns if name == title.field}
    kept: list[int] = []
    rows: list[list[str]] = []
    own: list[int] = []
    under = {first: own}
    stop = next((at for at, row in enumerate(below) if not ends.isdisjoint(row)), len(below))
    for number, row in enumerate(below[:stop], start):
        if not again.likely.isdisjoint(row) and (titled := again.in_row(row, csv_rows.place(number))):
            if is_across:
                refuse_others(titled, first.names, csv_rows.place(number))
            header = header_again(titled, titles, first, csv_rows.place(number))
            own = under.setdefault(header, [])
            continue
        wide = header.arranged(row, first)
        if not sums.isdisjoint(row) and _is_sum(wide, first, of_order, sums):
            continue
        if any(wide[index].strip() for index in wanted):
            own.append(number)
            kept.append(number)
            rows.append(wide)
    found = _odd(csv_rows, {header: own for header, own in under.items() if own})

    def place(row: int, column: int) -> str:
        return f"{csv_rows.place(kept[row])} {_named(first.names, column)}"

    odd = {at: found[number] for at, number in enumerate(kept) if number in found}
    return Table(first.columns, rows, place, odd, first.names, tuple(lines_below(below[stop:], first, rows)))


def _is_sum(row: Sequence[str], header: Header, of_order: set[int], sums: set[str]) -> bool:
    """Whether a row with a word for a sum has no product code, and nothing else of its own but numbers."""
    codes = [row[index] for name, index in header.columns if name == "product_code"]
    is_uncoded = all(text in sums or not text.strip() for text in codes)
    return is_uncoded and is_sum_row([text for index, text in enumerate(row) if index not in of_order])


def _odd(csv_rows: CsvRows, under: Mapping[Header, Sequence[int]]) -> dict[int, tuple[Finding, ...]]:
    """Return what is doubtful about the rows read `under` each header, by their numbers in the file."""
    usual = min(multimode(len(csv_rows.rows[number]) for own in under.values() for number in own), default=0)
    odd: dict[int, tuple[Finding, ...]] = {}
    for header, own in under.items():
        rows = [csv_rows.rows[number] for number in own]
        places = [csv_rows.place(number) for number in own]
        kinds, beside = unasked_kinds(header.names, header.columns, rows, places), Beside(rows, header.names)
        for at in {*kinds, *header.doubtful(rows, usual)}:
            found = (*header.doubts(rows[at], usual, beside, places[at]), *kinds.get(at, ()))
            if found:
                odd[own[at]] = found
    return odd


def _named(names: Sequence[str], column: int) -> str:
    return names[column] if column < len(names) else f"column {column + 1}"
