"""Read the lines under a title row, over as many pages as they go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, takewhile

from agent.core.order import Finding, Severity
from agent.extract.cutting import edges_between
from agent.extract.elsewhere_words import tells
from agent.extract.ending_goods import is_of_goods
from agent.extract.rate_legend import is_legend
from agent.extract.row_kinds import unasked_kinds
from agent.extract.side_by_side import refuse_uneven, without_running
from agent.extract.sums_between import is_sum_between
from agent.extract.table import Cell, Page, Row, Table, Title
from agent.extract.title_rows import (
    Across,
    Header,
    Taken,
    headers_at,
    is_line,
    lines_alike,
    no_title_across,
    refuse_others,
    texts_of,
    told_beside,
)
from agent.extract.titles import (
    MAX_HEADER_ROW,
    columns_in,
    ends_at,
    is_blank,
    is_complete,
    is_page_number,
    label_in,
    missing_titles,
    refuse_doubled,
)
from agent.extract.unreadable import MisfitError


@dataclass(slots=True)
class _Lines:
    """What is read so far of a table that may go on over pages; `above` is what stands above it on its first page."""

    titles: Sequence[Title]
    until: Sequence[str]
    labels: frozenset[str]
    n_beside: int = 1
    across: Across | None = None
    lacks_across: bool = False
    header: Header | None = None
    first: Header | None = None
    is_open: bool = False
    best: tuple[tuple[str, int], ...] = ()
    likeliest: tuple[Cell, ...] = ()
    above: frozenset[str] = frozenset()
    rows: list[list[str]] = field(default_factory=list)
    places: list[list[str]] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    doubted: tuple[Finding, ...] = ()

    def take_page(self, page: Page) -> None:
        """Read a page's lines: under its own titles, or under those of the page before if its table is still open."""
        if page.is_whole:
            self._begin_whole(page)
        own = self._find_header(page)
        if self.header is None:
            return
        if not self.is_open:
            self._look_on(self.header, page)
            return
        rows = page.rows[own.last + 1 :] if own is not None else page.rows
        body = list(takewhile(lambda row: not self._ends(row), rows))
        self.is_open = len(body) == len(rows) and not page.is_whole
        kept = [row for row in body if not self._is_around(row, is_continued=own is None)]
        kept = without_running(kept, self.header.cells)
        edges = edges_between(self.header.cells, [row.cells for row in kept])
        parts: list[list[Taken]] = [[] for _ in range(self.n_beside)]
        for row in kept:
            self._take(self.header, row, edges, parts)
        for texts, where in chain(*parts):
            self.rows.append(texts)
            self.places.append(where)
        if self.n_beside > 1:
            self._look_below(self.header, body, rows[len(body) :], edges)
        else:
            lines = [texts for texts, _ in parts[0]]
            self._look_at_end(self.header, rows[len(body) : len(body) + 1], edges, lines)
            self.below += lines_alike(self.header, rows[len(body) + 1 :], edges, lines)

    def _look_at_end(
        self, header: Header, rows: Sequence[Row], edges: Sequence[float], lines: Sequence[Sequence[str]]
    ) -> None:
        """Keep the row that ends the lines where it looks like one."""
        like = [texts_of(header, row, edges)[0] for row in rows]
        self.below += [
            row.text for row, texts in zip(rows, like, strict=True) if is_of_goods(texts, header.columns, lines)
        ]

    def _look_on(self, header: Header, page: Page) -> None:
        """Keep rows of a page below the end of the lines that look like lines; a whole sheet is another table."""
        if self.n_beside == 1 and not page.is_whole:
            self.below += lines_alike(header, page.rows, (), self.rows)

    def _begin_whole(self, page: Page) -> None:
        self.is_open = False
        titles = [cell.text for cell in page.rows[0].cells]
        if self.header is not None and is_complete(columns_in(titles, self.titles), self.titles):
            raise MisfitError("a second table has these columns", place=page.name, field="lines", wanted=page.name)

    def _find_header(self, page: Page) -> Header | None:
        for number in range(min(len(page.rows), MAX_HEADER_ROW)):
            for header in headers_at(page, number, self.titles, self.n_beside, self.across):
                if len(header.columns) > len(self.best):
                    self.best, self.likeliest = header.columns, header.cells
                if is_complete(header.columns, self.titles):
                    texts = [cell.text for cell in header.cells]
                    if self.across is not None and not self.across.are_in(texts):
                        self.lacks_across = True
                        continue
                    if self.across is not None and self.first is not None:
                        refuse_others(texts, [cell.text for cell in self.first.cells], page.name)
                    if self.n_beside > 1:
                        refuse_uneven([texts, *header.rows], self.titles, header.beside, page.name)
                    else:
                        refuse_doubled(texts, self.titles, page.name)
                    self.above = self.above or frozenset(row.text for row in page.rows[:number])
                    self.first = self.first or header
                    if not dict(header.columns).keys() <= dict(self.first.columns).keys():
                        raise MisfitError("later titles name further columns", place=page.name, field="lines")
                    self.header, self.is_open = header, True
                    self.doubted = self.doubted or _above_titles(header)
                    return header
        return None

    def _ends(self, row: Row) -> bool:
        return ends_at([cell.text for cell in row.cells], self.until)

    def _is_around(self, row: Row, *, is_continued: bool) -> bool:
        """Whether a row is no line: titles again, a label, a sum, a legend, a further page's letterhead or number."""
        assert self.header is not None
        if label_in(_first(row), self.labels) or self.header.is_repeated(row):
            return True
        if is_sum_between(row.cells) or is_legend(row.cells):
            return True
        return (is_continued and row.text in self.above) or (len(row.cells) < 4 and is_page_number(row.text))

    def _take(self, header: Header, row: Row, edges: Sequence[float], parts: list[list[Taken]]) -> None:
        texts, where = texts_of(header, row, edges)
        asked = range(len(texts)) if self.across is not None else header.asked
        if any(texts[index] for index in asked):
            self._reach_down(header, row, texts, where)
            like = self.first or header
            for part, own, at in zip(parts, header.parts(texts, like), header.parts(where, like), strict=True):
                if self.n_beside == 1 or not is_blank(own):
                    part.append((own, at))
                if self.n_beside > 1 and is_sum_between([cell for cell in row.cells if cell.text in own]):
                    self.below.append(row.text)
            if told_beside(header, row) or (self.n_beside > 1 and any(tells(texts[at]) for at in header.remarks)):
                self.below.append(row.text)

    def _look_below(self, header: Header, body: Sequence[Row], rows: Sequence[Row], edges: Sequence[float]) -> None:
        """Keep rows that hold more of a list longer than the one beside it: below that one's end, or beside a label."""
        labelled = [row for row in body if label_in(_first(row), self.labels)]
        ended = [header.under(texts_of(header, row, edges)[0]) for row in rows[:1]]
        longer = [at for at in range(self.n_beside) if not any(ends_at(parts[at], self.until) for parts in ended)]
        for row in labelled + list(rows):
            texts, _ = texts_of(header, row, edges)
            others = [at for at in longer if not any(label_in(text, self.labels) for text in header.under(texts)[at])]
            if any(is_line(texts, header.beside[at]) for at in others):
                self.below.append(row.text)

    def _reach_down(self, header: Header, row: Row, texts: list[str], where: list[str]) -> None:
        """Let a cell merged down over rows say the order's field for each of them; a line's value it says once."""
        fields = {index: name for name, index in header.columns}
        repeated = {title.field for title in self.titles if title.is_head}
        for cell in row.above:
            index = header.index_of(cell)
            if not texts[index] and fields.get(index) in repeated:
                texts[index], where[index] = cell.text, cell.place


