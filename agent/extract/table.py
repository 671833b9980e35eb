"""The one shape all formats become: pages of rows of cells, each cell with its place.

Left and right are columns of a sheet, characters of a text or points of a page, so that "beside", "below" and
"under this title" mean the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from agent.extract.unreadable import MisfitError
from agent.extract.values import folded

MAX_HEADER_ROW = 60


class Cell(NamedTuple):
    """One text, how far it reaches from left to right, and where it stands."""

    text: str
    left: float
    right: float
    place: str


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, from left to right; an empty text marks a box left empty."""

    cells: tuple[Cell, ...]
    place: str

    @property
    def text(self) -> str:
        """The row as one text."""
        return " ".join(cell.text for cell in self.cells if cell.text)


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet, page or text. A value stands at most `reach` beside its label.

    A table goes on from one page to the next. On a page that is whole it does not: such a page holds one table, and a
    second one with the wanted titles is not read into the first.
    """

    name: str
    rows: tuple[Row, ...]
    reach: float
    is_whole: bool = False


@dataclass(frozen=True, slots=True)
class Title:
    """A column a form asks for: its field, the texts its title may have, and whether it must be there."""

    field: str
    texts: tuple[str, ...]
    required: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their titles: `columns` pairs a field with its index in each row of `rows`."""

    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[str]]
    place: Callable[[int, int], str]


def key_of(text: str) -> str:
    """Fold a label or title for comparing: widths, blanks inside, a colon behind."""
    return re.sub(r"\s+", "", folded(text)).rstrip(":：")


def is_blank(row: Sequence[str]) -> bool:
    """Whether nothing stands in a row."""
    return not any(text.strip() for text in row)


def columns_in(texts: Sequence[str], titles: Sequence[Title]) -> tuple[tuple[str, int], ...]:
    """Find the wanted titles among a row's texts; those not there are left out."""
    keys = {key_of(text): index for index, text in reversed(list(enumerate(texts)))}
    found = ((title.field, next((keys[text] for text in title.texts if text in keys), -1)) for title in titles)
    return tuple((field, index) for field, index in found if index >= 0)


def is_complete(columns: Sequence[tuple[str, int]], titles: Sequence[Title]) -> bool:
    """Whether every title that must be there was found."""
    fields = {field for field, _ in columns}
    return bool(fields) and all(title.field in fields for title in titles if title.required)


def missing_titles(best: Sequence[tuple[str, int]], titles: Sequence[Title], place: str) -> MisfitError:
    """Say which titles the likeliest title row lacks."""
    fields = {field for field, _ in best}
    lacking = [title for title in titles if title.required and title.field not in fields]
    names = ", ".join(title.texts[0] for title in lacking)
    return MisfitError(f"no column {names}", place=place, field=lacking[0].field, wanted=names)


@dataclass(frozen=True, slots=True)
class _Header:
    """The title row found on a page: all its cells, and which of them the form asks for."""

    cells: tuple[Cell, ...]
    columns: tuple[tuple[str, int], ...]

    def index_of(self, cell: Cell) -> int:
        """Return the title a cell stands under: the one it overlaps most, else the nearest."""
        return max(range(len(self.cells)), key=lambda index: _overlap(cell, self.cells[index]))


def _overlap(one: Cell, other: Cell) -> float:
    return min(one.right, other.right) - max(one.left, other.left)


@dataclass(slots=True)
class _Lines:
    """What is read so far of a table that may go on over pages."""

    titles: Sequence[Title]
    until: Sequence[str]
    header: _Header | None = None
    is_open: bool = False
    best: tuple[tuple[str, int], ...] = ()
    rows: list[list[str]] = field(default_factory=list)
    places: list[list[str]] = field(default_factory=list)

    def take_page(self, page: Page) -> None:
        """Read a page's lines: under its own titles, or under those of the page before if its table is still open."""
        if page.is_whole:
            self._begin_whole(page)
        start = self._find_header(page)
        for row in page.rows[start:]:
            if not self.is_open or self._ends(row):
                self.is_open = False
                return
            self._take(row)
        self.is_open = self.is_open and not page.is_whole

    def _begin_whole(self, page: Page) -> None:
        self.is_open = False
        titles = [cell.text for cell in page.rows[0].cells]
        if self.header is not None and is_complete(columns_in(titles, self.titles), self.titles):
            raise MisfitError("a second table has these columns", place=page.name, field="lines", wanted=page.name)

    def _find_header(self, page: Page) -> int:
        for number, row in enumerate(page.rows[:MAX_HEADER_ROW]):
            columns = columns_in([cell.text for cell in row.cells], self.titles)
            self.best = max(self.best, columns, key=len)
            if is_complete(columns, self.titles):
                self.header, self.is_open = _Header(row.cells, columns), True
                return number + 1
        return 0

    def _ends(self, row: Row) -> bool:
        return any(key_of(cell.text).startswith(text) for cell in row.cells if cell.text for text in self.until)

    def _take(self, row: Row) -> None:
        assert self.header is not None
        texts = [""] * len(self.header.cells)
        where = [row.place] * len(self.header.cells)
        for cell in row.cells:
            if cell.text:
                index = self.header.index_of(cell)
                where[index] = where[index] if texts[index] else cell.place
                texts[index] = f"{texts[index]} {cell.text}".strip()
        if any(texts[index] for _, index in self.header.columns):
            self.rows.append(texts)
            self.places.append(where)


def table_on(pages: Sequence[Page], titles: Sequence[Title], until: Sequence[str]) -> Table:
    """Read the lines under a title row; the table may go on over pages, with or without its titles again.

    Args:
        pages: In reading order, at least one.
        titles: The columns the form asks for.
        until: Folded texts; a row that holds a cell starting with one of them ends the table.

    Raises:
        MisfitError: No row holds all titles that must be there.
    """
    lines = _Lines(titles, until)
    for page in pages:
        lines.take_page(page)
    if lines.header is None:
        raise missing_titles(lines.best, titles, pages[0].name)
    return Table(lines.header.columns, lines.rows, lambda row, column: lines.places[row][column])
