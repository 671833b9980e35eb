"""The rows under a title row: which are ordered goods, which are sums, notes and headings between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from agent.extract.cutting import edges_between, parted_at, under_edges
from agent.extract.rate_legend import is_legend
from agent.extract.table import Cell, is_page_number
from agent.extract.title_rows import overlap
from agent.extract.unseen.boxes import Boxes, as_one, boxes_of, last_of_band
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.header import PRODUCT, Header
from agent.extract.unseen.item_pattern import UNITS
from agent.extract.unseen.labels import label_in
from agent.extract.unseen.strips import Strip, are_adjoining, is_rule
from agent.extract.unseen.words import bare
from agent.extract.values import day_in, folded, number_in, quantity_in

_CARRIED = re.compile(r".{0,6}(繰越|繰り越し|頁計|ページ計|次頁|次ページ|続く|つづく|carriedforward|broughtforward)")
_SUM = re.compile(
    r"(\d{1,2}(\.\d)?%)?(対象)?([^\d\W]{1,12}(?=小計|合計))?(計|合計|小計|総計|累計|total|subtotal)(\(.*\)|\d+点?)?|(\d{1,2}%)(対象|税率).*"
)
_END = re.compile(r"以下余白|以下空白|以上|end")
_UNIT = re.compile(rf"[(_ ]*(?:{UNITS})[)_ ]*", re.IGNORECASE)
_NOTE = re.compile(r"[※*＊■□●◆◇▼【\[〈<《(（・]|注[)）:：]|備考|note")
_EXAMPLE = re.compile(r"(記入|入力|記載)?例$|[(\[【](記入|入力|記載)?例[)\]】]|(記入|入力|記載)例[)）:：]")
_CHARGE = re.compile(
    r"(?:送料|運賃|配送料|配送費|配達料|代引手数料|梱包料|梱包費|値引き?|割引|出精値引き?)(?:\(税[抜別込]\))?"
)
_PAIR, _FEWEST = 2, 3
_SMALL = re.compile("小計|subtotal")
MAX_DAY = 20
_MANY = 8
_ENDING = frozenset({"total", "grand"})


class Places(Enum):
    """What the place of a cell says: its very column, a point on paper, or blanks in a line."""

    GRID = "grid"
    EXACT = "exact"
    ROUGH = "rough"


@dataclass(slots=True)
class Entry:
    """What stands under the titles from row `at` to row `last`: for each title its cells."""

    at: int
    cells: dict[int, list[Cell]]
    last: int = -1

    @property
    def rows(self) -> range:
        """The rows it stands on."""
        return range(self.at, max(self.at, self.last) + 1)

    def text(self, index: int) -> str:
        """Return what stands under a title."""
        return " ".join(cell.text for cell in self.cells.get(index, ()))


@dataclass(slots=True)
class Goods:
    """What one table gave: its rows, those that ask for nothing, and those that may be goods but were not read.

    `sums_at` is the row below a row of labels of sums, which holds the sums. Between its columns stand `edges`, where
    the blank alone parts them, or `boxes` where lines are drawn; above the rows of `gaps` a line of a text is left
    blank. The sums beside it are `stated`.
    """

    header: Header
    is_grid: bool
    entries: list[Entry] = field(default_factory=list)
    unasked: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    last: int = 0
    is_closed: bool = False
    sums_at: int = -1
    edges: list[float] = field(default_factory=list)
    boxes: Boxes | None = None
    gaps: set[int] = field(default_factory=set)
    stated: frozenset[Decimal] = frozenset()

    def under(self, name: str) -> tuple[int, ...]:
        """Return the titles that may mean a field."""
        return tuple(index for index, title in enumerate(self.header.titles) if title.word(name) is not None)


def goods_under(strips: Sequence[Strip], header: Header, stop: int, places: Places) -> Goods:
    """Read the rows under a title row.

    Args:
        strips: All rows of the document.
        header: The titles.
        stop: The first row that is no longer theirs.
        places: What the places of cells are worth.
    """
    goods = Goods(header, places is Places.GRID, last=header.last)
    if places is Places.EXACT:
        goods.edges = edges_between(
            [cell for cell, _ in header.groups], [strip.cells for strip in strips[header.last + 1 : stop]]
        )
        titles = as_one(strips[header.first : header.last + 1])
        boxes = boxes_of(titles.posts, [cell for cell, _ in header.groups])
        if boxes is not None and any(boxes.parts(strip) for strip in strips[header.last + 1 : stop]):
            goods.boxes = boxes
    at = header.last + 1
    while at < stop:
        if not are_adjoining(strips[at - 1], strips[at]):
            goods.gaps.add(at)
        last = _last_of_row(goods, strips, at, stop)
        _take(goods, as_one(strips[at : last + 1]), range(at, last + 1), places)
        at = last + 1
    if places is Places.EXACT:
        _leave_out_unasked(goods, strips)
    return goods


def _leave_out_unasked(goods: Goods, strips: Sequence[Strip]) -> None:
    """Leave out the rows of a printed list without a quantity, where some have one and no row has an amount."""
    without = [one for one in goods.entries if not any(one.text(index) for index in goods.under("quantity"))]
    amounts = set(goods.under("amount")) - set(goods.under("unit_price"))
    is_list = _FEWEST <= len(without) < len(goods.entries)
    if is_list and not any(one.text(index) for one in without for index in amounts):
        goods.unasked += [strips[one.at].text for one in without]
        left_out = {one.at for one in without}
        goods.entries = [one for one in goods.entries if one.at not in left_out]


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
    under = _by_place(strips[below].cells, groups, Places.EXACT)
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
        goods.sums_at = at + 1 if len(written) > 1 and all(_is_sum_label(cell.text) for cell in written) else -1
        return
    if at == goods.sums_at:
        return
    if (any(is_head_label(cell.text) for cell in written) and not is_filled) or _is_other_label(written[0].text):
        return
    if goods.entries and not goods.is_closed and is_charge(written) and goods.under("amount"):
        _take_charge(goods, written, at)
        return
    cells = _under_titles(goods, strip, written, places)
    if cells is None:
        if not goods.is_closed and len(written) > 1:
            goods.unread.append(strip.text)
        return
    _sort_in(goods, Entry(rows[0], cells, at), strip, len(written))


def _is_sum_label(text: str) -> bool:
    label = label_in(text)
    return label is not None and label.word.field in MONEY and not label.rest


def is_charge(written: Sequence[Cell]) -> bool:
    """Whether a row is postage or a discount and its amount, nothing else: a line below the goods."""
    is_named = len(written) == _PAIR and _CHARGE.fullmatch(bare(written[0].text)) is not None
    return is_named and number_in(written[1].text) not in (None, 0)


def _take_charge(goods: Goods, written: Sequence[Cell], at: int) -> None:
    names = goods.under("product_name")
    if names:
        goods.entries.append(Entry(at, {names[0]: [written[0]], goods.under("amount")[0]: [written[1]]}, at))


def _is_repeated(header: Header, written: Sequence[Cell]) -> bool:
    return {cell.text for cell in written} <= header.names()


def is_head_label(text: str) -> bool:
    """Whether a cell is a label of the order's head, as no cell of its goods is."""
    label = label_in(text)
    return (
        label is not None and label.word.field not in ("", "number", "note", "supplier") and label.word.confidence > 0.8
    )


