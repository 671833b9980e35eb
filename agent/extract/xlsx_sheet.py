"""XLSX, XLS and ODS: sheets to pages of cells, merged cells as one wide cell (方眼紙 forms)."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase
from functools import cache

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from agent.core.order import Finding, Severity
from agent.extract.cell_marks import Marks, Spot
from agent.extract.sheet_marks import marks_in
from agent.extract.table import Cell, Doubt, Page, Row
from agent.extract.unreadable import UnreadableError

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_MEMBERS = 5_000
MAX_SHEETS = 50
MAX_MERGED = 200
"""Rows of a merged range that its text reaches down over."""


MAX_COVERED = 1_000_000

_CellValue = int | float | str | bool | time | date | datetime | timedelta


def pages_of(content: bytes, sheets: str = "*") -> tuple[Page, ...]:
    """Read the visible sheets whose name fits the pattern, those with nothing on them left out.

    Raises:
        UnreadableError: It is no workbook, is encrypted, or unpacks to more than an order can be.
    """
    _refuse_bombs(content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        names = [meta.name for meta in book.sheets_metadata if meta.visible == SheetVisibleEnum.Visible]
        wanted = [name for name in names if fnmatchcase(name, sheets)]
        _refuse_more(len(wanted), MAX_SHEETS, "sheets")
        sheets_read = [(name, book.get_sheet_by_name(name)) for name in wanted]
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(str(error), what="workbook") from error
    marks = marks_in(content, wanted)
    pages = [_page(name, sheet, marks.get(name, Marks())) for name, sheet in sheets_read]
    return tuple(page for page in pages if page.rows)


def _refuse_more(n: int, most: int, what: str) -> None:
    if n > most:
        raise UnreadableError(f"more than {most} {what}", what="size")


def _refuse_bombs(content: bytes) -> None:
    """Refuse a packed workbook that is too much, or damaged: its reader stops before the sums behind its parts."""
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _require_bounded(archive.infolist())
            damaged = archive.testzip()
    except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, RuntimeError) as error:
        raise UnreadableError(str(error), what="workbook") from error
    if damaged is not None:
        raise UnreadableError(f"{damaged} is damaged", what="workbook")


def _require_bounded(members: Sequence[zipfile.ZipInfo]) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
        raise UnreadableError("it unpacks to more than an order can be", what="size", size_bytes=unpacked)


def _page(name: str, sheet: CalamineSheet, marks: Marks) -> Page:
    """Lay out one sheet; a merged range is one cell, also when nothing is written in it."""
    table = sheet.to_python(skip_empty_area=False)
    merged = dict(sheet.merged_cell_ranges or []) | marks.merged
    left_out = _covered(merged, len(table), max(map(len, table), default=0)) | marks.struck
    above: dict[int, list[Cell]] = {}
    rows = []
    for number, values in enumerate(table):
        if number in marks.hidden_rows:
            continue
        cells: list[Cell] = []
        for column, value in enumerate(values):
            spot = number, column
            if (value == "" and spot not in merged and spot not in marks.shown) or spot in left_out:
                continue
            bottom, right = merged.get(spot, spot)
            if column in marks.hidden_columns and marks.hidden_columns.issuperset(range(column, right + 1)):
                continue
            place = f"{name}!{_letters(column)}{number + 1}"
            cells.append(Cell(marks.shown.get(spot) or _text(value), column, right, place))
            for below in range(number + 1, min(bottom, number + MAX_MERGED) + 1):
                above.setdefault(below, []).append(cells[-1])
        if any(cell.text for cell in cells):
            reaching = tuple(cell for cell in above.get(number, ()) if cell.text)
            rows.append(Row(tuple(cells), f"{name}!{number + 1}", reaching))
    return Page(name, tuple(rows), reach=1, doubts=tuple(_doubts(name, table, marks)))


def _doubts(name: str, table: Sequence[Sequence[_CellValue]], marks: Marks) -> Iterator[Doubt]:
    """Doubt what is struck out and so left out, and a number that is shown as another."""
    if marks.is_unread:
        yield Doubt(Finding("marks-unread", Severity.DOUBT, "lines", (("name", name),)))
    for row, column in sorted(marks.struck | marks.otherwise.keys() | marks.partly_struck.keys()):
        text = _text(table[row][column]) if row < len(table) and column < len(table[row]) else ""
        place = f"{name}!{_letters(column)}{row + 1}"
        if not text or row in marks.hidden_rows or column in marks.hidden_columns:
            continue
        if (row, column) in marks.struck or (row, column) in marks.partly_struck:
            struck = marks.partly_struck.get((row, column), text)
            yield Doubt(Finding("struck-out", Severity.DOUBT, "lines", (("text", struck[:80]), ("place", place))))
        else:
            shown = marks.otherwise[row, column]
            values = (("text", shown), ("other", text), ("place", place))
            yield Doubt(Finding("shown-otherwise", Severity.DOUBT, "", values), place)


def _covered(merged: dict[Spot, Spot], n_rows: int, n_columns: int) -> set[Spot]:
    """Return the cells under merged ranges but their first; ODS says the value in each of them."""
    ranges = [
        (
            range(top, min(bottom + 1, n_rows)),
            range(left, min(right + 1, n_columns)),
        )
        for (top, left), (bottom, right) in merged.items()
    ]
    _refuse_more(sum(len(rows) * len(columns) for rows, columns in ranges), MAX_COVERED, "merged cells")
    return {(row, column) for rows, columns in ranges for row in rows for column in columns} - set(merged)


def _text(value: _CellValue) -> str:
    """Write a cell's value as its reader would: whole numbers without a point, days in ISO form."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(Decimal(repr(value)), "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\0", "").strip()


@cache
def _letters(column: int) -> str:
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
