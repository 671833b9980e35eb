"""Whether the one sum on each line of a text is a price or an amount: what the text adds up to tells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.items import Item
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.strips import Strip
from agent.extract.values import number_in, quantity_in, squeezed

_LESS = (
    r"(?:お|ご)?(?:値引き?額?|(?:会員|セット|まとめ買い|早期|特別)?割引額?|クーポン(?:割引|値引き?|利用)?額?"
    r"|(?:ご?利用)?ポイント(?:利用|値引き?|使用)?(?:額|分)?)"
)
_IS_LESS = re.compile(_LESS)
_MORE = (
    r"(?:配送)?送料計?|運賃|配送(?:料金?)?|(?:配送|代引き?|決済|支払い?|振込|コンビニ|後払い)?手数料"
    r"|クール(?:便|代)?(?:料金?|手数料)?|梱包料|(?:ギフト)?包装料"
)
_SAID = r"(?:\([^()\d]{1,12}\))?"
_SUM = r"(?P<amount>(?P<sign>[-−▲△])?[¥\\]?(?P<sum>[-−]?\d[\d,]*)\(?円?\)?)(?:\((?:税込み?|税抜き?|税別)\))?"
_CHARGE = re.compile(rf"[\[【■・]?(?P<product_name>{_MORE}|{_LESS}){_SAID}[\]】]?[:：…]*{_SUM}")
_ALONE = re.compile(rf"[\[【■◆・]?(?:{_MORE}|{_LESS}){_SAID}[\]】]?[:：]?")
MAX_CHARGE = 40
_ASIDE = re.compile(r"\s*[(（].{0,20}$")
_PRICED = frozenset({"unit_price", "amount"})


def settle(items: Sequence[Item], totals: Iterable[Decimal], charges: Decimal) -> None:
    """Say of every item with one sum what the sum is, where all have one; where that cannot be told, it stays open.

    Args:
        items: The lines of one text.
        totals: Every sum of the order it states.
        charges: Postage and discounts that may be part of such a sum.
    """
    if not items or not all(len(item.sums) == 1 and not item.fields.keys() & _PRICED for item in items):
        return
    sums = [number_in(item.sums[0].replace(" ", "")) for item in items]
    asked = [quantity_in(item.fields["quantity"]) for item in items]
    pairs = [(one, quantity[0]) for one, quantity in zip(sums, asked, strict=True) if one is not None and quantity]
    if len(pairs) < len(items):
        return
    stated = {one for total in totals for one in (total, total - charges)}
    added = sum((one for one, _ in pairs), Decimal(0))
    multiplied = sum((one * quantity for one, quantity in pairs), Decimal(0))
    if (added in stated) == (multiplied in stated) and added != multiplied:
        return
    for item in items if added in stated or multiplied in stated else ():
        item.fields["amount" if added in stated else "unit_price"] = item.sums.pop()


def totals_in(strips: Sequence[Strip]) -> Iterator[Decimal]:
    """Yield every sum of an order that a text states."""
    for strip in strips:
        label = label_in(strip.cells[0].text)
        if label is not None and label.word.field in MONEY:
            texts = [label.rest, *(cell.text for cell in strip.cells[1:])]
            yield from (value for text in texts if (value := number_in(_ASIDE.sub("", text))) is not None)


def charges_in(strips: Sequence[Strip]) -> Decimal:
    """Add up postage and discounts."""
    values = (number_in(fields["amount"]) for _, fields in charges_told(strips))
    return sum((value for value in values if value is not None), Decimal(0))


def charges_told(strips: Sequence[Strip]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of postage and discounts that are not nothing; what lessens the sum is below zero."""
    for at, strip in enumerate(strips):
        match = charge_in(strip.text) or _over_its_sum(strips, at)
        if match is not None and number_in(match["sum"]) != 0:
            is_less = bool(match["sign"]) or _IS_LESS.fullmatch(match["product_name"]) is not None
            amount = f"-{match['sum'].lstrip('-−')}" if is_less else match["sum"]
            yield at, {"product_name": match["product_name"], "amount": amount}


def _over_its_sum(strips: Sequence[Strip], at: int) -> re.Match[str] | None:
    """Read `■送料` over `600円`."""
    is_alone = at + 1 < len(strips) and _ALONE.fullmatch(squeezed(strips[at].text[:MAX_CHARGE])) is not None
    return charge_in(strips[at].text + strips[at + 1].text) if is_alone else None


def charge_in(text: str) -> re.Match[str] | None:
    """Read a row of postage or a discount: `送　料 ￥1,500`, `ポイント利用 -300(円)`."""
    plain = squeezed(text[: MAX_CHARGE + 1])
    return _CHARGE.fullmatch(plain) if len(plain) <= MAX_CHARGE else None
