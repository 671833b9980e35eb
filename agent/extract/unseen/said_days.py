"""Days on which sentences let goods arrive: `4/10着で`, `12/5までにお願いします`; none on which others came."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agent.extract.elsewhere_words import is_arrival
from agent.extract.labelled import Written
from agent.extract.unseen.relative_days import relative_day

DAY = (
    r"(?:(?:(?:\d{4}|(?:令和|R)\s?\d{1,2}) ?[年/.] ?)?\d{1,2} ?(?:月 ?\d{1,2} ?日|/ ?\d{1,2}(?![\d/]))"
    r"|\d{4}[-.]\d{1,2}[-.]\d{1,2}(?!\d))"
)
WEEKDAY = r" ?(?:\(.(?:曜日?)?\))?"
_ARRIVAL = re.compile(
    rf"(?<![\d/])(?P<before>{DAY}){WEEKDAY} ?(?:までに? ?|に ?)?(?:必着|着(?!手|工)|納品|納期|納入|お?届け)"
    rf"|(?<![更正回]前)(?<!旧)(?:着日?|納品日?|納期|納入日?|お届け日?)(?:は|を|も|希望は)?[、 (]{{0,2}}"
    rf"(?<![\d/])(?P<behind>{DAY})(?!{WEEKDAY} ?発)"
)
_BY = re.compile(
    rf"(?<![\d/])(?P<day>{DAY}){WEEKDAY} ?までに?(?:は)?\s*"
    "(?:お願い|おねがい|欲し|ほし|必要|くださ|下さ|頂|いただ|入荷|送)"
)
_FOR_DAY = re.compile(
    rf"(?<![\d/])(?P<day>{DAY}){WEEKDAY}(?:の?(?:午前中?|午後一?|夕方|朝一?番?|昼|[^。、\d]{{0,4}}便|\d{{1,2}}時(?:まで|頃|ごろ)?))?"
    r"(?:までに|にて|に|で)、?\s*(?:下記|以下|上記|左記|次|別紙)?[^。、\d]{0,12}(?:お願い|おねがい|お頼み|頼みます|欲し|ほし|くださ|下さ)"
)
_FOR_PLACE = re.compile(
    rf"(?<![\d/])(?P<day>{DAY}){WEEKDAY}(?:の?(?:午前中?|午後一?|夕方|朝一?番?|昼))?(?:までに|に)[^。、]{{2,40}}?(?:へ|宛てに|宛に|まで)\s*"
    "(?:お願い|おねがい|頼みます|お頼み)"
)
"""A day for which something is asked, without a word of what shall happen on it: 12/5に下記お願いします."""
_DEED = re.compile(
    "電話|tel|出荷|発送|集荷|引き?取|取りに|支払|振込|入金|訪問|来社|伺|打ち?合わ?せ|会議|返品|回収|締|変更|訂正|修正|キャンセル|取り?消|改め|再度|参加|申込|提出|予約",
    re.IGNORECASE,
)
_TOLD_BACK = re.compile("納期の?(?:ご?回答|ご?連絡|ご?返信)")
_ANSWER = re.compile("回答|返信|返事|連絡|見積|確認|支払|振込|知らせ")
_NOT_THEN = re.compile(
    r"前回|(?:納品|納入|届け?|着荷?|到着)(?:して|を)?(?:いただいた|頂いた|された|した(?!い))"
    r"|(?:着|納品|納入|届け?)[^、。]{0,6}(?:不可|(?:でき|出来|受け取れ)ません|休み|NG|難し(?!い場合|ければ)|困り|厳し|無理|避け|控え)"
    r"|着き?(?:まし|い)た|届(?:き|いて)(?:まし|い)|届くはず|まだ(?:届|着|い?ただ)|(?:次回|次の|前の|先の)(?:分|ご?注文|ご?発注|は)|昨年|去年"
    r"|なければ[^。]{0,20}でも|(?<![時分前後])以[降後]"
)
"""A day on which goods came, must not or might come, or are still to come of another order."""
_OF_PAPER = re.compile(
    "(?:請求書|納品書|見積書|領収書|証明書|カタログ|資料|書類|サンプル|見本品|返品分?|空き?箱|伝票)(?:[をもは]|の?(?:到着|必着))"
)
"""What is asked for beside the goods, for a day of its own."""
_INSTEAD = re.compile(rf"{DAY}{WEEKDAY}\s*(?:→|⇒|➡|->|=>|から|より)\s*(?={DAY})")
_OR = re.compile(rf"(?P<day>{DAY}){WEEKDAY}\s*(?:または|又は|もしくは|若しくは|か|or|[~〜-])\s*(?={DAY})")
_ANY_DAY = re.compile(rf"(?<![\d/]){DAY}(?!{WEEKDAY} ?(?:発|出荷|付|に(?:ご?注文|ご?発注)))")
_BEFORE = re.compile("(?:変更|訂正|修正)前|旧(?:納期|納品日)")
_MOVED = re.compile("変更|訂正|修正|延期|前倒|→|⇒|➡|->|=>")


def arrivals(texts: Sequence[tuple[str, str]], near: date) -> Iterator[Written]:
    """Yield the days on which sentences let goods arrive, those told by the day the mail came as they are read.

    Args:
        texts: Folded sentences and their places.
        near: The day the mail came.
    """
    for sentence, place in texts:
        if _BEFORE.search(sentence) or _NOT_THEN.search(sentence):
            continue
        text = _INSTEAD.sub("", sentence) if _MOVED.search(sentence) else sentence
        found = _days_told(text)
        if not found and is_arrival(text) and not _TOLD_BACK.search(text):
            told = relative_day(text, near)
            found = [told[1].isoformat()] if told is not None else []
        yield from (Written("deliver_on", day, place) for day in found)


def _days_told(text: str) -> list[str]:
    """Return the days on which a sentence lets goods arrive; of `5/20または5/21着` both."""
    strict = [match["before"] or match["behind"] for match in _ARRIVAL.finditer(text)]
    if strict:
        return [*strict, *(match["day"] for match in _OR.finditer(text))]
    every = list(dict.fromkeys(match[0] for match in _ANY_DAY.finditer(text)))
    if _OF_PAPER.search(text):
        return []
    if len(every) == 1 and is_arrival(text):
        return every
    if _ANSWER.search(text):
        return []
    by = [match["day"] for match in _BY.finditer(text)]
    asked = (match["day"] for pattern in (_FOR_DAY, _FOR_PLACE) for match in pattern.finditer(text))
    return by or ([] if len(every) > 1 or _DEED.search(text) else list(asked))
