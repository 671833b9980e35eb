"""What a path of keys says, nearest key last: `buyer.companyName` is the buyer, `price.value` a price."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from agent.extract.unseen.vocabulary import among

_NAME = among("name companyname organizationname partyname name1 名称 名前 名 社名 会社名 value text() 値 recipient")
_FIRMS = among("companyname organizationname partyname corporationname storename shopname 会社名 社名")
_PAPERS = among("order orders purchaseorder po header orderheader document 注文 発注 注文書 発注書")
"""What is no partner: the name of a company in it is not its own."""
_CALLED = frozenset({"name", "名称", "名前", "名", "description", "desc"})
_IDS = ("identification", "id", "code", "コード")
_CODE = frozenset({"code", "id", "cd", "コード"})
_MONEY = frozenset({"amount", "money", "value", "shopmoney", "financialamount", "monetaryamount", "unitpricevalue"})
_OF_TAX = frozenset({"tax", "taxes", "vat", "消費税", "税"})
_PRICE = frozenset({"price", "pricing", "単価", "unitprice"})
_NET, _GROSS = frozenset({"net", "netamount", "税抜", "本体"}), frozenset({"gross", "grossamount", "税込"})
_SUMS = frozenset({"total", "totals", "合計", "summary", "sums", "sum", "totalprice", "金額合計"})
_ITEMS = frozenset({"item", "product", "商品", "lineitem", "line", "items", "lines", "products", "明細", "品目"})
_OURS = frozenset({"sellercode", "supplierpartid", "sellerid", "suppliercode", "supplieritemid", "sellerpartnumber"})
_THEIRS = frozenset({"buyercode", "buyerid", "customercode", "customerid", "buyerpartid", "buyerpartnumber"})
_NUMBERED = ("id", "no", "number", "番号")
_WRAPPED = ("set", "money")
_OTHER_PAPER = re.compile(
    "(?:last|prev(?:ious)?|past|latest)(?:order|purchase|po|delivery)s?|(?:sales)?contracts?|quot(?:e|es|ation)|estimates?"
    "|invoices?|project|agreement|契約|見積|見積書|請求|請求書|前回|前回注文|前回発注|案件|工事"
)
"""What is told of another paper, whatever it is called there: its number, day and sums are not the order's."""
_PAID = re.compile("payments?|billing|deposits?|支払|支払い|入金")
_OF_CHARGE = re.compile(
    "shipping|shipto|postage|freight|delivery|handling|fees?|surcharges?|discounts?|coupons?|points?|loyalty|wallet"
    "|送料|運賃|手数料|値引|割引|ポイント|buyer|customer|account|user|member|顧客|得意先"
)
_OF_SUM = re.compile(
    "(?:sub|grand)?total(?:price|amount)?|sum|tax(?:es|amount)?|vat|consumptiontax|合計|小計|税|消費税"
)
_OF_PAYING = re.compile("(?:due)?(?:date|day|on|by)|due|deadline|no|number|id|日付|期日|期限|番号")


def said_by(keys: Sequence[str], is_known: Callable[[str], bool]) -> str:
    """Return the word that a path of keys says.

    Args:
        keys: The keys, folded, nearest last.
        is_known: Whether a word names a field.
    """
    if len(keys) == 1:
        return keys[0]
    if other := _of_other(keys):
        return other
    special = _of_item(keys) or _of_sum(keys) or _of_money(keys, is_known)
    if special:
        return special
    for start in range(len(keys) - 1):
        if is_known("".join(keys[start:])):
            return "".join(keys[start:])
    above, last = keys[-2:]
    if above in _PAPERS and last in _FIRMS:
        return last
    group = next((above.removesuffix(end) for end in _IDS if above.endswith(end)), "")
    if last in _CALLED and group and is_known(f"{group}{last}"):
        return f"{group}{last}"
    if last in _NAME and above == "address" and is_known("".join(keys[-3:-2])):
        return keys[-3]
    if is_known(above) and (last in _NAME or (last in _CODE and above.endswith(_NUMBERED))):
        return above
    return f"{above}code" if last in _CODE and is_known(f"{above}code") else last


def _of_other(keys: Sequence[str]) -> str:
    """Return the whole of a path into another paper, a payment or a charge: `contract.number` is no order's number."""
    for at, key in enumerate(keys[:-1]):
        last = keys[-1]
        is_charged = _OF_CHARGE.fullmatch(key) is not None and _OF_SUM.fullmatch(last) is not None
        is_paid = _PAID.fullmatch(key) is not None and _OF_PAYING.fullmatch(last) is not None
        if is_charged or is_paid or _OTHER_PAPER.fullmatch(key) is not None:
            return "".join(keys[at:])
    return ""


def _of_item(keys: Sequence[str]) -> str:
    """Return whose code of the goods it is: `item.buyerCode` is the article's, never the buyer's own."""
    if keys[-2] not in _ITEMS or keys[-1] not in _OURS | _THEIRS:
        return ""
    return "貴社品番" if keys[-1] in _OURS else "弊社品番"


def _of_sum(keys: Sequence[str]) -> str:
    """Return what is written of a sum or price: `totals.net` is before tax, `price.net` the price of one."""
    above, last = keys[-2:]
    if above in _OF_TAX and last in _MONEY:
        return "消費税額"
    if last in _NET and above in _PRICE:
        return "単価"
    if above not in _SUMS:
        return ""
    return "税抜合計" if last in _NET else "税込合計" if last in _GROSS else ""


def _of_money(keys: Sequence[str], is_known: Callable[[str], bool]) -> str:
    """Return what an amount is of: `unitPriceSet.shopMoney.amount` is the price; of what is not known, nothing."""
    if keys[-1] not in _MONEY:
        return ""
    for key in reversed(keys[:-1]):
        if key in _MONEY:
            continue
        plain = next((key.removesuffix(end) for end in _WRAPPED if key.endswith(end)), key)
        if is_known(plain):
            return plain
        return f"{plain}amount" if plain != key or keys[-1] == "amount" else ""
    return ""
