"""Scanned pages to rows of cells: boxes of a ruled form, and pieces of writing outside them (points, top down)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count

from agent.extract.scan.ocr import Engine, Seen, engine
from agent.extract.scan.picture import DPI, Grey, pictures_of
from agent.extract.scan.pieces import lines_of, pieces_in
from agent.extract.scan.rulings import Box, boxes_in
from agent.extract.scan.straighten import straightened
from agent.extract.scan.titles import mended
from agent.extract.scan.words import read
from agent.extract.table import Cell, Page, Row, Word
from agent.extract.unreadable import NothingSeenError

REACH = 240.0
"""Points a value may stand right of its label."""
_MOST_LINES = 3
"""Lines of writing in one box of a form; in a taller one each piece stands for itself."""
_WIDE = 0.45
_POINTS = 72 / DPI
_PAD = 4


def pages_of(content: bytes, wanted: Sequence[int] | None = None) -> tuple[Page, ...]:
    """Read the writing of each page, empty pages left out, or of those wanted of a PDF, from 0.

    Raises:
        UnreadableError: It is no picture, is too large, or nothing is written on it; or nothing here can read it.
    """
    reader = engine()
    numbers = count() if wanted is None else wanted
    pictures = zip(numbers, pictures_of(content, wanted), strict=False)
    pages = [_page(picture, f"page {number + 1}", reader) for number, picture in pictures]
    written = tuple(page for page in pages if page.rows)
    if not written:
        raise NothingSeenError("nothing is written on it that can be read", what="scan")
    return written


def _page(picture: Grey, name: str, reader: Engine) -> Page:
    if picture.min() == picture.max():  # the empty back of a page: nothing to look for
        return Page(name, (), REACH)
    page = straightened(picture, reader)
    cells = list(_cells(page, name, reader))
    rows = (mended(_row(line, name)) for line in _lines(cells))
    return Page(name, tuple(row for row in rows if row.text), REACH)


def _cells(page: Grey, name: str, reader: Engine) -> Iterator[tuple[Box, Cell]]:
    """Yield each cell with the box of its writing; what is read is wiped off, so that a box in a box is read once."""
    boxes, bare = boxes_in(page)
    whole = Box(0, 0, page.shape[1], page.shape[0])
    for box in boxes:
        pieces = pieces_in(bare, box)
        if _is_field(box, pieces, whole):
            seen = _joined([read(_cut(bare, piece), reader) for piece in pieces])
            yield box, _cell(seen, box, name)
        else:
            yield from _free(bare, pieces, name, reader)
        bare[box.top : box.bottom, box.left : box.right] = 255
    yield from _free(bare, pieces_in(bare, whole), name, reader)


def _is_field(box: Box, pieces: Sequence[Box], whole: Box) -> bool:
    """Whether a box is one field of a form: not a frame around several."""
    return len(list(lines_of(pieces))) <= _MOST_LINES and (len(pieces) < 2 or box.width < _WIDE * whole.width)


def _free(page: Grey, pieces: Sequence[Box], name: str, reader: Engine) -> Iterator[tuple[Box, Cell]]:
    for piece in pieces:
        yield piece, _cell(read(_cut(page, piece), reader), piece, name)


def _cut(page: Grey, piece: Box) -> Grey:
    return page[max(0, piece.top - _PAD) : piece.bottom + _PAD, max(0, piece.left - _PAD) : piece.right + _PAD]


def _joined(seen: Sequence[Seen]) -> Seen:
    return Seen(" ".join(one.text for one in seen), min((one.sure for one in seen), default=1.0))


def _cell(seen: Seen, box: Box, name: str) -> Cell:
    left, right, y = box.left * _POINTS, box.right * _POINTS, box.bottom * _POINTS
    place = f"{name} x={left:.0f} y={y:.0f}"
    return Cell(seen.text, left, right, place, seen.sure, (Word(seen.text, left, right, place, True),))


def _lines(cells: Sequence[tuple[Box, Cell]]) -> Iterator[list[tuple[Box, Cell]]]:
    """Gather cells that stand on one line, from top to bottom."""
    by_box = dict(cells)
    for line in lines_of(list(by_box)):
        yield [(box, by_box[box]) for box in line]


def _row(line: Sequence[tuple[Box, Cell]], name: str) -> Row:
    bottom = max(box.bottom for box, _ in line)
    return Row(tuple(cell for _, cell in line), f"{name} y={bottom * _POINTS:.0f}")
