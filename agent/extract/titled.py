"""Read the lines under a title row, over as many pages as they go on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from agent.extract.cutting import cut_at, edges_between, under_edges
from agent.extract.rate_legend import is_legend
from agent.extract.sums_between import is_sum_between
from agent.extract.table import (
    MAX_HEADER_ROW,
    Cell,
    Page,
    Row,
    Table,
    Title,
    columns_in,
    ends_at,
    is_complete,
    is_page_number,
    label_in,
    missing_titles,
    refuse_doubled,
    uncounted,
)
from agent.extract.unreadable import MisfitError


@dataclass(frozen=True, slots=True)
class _Header:
    """The titles found on a page, in one row or two: their cells, and which of them the form asks for."""

    cells: tuple[Cell, ...]
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[str, ...], ...]
    last: int
    known: dict[tuple[float, float], int] = field(default_factory=dict)

    def index_of(self, cell: Cell) -> int:
        """Return the title a cell stands under: the one it overlaps most, else the nearest."""
        reach = cell.left, cell.right
        if reach not in self.known:
            self.known[reach] = max(range(len(self.cells)), key=lambda index: overlap(cell, self.cells[index]))
        return self.known[reach]

    def is_repeated(self, row: Row) -> bool:
        """Whether a row is (one of) the title rows again, in the same order."""
        return any(_is_within([cell.text for cell in row.cells if cell.text], texts) for texts in self.rows)

    def arranged(self, values: Sequence[str], like: _Header) -> list[str]:
        """Return a row's values where another title row has its columns."""
        if self.columns == like.columns:
            return list(values)
        there = dict(like.columns)
        moved = [""] * len(like.cells)
        for name, index in self.columns:
            moved[there[name]] = values[index]
        return moved


