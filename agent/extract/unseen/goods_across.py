"""A column for each article, a row for each order: answers of a web form, lists of shops."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from agent.extract.table import Cell
from agent.extract.unseen.across import (
    LEAST,
    Row,
    Table,
    has_number,
    is_total,
    rows_below,
    spread,
    width_of,
    with_tables,
)
from agent.extract.unseen.header import PRODUCT, Header, titles_in
from agent.extract.unseen.joined_records import HEAD_FIELDS
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import is_label, title_words
from agent.extract.values import day_in, folded, number_in, quantity_in, squeezed

_BY = frozenset({"number", "customer_code", "customer_name", "deliver_to"})
_ATTRIBUTES = frozenset({"product_code", "unit", "unit_price", "pack"})
_BRACKETED = re.compile(
    r"(?P<name>.+?)[\s　]*[\[(［（【](?P<unit>[^\d\[\](){}（）［］【】]{1,4})[\])］）】]", re.DOTALL
)
_ASKED = re.compile(r"(?P<asked>.{1,30}?)[\s　]*[\[［【](?P<name>.{2,80})[\]］】]", re.DOTALL)
_ORDER, _NAME, _QUANTITY, _UNIT, _TOTAL = "回答番号", "商品名", "数量", "単位", "総数"
_MOST_DIGITS, _MOST_ATTRIBUTES = 5, 3


class _Goods(NamedTuple):
    """An article that is a title: its cell, its name without the unit in brackets, and that unit."""

    cell: Cell
    name: str
    unit: str


def spread_goods(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Write each quantity of a table with a column for each article on a row of its own.

    Each row is an order of its own, unless the document has one number for all.
    """
    return with_tables(strips, lambda strips, at: [one.cell for one in _goods(titles_in(strips[at], at))], _table)


def _table(strips: Sequence[Strip], at: int) -> Table | None:
    header = titles_in(strips[at], at)
    goods, last = _goods(header), _attributes_below(strips, at)
    rows = list(rows_below(strips, strips[at], last, [one.cell for one in goods]))
    if any(titles_in(row.strip, 0).fields & PRODUCT for row in rows) or not _are_orders(header, rows, goods):
        return None
    return Table(tuple(_spread(strips, range(at, last + 1), goods, rows)), last + 1 + len(rows))


def _goods(header: Header) -> list[_Goods]:
    if header.fields & (PRODUCT | {"quantity"}) or not header.fields & HEAD_FIELDS & _BY:
        return []
    cells = [title.cell for title in header.titles if not title.words and _may_be_goods(title.cell.text)]
    labelled = {other.cell for one, other in pairwise(header.titles) if one.words}
    if labelled.issuperset(cells):
        return []
    asked = [_ASKED.fullmatch(cell.text) for cell in cells]
    questions = {match["asked"] for match in asked if match is not None}
    if len(cells) >= LEAST and all(asked) and len(questions) == 1:
        return [_Goods(cell, match["name"], "") for cell, match in zip(cells, asked, strict=True) if match is not None]
    found = []
    for cell in cells:
        match = _BRACKETED.fullmatch(cell.text)
        found.append(_Goods(cell, cell.text, "") if match is None else _Goods(cell, match["name"], match["unit"]))
    return found


def _may_be_goods(text: str) -> bool:
    plain = squeezed(text)
    is_value = number_in(plain) is not None or day_in(plain, "md") is not None
    return not is_value and not is_label(text) and not is_total(text)


def _attributes_below(strips: Sequence[Strip], at: int) -> int:
    """Return the last of the rows right below the titles that say code, unit or price of each article."""
    last = at
    while last - at < _MOST_ATTRIBUTES and last + 1 < len(strips) and _attribute(strips[last + 1]):
        last += 1
    return last


def _attribute(strip: Strip) -> str:
    first = next((cell.text for cell in strip.cells if cell.text), "")
    if sum(bool(title.words) for title in titles_in(strip, 0).titles) > 1:
        return ""
    return first if any(word.field in _ATTRIBUTES for word in title_words(first)) else ""


def _are_orders(header: Header, rows: Sequence[Row], goods: Sequence[_Goods]) -> bool:
    """Whether several articles are asked for in numbers a person orders, and a row says whose order it is."""
    titles = {title.cell for title in header.titles if HEAD_FIELDS.intersection(word.field for word in title.words)}
    used = {title for row in rows for title, _ in row.asked}
    cells = [cell for row in rows for _, cell in row.asked]
    if not used or not all(_is_quantity(cell.text) for cell in cells):
        return False
    is_summed = all(row.total is not None and row.fits for row in rows)
    return len(titles) >= LEAST or is_summed or all(one.unit for one in goods)


def _is_quantity(text: str) -> bool:
    read = quantity_in(text)
    return read is not None and len(folded(text)) <= _MOST_DIGITS + len(read[1] or "") + 1


def _spread(strips: Sequence[Strip], titles: range, goods: Sequence[_Goods], rows: Sequence[Row]) -> Iterator[Strip]:
    at = titles.start
    first = width_of([strips[at], *(row.strip for row in rows)])
    columns = {one.cell for one in goods}
    kept = [cell for cell in strips[at].cells if cell.text and cell not in columns and not is_total(cell.text)]
    fits, is_one = all(row.fits for row in rows), has_number(strips[:at])
    attributes = [strips[row] for row in titles[1:]]
    names = ["" if is_one else _ORDER, _NAME, _QUANTITY, _UNIT, "" if fits else _TOTAL, *map(_attribute, attributes)]
    yield spread(strips[at], kept, [(name, strips[at].place) for name in names], first)
    by_cell = {one.cell: one for one in goods}
    for number, row in enumerate(rows):
        order = "" if is_one else str(number + 1)
        total = ("", "") if row.total is None or fits else (row.total.text, row.total.place)
        for title, cell in row.asked:
            one = by_cell[title]
            beside = [(order, row.strip.place), (one.name, title.place), (cell.text, cell.place)]
            beside += [(one.unit, title.place), total, *(_below(strip, title) for strip in attributes)]
            yield spread(row.strip, row.kept, beside, first)
        if not row.asked:
            yield row.strip._replace(cells=row.kept)


def _below(strip: Strip, title: Cell) -> tuple[str, str]:
    cell = next((cell for cell in strip.cells if cell.text and cell.left == title.left), None)
    return ("", "") if cell is None else (cell.text, cell.place)
