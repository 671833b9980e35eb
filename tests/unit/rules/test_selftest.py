"""Tests beside the rules: both answers are shown, and what no test reaches is named."""

import pytest

from rules.load import load_ruleset
from rules.selftest import answer_words, run_tests

RULES = """\
on_missing: {hold: undecided}
entry:
  policy: first
  otherwise: {enter: demo-ledger}
  rules:
    - id: large
      why: because
      when: order.total > 1_000 and (order.has_doubt or not customer.known)
      then: {approve: head}
    - id: signed
      why: asked only when the approval was given
      when: order.total > 1_000 and order.has_doubt
      then: {enter: big-ledger}
"""
BASE = "base: {order.total: 5_000}\ntests:\n"
DOUBT = "  - {name: doubt, given: {order.has_doubt: true}, expect: {approve: head}}\n"
UNKNOWN = "  - {name: unknown, given: {customer.known: false}, expect: {approve: head, rule: large}}\n"
SMALL = "  - {name: small, given: {order.total: 5}, expect: {enter: demo-ledger, rule: otherwise}}\n"


def report_of(text):
    return run_tests(load_ruleset({"test.yaml": text}))


@pytest.mark.proves("C5")
def test_failing_test_shows_both_answers():
    """A test that comes out otherwise is shown with what it expected, what it got, and the way there."""
    wrong = "  - {name: wrong, given: {order.total: 5}, expect: {hold: small, rule: large}}\n"

    report = report_of(RULES + BASE + DOUBT + UNKNOWN + wrong)

    (failure,) = report.failed
    assert str(failure) == (
        "test.yaml:18:5: test `wrong`: expected hold: small, rule: large; "
        "got enter: demo-ledger, slip: sales, rule: otherwise"
    )
    assert [step.result for step in failure.trace] == ["no", "no", "yes"]
    assert report.passed == ("doubt", "unknown")
    assert [finding.code for finding in report.findings] == ["test-failed"]
    assert not report.is_clean


@pytest.mark.proves("C5")
@pytest.mark.parametrize(
    ("tests", "expected"),
    [
        (DOUBT + UNKNOWN + SMALL, []),
        (
            DOUBT + SMALL,
            ["test.yaml:8:61: no test asks `customer.known` [question-untested]"],
        ),
        (UNKNOWN, ["test.yaml:10:11: no test is answered by `signed` [rule-untested]"]),
        (
            "",
            [
                "test.yaml:6:11: no test is answered by `large` [rule-untested]",
                "test.yaml:10:11: no test is answered by `signed` [rule-untested]",
                "test.yaml:4:3: no test is answered by `otherwise` [rule-untested]",
            ],
        ),
    ],
)
def test_what_no_test_reaches_is_named(tests, expected):
    """Rules, questions and the otherwise that no test reaches are findings, with place."""
    report = report_of(RULES + BASE + (tests or "  []\n"))

    assert [str(finding).split("\n")[0] for finding in report.untested] == expected
    assert report.failed == ()


def test_undecided_test_does_not_count_as_an_answer():
    """A rule that is only ever unknown in the tests is not tested."""
    unread = "tests:\n  - {name: unread, expect: {hold: undecided, rule: large}}\n"

    codes = [finding.message for finding in report_of(RULES + unread).untested]

    assert "no test is answered by `large`" in codes


def test_all_kinds_of_value_can_be_given():
    """A test gives lines, findings, days, a source and missing values in the order's own words."""
    text = """\
on_missing: {hold: undecided}
entry:
  policy: first
  otherwise: {ignore: rest}
  rules:
    - id: all
      why: because
      when: >
        order.kind == 'change' and source.name == 'portal' and 'price-differs' in order.findings and order.has_stop
        and order.lines.any(l, l.number == 7 and l.quantity == 2.5 and l.known) and order.lines.size() == 2
        and today == d'2026-04-01' and not has(order.note)
      then: {hold: all}
tests:
  - name: everything
    given:
      order.kind: change
      order.note: null
      order.findings: [price-differs]
      order.has_stop: true
      order.has_doubt: false
      order.lines: [{number: 7, quantity: 2.5, known: true}, {product_code: A-1, quantity: null}]
      source.name: portal
      today: 2026-04-01
    expect: {hold: all}
  - {name: rest, given: {today: 2026-04-02, source.name: portal, order.kind: order}, expect: {ignore: rest}}
"""
    assert report_of(text).findings == ()


def test_answers_are_written_as_tests_expect_them(order, today, rules_of):
    """A decision is written in the words of `expect:`."""
    from rules.evaluate import decide

    decision = decide(rules_of(("order.has_doubt", "{approve: head}")), order, today).decision

    assert answer_words(decision) == {"approve": "head", "rule": "rule-1"}