def _is_within(texts: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all texts stand in another row, one behind the other."""
    rest = iter(whole)
    return all(text in rest for text in texts)


def overlap(one: Cell, other: Cell) -> float:
    """How much of a width two cells share; negative where a gap parts them."""
    return min(one.right, other.right) - max(one.left, other.left)


@dataclass(slots=True)
class _Lines:
    """What is read so far of a table that may go on over pages; `above` is what stands above it on its first page."""

    titles: Sequence[Title]
    until: Sequence[str]
    labels: frozenset[str]
    header: _Header | None = None
    first: _Header | None = None
    is_open: bool = False
    best: tuple[tuple[str, int], ...] = ()
    above: frozenset[str] = frozenset()
    rows: list[list[str]] = field(default_factory=list)
    places: list[list[str]] = field(default_factory=list)

    def take_page(self, page: Page) -> None:
        """Read a page's lines: under its own titles, or under those of the page before if its table is still open."""
        if page.is_whole:
            self._begin_whole(page)
        own = self._find_header(page)
        if self.header is None or not self.is_open:
            return
        rows = page.rows[own.last + 1 :] if own is not None else page.rows
        body = list(takewhile(lambda row: not self._ends(row), rows))
        self.is_open = len(body) == len(rows) and not page.is_whole
        kept = [row for row in body if not self._is_around(row, is_continued=own is None)]
        edges = edges_between(self.header.cells, [row.cells for row in kept])
        for row in kept:
            self._take(self.header, row, edges)

    def _begin_whole(self, page: Page) -> None:
        self.is_open = False
        titles = [cell.text for cell in page.rows[0].cells]
        if self.header is not None and is_complete(columns_in(titles, self.titles), self.titles):
            raise MisfitError("a second table has these columns", place=page.name, field="lines", wanted=page.name)

    def _find_header(self, page: Page) -> _Header | None:
        for number in range(min(len(page.rows), MAX_HEADER_ROW)):
            for header in _headers_at(page, number, self.titles):
                self.best = max(self.best, header.columns, key=len)
                if is_complete(header.columns, self.titles):
                    refuse_doubled([cell.text for cell in header.cells], self.titles, page.name)
                    self.above = self.above or frozenset(row.text for row in page.rows[:number])
                    self.first = self.first or header
                    if not dict(header.columns).keys() <= dict(self.first.columns).keys():
                        raise MisfitError("later titles name further columns", place=page.name, field="lines")
                    self.header, self.is_open = header, True
                    return header
        return None

    def _ends(self, row: Row) -> bool:
        return ends_at([cell.text for cell in row.cells], self.until)

    def _is_around(self, row: Row, *, is_continued: bool) -> bool:
        """Whether a row is no line: titles again, a label, a sum, a legend, a further page's letterhead or number."""
        assert self.header is not None
        first = next((cell.text for cell in row.cells if cell.text), "")
        if label_in(first, self.labels) or self.header.is_repeated(row):
            return True
        if is_sum_between(row.cells) or is_legend(row.cells):
            return True
        return (is_continued and row.text in self.above) or (len(row.cells) < 4 and is_page_number(row.text))

    def _take(self, header: _Header, row: Row, edges: Sequence[float]) -> None:
        texts = [""] * len(header.cells)
        where = [row.place] * len(header.cells)
        for index, cell in _columns_of(header, row, edges):
            where[index] = where[index] if texts[index] else cell.place
            texts[index] = f"{texts[index]} {cell.text}".strip()
        if any(texts[index] for _, index in header.columns):
            self._reach_down(header, row, texts, where)
            self.rows.append(header.arranged(texts, self.first or header))
            self.places.append(header.arranged(where, self.first or header))

    def _reach_down(self, header: _Header, row: Row, texts: list[str], where: list[str]) -> None:
        """Let a cell merged down over rows say the order's field for each of them; a line's value it says once."""
        fields = {index: name for name, index in header.columns}
        repeated = {title.field for title in self.titles if title.is_head}
        for cell in row.above:
            index = header.index_of(cell)
            if not texts[index] and fields.get(index) in repeated:
                texts[index], where[index] = cell.text, cell.place


def _headers_at(page: Page, number: int, titles: Sequence[Title]) -> Iterator[_Header]:
    """Yield what a row is as titles, alone and together with the row below it."""
    keys = frozenset(uncounted(text) for title in titles for text in title.texts)
    upper = cut_at(page.rows[number].cells, keys, only_far=False)
    yield _header_of(upper, titles, [upper], number)
    if number + 1 < len(page.rows):
        lower = cut_at(page.rows[number + 1].cells, keys, only_far=False)
        yield _header_of(_one_over_other(upper, lower), titles, [upper, lower], number + 1)


def _header_of(cells: tuple[Cell, ...], titles: Sequence[Title], rows: Sequence[Sequence[Cell]], last: int) -> _Header:
    texts = tuple(tuple(cell.text for cell in row) for row in rows)
    return _Header(cells, columns_in([cell.text for cell in cells], titles), texts, last)


def _one_over_other(upper: Sequence[Cell], lower: Sequence[Cell]) -> tuple[Cell, ...]:
    """Join each title of the lower row to the one it stands under: 商品 over コード is 商品コード."""
    joined: list[Cell] = []
    used: set[int] = set()
    for cell in lower:
        over = next((at for at, one in enumerate(upper) if cell.text and overlap(cell, one) >= 0), None)
        if over is None:
            joined.append(cell)
            continue
        used.add(over)
        joined.append(_joined(upper[over], cell))
    joined += [cell for at, cell in enumerate(upper) if at not in used]
    return tuple(sorted(joined, key=lambda cell: cell.left))


def _joined(upper: Cell, lower: Cell) -> Cell:
    """Make one title of two, as wide as the lower: the upper may reach over several."""
    return lower._replace(text=upper.text + lower.text)


def _columns_of(header: _Header, row: Row, edges: Sequence[float]) -> Iterator[tuple[int, Cell]]:
    for cell in row.cells:
        if edges and cell.words:
            yield from under_edges(cell, edges)
        elif cell.text:
            yield header.index_of(cell), cell


def table_on(
    pages: Sequence[Page], titles: Sequence[Title], until: Sequence[str], labels: frozenset[str] = frozenset()
) -> Table:
    """Read the lines under a title row; the table may go on over pages, with or without its titles again.

    Args:
        pages: In reading order, at least one.
        titles: The columns the form asks for.
        until: Folded texts; a row that holds a cell starting with one of them ends the table.
        labels: Folded texts; a row that begins with one of them is no line.

    Raises:
        MisfitError: No row holds all titles that must be there.
    """
    lines = _Lines(titles, until, labels)
    for page in pages:
        lines.take_page(page)
    if lines.first is None:
        raise missing_titles(lines.best, titles, pages[0].name)
    names = [cell.text for cell in lines.first.cells]
    return Table(lines.first.columns, lines.rows, lambda row, column: lines.places[row][column], names=names)
