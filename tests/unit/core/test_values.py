"""The words every room speaks in: keys, money, days, errors."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from agent.core.action import ActionKey, idempotency_key
from agent.core.business_day import FixedClock, MovedClock, SystemClock, site_day
from agent.core.codec import decision_to_json
from agent.core.delivery import Delivery
from agent.core.errors import BusinessError, DenpyoError, OutcomeUnknownError
from agent.core.money import plain, round_down, round_half_up
from agent.core.order import Customer, Finding, Order, OrderLine, Provenance, Severity

NIGHT = datetime(2026, 3, 31, 15, 30, tzinfo=UTC)  # half past midnight of the next day in Tokyo


def test_halves_are_rounded_away_from_zero_and_down_is_down():
    """四捨五入 and 切り捨て, each by the one function of its name."""
    assert [round_half_up(Decimal(text)) for text in ("0.5", "1.4", "-0.5")] == [1, 1, -1]
    assert [round_down(Decimal(text)) for text in ("1.9", "0.1")] == [1, 0]


def test_equal_amounts_are_written_equally():
    """Texts of amounts may be compared: no exponent, no trailing zeros."""
    assert plain(Decimal("1.2E+3")) == plain(Decimal("1200.00")) == "1200"
    assert plain(Decimal("12.50")) == "12.5"


def test_the_site_s_day_is_not_the_machine_s():
    """Half past midnight in Tokyo belongs to the new day, whatever UTC says."""
    assert site_day(NIGHT, ZoneInfo("Asia/Tokyo")) == date(2026, 4, 1)


def test_clocks_are_aware_and_stand_or_run_as_they_say():
    """A fixed clock stands; a moved one runs on from its instant."""
    moved = MovedClock(NIGHT)

    assert FixedClock(NIGHT).now() == NIGHT
    assert SystemClock().now().tzinfo is UTC
    assert timedelta(0) <= moved.now() - NIGHT < timedelta(seconds=5)


def test_an_idempotency_key_is_the_same_for_the_same_action_only():
    """Order, target and kind make the key; it fits a memo field and survives width folding."""
    key = ActionKey("C001:PO1#0", "ledger")

    assert idempotency_key(key) == idempotency_key(replace(key))
    assert idempotency_key(key) != idempotency_key(replace(key, target="other"))
    assert set(idempotency_key(key, 26)) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")


@pytest.mark.parametrize("length", [9, 27])
def test_an_idempotency_key_is_neither_too_short_nor_too_long(length: int):
    """Fewer than ten characters could meet by chance; more than 26 no field needs."""
    with pytest.raises(ValueError, match="10 to 26"):
        idempotency_key(ActionKey("a", "b"), length)


def test_a_changed_item_is_another_delivery():
    """The same item looked at twice has one key, whatever its handle; changed bytes have another."""
    one = Delivery("inbox", "a.csv", "d1", "a.csv", "text/csv", b"", NIGHT, handle="/1")

    assert one.key == replace(one, handle="/2", received_at=NIGHT + timedelta(days=1)).key
    assert one.key != replace(one, digest="d2").key


def test_an_order_without_number_or_customer_has_no_base_key():
    """What a duplicate is known by needs both."""
    order = Order("doc", "inbox", number="PO1", customer=Customer(code="C001"))

    assert order.base_key == "C001:PO1"
    assert replace(order, number=None).base_key is None
    assert replace(order, customer=Customer()).base_key is None


def test_where_an_order_was_read_does_not_change_what_it_asks_for():
    """Provenance and document are not part of the content; day, amount and number are."""
    order = Order("doc", "inbox", number="PO1", total=Decimal("1200"))
    moved = replace(order, document="other", provenance=(("number", Provenance("A1", "PO1")),))

    assert order.content_digest == moved.content_digest
    assert order.content_digest != replace(order, ordered_on=date(2026, 4, 1)).content_digest
    assert order.content_digest != replace(order, total=Decimal(1201)).content_digest


def test_content_of_an_order_is_what_it_asks_for_where():
    """A code names an article whatever it is called; without one its name does. Unit and place count."""
    order = Order("doc", "inbox", lines=(OrderLine(1, "P1", "見本茶", Decimal(3), "袋"), OrderLine(2, None, "見本水")))
    tea, water = order.lines

    assert order.content_digest == replace(order, lines=(replace(tea, product_name="お茶"), water)).content_digest
    assert order.content_digest != replace(order, lines=(tea, replace(water, product_name="見本酢"))).content_digest
    assert order.content_digest != replace(order, lines=(replace(tea, unit="箱"), water)).content_digest
    assert order.content_digest != replace(order, deliver_to="第二倉庫").content_digest


def test_findings_are_added_and_asked_by_weight():
    """An order knows whether something stops it."""
    order = Order("doc", "inbox").with_findings(Finding("sum-wrong", Severity.STOP))

    assert order.has(Severity.STOP)
    assert not order.has(Severity.DOUBT, Severity.NOTE)


def test_an_error_says_place_and_reason_in_a_form_that_can_be_stored():
    """The message stands in the reason when no values do."""
    error = BusinessError("the customer is unknown", place="order.csv:3")

    assert str(error) == "order.csv:3: the customer is unknown"
    assert (error.reason.code, error.reason.values) == ("business", {"what": "the customer is unknown"})
    assert DenpyoError(customer="C001").reason.values == {"customer": "C001"}
    assert OutcomeUnknownError().next_move.startswith("Look at the accounting system")


def test_only_the_four_decisions_can_be_stored():
    """Anything else is a bug, not a decision."""
    with pytest.raises(AssertionError):
        decision_to_json("enter")  # type: ignore[arg-type]
