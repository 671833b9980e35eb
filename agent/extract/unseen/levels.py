"""Articles on two or three rows of a page, each under titles of its own: every article becomes one row.

行  商品コード  商品名              納期
    数量 単位   単価      金額      備考
1   P1001       見本コーヒー豆      2026/11/24
    10 袋       2,400     24,000
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from agent.extract.cutting import edges_between, under_edges
from agent.extract.table import Cell
from agent.extract.title_rows import overlap
from agent.extract.unseen.boxes import box_of
from agent.extract.unseen.fitting import DAYS, apart, is_day
from agent.extract.unseen.header import titles_in
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.row_words import sum_or_end
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.title_cells import Title
from agent.extract.unseen.vocabulary import SURE
from agent.extract.unseen.words import title_words
from agent.extract.values import folded, quantity_in

MAX_TRIED = 40
"""Rows of a document that are tried as titles of such a table."""
_ROWS = 50
"""Rows below titles that are looked at in vain for as much as another try."""
_WIDEST = 24
"""Titles in one row at most."""
_MOST, _LEAST, _TWO = 3, 2, 2
_SKIPPED = 14
"""Rows, as the head of a page, that may stand between two articles."""
_FIRST, _STEP = 10_000.0, 100.0
_PER = re.compile(r"([\d,.]{1,16}) ?/ ?1 ?[A-Za-z一-龠ァ-ヶ]{0,8}")
_CODE = re.compile(r"(?=[^\d]{0,30}\d)[A-Za-z0-9][A-Za-z0-9\-_/. ]{0,39}")
_NUMBERS = ("quantity", "unit_price", "amount")
_MOST_ASKED = 5
"""Figures a quantity has at most; a number of more may be a code."""
_ROW = re.compile(r"\d{1,6}[.)]?")


class _Level(NamedTuple):
    """One row of titles, and the cells they stand in."""

    strip: Strip
    groups: tuple[tuple[Cell, tuple[Title, ...]], ...]


@dataclass(slots=True)
class _Article:
    """The rows of one article by their levels, and the rows of labels below them."""

    rows: dict[int, Strip] = field(default_factory=dict)
    notes: list[Strip] = field(default_factory=list)


def on_one_level(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Lay out every table whose articles take several rows, where its titles do so, too."""
    found: list[Strip] = []
    at = tried = 0
    while at < len(strips):
        levels = _levels(strips, at) if tried < MAX_TRIED else ()
        tried += bool(levels)
        laid, stop = _table(strips, at + len(levels), levels) if levels else (None, at)
        tried += 0 if laid is not None else (stop - at) // _ROWS
        found += [strips[at]] if laid is None else laid
        at = at + 1 if laid is None else stop
    return tuple(found)


def _levels(strips: Sequence[Strip], at: int) -> tuple[_Level, ...]:
    """Return the most rows of known titles below each other that name goods and how many."""
    levels = []
    for strip in strips[at : at + _MOST]:
        header = titles_in(strip, 0)
        known = sum(bool(title.words) for title in header.titles)
        if strip.page != strips[at].page or not known or known * 3 < len(header.titles) * 2:
            break
        groups = tuple((cell, tuple(header.titles[index] for index in own)) for cell, own in header.groups)
        if len(groups) > _WIDEST:
            break
        levels.append(_Level(strip, groups))
    fields = [word.field for level in levels for _, titles in level.groups for one in titles for word in one.words]
    is_lines = "quantity" in fields and bool({*fields} & {"product_code", "product_name"})
    is_once = all(fields.count(name) < 2 for name in _NUMBERS)
    return tuple(levels) if len(levels) >= _LEAST and is_lines and is_once else ()


def _table(strips: Sequence[Strip], at: int, levels: Sequence[_Level]) -> tuple[list[Strip] | None, int]:
    """Lay out the rows below some titles, and say where they end; none when they are not on several rows each.

    So it is where a quantity stands in a row that is of no article.
    """
    articles: list[_Article] = []
    between: list[tuple[int, Strip]] = []
    level, stop, last = _MOST, at, at
    while stop < len(strips) and stop - last <= _SKIPPED and sum_or_end(strips[stop].cells) is None:
        strip = strips[stop]
        is_note = bool(articles) and strip.page == strips[last].page and _is_note(strip)
        fitting = [] if is_note else [number for number, one in enumerate(levels) if _fits(strip, one)]
        following = next((number for number in fitting if number > level), None)
        if following is not None and strip.page == strips[last].page:
            articles[-1].rows[following], level, last = strip, following, stop
        elif fitting and fitting[0] == 0 and _goes_on(strips, stop, levels):
            articles.append(_Article({0: strip}))
            level, last = 0, stop
        elif is_note:
            articles[-1].notes.append(strip)
            between.append((len(articles), strip))
            last = stop
        elif any(_asks(strip, levels[number]) for number in fitting):
            return None, stop
        else:
            between.append((len(articles), strip))
        stop += 1
    if not _are_stacked(articles, levels):
        return None, stop
    return list(_laid(articles, between, levels)), stop


def _asks(strip: Strip, level: _Level) -> bool:
    """Whether a row says how many: where it is of no article, its own is not known."""
    under = {_group_of(cell, strip, level) for cell in strip.cells if cell.text}
    return any(title.word("quantity") is not None for number in under for title in level.groups[number][1])


def _goes_on(strips: Sequence[Strip], at: int, levels: Sequence[_Level]) -> bool:
    """Whether the row below the first of an article can be of it."""
    below = strips[at + 1 : at + 2]
    return any(strip.page == strips[at].page and _fits(strip, level) for strip in below for level in levels[1:])


