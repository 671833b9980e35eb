"""What is doubted of articles on lines: signs, what is only about so many, and rows that set some apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from agent.extract.unseen.item_pattern import UNITS
from agent.extract.unseen.item_sums import charge_in
from agent.extract.unseen.items import MARK, Item
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.strips import Strip, are_adjoining

ABOVE = 4
MAX_HEADING = 40
_NOT_ASKED = "前回|前々回|先週|先月|昨年|在庫|残り|残数|取り?消|キャンセル|不要|中止|次回|来週|来月|返品|返却|欠品|参考"
_APART = re.compile(
    rf"{_NOT_ASKED}|(?:店|営業所|工場|センター|倉庫|本社|支社|事業所)(?:様|さま)?(?:分|宛て?|向け|行き)?[\])】>〉》:]?$"
)
_SET_APART = re.compile(rf"[(\[【]?(?:{_NOT_ASKED})")
_SIGNED = re.compile(rf"(?:^|[\s:×xX*(])(?:[-−]|[▲△]\s?)\d[\d,]*(?:\s*(?:{UNITS})|\s|$)(?!\s?円)", re.IGNORECASE)
_BULLET = re.compile(r"[・●■□○◎◆◇►▶*]|[-–—](?=\s)")
_ABOUT = re.compile(r"(?:約|およそ|各|残り?|計|[▲△−])$")
_ASKS = re.compile("(?:ご|お)?(?:注文|発注|希望|購入|必要)?(?:数量?|個数|点数|本数|枚数)")
_PACKED = re.compile(r"\d\s?(?:箱|ケース|カートン|c/?s|ct|ctn|cases?)$", re.IGNORECASE)
_COUNTS_MORE = re.compile(
    rf"(?:^|[\s/])\d{{1,3}}[+/]?$|\d\+$|/\d+$|\d\s?(?!(?i:k?g|m?l|m)(?![a-z]))(?i:{UNITS})$|\w\s?:\s?\d|\d[、,]\s?[^\d\s]"
)
"""What a name holds that may be a quantity itself: `見本茶 2箱` of `2箱 1セット`, `S:2 M:3 L` of `S:2 M:3 L:1`."""
_COUNTED = re.compile(rf"\d\s?(?!(?i:k?g|m?l|m)(?![a-z]))(?:{UNITS})", re.IGNORECASE)


def doubted(strips: Sequence[Strip], items: Mapping[int, Item], taken: Collection[int]) -> Iterator[str]:
    """Yield the rows that make it doubtful what is ordered.

    Args:
        strips: All rows of the text.
        items: The articles, by the row their quantity stands in; at least one.
        taken: Further rows that were read as part of them.
    """
    yield from (strips[at].text for at, item in items.items() if _is_doubtful(strips[at].text, item))
    first, last = min(items), max(items)
    for at in range(max(first - ABOVE, 0), min(last + 2, len(strips))):
        if at in items or at in taken or charge_in(strips[at].text) is not None:
            continue
        if (at < last and _sets_apart(strips[at])) or _is_left_over(strips, items, at):
            yield strips[at].text


def _is_doubtful(text: str, item: Item) -> bool:
    return (
        _SIGNED.search(_without_mark(text)) is not None
        or _ABOUT.search(item.name) is not None
        or _SET_APART.match(item.name) is not None
        or _ASKS.fullmatch(item.name) is not None
        or _COUNTS_MORE.search(item.name) is not None
        or (item.is_multiplied and _PACKED.search(item.name) is not None)
    )


def _sets_apart(strip: Strip) -> bool:
    """Whether a row says that what stands below it is not ordered, or goes elsewhere."""
    text = strip.text
    return len(text) <= MAX_HEADING and label_in(text) is None and _APART.search(text) is not None


def _is_left_over(strips: Sequence[Strip], items: Mapping[int, Item], at: int) -> bool:
    """Whether a row that was not read stands right beside an article, and is listed or counted like one."""
    text = strips[at].text
    beside = [other for other in (at - 1, at + 1) if other in items and _are_joined(strips, other, at)]
    if not beside or label_in(text) is not None:
        return False
    is_listed = _BULLET.match(text) is not None and all(_BULLET.match(strips[other].text) for other in beside)
    return is_listed or _COUNTED.search(text) is not None


def _are_joined(strips: Sequence[Strip], one: int, other: int) -> bool:
    return are_adjoining(strips[min(one, other)], strips[max(one, other)])


def _without_mark(text: str) -> str:
    """Drop the mark of a list, which may be a dash."""
    return MARK.sub("", text, count=1) if MARK.match(text) and not _SIGNED.match(text) else text
