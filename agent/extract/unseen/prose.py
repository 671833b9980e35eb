"""Ordered goods in a text without a table, one line each: `1) P-1 見本茶 10袋 @500円`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import re2

from agent.extract.labelled import Written
from agent.extract.table import Cell
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.labels import label_in
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import head_word, title_words
from agent.extract.values import folded

UNITS = (
    "組|式|足|着|膳|丁|房|杯|樽|俵|連|個|コ|ケ|ヶ|本|袋|箱|枚|台|缶|瓶|束|巻|冊|脚|玉|パック|ケース|セット|ダース|ボトル|カートン|ロール|パレット|ロット"
    "|kg|g|t|l|ml|m|cs|ct|pcs?|ea|set|box(?:es)?|bags?|cases?|cartons?|bottles?|units?|sets?|packs?"
)
_MARK = r"(?:\(?\d{1,3}[.):、]\s*|[・\-*●■○◆]\s*)"
_CODE = r"(?:[\[(]?(?P<product_code>[A-Za-z]{1,5}-?\d[A-Za-z0-9\-]{0,14}|\d{8}|\d{13})[\])]?[\s:、,/]+)"
_QUANTITY = rf"(?P<quantity>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>(?i:{UNITS}))"
_PRICE = r"(?:[\s、,/(]*(?:@|単価[:\s]?)\s*[¥]?(?P<unit_price>\d[\d,]*(?:\.\d+)?)\s*円?\)?)"
_AMOUNT = r"(?:[\s、,/=(]*(?:金額[:\s]?|計[:\s]?)?[¥]?(?P<amount>\d[\d,]*)\s*円\)?)"
ITEM = (
    rf"^\s*{_MARK}?{_CODE}?(?P<product_name>[^。]*?[^\s\d。@/、,:…])\s*(?:[\s:、,/…]+|\s[xX×]\s?|×)(?:数量[:\s]?)?{_QUANTITY}"
    rf"{_PRICE}?{_AMOUNT}?[。.]?\s*$"
)
PARTED = (
    rf"^\s*{_MARK}?{_CODE}?(?P<product_name>[^。/:…]*?[^\s。@/、,:…])\s*[/:…]+\s*(?:数量[:\s]?)?{_QUANTITY}"
    rf"{_PRICE}?{_AMOUNT}?[。.]?\s*$"
)
"""One line of goods, in the pattern language of forms, so that a form can be drafted from it."""

_SENTENCE = re.compile(
    r"です|ます|ました|ません|ください|下さい|でしょう|お願い|まで|以内|以上|送料|please|thank|合計|小計|消費税|総計",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*(?:\(?\d{1,3}[.):、]\s*|[・*●]\s*)\D")
_FIELDS = frozenset({"product_code", "product_name", "quantity", "unit", "unit_price", "amount"})
_CIRCLED = re.compile(r"^\s*([①-⑳])\s*")
_NAMED_BY = 0.8


@dataclass(frozen=True, slots=True)
class Told:
    """The goods a text tells: rows of written fields, the rows of the document they stand in, and what was not read."""

    rows: tuple[tuple[Written, ...], ...] = ()
    at: frozenset[int] = frozenset()
    unread: tuple[str, ...] = ()
    confidence: float = _NAMED_BY


def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    return re2.compile(pattern, options)


_ITEMS = {pattern: _compiled(pattern) for pattern in (PARTED, ITEM)}


def goods_told(strips: Sequence[Strip]) -> Told:
    """Find the goods of a text without a table; none when it does not tell them line by line."""
    matches = {at: match for at, strip in enumerate(strips) if (match := _matched(strip)) is not None}
    if not matches:
        return Told()
    rows = []
    for at, match in matches.items():
        groups = match.groupdict()
        rows.append(tuple(Written(name, groups[name].strip(), strips[at].place) for name in groups if groups[name]))
    between = range(min(matches) - 1, max(matches) + 2)
    unread = tuple(
        strips[at].text
        for at in between
        if 0 <= at < len(strips)
        and at not in matches
        and _may_be_goods(strips[at], inside=min(matches) < at < max(matches))
    )
    others = tuple(
        strip.text for at, strip in enumerate(strips) if at not in matches and at not in between and _is_listed(strip)
    )
    return Told(tuple(rows), frozenset(matches), (*unread, *others))


def _matched(strip: Strip) -> Any:
    text = _CIRCLED.sub(lambda mark: f"{folded(mark[1])}) ", " ".join(cell.text for cell in strip.cells))
    text = folded(text)
    if len(text) > 200 or _SENTENCE.search(text) or label_in(text) is not None or _line_labels(strip):
        return None
    match = next((match for item in _ITEMS.values() if (match := item.search(text)) is not None), None)
    return match if match is not None and re.search(r"[^\W\d_]", match["product_name"]) else None


def _may_be_goods(strip: Strip, *, inside: bool) -> bool:
    """Whether a row between or beside goods may be goods too: it holds a number, and is no label or sum."""
    text = strip.text
    if label_in(text) is not None or _SENTENCE.search(text):
        return False
    return _is_listed(strip) or (inside and bool(re.search(r"\d", text)))


def _is_listed(strip: Strip) -> bool:
    text = strip.text
    return (
        bool(_LISTED.match(text))
        and bool(re.search(r"\d+\s*$|\d\s*(?:" + UNITS + r")\s*$", text))
        and label_in(text) is None
    )


def _line_labels(strip: Strip) -> list[tuple[str, str, str]]:
    found = []
    for index, cell in enumerate(strip.cells):
        name, rest = _split(cell, strip.cells[index + 1] if index + 1 < len(strip.cells) else None)
        word = next((word for word in title_words(name) if word.field in _FIELDS), None)
        if word is not None and rest and not _is_sum(name):
            found.append((word.field, rest, cell.place))
    return found


def _is_sum(name: str) -> bool:
    word = head_word(name)
    return word is not None and word.field in MONEY


def _split(cell: Cell, following: Cell | None) -> tuple[str, str]:
    """Part a cell at its colon; a label alone has its value in the next cell."""
    name, colon, rest = cell.text.replace("：", ":").partition(":")
    if colon and rest.strip():
        return name, rest.strip()
    return (name, following.text) if following is not None and (colon or len(name) < 10) else (name, "")
