"""Where sentences let goods be brought: `納品先は第二倉庫です`, `下記を本社工場まで`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.extract.altering import is_condition
from agent.extract.labelled import Written
from agent.extract.unseen.said_days import DAY, WEEKDAY

_TIME = (
    r"(?:の?\s*(?:午前中?|午後一?|夕方|朝一?番?|昼|\d{1,2}時(?:まで|頃|ごろ)?))?\s*(?:必着|着)?\s*"
    r"(?:にて|までに|まで|に|で|、|は|,)?\s*"
)
_DAYS_OUT = re.compile(
    rf"{DAY}{WEEKDAY}{_TIME}|(?:明後日|明日|(?:再?来週|今週)の?.曜日?|(?<!\d)\d{{1,2}}日(?:\(.\))?){_TIME}"
)
_DAY_LABEL = re.compile("^(?:着日?|納期|納品日?|納入日?|お?届け日?)は")
_PLACE = (
    r"(?:倉庫|店舗?|工場|センター|支店|営業所|事業所|現場|本社|支社|厨房|ビル|棟|キッチン|売場|館|校|病院|ホテル|園|所|室|事務所"
    r"|号室?|番地|ヤード|\d+階?)"
)
_ADDRESS = re.compile(r"[都道府県].{1,8}[市区町村郡]|\d+-\d+")
_PLACED = re.compile(
    r"(?:納品先|納入先|お?届け?先|送り先|配送先|送付先|直送先|納品場所|納入場所)(?:の?住所)?(?:については|につきましては|は|が|を|も)\s*(?:すべて|全て|全部|全品|いずれも|みな|共に)?(?P<place>[^、。]{2,60}?)\s*"
    r"(?:です|で(?:す|お願い)|に(?:なります|お願い|て|変更)|と(?:なります|します)|宛|まで|へ|。|$)"
)
_BROUGHT = re.compile(
    r"(?:^|[、。])(?:(?:納品|納入|お届け|配送|送付)は|(?:下記|以下|上記|左記|次)(?:の(?:品|商品|物|もの|通り|とおり))?を?、?)?(?P<place>[^、。]{2,60}?)(?:宛てに|宛に|宛て|あてに|へ|に|まで)\s*(?:直接|直送で)?\s*"
    r"(?:お?届け?|届|納品|納入|配送|配達|直送|送付|お?送り|送って|発送|お願い)"
)
_AT = re.compile(
    r"(?:(?:納品|納入)?場所|(?:納品|納入|お?届け|配送|送り)先)は(?:すべて|全て|全部|いずれも)?(?P<place>[^、。]{2,40}?)(?:です|になります|、|。|$)"
)
_NO_PLACE = re.compile(
    r"^現場$|^(?:各|それぞれ|同上|同左|上記|左記|下記|別紙|添付|貴社|御社|弊社|当社|自社|いつも|従来|従前|前回|通常|以下|記載)|[→⇒]|変更|\d{1,2}[月/]\d{1,2}"
)


def places(text: str, place: str) -> Iterator[Written]:
    """Yield the places that a folded sentence brings goods to; none where it says what would be."""
    if is_condition(text):
        return
    named = _PLACED.search(text)
    if named is not None:
        if not _NO_PLACE.search(named["place"]):
            yield Written("deliver_to", named["place"].strip(), place)
        return
    for match in _BROUGHT.finditer(_DAYS_OUT.sub("", text)):
        name = _DAY_LABEL.sub("", match["place"].strip())
        if _is_place(name):
            yield Written("deliver_to", name, place)
    told = _AT.search(text)
    if told is not None and _is_place(told["place"].strip()):
        yield Written("deliver_to", told["place"].strip(), place)


def _is_place(name: str) -> bool:
    """Whether a text that a sentence tells of is an address or a place to bring goods to."""
    is_place = _ADDRESS.search(name) or re.search(_PLACE + "$", name)
    return bool(is_place) and not _NO_PLACE.search(name)
