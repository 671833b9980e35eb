"""Orders of one number: the same again is a duplicate, but never one for another place in the same document."""

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
    lines=(OrderLine(1, "P1", quantity=Decimal(3)),),
)


@pytest.mark.parametrize(
    ("other", "linked"),
    [
        (replace(ORDER, position=1, deliver_to="渋谷店"), Linked.AMENDED),
        (replace(ORDER, position=1), Linked.DUPLICATE),
    ],
)
def test_two_orders_of_one_number(database: Database, other: Order, linked: Linked):
    """Two shops of one document that order the same under one number: a person looks at the second."""
    ruled = [Ruled(order, Ruling(Enter("ledger", "sales-order"), "1"), order) for order in (ORDER, other)]
    with database.transaction() as session:
        first, second = place(session, ruled)

    assert (first.linked, second.linked, second.related) == (Linked.NEW, linked, first.key)
