"""Title rows on a page, in one row or two, and what stands under each title of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from agent.extract.cutting import cut_at, under_edges
from agent.extract.elsewhere_words import tells
from agent.extract.side_by_side import Columns, columns_beside
from agent.extract.sums_between import has_sum_word, is_sum_between
from agent.extract.table import Cell, Page, Row, Title
from agent.extract.titles import columns_in, is_complete, key_of, shape_of, titles_shown, uncounted
from agent.extract.unreadable import MisfitError
from agent.extract.unseen.words import title_words
from agent.extract.values import folded, quantity_in

Taken = tuple[list[str], list[str]]


class Across(NamedTuple):
    """What else a title row must hold: titles that are days or places, and how they are called where there are none.

    `n_known` counts those and the others the form names across the table, as its sum.
    """

    are_in: Callable[[Sequence[str]], bool]
    wanted: str
    n_known: Callable[[Sequence[str]], int]


@dataclass(frozen=True, slots=True)
class Header:
    """The titles found on a page, in one row or two: their cells, and which of them the form asks for.

    Where several lines stand side by side, `beside` are the columns of each, and `columns` those of the first. Of the
    row `above` it is in doubt whether it is the upper half of the titles.
    """

    cells: tuple[Cell, ...]
    columns: Columns
    rows: tuple[tuple[str, ...], ...]
    last: int
    beside: tuple[Columns, ...] = ()
    above: Row | None = None
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

    @property
    def asked(self) -> set[int]:
        """The columns the form asks for, of all lines that stand side by side."""
        return {index for columns in (self.columns, *self.beside) for _, index in columns}

    @property
    def remarks(self) -> list[int]:
        """The columns of remarks that the form does not ask for."""
        others = ((at, cell) for at, cell in enumerate(self.cells) if at not in self.asked)
        return [at for at, cell in others if any(word.field == "line_note" for word in title_words(cell.text))]

    def under(self, texts: Sequence[str]) -> list[list[str]]:
        """Return a row's texts under the titles of each of the lines side by side."""
        return [[texts[index] for _, index in columns] for columns in self.beside]

    def arranged(self, values: Sequence[str], like: Header) -> list[str]:
        """Return a row's values where another title row has its columns."""
        return list(values) if self.columns == like.columns else _moved(values, self.columns, like)

    def parts(self, values: Sequence[str], like: Header) -> list[list[str]]:
        """Return a row's values as one row for each of the lines that stand side by side."""
        return [_moved(values, columns, like) for columns in self.beside] or [self.arranged(values, like)]


def _moved(values: Sequence[str], columns: Columns, like: Header) -> list[str]:
    there = dict(like.columns)
    moved = [""] * len(like.cells)
    for name, index in columns:
        moved[there[name]] = values[index]
    return moved


