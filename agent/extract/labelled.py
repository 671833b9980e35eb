"""Find an order's fields on pages: beside a label, in a cell, by a pattern, or fixed by the form."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain
from typing import NamedTuple

from agent.core.order import Finding, Severity
from agent.extract.beside_labels import counted_in, is_on, labelled_on, times_on
from agent.extract.cell_range import is_range, range_on
from agent.extract.form import Form, Place
from agent.extract.same_customer import is_same_customer
from agent.extract.table import Cell, Page, Part
from agent.extract.values import DayStyle, day_in, folded, number_in

DAYS = frozenset({"ordered_on", "deliver_on"})
NUMBERS = frozenset({"total", "tax", "unit_price", "amount"})
SUMS = frozenset({"total", "tax"})


class Written(NamedTuple):
    """One field as it is written, and where; `field` is its name in the order or the line."""

    field: str
    text: str
    place: str


class Labelled(NamedTuple):
    """The fields found outside the lines, and what is doubtful about them."""

    written: tuple[Written, ...] = ()
    findings: tuple[Finding, ...] = ()

    def with_findings(self, *more: Iterable[Finding]) -> Labelled:
        """Add further doubts."""
        return self._replace(findings=(*self.findings, *chain(*more)))


def labelled_fields(part: Part, form: Form, near: date, whole: Sequence[Page] = ()) -> Labelled:
    """Find each field of the form that stands outside the lines.

    One that two places give differently is not taken; one whose label or pattern is nowhere is doubted, unless the form
    says that it may be missing.

    Args:
        part: The pages of one order.
        form: Where its fields stand.
        near: The day the document came, for days without a year.
        whole: All pages, for what the document says once for all its orders.
    """
    written: list[Written] = []
    findings: list[Finding] = []
    for name, place in form.places:
        values = list(values_of(part.pages, form, name, place)) or list(values_of(part.above, form, name, place))
        is_of_whole = place.once and not values
        values = values or (list(values_of(whole, form, name, place)) if is_of_whole else [])
        style = form.day_styles.get(name, "ymd")
        other = next((one for one in values if not _is_same(one, values[0], style, near)), None)
        if other is not None and name != "number":
            shown = (("text", values[0].text), ("other", other.text))
            findings.append(Finding("value-ambiguous", Severity.DOUBT, name, shown))
        elif values:
            written.append(values[0])
        elif not place.optional:
            findings += _not_found(whole if is_of_whole else part.all, name, place)
    return Labelled(tuple(written), (*findings, *_further_labels(part, form)))


def _not_found(pages: Sequence[Page], name: str, place: Place) -> Iterator[Finding]:
    """Doubt a field whose label or pattern is nowhere, and one whose label has nothing below it where it should.

    Beside a label nothing may be written, as in a form that is filled in; what stands below a title is expected.
    """
    if not _is_there(pages, place):
        looked_for = place.pattern.pattern if place.pattern is not None else " / ".join(place.labels)
        yield Finding("label-missing", Severity.DOUBT, name, (("text", looked_for),))
    elif place.below:
        yield Finding("label-empty", Severity.DOUBT, name, (("text", " / ".join(place.labels)),))


def _further_labels(part: Part, form: Form) -> Iterator[Finding]:
    """Doubt a page on which a label that the form counts stands more often than it counts."""
    counted = [(name, found) for name, place in form.places for label in place.labels if (found := counted_in(label))]
    for name, (label, _) in counted:
        most = max(number for _, (other, number) in counted if other == label)
        n_all = max((times_on(page, label) for page in part.all), default=0)
        if n_all > most > 1:
            shown = (("text", label), ("n", str(n_all)), ("other", str(most)))
            yield Finding("labels-more", Severity.DOUBT, name, shown)


def _is_same(one: Written, other: Written, style: DayStyle, near: date) -> bool:
    if one.field == "customer_name":
        return is_same_customer(one.text, other.text)
    return _key(one, style, near) == _key(other, style, near)


def _key(written: Written, style: DayStyle, near: date) -> object:
    """Fold a value: two spellings of one day, number or text are one value."""
    if written.field in DAYS:
        return day_in(written.text, style, near) or folded(written.text)
    number = number_in(written.text) if written.field in NUMBERS else None
    return "".join(folded(written.text).split()) if number is None else number


def _is_there(pages: Sequence[Page], place: Place) -> bool:
    """Whether the form's label stands anywhere, with or without a value; a cell always does."""
    return bool(place.cell) or any(is_on(page, label) for page in pages for label in place.labels)


def values_of(pages: Sequence[Page], form: Form, name: str, place: Place) -> Iterator[Written]:
    """Yield every value a field may have, the likeliest first."""
    if place.fixed:
        yield Written(name, place.fixed, f"form {form.name}")
    for page in pages:
        if place.cell:
            yield from (Written(name, cell.text, cell.place) for cell in _at(page, place.cell))
        if place.pattern is not None:
            yield from _matching(page, name, place)
    titles = frozenset(text for title in form.titles for text in title.texts)
    for label in place.labels:
        for page in pages:
            cells = labelled_on(page, label, form.labels, titles, below=place.below, is_sum=name in SUMS)
            yield from (Written(name, cell.text, cell.place) for cell in cells)


def _at(page: Page, place: str) -> Iterator[Cell]:
    if is_range(place):
        cell = range_on(page, place)
        return iter(() if cell is None else (cell,))
    name = f"{page.name}!{place}"
    return (cell for row in page.rows for cell in row.cells if cell.place == name and cell.text)


def _matching(page: Page, name: str, place: Place) -> Iterator[Written]:
    for _, row in page.values:
        match = place.pattern.search(folded(row.text))
        if match is not None:
            text = (match[1] if match.groups() else match[0]) or ""
            if text.strip():
                yield Written(name, text.strip(), row.place)
