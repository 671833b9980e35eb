"""The rows under a title row: which are ordered goods, which are sums, notes and headings between them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.cutting import edges_between
from agent.extract.rate_legend import is_legend
from agent.extract.table import Cell
from agent.extract.titles import is_page_number
from agent.extract.unseen.boxes import as_one, boxes_of, last_of_band
from agent.extract.unseen.goods import Entry, Goods, Places
from agent.extract.unseen.header import PRODUCT, Header
from agent.extract.unseen.item_pattern import UNITS
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.row_words import (
    is_charge,
    is_contact,
    is_head_label,
    is_note,
    is_other_label,
    is_sentence,
    is_sum_label,
    sum_or_end,
)
from agent.extract.unseen.squares import join_squares
from agent.extract.unseen.strips import Strip, are_adjoining, is_rule
from agent.extract.unseen.under_titles import by_place, under_titles
from agent.extract.values import day_in, folded, number_in, quantity_in

_UNIT = re.compile(rf"[(_ ]*(?:{UNITS})[)_ ]*", re.IGNORECASE)
_NOTE = re.compile(r"[※*＊■□●◆◇▼【\[〈<《(（・]|注[)）:：]|備考|note")
_EXAMPLE = re.compile(r"(記入|入力|記載)?例$|[(\[【](記入|入力|記載)?例[)\]】]|(記入|入力|記載)例[)）:：]")
_FEWEST = 3
MAX_DAY = 20
_MANY = 8


def goods_under(strips: Sequence[Strip], header: Header, stop: int, places: Places) -> Goods:
    """Read the rows under a title row.

    Args:
        strips: All rows of the document.
        header: The titles.
        stop: The first row that is no longer theirs.
        places: What the places of cells are worth.
    """
    goods = table_under(strips, header, stop, places)
    at = header.last + 1
    while at < stop:
        if not are_adjoining(strips[at - 1], strips[at]):
            goods.gaps.add(at)
        last = _last_of_row(goods, strips, at, stop)
        _take(goods, as_one(strips[at : last + 1]), range(at, last + 1), places)
        at = last + 1
    if places is Places.EXACT:
        _leave_out_unasked(goods)
    if places is not Places.ROUGH:
        join_squares(goods)
    return goods


def table_under(strips: Sequence[Strip], header: Header, stop: int, places: Places) -> Goods:
    """Return a table without rows: its titles, and what parts its columns."""
    goods = Goods(header, places is Places.GRID, last=header.last)
    if places is Places.EXACT:
        goods.edges = edges_between(
            [cell for cell, _ in header.groups], [strip.cells for strip in strips[header.last + 1 : stop]]
        )
        titles = as_one(strips[header.first : header.last + 1])
        boxes = boxes_of(titles.posts, [cell for cell, _ in header.groups])
        if boxes is not None and any(boxes.parts(strip) for strip in strips[header.last + 1 : stop]):
            goods.boxes = boxes
    return goods


def _leave_out_unasked(goods: Goods) -> None:
    """Leave out the rows of a printed list without a quantity, where some have one and no row has an amount."""
    without = [one for one in goods.entries if not any(one.text(index) for index in goods.under("quantity"))]
    amounts = set(goods.under("amount")) - set(goods.under("unit_price"))
    is_list = _FEWEST <= len(without) < len(goods.entries)
    if is_list and not any(one.text(index) for one in without for index in amounts):
        goods.unasked += [one.at for one in without]
        goods.entries = [one for one in goods.entries if one.at not in goods.unasked]


def _last_of_row(goods: Goods, strips: Sequence[Strip], at: int, stop: int) -> int:
    """Return the last row that what is drawn around a row makes one with it."""
    if goods.boxes is None:
        return _last_of_stacked(goods, strips, at, stop)
    if not goods.boxes.parts(strips[at]):
        return at
    last = last_of_band(strips, at, stop)
    groups = enumerate(goods.header.groups)
    single = frozenset(at for at, (_, own) in groups if len(own) == 1 and goods.header.titles[own[0]].is_number)
    return last if goods.boxes.is_one_row(strips[at : last + 1], single) else at


def _last_of_stacked(goods: Goods, strips: Sequence[Strip], at: int, stop: int) -> int:
    """Return the row below where titles stand over each other and so do the values: the code over the name."""
    groups, below = goods.header.groups, at + 1
    if not goods.header.is_stacked or below >= stop or strips[below].page != strips[at].page:
        return at
    under = by_place(strips[below].cells, groups, Places.EXACT)
    may_be_under = {number for number, (_, own) in enumerate(groups) if len(own) > 1}
    is_under = bool(under) and under.keys() <= may_be_under and sum_or_end(strips[below].cells) is None
    return below if is_under and len(strips[at].cells) > 1 else at


def _take(goods: Goods, strip: Strip, rows: range, places: Places) -> None:
    at = rows[-1]
    written = [cell for cell in strip.cells if cell.text]
    if is_rule(strip.text) or _is_repeated(goods.header, written) or is_page_number(strip.text) or is_legend(written):
        return
    if len(written) > 1 and _EXAMPLE.match(folded(written[0].text)):
        goods.unread.append(strip.text)
        return
    ending = sum_or_end(written)
    is_filled = places is Places.GRID and _is_filled(goods, strip, written, at)
    if ending is not None and not is_filled:
        goods.is_closed = goods.is_closed or ending
        goods.last = at
        goods.sums_at = at + 1 if len(written) > 1 and all(is_sum_label(cell.text) for cell in written) else -1
        return
    if at == goods.sums_at:
        return
    if (any(is_head_label(cell.text) for cell in written) and not is_filled) or is_other_label(written[0].text):
        return
    if is_note(written) or is_contact(strip.text) or (places is Places.EXACT and is_sentence(written)):
        return
    if goods.entries and not goods.is_closed and is_charge(written) and goods.under("amount"):
        _take_charge(goods, written, at)
        return
    cells = under_titles(goods, strip, written, places)
    if cells is None:
        if not goods.is_closed and len(written) > 1:
            goods.unread.append(strip.text)
        return
    _sort_in(goods, Entry(rows[0], cells, at), strip, len(written))


def _take_charge(goods: Goods, written: Sequence[Cell], at: int) -> None:
    names = goods.under("product_name")
    if names:
        goods.entries.append(Entry(at, {names[0]: [written[0]], goods.under("amount")[0]: [written[1]]}, at))


def _is_repeated(header: Header, written: Sequence[Cell]) -> bool:
    return {cell.text for cell in written} <= header.names()


def _is_filled(goods: Goods, strip: Strip, written: Sequence[Cell], at: int) -> bool:
    """Whether a row of many columns names goods and counts them, though a cell of it is the word of a sum: 消費税."""
    if len(written) < _MANY:
        return False
    entry = Entry(at, under_titles(goods, strip, written, Places.GRID) or {})
    names = [entry.text(index) for name in PRODUCT for index in goods.under(name)]
    is_named = any(names) and all(label_in(name) is None for name in names if name)
    return is_named and _has_quantity(goods, entry)


def _sort_in(goods: Goods, entry: Entry, strip: Strip, n_written: int) -> None:
    """Take a row for goods, for more of the name above, or for neither."""
    is_closed = goods.is_closed or (goods.boxes is not None and not strip.posts and not strip.band)
    asked = _is_asked(goods, entry, "quantity")
    named = any(entry.text(index).strip() for name in PRODUCT for index in goods.under(name))
    priced = _is_asked(goods, entry, "amount")
    if n_written > 1 and _is_logged(goods, entry):
        goods.unread.append(strip.text)
        return
    if is_closed:
        if named and asked and n_written > min(2, len(goods.header.titles) - 1) and _has_quantity(goods, entry):
            goods.unread.append(strip.text)
        return
    if (asked and (named or _has_quantity(goods, entry))) or (priced and named):
        if len(entry.cells) > 1:
            goods.entries.append(entry)
            goods.last = entry.rows[-1]
        return
    if named:
        _without_quantity(goods, entry, strip, n_written)


def _is_logged(goods: Goods, entry: Entry) -> bool:
    """Whether a row begins with a day where goods have their name: who signed the paper, and when."""
    names = [entry.text(index) for index in goods.under("product_name")]
    return bool(names) and day_in(names[0][:MAX_DAY]) is not None and not _has_quantity(goods, entry)


def _is_asked(goods: Goods, entry: Entry, name: str) -> bool:
    """Whether something other than zero stands in a column."""
    texts = [entry.text(index).strip() for index in goods.under(name)]
    return any(text and number_in(text) != 0 and not _UNIT.fullmatch(folded(text)) for text in texts)


def _has_quantity(goods: Goods, entry: Entry) -> bool:
    return any(quantity_in(entry.text(index)) is not None for index in goods.under("quantity"))


def _without_quantity(goods: Goods, entry: Entry, strip: Strip, n_written: int) -> None:
    """Sort in a row that names goods and says no quantity."""
    names = [index for name in ("product_name", "spec") for index in goods.under(name)]
    only_name = set(entry.cells) <= set(names)
    first = folded(next(cell.text for cells in entry.cells.values() for cell in cells))
    is_alone = n_written == 1 and len(goods.header.titles) > 2
    is_grid = goods.is_grid or goods.boxes is not None
    if is_grid and (is_alone or _NOTE.match(first)):
        return
    if is_grid:
        codes = goods.under("product_code")
        if not only_name or not codes:
            goods.unasked.append(entry.at)
        return
    if only_name:
        is_more = not _NOTE.match(first) and not first.endswith("。") and entry.at not in goods.gaps
        if goods.entries and is_more and entry.at - goods.last == 1:
            _lengthen(goods.entries[-1], entry)
            goods.last = entry.rows[-1]
        return
    if n_written == 1 or label_in(first) is not None:
        return
    if _NOTE.match(first):
        goods.unread.append(strip.text)
        return
    goods.entries.append(entry)
    goods.last = entry.rows[-1]


def _lengthen(before: Entry, entry: Entry) -> None:
    for index, cells in entry.cells.items():
        before.cells.setdefault(index, []).extend(cells)