def _is_filled(goods: Goods, strip: Strip, written: Sequence[Cell], at: int) -> bool:
    """Whether a row of many columns names goods and counts them, though a cell of it is the word of a sum: 消費税."""
    if len(written) < _MANY:
        return False
    entry = Entry(at, _under_titles(goods, strip, written, Places.GRID) or {})
    names = [entry.text(index) for name in PRODUCT for index in goods.under(name)]
    is_named = any(names) and all(label_in(name) is None for name in names if name)
    return is_named and _has_quantity(goods, entry)


def _is_other_label(text: str) -> bool:
    """Whether a cell is a label, with its colon, of something that is no field: 支払い方法:."""
    label = label_in(text) if text.endswith((":", "：")) else None
    return label is not None and label.word.field == "" and not label.rest


def sum_or_end(written: Sequence[Cell]) -> bool | None:
    """Tell a row of sums; True when nothing is ordered below it, None when it is no such row."""
    found: bool | None = None
    for cell in written:
        key = bare(cell.text)
        label = label_in(cell.text)
        field = label.word.field if label is not None and not re.match(r"[^\W\d_]", label.rest) else ""
        if field in _ENDING or _END.fullmatch(key) or (field == "subtotal" and not _SMALL.match(key)):
            return True
        if field in MONEY or _SUM.fullmatch(key) or _CARRIED.match(key):
            found = bool(found) or key == "計"
    return found


