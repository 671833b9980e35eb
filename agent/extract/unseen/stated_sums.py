"""Whether a title that may be price or amount, 価格, is the one or the other: the sums the order states tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from agent.extract.unseen.charge_columns import charges_beside
from agent.extract.unseen.fitting import apart
from agent.extract.unseen.goods import Entry, Goods
from agent.extract.values import number_in, quantity_in


def meaning_of(goods: Goods, quantity: int, priced: int) -> str:
    """Return `unit_price` or `amount`; empty where the sums tell neither, or both.

    Args:
        goods: The table.
        quantity: The title of its quantities.
        priced: The title that may be either.
    """
    votes: set[str] = set()
    for entries in _orders(goods):
        stated = _stated(goods, entries)
        known = _pairs(entries, quantity, priced)
        votes |= {"amount"} if sum((each for _, each in known), Decimal(0)) in stated else set()
        votes |= {"unit_price"} if sum((asked * each for asked, each in known), Decimal(0)) in stated else set()
    return votes.pop() if len(votes) == 1 else ""


def holds_tax(goods: Goods, quantity: int, price: int, tax: int) -> bool:
    """Whether the sums of a shop's file hold its tax: all they name is less than the tax above what the prices make."""
    for entries in _orders(goods):
        taxes = [value for entry in entries if (value := number_in(entry.text(tax))) is not None]
        sums = [
            value
            for entry in entries
            for index in (*goods.under("total"), *goods.under("grand"))
            if (value := number_in(apart(entry.text(index)))) is not None
        ]
        charges = {name: number_in(at.text) for entry in entries for name, at in charges_beside(goods, entry)}
        brought = sum((each for each in charges.values() if each is not None), Decimal(0))
        product = sum((asked * each for asked, each in _pairs(entries, quantity, price)), Decimal(0))
        if taxes and len(sums) > 1 and product in sums and max(sums) - min(sums) - brought < taxes[0]:
            return True
    return False


def _pairs(entries: Sequence[Entry], quantity: int, priced: int) -> list[tuple[Decimal, Decimal]]:
    """Return how many and at what, of the rows that say so."""
    texts = [(entry.text(quantity), apart(entry.text(priced))) for entry in entries]
    pairs = [(quantity_in(asked), number_in(each)) for asked, each in texts]
    return [(asked[0], each) for asked, each in pairs if asked is not None and each is not None]


def _orders(goods: Goods) -> Iterator[Sequence[Entry]]:
    """Yield the rows of each order, by its number beside them."""
    found: dict[str, list[Entry]] = {}
    numbers = goods.under("number")
    for entry in goods.entries:
        found.setdefault(entry.text(numbers[0]) if numbers else "", []).append(entry)
    yield from found.values()


def _stated(goods: Goods, entries: Sequence[Entry]) -> set[Decimal]:
    """Return the sums of an order, each with its tax and without it, and with what is brought for."""
    texts = [entry.text(index) for entry in entries for index in (*goods.under("total"), *goods.under("tax"))]
    sums = {*goods.stated, *(value for text in texts if (value := number_in(apart(text))) is not None)}
    return {*sums, *(one - other for one in sums for other in sums if one > other)} - {Decimal(0)}
