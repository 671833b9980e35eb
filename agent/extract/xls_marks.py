"""The marks of an old workbook (XLS): its records name hidden rows and columns, formats and struck-out fonts."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

import olefile

from agent.extract.cell_marks import Marks, Style
from agent.extract.number_format import BUILT_IN

_BOF, _EOF, _SHEET, _FONT, _FORMAT, _XF = 0x0809, 0x000A, 0x0085, 0x0031, 0x041E, 0x00E0
_ROW, _COLUMNS = 0x0208, 0x007D
_NUMBER, _RK, _MANY_RK, _FORMULA, _TEXTS = 0x0203, 0x027E, 0x00BD, 0x0006, (0x00FD, 0x0204)
_STRUCK, _ROW_HIDDEN, _COLUMN_HIDDEN = 0x08, 0x20, 0x01
_NO_FONT = 4
"""Fonts are counted without a fourth."""


@dataclass(slots=True)
class _Book:
    """What stands before the sheets: where each begins, and what the styles of cells say."""

    is_wide: bool = True
    sheets: dict[str, int] = field(default_factory=dict)
    n_fonts: int = 0
    struck_fonts: set[int] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=lambda: dict(BUILT_IN))
    styles: list[tuple[int, int]] = field(default_factory=list)

    def style(self, number: int) -> Style:
        """Return the number format of a style, and whether it strikes out."""
        font, code = self.styles[number] if number < len(self.styles) else (0, 0)
        return Style(self.codes.get(str(code), ""), font - (font > _NO_FONT) in self.struck_fonts)


def marks_of_xls(content: bytes, names: list[str]) -> dict[str, Marks]:
    """Read the marks of some sheets.

    Raises:
        OSError: It is no such workbook.
        ValueError: A record of it is cut short.
    """
    with olefile.OleFileIO(io.BytesIO(content)) as ole:
        stream = ole.openstream("Workbook" if ole.exists("Workbook") else "Book").read()
    try:
        book = _book(stream)
        return {name: _of_sheet(stream, at, book) for name, at in book.sheets.items() if name in names}
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from error


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    """Yield the records of one part, without those of charts inside it."""
    depth = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        depth += (kind == _BOF) - (kind == _EOF)
        if depth == 0:
            return
        if depth == 1:
            yield kind, stream[at + 4 : at + 4 + size]
        at += 4 + size


def _book(stream: bytes) -> _Book:
    book = _Book()
    for kind, data in _records(stream, 0):
        if kind == _BOF:
            book.is_wide = data[:2] == b"\x00\x06"
        elif kind == _SHEET:
            book.sheets[_text(data[6:], 1, is_wide=book.is_wide)] = struct.unpack_from("<I", data)[0]
        elif kind == _FONT:
            if data[2] & _STRUCK:
                book.struck_fonts.add(book.n_fonts)
            book.n_fonts += 1
        elif kind == _FORMAT:
            code = _text(data[2:], 2 if book.is_wide else 1, is_wide=book.is_wide)
            book.codes[str(struct.unpack_from("<H", data)[0])] = code
        elif kind == _XF:
            book.styles.append(struct.unpack_from("<HH", data))
    return book


def _text(data: bytes, n_count: int, *, is_wide: bool) -> str:
    """Read a text with its length before it, in one or two bytes; a wide one says how it is written."""
    if not is_wide:
        return data[n_count:].decode("cp932", "replace")
    return data[n_count + 1 :].decode("utf-16-le" if data[n_count] & 1 else "latin-1")


def _of_sheet(stream: bytes, at: int, book: _Book) -> Marks:
    marks = Marks()
    for kind, data in _records(stream, at):
        if kind == _ROW:
            number, height, options = struct.unpack_from("<H4xH4xH", data)
            if options & _ROW_HIDDEN or not height & 0x7FFF:
                marks.hidden_rows.add(number)
        elif kind == _COLUMNS:
            first, last, width, options = struct.unpack_from("<HHH2xH", data)
            if options & _COLUMN_HIDDEN or not width:
                marks.hidden_columns |= set(range(first, last + 1))
        else:
            for row, column, style, number in _cells(kind, data):
                marks.take((row, column), book.style(style), number)
    return marks


def _cells(kind: int, data: bytes) -> Iterator[tuple[int, int, int, Decimal | None]]:
    """Yield row, column, style and number of each cell in a record; a text has none."""
    if kind == _MANY_RK:
        row, first = struct.unpack_from("<HH", data)
        for offset, (style, packed) in enumerate(struct.iter_unpack("<HI", data[4:-2])):
            yield row, first + offset, style, _unpacked(packed)
    elif kind in (_NUMBER, _FORMULA, _RK, *_TEXTS):
        yield (*struct.unpack_from("<HHH", data), _number(kind, data))


def _number(kind: int, data: bytes) -> Decimal | None:
    if kind == _RK:
        return _unpacked(struct.unpack_from("<I", data, 6)[0])
    is_number = kind == _NUMBER or (kind == _FORMULA and data[12:14] != b"\xff\xff")
    return Decimal(repr(struct.unpack_from("<d", data, 6)[0])) if is_number else None


def _unpacked(packed: int) -> Decimal:
    """Read a number packed into 30 bits: whole, or the upper half of a float, and then perhaps in hundredths."""
    if packed & 2:
        number = Decimal((packed >> 2) - ((packed >> 31) << 30))
    else:
        number = Decimal(repr(struct.unpack("<d", struct.pack("<Q", (packed & ~3) << 32))[0]))
    return number / 100 if packed & 1 else number
