"""What else is written: rows of the pages that no value was read from, and that may say something of the order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from agent.core.order import Finding, Order, OrderKind, Severity
from agent.extract.elsewhere_words import change_in, days_in, goods_in, number_in_text, place_in
from agent.extract.open_rows import is_noted, listed_in
from agent.extract.table import Page, Row
from agent.extract.unseen.words import is_label
from agent.extract.values import day_in, folded, squeezed

MOST = 3
"""Doubts of one kind; a person who looks sees the others."""
_SHOWN = 80
_LONGEST = 2000
"""Characters of a row that are looked at: what a person wrote is shorter."""
_FREE = 2
"""Cells of a row that is no row of a table."""


class _Row(NamedTuple):
    """A row's texts that were not read, as one folded text, where they stand, and how many they are.

    It `is_listed` among goods that nobody asks for.
    """

    text: str
    place: str
    n_cells: int
    is_listed: bool


@dataclass(slots=True)
class _Known:
    """What the orders of a document say: rows of their lines, places and texts read, days, numbers, where to."""

    near: date
    places: set[str] = field(default_factory=set)
    lines: set[str] = field(default_factory=set)
    texts: str = ""
    days: set[date] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    deliver_to: str = ""
    doubted: set[str] = field(default_factory=set)


def with_else(orders: Sequence[Order], pages: Sequence[Page], near: date) -> tuple[Order, ...]:
    """Doubt orders beside which a row tells of goods, a day, a place, a number or a change they do not have.

    Args:
        orders: What was read of one document.
        pages: All it shows.
        near: The day it came.
    """
    if not orders or any(order.kind is not OrderKind.ORDER for order in orders):
        return tuple(orders)
    known = _known(orders, near)
    found = tuple(_doubts(list(_unread(orders, [row for page in pages for row in page.rows], known)), known))
    return tuple(order.with_findings(*found) for order in orders) if found else tuple(orders)


def _known(orders: Sequence[Order], near: date) -> _Known:
    known = _Known(near)
    texts: list[str] = []
    for order in orders:
        for path, at in order.provenance:
            (known.lines if path.startswith("lines.") else known.places).add(at.place)
            texts.append(at.text)
        known.days |= {day for day in (order.deliver_on, order.ordered_on) if day is not None}
        known.numbers |= {_key(order.number)} if order.number else set()
        known.deliver_to += _key(f"{order.deliver_to or ''}{order.customer.as_written or ''}")
        known.doubted |= {finding.field for finding in order.findings if not is_noted(finding)}
    known.texts = _key("\n".join(texts))
    return known


def _holds(row: Row, places: set[str]) -> bool:
    """Whether a value was read from a row."""
    return row.place in places or any(cell.place in places for cell in row.cells)


def _unread(orders: Sequence[Order], rows: Sequence[Row], known: _Known) -> Iterator[_Row]:
    """Yield what was not read of the rows outside the lines; a row that stands again, as on a further page, is read."""
    read = {_key(row.text) for row in rows if _holds(row, known.places)}
    listed = listed_in(orders, rows)
    for at, row in enumerate(rows):
        if (
            row.place in known.lines
            or row.place in known.places
            or any(cell.place in known.lines for cell in row.cells)
        ):
            continue
        cells = [cell for cell in row.cells if cell.text and cell.place not in known.places]
        text = folded(" ".join(cell.text[:_LONGEST] for cell in cells)[:_LONGEST])
        key = _key(text)
        if not _holds(row, known.places) and _key(row.text) in read:
            continue
        if key and key not in known.texts:
            yield _Row(text, cells[0].place, len(cells), at in listed)


def _doubts(rows: Sequence[_Row], known: _Known) -> Iterator[Finding]:
    counts: dict[str, int] = {}
    for row in rows:
        name = _told(row, known)
        if name and name not in known.doubted and counts.setdefault(name, 0) < MOST:
            counts[name] += 1
            values = (("place", row.place), ("text", row.text[:_SHOWN]))
            yield Finding("written-elsewhere", Severity.DOUBT, name, values)


def _told(row: _Row, known: _Known) -> str:
    """Return the field a row tells something else of; empty when it does not."""
    text = row.text
    if change_in(text):
        return "kind"
    days = days_in(text)
    if days is not None and not (days and all(day_in(day, "md", known.near) in known.days for day in days)):
        return "deliver_on"
    number = _key(number_in_text(text))
    if number and known.numbers and number not in known.numbers:
        return "number"
    place = "" if _is_of_labels(text) else _key(place_in(text))
    if place and place not in known.deliver_to:
        return "deliver_to"
    return "lines" if row.n_cells <= _FREE and not row.is_listed and goods_in(text) else ""


def _is_of_labels(text: str) -> bool:
    """Whether nothing stands beside a row's labels, as where their values stand below."""
    return all(is_label(piece) for piece in text.split())


def _key(text: str) -> str:
    return squeezed(text).casefold()
