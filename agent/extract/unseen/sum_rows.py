"""Rows of a table that are no goods but their sum, or the tax on it, by what they come to: no word of them is known."""

from __future__ import annotations

from decimal import Decimal

from agent.extract.unseen.fitting import apart
from agent.extract.unseen.goods import Entry, Goods
from agent.extract.unseen.vouched_sums import is_tax_on
from agent.extract.values import number_in, quantity_in


def leave_out_sums(goods: Goods) -> None:
    """Leave out rows that ask for no number of goods and hold what the rows above come to, its tax, or both together.

    They are named unread: a person looks at them.
    """
    whole, known, kept = Decimal(0), set[Decimal](), list[Entry]()
    for entry in goods.entries:
        values = [] if _asks(goods, entry) else _numbers(entry)
        if values and kept and (values[-1] == whole > 0 or any(_belongs(values[-1], one) for one in known)):
            known |= {values[-1]} if values[-1] >= whole else {whole + values[-1]}
            goods.unread.append(" ".join(entry.text(index) for index in sorted(entry.cells)))
            continue
        kept.append(entry)
        amounts = [number_in(apart(entry.text(index))) for index in goods.under("amount")[:1]]
        whole += sum((one for one in amounts if one is not None), Decimal(0))
    goods.entries = kept


def _asks(goods: Goods, entry: Entry) -> bool:
    return any(quantity_in(apart(entry.text(index))) is not None for index in goods.under("quantity"))


def _numbers(entry: Entry) -> list[Decimal]:
    found = (number_in(apart(entry.text(index))) for index in sorted(entry.cells))
    return [one for one in found if one is not None]


def _belongs(value: Decimal, known: Decimal) -> bool:
    """Whether a number is a sum that is known, or the tax on it."""
    return value == known or is_tax_on(value, known)
