"""A document's sum, where its lines are parted into several orders: it is theirs together, not each one's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from agent.core.money import plain
from agent.core.order import Finding, Order, Severity
from agent.extract.price_list import amount_of


def with_sums_parted(orders: Sequence[Order]) -> list[Order]:
    """Take total and tax from orders that share them; doubt them where the total is not what all lines add up to."""
    if len(orders) < 2 or all(order.total is None and order.tax is None for order in orders):
        return list(orders)
    amounts = [amount_of(line) for order in orders for line in order.lines]
    known = [amount for amount in amounts if amount is not None]
    is_of_all = len(known) == len(amounts) and {order.total for order in orders} == {sum(known, Decimal(0))}
    return [_without_sums(order, is_sure=is_of_all) for order in orders]


def _without_sums(order: Order, *, is_sure: bool) -> Order:
    kept = tuple(one for one in order.provenance if one[0] not in ("total", "tax"))
    bare = replace(order, total=None, tax=None, provenance=kept)
    stated = order.total if order.total is not None else order.tax
    if is_sure or stated is None:
        return bare
    return bare.with_findings(Finding("total-of-all", Severity.DOUBT, "total", (("value", plain(stated)),)))
