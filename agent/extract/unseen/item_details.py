"""What stands in rows of its own below an article: its code behind a label, and what it costs."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.unseen.item_code import CODE_WITHIN
from agent.extract.unseen.items import Item
from agent.extract.unseen.strips import Strip, are_adjoining

_MONEY = re.compile(r"(?:(?:金額|小計|計)\s?:?\s?)?(?P<money>[¥\\]\s?\d[\d,]{0,11}|\d[\d,]{0,11}\s?円)(?:\s?JPY)?")
_PRICED = re.compile(
    r"単価\s?:?\s?(?P<price>[¥\\]?\s?\d[\d,]{0,11}\s?円?)"
    r"(?:[\s、,/]{1,3}(?:小計|合計|金額|計)\s?:?\s?(?P<amount>[¥\\]?\s?\d[\d,]{0,11}\s?円?))?\s?(?:\((?:税抜き?|税別)\))?"
)
MOST = 2


def take_details(strips: Sequence[Strip], items: dict[int, Item]) -> dict[int, set[int]]:
    """Give each article the code and the sum in the rows right below it; return those rows by the article's.

    An article whose details stand below it is sure to be one, however its quantity is written.
    """
    found: dict[int, set[int]] = {}
    for at, item in items.items():
        for below in range(at + 1, min(at + 1 + MOST, len(strips))):
            if (
                below in items
                or not are_adjoining(strips[below - 1], strips[below])
                or not _take(item, strips[below].text)
            ):
                break
            found.setdefault(at, set()).add(below)
    return found


def _take(item: Item, text: str) -> bool:
    code, money = CODE_WITHIN.fullmatch(text), _MONEY.fullmatch(text)
    if code is not None and "product_code" not in item.fields:
        item.fields["product_code"] = code["code"]
        return True
    priced = _PRICED.fullmatch(text)
    if priced is not None and not item.sums and not item.fields.keys() & {"unit_price", "amount"}:
        item.fields["unit_price"] = priced["price"]
        item.fields |= {"amount": priced["amount"]} if priced["amount"] else {}
        return "計" not in text
    if money is not None and not item.sums and not item.fields.keys() & {"unit_price", "amount"}:
        item.sums.append(money["money"])
        return True
    return False
