"""What the reader of a page found doubtful, said of the orders that were read from it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from agent.core.order import Order
from agent.extract.table import Doubt, Page


def as_doubted(orders: Iterable[Order], pages: Sequence[Page]) -> tuple[Order, ...]:
    """Add the doubts of all pages to every order; one about a single place only where a value was read from there."""
    doubts = tuple(doubt for page in pages for doubt in page.doubts)
    return tuple(_doubted(order, doubts) for order in orders) if doubts else tuple(orders)


def _doubted(order: Order, doubts: Sequence[Doubt]) -> Order:
    fields = {at.place: path for path, at in order.provenance}
    found = [
        replace(doubt.finding, field=fields[doubt.place]) if doubt.place else doubt.finding
        for doubt in doubts
        if not doubt.place or doubt.place in fields
    ]
    return order.with_findings(*found)
