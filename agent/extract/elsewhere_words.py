"""What a row tells that nothing was read from: goods, a day, a place, an order number or a change.

Ordinary rows tell nothing: addresses, conditions, opening hours, what was done before.
"""

from __future__ import annotations

import re

from agent.extract.altering import is_condition, puts_another, says_change
from agent.extract.values import folded

_UNITS = (
    r"(?:個|コ(?!ー)|ヶ(?!月|所|年)|袋|箱(?!根)|缶|瓶|束|巻|冊|玉(?!川)|組(?!合)|パック|ケース|セット|ダース|ボトル|カートン|ロール|台(?!東|場|風)|枚(?!方|目)"
    r"|本(?!社|店|部|町|日|件|書|郷|館|通|体|人|線|メ|目|ビ|注)|(?:cs|pcs|ea|bags?|boxes|cases?)\b)"
)
_COUNTED = re.compile(
    rf"(?<![\d.\-])\d[\d,]*(?:\.\d+)?\s*[?~+*]{{0,2}}\s*{_UNITS}(?!\s*(?:以上|以下|未満|単位|入|まで無料|から))",
    re.IGNORECASE,
)
_NO_GOODS = re.compile(
    r"合計|総計|小計|総数|総数量|計\s*\d|送料|運賃|無料|荷姿|入数|ロット|最低|最小|在庫|送信枚数|添付|全\s*\d+\s*枚|FAX"
    r"|ポイント|前回|先日|先月|到着し|済み?|ました|につき|当たり|あたり|毎に|ごとに|パレット",
    re.IGNORECASE,
)
_PRICED = re.compile(r"(?:単価|価格|値段)[はを]\D{0,6}\d[\d,]*\s*円?\s*(?:で|に|と)(?!変更)")
_DAY = r"(?<![\d/.\-])(?:\d{4}\s*[年/.\-]\s*)?\d{1,2}\s*(?:月\s*\d{1,2}\s*日?|[/](?:\d{1,2})(?![\d/]))"
_DAYS = re.compile(_DAY)
_ONLY_DAY = re.compile(r"(?<![\d月/])\s*(\d{1,2})\s*日\s*(?:\(.\))?\s*(?:まで)?に?\s*(?:必着|着|納品|納入|お?届け)")
_ARRIVES = re.compile(
    r"必着|着(?![信手用色席服工])|お?届け(?!先|出)|届(?:く|き|かせ)|納品(?!書|先|場所|後|月|伝票)|納入(?!書|先|場所|後|月)|納期|配送(?!先|料|業者|会社)"
    r"|配達(?!先)|deliver|arriv",
    re.IGNORECASE,
)
_LOOSE_DAY = re.compile(
    r"(?:再?来週|今週|翌週|明日|明後日|[月火水木金土日]曜日?|[上中下]旬|月末|至急|大至急)[^。]{0,12}"
    r"(?:着|届[けくい]|納品|納入|配送|配達)[^。]{0,6}(?:希望|願|ください|下さい|必着|厳守|嬉|うれし|助か|幸い|たい)"
)
_PARTED = re.compile(r"分納(?!不|可|は)|[2-9]回に分け|分けて.{0,4}(?:納|配|届|送)")
_NO_DAY = re.compile(
    r"休業|定休|休み|休日|営業|受付|ました|済み?(?:$|[\s。、です])|前回|先日|先月|支払|締|毎週|毎日|翌日|予定表|以内"
)
_PLACED = re.compile(
    r"(?:納品|納入|お?届け?|配送|配達|送付|直送|送り)(?:先|場所)\s*(?:名|住所)?\s*(?:[:は]|が|を|\s)\s*(?P<name>\S.{0,60})"
    r"|(?P<other>[^\s、。は※]{1,20}(?:倉庫|店|工場|センター|支店|営業所|事業所|現場|本社))(?:に|へ|まで|宛て?に?)\s*(?:納品|納入|配送|配達|直送|お?届け|お?送)"
)
_NO_PLACE = re.compile(
    r"^(?:同上|同左|上記|貴社|御社|弊社|当社|本社|自社|同じ|左記|下記|記入|電話|tel|fax|担当|コード|住所|\W|様$|御中$|-+$)|変更は|ご指定|指定の|別途|ごと|毎",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<![回元旧連約])(?:注文|発注)書?\s*(?:番号|no\.?|№)\s*[:はが]?\s*(?P<number>[a-z0-9][a-z0-9\-/_]*\d[a-z0-9\-/_]*)",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"〒|(?:都|道|府|県|市|区|町|村|丁目|番地).{0,12}\d+\s*[-ー－]\s*\d|\d丁目|TEL|電話|携帯|https?:|@\w+[.]",
    re.IGNORECASE,
)


def goods_in(text: str) -> bool:
    """Whether a folded text counts goods or puts a price on them."""
    if _is_ordinary(text) or _NO_GOODS.search(text):
        return False
    return _COUNTED.search(text) is not None or _PRICED.search(text) is not None


def days_in(text: str) -> list[str] | None:
    """Return the days a folded text lets goods arrive on, none when it says so otherwise; None when it does not."""
    if _is_ordinary(text) or _NO_DAY.search(text):
        return None
    only = [f"{day}日" for day in _ONLY_DAY.findall(text)]
    days = [*_DAYS.findall(text), *only]
    if days and _ARRIVES.search(text):
        return days
    return [] if _LOOSE_DAY.search(text) or _PARTED.search(text) else None


def is_arrival(text: str) -> bool:
    """Whether a folded text speaks of goods that shall arrive, and not of what was or what is usual."""
    return not is_condition(text) and not _NO_DAY.search(text) and _ARRIVES.search(text) is not None


def place_in(text: str) -> str:
    """Return the place a folded text has goods brought to; empty when it names none."""
    if is_condition(text):
        return ""
    found = _PLACED.search(text)
    name = (found["name"] or found["other"]).strip() if found else ""
    return "" if _NO_PLACE.search(name) else name


def number_in_text(text: str) -> str:
    """Return the order number a folded text names; empty when it names none."""
    found = _NUMBERED.search(text)
    return found["number"] if found else ""


def change_in(text: str) -> bool:
    """Whether a folded text changes, adds to or calls off what is ordered."""
    return not is_condition(text) and (puts_another(text) or says_change(text))


def tells(text: str) -> bool:
    """Whether a text that nobody reads may tell something of an order."""
    said = folded(text)
    return goods_in(said) or days_in(said) is not None or bool(place_in(said)) or change_in(said)


def _is_ordinary(text: str) -> bool:
    return is_condition(text) or _ADDRESS.search(text) is not None
