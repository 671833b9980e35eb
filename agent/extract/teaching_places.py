"""Where a value a person gave stands in a document, and by what a form could find it there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from agent.core.order import OrderKind
from agent.extract.form_change import MAX_LABEL
from agent.extract.table import COLON, Cell, Page
from agent.extract.titles import key_of
from agent.extract.values import DayStyle, day_in, folded, number_in, quantity_in, rate_in

DAYS = frozenset({"ordered_on", "deliver_on"})
STYLES: tuple[DayStyle, ...] = ("ymd", "md", "yymd", "eymd", "dmy", "mdy")
MOST_ABOVE = 60
_BLANKS = re.compile(r"\s+")
_CELL = re.compile(r"[A-Z]{1,3}[1-9]\d{0,6}")


class Spot(NamedTuple):
    """A value found in a cell: the text before it there, and how a day must be read to be that one."""

    page: Page
    row: int
    column: int
    before: str
    style: DayStyle

    @property
    def cell(self) -> Cell:
        """The cell it stands in."""
        return self.page.rows[self.row].cells[self.column]


def spots_of(pages: Sequence[Page], name: str, value: Any, near: Any) -> Iterator[Spot]:
    """Yield where a field's value stands: alone in a cell, or behind other text of it."""
    for page in pages:
        for number, row in enumerate(page.rows):
            for index, cell in enumerate(row.cells):
                for before, text in _parts(cell.text):
                    style = _style(name, text, value, near)
                    if style is not None:
                        yield Spot(page, number, index, before, style)


def labels_of(spot: Spot) -> Iterator[tuple[str, str]]:
    """Yield the texts that could be its label, the nearest first, and on which side of them the value stands."""
    if spot.before:
        yield from _label(spot.before, "right")
        return
    cells = spot.page.rows[spot.row].cells
    if spot.column and cells[spot.column].left - cells[spot.column - 1].right <= spot.page.reach:
        yield from _label(cells[spot.column - 1].text, "right")
    if spot.row:
        for cell in _over(spot, spot.row - 1):
            yield from _label(cell.text, "below")


def titles_of(spot: Spot, known: frozenset[str]) -> list[str]:
    """Return the texts above it that could be its column's title: those beside titles the form knows first."""
    found: dict[str, bool] = {}
    for number in range(spot.row - 1, max(-1, spot.row - MOST_ABOVE), -1):
        is_header = any(key_of(cell.text) in known for cell in spot.page.rows[number].cells)
        for cell in _over(spot, number):
            for text, _ in _label(cell.text, "below"):
                found[text] = found.get(text, False) or is_header
    return sorted(found, key=lambda text: not found[text])[:8]


def cell_of(spot: Spot) -> str:
    """Return its cell's name, empty where it stands in no sheet."""
    name = spot.cell.place.rpartition("!")[2]
    return name if "!" in spot.cell.place and not spot.before and _CELL.fullmatch(name) else ""


def typed(name: str, text: str, style: DayStyle, near: Any) -> Any:
    """Read a text as a form reads this field."""
    if name in DAYS:
        return day_in(text, style, near)
    if name in ("total", "tax", "unit_price", "amount"):
        return number_in(text)
    if name == "quantity":
        read = quantity_in(text)
        return None if read is None else read[0]
    return rate_in(text) if name == "tax_rate" else folded(text)


def _style(name: str, text: str, value: Any, near: Any) -> DayStyle | None:
    if isinstance(value, OrderKind):
        return None
    styles = STYLES if name in DAYS else STYLES[:1]
    return next((style for style in styles if text and typed(name, text, style, near) == value), None)


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Yield a cell's text whole, then cut behind a colon or a blank, what stands before it first."""
    yield "", text
    colon = COLON.search(text)
    if colon is not None:
        yield text[: colon.start()].strip(), text[colon.end() :].strip()
    for blank in _BLANKS.finditer(text):
        yield text[: blank.start()].strip(), text[blank.end() :].strip()


def _over(spot: Spot, number: int) -> Iterable[Cell]:
    cells = spot.page.rows[number].cells
    return (cell for cell in cells if cell.text and cell.left <= spot.cell.right and cell.right >= spot.cell.left)


def _label(text: str, side: str) -> Iterator[tuple[str, str]]:
    """Yield a text that may be a label: no number, no day, not endlessly long."""
    label = text.strip().rstrip(":：").strip()
    is_value = number_in(label) is not None or day_in(label, "ymd") is not None
    if 0 < len(label) <= MAX_LABEL and label.isprintable() and not is_value:
        yield label, side
