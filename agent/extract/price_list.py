"""Lists of a shop's goods into which a customer writes how many: rows left open are no lines of the order."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from agent.core.order import Finding, Order, OrderLine, Severity
from agent.extract.table import Table
from agent.extract.values import number_in

_PRODUCT = ("product_code", "product_name")
_ASKED = ("quantity", "amount")


class Asked(NamedTuple):
    """The rows of a table that ask for goods, and as texts those of a list that name some and ask for none."""

    numbers: Sequence[int]
    unasked: Sequence[str] = ()


def asked_in(table: Table) -> Asked:
    """Part a list's rows: it is one where more of them are left open than filled in, else every row is a line."""
    where = dict(table.columns)
    every = range(len(table.rows))
    if "quantity" not in where:
        return Asked(every)
    named = [at for at in every if any(table.rows[at][where[name]].strip() for name in _PRODUCT if name in where)]
    left_open = {
        at for at in named if all(_is_open(table.rows[at][where[name]].strip()) for name in _ASKED if name in where)
    }
    if not len(named) - len(left_open) < len(left_open) < len(named):
        return Asked(every)
    texts = [" ".join(text for text in table.rows[at] if text) for at in sorted(left_open)]
    return Asked([at for at in every if at not in left_open], texts)


def _is_open(text: str) -> bool:
    return not text or number_in(text) == 0


def with_unasked(order: Order, unasked: Sequence[str]) -> Order:
    """Note the rows of a list that ask for nothing; doubt them unless the lines are all that the total has."""
    if not unasked:
        return order
    amounts = [amount_of(line) for line in order.lines]
    is_whole = None not in amounts and order.total == sum((one for one in amounts if one is not None), Decimal(0))
    values = (("text", unasked[0][:80]), ("n", str(len(unasked))))
    weight = Severity.NOTE if is_whole else Severity.DOUBT
    return order.with_findings(Finding("rows-without-quantity", weight, "lines", values))


def amount_of(line: OrderLine) -> Decimal | None:
    """Return a line's amount, worked out where only its price is written."""
    if line.amount is not None or line.quantity is None or line.unit_price is None:
        return line.amount
    return line.quantity * line.unit_price