def _is_note(strip: Strip) -> bool:
    """Whether a row below an article holds nothing but labels and their values."""
    return any(cell.text for cell in strip.cells) and all(
        label_in(cell.text) is not None or _own_code(cell.text) for cell in strip.cells if cell.text
    )


def _own_code(text: str) -> str:
    """Return our own code behind its label: `Your material: P1005`."""
    name, _, rest = folded(text).partition(":")
    is_own = any(word.field == "product_code" and word.confidence >= SURE for word in title_words(name))
    return rest.strip() if is_own else ""


def _fits(strip: Strip, level: _Level) -> bool:
    """Whether every cell of a row can be the value of a title it stands under."""
    written = [cell for cell in strip.cells if cell.text]
    under: dict[int, list[Cell]] = {}
    for cell in written:
        under.setdefault(_group_of(cell, strip, level), []).append(cell)
    most = _TWO if len(level.groups) > 1 else 1
    return (
        bool(under)
        and all(len(cells) <= most for cells in under.values())
        and all(number >= 0 and _may_be(level.groups[number][1], cells) for number, cells in under.items())
    )


def _group_of(cell: Cell, strip: Strip, level: _Level) -> int:
    """Return the title a cell stands under, by the lines drawn between them or as near as it is."""
    if level.strip.posts and level.strip.posts == strip.posts:
        box = box_of(cell, strip.posts)
        own = (number for number, (title, _) in enumerate(level.groups) if box_of(title, strip.posts) == box)
        return next(own, -1)
    return max(range(len(level.groups)), key=lambda number: overlap(cell, level.groups[number][0]))


def _may_be(titles: Sequence[Title], cells: Sequence[Cell]) -> bool:
    """Whether texts can stand under a title: a number, a day, a code or a text as it says."""
    title, text = titles[0], folded(" ".join(cell.text for cell in cells))
    if any(one.is_number for one in titles):
        return len(cells) == 1 and (quantity_in(apart(text)) is not None or _PER.fullmatch(text) is not None)
    return not title.words or any(_may_mean(word.field, text) for word in title.words)


def _may_mean(field: str, text: str) -> bool:
    if field in DAYS:
        return is_day(text)
    if field == "product_name":
        return quantity_in(text) is None or (text.isdigit() and len(text) > _MOST_ASKED)
    if field == "product_code":
        return _CODE.fullmatch(text) is not None
    if field == "row":
        return _ROW.fullmatch(text) is not None
    return field != "unit" or re.search(r"\d", text) is None


def _are_stacked(articles: Sequence[_Article], levels: Sequence[_Level]) -> bool:
    """Whether each article has rows of several levels, the quantity among them."""
    asked = {
        number
        for number, level in enumerate(levels)
        for _, titles in level.groups
        if any(title.word("quantity") is not None for title in titles)
    }
    return bool(articles) and all(len(one.rows) >= _LEAST and asked & one.rows.keys() for one in articles)


def _laid(
    articles: Sequence[_Article], between: Sequence[tuple[int, Strip]], levels: Sequence[_Level]
) -> Iterator[Strip]:
    """Yield one row of titles and one row for each article; other rows stay where they stood."""
    begins = [sum(len(one.groups) for one in levels[:number]) for number in range(len(levels) + 1)]
    posts = tuple(_FIRST + (number - 0.5) * _STEP for number in range(begins[-1] + 1))
    titles = [_at(title, number) for number, title in enumerate(cell for one in levels for cell, _ in one.groups)]
    yield levels[0].strip._replace(cells=tuple(titles), posts=posts, band=0)
    edges = [
        _edges(level, [one.rows[number] for one in articles if number in one.rows])
        for number, level in enumerate(levels)
    ]
    for count, article in enumerate([None, *articles]):
        if article is not None:
            cells = [
                _at(cell, begins[number] + group)
                for number, strip in sorted(article.rows.items())
                for group, cell in _parted(strip, levels[number], edges[number])
            ]
            first = next(iter(article.rows.values()))
            yield first._replace(cells=tuple(_with_own_code(cells, article, levels)), posts=posts, band=0)
        yield from (strip for number, strip in between if number == count)


def _at(cell: Cell, number: int) -> Cell:
    left = _FIRST + number * _STEP
    per = _PER.fullmatch(folded(cell.text))
    return cell._replace(text=per[1] if per is not None else cell.text, left=left, right=left + 1, words=())


def _edges(level: _Level, rows: Sequence[Strip]) -> list[float]:
    return edges_between([cell for cell, _ in level.groups], [strip.cells for strip in rows])


def _parted(strip: Strip, level: _Level, edges: Sequence[float]) -> Iterator[tuple[int, Cell]]:
    """Give each cell, or each piece of one that reaches over two columns, its title."""
    is_boxed = level.strip.posts and level.strip.posts == strip.posts
    for cell in (cell for cell in strip.cells if cell.text):
        if cell.words and edges and not is_boxed:
            yield from under_edges(cell, edges)
        else:
            yield _group_of(cell, strip, level), cell


def _with_own_code(cells: Sequence[Cell], article: _Article, levels: Sequence[_Level]) -> Iterator[Cell]:
    """Put our own code, where a note below an article says it, in place of the one under the title."""
    own = next((code for strip in article.notes for cell in strip.cells if (code := _own_code(cell.text))), "")
    titles = [titles for level in levels for _, titles in level.groups]
    coded = next((number for number, one in enumerate(titles) if one[0].word("product_code") is not None), -1)
    for cell in cells:
        is_code = own and cell.left == _FIRST + coded * _STEP
        yield cell._replace(text=own) if is_code else cell
