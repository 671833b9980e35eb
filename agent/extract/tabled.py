"""Make the orders of a table's rows: one of all, or one for each order number, day or place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.core.document import Document
from agent.core.order import Finding, Order, Severity
from agent.extract.build import order_of
from agent.extract.day_columns import days_unread
from agent.extract.form import Form
from agent.extract.form_file import LINE_FIELDS
from agent.extract.joining import joined_up, with_marks_filled
from agent.extract.labelled import Labelled
from agent.extract.price_list import asked_in, with_unasked
from agent.extract.table import Table
from agent.extract.title_units import taker
from agent.extract.unseen.rows import GROUPED_BY


def from_table(
    document: Document,
    form: Form,
    head: Labelled,
    table: Table,
    position: int,
) -> Iterator[Order]:
    """Make one order of the table, or one per order number where the number stands in a column."""
    table = with_marks_filled(joined_up(table, form.joined) if form.joined else table)
    head_columns = [(name, index) for name, index in table.columns if name not in LINE_FIELDS]
    line_columns = [(name, index) for name, index in table.columns if name in LINE_FIELDS]
    taken = taker(table)
    head = head.with_findings(days_unread(table, document.received_at.date()))
    if not head_columns:
        asked = asked_in(table)
        rows = [taken(number, line_columns) for number in asked.numbers]
        found = head.findings + _odd(table, range(len(table.rows)))
        yield with_unasked(order_of(document, form, position, head.written, rows, found), asked.unasked)
        return
    for offset, numbers in enumerate(_groups(table)):
        own_head = [*head.written, *taken(numbers[0], head_columns)]
        rows = [taken(number, line_columns) for number in numbers]
        found = head.findings + _differing(table, numbers, head_columns) + _odd(table, numbers)
        yield order_of(document, form, position + offset, own_head, rows, found)


def _groups(table: Table) -> list[list[int]]:
    """Gather the rows of each order, in the order of their first row."""
    columns = [index for name, index in table.columns if name in GROUPED_BY]
    groups: dict[tuple[str, ...], list[int]] = {}
    for number, row in enumerate(table.rows):
        groups.setdefault(tuple(row[index].strip() for index in columns), []).append(number)
    return list(groups.values())


def _odd(table: Table, numbers: Sequence[int]) -> tuple[Finding, ...]:
    """Return what is said of rows whose values may stand under the wrong titles."""
    return tuple(finding for number in numbers for finding in table.odd.get(number, ()))


def _differing(table: Table, numbers: Sequence[int], columns: Sequence[tuple[str, int]]) -> tuple[Finding, ...]:
    """Note a field of the order that its rows do not agree on."""
    first = table.rows[numbers[0]]
    found = []
    for name, index in columns:
        other = next(
            (table.rows[number][index] for number in numbers if table.rows[number][index] != first[index]), None
        )
        if other is not None:
            found.append(Finding("rows-differ", Severity.DOUBT, name, (("text", first[index]), ("other", other))))
    return tuple(found)
