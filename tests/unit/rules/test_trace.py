"""Explaining: which rule, which question, which value; and never another answer than the compiled one."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from agent.core.decision import Hold
from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Severity
from rules.evaluate import decide
from rules.load import load_ruleset
from rules.trace import explain

MIXED = (
    ("order.kind == 'cancel' and not customer.known", "{hold: a}"),
    ("order.lines.any(l, l.product_code.startsWith('H') and (l.quantity > 8 or not l.known))", "{hold: b}"),
    ("order.lines.sum(l, l.quantity * l.unit_price) != order.total and order.total > 3_000", "{hold: c}"),
    ("order.lines.any(l, order.lines.any(m, m.number != l.number and m.product_code == l.product_code))", "{hold: d}"),
    ("order.deliver_on - today < 2 ? order.note.contains('至急') : order.total > 9_500", "{approve: head}"),
    ("has(order.note) and order.note.matches('^x+$')", "{ignore: e}"),
    ("customer.code in ['C1', 'C2'] and order.lines.count(l, l.known) > 1", "{hold: f}"),
    ("order.findings.any(f, f == 'price-differs') and order.total / order.tax > 11", "{hold: g}"),
)


def random_order(dice):
    def maybe(value):
        return None if dice.random() < 0.15 else value

    lines = tuple(
        OrderLine(
            n,
            product_code=maybe(dice.choice(["A-1", "B-2", "H-3"])),
            quantity=maybe(Decimal(dice.randint(0, 10))),
            unit_price=maybe(Decimal(dice.randint(1, 9)) * 100),
            known=dice.random() < 0.8,
        )
        for n in range(1, dice.randint(1, 5))
    )
    return Order(
        "d",
        dice.choice(["mailbox", "portal"]),
        kind=dice.choice(list(OrderKind)),
        customer=Customer(maybe(dice.choice(["C1", "C2", "C3"])), known=dice.random() < 0.7),
        deliver_on=maybe(date(2026, 4, 1) + timedelta(dice.randint(-2, 9))),
        note=maybe(dice.choice(["至急", "xxx", "なし"])),
        total=maybe(Decimal(dice.randint(0, 10_000))),
        tax=maybe(Decimal(dice.choice([0, 100, 500]))),
        lines=lines,
        findings=(Finding("price-differs", Severity.DOUBT),) if dice.random() < 0.3 else (),
    )


@pytest.mark.proves("C6")
def test_explanation_agrees_with_the_compiled_answer_on_a_thousand_orders(rules_of, today):
    """For 1,000 random orders, many with fields missing, the explanation ends with the rule that decided."""
    dice = random.Random(20260401)
    sample = Path(__file__).parents[3] / "config" / "rules" / "routing.yaml"
    rulesets = (rules_of(*MIXED), load_ruleset({sample.name: sample.read_text(encoding="utf-8")}))
    answered = set()
    for n in range(1000):
        ruleset, order = rulesets[n % 2], random_order(dice)
        ruling, steps = decide(ruleset, order, today), explain(ruleset, order, today)
        whole = [step for step in steps if step.condition in {one.condition for one in ruling.trace}]
        assert [(step.rule, step.result) for step in whole if step in steps] == [
            (step.rule, step.result) for step in ruling.trace
        ]
        assert steps[-1].rule == ruling.decision.rule
        is_unknown = isinstance(ruling.decision, Hold) and ruling.decision.reason == "undecided"
        assert steps[-1].result == ("unknown" if is_unknown else "yes")
        answered.add((ruling.decision.rule, is_unknown))
    assert len(answered) >= 15


def test_each_question_is_shown_with_its_values(rules_of, order, today):
    """A condition of several questions is shown question by question, as far as it was asked."""
    ruleset = rules_of(("customer.code == 'C001' and order.total > 99_999 and order.has_stop", "{hold: x}"))

    steps = explain(ruleset, order, today)

    assert [(step.condition, step.result, step.values) for step in steps[:2]] == [
        ("customer.code == 'C001'", "yes", (("customer.code", "C001"),)),
        ("order.total > 99_999", "no", (("order.total", "12000.3"),)),
    ]
    assert steps[2].values == (("customer.code", "C001"), ("order.total", "12000.3"))
    assert steps[3].rule == "otherwise"


@pytest.mark.parametrize(
    ("condition", "values"),
    [
        ("order.lines.all(l, l.known)", {"order.lines": "2", "order.lines.2.known": "false"}),
        ("order.lines.count(l, l.known) == 1", {"order.lines": "2", "order.lines.1.known": "true"}),
        ("order.lines.sum(l, l.quantity) == 13", {"order.lines.1.quantity": "10", "order.lines.2.quantity": "3"}),
        ("order.lines.filter(l, l.number > 1).any(m, m.unit == '本')", {"order.lines.2.unit": "本"}),
        ("order.findings.any(f, f == 'price-differs')", {"order.findings": "price-differs", "f.1": "price-differs"}),
        ("today < order.deliver_on", {"today": "2026-04-01", "order.deliver_on": "2026-04-10"}),
        ("order.lines.any(l, (l.known or l.number > 1) and !(l.known ? true : false))", {"order.lines.2.number": "2"}),
        ("order.tax > 1 or order.lines.any(l, l.unit_price == -l.quantity)", {"order.tax": "960"}),
    ],
)
def test_values_of_the_lines_that_decided_are_shown(rules_of, order, today, condition, values):
    """A question to the lines shows the lines that made its answer."""
    steps = explain(rules_of((condition, "{hold: x}")), order, today)

    assert values.items() <= dict(steps[0].values).items() | dict(steps[-1].values).items()


def test_line_that_could_not_be_read_is_shown_as_missing(rules_of, order, today):
    """When a question to the lines is unknown, the lines at fault are shown with an empty value."""
    unread = replace(order, lines=(order.lines[0], replace(order.lines[1], quantity=None)))

    steps = explain(rules_of(("order.lines.any(l, l.quantity > 99)", "{hold: x}")), unread, today)

    assert (steps[-1].result, steps[-1].values) == (
        "unknown",
        (("order.lines", "2"), ("order.lines.2.quantity", "")),
    )


def test_numbers_far_out_of_range_are_shown_shortly(rules_of, order, today):
    """A number with a thousand digits does not flood the trace."""
    huge = replace(order, total=Decimal("1E+1000"))

    assert explain(rules_of(("order.total > 5", "{hold: x}")), huge, today)[0].values == (("order.total", "1E+1000"),)
