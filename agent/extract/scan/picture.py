"""Scanned PDF, JPEG, PNG and TIFF to grey pages of 300 dots an inch; a red seal is not seen."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import BmpImagePlugin, Image, ImageOps, JpegImagePlugin, PngImagePlugin, TiffImagePlugin

from agent.extract.unreadable import NothingSeenError, UnreadableError

Grey: TypeAlias = NDArray[np.uint8]

DPI = 300
MAX_PAGES = 8
MAX_PIXELS = 40_000_000
MAX_DRAWN = 150_000_000
"""Dots of a picture in a PDF: A3 at 600 dots an inch has 70 million."""
MAX_WORKED = 20_000_000
"""Dots of a page as it is looked at: A3 at 300 dots an inch has 17 million."""
SMALLEST = 600
"""Dots the longer side must have: a smaller picture is a logo, not a page."""
_A4_INCHES = 11.69
_LIKELY_INCHES = (4.0, 24.0)
_READERS = (
    *(BmpImagePlugin.BmpImageFile, JpegImagePlugin.JpegImageFile),
    *(PngImagePlugin.PngImageFile, TiffImagePlugin.TiffImageFile),
)
_BROKEN = (OSError, ValueError, SyntaxError, TypeError, KeyError, IndexError, OverflowError, EOFError, cv2.error)


def pictures_of(content: bytes, wanted: Sequence[int] | None = None) -> Iterator[Grey]:
    """Yield the pages one by one, or those wanted of a PDF, from 0.

    Raises:
        UnreadableError: It is no picture, is broken, too small to be a page, or too large.
    """
    return _of_pdf(content, wanted) if content[:1024].lstrip().startswith(b"%PDF-") else _of_image(content)


def _of_pdf(content: bytes, wanted: Sequence[int] | None) -> Iterator[Grey]:
    document = pypdfium2.PdfDocument(content)
    try:
        numbers = range(len(document)) if wanted is None else wanted
        _require_few(len(numbers))
        for number in numbers:
            page = document[number]
            _require_drawable(page)
            wide, high = page.get_size()
            scale = min(DPI / 72, (MAX_WORKED / max(wide * high, 1.0)) ** 0.5)
            yield _red(page.render(scale=scale).to_numpy())
            page.close()
    finally:
        document.close()


def _require_drawable(page: pypdfium2.PdfPage) -> None:
    """Refuse a page whose picture would burst the memory while it is drawn."""
    for picture in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_IMAGE]):
        wide, high = picture.get_px_size()
        if wide * high > MAX_DRAWN:
            raise UnreadableError("too many dots", what="size")


def _of_image(content: bytes) -> Iterator[Grey]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=[one.format for one in _READERS])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise UnreadableError("too many dots", what="size") from error
    except _BROKEN as error:
        raise UnreadableError("it is no picture that can be opened", what="picture") from error
    with image:
        n_frames = getattr(image, "n_frames", 1)
        _require_few(n_frames)
        for number in range(n_frames):
            yield _frame(image, number)


def _frame(image: Any, number: int) -> Grey:
    try:
        image.seek(number)
        wide, high = image.size
        if wide * high > MAX_PIXELS:
            raise UnreadableError("too many dots", what="size")
        if max(wide, high) < SMALLEST:
            raise NothingSeenError("too small to be a page", what="scan")
        dots = _dots(image)
        upright = ImageOps.exif_transpose(image).convert("RGB")
        return _at_300(np.asarray(upright)[:, :, 0], *(dots if upright.size == image.size else dots[::-1]))
    except _BROKEN as error:
        raise UnreadableError("the picture is broken", what="picture") from error


def _require_few(n_pages: int) -> None:
    if n_pages > MAX_PAGES:
        raise UnreadableError(f"more than {MAX_PAGES} scanned pages", what="size", pages=n_pages)


def _red(pixels: NDArray[np.uint8]) -> Grey:
    """Look through red glass: PDFium gives blue, green, red."""
    return np.ascontiguousarray(pixels[:, :, 2] if pixels.shape[2] >= 3 else pixels[:, :, 0])


def _dots(image: Any) -> tuple[float, float]:
    """Return dots an inch across and down: as the picture says where that makes a page, else those of A4."""
    said = image.info.get("dpi", (0, 0))
    try:
        across, down = (float(one) for one in said)
        inches = max(image.width / across, image.height / down)
        if _LIKELY_INCHES[0] <= inches <= _LIKELY_INCHES[1]:
            return across, down
    except (TypeError, ValueError, ZeroDivisionError):
        pass
    of_a4 = max(image.size) / _A4_INCHES
    return of_a4, of_a4


def _at_300(grey: Grey, across: float, down: float) -> Grey:
    wide, high = grey.shape[1] * DPI / across, grey.shape[0] * DPI / down
    less = min(1.0, (MAX_WORKED / (wide * high)) ** 0.5)
    size = round(wide * less), round(high * less)
    how = cv2.INTER_AREA if size[0] < grey.shape[1] else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(np.ascontiguousarray(grey), size, interpolation=how), dtype=np.uint8)
