"""Rules, whatever is written and whatever is missing."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from agent.core.order import Customer, Order, OrderKind, OrderLine
from agent.marks.findings import FilesError
from rules.check import check
from rules.compile import compile_condition
from rules.evaluate import decide
from rules.expression import parse
from rules.load import load_ruleset
from rules.schema import Scope
from rules.tokens import ExpressionError
from rules.trace import traced

TODAY = date(2026, 4, 1)
NUMBERS = st.integers(-3, 12).map(Decimal)
TEXTS = st.sampled_from(["A-1", "B-2", "至急"])
DAYS = st.dates(date(2026, 3, 28), date(2026, 4, 5))

SIGNS = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
NUMBER = st.recursive(
    st.sampled_from(
        [
            "order.total",
            "order.tax",
            "order.revision",
            "order.lines.sum(l, l.quantity)",
            "order.lines.count(l, l.quantity > 3)",
            "order.lines.filter(l, l.known).size()",
            "(order.deliver_on - today)",
            "order.deliver_on.day",
            "order.note.size()",
            "5",
            "0",
        ]
    ),
    lambda inner: st.builds("({} {} {})".format, inner, st.sampled_from(["+", "-", "*", "/", "%"]), inner),
    max_leaves=3,
)
TEXT = st.sampled_from(["customer.code", "order.note", "order.number", "'A-1'", "order.note.lower()"])
QUESTIONS = st.one_of(
    st.builds("{} {} {}".format, NUMBER, SIGNS, NUMBER),
    st.builds("{} {} {}".format, TEXT, SIGNS, TEXT),
    st.builds("{} in ['A-1', {}]".format, TEXT, TEXT),
    st.builds("{}.contains({})".format, st.sampled_from(["order.note", "customer.name"]), TEXT),
    st.builds("order.deliver_on {} today".format, SIGNS),
    st.builds(
        "order.lines.{}(l, l.quantity {} {} or l.product_code == 'A-1')".format,
        st.sampled_from(["any", "all"]),
        SIGNS,
        NUMBER.filter(lambda text: "(l," not in text),
    ),
    st.sampled_from(["customer.known", "order.kind == 'order'"]),
)
CONDITIONS = st.recursive(
    QUESTIONS,
    lambda inner: st.one_of(
        st.builds("({} and {})".format, inner, inner),
        st.builds("({} or {})".format, inner, inner),
        st.builds("not ({})".format, inner),
        st.builds("({} ? {} : {})".format, inner, inner, inner),
    ),
    max_leaves=5,
)
LINES = st.builds(
    OrderLine,
    st.integers(1, 9),
    product_code=st.none() | TEXTS,
    quantity=st.none() | NUMBERS,
    known=st.booleans(),
)
ORDERS = st.builds(
    Order,
    st.just("d"),
    st.just("mailbox"),
    kind=st.sampled_from(OrderKind),
    number=st.none() | TEXTS,
    customer=st.builds(Customer, st.none() | TEXTS, st.none() | TEXTS, st.booleans()),
    deliver_on=st.none() | DAYS,
    note=st.none() | TEXTS,
    total=st.none() | NUMBERS,
    tax=st.none() | NUMBERS,
    lines=st.lists(LINES, max_size=3).map(tuple),
)
ANSWERS = ("{hold: a}", "{approve: head}", "{ignore: b}")


def filled(value, other):
    """Fill what is missing in a value from another one."""
    return replace(
        value,
        **{item.name: getattr(other, item.name) for item in fields(value) if getattr(value, item.name) in (None, ())},
    )


def filled_in(order, other):
    line = OrderLine(1, product_code="B-2", quantity=Decimal(4))
    whole = filled(replace(order, customer=filled(order.customer, other.customer)), other)
    return replace(whole, lines=tuple(filled(one, line) for one in whole.lines))


def ruleset_of(conditions):
    rules = "".join(
        f"    - id: rule-{n}\n      why: because\n      when: |\n        {when}\n      then: {ANSWERS[n % 3]}\n"
        for n, when in enumerate(conditions)
    )
    head = "on_missing: {hold: undecided}\nentry:\n  policy: first\n  otherwise: {enter: demo-ledger}\n  rules:\n"
    return load_ruleset({"test.yaml": head + rules})


@pytest.mark.proves("C2")
@settings(max_examples=200, deadline=None)
@given(st.lists(CONDITIONS, min_size=1, max_size=4, unique=True), ORDERS, ORDERS)
def test_filling_in_a_missing_field_never_overturns_an_answer(conditions, order, other):
    """An answer that was given although fields were missing stays the same when they are filled in."""
    try:
        ruleset = ruleset_of(conditions)
    except FilesError:  # two conditions that ask the same
        reject()
    before, after = decide(ruleset, order, TODAY), decide(ruleset, filled_in(order, other), TODAY)

    if before.trace[-1].result == "yes":
        assert after.decision == before.decision


@settings(max_examples=200, deadline=None)
@given(CONDITIONS, ORDERS)
def test_compiled_and_traced_answers_agree(condition, order):
    """The compiled condition and the tracer that explains it give the same answer, unknown included."""
    tree = parse(condition)
    assert check(tree) == []
    scope = Scope(order, TODAY, order.source)

    assert compile_condition(tree)(scope) is traced(tree, scope)[0]


SIGN_BITS = "()[].,?:+-*/%<>!=&|'\"\\_ \n0189あ＞「」"
WORD_BITS = ("and", " or ", "not ", " in ", "null", "matches(", "d'2026-01-31'", "order.total", "order.lines.any(l, ")
BITS = st.sampled_from([*SIGN_BITS, *WORD_BITS, "l.known", "customer.code", "1_000", "has("])


def read(text):
    try:
        return parse(text), None
    except ExpressionError as error:
        return None, error.problem


@settings(max_examples=500, deadline=None)
@given(st.lists(BITS, max_size=40).map("".join))
def test_rubbish_is_refused_in_our_own_words(text):
    """Whatever is written as a condition is either refused with a place inside it, or can be answered."""
    tree, refused = read(text)

    if tree is None:
        assert 0 <= refused.span.start <= len(text)
    elif not check(tree):
        assert compile_condition(tree)(Scope(Order("d", "s"), TODAY, "s")) in (True, False, None)
