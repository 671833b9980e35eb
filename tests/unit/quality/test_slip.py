"""A checked order becomes a slip, or says what is missing."""

from datetime import date
from decimal import Decimal

import pytest

from agent.core.action import Slip, SlipLine
from agent.quality.checks import check
from agent.quality.slip import SlipIncompleteError, slip_of
from tests.unit.quality.making import MASTERS, a_line, an_order

TODAY = date(2026, 4, 1)


def test_checked_order_becomes_a_slip():
    """The slip carries the master's names, the customer's order number, the days and the place of the order."""
    order = an_order(note="至急", ordered_on=TODAY, deliver_on=date(2026, 4, 8), deliver_to="大阪支店")
    assert slip_of(check(order, MASTERS), "sales", TODAY) == Slip(
        kind="sales",
        customer_code="C001",
        customer_name="株式会社見本フーズ",
        order_number="A1",
        slip_date=TODAY,
        total=Decimal(4800),
        lines=(
            SlipLine(1, "P-1", "コーヒー豆 1kg", Decimal(2), Decimal(2400), Decimal(4800), Decimal("0.08")),
        ),
        note="至急",
        ordered_on=TODAY,
        deliver_on=date(2026, 4, 8),
        deliver_to="大阪支店",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"lines": ()}, "lines"), ({"number": None}, "number"), ({"lines": (a_line(quantity=None),)}, "lines.1.quantity")],
)
def test_incomplete_order_names_what_is_missing(changes, field):
    """Nothing is made up for a slip: the missing value is named."""
    with pytest.raises(SlipIncompleteError) as caught:
        slip_of(check(an_order(**changes), MASTERS), "sales", TODAY)

    assert caught.value.values == {"field": field}