def _is_within(texts: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all texts stand in another row, one behind the other."""
    rest = iter(whole)
    return all(text in rest for text in texts)


def overlap(one: Cell, other: Cell) -> float:
    """How much of a width two cells share; negative where a gap parts them."""
    return min(one.right, other.right) - max(one.left, other.left)


def is_line(texts: Sequence[str], columns: Columns) -> bool:
    """Whether a row has a product and a quantity in the columns of one of the lines side by side."""
    said = {name: texts[index] for name, index in columns if texts[index]}
    return bool({"product_code", "product_name"} & said.keys()) and quantity_in(said.get("quantity", "")) is not None


def lines_alike(
    header: Header, rows: Sequence[Row], edges: Sequence[float], lines: Sequence[Sequence[str]]
) -> Iterator[str]:
    """Yield rows below the end of a table that are its titles again, or have what its lines have.

    That is a number and a code written like theirs, or a code with figures and a quantity; where they have no codes, a
    name and a quantity.
    """
    index = dict(header.columns).get("product_code")
    codes = [] if index is None else [shape_of(texts[index]) for texts in lines]
    shapes = {shape for shape in codes if "0" in shape}
    for row in rows:
        texts, _ = texts_of(header, row, edges)
        if sum(1 for text in texts if text) < 2:
            continue
        if index is not None and shapes:
            others = [text for at, text in enumerate(texts) if at != index]
            is_like = shape_of(texts[index]) in shapes and any(map(quantity_in, others))
            is_alike = is_like or ("0" in shape_of(texts[index]) and is_line(texts, header.columns))
        else:
            is_alike = is_line(texts, header.columns) and not is_sum_between(row.cells)
        if is_alike or header.is_repeated(row) or (edges and _counts_loosely(row)):
            yield row.text


def _counts_loosely(row: Row) -> bool:
    """Whether a row that may lie otherwise than the lines has a name and numbers, and no word of a sum."""
    texts = [folded(cell.text) for cell in row.cells if cell.text]
    names = [text for text in texts if quantity_in(text) is None]
    return len(names) == 1 and len(texts) > 2 and not has_sum_word(texts)


def texts_of(header: Header, row: Row, edges: Sequence[float]) -> Taken:
    """Return a row's texts under each title, and where each stands; none beside a title that has its own below it."""
    texts = [""] * len(header.cells)
    where = [row.place] * len(header.cells)
    for index, cell in _columns_of(header, row, edges):
        if not texts[index] or not _is_beside(header, cell):
            where[index] = where[index] if texts[index] else cell.place
            texts[index] = f"{texts[index]} {cell.text}".strip()
    return texts, where


def told_beside(header: Header, row: Row) -> bool:
    """Whether a cell that stands under no title tells something of the order: a remark right of the table."""
    return any(_is_beside(header, cell) and tells(cell.text) for cell in row.cells)


def _is_beside(header: Header, cell: Cell) -> bool:
    """Whether a box stands under no title; where blanks alone part the columns, that is not said."""
    return not cell.words and bool(cell.text) and overlap(cell, header.cells[header.index_of(cell)]) < 0


def headers_at(
    page: Page, number: int, titles: Sequence[Title], n_beside: int, across: Across | None = None
) -> Iterator[Header]:
    """Yield what a row is as titles, alone and together with the row below it.

    Where both together are titles, but more of them are known by the lower row alone, that one is yielded: what stands
    above it is then likely a text of its own. It may be one, too, where it stands over some days or places only.
    """
    keys = frozenset(uncounted(text) for title in titles for text in title.texts)
    upper = cut_at(page.rows[number].cells, keys, only_far=False)
    yield _header_of(upper, titles, [upper], number, n_beside)
    if number + 1 < len(page.rows) and not _stands_apart(page.rows[number], page.rows[number + 1]):
        lower = cut_at(page.rows[number + 1].cells, keys, only_far=False)
        both = _header_of(_one_over_other(upper, lower), titles, [upper, lower], number + 1, n_beside)
        if is_complete(both.columns, titles):
            alone = _header_of(lower, titles, [lower], number + 1, n_beside)
            is_better = _n_known(alone, across) > _n_known(both, across)
            if is_better or _is_over_some(alone, both, across):
                both = replace(alone if is_better else both, above=page.rows[number])
        yield both


def _n_known(header: Header, across: Across | None) -> int:
    return len(header.columns) + (across.n_known([cell.text for cell in header.cells]) if across is not None else 0)


def _is_over_some(alone: Header, both: Header, across: Across | None) -> bool:
    """Whether some days or places have a text above them, and others none."""
    if across is None:
        return False
    names = {cell.text for cell in both.cells}
    return len({cell.text in names for cell in alone.cells if across.are_in([cell.text])}) > 1


def _stands_apart(upper: Row, lower: Row) -> bool:
    """Whether a row is outside the lines between titles, or where none are, farther above them than they are high."""
    if any(lower.cells[0].left < post < lower.cells[-1].right for post in lower.posts):
        return not set(upper.posts) & set(lower.posts)
    return lower.foot - lower.height - upper.foot > lower.height


def _header_of(
    cells: tuple[Cell, ...], titles: Sequence[Title], rows: Sequence[Sequence[Cell]], last: int, n_beside: int
) -> Header:
    texts = tuple(tuple(cell.text for cell in row) for row in rows)
    names = [cell.text for cell in cells]
    if n_beside > 1:
        beside = columns_beside(names, titles, n_beside)
        return Header(cells, beside[0], texts, last, beside)
    return Header(cells, columns_in(names, titles), texts, last)


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


def _columns_of(header: Header, row: Row, edges: Sequence[float]) -> Iterator[tuple[int, Cell]]:
    for cell in row.cells:
        if edges and cell.words:
            yield from under_edges(cell, edges)
        elif cell.text:
            yield header.index_of(cell), cell


def no_title_across(wanted: str, texts: Sequence[str], place: str = "") -> MisfitError:
    """Say that no title is a day or a place, and what the titles are."""
    shown = titles_shown(texts)
    return MisfitError("no title of a day or place", place=place, field="quantity", wanted=wanted, found=shown)


def refuse_others(texts: Sequence[str], first: Sequence[str], place: str) -> None:
    """Refuse titles further down that are not the first again: what stands across under them is of other titles.

    Raises:
        MisfitError: One of them is another.
    """
    if [key_of(text) for text in texts if text] != [key_of(text) for text in first if text]:
        raise MisfitError("later titles name further columns", place=place, field="lines")
