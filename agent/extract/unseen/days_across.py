"""A column for each day: every quantity becomes a line, with its day beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agent.extract.table import Cell, meet
from agent.extract.unseen.across import LEAST, Row, Table, is_total, rows_below, spread, width_of, with_tables
from agent.extract.unseen.header import PRODUCT, titles_in
from agent.extract.unseen.strips import Strip
from agent.extract.values import day_in, squeezed

_WEEKDAY = r"\(?[月火水木金土日](?:曜日?)?\)?"
_DAY = re.compile(rf"(?:\d{{1,2}}日)?{_WEEKDAY}|\d{{1,2}}日|\d{{1,2}}{_WEEKDAY}")
_BEFORE = re.compile(rf"^{_WEEKDAY}(?=\d)")
_ANY = date(2026, 1, 1)
_QUANTITY, _TOTAL, _DELIVER_ON = "数量", "総数", "納期"


def spread_days(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Write each quantity of a table with a column for each day on a row of its own."""
    return with_tables(strips, lambda strips, at: days_on(strips, at)[0], _table)


def _table(strips: Sequence[Strip], at: int) -> Table | None:
    days, last = days_on(strips, at)
    rows = list(rows_below(strips, strips[at], last, days))
    if not any(row.asked for row in rows):
        return None
    return Table(tuple(_spread(strips, at, days, rows)), last + 1 + len(rows))


def days_on(strips: Sequence[Strip], at: int) -> tuple[list[Cell], int]:
    """Return the days that stand across as titles, beside those of goods, and the last row of titles."""
    header = titles_in(strips[at], at)
    if not header.fields & PRODUCT or "quantity" in header.fields:
        return [], at
    own = [cell for cell in strips[at].cells if _is_day(cell.text)]
    below = _all_days(strips, at, at + 1)
    above = _all_days(strips, at, at - 1)
    known = [title.cell for title in header.titles if title.words and title.word("deliver_on") is None]
    known = [cell for cell in known if not is_total(cell.text)]
    for row in (own, below, above):
        days = [cell for cell in row if not any(meet(cell, one) for one in known)]
        if len(days) >= LEAST and (any(_is_date(cell.text) for cell in days) or row is own):
            dated = next((more for more in (below, above) if any(_is_date(cell.text) for cell in more)), days)
            return (days if any(_is_date(cell.text) for cell in days) else dated), at + bool(below)
    return [], at


def _all_days(strips: Sequence[Strip], at: int, row: int) -> list[Cell]:
    """Return a row beside the titles in which nothing but days stand."""
    if not 0 <= row < len(strips) or strips[row].page != strips[at].page:
        return []
    cells = [cell for cell in strips[row].cells if cell.text]
    return cells if len(cells) >= LEAST and all(_is_day(cell.text) for cell in cells) else []


def _is_day(text: str) -> bool:
    return _is_date(text) or _DAY.fullmatch(squeezed(text)) is not None


def _is_date(text: str) -> bool:
    return day_in(_BEFORE.sub("", squeezed(text), count=1), "md", _ANY) is not None


def _spread(strips: Sequence[Strip], at: int, days: Sequence[Cell], rows: Sequence[Row]) -> Iterator[Strip]:
    first = width_of([strips[at], *(row.strip for row in rows)])
    kept = [title.cell for title in titles_in(strips[at], at).titles if not _is_left_out(title.cell, days)]
    fits = all(row.fits for row in rows)
    names = [_QUANTITY, _DELIVER_ON, *([] if fits else [_TOTAL])]
    yield spread(strips[at], kept, [(name, strips[at].place) for name in names], first)
    for row in rows:
        total = (row.total.text, row.total.place) if row.total is not None else ("", "")
        if not row.asked:
            yield row.strip._replace(cells=row.kept)
        for day, cell in row.asked:
            beside = [
                (cell.text, cell.place),
                (_BEFORE.sub("", squeezed(day.text), count=1), day.place),
                *([] if fits else [total]),
            ]
            yield spread(row.strip, row.kept, beside, first)


def _is_left_out(cell: Cell, days: Sequence[Cell]) -> bool:
    return is_total(cell.text) or any(meet(cell, day) for day in days)
