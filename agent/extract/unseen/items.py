"""One article on one line of a text, read from its end: amount, price and quantity first, what is left is its name.

`・見本茶 × 10袋`, `P-1 見本茶 10袋 @500 5,000円`, `見本茶 … 10袋`, `見本茶: 5袋 → 3袋`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from decimal import Decimal

from agent.extract.unseen.fitting import ANY_DAY
from agent.extract.unseen.item_code import CODE_WITHIN
from agent.extract.unseen.item_pattern import UNITS
from agent.extract.unseen.words import is_label
from agent.extract.values import day_in, folded, number_in, quantity_in

MAX_LINE = 200
_GAP = re.compile(r"[ \t]*(?:\u3000|\t|  )[ \t\u3000]*")
_CIRCLED = re.compile(r"^\s*([①-⑳⑴-⒇❶-❿])\s*")
MARK = re.compile(
    r"\s*(?:[(\[【<]\s?(?:No\.? ?)?\d{1,3}\s?[)\]】>][.:]?\s*|(?:No\.? ?)?\d{1,3}(?:[.)、]|:)\s*(?=\D)"
    r"|(?:No\.? ?|#)\d{1,3}\s+|[・\-*●■□○◎◆◇▼▽▪►▶▷→⇒※☆★✓✔◼◾•‣–—]\s*)",
    re.IGNORECASE,
)
_NUMBER = r"(?<![\d,.])\d[\d,]{0,11}(?:\.\d{1,4})?"
_KANJI = "[一二三四五六七八九十百壱弐参]{1,5}"
_UNIT = rf"(?i:{UNITS})"
_MONEY = r"(?:[¥\\]|JPY)?\s?\d[\d,]{0,11}(?:\.\d{1,2})?\s?(?:円|yen|JPY|-)?"
_LABEL = r"(?:ご?(?:注文|発注|希望)?(?:数量|個数|数)(?:[:は=]|\s)?\s*)"
_CLOSED = re.compile(
    r"(?<!\s)\s*(?:(?:を|で|にて|ほど|程|ずつ)?\s{0,2}(?:宜しく|よろしく)?\s{0,2}(?:お願い(?:いた|致)?します|おねがいします|お願い(?:申し上げ|致し|いたし)ます|お願い"
    r"|願います|ください|下さい|です|希望(?:です|します)?|必要です))?\s*[。.、,;!]*$"
)
_TAX = r"(?:(?:消費)?税(?:抜き?|込み?|別)|外税|内税|軽減.{0,6}|標準.{0,6}|(?:8|10)%(?:対象)?|※|\*|★|軽)"
_ASIDE = re.compile(rf"\s*[(\[]{_TAX}[)\]]$|\s*[※*★]$|(?<=円)\s*{_TAX}$")
_REMARK = re.compile(r"(?<!\s)\s*(?:[(\[](?P<remark>[^\d()\[\]]{1,20})[)\]]|[※*](?P<noted>[^\d※*]{2,20}))$")
_RATE = re.compile(r"[\s、,/(]+(?P<rate>(?:軽減|標準|税率)?\s?(?:8|10)%)\)?$")
_AMOUNT = re.compile(rf"(?<!\s)\s*[、,/(]*\s*(?:=|(?:金額|小計|合計|計)\s*:?)\s*(?P<money>{_MONEY})\)?$")
_PRICE = re.compile(
    rf"(?<!\s)\s*[、,/(]*\s*(?:[×xX*]\s*)?(?:@|単価\s*:?)\s*(?P<money>{_MONEY})"
    rf"(?:\s?/\s?{_UNIT})?(?:[・,、 ]?{_TAX})?\)?$"
)
_PER_UNIT = re.compile(rf"[\s、,/(×]+(?P<money>{_MONEY})\s?/\s?{_UNIT}\)?$")
_PER_ONE = re.compile(rf"\s*\(1\s?{_UNIT}(?:あたり|当たり|につき)?\s?(?P<money>[¥\\]?\d[\d,]{{0,11}}円?)\)$")
_SIGNED = re.compile(
    r"(?:\s+(?:[-–—~〜]\s+)?|[、,/(:]\s*|\s*[×xX*]\s*)(?P<money>[¥\\]\s?\d[\d,]{0,11}(?:\.\d{1,2})?|\d[\d,]{0,11}(?:\.\d{1,2})?\s?円)\)?$"
)
_PLAIN = re.compile(r"(?:\s+|[、/|])(?P<money>\d{1,3}(?:,\d{3})+|\d{1,7})$")
_OLD = rf"(?P<before>(?:\s*[:/、,…(「\[]|(?<=\w)[をはが])?\s*){_LABEL}?(?:{_NUMBER})\s*(?P<old>{_UNIT})?"
_NEW = rf"(?P<count>{_NUMBER})\s*(?P<unit>{_UNIT})?"
_CHANGED = re.compile(
    rf"{_OLD}(?:\s*(?:→|⇒|➡|=>|->)\s*(?P<again>やっぱり|やはり)?\s*{_NEW}\s*(?:[にへ](?:変更|訂正|修正)?|で)?"
    rf"|\s*(?:から|より|を|ではなく|でなく)、?\s*{_NEW.replace('count', 'counted').replace('unit', 'united')}"
    r"\s*(?:[にへ](?:変更|訂正|修正)?|の(?:間違い|誤り)))\)?$"
)
_MENDED = re.compile(
    rf"\s*[:/、,(]*\s*[(\[]?誤[)\]:]?\s*{_NUMBER}\s*{_UNIT}?[\s、,→⇒/)]*"
    rf"[(\[]?正[)\]:]?\s*(?P<count>{_NUMBER})\s*(?P<unit>{_UNIT})?\)?$"
)
_BEFORE = (
    r"(?P<before>\s*(?:\.{2,}(?!\.)|・{2,}(?!・)|[:/、,|=~〜(\[「―—–_-]|\s[xX](?=\s?\d{1,3}(?!\d))|[×*]|→|⇒|->)+\s*"
)
_BEFORE += r"|\s+|\s*(?=数量)|(?<=\w)[はを]\s*)"
_COUNTED = re.compile(rf"{_BEFORE}{_LABEL}?(?P<count>{_NUMBER}|{_KANJI})\s*(?P<unit>{_UNIT})\s*(?:分)?[)\]」]?$")
_TOUCHING = re.compile(rf"(?<=[^\d\s\w.,\-/×]|[ぁ-んァ-ヶー一-龠])(?P<count>{_NUMBER})\s*(?P<unit>{_UNIT})$")
_BARE = re.compile(rf"{_BEFORE}{_LABEL}?(?P<count>\d{{1,3}}(?:,\d{{3}})+|\d{{1,5}})[)\]]?$")
_COUNTS_LAST = re.compile(rf"(?:\d\s?(?!(?i:k?g|m?l|m)(?![a-z])){_UNIT}|\d\s?円)$")
_TIMES = re.compile(r"[×xX*]")
_DAY_ENDS = re.compile(r"\d\s?[/:.月-]\s?\d{1,2}[)\]]?$|第\s?\d+$|[A-Za-z]-\d{1,5}[)\]]?$")
_ONLY = re.compile(rf"\s*{_LABEL}?(?P<count>{_NUMBER}|{_KANJI})\s*(?P<unit>{_UNIT})$")
_ONLY_BARE = re.compile(rf"\s*{_LABEL}(?P<count>{_NUMBER})$")
_FIRST = re.compile(
    rf"(?P<count>{_NUMBER})\s*(?:(?P<unit>{_UNIT})(?:\s*(?:of\s|[:×xX/、])\s*|\s+)|[xX×]\s*)(?P<name>\D.*\S)"
)
_MEASURE = re.compile("k?g|m?l|m|t|キロ|グラム|リットル|メートル", re.IGNORECASE)
_ENDS_IN_MEASURE = re.compile(rf"\d\s?(?:{_MEASURE.pattern})$", re.IGNORECASE)
_IN_BRACKETS = re.compile(rf".*\s{_NUMBER}\s*{_UNIT}\s*[(\[]")
_EDGES = " ・.…:/、,|=~〜―—–_×*("
_TITLED = re.compile(r"^(?:(?:品名|商品名?|品目名?)\s*:?|(?:品名|商品名?|品目名?)\s?\d{1,2}\s*[:.]?)\s+(?=\S)")
_QUOTED = re.compile(r"[「『\"“](.+)[」』\"”]")
MAX_PIECES = 7


@dataclass(slots=True)
class Item:
    """What a line says of one article, by field; `name` is empty where the line gives only numbers.

    It is sure when a unit or a sign shows where the quantity begins. It is `changed` when one quantity stands in
    place of another, `unclear` when a remark stands behind it or one quantity in brackets behind another, and
    `multiplied` when × stands before the quantity. One of `sums` alone may be a price or an amount. Its quantity
    may stand `first` in the line; where one stands at either end, `other` is the article counted by the first.
    """

    fields: dict[str, str] = field(default_factory=dict)
    name: str = ""
    is_sure: bool = False
    is_changed: bool = False
    is_unclear: bool = False
    is_multiplied: bool = False
    sums: list[str] = field(default_factory=list)
    is_first: bool = False
    other: Item | None = None


def spread(text: str) -> str:
    """Fold a text, keeping wide gaps as two blanks and a circled number as a number with a bracket."""
    wide = _GAP.sub("  ", text.strip())
    return folded(_CIRCLED.sub(lambda mark: f"{folded(mark[1]).strip('()')}) ", wide))


def item_in(text: str) -> Item | None:
    """Read one line, folded by `spread`; None when it orders nothing."""
    if len(text) > MAX_LINE:
        return None
    rest = MARK.sub("", text, count=1) if MARK.match(text) else text
    closed = _CLOSED.search(rest)
    rest = (rest[: closed.start()] if closed is not None else rest).rstrip()
    item = Item()
    coded = CODE_WITHIN.search(rest)
    if coded is not None:
        item.fields["product_code"] = coded["code"]
        rest = f"{rest[: coded.start()]}  {rest[coded.end() :].lstrip()}".rstrip()
    for _ in range(MAX_PIECES):
        shorter = _without_end(rest, item)
        if shorter is None:
            break
        rest = shorter.rstrip()
    return _whole(item, rest.strip()) if "quantity" in item.fields else _counted_first(item, rest)


def _without_end(rest: str, item: Item) -> str | None:
    """Take the last piece off a line and note what it says; None when it is no piece of numbers."""
    aside = _ASIDE.search(rest)
    if aside is not None:
        return rest[: aside.start()]
    for pattern, name in (
        (_RATE, "tax_rate"),
        (_AMOUNT, "amount"),
        (_PRICE, "unit_price"),
        (_PER_UNIT, "unit_price"),
        (_PER_ONE, "unit_price"),
    ):
        match = pattern.search(rest)
        if match is not None and name not in item.fields:
            item.fields[name] = match[1].strip()
            return rest[: match.start()]
    signed = _SIGNED.search(rest)
    if signed is not None and len(item.sums) < 2:
        if item.is_multiplied and not item.sums and "unit_price" not in item.fields:
            item.fields["unit_price"] = signed["money"]
        else:
            item.sums.insert(0, signed["money"])
        return rest[: signed.start()]
    remark = _REMARK.search(rest)
    if remark is not None and "quantity" not in item.fields and _COUNTS_LAST.search(rest[: remark.start()]):
        item.is_unclear = True
        return rest[: remark.start()]
    if "quantity" in item.fields:
        return None
    own = replace(item, fields=dict(item.fields), sums=list(item.sums))
    item.other = _counted_first(own, rest) if _is_counted_first(rest) else None
    is_of_name = _ENDS_IN_MEASURE.search(rest) is not None or (_PLAIN.search(rest) is not None and _is_priced(own))
    return None if item.other is not None and is_of_name else _without_quantity(rest, item)


def _without_quantity(rest: str, item: Item) -> str | None:
    for pattern in (_CHANGED, _MENDED, _COUNTED, _ONLY, _ONLY_BARE, _TOUCHING):
        match = pattern.search(rest)
        if match is None or (pattern in (_ONLY, _ONLY_BARE) and match.start()):
            continue
        groups = match.groupdict()
        count, unit = groups["count"] or groups["counted"], groups.get("unit") or groups.get("united")
        if groups.get("old") and groups["old"] != unit:
            continue
        item.fields |= {"quantity": count} | ({"unit": unit} if unit else {})
        item.is_sure = pattern is not _TOUCHING
        is_put = pattern in (_CHANGED, _MENDED)
        item.is_changed = is_put and not groups.get("again")
        item.is_multiplied = _TIMES.search(groups.get("before") or "") is not None
        item.is_unclear = (
            item.is_unclear
            or bool(groups.get("again"))
            or (not is_put and bool(_IN_BRACKETS.fullmatch(rest[: match.start("count")])))
        )
        return rest[: match.start()]
    return _without_plain(rest, item)


def _without_plain(rest: str, item: Item) -> str | None:
    """Take off numbers without unit or sign: quantity, price and amount where they multiply, else a quantity alone."""
    numbers: list[str] = []
    left = rest
    while len(numbers) < 3 and (match := _PLAIN.search(left)) is not None:
        numbers.insert(0, match["money"])
        left = left[: match.start()].rstrip()
    for count in (3, 2):
        if len(numbers) >= count and _multiply(numbers[-count:], item):
            return _before(rest, numbers[-count:])
    counted = _COUNTED.search(left) if numbers and len(numbers) < 3 else None
    if counted is not None and not item.sums and not _MEASURE.fullmatch(counted["unit"]):
        item.sums = numbers
        return left
    bare = _BARE.search(rest)
    if bare is None or _DAY_ENDS.search(rest):
        return None
    item.fields["quantity"] = bare["count"]
    item.is_multiplied = _TIMES.search(bare["before"]) is not None
    item.is_sure = bool(bare["before"].strip()) and not bare["before"].strip().startswith(("-", "/", "×", "*"))
    return rest[: bare.start()]


def _multiply(numbers: list[str], item: Item) -> bool:
    """Note numbers that are quantity, price and amount, the last perhaps with a sign behind them."""
    values = [number_in(number) for number in [*numbers, *item.sums]]
    if len(values) != 3 or None in values or values[0] * values[1] != values[2]:  # type: ignore[operator]
        return False
    texts = [*numbers, *item.sums]
    item.fields |= {"quantity": texts[0], "unit_price": texts[1], "amount": texts[2]}
    item.sums, item.is_sure = [], True
    return True


def _before(rest: str, numbers: list[str]) -> str:
    for number in reversed(numbers):
        rest = rest[: rest.rindex(number)]
    return rest


def _counted_first(item: Item, rest: str) -> Item | None:
    """Read `10袋 見本茶` and `10 x 見本茶`."""
    match = _FIRST.fullmatch(rest)
    if match is None:
        return None
    item.fields |= {"quantity": match["count"]} | ({"unit": match["unit"]} if match["unit"] else {})
    item.is_first = True
    return _whole(item, match["name"])


def _is_counted_first(rest: str) -> bool:
    """Whether a line begins with a quantity that is no measure: `20袋 堆肥 40L`, not `2L 水 10本` or a change of it."""
    match = _FIRST.fullmatch(rest)
    is_measure = match is not None and _MEASURE.fullmatch(match["unit"] or "") is not None
    return match is not None and not is_measure and _CHANGED.search(rest) is None and _MENDED.search(rest) is None


def _is_priced(item: Item) -> bool:
    return bool(item.sums) or bool(item.fields.keys() & {"unit_price", "amount"})


def _whole(item: Item, rest: str) -> Item | None:
    """Name the article, and tell its price from its amount."""
    name = rest.strip(_EDGES)
    quoted = _QUOTED.fullmatch(name)
    name = quoted[1] if quoted is not None else _TITLED.sub("", name.lstrip("」』"))
    if name and (not re.search(r"[^\W\d_]", name) or is_label(name) or day_in(name, "md", ANY_DAY) is not None):
        return None
    item.name = name
    _add_sums(item)
    return item


def _add_sums(item: Item) -> None:
    asked, sums = quantity_in(item.fields["quantity"]), item.sums
    values = [number_in(text.replace(" ", "")) for text in sums]
    if len(sums) == 2 and asked is not None and None not in values:
        for price, amount in ((0, 1), (1, 0)):
            if asked[0] * (values[price] or Decimal(0)) == values[amount]:
                item.fields |= {"unit_price": sums[price], "amount": sums[amount]}
                item.sums = []
                return
    if len(sums) == 1 and ("unit_price" in item.fields) != ("amount" in item.fields):
        item.fields["amount" if "unit_price" in item.fields else "unit_price"] = sums.pop()
