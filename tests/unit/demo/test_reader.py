"""The independent reader of the ledger."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from agent.demo.reader import BookedSlip, compare
from agent.demo.sample import Fate, SampleLine, SampleOrder, Way

DAY = date(2026, 4, 1)
LINE = SampleLine("P1", "見本", Decimal(2), "箱", Decimal(500))
ORDER = SampleOrder("A-1", "C1", "見本", DAY, DAY, (LINE,), Way.MAIL_CSV)
SLIP = BookedSlip("100001", "C1", "A-1", "KEY", Decimal(1000), (("P1", Decimal(2), Decimal(500)),))


def codes(orders: list[SampleOrder], slips: list[BookedSlip]) -> list[str]:
    return [one.code for one in compare(orders, slips).differences]


def test_one_equal_slip_per_order_is_right():
    """Equal figures, however they are written, are equal."""
    written = replace(SLIP, total=Decimal("1000.00"))
    report = compare([ORDER], [written])
    assert report.is_right
    assert (report.n_expected, report.n_slips, report.n_right) == (1, 1, 1)


def test_a_missing_and_a_doubled_slip_are_seen():
    """Nothing lost, nothing twice."""
    assert codes([ORDER], []) == ["slip-missing"]
    assert codes([ORDER], [SLIP, replace(SLIP, number="100002")]) == ["slip-doubled"]


def test_a_slip_of_an_order_that_was_held_is_unexpected():
    """What waits for a person must not stand in the books."""
    assert codes([replace(ORDER, fate=Fate.HELD)], [SLIP]) == ["slip-unexpected"]


def test_a_changed_quantity_is_seen_although_the_total_is_right():
    """Lines are compared one by one, not only their sum."""
    slip = replace(SLIP, lines=(("P1", Decimal(1), Decimal(1000)),))
    assert codes([ORDER], [slip]) == ["lines-differ"]
    assert codes([ORDER], [replace(SLIP, total=Decimal(999))]) == ["total-differs"]
