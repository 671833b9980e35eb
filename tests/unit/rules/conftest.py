"""Small rulesets and orders for the tests of the rules."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from agent.core.order import Customer, Finding, Order, OrderLine, Severity
from rules.load import load_ruleset
from rules.ruleset import Ruleset

TODAY = date(2026, 4, 1)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def order() -> Order:
    """An order of two lines in which everything was read."""
    lines = (
        OrderLine(1, "A-1", "りんご", Decimal(10), "箱", Decimal(1200), Decimal(12000), Decimal("0.08"), known=True),
        OrderLine(2, "HZ-9", "洗剤", Decimal(3), "本", Decimal("0.1"), Decimal("0.3"), Decimal("0.1"), known=False),
    )
    return Order(
        "mail/1/0",
        "mailbox",
        number="PO-77",
        revision=1,
        customer=Customer("C001", "株式会社東洋", known=True, as_written="㈱東洋"),
        ordered_on=date(2026, 3, 30),
        deliver_on=date(2026, 4, 10),
        deliver_to="本社倉庫",
        note="至急　お願いします",
        total=Decimal("12000.3"),
        tax=Decimal(960),
        lines=lines,
        findings=(Finding("price-differs", Severity.DOUBT),),
    )


@pytest.fixture
def rules_of() -> Callable[..., Ruleset]:
    """Return a function that makes a ruleset from pairs of condition and answer."""

    def make(*pairs: tuple[str, str], otherwise: str = "{enter: demo-ledger}") -> Ruleset:
        rules = [
            f"    - id: rule-{n}\n      why: because\n      when: |\n        {when}\n      then: {then}\n"
            for n, (when, then) in enumerate(pairs, start=1)
        ]
        head = f"on_missing: {{hold: undecided}}\nentry:\n  policy: first\n  otherwise: {otherwise}\n  rules:\n"
        return load_ruleset({"test.yaml": head + "".join(rules)})

    return make


@pytest.fixture
def ask(rules_of: Callable[..., Ruleset]) -> Callable[..., bool | None]:
    """Return a function that answers one condition about an order: True, False, or None for unknown."""
    from rules.evaluate import decide

    def asked(condition: str, order: Order) -> bool | None:
        ruling = decide(rules_of((condition, "{hold: yes}")), order, TODAY)
        return {"yes": True, "unknown": None}.get(ruling.trace[0].result, False)

    return asked
