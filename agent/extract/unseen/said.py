"""What a document's sentences say of an order: the day the goods shall arrive on, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agent.core.order import OrderKind
from agent.extract.labelled import Written
from agent.extract.unseen.columns import ambiguous
from agent.extract.unseen.earlier import day_said, number_said
from agent.extract.unseen.head import Head
from agent.extract.unseen.labels import label_in
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import WEAK
from agent.extract.values import day_in, folded, squeezed

_DAY = (
    r"((?:(?:(?:令和|R) ?)?\d{1,4} ?[年/] ?)?\d{1,2} ?(?:月 ?\d{1,2} ?日|/ ?\d{1,2}(?![\d/]))"
    r"|\d{4}[-.]\d{1,2}[-.]\d{1,2}(?!\d))"
)
_WEEKDAY = r"(?:\(.\)|\([月火水木金土日]曜?日?\))?"
_ARRIVING = (
    r"(?:必着|着(?![信手用色席服])|納品(?![書先])|納期|納入(?![書先])|入荷|お?届(?:け(?!先)|く)|配達(?!先)|配送(?!先)"
    r"|搬入)"
)
_NOON = r"(?:の?(?:午前中?|午後|朝一?|夕方|AM|PM))?"
_SAID = (
    r"(?:着日?|納品(?:希望)?日?|希望納期|納期|納入(?:希望)?日?|お?届け(?:希望)?日?|配達(?:希望)?日?|配送(?:希望)?日?)"
)
_ARRIVAL = re.compile(
    rf"(?<![\d/.]){_DAY} ?{_WEEKDAY} ?{_NOON} ?(?:までに? ?|に ?|で ?)?{_ARRIVING}"
    rf"|(?<![更正回]前)(?<!旧){_SAID}(?:は|を|も|が|希望は|につきましては)?[、 :]?(?<![\d/.]){_DAY}(?! ?{_WEEKDAY} ?発)"
)
_BRING = r"(?:納品|納入|お?届け|配送|配達|搬入|直送|お送り|送って|発送)"
_TO = re.compile(
    r"(?:納品|納入|お?届け|配送|配達|送付|直送|送り|搬入)(?:先|場所)"
    r"(?:に(?:つき|関し)ましては|については|は|を|が)[、 ]?"
    r"(?P<place>[^。、!?「」]{2,60}?)(?:です|でお願|になり|となり|まで|宛|へ|にて?お|に変更|とし|でござ|$|[。、])"
)
_UP_TO = re.compile(
    r"(?:^|[。、!?にはで ])(?P<place>[^。、!?「」\s]{2,40}(?: [^。、!?「」\s]{1,20})?)"
    rf"(?:まで|宛てに?|宛に?|へ|に)の?(?:{_BRING}|お願い)"
)
_ADDRESS = re.compile(r"(?:東京都|北海道|(?:京都|大阪)府|[一-龠]{2,3}県|[一-龠ぁ-ん]{1,6}[市区郡]).{0,12}\d")
_NO_PLACE = re.compile(
    r"^(?:同上|同左|上記|左記|下記|別紙|添付|貴社|御社|弊社|当社|自社|いつも|従来|従前|前回|通常|以下|記載)|[→⇒]|変更|\d{1,2}[月/]\d{1,2}"
)


def add_said(head: Head, strips: Sequence[Strip], where: Sequence[int], near: date, kind: OrderKind) -> None:
    """Take the day and the place of arrival that sentences say, where no label does, and the order they speak of.

    `5月18日着で`, `納品は4月10日で`, `納品先は…です`, `…までお届けください`. What differs is doubted.

    Args:
        head: What labels said.
        strips: All rows.
        where: The rows outside the lines.
        near: The day the document came.
        kind: What the document is; a change or cancellation tells of the day of its order.
    """
    texts = [(strips[at].place, text) for at in where for text in _unlabelled(strips[at])]
    if not head.is_unclear("deliver_on"):
        _add_arrival(head, texts, near)
    if "deliver_to" not in head.written and not head.is_unclear("deliver_to"):
        _add_one(head, "deliver_to", [said for place, text in texts for said in _places_in(text, place)])
    if "number" not in head.written and not head.is_unclear("number"):
        _add_one(head, "number", number_said(texts))
    if kind is not OrderKind.ORDER and "ordered_on" not in head.labels and not head.is_unclear("ordered_on"):
        _add_one(head, "ordered_on", day_said(texts, near))


def _unlabelled(strip: Strip) -> list[str]:
    """Return a row's text; of one that holds labels only what stands beside them."""
    if not any(label_in(cell.text) is not None for cell in strip.cells):
        return [strip.text]
    cells = [cell for cell in strip.cells if cell.text]
    return [
        folded(cell.text)
        for index, cell in enumerate(cells)
        if label_in(cell.text) is None and (not index or label_in(cells[index - 1].text) is None)
    ]


def _add_arrival(head: Head, texts: Sequence[tuple[str, str]], near: date) -> None:
    said = [
        Written("deliver_on", match[1] or match[2], place) for place, text in texts for match in _ARRIVAL.finditer(text)
    ]
    known = head.written.get("deliver_on")
    given = [*([known] if known is not None else ()), *said]
    days = {day_in(written.text, "md", near) for written in given}
    if len(days) > 1:
        head.findings.append(ambiguous("deliver_on", given[0].text, next(_others(given, near))))
        head.written.pop("deliver_on", None)
    elif known is None and days and None not in days:
        head.take("deliver_on", said[0], WEAK)


def _others(given: Sequence[Written], near: date) -> Iterator[str]:
    first = day_in(given[0].text, "md", near)
    return (written.text for written in given if day_in(written.text, "md", near) != first)


def _add_one(head: Head, name: str, said: Sequence[Written]) -> None:
    by_text = {squeezed(one.text): one for one in said}
    if len(by_text) > 1:
        first, other = list(by_text.values())[:2]
        head.findings.append(ambiguous(name, first.text, other.text))
    for one in by_text.values() if len(by_text) == 1 else ():
        head.take(name, one, WEAK)


def _places_in(text: str, place: str) -> Iterator[Written]:
    for match in _TO.finditer(text):
        if not _NO_PLACE.search(match["place"]):
            yield Written("deliver_to", match["place"].strip(), place)
    for match in _UP_TO.finditer(text):
        name = match["place"].strip()
        if _ADDRESS.match(name) and not _NO_PLACE.search(name) and label_in(name) is None:
            yield Written("deliver_to", name, place)
