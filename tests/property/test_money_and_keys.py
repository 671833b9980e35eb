"""Money and keys hold whatever the values."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from agent.core.action import ActionKey, idempotency_key
from agent.core.money import plain, round_down, round_half_up

AMOUNTS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12, places=4)
NAMES = st.text(min_size=1, max_size=40)


@given(AMOUNTS)
def test_a_written_amount_is_read_back_equal(amount: Decimal):
    """Writing loses nothing."""
    assert Decimal(plain(amount)) == amount


@given(AMOUNTS)
def test_rounding_moves_by_less_than_a_yen(amount: Decimal):
    """Down never goes up, and neither way moves by a whole yen."""
    assert round_down(amount) <= amount < round_down(amount) + 1
    assert abs(round_half_up(amount) - amount) <= Decimal("0.5")


@given(NAMES, NAMES, NAMES, NAMES)
def test_two_actions_share_no_key(order: str, target: str, other_order: str, other_target: str):
    """Different actions have different keys at the shortest length."""
    one, other = ActionKey(order, target), ActionKey(other_order, other_target)

    assert (idempotency_key(one, 10) == idempotency_key(other, 10)) == (str(one) == str(other))
