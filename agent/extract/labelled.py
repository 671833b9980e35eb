"""Find an order's fields on pages: beside a label, in a cell, by a pattern, or fixed by the form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import chain, pairwise, takewhile
from typing import NamedTuple

from agent.core.order import Finding, Severity
from agent.extract.form import Form, Place
from agent.extract.same_customer import is_same_customer
from agent.extract.table import COLON, Cell, Page, Part, key_of
from agent.extract.values import DayStyle, day_in, folded, number_in

DAYS = frozenset({"ordered_on", "deliver_on"})
NUMBERS = frozenset({"total", "tax", "unit_price", "amount"})
SUMS = frozenset({"total", "tax"})
_BOXED = re.compile(r"[A-Za-z0-9\-/.,年月日]")


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


def labelled_fields(part: Part, form: Form, near: date) -> Labelled:
    """Find each field of the form that stands outside the lines.

    One that two places give differently is not taken; one whose label or pattern is nowhere is doubted, unless the form
    says that it may be missing.

    Args:
        part: The pages of one order.
        form: Where its fields stand.
        near: The day the document came, for days without a year.
    """
    written: list[Written] = []
    findings: list[Finding] = []
    for name, place in form.places:
        values = list(values_of(part.pages, form, name, place)) or list(values_of(part.above, form, name, place))
        style = form.day_styles.get(name, "ymd")
        other = next((one for one in values if not _is_same(one, values[0], style, near)), None)
        if other is not None and name != "number":
            shown = (("text", values[0].text), ("other", other.text))
            findings.append(Finding("value-ambiguous", Severity.DOUBT, name, shown))
        elif values:
            written.append(values[0])
        elif not place.optional and not _is_there(part.all, place):
            looked_for = place.pattern.pattern if place.pattern is not None else " / ".join(place.labels)
            findings.append(Finding("label-missing", Severity.DOUBT, name, (("text", looked_for),)))
    return Labelled(tuple(written), tuple(findings))


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
    return bool(place.cell) or any(
        _after_label(cell.text, label) is not None
        for page in pages
        for row in page.rows
        for cell in row.cells
        for label in place.labels
    )


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
            cells = _beside(page, label, form.labels, below=place.below, is_sum=name in SUMS)
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


def _beside(page: Page, label: str, labels: frozenset[str], *, below: bool, is_sum: bool) -> Iterator[Cell]:
    """Yield the values of a label; a neighbour that is a label itself means that nothing was written.

    A sum stands under the amounts, however far from its label, as the one number right of it.
    """
    for number, row in enumerate(page.rows):
        for index, cell in enumerate(row.cells):
            rest = _after_label(cell.text, label)
            if rest is None:
                continue
            if rest:
                yield cell._replace(text=rest)
                continue
            value = _under(page, number, cell) if below else _right_of(page, row.cells, index, is_sum=is_sum)
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


def _right_of(page: Page, cells: tuple[Cell, ...], index: int, *, is_sum: bool) -> Cell | None:
    """Return the value right of a label; a colon that stands before it is the label's."""
    label, following = cells[index], cells[index + 1 :]
    if following and COLON.fullmatch(following[0].text.strip()):
        label, following = following[0], following[1:]
    value = next(iter(following), None)
    if value is not None and value.text and value.left - label.right <= page.reach:
        begun = COLON.match(value.text)
        return (
            _joined(following, page.reach) if begun is None else value._replace(text=value.text[begun.end() :].strip())
        )
    written = (cell for cell in following if cell.text)
    sums = list(takewhile(lambda cell: number_in(cell.text) is not None, written))
    return sums[0] if is_sum and len(sums) == 1 else None


def _joined(cells: Sequence[Cell], reach: float) -> Cell:
    """Return the first of some cells; where each figure has a box of its own, all that stand side by side as one."""
    beside = takewhile(lambda pair: pair[1].left - pair[0].right <= reach, pairwise(cells))
    texts = (folded(cell.text) for cell in (cells[0], *(after for _, after in beside)))
    figures = list(takewhile(_BOXED.fullmatch, texts))
    is_boxed = len(figures) > 1 and any(text.isdecimal() for text in figures)
    return cells[0]._replace(text="".join(figures)) if is_boxed else cells[0]


def _under(page: Page, number: int, label: Cell) -> Cell | None:
    if number + 1 == len(page.rows):
        return None
    under = page.rows[number + 1].cells
    return next((cell for cell in under if cell.left <= label.right and cell.right >= label.left), None)