def _under_titles(goods: Goods, strip: Strip, written: Sequence[Cell], places: Places) -> dict[int, list[Cell]] | None:
    """Give each cell its title; None when it cannot be told which."""
    groups = goods.header.groups
    if goods.boxes is not None and goods.boxes.parts(strip):
        return _of_groups(goods.header, goods.boxes.under(written))
    if goods.edges:
        written = [
            piece for cell in written for _, piece in (under_edges(cell, goods.edges) if cell.words else [(0, cell)])
        ]
    if places is Places.ROUGH and len(written) < len(groups):
        written = [piece for cell in written for piece in parted_at(cell, [title.left for title, _ in groups])]
    is_counted = places is not Places.GRID and len(written) == len(groups)
    if is_counted and not (places is Places.EXACT and _is_shifted(written, groups)):
        under = {at: [cell] for at, cell in enumerate(written)}
    else:
        under = _by_place(written, groups, places)
    if not under and places is not Places.GRID:
        return None
    return _of_groups(goods.header, under)


def _of_groups(header: Header, under: dict[int, list[Cell]]) -> dict[int, list[Cell]] | None:
    """Part what stands under a cell that holds several titles; None when it cannot be told whose each is."""
    found: dict[int, list[Cell]] = {}
    for at, cells in under.items():
        parted = _parted(header, cells, header.groups[at][1])
        if parted is None:
            return None
        found |= parted
    return found


def _by_place(
    written: Sequence[Cell], groups: Sequence[tuple[Cell, list[int]]], places: Places
) -> dict[int, list[Cell]]:
    """Give each cell the title it overlaps most; where blanks make the columns, only cells that do overlap one."""
    under: dict[int, list[Cell]] = {}
    for cell in written:
        at = max(range(len(groups)), key=lambda number: overlap(cell, groups[number][0]))
        shared = overlap(cell, groups[at][0])
        if places is Places.ROUGH and (shared <= 0 or at in under):
            return {}
        if places is Places.EXACT or shared >= 0:
            under.setdefault(at, []).append(cell)
    return under


def _is_shifted(written: Sequence[Cell], groups: Sequence[tuple[Cell, list[int]]]) -> bool:
    """Whether counting cells gives one to a title it does not stand under, though it stands under another."""
    return any(
        overlap(cell, own) < 0 and any(overlap(cell, title) > 0 for title, _ in groups)
        for cell, (own, _) in zip(written, groups, strict=True)
    )


def _parted(header: Header, cells: list[Cell], indexes: Sequence[int]) -> dict[int, list[Cell]] | None:
    """Give each of several titles that stand in one cell its own of the cells or words below it.

    A figure that may be one title's is never a part of another's name: then nothing can be told.
    """
    if len(indexes) == 1:
        return {indexes[0]: cells}
    if len(cells) == 1:
        words = cells[0].text.split(maxsplit=_most_cuts(header, indexes))
        cells = [cells[0]._replace(text=word) for word in words] or cells
    numbers = [index for index in indexes if header.titles[index].is_number]
    cells = _with_whole_name(header, cells, indexes)
    if len(cells) == len(indexes):
        pairs = dict(zip(indexes, cells, strict=True))
        if all(quantity_in(pairs[index].text) is not None for index in numbers):
            return {index: [cell] for index, cell in pairs.items()}
    counted = [index for index in indexes if header.titles[index].word("quantity") is not None]
    named = [index for index in indexes if index not in numbers and header.titles[index].word("row") is None]
    if not counted and named and numbers and len(cells) > 1 and any(number_in(cell.text) is not None for cell in cells):
        return None
    return {(counted or named or list(indexes))[0]: cells}


def _most_cuts(header: Header, indexes: Sequence[int]) -> int:
    """How often a cell is cut at its blanks: once where a code stands before a text that may have blanks."""
    first, *others = (header.titles[index] for index in indexes)
    is_coded = len(others) == 1 and first.word("product_code") is not None and not others[0].is_number
    return 1 if is_coded else -1


def _with_whole_name(header: Header, cells: list[Cell], indexes: Sequence[int]) -> list[Cell]:
    """Join the words of a name that are more than one, where the one name stands among titles of single words."""
    named = [at for at, index in enumerate(indexes) if header.titles[index].word("product_name") is not None]
    more = len(cells) - len(indexes)
    if more < 1 or len(named) != 1 or not any(header.titles[index].is_number for index in indexes):
        return cells
    first, stop = named[0], named[0] + more + 1
    name = cells[first]._replace(text=" ".join(cell.text for cell in cells[first:stop]))
    return [*cells[:first], name, *cells[stop:]]


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
            goods.unasked.append(strip.text)
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
