"""What sentences say of an order that no label does: the day and place of arrival, the order's number and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agent.core.order import OrderKind
from agent.extract.elsewhere_words import goods_in
from agent.extract.labelled import Written
from agent.extract.unseen.columns import ambiguous
from agent.extract.unseen.earlier import day_said, number_said
from agent.extract.unseen.fitting import looks_like
from agent.extract.unseen.head import Head
from agent.extract.unseen.hints import speaks_of_other
from agent.extract.unseen.label_words import Label, label_in
from agent.extract.unseen.order_headings import shop_beside_number
from agent.extract.unseen.said_days import DAY, WEEKDAY, arrivals
from agent.extract.unseen.said_places import places
from agent.extract.unseen.sentences import MAX_SENTENCE, paragraphs, row_at, sentences_in
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.vocabulary import WEAK
from agent.extract.values import day_in, folded, squeezed

_ANSWERED = re.compile(r"\s*(?:re|fw|fwd|転送|返信)\s*[:：]", re.IGNORECASE)
_OF_ORDER = re.compile("注文|発注|オーダー|order|\\bpo\\b", re.IGNORECASE)
_CODE = re.compile(
    r"(?<![A-Za-z0-9\-/])(?:[A-Za-z]{1,6}-?\d[A-Za-z0-9\-]{2,18}|\d{1,6}-\d[\d\-]{2,12}|\d{7,12})(?![A-Za-z0-9\-/月年日時])"
)
_FEWEST_FIGURES = 4
_BEFORE = re.compile(r"[^\s()【】\[\]、。:]{1,12}[\s:.の]{0,3}$")
"""The word right before a code."""
_SHOP = re.compile(
    r"[●■◆◇○□▼▽【\[<〈《=＝*\-・\s]{1,8}(?P<name>[^\s:、。]{1,16}(?:店|支店|営業所|工場|センター|倉庫|校|園|館|院|事業所|棟))(?:様?分|宛て?|行き|様)?"
    r"[】\]>〉》=＝*\-\s]{0,8}"
)
_ORDERED = re.compile(
    rf"(?P<day>{DAY}){WEEKDAY}\s*(?:付け?(?:け?で|の|にて)?|に|で)\s*(?:ご|御)?(?:注文|発注)(?:を)?(?:いた|致|を)?(?:し(?!た|て|まし)|させ|書|分|申)"
    rf"|(?P<came>{DAY}){WEEKDAY}\s*(?:\d{{1,2}}:\d\d(?::\d\d)?)?(?:に|の)?(?:ご|御)?(?:注文|購入)(?:が入|を受け|を頂|をいただ|されま)"
    rf"|(?P<from>{DAY}){WEEKDAY}\s*\d{{1,2}}:\d\d(?::\d\d)?に[^。、]{{1,30}}(?:様|さま|さん)(?:から|より)の?(?:ご|御)?注文"
    rf"|(?:注文|受注)[^。(（]{{0,20}}[(（](?P<in>{DAY}){WEEKDAY}[)）]"
    rf"|(?:発注|注文)日は(?:いずれも|すべて|全て|共に|本日|、)?(?P<told>{DAY})"
)


def add_said(head: Head, strips: Sequence[Strip], where: Sequence[int], near: date, kind: OrderKind) -> None:
    """Take what sentences say where no label does; what they say differently is doubted and left out.

    Args:
        head: What the labels said.
        strips: All rows of the document.
        where: The rows to look in.
        near: The day the document came.
        kind: What the document is; a change or cancellation tells of the day of its order.
    """
    texts = list(_sentences(strips, where))
    if not head.is_unclear("deliver_on"):
        _add_day(head, list(arrivals(texts, near)), near)
    _add(head, "deliver_to", [written for text, place in texts for written in places(text, place)])
    _add_ordered(head, texts, near, kind)
    _add(head, "number", number_said([(place, text) for text, place in texts]))


def add_subject(head: Head, subject: str, kind: OrderKind, strips: Sequence[Strip]) -> None:
    """Take the number a mail's subject names, where its text names none; an answer's is that of the order before."""
    said = folded(subject[:MAX_SENTENCE])
    if kind is not OrderKind.ORDER or not _ANSWERED.match(said):
        _add(head, "number", number_said([("subject", said)]) or list(_coded(said, strips)))


def is_of_other(match: re.Match[str], strips: Sequence[Strip]) -> bool:
    """Whether a code of a mail's subject stands among its goods, too, or is that of another paper: 見積書 Q-1234."""
    before = _BEFORE.search(match.string[: match.start()])
    is_of_paper = before is not None and speaks_of_other(before[0], "number")
    return is_of_paper or any(match[0] in strip.text and goods_in(strip.text) for strip in strips)


