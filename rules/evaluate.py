"""Decide one order: the first rule that fits answers, and a rule that cannot be decided stops for a person."""

from __future__ import annotations

from datetime import date

from agent.core.decision import Approve, Decision, Enter, Hold, Ruling, TraceStep
from agent.core.order import Order
from rules.ruleset import Ruleset
from rules.schema import Scope
from rules.trace import OTHERWISE, deciding_step, step


def decide(ruleset: Ruleset, order: Order, today: date, source: str | None = None) -> Ruling:
    """Say what shall become of one order.

    Pure: equal order, ruleset, day and source give an equal ruling, so a decision can be replayed years later.

    Args:
        ruleset: A loaded set of rules.
        order: The order with its findings.
        today: The day of the site's calendar.
        source: Where it came from; the order's own source when not given.
    """
    scope = Scope(order, today, order.source if source is None else source)
    decision, trace = _asked(ruleset, scope)
    on_approval = _after_approval(ruleset, scope) if isinstance(decision, Approve) else None
    return Ruling(decision, ruleset.version, trace, on_approval)


def _asked(ruleset: Ruleset, scope: Scope) -> tuple[Decision, tuple[TraceStep, ...]]:
    trace: list[TraceStep] = []
    for group in ruleset.groups:
        for rule in group.rules:
            answer = rule.when.answer(scope)
            if answer is False:
                trace.append(step(rule, answer, scope))
                continue
            trace.append(deciding_step(rule, answer, scope))
            return (rule.then if answer else Hold(group.on_missing, rule.id)), tuple(trace)
        if group.otherwise is not None:
            return group.otherwise, (*trace, OTHERWISE)
    raise AssertionError("the last group of a loaded ruleset always answers")


def _after_approval(ruleset: Ruleset, scope: Scope) -> Enter | None:
    """Ask again with the approval rules taken out."""
    for group in ruleset.groups:
        for rule in group.rules:
            if isinstance(rule.then, Approve):
                continue
            answer = rule.when.answer(scope)
            if answer is not False:
                return rule.then if answer and isinstance(rule.then, Enter) else None
        if group.otherwise is not None:
            return group.otherwise if isinstance(group.otherwise, Enter) else None
    raise AssertionError("the last group of a loaded ruleset always answers")
