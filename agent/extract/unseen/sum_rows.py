"""Rows of a table that are no goods but their sum, or the tax on it, by what they come to: no word of them is known."""

from __future__ import annotations

from decimal import Decimal

from agent.extract.unseen.fitting import apart
from agent.extract.unseen.goods import Entry, Goods
from agent.extract.unseen.vouched_sums import is_tax_on
from agent.extract.values import number_in, quantity_in

_FILLED = ("quantity", "amount")


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
        whole += sum((one for one in _amounts(goods, entry) if one is not None), Decimal(0))
    goods.entries = kept


def leave_out_open(goods: Goods) -> None:
    """Leave out rows without a quantity and a sum, or with nothing for both, where the others are all of a sum stated.

    So are the lists that a buyer fills in and pastes into a mail; the open rows are named.
    """
    filled, without = list[Entry](), list[Entry]()
    for entry in goods.entries:
        is_filled = any(_says(entry, index) for name in _FILLED for index in goods.under(name))
        (filled if is_filled else without).append(entry)
    amounts = [one for entry in filled for one in _amounts(goods, entry)]
    whole = sum((one for one in amounts if one is not None), Decimal(0))
    if without and None not in amounts and whole and whole in goods.stated:
        goods.unasked += [entry.at for entry in without]
        goods.entries = filled


def _amounts(goods: Goods, entry: Entry) -> list[Decimal | None]:
    """Return what stands under the title of amounts, if there is one; None where it is no number."""
    return [number_in(apart(entry.text(index))) for index in goods.under("amount")[:1]]


def _says(entry: Entry, index: int) -> bool:
    """Whether something other than nothing stands under a title."""
    text = entry.text(index).strip()
    return bool(text) and number_in(text) != 0


def _asks(goods: Goods, entry: Entry) -> bool:
    return any(quantity_in(apart(entry.text(index))) is not None for index in goods.under("quantity"))


def _numbers(entry: Entry) -> list[Decimal]:
    found = (number_in(apart(entry.text(index))) for index in sorted(entry.cells))
    return [one for one in found if one is not None]


def _belongs(value: Decimal, known: Decimal) -> bool:
    """Whether a number is a sum that is known, or the tax on it."""
    return value == known or is_tax_on(value, known)
