"""A column for each shop: the goods of each shop stand below each other, with the shop beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extract.table import Cell
from agent.extract.unseen.across import (
    Row,
    Table,
    has_number,
    is_asked,
    is_total,
    rows_below,
    spread,
    width_of,
    with_tables,
)
from agent.extract.unseen.header import PRODUCT, titles_in
from agent.extract.unseen.place_titles import is_place, with_place_titles
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import is_label
from agent.extract.values import day_in, number_in, quantity_in, squeezed

_SIZE = re.compile("X{0,3}S|S{2,3}|M|X{0,4}L|L{2,4}|[2-8]L|F|FREE|フリー", re.IGNORECASE)
_SIZE_TITLE = "サイズ"
_PART_OF_DAY = re.compile(
    r"(?:朝|昼|夕|夜|晩|間|補|軽)(?:食|の部|分|用|ごはん)?|(?:(?:午前|午後|\d{1,2}時)の?)?おやつ|午前|午後"
    r"|モーニング|ランチ|ディナー|breakfast|lunch|dinner|AM|PM",
    re.IGNORECASE,
)
_QUANTITY, _PLACE_TITLE, _ORDER, _TOTAL = "数量", "納品先", "回答番号", "総数"


def spread_places(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Write each quantity of a table with a column for each shop on a row of its own, shop by shop.

    Each shop's are an order, unless the document has one number for all. Sizes of one article stay beside it.
    """
    return with_tables(with_place_titles(strips), places_on, _table)


def _table(strips: Sequence[Strip], at: int) -> Table | None:
    places = places_on(strips, at)
    rows = list(rows_below(strips, strips[at], at, places))
    if not _are_quantities(rows, places):
        return None
    laid = _summed if _are_of_a_day(places, rows) else _spread
    return Table(tuple(laid(strips, at, places, rows)), at + 1 + len(rows))


def _are_of_a_day(places: Sequence[Cell], rows: Sequence[Row]) -> bool:
    """Whether the columns are the meals of one day, and beside them stands how many of an article they are together."""
    are_parts = all(_PART_OF_DAY.fullmatch(squeezed(cell.text)) for cell in places)
    return are_parts and all(row.total is not None and row.fits for row in rows if row.asked)


def _summed(strips: Sequence[Strip], at: int, places: Sequence[Cell], rows: Sequence[Row]) -> Iterator[Strip]:
    """Yield a table whose columns are parts of one quantity, with that quantity alone."""
    named = [cell._replace(text=_QUANTITY) if is_total(cell.text) else cell for cell in strips[at].cells]
    yield strips[at]._replace(cells=tuple(cell for cell in named if cell not in places))
    for row in rows:
        yield row.strip._replace(cells=(*row.kept, *([row.total] if row.total is not None and row.total.text else [])))


def places_on(strips: Sequence[Strip], at: int) -> list[Cell]:
    """Return the titles of a row that may be places, beside those of goods."""
    header = titles_in(strips[at], at)
    if not header.fields & PRODUCT or "quantity" in header.fields:
        return []
    unknown = [title.cell for title in header.titles if not title.words and not is_label(title.cell.text)]
    return [cell for cell in unknown if _may_be_place(cell.text)]


def _may_be_place(text: str) -> bool:
    plain = squeezed(text)
    is_value = number_in(plain) is not None or day_in(plain, "ymd") is not None
    return not is_value and not is_total(text)


def _are_quantities(rows: Sequence[Row], places: Sequence[Cell]) -> bool:
    """Whether the columns hold nothing but numbers, and are told to be shops by their names or by a total."""
    if not any(row.asked for row in rows) or any(
        quantity_in(cell.text) is None for row in rows for _, cell in row.asked
    ):
        return False
    are_named = _are_sizes(places) or all(is_place(cell.text) for cell in places)
    are_summed = all(row.total is not None and row.fits for row in rows if row.asked)
    return are_named or are_summed


def _are_sizes(places: Sequence[Cell]) -> bool:
    """Whether the columns are sizes of each article, S M L, which all go to one place."""
    return all(_SIZE.fullmatch(squeezed(cell.text)) for cell in places)


def _spread(strips: Sequence[Strip], at: int, places: Sequence[Cell], rows: Sequence[Row]) -> Iterator[Strip]:
    first = width_of([strips[at], *(row.strip for row in rows)])
    kept = [title.cell for title in titles_in(strips[at], at).titles]
    kept = [cell for cell in kept if cell not in places and not is_total(cell.text)]
    are_sizes, fits = _are_sizes(places), all(row.fits for row in rows)
    is_one = are_sizes or has_number(strips[:at])
    names = [_QUANTITY, _SIZE_TITLE if are_sizes else _PLACE_TITLE, "" if is_one else _ORDER, "" if fits else _TOTAL]
    yield spread(strips[at], kept, [(name, strips[at].place) for name in names], first)
    pairs = [(row, number) for row in rows for number in range(len(places))]
    for row, number in pairs if are_sizes else sorted(pairs, key=lambda pair: pair[1]):
        place = places[number]
        total = ("", "") if row.total is None or fits else (row.total.text, row.total.place)
        order = "" if is_one else str(number + 1)
        for cell in (cell for title, cell in row.asked if title is place):
            beside = [(cell.text, cell.place), (squeezed(place.text), place.place), (order, place.place), total]
            yield spread(row.strip, row.kept, beside, first)
    for row in rows:
        if not row.asked and any(is_asked(cell.text) for cell in row.kept):
            yield row.strip._replace(cells=row.kept)