def _above_titles(header: Header) -> tuple[Finding, ...]:
    """Doubt titles above which a text stands that may belong to them, or to none."""
    if header.above is None:
        return ()
    shown = (("text", header.above.text[:80]), ("place", header.above.place))
    return (Finding("titles-above", Severity.DOUBT, "lines", shown),)


def _first(row: Row) -> str:
    return next((cell.text for cell in row.cells if cell.text), "")


def table_on(
    pages: Sequence[Page],
    titles: Sequence[Title],
    until: Sequence[str],
    labels: frozenset[str] = frozenset(),
    beside: int = 1,
    across: Across | None = None,
) -> Table:
    """Read the lines under a title row; the table may go on over pages, with or without its titles again.

    Args:
        pages: In reading order, at least one.
        titles: The columns the form asks for.
        until: Folded texts; a row that holds a cell starting with one of them ends the table.
        labels: Folded texts; a row that begins with one of them is no line.
        beside: How many lines stand side by side, each under titles of its own; those of the first are read first.
        across: What else the titles must hold; a row counts then that has something under any of them.

    Raises:
        MisfitError: No row holds all titles that must be there, or they do not stand as often as lines do.
    """
    lines = _Lines(titles, until, labels, beside, across)
    for page in pages:
        lines.take_page(page)
    if lines.first is None and across is not None and lines.lacks_across:
        raise no_title_across(across.wanted, [cell.text for cell in lines.likeliest], pages[0].name)
    if lines.first is None:
        raise missing_titles(lines.best, titles, pages[0].name, [cell.text for cell in lines.likeliest])
    names = [cell.text for cell in lines.first.cells]
    kinds = unasked_kinds(names, lines.first.columns, lines.rows, [next(iter(row), "") for row in lines.places])
    odd = {at: (*lines.doubted, *kinds.get(at, ())) for at in (range(len(lines.rows)) if lines.doubted else kinds)}
    table = Table(lines.first.columns, lines.rows, lambda row, column: lines.places[row][column], odd, names)
    return replace(table, unread=tuple(lines.below)) if lines.below else table
