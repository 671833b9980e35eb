"""Tell what a PDF shows: text or pictures, and letters nobody sees, as a scanner hides them under its picture."""

from __future__ import annotations

from collections.abc import Callable
from ctypes import byref, c_int, c_uint
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

MAX_PAGES = 200
_MOST = 0.5
"""The part of a page that a picture covers most of."""
_FEW = 80
"""Letters a fax machine may print on a picture."""
_WHITE = 250
_UNSEEN = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_COVERS = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING, pdfium.FPDF_PAGEOBJ_FORM)


class Look(NamedTuple):
    """What stands on a page: letters that are shown or hidden, how many, the part under pictures, anything at all."""

    is_shown: bool
    is_hidden: bool
    n_letters: int
    pictured: float
    is_drawn: bool

    @property
    def is_picture(self) -> bool:
        """Whether the page is read by its picture, if at all."""
        return not self.is_shown or (self.pictured >= _MOST and (self.is_hidden or self.n_letters < _FEW))


def shows_text(content: bytes) -> bool:
    """Whether a PDF shows text on any page; what a scanner's own reading hides under its picture is none.

    A PDF that cannot be opened is taken to show some: reading it says what is wrong.
    """
    try:
        with pypdfium2.PdfDocument(content) as document:
            return any(not look_at(document[number]).is_picture for number in range(min(len(document), MAX_PAGES)))
    except pypdfium2.PdfiumError:
        return True


def look_at(page: Any) -> Look:
    """Look at what a page is made of."""
    kinds = [(one.type, one) for one in page.get_objects()]
    seen = [_is_seen(one.raw) for kind, one in kinds if kind == pdfium.FPDF_PAGEOBJ_TEXT]
    wide, high = page.get_size()
    pictures = [_area(one) for kind, one in kinds if kind == pdfium.FPDF_PAGEOBJ_IMAGE]
    text_page = page.get_textpage()
    n_letters = pdfium.FPDFText_CountChars(text_page)
    text_page.close()
    return Look(any(seen), not all(seen), n_letters, max(pictures, default=0.0) / (wide * high), bool(kinds))


def _is_seen(text: Any) -> bool:
    return pdfium.FPDFTextObj_GetTextRenderMode(text) not in _UNSEEN


def _area(picture: Any) -> float:
    left, bottom, right, top = picture.get_bounds()
    return float((right - left) * (top - bottom))


def unseen_on(page: Any, text_page: Any) -> Callable[[int], bool]:
    """Return what tells whether nobody sees a letter: it is not drawn, or drawn white with nothing behind it."""
    behind = [one.get_bounds() for one in page.get_objects(filter=list(_COVERS), max_depth=1) if _is_dark(one)]
    box = pdfium.FS_RECTF()

    def unseen(index: int) -> bool:
        text = pdfium.FPDFText_GetTextObject(text_page, index)
        if not _is_seen(text):
            return True
        if not _is_white(lambda *colour: pdfium.FPDFText_GetFillColor(text_page, index, *colour)):
            return False
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        return not any(left <= x <= right and bottom <= y <= top for left, bottom, right, top in behind)

    return unseen


def _is_dark(drawn: Any) -> bool:
    """Whether something gives white letters a ground: a picture, or an area that is filled and not white itself."""
    if drawn.type != pdfium.FPDF_PAGEOBJ_PATH:
        return True
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(drawn.raw, byref(fill), byref(stroke))
    return bool(fill.value) and not _is_white(lambda *colour: pdfium.FPDFPageObj_GetFillColor(drawn.raw, *colour))


def _is_white(colour_of: Callable[..., Any]) -> bool:
    colour = [c_uint() for _ in range(4)]
    found = colour_of(*map(byref, colour))
    return bool(found) and all(one.value >= _WHITE for one in colour[:3])
