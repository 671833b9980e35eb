"""Order calendars: days of one month stand across as 1 to 31, the month in the heading or the sheet's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from agent.core.era import day_in_era
from agent.extract.table import Cell
from agent.extract.unseen.header import PRODUCT, titles_in
from agent.extract.unseen.strips import Strip
from agent.extract.values import folded

MAX_TRIED, _ABOVE, _LEAST = 40, 12, 5
_MONTH = re.compile(
    r"(?:(?P<year>20\d{2})年|(?:令和|R)(?P<era>\d{1,2})年)? ?(?<!\d)(?P<month>\d{1,2})月(?! ?\d{1,2} ?日)(?!\d)"
)
_DAY = re.compile(r"\d{1,2}")
_WEEKDAYS = "月火水木金土日"


def with_days(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Write the days of a month that stand across beside titles of goods as whole days."""
    found = list(strips)
    tried = 0
    for at, strip in enumerate(strips):
        days = _days(strip)
        if not days or tried >= MAX_TRIED or not titles_in(strip, at).fields & PRODUCT:
            continue
        tried += 1
        written = _written(days, strips, at)
        if written:
            cells = (cell._replace(text=written.get(cell, cell.text)) for cell in strip.cells)
            found[at] = strip._replace(cells=tuple(cells))
    return tuple(found)


def _days(strip: Strip) -> list[Cell]:
    """Return the cells of a row that count on from day to day, at least five."""
    cells = [cell for cell in strip.cells if _DAY.fullmatch(folded(cell.text))]
    numbers = [int(folded(cell.text)) for cell in cells]
    counts_on = all(other - one == 1 for one, other in pairwise(numbers))
    return cells if len(cells) >= _LEAST and counts_on and numbers[0] > 0 and numbers[-1] <= 31 else []


def _written(days: Sequence[Cell], strips: Sequence[Strip], at: int) -> dict[Cell, str]:
    """Return each day with its month; none where the month is not clear, or weekdays below say another."""
    months = set(_months(strips, at))
    if len(months) != 1:
        return {}
    year, month = months.pop()
    if not year:
        return {cell: f"{month}/{folded(cell.text)}" for cell in days}
    try:
        dates = {cell: date(year, month, int(folded(cell.text))) for cell in days}
    except ValueError:
        return {}
    below = strips[at + 1 : at + 2]
    said = {(cell.left, cell.text) for strip in below for cell in strip.cells if cell.text in tuple(_WEEKDAYS)}
    is_told = all((cell.left, _WEEKDAYS[day.weekday()]) in said for cell, day in dates.items())
    return {cell: day.isoformat() for cell, day in dates.items()} if is_told or not said else {}


def _months(strips: Sequence[Strip], at: int) -> Iterator[tuple[int, int]]:
    """Yield the months named above a row, with their year where it stands there; the sheet's name where none is."""
    above = [strip.text for strip in strips[max(at - _ABOVE, 0) : at] if strip.page == strips[at].page]
    named = [folded(strips[at].place.rpartition("!")[0])]
    for texts in (above, named):
        found = [match for text in texts for match in _MONTH.finditer(text)]
        for match in found:
            era = day_in_era("令和", match["era"], "1", "1") if match["era"] else None
            year = int(match["year"] or 0) or (era.year if era is not None else 0)
            if 1 <= int(match["month"]) <= 12:
                yield year, int(match["month"])
        if found:
            return
