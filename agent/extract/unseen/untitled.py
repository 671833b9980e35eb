"""Columns whose titles no word is known for, told by what stands under them: its shape, and what numbers come to.

Where price times quantity is the amount on every row, all three are told, whatever their titles say; else the end of
a title must agree with what stands under it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice, product
from math import prod

from agent.extract.unseen.columns import MOST_WAYS
from agent.extract.unseen.fitting import ANY_DAY, apart, fitted
from agent.extract.unseen.goods import Places
from agent.extract.unseen.header import PRODUCT, Header, headers_in, titles_in
from agent.extract.unseen.hints import HINTED, hints_at, speaks_of_other
from agent.extract.unseen.item_pattern import UNITS
from agent.extract.unseen.lines import table_under
from agent.extract.unseen.row_words import is_head_label, sum_or_end
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.under_titles import under_titles
from agent.extract.unseen.vocabulary import WEAK
from agent.extract.unseen.words import Word, head_word
from agent.extract.values import day_in, folded, number_in, quantity_in

_NUMBERS = ("quantity", "unit_price", "amount")
_ROWS, _TITLES_WITHIN, _FEWEST, _MANY = 40, 60, 3, 8
_TRIED, _MOST_TITLES = 5, 64
"""How many rows are tried as titles where none are known, and how many titles such a row has at most."""
_MAX_TITLE = 24
_CODE = re.compile(r"(?=[^\d]{0,20}\d)[A-Za-z0-9][A-Za-z0-9\-_/.]{2,24}")
_UNIT = re.compile(rf"(?:{UNITS})", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_]{2}")
_OF_ORDER = re.compile("注文|発注|受注|オーダー|order|p/?o", re.IGNORECASE)
_READERS = re.compile("貴社|御社|your|vendor|supplier", re.IGNORECASE)
"""Whose code a title says it is, where another stands beside it."""
_PLACED = re.compile(r"[都道府県].{1,8}[市区町村]|株式会社|有限会社|\([株有]\)|^\d{3}-\d{4}$|@")


@dataclass(slots=True)
class _Table:
    """Titles, and the texts of the rows under them; of `free` titles no word is known."""

    header: Header
    rows: list[dict[int, str]]
    free: list[int]
    told: dict[int, str] = field(default_factory=dict)

    def texts(self, index: int) -> list[str]:
        return [text for row in self.rows if (text := row.get(index, ""))]

    def names(self, name: str) -> bool:
        """Whether a field has a title, by its words or by what stands under it."""
        return name in self.header.fields or name in self.told.values()

    def open(self) -> list[int]:
        """The titles that still mean nothing, and stand over something."""
        return [index for index in self.free if index not in self.told and self.texts(index)]

    def tell(self, name: str, indexes: Sequence[int]) -> None:
        """Take the one title of a field; where several may be it, none is."""
        hinted = [index for index in indexes if hints_at(self.title(index), name)] or indexes
        meant = [index for index in hinted if _READERS.search(self.title(index))] or hinted
        if len(meant) == 1:
            self.told[meant[0]] = name

    def tell_head(self, name: str) -> None:
        """Take the one title that hints at a field of the order, and stands over nothing but values fit for it."""
        hinted = [at for at in self.open() if hints_at(self.title(at), name)]
        fit = [at for at in hinted if all(fitted(name, text, ANY_DAY) is not None for text in self.texts(at))]
        is_said = name != "number" or any(_OF_ORDER.search(self.title(at)) for at in fit)
        if len(fit) == 1 and is_said:
            self.told[fit[0]] = name

    def title(self, index: int) -> str:
        return self.header.titles[index].cell.text


def headers_told(strips: Sequence[Strip], places: Places) -> list[Header]:
    """Find the title rows of the lines, as far as words name them, and by what stands under them where words do not."""
    known = headers_in(strips)
    if known:
        stops = [*(header.first for header in known[1:]), len(strips)]
        return [_told(strips, header, stop, places) for header, stop in zip(known, stops, strict=True)]
    first = next((one for one in islice(_likely(strips, places), _TRIED) if one.is_lines), None)
    if first is None:
        return []
    again = [
        at for at in range(first.last + 1, len(strips)) if {cell.text for cell in strips[at].cells} == first.names()
    ]
    stops = [*again, len(strips)]
    return [
        _told(strips, titles_in(strips[at], at), stop, places)
        for at, stop in zip([first.first, *again], stops, strict=True)
    ]


def _likely(strips: Sequence[Strip], places: Places) -> Iterator[Header]:
    """Yield rows that may be titles, though too few of their words are known, as what stands under them tells."""
    for at, strip in enumerate(strips[:_TITLES_WITHIN] if places is not Places.ROUGH else ()):
        header = titles_in(strip, at)
        texts = [title.cell.text for title in header.titles]
        if _FEWEST <= len(texts) <= _MOST_TITLES and not any(map(_is_value, texts)) and len(set(texts)) == len(texts):
            hinted = [one for one in header.titles if _is_hinted(one.cell.text) or one.words]
            if len(hinted) >= _FEWEST and len(hinted) * 2 >= len(texts):
                yield _told(strips, header, len(strips), places)


def _is_value(text: str) -> bool:
    return len(text) > _MAX_TITLE or number_in(text) is not None or day_in(text) is not None


def _is_hinted(text: str) -> bool:
    return any(hints_at(text, name) for name in (*_NUMBERS, *PRODUCT, "unit"))


def _told(strips: Sequence[Strip], header: Header, stop: int, places: Places) -> Header:
    """Give the titles that no word is known for the meaning of what stands under them."""
    free = [at for at, one in enumerate(header.titles) if not one.words and head_word(one.cell.text) is None]
    table = _Table(header, _rows_under(strips, header, stop, places) if free else [], free)
    if table.rows:
        _tell_numbers(table)
        _tell_texts(table)
    titles = [
        replace(one, words=(Word(table.told[at], WEAK),)) if at in table.told else one
        for at, one in enumerate(header.titles)
    ]
    said = tuple((name, table.title(at)) for at, name in table.told.items())
    return replace(header, titles=tuple(titles), told=said)


def _rows_under(strips: Sequence[Strip], header: Header, stop: int, places: Places) -> list[dict[int, str]]:
    """Return what stands under each title in the rows below, up to the sums; rows with few cells say nothing."""
    goods = table_under(strips, header, stop, places)
    found: list[dict[int, str]] = []
    for strip in strips[header.last + 1 : min(stop, header.last + 1 + _ROWS)]:
        written = [cell for cell in strip.cells if cell.text]
        is_other = bool(found) and any(is_head_label(one.text) for one in written)
        if len(written) < _MANY and (is_other or sum_or_end(written) is not None):
            break
        is_repeated = {one.text for one in written} <= header.names()
        cells = {} if is_repeated else under_titles(goods, strip, written, places) or {}
        found.append({at: folded(" ".join(cell.text for cell in those)) for at, those in cells.items()})
    most = max(map(len, found), default=0)
    return [row for row in found if len(row) * 2 > most > 1]


def _tell_numbers(table: _Table) -> None:
    missing = [name for name in _NUMBERS if not table.names(name)]
    numeric = [at for at in table.open() if all(quantity_in(apart(text)) is not None for text in table.texts(at))]
    fitting = _multiplying(table, missing, numeric) if missing else []
    if len(fitting) == 1:
        table.told |= {at: name for name, at in fitting[0].items() if name in missing}
        return
    for name in missing:
        hinted = [at for at in numeric if at not in table.told and hints_at(table.title(at), name)]
        if len(hinted) == 1 and not fitting:
            table.told[hinted[0]] = name


def _multiplying(table: _Table, missing: Sequence[str], numeric: Sequence[int]) -> list[dict[str, int]]:
    """Return the choices of titles in which price times quantity is the amount on every row that says all three."""
    titles = list(enumerate(table.header.titles))
    known = {name: [at for at, one in titles if one.word(name) is not None] for name in _NUMBERS}
    given = {
        name: [at for at in numeric if not speaks_of_other(table.title(at), name)] if name in missing else known[name]
        for name in _NUMBERS
    }
    if prod(map(len, given.values())) > MOST_WAYS:
        return []
    ways = [dict(zip(_NUMBERS, chosen, strict=True)) for chosen in product(*given.values())]
    return [way for way in ways if len({*way.values()}) == len(_NUMBERS) and _is_product(table, way, missing)]


def _is_product(table: _Table, way: dict[str, int], missing: Sequence[str]) -> bool:
    """Whether numbers multiply, and more than 1 of something was asked; of two unknown the smaller is how many."""
    said = [
        numbers for row in table.rows if None not in (numbers := [_number(row.get(way[name], "")) for name in _NUMBERS])
    ]
    agree = all(abs(asked * each - whole) < 1 for asked, each, whole in said)  # type: ignore[operator]
    is_told = any(1 not in (asked, each) for asked, each, _ in said)
    is_smaller = all(asked < each and asked % 1 == 0 for asked, each, _ in said)  # type: ignore[operator]
    return agree and is_told and (is_smaller or not {"quantity", "unit_price"} <= {*missing})


def _number(text: str) -> Decimal | None:
    read = quantity_in(apart(text))
    return None if read is None else read[0]


def _tell_texts(table: _Table) -> None:
    if not table.names("unit"):
        table.tell("unit", [at for at in table.open() if all(map(_UNIT.fullmatch, table.texts(at)))])
    if not table.names("product_code"):
        table.tell("product_code", [at for at in table.open() if _are_codes(table, at)])
    if not table.names("product_name"):
        table.tell("product_name", [at for at in table.open() if _are_names(table, at)])
    for name in HINTED:
        if not table.names(name):
            table.tell_head(name)


def _are_codes(table: _Table, index: int) -> bool:
    """Whether codes stand under a title, unlike each other, and no days; mere figures need a title that says so."""
    texts = table.texts(index)
    are_figures = any(number_in(text) is not None for text in texts)
    return (
        all(map(_CODE.fullmatch, texts))
        and any(day_in(text) is None for text in texts)
        and len(set(texts)) * 2 > len(texts)
        and len(texts) * 2 > len(table.rows)
        and not speaks_of_other(table.title(index), "product_code")
        and (not are_figures or hints_at(table.title(index), "product_code"))
    )


def _are_names(table: _Table, index: int) -> bool:
    """Whether texts of words stand under a title, mostly unlike each other, and no addresses, firms or codes."""
    texts = table.texts(index)
    return (
        all(_WORDS.search(text) and not _CODE.fullmatch(text) and not _PLACED.search(text) for text in texts)
        and not all(map(_UNIT.fullmatch, texts))
        and len(set(texts)) * 2 > len(texts)
        and len(texts) * 10 >= len(table.rows) * 9
        and not speaks_of_other(table.title(index), "product_name")
    )
