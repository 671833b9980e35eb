"""What is written as JSON is read back equal."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core import codec
from agent.core.action import Slip, SlipLine
from agent.core.decision import Approve, Enter, Hold, Ignore, TraceStep
from agent.core.errors import Reason
from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Provenance, Severity

NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12)
TEXTS = st.text(max_size=8)
MAYBE = st.none() | TEXTS
PAIRS = st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple)
LINES = st.builds(
    OrderLine,
    number=st.integers(1, 99),
    product_code=MAYBE,
    product_name=MAYBE,
    quantity=st.none() | NUMBERS,
    unit=MAYBE,
    unit_price=st.none() | NUMBERS,
    amount=st.none() | NUMBERS,
    tax_rate=st.none() | NUMBERS,
    known=st.booleans(),
)
ORDERS = st.builds(
    Order,
    document=TEXTS,
    source=TEXTS,
    position=st.integers(0, 9),
    kind=st.sampled_from(OrderKind),
    number=MAYBE,
    revision=st.integers(0, 9),
    customer=st.builds(Customer, code=MAYBE, name=MAYBE, known=st.booleans(), as_written=MAYBE),
    ordered_on=st.none() | st.dates(),
    deliver_on=st.none() | st.dates(),
    deliver_to=MAYBE,
    note=MAYBE,
    total=st.none() | NUMBERS,
    tax=st.none() | NUMBERS,
    lines=st.lists(LINES, max_size=3).map(tuple),
    provenance=st.lists(
        st.tuples(TEXTS, st.builds(Provenance, place=TEXTS, text=TEXTS, confidence=st.floats(0, 1))), max_size=2
    ).map(tuple),
    findings=st.lists(
        st.builds(Finding, code=TEXTS, severity=st.sampled_from(Severity), field=TEXTS, values=PAIRS), max_size=2
    ).map(tuple),
)
SLIPS = st.builds(
    Slip,
    kind=TEXTS,
    customer_code=TEXTS,
    customer_name=TEXTS,
    order_number=TEXTS,
    slip_date=st.dates(),
    total=NUMBERS,
    lines=st.lists(
        st.builds(
            SlipLine,
            number=st.integers(1, 99),
            product_code=TEXTS,
            product_name=TEXTS,
            quantity=NUMBERS,
            unit_price=NUMBERS,
            amount=NUMBERS,
            tax_rate=NUMBERS,
        ),
        max_size=3,
    ).map(tuple),
    note=TEXTS,
    ordered_on=st.none() | st.dates(),
    deliver_on=st.none() | st.dates(),
    deliver_to=TEXTS,
)
DECISIONS = (
    st.builds(Enter, target=TEXTS, slip=TEXTS, rule=TEXTS)
    | st.builds(Approve, by=TEXTS, rule=TEXTS)
    | st.builds(Hold, reason=TEXTS, rule=TEXTS)
    | st.builds(Ignore, reason=TEXTS, rule=TEXTS)
)


def through_json(data):
    return json.loads(json.dumps(data))


@given(ORDERS)
def test_order_is_read_back_equal(order):
    """Any order written as JSON text is read back equal."""
    assert codec.order_from_json(through_json(codec.order_to_json(order))) == order


@given(SLIPS)
def test_slip_is_read_back_equal(slip):
    """Any slip written as JSON text is read back equal."""
    assert codec.slip_from_json(through_json(codec.slip_to_json(slip))) == slip


@given(DECISIONS)
def test_decision_is_read_back_equal(decision):
    """Each of the four decisions written as JSON text is read back equal."""
    assert codec.decision_from_json(through_json(codec.decision_to_json(decision))) == decision


def test_reason_and_trace_are_read_back_equal():
    """A reason and a trace keep code, values and place."""
    reason = Reason("sum-wrong", {"stated": "100", "lines": "90"}, "注文書!C9")
    trace = (TraceStep("over-limit", "order.total > 1000000", "no", (("order.total", "90"),)),)

    assert codec.reason_from_json(through_json(codec.reason_to_json(reason))) == reason
    assert codec.trace_from_json(through_json(codec.trace_to_json(trace))) == trace


def test_decimals_are_plain_text_and_absent_is_null():
    """A decimal is written without exponent, a day in ISO form, and absent stays null."""
    data = codec.order_to_json(Order("d", "s", total=Decimal("1E+3"), ordered_on=date(2026, 4, 1)))

    assert (data["total"], data["ordered_on"], data["tax"], data["number"]) == ("1000", "2026-04-01", None, None)


def test_unknown_kind_of_decision_is_refused():
    """A decision of no known kind is not guessed at."""
    with pytest.raises(KeyError):
        codec.decision_from_json({"kind": "perhaps"})
