"""Goods inside sentences: `見本茶を10袋と、見本水を5本お願いします`, `「見本茶」は21箱ではなく20箱の間違いです`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent.extract.altering import is_condition
from agent.extract.elsewhere_words import goods_in
from agent.extract.unseen.item_pattern import UNITS
from agent.extract.unseen.items import Item
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import is_label

MAX_PARAGRAPH = 2_000
MAX_SENTENCE = 400
_WRAPPED = 28
"""Letters of a row that a mailer may have broken."""
_NUMBER = r"(?<![\d,.])\d[\d,]{0,11}(?:\.\d{1,4})?(?![\d,.])"
_COUNT = rf"(?P<count>{_NUMBER}|[一二三四五六七八九十百]{{1,5}})\s*(?P<unit>(?i:{UNITS}))"
_OLD = rf"{_NUMBER}\s*(?P<old>(?i:{UNITS}))"
_NAME = r"(?P<name>「[^」]{1,60}」|『[^』]{1,60}』|[^、。「」『』]{1,60}?)"
_BEHIND = (
    r"(?:ずつ|ほど|程|分)?(?=\s*(?:と(?!も)|[、,。!」]|$|を?\s*(?:至急|追加で?|よろしく|宜しく|(?:ご|御)?(?:お願い|おねがい|注文|発注|手配|追加|購入|用意|準備|送付|納品|配送)"
    r"|お?送|お?届|頼|くだ|下さ|いただ|頂|希望|願い)|で(?:お願い|す|、)|に(?:て|なります)|および|及び|ならびに|並びに|それと|あと|ほし|欲し|必要))"
)
_COUNTED = re.compile(_COUNT)
_ASKED = re.compile(rf"{_NAME}\s{{0,2}}(?:を|が|は|も)?\s{{0,2}}{_COUNT}{_BEHIND}")
_MENDED = re.compile(
    rf"{_NAME}\s{{0,2}}(?:(?:の(?:数量|個数|数))?(?:[をはが]|ですが|につきまして|について|に関して)、?)?\s{{0,2}}(?:{_OLD})(?:ではなく|でなく|じゃなく|から|より|を|→|⇒)、?\s{{0,2}}(?:正しくは)?\s{{0,2}}{_COUNT}"
    r"(?=の(?:間違い|誤り)|が正|[にへ](?:変更|訂正|修正|して|増|減|お願い)|です|[、。]|と|$)"
)
_ENGLISH = re.compile(
    rf"(?<![\w.])(?P<count>{_NUMBER})\s*(?P<unit>(?i:{UNITS}))(?:\s+of)?\s+(?P<name>[A-Za-z][^,.;、。]{{1,60}}?)(?=\s*(?:,|;|\.(?:\s|$)|\band\b|$|\b(?:by|to|for|please)\b))"
)
_VERB = re.compile(
    r"願|注文|発注|手配|送って|お送り|くださ|下さ|頂|いただ|欲し|ほし|必要|希望|追加|間違|誤り|訂正|変更|please|order|send|need",
    re.IGNORECASE,
)
_DONE = re.compile(r"ました(?!ら)|済み|前回|先月|先週|在庫|につき|あたり|以上で|以上の|合計|送料")
_OF_BEFORE = re.compile("(?:願い|注文|発注|依頼)(?:いた|致)?した|(?:いただ|頂|届)いた|でした")
"""What an earlier order is told by: its goods may stand beside those that are asked for now."""
_LED = re.compile(
    r"(?:(?:(?<!と)と|及び|および|並びに|ならびに|それと|それから|あと|また|さらに|加えて|追加で|今回は?|次回は?|本日は?|今週は?|来週は?|まず|そして|他に|ほかに|以下|下記)"
    r"[、,]?\s*|(?:\d{4}[年/])?\d{1,2}[月/]\d{1,2}日?\s*(?:\(.\))?\s*(?:の?午[前後]中?)?(?:着|必着|納品|納期|納入)?(?:にて|までに|に|で|まで|は|分)[、\s]*"
    r"|(?:先日|先程|先ほど|今朝|昨日|本日)?(?:お願い|ご?注文|ご?発注|お送り)(?:いた|致)?した(?:うち|中で|分の)?"
    r"|[^、。\d]{0,20}(?:倉庫|店|工場|センター|支店|営業所|事業所|現場|本社|厨房)(?:宛てに|宛に|あてに|に|へ|まで)\s*)+"
)
_PAPER = re.compile("(?:見積|納品|請求|領収|検収|証明|仕様|計算)書(?:類|等)?(?:は|を|も)?(?:各|計)?$")
"""What is asked for beside goods, and is none: `納品書、請求書は各1部`."""
_SENTENCE = re.compile(r"[^。!?！？]+[。!?！？]?")


class Said(NamedTuple):
    """One article a sentence orders, and the row its quantity stands in."""

    item: Item
    at: int


class Spoken(NamedTuple):
    """What sentences order, and the sentences in which more is counted than was read."""

    said: tuple[Said, ...] = ()
    unread: tuple[str, ...] = ()


def goods_spoken(strips: Sequence[Strip], taken: frozenset[int]) -> Spoken:
    """Find the goods that sentences order, in rows that are not taken."""
    said: list[Said] = []
    unread: list[str] = []
    for text, starts in paragraphs(strips, taken):
        for begin, sentence in sentences_in(text):
            items = _in_sentence(sentence)
            rest = sentence
            said += [Said(item, row_at(starts, begin + stop - 1)) for _, stop, item in items]
            for start, stop, _ in reversed(items):
                rest = rest[:start] + "、" + rest[stop:]
            is_before = _OF_BEFORE.search(sentence) is not None and not any(item.is_changed for *_, item in items)
            if items and (is_before or goods_in(rest)):
                unread.append(sentence)
    return Spoken(tuple(sorted(said, key=lambda one: one.at)), tuple(unread))


def paragraphs(strips: Sequence[Strip], taken: frozenset[int]) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Join rows that a mailer broke; with each text, where its rows begin in it."""
    text = ""
    starts: list[tuple[int, int]] = []
    for at, strip in enumerate(strips):
        if at in taken:
            continue
        row = strip.text
        if starts and not (starts[-1][1] == at - 1 and _goes_on(text, strips[at - 1].text)):
            yield text, starts
            text, starts = "", []
        starts.append((len(text), at))
        text += row
    if starts:
        yield text, starts


