"""What a letter says of an order sent before: that it shall be changed or called off, its number and its day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agent.core.order import OrderKind
from agent.extract.altering import is_condition
from agent.extract.labelled import Written
from agent.extract.unseen.fitting import fitted
from agent.extract.unseen.strips import Strip
from agent.extract.values import day_in, folded

MAX_SENTENCE = 400
_DEED = (
    r"(?:の?(?:お|御|ご)?(?:手続き?|連絡|依頼|対応|処理))?(?:を|で|と|に)?"
    r"(?:させて|いたし(?:ます|たく)|致し(?:ます|たく)|し(?:ます|たく|て(?:ください|下さい|頂|いただ))|(?:お|御)?願|(?:ご|御)依頼)"
)
_CALLED_OFF = re.compile(
    rf"(?:取消し?|取り消し|キャンセル|取りやめ){_DEED}|cancel (?:the|our|this|po|order)", re.IGNORECASE
)
_CHANGED = re.compile(rf"(?:変更|訂正|修正){_DEED}|(?:change|amend|revise) (?:the|our|this|po|order)", re.IGNORECASE)
_MEANT = re.compile(
    r"注文|発注|オーダー|数量|納期|納品日|納入日|届け日|個数|下記|以下|上記|商品|明細|間違い|誤り|\border|\bpo\b",
    re.IGNORECASE,
)
_PARTLY = re.compile("一部|部分")
_NOT_MEANT = re.compile("住所|電話|担当者?(?:が|を|の)|社名|価格|単価|改定|移転|口座")
_ENDS = re.compile("[。!?！？\n]")
_NUMBERED = re.compile(
    r"(?:注文|発注|オーダー|伝票|\bp/?o ?)(?:書|伝票)? ?(?:番号|no\.?|№|id|(?=#)) ?[:はが]? ?"
    r"(?P<number>#?[a-z0-9][a-z0-9\-_/]{1,28})"
    r"|(?:注文|発注|オーダー)(?:書|伝票)? ?[(「【\[]"
    r"(?P<bracketed>(?=[^\d]{0,12}\d)(?=\d{0,12}[a-z]|\d{5})[a-z0-9][a-z0-9\-_/]{1,28})[)」】\]]"
    r"|[(「【\[](?:貴社|弊社|当社)?(?:管理|整理|受付|依頼|伝票|申込|手配|文書|案件|控え?)(?:番号|no\.?|№) ?:? ?"
    r"(?P<aside>(?=[^\d]{0,12}\d)[a-z0-9][a-z0-9\-_/]{1,28})[)」】\]]",
    re.IGNORECASE,
)
_OTHERS = re.compile("前回|前々回|先月|先週|昨年|以前|同様|同じ|旧")
_DAY = r"(?:\d{4}[年/.\-] ?)?\d{1,2}[月/.\-] ?\d{1,2}日?(?!\d)"
_ORDERED = re.compile(
    rf"(?<![\d/.\-])(?P<day>{_DAY}) ?(?:\(.\))?\)?(?:付け?|に|分|の)?(?:で|の|にて)?"
    r"(?:(?:メール|FAX|ファックス|電話|お電話|Web|フォーム)(?:で|にて|から|より))?(?:弊社|当社|貴社|ご|お|御)*"
    r"(?:発注|注文)(?!日|番号|no)",
    re.IGNORECASE,
)


def said_kind(strips: Sequence[Strip]) -> OrderKind:
    """Tell by its sentences whether a document changes an order sent before, or calls it off; part of it is neither."""
    kinds = {kind for strip in strips for kind in _asked(strip.text)}
    return kinds.pop() if len(kinds) == 1 else OrderKind.ORDER


def _asked(text: str) -> Iterator[OrderKind]:
    if len(text) > MAX_SENTENCE or not _MEANT.search(text) or _NOT_MEANT.search(text):
        return
    for sentence in _ENDS.split(text):
        if is_condition(sentence) or _PARTLY.search(sentence) or _OTHERS.search(sentence):
            continue
        if _CALLED_OFF.search(sentence):
            yield OrderKind.CANCEL
        elif _CHANGED.search(sentence):
            yield OrderKind.CHANGE


def number_said(texts: Sequence[tuple[str, str]]) -> list[Written]:
    """Return the order numbers that sentences name, each once: `先日の注文(注文番号:S-78)ですが`.

    Args:
        texts: Places and folded texts.
    """
    found: dict[str, Written] = {}
    for place, text in texts:
        for match in _NUMBERED.finditer(text[:MAX_SENTENCE]):
            before = text[max(match.start() - 8, 0) : match.start()]
            number = match["number"] or match["bracketed"] or match["aside"]
            if not _OTHERS.search(before) and fitted("number", number, date(2000, 1, 1)) is not None:
                found.setdefault(number, Written("number", number, place))
    return list(found.values())


def day_said(texts: Sequence[tuple[str, str]], near: date) -> list[Written]:
    """Return the days on which sentences say that the order was placed, each once: `9月21日に発注した下記の…`."""
    found: dict[date | None, Written] = {}
    for place, text in texts:
        for match in _ORDERED.finditer(text[:MAX_SENTENCE]):
            day = day_in(folded(match["day"]), "md", near)
            found.setdefault(day, Written("ordered_on", match["day"], place))
    return [written for day, written in found.items() if day is not None]
