"""PDF text: characters and their boxes to rows of cells, page by page (points, top down).

PDFium is not thread-safe and ends the process on some broken files; it is called in a bounded child process only.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from agent.extract.table import Cell, Page, Row
from agent.extract.unreadable import UnreadableError

MAX_PAGES = 200
MAX_CHARACTERS = 400_000
GAP = 0.9
"""Blank between two cells, in heights of a character: words of one cell stand closer."""
REACH = 240.0
"""Points a value may stand right of its label."""


class _Char(NamedTuple):
    text: str
    left: float
    right: float
    top: float
    height: float


def pages_of(content: bytes, most: int = MAX_CHARACTERS) -> tuple[Page, ...]:
    """Read the text of each page, pages without text left out.

    Args:
        content: The PDF.
        most: Characters it may hold in all.

    Raises:
        UnreadableError: It is no PDF, is encrypted, has no text (a scan), or too much.
    """
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            pages = _pages(document, most)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(str(error), what="pdf") from error
    if not pages:
        raise UnreadableError("it holds no text, as a scan does", what="scan")
    return pages


def _pages(document: Any, most: int) -> tuple[Page, ...]:
    if len(document) > MAX_PAGES:
        raise UnreadableError(f"more than {MAX_PAGES} pages", what="size", pages=len(document))
    pages: list[Page] = []
    n_read = 0
    for number in range(len(document)):
        chars = _chars(document[number], most)
        n_read += len(chars)
        if n_read > most:
            raise UnreadableError("too much text for an order", what="size")
        if chars:
            pages.append(Page(f"page {number + 1}", _rows(chars, f"page {number + 1}"), REACH))
    return tuple(pages)


def _chars(page: Any, most: int) -> list[_Char]:
    text_page = page.get_textpage()
    height = page.get_height()
    box = pdfium.FS_RECTF()  # the loose box: as wide as the character advances, as high as its font
    found = []
    for index in range(min(pdfium.FPDFText_CountChars(text_page), most + 1)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        if code <= 0x20 or code in (0xA0, 0x3000, 0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        size = max(pdfium.FPDFText_GetFontSize(text_page, index), box.top - box.bottom, 1.0)
        found.append(_Char(chr(code), box.left, box.right, height - box.bottom, size))
    text_page.close()
    page.close()
    return found


def _rows(chars: list[_Char], page: str) -> tuple[Row, ...]:
    """Gather characters that stand on one line, then cut lines where the gap is wide."""
    rows: list[list[_Char]] = []
    for char in sorted(chars, key=lambda char: (char.top, char.left)):
        if rows and char.top - rows[-1][0].top < 0.5 * min(char.height, rows[-1][0].height):
            rows[-1].append(char)
        else:
            rows.append([char])
    return tuple(_row(sorted(row, key=lambda char: char.left), page) for row in rows)


def _row(chars: list[_Char], page: str) -> Row:
    cells: list[list[_Char]] = [[chars[0]]]
    for before, char in pairwise(chars):
        if char.left - before.right > GAP * min(before.height, char.height):
            cells.append([char])
        else:
            cells[-1].append(char)
    made = tuple(_cell(cell, page) for cell in cells)
    return Row(made, made[0].place)


def _cell(chars: list[_Char], page: str) -> Cell:
    text = chars[0].text
    for before, char in pairwise(chars):
        blank = " " if char.left - before.right > 0.2 * before.height else ""
        text += blank + char.text
    place = f"{page} x={chars[0].left:.0f} y={chars[0].top:.0f}"
    return Cell(text, chars[0].left, chars[-1].right, place)
