"""Fields that a form says are said once for all orders of a document, where the orders have them differently."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.core.order import Finding, Order, Severity
from agent.extract.form import Form
from agent.extract.values import squeezed


def with_said_once(orders: Sequence[Order], form: Form) -> tuple[Order, ...]:
    """Doubt every order of a document that says twice, and differently, what should stand once."""
    found: list[Finding] = []
    for name in [name for name, place in form.places if place.once]:
        texts = dict.fromkeys(
            squeezed(at.text) for order in orders for path, at in order.provenance if path == name and at.text
        )
        if len(texts) > 1:
            one, other = list(texts)[:2]
            shown = (("text", one[:80]), ("other", other[:80]))
            found.append(Finding("rows-differ", Severity.DOUBT, name, shown))
    return tuple(_with(order, found) for order in orders) if found else tuple(orders)


def _with(order: Order, found: Sequence[Finding]) -> Order:
    """Add the doubts of fields that an order has no doubt of yet."""
    known = {finding.field for finding in order.findings}
    return replace(order, findings=(*order.findings, *(one for one in found if one.field not in known)))
