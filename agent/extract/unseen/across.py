"""Quantities that stand across a table, a column for each day, shop or article: what the ways to spread them share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from agent.extract.table import Cell, meet
from agent.extract.unseen.header import titles_in
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.row_words import sum_or_end
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import bare
from agent.extract.values import folded, quantity_in

_NOTHING = re.compile(r"[-‐–—―ー－×xX/／・.]*|なし|無し|無")
_TOTAL = re.compile(r"(数量)?(合?計|総計|計数|小計)(数量?|個数)?|週計|週合計|月計|総数量?|total|sum")
LEAST, MOST = 2, 200
"""Columns of quantities a table has at least, and at most, to be one of these."""
_POSTS = 4
_WIDE = 20
"""Columns of a row that was no table's that count as another try."""
MAX_TRIED = 40
"""Rows of a document that are tried as titles of such a table."""


class Row(NamedTuple):
    """One row of such a table: what it says of all its columns, and the quantity in each, blank ones left out."""

    strip: Strip
    kept: tuple[Cell, ...]
    asked: tuple[tuple[Cell, Cell], ...]
    total: Cell | None

    @property
    def fits(self) -> bool:
        """Whether the quantities are as many as the row's total says; so they are where it says none."""
        said = None if self.total is None else quantity_in(self.total.text)
        read = [quantity_in(cell.text) for _, cell in self.asked]
        return said is None or sum((one[0] for one in read if one is not None), Decimal(0)) == said[0]


class Table(NamedTuple):
    """Such a table as it is laid out, and the row behind its last."""

    strips: tuple[Strip, ...]
    stop: int


def with_tables(
    strips: Sequence[Strip],
    columns_at: Callable[[Sequence[Strip], int], Sequence[Cell]],
    table_at: Callable[[Sequence[Strip], int], Table | None],
) -> tuple[Strip, ...]:
    """Put each table as it is laid out in place of its rows.

    Args:
        strips: All rows of the document.
        columns_at: Finds the titles of quantities in a row.
        table_at: Lays out the table below them, None when it is none.
    """
    found: list[Strip] = []
    at = tried = 0
    while at < len(strips):
        table = None
        if (
            tried < MAX_TRIED
            and not _is_unruled(strips[at])
            and LEAST <= (n_columns := len(columns_at(strips, at))) <= MOST
        ):
            table = table_at(strips, at)
            tried += 1 if table is not None else 1 + n_columns // _WIDE
        found += [strips[at]] if table is None else table.strips
        at = at + 1 if table is None else table.stop
    return tuple(found)


def _is_unruled(strip: Strip) -> bool:
    """Whether a row stands on a page with nothing drawn between its cells, where places alone do not tell columns."""
    return strip.place.startswith("page ") and len(strip.posts) < _POSTS


def rows_below(strips: Sequence[Strip], titles: Strip, at: int, columns: Sequence[Cell]) -> Iterator[Row]:
    """Read the rows below some titles up to the page's end, a row of sums or other titles.

    Args:
        strips: All rows of the document.
        titles: The row of titles.
        at: The row above the first that is read.
        columns: The titles of the quantities.
    """
    total = next((cell for cell in titles.cells if is_total(cell.text)), None)
    for strip in strips[at + 1 :]:
        written = [cell for cell in strip.cells if cell.text]
        if strip.page != strips[at].page or sum_or_end(written) is not None or titles_in(strip, 0).is_lines:
            return
        pairs = [(title, cell) for cell in written for title in columns if meet(title, cell)]
        under = {cell for _, cell in pairs}
        asked = tuple((title, cell) for title, cell in pairs if is_asked(cell.text))
        of_total = next((cell for cell in written if total is not None and meet(total, cell)), None)
        kept = tuple(cell for cell in written if cell not in under and cell is not of_total)
        yield Row(strip, kept, asked, of_total)


def is_asked(text: str) -> bool:
    """Whether a cell asks for something: it is no zero, and no stroke in place of one."""
    plain = folded(text)
    read = quantity_in(plain)
    return _NOTHING.fullmatch(plain) is None and (read is None or read[0] != 0)


def is_total(text: str) -> bool:
    """Whether a title is that of the sum of all columns."""
    return _TOTAL.fullmatch(bare(text)) is not None


def has_number(strips: Sequence[Strip]) -> bool:
    """Whether a row gives an order number."""
    labels = (label_in(cell.text) for strip in strips for cell in strip.cells)
    return any(label is not None and label.word.field == "number" for label in labels)


def spread(strip: Strip, kept: Sequence[Cell], beside: Sequence[tuple[str, str]], first: float) -> Strip:
    """Return a row of the plain table: some of its cells, and beside them others, each with where it stands."""
    cells = [Cell(text, first + number, first + number, place) for number, (text, place) in enumerate(beside)]
    return strip._replace(cells=(*kept, *(cell for cell in cells if cell.text)))


def width_of(strips: Sequence[Strip]) -> float:
    """Return the first column in which nothing stands."""
    return max((cell.right for strip in strips for cell in strip.cells), default=0) + 1