def add_heading(head: Head, above: Sequence[Strip]) -> None:
    """Take the shop that heads one of several orders, `●緑ヶ丘店`, for where its goods are brought."""
    names = [match["name"] for strip in above if (match := _SHOP.fullmatch(strip.text)) is not None]
    if len(names) == 1 and "deliver_to" not in head.written:
        head.take("deliver_to", Written("deliver_to", names[0], above[0].place), WEAK)
    add_shop_of_number(head, above)


def add_shop_of_number(head: Head, strips: Sequence[Strip]) -> None:
    """Take the shop beside an order's number, `発注番号 N4471　桜橋店`, for where its goods are brought."""
    beside = [(strip.place, shop) for strip in strips if (shop := shop_beside_number(strip.cells))]
    _add(head, "deliver_to", [Written("deliver_to", shop, place) for place, shop in beside])


def _coded(subject: str, strips: Sequence[Strip]) -> Iterator[Written]:
    """Yield what looks like a number in the subject of an order, `注文書 8-1173`, and is no day and no article's."""
    for match in _CODE.finditer(subject) if _OF_ORDER.search(subject) else ():
        code = match[0]
        is_long = len(re.findall(r"\d", code)) >= _FEWEST_FIGURES
        is_number = day_in(code.replace("-", "")) is None and looks_like("number", code)
        if is_long and is_number and not is_of_other(match, strips):
            yield Written("number", code, "subject")


def _add_ordered(head: Head, texts: Sequence[tuple[str, str]], near: date, kind: OrderKind) -> None:
    """Take the day of ordering; a day alone above a letter is not that of the order it changes or calls off."""
    if kind is OrderKind.ORDER:
        found = [
            Written("ordered_on", next(filter(None, m.groups())), place)
            for text, place in texts
            for m in _ORDERED.finditer(text)
        ]
    else:
        found = day_said([(place, text) for text, place in texts], near)
        if found and "ordered_on" not in head.labels:
            head.written.pop("ordered_on", None)
    _add(head, "ordered_on", found)


def _sentences(strips: Sequence[Strip], where: Sequence[int]) -> Iterator[tuple[str, str]]:
    """Yield each sentence of rows without labels, with its place."""
    labelled = frozenset(at for at in where if any(label_in(cell.text) is not None for cell in strips[at].cells))
    free = frozenset(where) - labelled
    taken = frozenset(range(len(strips))) - free
    for text, starts in paragraphs(strips, taken):
        for start, sentence in sentences_in(text):
            if len(sentence) > MAX_SENTENCE:
                continue
            yield sentence, strips[row_at(starts, start)].place
    yield from ((text, strips[at].place) for at in sorted(labelled) for text in _beside_labels(strips[at]))


def _beside_labels(strip: Strip) -> Iterator[str]:
    """Yield the cells of a row that are no label, nor the value of one."""
    cells = [cell for cell in strip.cells if cell.text]
    for index, cell in enumerate(cells):
        label = label_in(cell.text)
        is_free = label is None and (not index or label_in(cells[index - 1].text) is None)
        if is_free or (label is not None and _is_sentence(label)):
            yield folded(cell.text)[:MAX_SENTENCE]


def _is_sentence(label: Label) -> bool:
    """Whether a label begins a sentence: `注文番号 A-1(4月1日発注分)について`."""
    return label.word.field == "number" and bool(label.rest) and not looks_like("number", label.rest)


def _add_day(head: Head, said: Sequence[Written], near: date) -> None:
    known = head.written.get("deliver_on")
    given = [written.text for written in (*([known] if known is not None else ()), *said)]
    days = {day_in(text, "md", near) for text in given}
    if len(days) > 1:
        first = day_in(given[0], "md", near)
        other = next(text for text in given if day_in(text, "md", near) != first)
        head.findings.append(ambiguous("deliver_on", given[0], other))
        head.written.pop("deliver_on", None)
    elif said and known is None and None not in days:
        head.take("deliver_on", said[0], WEAK)


def _add(head: Head, name: str, found: Sequence[Written]) -> None:
    """Take a field that sentences say alike; two that differ are doubted."""
    if not found or name in head.written or head.is_unclear(name):
        return
    other = next((one for one in found if squeezed(one.text) != squeezed(found[0].text)), None)
    if other is not None:
        head.findings.append(ambiguous(name, found[0].text, other.text))
        return
    head.take(name, found[0], WEAK)
