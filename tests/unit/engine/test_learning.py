"""What a correction teaches: what the document calls a thing that no name leads to yet, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from agent.core.order import Customer, Order, OrderLine
from agent.engine.commands import RefusedError
from agent.engine.learning import aliases_for
from agent.quality.master import Alias, MasterCustomer, MasterProduct
from agent.quality.match import Masters, learned, masters_of

RATE = Decimal("0.08")
MASTERS = masters_of(
    [MasterCustomer("C001", "見本商店"), MasterCustomer("C002", "見本食品")],
    [MasterProduct("A-1", "緑茶", tax_rate=RATE), MasterProduct("B-2", "麦茶", tax_rate=RATE)],
)
KNOWN = Customer("C001", "見本商店", known=True)
LINE = OrderLine(1, product_code="A-1", product_name="緑茶", known=True)
SAID = Order("d", "s", customer=KNOWN, lines=(LINE,))


def taught(thing: str, read: Order, said: Order = SAID, masters: Masters = MASTERS) -> list[Alias]:
    """What would be learned."""
    return list(aliases_for(thing, read, said, masters))


def written(code: str | None, name: str | None) -> Order:
    """An order whose customer and product are written so."""
    line = OrderLine(1, product_code=code, product_name=name)
    return Order("d", "s", customer=Customer(code, as_written=name), lines=(line,))


def test_code_and_name_that_lead_nowhere_are_learned():
    """The customer's for all, the product's for this customer."""
    assert taught("customer", written("X9", "ミホンさん")) == [
        Alias("customer", "X9", "C001"),
        Alias("customer", "ミホンさん", "C001"),
    ]
    assert taught("lines.1", written("K-1", "茶")) == [
        Alias("product", "K-1", "A-1", "C001"),
        Alias("product", "茶", "A-1", "C001"),
    ]


def test_what_means_another_thing_is_not_learned():
    """A code or name of another stays that one's, so that its own orders still pass."""
    assert taught("customer", written("C002", "見本商店本店")) == [Alias("customer", "見本商店本店", "C001")]
    assert taught("customer", written("X9", "見本食品")) == [Alias("customer", "X9", "C001")]
    assert taught("lines.1", written("B-2", "茶")) == [Alias("product", "茶", "A-1", "C001")]


def test_a_product_is_not_learned_while_nobody_knows_whose_name_it_is():
    """It would be every customer's name for it."""
    with pytest.raises(RefusedError) as refused:
        taught("lines.1", written(None, "茶"), replace(SAID, customer=Customer(as_written="謎の店")))
    assert refused.value.answer["code"] == "alias-of-nothing"


@pytest.mark.parametrize("name", ["御中", "様", "各位", "株式会社", "\u3000"])
def test_what_may_be_anybody_is_not_learned(name):
    """An honorific alone names nobody, be it told so before."""
    with pytest.raises(RefusedError) as refused:
        taught("customer", written(None, name))
    assert refused.value.answer["code"] == "alias-of-anybody"
    assert taught("customer", written("X9", name)) == [Alias("customer", "X9", "C001")]
    if name != "株式会社":
        assert learned(MASTERS, [Alias("customer", "御中", "C001")]).find_customer_named(name) is None
