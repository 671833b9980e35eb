"""How soon an order's slip is to go: what the rule says, and the day its goods are due."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from agent.core.action import Priority
from agent.core.decision import Enter
from agent.core.order import Order
from agent.engine.hours import next_time
from agent.store.actions import NEVER, Urgency

PRIORITIES = {"high": Priority.HIGH, "normal": Priority.NORMAL, "low": Priority.LOW, "": Priority.NORMAL}


def urgency_of(order: Order, decision: Enter, now: datetime, zone: ZoneInfo, place: int = 0) -> Urgency:
    """Say how soon a slip is to go.

    Its deadline is the rule's `by:`, or the beginning of the day of delivery, whichever comes first. `place` is its
    place among those stored at the same instant: they keep their order.
    """
    here = now.astimezone(zone)
    deadlines = [NEVER]
    if decision.by:
        deadlines.append(next_time(decision.by, here))
    if order.deliver_on is not None:
        deadlines.append(datetime.combine(order.deliver_on, time.min, zone))
    return Urgency(PRIORITIES[decision.priority], min(deadlines), now + timedelta(microseconds=place))
