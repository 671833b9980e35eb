"""XLSX, XLS and ODS: sheets to pages of cells, merged cells as one wide cell (方眼紙 forms)."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fnmatch import fnmatchcase

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetVisibleEnum

from agent.extract.table import Cell, Page, Row
from agent.extract.unreadable import UnreadableError

MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_MEMBERS = 5_000
MAX_SHEETS = 50

_Span = tuple[int, int]
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
        wanted = [name for name in names if fnmatchcase(name, sheets)][:MAX_SHEETS]
        pages = [_page(name, book.get_sheet_by_name(name)) for name in wanted]
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(str(error), what="workbook") from error
    return tuple(page for page in pages if page.rows)


def _refuse_bombs(content: bytes) -> None:
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise UnreadableError(str(error), what="workbook") from error
    unpacked = sum(member.file_size for member in members)
    if unpacked > MAX_UNPACKED_BYTES or len(members) > MAX_MEMBERS:
        raise UnreadableError("it unpacks to more than an order can be", what="size", size_bytes=unpacked)


def _page(name: str, sheet: CalamineSheet) -> Page:
    """Lay out one sheet; a merged range is one cell, also when nothing is written in it."""
    merged = dict(sheet.merged_cell_ranges or [])
    covered = {
        (row, column)
        for (top, left), (bottom, right) in merged.items()
        for row in range(top, min(bottom, top + 200) + 1)
        for column in range(left, min(right, left + 200) + 1)
    } - set(merged)
    rows = []
    for number, values in enumerate(sheet.to_python(skip_empty_area=False)):
        cells = tuple(
            Cell(_text(value), column, merged.get((number, column), (0, column))[1], _place(name, number, column))
            for column, value in enumerate(values)
            if (value != "" or (number, column) in merged) and (number, column) not in covered
        )
        if any(cell.text for cell in cells):
            rows.append(Row(cells, f"{name}!{number + 1}"))
    return Page(name, tuple(rows), reach=1)


def _text(value: _CellValue) -> str:
    """Write a cell's value as its reader would: whole numbers without a point, days in ISO form."""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(Decimal(repr(value)), "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value).replace("\0", "").strip()


def _place(sheet: str, row: int, column: int) -> str:
    letters, number = "", column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{sheet}!{letters}{row + 1}"
