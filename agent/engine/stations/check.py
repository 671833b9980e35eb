"""Station check: an order and the masters in, the order with its findings out."""

from __future__ import annotations

from datetime import date

from agent.core.order import Order
from agent.quality.checks import check as check_order
from agent.quality.match import Masters


def check(order: Order, masters: Masters, today: date) -> Order:
    """Resolve customer and products and write what does not add up into the order.

    Pure: a decision afterwards needs nothing but the order, the ruleset and the day.
    """
    return check_order(order, masters, today)
