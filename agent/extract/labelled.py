"""Find an order's fields on pages: beside a label, in a cell, by a pattern, or fixed by the form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent.extract.form import Form, Place
from agent.extract.table import COLON, Cell, Page, key_of
from agent.extract.values import folded


class Written(NamedTuple):
    """One field as it is written, and where; `field` is its name in the order or the line."""

    field: str
    text: str
    place: str


def labelled_fields(pages: Sequence[Page], form: Form) -> tuple[Written, ...]:
    """Find each field of the form that stands outside the lines; those without a value are left out."""
    found = (next(iter(values_of(pages, form, name, place)), None) for name, place in form.places)
    return tuple(written for written in found if written is not None)


def values_of(pages: Sequence[Page], form: Form, name: str, place: Place) -> Iterator[Written]:
    """Yield every value a field may have, the likeliest first."""
    if place.fixed:
        yield Written(name, place.fixed, f"form {form.name}")
    for page in pages:
        if place.cell:
            yield from (Written(name, cell.text, cell.place) for cell in _at(page, f"{page.name}!{place.cell}"))
        if place.pattern is not None:
            yield from _matching(page, name, place)
    for label in place.labels:
        for page in pages:
            cells = _beside(page, label, form.labels, below=place.below)
            yield from (Written(name, cell.text, cell.place) for cell in cells)


def _at(page: Page, place: str) -> Iterator[Cell]:
    return (cell for row in page.rows for cell in row.cells if cell.place == place and cell.text)


def _matching(page: Page, name: str, place: Place) -> Iterator[Written]:
    for row in page.rows:
        match = place.pattern.search(folded(row.text))
        if match is not None:
            text = (match[1] if match.groups() else match[0]) or ""
            if text.strip():
                yield Written(name, text.strip(), row.place)


def _beside(page: Page, label: str, labels: frozenset[str], *, below: bool) -> Iterator[Cell]:
    """Yield the values of a label; a neighbour that is a label itself means that nothing was written."""
    for number, row in enumerate(page.rows):
        for index, cell in enumerate(row.cells):
            rest = _after_label(cell.text, label)
            if rest is None:
                continue
            if rest:
                yield cell._replace(text=rest)
                continue
            value = _under(page, number, cell) if below else _right_of(page, row.cells, index)
            if value is not None and value.text and key_of(value.text) not in labels:
                yield value


def _after_label(text: str, label: str) -> str | None:
    """Return what stands behind the label in its own cell, empty when nothing, None when it is another text."""
    if key_of(text) == label:
        return ""
    colon = COLON.search(text)
    if colon is None or key_of(text[: colon.start()]) != label:
        return None
    return text[colon.end() :].strip()


def _right_of(page: Page, cells: tuple[Cell, ...], index: int) -> Cell | None:
    if index + 1 == len(cells):
        return None
    value = cells[index + 1]
    return value if value.left - cells[index].right <= page.reach else None


def _under(page: Page, number: int, label: Cell) -> Cell | None:
    if number + 1 == len(page.rows):
        return None
    under = page.rows[number + 1].cells
    return next((cell for cell in under if cell.left <= label.right and cell.right >= label.left), None)
