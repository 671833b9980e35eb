"""The ways to say in a drafted form where the lines stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from agent.extract.form_file import LINE_FIELDS
from agent.extract.table import Cell
from agent.extract.titles import key_of
from agent.extract.unseen.across import LEAST, MAX_TRIED, is_total
from agent.extract.unseen.columns import columns_of
from agent.extract.unseen.days_across import days_on
from agent.extract.unseen.fitting import ANY_DAY, MONEY
from agent.extract.unseen.goods import Goods, Places
from agent.extract.unseen.header import Header, titles_in
from agent.extract.unseen.item_pattern import ITEM, PARTED
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.labels import values_in
from agent.extract.unseen.lines import goods_under
from agent.extract.unseen.places_across import places_on
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.twins import one_below_other
from agent.extract.unseen.untitled import headers_told
from agent.extract.values import squeezed

MAX_UNTIL = 8
_BESIDE = frozenset({"product_code", "product_name", "unit", "unit_price", "tax_rate"})
_Spec = dict[str, Any]


def ways_of_lines(strips: Sequence[Strip], headers: Sequence[Header], places: Places, n_orders: int) -> Iterator[_Spec]:
    """Yield the ways to say where the lines are: with and without rows that end them, either tax.

    Names may go on in the next row, or rows be left open. Where titles come again, each of them may begin an order of
    its own. Quantities across and lines side by side come first.
    """
    yield from _across(strips, n_orders)
    laid = one_below_other(strips)
    n_beside = 1
    if laid != tuple(strips):
        headers = headers_told(laid, places)
        n_beside = _times(strips, laid, headers)
        strips = laid
    if not headers:
        yield from ({"lines": {"regex": pattern}} for pattern in (ITEM, PARTED))
        return
    header = headers[0]
    goods = goods_under(strips, header, len(strips), places)
    columns = {
        name: _title(header, one.index) for name, one in columns_of(goods).by_field.items() if name in LINE_FIELDS
    }
    beside = {"beside": n_beside} if n_beside > 1 else {}
    below = [cell.text for strip in strips[header.last + 1 :] for cell in strip.cells if cell.text]
    labels = [label for text in below if (label := label_in(text)) is not None and label.word.field in MONEY]
    every = tuple(dict.fromkeys(key_of(label.text) for label in labels))
    last = tuple(key_of(label.text) for label in labels if label.word.field in ("total", "grand"))
    for parting in _partings(strips, headers):
        for prices in ({}, {"prices": "inclusive"}):
            for until in dict.fromkeys((every, last[:1], every[-1:], _after(strips, goods), ())):
                for rows in ({}, {"joined": "product_name"}, *([{"open": "leave"}] if goods.unasked else [])):
                    ends = {"until": list(until)} if until else {}
                    yield {**parting, **prices, "lines": {**beside, "columns": columns, **rows, **ends}}


def _title(header: Header, index: int) -> str:
    """Return the title at an index, alone where several stand in one cell: 単位 of `数量 単位`."""
    cell, indexes = next(group for group in header.groups if index in group[1])
    return counted(header, cell) if len(indexes) == 1 else cell.text.split()[indexes.index(index)]


def counted(header: Header, cell: Cell) -> str:
    """Return a cell's title, with its count where others are the same: `コード#2`."""
    alike = [one for one, _ in header.groups if key_of(one.text) == key_of(cell.text)]
    return cell.text if len(alike) == 1 else f"{cell.text}#{alike.index(cell) + 1}"


def _times(strips: Sequence[Strip], laid: Sequence[Strip], headers: Sequence[Header]) -> int:
    """Return how often the first title of the lines stands in its row, before its lists were laid below each other."""
    first = next((cell for header in headers[:1] for cell in laid[header.first].cells if cell.text), None)
    row = next((strip for strip in strips if first is not None and first in strip.cells), None)
    return 1 if row is None or first is None else sum(key_of(cell.text) == key_of(first.text) for cell in row.cells)


def _across(strips: Sequence[Strip], n_orders: int) -> Iterator[_Spec]:
    """Yield the ways to say that quantities stand across, under days or places."""
    for at in range(min(len(strips), MAX_TRIED)):
        days, places = days_on(strips, at)[0], places_on(strips, at)
        if len(days or places) < LEAST:
            continue
        titles = titles_in(strips[at], at).titles
        own = {word.field: title.cell.text for title in titles for word in title.words if word.field in _BESIDE}
        total = next((title.cell.text for title in titles if is_total(title.cell.text)), None)
        said: _Spec = {"days": "md"} if days else {"places": [squeezed(cell.text) for cell in places]}
        said |= {} if total is None else {"total": total}
        parting = {"orders": {"each": "day" if days else "place"}} if n_orders > 1 else {}
        yield {**parting, "lines": {"columns": own, "across": said}}


def _after(strips: Sequence[Strip], goods: Goods) -> tuple[str, ...]:
    """Return how the row right below the goods begins: by its label, or by a few letters."""
    at = goods.entries[-1].at + 1 if goods.entries else len(strips)
    return tuple(_begin(cell.text) for strip in strips[at : at + 1] for cell in strip.cells[:1] if cell.text)


def _begin(text: str) -> str:
    label = label_in(text)
    return key_of(text)[:MAX_UNTIL] if label is None else key_of(label.text)


def _partings(strips: Sequence[Strip], headers: Sequence[Header]) -> Iterator[_Spec]:
    yield {}
    number = next(
        (found for found in values_in(strips, range(headers[0].first), ANY_DAY) if found.field == "number"), None
    )
    if len(headers) > 1 and number is not None:
        yield {"orders": {"each": "page"}}
        yield {"orders": {"each": "block", "begins": key_of(number.label)}}