def _goes_on(text: str, last: str) -> bool:
    if len(text) > MAX_PARAGRAPH or last.endswith(("。", "!", "?", "！", "？", ":")):
        return False
    return last.endswith(("、", "と", ",", "を", "が", "は")) or len(last) >= _WRAPPED


def sentences_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a text with where it begins."""
    yield from ((match.start(), match[0]) for match in _SENTENCE.finditer(text))


def row_at(starts: Sequence[tuple[int, int]], offset: int) -> int:
    """Return the row that holds a letter of a paragraph."""
    return next(at for start, at in reversed(starts) if start <= offset)


def _in_sentence(text: str) -> list[tuple[int, int, Item]]:
    """Return each article with where it stands in the sentence; without a verb, only where nothing else is said."""
    if len(text) > MAX_SENTENCE or not _COUNTED.search(text) or _DONE.search(text) or is_condition(text):
        return []
    mended = [each for match in _MENDED.finditer(text) for each in _item(match, True)]
    asked = [each for pattern in (_ASKED, _ENGLISH) for match in pattern.finditer(text) for each in _item(match, False)]
    if _VERB.search(text):
        return mended or asked
    rest = text
    for start, stop, _ in reversed(asked):
        rest = rest[:start] + rest[stop:]
    return asked if len(asked) > 1 and not re.search(r"\w", rest.replace("と", "")) else []


def without_lead(name: str) -> str:
    """Drop what leads to a name and is none of it: `それと`, `今回は`, `5月10日に`, `本社倉庫へ`."""
    led = _LED.match(name)
    return name if led is None else name[led.end() :]


def _item(match: re.Match[str], is_changed: bool) -> Iterator[tuple[int, int, Item]]:
    name = without_lead(match["name"].strip("「」『』 ")).strip("「」『』 ")
    if (
        not re.search(r"[^\W\d_]", name)
        or is_label(name)
        or name.endswith("/")
        or _PAPER.search(name)
        or (is_changed and match["old"] != match["unit"])
    ):
        return
    fields = {"quantity": match["count"], "unit": match["unit"]}
    yield match.start(), match.end(), Item(fields, name, is_sure=True, is_changed=is_changed)
