"""Rows of a text whose columns a mark parts: `品番 | 品名 | 数量`, `品名,数量,単価`, `品名／数量`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extract.laid_out import width_of
from agent.extract.table import Cell
from agent.extract.unseen.words import title_words

MARKS = ("|", "｜", "\t", ",", "，", "、", ";", "/", "／")
_FEWEST, _LONGEST, _WIDE = 2, 400, 100
_PRODUCT = frozenset({"product_code", "product_name"})
_THOUSANDS = re.compile(r",(?!\d{3}(?!\d))")


def mark_of(text: str) -> str:
    """Return the mark between the titles of a row, empty where it is no row of titles parted by one."""
    for mark in MARKS:
        pieces = pieces_of(text, mark)
        if len(pieces) < _FEWEST:
            continue
        fields = [{word.field for word in title_words(piece)} for piece in pieces]
        named = set().union(*fields)
        if sum(map(bool, fields)) * 3 >= len(pieces) * 2 and "quantity" in named and named & _PRODUCT:
            return mark
    return ""


def pieces_of(text: str, mark: str) -> list[str]:
    """Cut a row at a mark; a mark at its beginning and its end is the frame's."""
    inner = text.strip()
    if mark in "|｜":
        inner = inner.strip(mark)
    return [piece.strip() for piece in inner.split(mark)]


def parted_rows(rows: Sequence[tuple[Cell, ...]]) -> Iterator[tuple[Cell, ...]]:
    """Part the cells of rows under titles that a mark parts, as long as they have as many pieces as there are titles.

    A row that has not is left as it is: a sum, a note, or the end of the table.
    """
    mark, count = "", 0
    for cells in rows:
        text = "  ".join(cell.text for cell in cells)
        found = mark_of(text) if len(text) <= _LONGEST else ""
        if found:
            mark, count = found, len(pieces_of(text, found))
        pieces = pieces_of(text, mark) if mark else []
        if mark == "," and len(pieces) > count:
            pieces = [piece.strip() for piece in _THOUSANDS.split(text)]
        if mark and len(pieces) == count and len(text) <= _LONGEST:
            yield tuple(_boxes(pieces, cells[0].place))
        else:
            yield cells


def _boxes(pieces: Sequence[str], place: str) -> Iterator[Cell]:
    """Yield cells one beside the other, each column of the same width in every row."""
    for column, piece in enumerate(pieces):
        left = column * float(_WIDE)
        yield Cell(piece, left, left + min(max(width_of(piece), 1.0), _WIDE - 2), place)
