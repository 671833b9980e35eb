"""Station decide: what shall become of one order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from agent.core.decision import Approve, Enter, Hold, Ignore, Ruling
from agent.core.order import Linked, Order, OrderKind, Severity
from rules.evaluate import decide as evaluate
from rules.load import Ruleset

BUILT_IN = "built-in"


def decide(order: Order, ruleset: Ruleset, today: date) -> Ruling:
    """Say what the site's rules say, and never let an order that does not add up reach a robot.

    Pure: equal order, ruleset and day give an equal ruling, so it can be replayed years later.
    """
    ruling = evaluate(ruleset, order, today)
    if not isinstance(ruling.decision, Enter | Approve):
        return ruling
    if order.kind is not OrderKind.ORDER:
        return replace(ruling, decision=Hold("change-or-cancel", BUILT_IN), on_approval=None)
    if order.has(Severity.STOP):
        return replace(ruling, decision=Hold("check-failed", BUILT_IN), on_approval=None)
    return ruling


def ruling_of_link(linked: Linked, ruling: Ruling) -> Ruling:
    """Overrule the rules where an earlier order stands in the way: twice is ignored, changed goes to a person."""
    match linked:
        case Linked.NEW:
            return ruling
        case Linked.DUPLICATE:
            return replace(ruling, decision=Ignore("duplicate", BUILT_IN), on_approval=None)
        case Linked.AMENDED:
            return replace(ruling, decision=Hold("order-amended", BUILT_IN), on_approval=None)
        case Linked.HELD:
            return replace(ruling, decision=Hold("order-key-missing", BUILT_IN), on_approval=None)
