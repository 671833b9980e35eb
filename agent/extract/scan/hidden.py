"""Tell a PDF that shows text from one of pictures, whatever a scanner has hidden under them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

MAX_PAGES = 200


def shows_text(content: bytes) -> bool:
    """Whether a PDF shows text on any page; what a scanner's own reading hides under its picture is none.

    A PDF that cannot be opened is taken to show some: reading it says what is wrong.
    """
    try:
        with pypdfium2.PdfDocument(content) as document:
            numbers = range(min(len(document), MAX_PAGES))
            return any(_is_shown(one) for number in numbers for one in _texts(document, number))
    except pypdfium2.PdfiumError:
        return True


def _texts(document: Any, number: int) -> Iterator[Any]:
    yield from document[number].get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])


def _is_shown(text: Any) -> bool:
    return bool(pdfium.FPDFTextObj_GetTextRenderMode(text.raw) != pdfium.FPDF_TEXTRENDERMODE_INVISIBLE)
