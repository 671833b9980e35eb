"""Tables on their side, an article in each column: turned, so that they are read as any other table."""

from __future__ import annotations

from bisect import bisect, bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from agent.extract.cutting import cut_at
from agent.extract.table import Cell, Page, Row, Title, meet
from agent.extract.titles import MAX_TITLES_SHOWN, columns_in, is_complete, key_of, missing_titles, titles_shown
from agent.extract.unreadable import MisfitError

_PRODUCT = frozenset({"product_code", "product_name"})
_SAYING = _PRODUCT | {"quantity", "amount"}
"""Fields of which an article has one at least."""
MAX_OTHERS = 40
"""Rows that the form does not ask for that are looked at."""
_EDGE = 0.1
"""What is left of a box at its lines, so that boxes side by side do not meet."""


@dataclass(slots=True)
class _Block:
    """The rows from one title down to the last: each title's cell, and the cells right of it with their reach.

    The `others` are the rows between and right below them, whose titles the form does not ask for.
    """

    rows: list[tuple[Cell, list[Cell]]] = field(default_factory=list)
    others: list[tuple[Cell, list[Cell]]] = field(default_factory=list)
    n_cells: list[int] = field(default_factory=list)

    @property
    def titles(self) -> list[str]:
        return [title.text for title, _ in self.rows]

    def takes(self, title: Cell) -> bool:
        """Whether a title goes on below those that are there."""
        return meet(self.rows[0][0], title) and key_of(title.text) not in {key_of(text) for text in self.titles}

    def take_other(self, cells: Sequence[Cell], posts: Sequence[float]) -> None:
        """Keep a row of another title; a title that is there already tells nothing."""
        if not self.rows or len(cells) < 2 or len(self.others) == MAX_OTHERS or not meet(self.rows[0][0], cells[0]):
            return
        if key_of(cells[0].text) not in {key_of(title.text) for title, _ in self.rows + self.others}:
            self.others.append((cells[0], [_boxed(cell, posts) for cell in cells[1:]]))


def turned(pages: Sequence[Page], titles: Sequence[Title], *, is_even: bool = False) -> list[Page]:
    """Return pages of nothing but the tables on their side, turned: titles in one row, then a row for each article.

    A table goes on in further blocks below, under the same titles. A row whose title the form does not ask for becomes
    a column that it does not ask for, where each of its cells is of one article.

    Args:
        pages: In reading order, at least one.
        titles: The columns the form asks for.
        is_even: Whether a row with more cells than there are articles has been cut by a comma.

    Raises:
        MisfitError: Titles that must be there are not, nothing stands beside them, or a cell is of several articles.
    """
    keys = frozenset(text for title in titles for text in title.texts)
    found = [(page, list(_blocks(page, keys))) for page in pages]
    if not any(blocks for _, blocks in found):
        raise missing_titles((), titles, pages[0].name)
    for page, blocks in found:
        for block in blocks:
            columns = columns_in(block.titles, titles)
            if not is_complete(columns, titles):
                raise missing_titles(columns, titles, page.name, block.titles)
            n_cells = min((block.n_cells[at] for name, at in columns if name in _PRODUCT), default=0)
            if is_even and max(block.n_cells) > n_cells:
                raise _refused("more values than articles", block.titles, block.rows[0][0])
    return [_page(page, blocks, titles) for page, blocks in found if blocks]


def _blocks(page: Page, keys: frozenset[str]) -> Iterator[_Block]:
    """Yield the blocks of a page; a title that is there already, or stands elsewhere, begins the next."""
    block = _Block()
    for row in page.rows:
        cells = cut_at(row.cells, keys, only_far=False)
        at = next((at for at, cell in enumerate(cells) if key_of(cell.text) in keys), None)
        if at is None:
            block.take_other([cell for cell in cells if cell.text], row.posts)
            continue
        if block.rows and not block.takes(cells[at]):
            yield block
            block = _Block()
        block.n_cells.append(len(cells))
        block.rows.append((cells[at], [_boxed(cell, row.posts) for cell in cells[at + 1 :] if cell.text]))
    if block.rows:
        yield block


def _boxed(cell: Cell, posts: Sequence[float]) -> Cell:
    """Let a cell reach as far as the lines beside it."""
    at = bisect(posts, (cell.left + cell.right) / 2)
    return cell._replace(left=posts[at - 1] + _EDGE, right=posts[at] - _EDGE) if 0 < at < len(posts) else cell


def _page(page: Page, blocks: Sequence[_Block], titles: Sequence[Title]) -> Page:
    names = list(dict.fromkeys(key_of(text) for block in blocks for text in block.titles))
    more = (key_of(title.text) for block in blocks for title, _ in block.others)
    known = set(names)
    names += [name for name in dict.fromkeys(more) if name not in known][:MAX_OTHERS]
    head = Row(tuple(Cell(name, at, at, page.name) for at, name in enumerate(names)), page.name)
    fields = dict(columns_in(names, titles))
    rows = [row for block in blocks for row in _articles(block, names, fields)]
    if not rows:
        raise _refused("nothing beside the titles", names, blocks[0].rows[0][0])
    return replace(page, rows=(head, *rows))


def _articles(block: _Block, names: Sequence[str], fields: dict[str, int]) -> Iterator[Row]:
    lefts, rights = _ends([cell for _, cells in block.rows for cell in cells], names)
    articles: list[dict[int, Cell]] = [{} for _ in rights]
    for title, cells in block.rows:
        at = names.index(key_of(title.text))
        for cell in cells:
            article = articles[bisect_left(rights, cell.left)]
            if at in article:
                raise _refused("two values of one article", names, cell)
            article[at] = cell
    known = {name: at for at, name in enumerate(names)}
    for title, cells in block.others:
        ats = [bisect_left(rights, cell.left) for cell in cells]
        if (
            key_of(title.text) in known
            and len(set(ats)) == len(ats)
            and all(
                at < len(rights) and bisect_right(lefts, cell.right) == at + 1
                for at, cell in zip(ats, cells, strict=True)
            )
        ):
            for at, cell in zip(ats, cells, strict=True):
                articles[at].setdefault(known[key_of(title.text)], cell)
    for article in articles:
        row = tuple(article[at]._replace(left=at, right=at, words=()) for at in sorted(article))
        if not any(fields[name] in article for name in _SAYING & fields.keys()):
            raise _refused("a value beside the articles", names, row[0])
        yield Row(row, row[0].place)


def _ends(cells: Sequence[Cell], names: Sequence[str]) -> tuple[list[float], list[float]]:
    """Return where each column of articles begins and ends: cells that meet are of one.

    Raises:
        MisfitError: A cell reaches over several columns.
    """
    lefts: list[float] = []
    rights: list[float] = []
    for cell in sorted(cells, key=lambda cell: cell.right - cell.left):
        first, last = bisect_left(rights, cell.left), bisect_right(lefts, cell.right)
        if last - first > 1:
            raise _refused("a cell over several articles", names, cell)
        if last == first:
            lefts.insert(first, cell.left)
            rights.insert(first, cell.right)
        else:
            lefts[first], rights[first] = min(lefts[first], cell.left), max(rights[first], cell.right)
    return lefts, rights


def _refused(message: str, names: Sequence[str], cell: Cell) -> MisfitError:
    shown = cell.text[:MAX_TITLES_SHOWN]
    return MisfitError(message, place=cell.place, field="lines", wanted=titles_shown(names), found=shown)
