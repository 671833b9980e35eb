"""What conditions mean: compiled and traced, with everything read and with something missing."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agent.core.order import Customer, Order, OrderKind, OrderLine
from rules.check import check
from rules.compile import compile_condition
from rules.expression import parse
from rules.schema import Scope
from rules.trace import traced

YES = (
    "order.total == 12000.30",
    "order.total > 12_000 and order.total <= 12_000.3",
    "0.1 + 0.2 == 0.3",
    "order.lines.sum(l, l.amount) == order.total",
    "order.lines.sum(l, l.quantity * l.unit_price) == 12000.3",
    "order.total / 3 * 3 - order.total < 0.0001",
    "7 % 4 - 3 == 0",
    "-order.tax == -960",
    "2 + 3 * 4 == 14",
    "10 - 3 - 2 == 5",
    "12345678901234567.89 * 1 == 12345678901234567.89",
    "abs(-3) == 3 and min(1, 2, 3) == 1 and max(1, order.tax) == 960",
    "order.deliver_on > today",
    "order.deliver_on - today == 9",
    "today + 9 == order.deliver_on",
    "order.deliver_on - 9 == today",
    "today == d'2026-04-01'",
    "today.year == 2026 and today.month == 4 and today.day == 1 and today.weekday == 3",
    "(order.deliver_on - 1).day == 9",
    "order.kind == 'order' and order.kind in ['order', 'change']",
    "order.kind != 'cancel' && !(order.kind == 'change')",
    "customer.known and not order.has_stop and order.has_doubt",
    "customer.known == true",
    "customer.code not in ['C002', 'C003']",
    "'price-differs' in order.findings",
    "order.findings.any(f, f.startsWith('price-'))",
    "order.findings.size() == 1 and size(order.findings) == 1",
    "customer.name.startsWith('株式会社') and customer.name.endsWith('東洋')",
    "customer.as_written == '(株)東洋'",
    "customer.as_written == '㈱東洋'",
    "order.note.contains('至急 お願い')",
    "customer.code.lower() == 'c001' and customer.code.lower().upper() == 'C001'",
    "customer.code.size() == 4 and size(customer.code) == 4",
    r"customer.code.matches(r'^C\d{3}$') and customer.code.matches('^C') and not customer.code.matches('D')",
    "order.lines.any(l, l.product_code.startsWith('HZ-'))",
    "order.lines.exists(l, l.number == 2)",
    "order.lines.all(l, l.quantity > 1) and not order.lines.all(l, l.known)",
    "order.lines.count(l, l.tax_rate == 0.08) == 1",
    "order.lines.filter(l, l.known).size() == 1",
    "order.lines.filter(l, l.known).all(l, l.quantity == 10)",
    "order.lines.any(l, order.lines.any(m, m.number > l.number and m.unit != l.unit))",
    "['A-1', 'B-2'].any(c, order.lines.any(l, l.product_code == c))",
    "[today, today + 1].any(d, d.day == 2)",
    "order.lines.any(l, l.product_code in ['A-1'])",
    "customer.code in [order.number, customer.code]",
    "has(order.note) and has(customer.code) and has(order.lines)",
    "source.name == 'mailbox' and order.revision > 0",
    "(customer.known ? order.total : 0) > 100",
    "customer.known ? true : false",
    "order.deliver_to < '甲' // a comment",
    'order.deliver_to.contains("本社")',
    "'it\\'s\\n\\\\' == \"it's\\n\\\\\"",
)

MISSING = (
    "order.total == 5",
    "order.total != 5",
    "order.total < 5",
    "order.total <= 5",
    "5 > order.total",
    "order.total >= order.tax",
    "order.deliver_on < today",
    "order.deliver_on == d'2026-04-01'",
    "order.deliver_on - today < 2",
    "order.deliver_on.day == 1",
    "order.deliver_on + 1 == today",
    "customer.code == 'C001'",
    "customer.code != 'C001'",
    "customer.code < 'C'",
    "customer.code in ['C001']",
    "customer.code not in ['C001']",
    "customer.code in ['C001', order.number]",
    "source.name in [customer.code, 'elsewhere']",
    "source.name not in [customer.code, 'elsewhere']",
    "customer.code in order.findings",
    "order.note.contains('急')",
    "order.note.startsWith('急')",
    "order.note.endsWith('急')",
    "order.note.matches('急')",
    "order.note.lower() == 'x'",
    "order.note.size() > 3",
    "source.name.contains(order.note)",
    "order.lines.any(l, l.quantity > 5)",
    "order.lines.all(l, l.quantity > 5)",
    "order.lines.count(l, l.quantity > 5) == 0",
    "order.lines.sum(l, l.amount) > 5",
    "order.lines.filter(l, l.quantity > 5).size() == 0",
    "order.lines.size() == 0",
    "-order.total < 0",
    "abs(order.total) > 1",
    "min(order.total, 5) > 1",
    "order.total * 2 > 1",
    "not (order.total > 5)",
    "order.total > 5 and customer.known == false",
    "order.total > 5 or customer.known",
    "order.total > 5 ? true : true",
    "(customer.known ? order.total : order.tax) > 5",
    "customer.name == 'x' or order.total > 5",
)

NO_VALUE = (
    "1 / (order.revision - order.revision) > 1",
    "order.revision % 0 == 1",
    "today + 0.5 == today",
    "today + 9_000_000 > today",
    "today + 3_900_000 > today",
)


def both_answers(condition, order):
    tree = parse(condition)
    assert check(tree) == []
    scope = Scope(order, date(2026, 4, 1), order.source)
    answers = (compile_condition(tree)(scope), traced(tree, scope)[0])
    assert answers[0] is answers[1]
    return answers[0]


@pytest.mark.parametrize("condition", YES)
def test_condition_fits_an_order_in_which_everything_was_read(condition, order):
    """A condition that is true of the order answers yes, and its opposite no."""
    assert both_answers(condition, order) is True
    assert both_answers(f"not ({condition.split(' //')[0]})", order) is False


@pytest.mark.proves("C2")
@pytest.mark.parametrize("condition", MISSING)
def test_comparison_with_a_missing_field_is_unknown(condition):
    """A comparison that meets a field that was not read is neither yes nor no."""
    assert both_answers(condition, Order("mail/1/0", "mailbox")) is None


@pytest.mark.parametrize("condition", NO_VALUE)
def test_arithmetic_without_a_value_is_unknown(condition, order):
    """A division by zero or a day outside the calendar is unknown, not an error."""
    assert both_answers(condition, order) is None


@pytest.mark.parametrize("condition", [text for text in MISSING if "lines" in text and "size() == 0" not in text])
def test_line_with_a_missing_field_is_unknown(condition):
    """One line in which a field was not read leaves a question to the lines open."""
    assert both_answers(condition, Order("mail/1/0", "mailbox", lines=(OrderLine(1),))) is None


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("order.total > 5 and source.name == 'x'", False),
        ("order.total > 5 or source.name == 'mailbox'", True),
        ("source.name == 'x' and order.total > 5", False),
        ("source.name in ['mailbox', customer.code]", True),
        ("order.lines.any(l, l.quantity > 5 or l.number == 1)", True),
        ("order.lines.all(l, l.quantity > 5 and l.number == 0)", False),
        ("has(order.total)", False),
        ("has(order.lines)", True),
        ("has(order.note) and order.note.contains('至急')", False),
        ("customer.known ? order.total > 5 : true", True),
    ],
)
def test_what_is_read_decides_when_the_missing_cannot_change_it(condition, expected):
    """A missing field leaves nothing open that the rest of the condition already decides."""
    assert both_answers(condition, Order("mail/1/0", "mailbox", lines=(OrderLine(1), OrderLine(2)))) is expected


@pytest.mark.parametrize(
    "order",
    [
        Order("mail/1/0", "mailbox", note="", total=Decimal("NaN"), customer=Customer(code="")),
        Order("mail/1/0", "mailbox", total=Decimal("Infinity")),
    ],
)
def test_empty_text_and_no_number_count_as_not_read(order):
    """An empty text and a value that is no number are treated as not read."""
    assert both_answers("order.total > 5", order) is None
    assert both_answers("order.note == 'x' or customer.code == 'x'", order) is None


def test_order_without_lines_is_one_whose_lines_were_not_read(order):
    """An order without a line leaves every question to its lines open."""
    assert both_answers("order.lines.all(l, l.known)", replace(order, lines=())) is None
    assert both_answers("has(order.lines)", replace(order, lines=())) is False


def test_kinds_are_told_apart(order):
    """A cancellation is not an order."""
    assert both_answers("order.kind == 'cancel'", replace(order, kind=OrderKind.CANCEL)) is True
