"""Postage and fees that stand in columns of their own beside the order's number: 送料合計, 代引料, Shipping."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.extract.labelled import Written
from agent.extract.unseen.fitting import apart
from agent.extract.unseen.goods import Entry, Goods
from agent.extract.unseen.words import bare, without_tax
from agent.extract.values import number_in

_CHARGE = re.compile(
    "送料(?:合計|計)?|発送料|配送料(?:合計)?|代引き?(?:料|手数料)(?:合計)?|(?:決済|支払い?|振込)?手数料(?:合計)?"
    "|クール(?:代|料金?)|shipping(?:price|cost|fee)?"
)


def is_charge(name: str) -> bool:
    """Whether a row of goods is one of postage or fees."""
    return _CHARGE.fullmatch(bare(without_tax(name))) is not None


def charges_beside(goods: Goods, entry: Entry) -> Iterator[tuple[str, Written]]:
    """Yield the charges a row states, by title: a file has them on each row of an order, or on its first."""
    if not goods.is_grid or not goods.under("number"):
        return
    for index, title in enumerate(goods.header.titles):
        cells = entry.cells.get(index, []) if is_charge(title.cell.text) else []
        if len(cells) == 1 and number_in(apart(cells[0].text)):
            yield without_tax(title.cell.text), Written("amount", cells[0].text, cells[0].place)
