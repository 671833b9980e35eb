"""Ordered goods in a text without a table: one line each (`1) P-1 見本茶 10袋 @500円`), or inside sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from agent.extract.elsewhere_words import days_in, number_in_text
from agent.extract.labelled import Written
from agent.extract.table import Cell
from agent.extract.titles import shape_of
from agent.extract.unseen.code_in_name import parted_alike
from agent.extract.unseen.either_end import settle_ends
from agent.extract.unseen.fitting import MONEY
from agent.extract.unseen.item_code import code_before
from agent.extract.unseen.item_details import take_details
from agent.extract.unseen.item_doubts import doubted
from agent.extract.unseen.item_pattern import UNITS
from agent.extract.unseen.item_sums import charge_in, charges_in, charges_told, settle, totals_in
from agent.extract.unseen.items import MARK, Item, item_in, spread
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.sentences import goods_spoken, without_lead
from agent.extract.unseen.strips import Strip, are_adjoining, is_rule
from agent.extract.unseen.words import head_word, title_words
from agent.extract.values import folded

_SENTENCE = re.compile(
    r"です|ます|ました|ません|ください|下さい|でしょう|お願い|まで|以内|以上|please|thank|合計|小計|消費税|総計|税込|税抜",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"TEL|FAX|電話|携帯|内線|〒|https?:|\w@\w|\d{2,4}-\d{2,4}-\d{3,4}|[都道府県].{1,8}[市区町村郡]", re.IGNORECASE
)
_TOLD = re.compile("在庫|前回|先日|残り|到着し|届きました")
_LISTED = re.compile(r"\s*(?:\(?\d{1,3}[.):、]\s*|[・*●]\s*)\D")
_ENDS_COUNTED = re.compile(rf"\d+\s*$|\d\s*(?:{UNITS})\s*$", re.IGNORECASE)
_FIELDS = frozenset({"product_code", "product_name", "quantity", "unit", "unit_price", "amount"})
_COUNTS = re.compile("(?:総?ページ|送信|受信|総|明細|行|注文|合計)?(?:ページ数?|枚数|件数|点数|行数|明細数|部数)")
_SAME = re.compile(r"\((?:前回|先日|いつも)(?:と同じ|と?同様|の)[^()]{0,8}\)$")
_NUMBERED = re.compile(r"(\d{1,3}) +(?=\D)")
_SEVERAL = re.compile(rf"\d\s*(?!k?g|m?l|m\b)(?:{UNITS})\s*(?:[、,]|と(?!も))", re.IGNORECASE)
_NAMED_BY = 0.8
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Told:
    """The goods a text tells: rows of written fields, the rows of the document they stand in, and what was not read.

    Each of the rows `begins` in a row of the document. Those that are not `at` stand inside a sentence, which may say
    more. It `is_changed` when one quantity is put in place of another, `is_inclusive` when prices are said to have tax.
    """

    rows: tuple[tuple[Written, ...], ...] = ()
    at: frozenset[int] = frozenset()
    unread: tuple[str, ...] = ()
    confidence: float = _NAMED_BY
    begins: tuple[int, ...] = ()
    is_changed: bool = False
    is_inclusive: bool = False


def goods_told(strips: Sequence[Strip]) -> Told:
    """Find the goods of a text without a table; none when it does not tell them."""
    items, details = _on_lines(strips)
    at = frozenset(items) | details
    spoken = goods_spoken(strips, at)
    if not items and not spoken.said:
        return Told()
    named_above = frozenset(row - 1 for row, item in items.items() if not item.name)
    rows = _with_names(strips, items)
    rows += [(one.at, one.item) for one in spoken.said]
    rows.sort(key=lambda row: row[0])
    settle(list(items.values()), totals_in(strips), charges_in(strips))
    lines = _coded([(row, item) for row, item in rows])
    lines += [(row, fields) for row, fields in _charges(strips, items)]
    lines.sort(key=lambda line: line[0])
    return Told(
        tuple(
            tuple(Written(name, text, strips[row].place) for name, text in fields.items() if text)
            for row, fields in lines
        ),
        at | named_above | frozenset(row for row, _ in _charges(strips, items)),
        tuple(dict.fromkeys((*_unread(strips, items, named_above | details), *spoken.unread))),
        begins=tuple(row for row, _ in lines),
        is_changed=any(item.is_changed for _, item in rows),
        is_inclusive=are_with_tax(strips, at),
    )


def are_with_tax(strips: Sequence[Strip], at: Iterable[int]) -> bool:
    """Whether rows of goods say that their prices include tax."""
    said = [strips[row].text for row in at]
    return any("税込" in text for text in said) and not any(re.search("税抜|税別", text) for text in said)


def _on_lines(strips: Sequence[Strip]) -> tuple[dict[int, Item], frozenset[int]]:
    """Choose the rows that are one article each, and those that tell more of one above them.

    A bare number counts only beside others, or with more of its article below.
    """
    read = {at: item for at, strip in enumerate(strips) if (item := _item(strip)) is not None}
    for at in [at for at, item in read.items() if not item.name]:
        if at == 0 or not _can_name(strips[at - 1]):
            read.pop(at)
        else:
            read.pop(at - 1, None)
    settle_ends(strips, read)
    details = take_details(strips, read)
    chosen = {at for at, item in read.items() if item.is_sure or "unit" in item.fields or at in details}
    weak = [at for at in read if at not in chosen]
    if not chosen:
        chosen = {at for at in weak if _beside(strips, at) & set(weak)}
    for at in [*weak, *reversed(weak)]:
        chosen |= {at} if _beside(strips, at) & chosen else set()
    rows = frozenset(row for at in chosen for row in details.get(at, ()))
    return {at: read[at] for at in sorted(chosen)}, rows


def _beside(strips: Sequence[Strip], at: int) -> set[int]:
    """Return the rows right above and below one, without a blank line between."""
    pairs = ((at - 1, at - 1, at), (at + 1, at, at + 1))
    return {row for row, one, other in pairs if 0 <= row < len(strips) and are_adjoining(strips[one], strips[other])}


def _item(strip: Strip) -> Item | None:
    text = spread("  ".join(cell.text for cell in strip.cells if cell.text))
    item = item_in(text)
    if (
        item is None
        or _CONTACT.search(text)
        or _TOLD.search(_SAME.sub("", text))
        or number_in_text(folded(text))
        or _SENTENCE.search(item.name or text)
        or len(item.name) > _LONGEST_NAME
        or _COUNTS.fullmatch(item.name) is not None
    ):
        return None
    item.name = item.name if item.name.startswith("と") else without_lead(item.name)
    if item.name and (label_in(text) is not None or _line_labels(strip) or _SEVERAL.search(item.name)):
        return None
    return item


def _can_name(strip: Strip) -> bool:
    """Whether a row may be the name of the goods counted below it."""
    text = strip.text
    return (
        bool(re.search(r"[^\W\d_]", text))
        and len(text) <= _LONGEST_NAME
        and label_in(text) is None
        and not _SENTENCE.search(text)
    )


def _with_names(strips: Sequence[Strip], items: dict[int, Item]) -> list[tuple[int, Item]]:
    """Name what is counted below its name, and leave out numbers that only count the rows."""
    named: list[tuple[int, Item]] = []
    for at, item in items.items():
        if not item.name:
            above = spread("  ".join(cell.text for cell in strips[at - 1].cells if cell.text))
            item.name = _without_mark(above)
        named.append((at, item))
    counted = [_NUMBERED.match(item.name) for _, item in named]
    if len(named) > 1 and all(mark and int(mark[1]) == number for number, mark in enumerate(counted, 1)):
        for (_, item), mark in zip(named, counted, strict=True):
            item.name = item.name[mark.end() :] if mark else item.name
    return named


def _without_mark(text: str) -> str:
    return MARK.sub("", text, count=1).strip() if MARK.match(text) else text


def _coded(rows: Sequence[tuple[int, Item]]) -> list[tuple[int, dict[str, str]]]:
    """Part codes from names, where they look like codes or all rows have one alike; `DX-1` alone is of the name."""
    parted = [code_before(item.name) for _, item in rows]
    codes = [one[0] for one in parted if one is not None]
    are_alike = len({*codes}) == len(codes) == len(rows) > 1 == len({shape_of(code) for code in codes})
    found = []
    for (at, item), one in zip(rows, parted, strict=True):
        is_coded = one is not None and (are_alike or len(re.findall(r"\d", one[0])) > 2 or item.name[0] in "[(【")
        code, name = one if one is not None and is_coded else ("", item.name)
        found.append((at, {"product_code": code, "product_name": name.strip("「」『』"), **item.fields}))
    if found and not any(fields["product_code"] for _, fields in found):
        for (_, fields), alike in zip(found, parted_alike([item.name for _, item in rows]), strict=True):
            fields |= {} if alike is None else {"product_code": alike.code, "product_name": alike.name}
    return found


def _charges(strips: Sequence[Strip], items: dict[int, Item]) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield postage and discounts beside goods that have amounts, what is said twice once."""
    if any(item.fields.keys() & {"amount", "unit_price"} for item in items.values()):
        said: list[dict[str, str]] = []
        for at, fields in charges_told(strips):
            if fields not in said:
                yield at, fields
            said.append(fields)


def _unread(strips: Sequence[Strip], items: dict[int, Item], named: frozenset[int]) -> Iterator[str]:
    yield from (strips[at].text for at, item in items.items() if item.is_unclear or item.sums)
    if not items:
        return
    yield from doubted(strips, items, named)
    first, last = min(items), max(items)
    for at, strip in enumerate(strips):
        if at in items or at in named or is_rule(strip.text):
            continue
        if first - 1 <= at <= last + 1:
            if _may_be_goods(strip, inside=first < at < last):
                yield strip.text
        elif _is_listed(strip):
            yield strip.text


def _may_be_goods(strip: Strip, *, inside: bool) -> bool:
    """Whether a row between or beside goods may be goods too: it holds a number, and is no label, sum or day."""
    text = strip.text
    if (
        label_in(text) is not None
        or any(label_in(cell.text) is not None for cell in strip.cells)
        or _SENTENCE.search(text)
        or charge_in(text) is not None
        or days_in(text) is not None
    ):
        return False
    return _is_listed(strip) or (inside and bool(re.search(r"\d", text)))


def _is_listed(strip: Strip) -> bool:
    text = strip.text
    return bool(_LISTED.match(text)) and bool(_ENDS_COUNTED.search(text)) and label_in(text) is None


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
