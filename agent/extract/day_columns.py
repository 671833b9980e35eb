"""Columns under days (`4/6`, `4/7`) that a form does not ask for: what stands in them is delivered on those days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from agent.core.order import Finding, Severity
from agent.extract.table import Table
from agent.extract.values import MAX_VALUE, day_in, folded, quantity_in

MOST = 3
_DAY = re.compile(r"(?:.*[^\d/.\-年月])?(?P<day>\d{1,4}\D.{0,18}|\d{8})")
_ONLY_DAY = re.compile(r"(?:[1-9]|[12]\d|3[01])日?\s*(?:\([月火水木金土日]\)|(?<=日))")


def days_unread(table: Table, near: date) -> Iterator[Finding]:
    """Doubt an order where quantities stand under days and nothing was read from there, column by column.

    Args:
        table: The lines, with the titles of all columns.
        near: The day the document came, for days without a year.
    """
    days = [at for at, name in table.unasked if _is_day(name, near)]
    filled = [(at, number) for at in days if (number := _first(table, at)) is not None]
    for at, number in filled[:MOST]:
        shown = f"{table.names[at]}: {table.rows[number][at]}"[:80]
        values = (("place", table.place(number, at)), ("text", shown))
        yield Finding("written-elsewhere", Severity.DOUBT, "deliver_on", values)


def _is_day(title: str, near: date) -> bool:
    text = folded(title[:MAX_VALUE])
    found = _DAY.fullmatch(text)
    return (found is not None and day_in(found["day"], "md", near) is not None) or _ONLY_DAY.fullmatch(text) is not None


def _first(table: Table, column: int) -> int | None:
    """Return the first row with a quantity in a column."""
    for number, row in enumerate(table.rows):
        read = quantity_in(row[column])
        if read is not None and read[0]:
            return number
    return None
