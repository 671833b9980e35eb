"""Make the orders of a table's rows: one of all, or one for each order number, day or place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from agent.core.document import Document
from agent.core.order import Finding, Order, Severity
from agent.extract.across_titles import spread
from agent.extract.build import order_of
from agent.extract.centred import centred_up
from agent.extract.day_columns import days_unread
from agent.extract.form import Form
from agent.extract.form_file import LINE_FIELDS
from agent.extract.joining import joined_up, with_marks_filled
from agent.extract.labelled import Labelled
from agent.extract.one_total import with_sums_parted
from agent.extract.price_list import Asked, asked_in, with_unasked
from agent.extract.table import Table
from agent.extract.title_units import taker
from agent.extract.unasked_columns import (
    more_asked,
    other_than_fixed,
    places_of_one_name,
    remarks_that_tell,
    said_otherwise,
)
from agent.extract.unseen.head import said_unread
from agent.extract.unseen.rows import GROUPED_BY
from agent.extract.values import day_in

_APART = frozenset({"deliver_on", "deliver_to"})
"""Fields that lines may have of their own: where they differ, the order has none."""
_PARTING = {"day": "deliver_on", "place": "deliver_to"}


def from_table(document: Document, form: Form, head: Labelled, table: Table, position: int) -> Iterator[Order]:
    """Make one order of the table, or one per order number, day or place where that stands in a column or across."""
    near = document.received_at.date()
    head = head.with_findings(said_unread(table.unread), other_than_fixed(table, form))
    head = head.with_findings(said_otherwise(table, head.written, near))
    table = with_marks_filled(_joined(table, form))
    if form.across is not None:
        by_title = form.orders.each in _PARTING
        table, found_across = spread(table, form.across, near, by_title=by_title, leaves_open=form.leaves_open)
        head = head.with_findings(found_across)
    head_columns = [(name, index) for name, index in table.columns if name not in LINE_FIELDS]
    line_columns = [(name, index) for name, index in table.columns if name in LINE_FIELDS]
    taken = taker(table)
    head = head.with_findings(days_unread(table, near))
    every = Asked(range(len(table.rows)))
    asked = asked_in(table, is_list=form.leaves_open) if form.leaves_open or not head_columns else every
    if not head_columns:
        rows = [taken(number, line_columns) for number in asked.numbers]
        found = head.findings + _odd(table, range(len(table.rows))) + tuple(_beside(table, asked.numbers))
        yield with_unasked(order_of(document, form, position, head.written, rows, found), asked)
        return
    orders = []
    for offset, numbers in enumerate(_groups(table, form, near, asked.numbers)):
        differing = _differing(table, numbers, head_columns, form, near)
        apart = {finding.field for finding in differing} & _APART
        own_head = [*head.written, *taken(numbers[0], [one for one in head_columns if one[0] not in apart])]
        rows = [taken(number, line_columns) for number in numbers]
        found = head.findings + differing + _odd(table, numbers) + _unparted(table, numbers, form)
        found += (*places_of_one_name(table, numbers), *_beside(table, numbers))
        orders.append(with_unasked(order_of(document, form, position + offset, own_head, rows, found), asked))
    yield from with_sums_parted(orders) if form.orders.each in _PARTING else orders


def _beside(table: Table, numbers: Sequence[int]) -> Iterator[Finding]:
    """Yield what columns beside the goods tell that the form does not ask for."""
    yield from remarks_that_tell(table, numbers)
    yield from more_asked(table, numbers)


def _joined(table: Table, form: Form) -> Table:
    """Put together what stands in several rows of one line, if the form says so."""
    if not form.joined:
        return table
    return centred_up(table, form.joined) if form.is_centred else joined_up(table, form.joined)


def _groups(table: Table, form: Form, near: date, numbers: Sequence[int]) -> list[list[int]]:
    """Gather the rows of each order, in the order of their first row."""
    parting = _PARTING.get(form.orders.each, "")
    columns = [(name, index) for name, index in table.columns if name in (*GROUPED_BY, parting)]
    groups: dict[tuple[object, ...], list[int]] = {}
    for number in numbers:
        key = tuple(_key(form, name, table.rows[number][index], near) for name, index in columns)
        groups.setdefault(key, []).append(number)
    return list(groups.values())


def _key(form: Form, name: str, text: str, near: date) -> object:
    """Fold what parts orders: two spellings of one day are one day."""
    day = day_in(text, form.day_styles.get(name, "ymd"), near) if name == "deliver_on" else None
    return text.strip() if day is None else day


def _unparted(table: Table, numbers: Sequence[int], form: Form) -> tuple[Finding, ...]:
    """Doubt an order of the rows that do not say the day or place by which the others are parted."""
    index = dict(table.columns).get(_PARTING.get(form.orders.each, ""))
    if index is None or table.rows[numbers[0]][index].strip():
        return ()
    shown = " ".join(text for text in table.rows[numbers[0]] if text)[:80]
    return (Finding("part-unsaid", Severity.DOUBT, _PARTING[form.orders.each], (("text", shown),)),)


def _odd(table: Table, numbers: Iterable[int]) -> tuple[Finding, ...]:
    """Return what is said of rows whose values may stand under the wrong titles, once each."""
    return tuple(dict.fromkeys(finding for number in numbers for finding in table.odd.get(number, ())))


def _differing(
    table: Table, numbers: Sequence[int], columns: Sequence[tuple[str, int]], form: Form, near: date
) -> tuple[Finding, ...]:
    """Note a field of the order that its rows do not agree on."""
    first = table.rows[numbers[0]]
    found = []
    for name, index in columns:
        texts = dict.fromkeys(table.rows[number][index] for number in numbers)
        own = _key(form, name, first[index], near)
        other = next((text for text in texts if text != first[index] and _key(form, name, text, near) != own), None)
        if other is not None:
            found.append(Finding("rows-differ", Severity.DOUBT, name, (("text", first[index]), ("other", other))))
    return tuple(found)
