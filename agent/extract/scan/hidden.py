"""Tell what a PDF shows: text or pictures, and letters nobody sees, as a scanner hides them under its picture."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from ctypes import byref, c_int, c_uint, c_void_p, cast
from functools import cache, partial
from typing import Any, NamedTuple, TypeAlias

import pypdfium2
import pypdfium2.raw as pdfium

MAX_PAGES = 200
_MOST = 0.5
"""The part of a page that a picture covers most of."""
_FEW = 80
"""Letters a fax machine may print on a picture."""
_WHITE = 250
_UNSEEN = (pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP)
_COVERS = (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING)

Bounds: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right and top."""


class Look(NamedTuple):
    """Whether anything stands on a page, and whether it is read by its picture, if at all."""

    is_drawn: bool
    is_picture: bool


def shows_text(content: bytes) -> bool:
    """Whether a PDF shows text on any page; what a scanner's own reading hides under its picture is none.

    A PDF that cannot be opened is taken to show some: reading it says what is wrong.
    """
    try:
        with pypdfium2.PdfDocument(content) as document:
            pages = (document[number] for number in range(min(len(document), MAX_PAGES)))
            return any(not look_at(page, list(page.get_objects())).is_picture for page in pages)
    except pypdfium2.PdfiumError:
        return True


def look_at(page: Any, objects: Sequence[Any]) -> Look:
    """Look at the objects a page is made of."""
    seen = [_is_seen(one.raw) for one in objects if one.type == pdfium.FPDF_PAGEOBJ_TEXT]
    wide, high = page.get_size()
    pictures = [_area(one) for one in objects if one.type == pdfium.FPDF_PAGEOBJ_IMAGE]
    is_covered = max(pictures, default=0.0) >= _MOST * wide * high
    return Look(bool(objects), not any(seen) or (is_covered and (not all(seen) or _n_letters(page) < _FEW)))


def _n_letters(page: Any) -> int:
    text_page = page.get_textpage()
    n_letters = int(pdfium.FPDFText_CountChars(text_page))
    text_page.close()
    return n_letters


def _is_seen(text: Any) -> bool:
    return pdfium.FPDFTextObj_GetTextRenderMode(text) not in _UNSEEN


def _area(picture: Any) -> float:
    left, bottom, right, top = picture.get_bounds()
    return float((right - left) * (top - bottom))


def unseen_on(page: Any, text_page: Any, objects: Sequence[Any]) -> Callable[[int, Bounds], bool]:
    """Return what tells whether nobody sees a letter, by its number and the box around it.

    It is not drawn, stands outside of what is shown of the page, or is drawn white with nothing behind it.
    """
    left, bottom, right, top = (2 * side for side in page.get_bbox())

    def outside(_index: int, box: Bounds) -> bool:
        return not (left <= box[0] + box[2] <= right and bottom <= box[1] + box[3] <= top)

    texts = [one for one in objects if one.type == pdfium.FPDF_PAGEOBJ_TEXT]
    if all(_is_seen(one.raw) and not _is_white(partial(pdfium.FPDFPageObj_GetFillColor, one.raw)) for one in texts):
        return outside  # as most pages are: nothing is asked of each letter

    known: dict[int | None, tuple[bool, bool]] = {}

    @cache
    def behind() -> list[Bounds]:
        return [_bounds(one) for one in objects if one.type in _COVERS and _is_dark(one)]

    def drawn(index: int) -> tuple[bool, bool]:
        """Look at the piece of text a letter is of: is it drawn, and is it white."""
        text = pdfium.FPDFText_GetTextObject(text_page, index)
        key = cast(text, c_void_p).value
        if key not in known:
            colour = partial(pdfium.FPDFText_GetFillColor, text_page, index)
            known[key] = _is_seen(text), _is_white(colour)
        return known[key]

    def unseen(index: int, box: Bounds) -> bool:
        is_seen, is_white = drawn(index)
        if not is_seen or outside(index, box):
            return True
        return is_white and not any(_is_on(box, bounds) for bounds in behind())

    return unseen


def _is_on(box: Bounds, bounds: Bounds) -> bool:
    """Whether the middle of a box stands within some bounds."""
    left, bottom, right, top = bounds
    return left <= (box[0] + box[2]) / 2 <= right and bottom <= (box[3] + box[1]) / 2 <= top


def _bounds(drawn: Any) -> Bounds:
    """Return where something stands on its page, also when it is part of a form that is drawn on it."""
    bounds, form = drawn.get_bounds(), drawn.container
    while form is not None:
        bounds, form = form.get_matrix().on_rect(*bounds), form.container
    return bounds  # type: ignore[no-any-return]  # pypdfium2 has no types


def _is_dark(drawn: Any) -> bool:
    """Whether something gives white letters a ground: a picture, or an area that is filled and not white itself."""
    if drawn.type != pdfium.FPDF_PAGEOBJ_PATH:
        return True
    fill, stroke = c_int(), c_int()
    pdfium.FPDFPath_GetDrawMode(drawn.raw, byref(fill), byref(stroke))
    return bool(fill.value) and not _is_white(lambda *colour: pdfium.FPDFPageObj_GetFillColor(drawn.raw, *colour))


def _is_white(colour_of: Callable[..., Any]) -> bool:
    red, green, blue, alpha = c_uint(), c_uint(), c_uint(), c_uint()
    found = colour_of(red, green, blue, alpha)
    return bool(found) and red.value >= _WHITE and green.value >= _WHITE and blue.value >= _WHITE
