"""Orders of one number: only what asks for the same again is a duplicate; all else is for a person to look at."""

from dataclasses import replace
from decimal import Decimal

import pytest

from agent.core.decision import Enter, Ruling
from agent.core.order import Customer, Linked, Order, OrderLine
from agent.engine.linking import place
from agent.engine.reading import Ruled
from agent.store.database import Database

ORDER = Order(
    "folder/a/0",
    "folder",
    number="1001",
    customer=Customer(code="C001"),
    deliver_to="新宿店",
    lines=(OrderLine(1, "P1", "見本茶", Decimal(3), "袋"), OrderLine(2, None, "見本水", Decimal(1))),
)
TEA, WATER = ORDER.lines


@pytest.mark.parametrize(
    ("other", "linked"),
    [
        (replace(ORDER, position=1), Linked.DUPLICATE),
        (replace(ORDER, document="folder/b/0", lines=(replace(TEA, product_name="お茶"), WATER)), Linked.DUPLICATE),
        (replace(ORDER, position=1, deliver_to="渋谷店"), Linked.AMENDED),
        (replace(ORDER, document="folder/b/0", deliver_to="渋谷店"), Linked.AMENDED),
        (replace(ORDER, document="folder/b/0", lines=(replace(TEA, unit="ケース"), WATER)), Linked.AMENDED),
        (replace(ORDER, document="folder/b/0", lines=(TEA, replace(WATER, product_name="見本酢"))), Linked.AMENDED),
    ],
)
def test_two_orders_of_one_number(database: Database, other: Order, linked: Linked):
    """An article with a code may be called otherwise; another place, unit or article is never taken for the same."""
    ruled = [Ruled(order, Ruling(Enter("ledger", "sales-order"), "1"), order) for order in (ORDER, other)]
    with database.transaction() as session:
        first, second = place(session, ruled)

    assert (first.linked, second.linked, second.related) == (Linked.NEW, linked, first.key)
