"""Price times quantity in one row, as shops write it: `5,750円 × 100箱 = 575,000円`."""

from __future__ import annotations

import re

from agent.extract.labelled import Written
from agent.extract.unseen.strips import Strip
from agent.extract.values import number_in, quantity_in

_TIMES = re.compile(r"(?P<one>[^×xX*=:]+?) ?[×xX*] ?(?P<other>[^=:]+?)(?: ?= ?(?P<amount>[^=:]+))?")
_MONEY = re.compile("[¥円@]")
_IN_BRACKETS = re.compile(r"\(([円個点本袋箱枚]|ケース|セット)\)|^(?:価格|単価|商品価格)\s*:?\s*")
_BEHIND_SUM = re.compile(r"\s*\([^()]{0,20}(?:税|送料)[^()]{0,20}\)$")


def multiplied(strip: Strip, text: str) -> list[Written]:
    """Read `5,750円 × 100箱 = 575,000円`, either way round: the price is what has the money's sign."""
    match = _TIMES.fullmatch(_BEHIND_SUM.sub("", _IN_BRACKETS.sub(lambda mark: mark[1] or "", text)))
    if match is None:
        return []
    one, other = match["one"].strip(), match["other"].strip()
    if bool(_MONEY.search(one)) == bool(_MONEY.search(other)):
        return []
    price, quantity = (one, other) if _MONEY.search(one) else (other, one)
    if number_in(price.lstrip("@")) is None or quantity_in(quantity) is None:
        return []
    amount = match["amount"] or ""
    values = {"unit_price": price.lstrip("@"), "quantity": quantity, "amount": amount}
    return [Written(name, text, strip.place) for name, text in values.items() if text]
