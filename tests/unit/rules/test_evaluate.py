"""Deciding: the first rule that fits answers, and unknown goes to a person."""

from dataclasses import replace
from decimal import Decimal

import pytest

from agent.core.decision import Approve, Enter, Hold, Ignore
from agent.core.order import Customer, Order
from rules.evaluate import decide
from rules.load import load_ruleset
from rules.trace import explain

LARGE, HUGE = "order.total > 1_000", "order.total > 5_000"


def test_first_rule_that_fits_answers(rules_of, order, today):
    """Rules are asked from top to bottom, and the rules behind the first that fits are not asked."""
    ruleset = rules_of((HUGE, "{hold: huge}"), (LARGE, "{ignore: large}"), ("order.has_stop", "{hold: stop}"))

    ruling = decide(ruleset, replace(order, total=Decimal(2000)), today)

    assert ruling.decision == Ignore("large", "rule-2")
    assert [(step.rule, step.result) for step in ruling.trace] == [("rule-1", "no"), ("rule-2", "yes")]
    assert ruling.version == ruleset.version


def test_otherwise_answers_when_no_rule_fits(rules_of, order, today):
    """When every rule says no, the group's `otherwise` answers, and the trace ends with it."""
    ruling = decide(rules_of(("order.has_stop", "{hold: stop}")), order, today)

    assert ruling.decision == Enter("demo-ledger", "sales", "otherwise")
    assert ruling.trace[-1].rule == "otherwise"


@pytest.mark.proves("C2")
def test_unknown_never_falls_to_the_next_rule(rules_of, order, today):
    """A rule that cannot be decided holds the order for a person, though a later rule would fit."""
    ruleset = rules_of((LARGE, "{approve: head}"), ("customer.known", "{enter: demo-ledger}"))

    ruling = decide(ruleset, replace(order, total=None), today)

    assert ruling.decision == Hold("undecided", "rule-1")
    assert ruling.trace[-1].result == "unknown"
    assert ruling.trace[-1].values == (("order.total", ""),)


def test_source_may_be_given_apart_from_the_order(rules_of, order, today):
    """Rules see the order's own source unless another one is handed in."""
    ruleset = rules_of(("source.name == 'portal'", "{hold: portal}"))

    assert decide(ruleset, order, today).decision == Enter("demo-ledger")
    assert decide(ruleset, order, today, source="portal").decision == Hold("portal", "rule-1")


@pytest.mark.parametrize(
    ("pairs", "otherwise", "expected"),
    [
        ([(LARGE, "{approve: head}")], "{enter: demo-ledger}", Enter("demo-ledger")),
        ([(LARGE, "{approve: head}"), (LARGE, "{enter: big}")], "{hold: rest}", Enter("big", rule="rule-2")),
        ([(HUGE, "{approve: head}"), (LARGE, "{approve: leader}")], "{enter: demo-ledger}", Enter("demo-ledger")),
        ([(LARGE, "{approve: head}"), ("order.has_doubt", "{hold: doubt}")], "{enter: demo-ledger}", None),
        ([(LARGE, "{approve: head}"), ("order.deliver_to == 'x'", "{hold: x}")], "{enter: demo-ledger}", None),
        ([(LARGE, "{approve: head}")], "{approve: leader}", None),
        ([(LARGE, "{hold: large}")], "{enter: demo-ledger}", None),
    ],
)
def test_approval_says_what_follows_it(rules_of, order, today, pairs, otherwise, expected):
    """With an approval comes the entry that follows it; none when another rule then stops the order or is unknown."""
    ruleset = rules_of(*pairs, otherwise=otherwise)

    ruling = decide(ruleset, replace(order, deliver_to=None), today)

    assert isinstance(ruling.decision, Hold if pairs[0][1].startswith("{hold") else Approve)
    assert ruling.on_approval == expected


GROUP = "on_missing: {{hold: {hold}}}\n{name}:\n  policy: first\n  otherwise: {otherwise}\n  rules:\n"
RULE = "    - {{id: {id}, why: because, when: {when}, then: {then}}}\n"


def test_groups_are_asked_file_by_file_until_one_answers(order, today):
    """A group whose otherwise is `next` hands on to the next file's group; each file has its own word for unknown."""
    texts = {
        "20-routing.yaml": GROUP.format(hold="second", name="routing", otherwise="{enter: demo-ledger}")
        + RULE.format(id="large", when="order.total > 1_000", then="{approve: head}"),
        "10-safety.yaml": GROUP.format(hold="first", name="safety", otherwise="next")
        + RULE.format(id="unknown", when="customer.code == 'C999'", then="{hold: unknown}"),
    }
    ruleset = load_ruleset(texts)

    ruling = decide(ruleset, order, today)

    assert [step.rule for step in ruling.trace] == ["unknown", "large"]
    assert explain(ruleset, order, today) == list(ruling.trace)
    assert (ruling.decision, ruling.on_approval) == (Approve("head", "large"), Enter("demo-ledger"))
    assert decide(ruleset, replace(order, customer=Customer()), today).decision == Hold("first", "unknown")
    assert decide(ruleset, replace(order, total=None), today).decision == Hold("second", "large")


def test_the_lines_that_decided_stand_in_the_trace(rules_of, order, today):
    """The trace of the rule that decided names the lines that made it fit, and their values."""
    ruleset = rules_of(("order.lines.any(l, l.product_code.startsWith('HZ-'))", "{hold: hazard}"))

    step = decide(ruleset, order, today).trace[-1]

    assert step.values == (("order.lines", "2"), ("order.lines.2.product_code", "HZ-9"))


def test_equal_input_gives_an_equal_ruling(rules_of, order, today):
    """A decision can be replayed: the same order, rules and day give the same ruling."""
    ruleset = rules_of((LARGE, "{approve: head}"))

    assert decide(ruleset, order, today) == decide(ruleset, replace(order), today)
    assert decide(ruleset, Order("d", "s"), today) != decide(ruleset, order, today)


@pytest.mark.parametrize(("decision", "deciding"), [("{enter: demo-ledger}", explain), ("{approve: head}", decide)])
def test_rules_that_were_not_loaded_never_leave_an_order_undecided(rules_of, order, today, decision, deciding):
    """Only a loader that let a last group without an answer pass could bring this about; it is not kept silent."""
    ruleset = rules_of(("order.total < 0" if deciding is explain else LARGE, decision))
    unanswered = replace(ruleset, groups=tuple(replace(group, otherwise=None) for group in ruleset.groups))

    with pytest.raises(AssertionError, match="always answers"):
        deciding(unanswered, order, today)
    with pytest.raises(AssertionError, match="always answers"):
        decide(replace(ruleset, groups=()), order, today)
