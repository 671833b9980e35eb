"""The sample company's day."""

from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from agent.demo.orders import is_followup, sample_orders
from agent.demo.sample import Fate, SampleOrder, Way

MASTERS = Path(__file__).parents[3] / "config" / "masters"
TODAY = date(2026, 4, 1)


@pytest.fixture(scope="module")
def orders() -> tuple[SampleOrder, ...]:
    return sample_orders(MASTERS, TODAY)


def test_the_same_day_and_seed_give_the_same_orders(orders):
    """A demo can be told twice."""
    assert sample_orders(MASTERS, TODAY) == orders
    assert sample_orders(MASTERS, TODAY, seed=1) != orders


def test_the_day_holds_every_way_and_every_case(orders):
    """All ways in are used, and one order of each kind that a person must see is among them."""
    assert Counter(order.fate for order in orders) == {
        Fate.ENTERED: 42, Fate.HELD: 3, Fate.APPROVING: 1, Fate.AMENDED: 1, Fate.DUPLICATE: 1,
    }  # fmt: skip
    assert {order.way for order in orders} == set(Way)
    assert {order.reason for order in orders} == {"", "check-failed", "customer-unknown", "order-amended", "undecided"}


def test_only_the_order_for_approval_is_above_the_limit(orders):
    """One order is exactly at the limit of a million yen and is entered; one is above it."""
    entered = max(order.total for order in orders if order.fate is Fate.ENTERED)
    assert entered == Decimal(1_000_000)
    assert [order.fate for order in orders if order.total > entered] == [Fate.APPROVING]


def test_followups_come_last_and_after_what_they_follow(orders):
    """An amendment or a repeated order never arrives before the first one."""
    assert [is_followup(order) for order in orders] == [False] * 46 + [True] * 2
    first = {(order.customer_code, order.number): order for order in orders[:46]}
    for order in orders[46:]:
        earlier = first[order.customer_code, order.number]
        assert earlier.fate is Fate.ENTERED
        assert (order.total == earlier.total) == (order.fate is Fate.DUPLICATE)


def test_every_customer_and_number_pair_is_used_once(orders):
    """No two first orders share customer and number by chance, in any of many days."""
    for seed in range(30):
        day = [order for order in sample_orders(MASTERS, TODAY, seed) if not is_followup(order)]
        assert len({(order.customer_code, order.number) for order in day}) == len(day)


def test_goods_are_delivered_on_working_days(orders):
    """No sample order asks for delivery on a weekend or before it was ordered."""
    assert all(order.deliver_on.weekday() < 5 and order.deliver_on > order.ordered_on for order in orders)
