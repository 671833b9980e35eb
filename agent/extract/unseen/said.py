"""What sentences say of an order that no label does: the day and place of arrival, the order's number and day."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from agent.core.order import OrderKind
from agent.extract.altering import is_condition
from agent.extract.elsewhere_words import goods_in, is_arrival
from agent.extract.labelled import Written
from agent.extract.unseen.columns import ambiguous
from agent.extract.unseen.earlier import day_said, number_said
from agent.extract.unseen.fitting import looks_like
from agent.extract.unseen.head import Head
from agent.extract.unseen.labels import Label, label_in
from agent.extract.unseen.relative_days import relative_day
from agent.extract.unseen.sentences import MAX_SENTENCE, paragraphs, row_at, sentences_in
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.vocabulary import WEAK
from agent.extract.values import day_in, folded, squeezed

_DAY = (
    r"(?:(?:(?:\d{4}|(?:令和|R)\s?\d{1,2}) ?[年/.] ?)?\d{1,2} ?(?:月 ?\d{1,2} ?日|/ ?\d{1,2}(?![\d/]))"
    r"|\d{4}[-.]\d{1,2}[-.]\d{1,2}(?!\d))"
)
_WEEKDAY = r" ?(?:\(.(?:曜日?)?\))?"
_ARRIVAL = re.compile(
    rf"(?<![\d/])(?P<before>{_DAY}){_WEEKDAY} ?(?:までに? ?|に ?)?(?:必着|着(?!手|工)|納品|納期|納入|お?届け)"
    rf"|(?<![更正回]前)(?<!旧)(?:着日?|納品日?|納期|納入日?|お届け日?)(?:は|を|も|希望は)?[、 (]{{0,2}}"
    rf"(?<![\d/])(?P<behind>{_DAY})(?!{_WEEKDAY} ?発)"
)
_BY = re.compile(
    rf"(?<![\d/])(?P<day>{_DAY}){_WEEKDAY} ?までに?(?:は)?\s*"
    "(?:お願い|おねがい|欲し|ほし|必要|くださ|下さ|頂|いただ|入荷|送)"
)
_FOR_DAY = re.compile(
    rf"(?<![\d/])(?P<day>{_DAY}){_WEEKDAY}(?:の?(?:午前中?|午後一?|夕方|朝一?番?|昼|[^。、\d]{{0,4}}便|\d{{1,2}}時(?:まで|頃|ごろ)?))?"
    r"(?:までに|にて|に|で)、?\s*(?:下記|以下|上記|左記|次|別紙)?[^。、\d]{0,12}(?:お願い|おねがい|お頼み|頼みます|欲し|ほし|くださ|下さ)"
)
_FOR_PLACE = re.compile(
    rf"(?<![\d/])(?P<day>{_DAY}){_WEEKDAY}(?:の?(?:午前中?|午後一?|夕方|朝一?番?|昼))?(?:までに|に)[^。、]{{2,40}}?(?:へ|宛てに|宛に|まで)\s*"
    "(?:お願い|おねがい|頼みます|お頼み)"
)
"""A day for which something is asked, without a word of what shall happen on it: 12/5に下記お願いします."""
_DEED = re.compile(
    "電話|tel|出荷|発送|集荷|引き?取|取りに|支払|振込|入金|訪問|来社|伺|打ち?合わ?せ|会議|返品|回収|締|変更|訂正|修正|キャンセル|取り?消|改め|再度|参加|申込|提出|予約",
    re.IGNORECASE,
)
_TOLD_BACK = re.compile("納期の?(?:ご?回答|ご?連絡|ご?返信)")
_ANSWERED = re.compile(r"\s*(?:re|fw|fwd|転送|返信)\s*[:：]", re.IGNORECASE)
_ANSWER = re.compile("回答|返信|返事|連絡|見積|確認|支払|振込|知らせ")
_NOT_THEN = re.compile(
    r"前回|(?:納品|納入|届け?|着荷?|到着)(?:して|を)?(?:いただいた|頂いた|された|した(?!い))"
    r"|(?:着|納品|納入|届け?)[^、。]{0,6}(?:不可|(?:でき|出来|受け取れ)ません|休み|NG)"
)
"""A day on which goods came, or must not come."""
_OF_PAPER = re.compile(
    "(?:請求書|納品書|見積書|領収書|証明書|カタログ|資料|書類|サンプル|見本品|返品分?|空き?箱|伝票)[をも]"
)
"""What is asked for beside the goods, for a day of its own."""
_INSTEAD = re.compile(rf"{_DAY}{_WEEKDAY}\s*(?:→|⇒|➡|->|=>|から|より)\s*(?={_DAY})")
_OR = re.compile(rf"(?P<day>{_DAY}){_WEEKDAY}\s*(?:または|又は|もしくは|若しくは|か|or|[~〜-])\s*(?={_DAY})")
_ANY_DAY = re.compile(rf"(?<![\d/]){_DAY}(?!{_WEEKDAY} ?(?:発|出荷|付|に(?:ご?注文|ご?発注)))")
_BEFORE = re.compile("(?:変更|訂正|修正)前|旧(?:納期|納品日)")
_OF_ORDER = re.compile("注文|発注|オーダー|order|\\bpo\\b", re.IGNORECASE)
_CODE = re.compile(
    r"(?<![A-Za-z0-9\-/])(?:[A-Za-z]{1,6}-?\d[A-Za-z0-9\-]{2,18}|\d{1,6}-\d[\d\-]{2,12}|\d{7,12})(?![A-Za-z0-9\-/月年日時])"
)
_FEWEST_FIGURES = 4
_DAY_LABEL = re.compile("^(?:着日?|納期|納品日?|納入日?|お?届け日?)は")
_SHOP = re.compile(
    r"[●■◆◇○□▼▽【\[<〈《=＝*\-・\s]{1,8}(?P<name>[^\s:、。]{1,16}(?:店|支店|営業所|工場|センター|倉庫|校|園|館|院|事業所|棟))(?:様?分|宛て?|行き|様)?"
    r"[】\]>〉》=＝*\-\s]{0,8}"
)
_MOVED = re.compile("変更|訂正|修正|延期|前倒|→|⇒|➡|->|=>")
_TIME = (
    r"(?:の?\s*(?:午前中?|午後一?|夕方|朝一?番?|昼|\d{1,2}時(?:まで|頃|ごろ)?))?\s*(?:必着|着)?\s*"
    r"(?:にて|までに|まで|に|で|、|は|,)?\s*"
)
_DAYS_OUT = re.compile(
    rf"{_DAY}{_WEEKDAY}{_TIME}|(?:明後日|明日|(?:再?来週|今週)の?.曜日?|(?<!\d)\d{{1,2}}日(?:\(.\))?){_TIME}"
)
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
_ORDERED = re.compile(
    rf"(?P<day>{_DAY}){_WEEKDAY}\s*(?:付け?(?:け?で|の|にて)?|に|で)\s*(?:ご|御)?(?:注文|発注)(?:を)?(?:いた|致|を)?(?:し(?!た|て|まし)|させ|書|分|申)"
    rf"|(?P<came>{_DAY}){_WEEKDAY}\s*(?:\d{{1,2}}:\d\d(?::\d\d)?)?(?:に|の)?(?:ご|御)?(?:注文|購入)(?:が入|を受け|を頂|をいただ|されま)"
    rf"|(?P<from>{_DAY}){_WEEKDAY}\s*\d{{1,2}}:\d\d(?::\d\d)?に[^。、]{{1,30}}(?:様|さま|さん)(?:から|より)の?(?:ご|御)?注文"
    rf"|(?:注文|受注)[^。(（]{{0,20}}[(（](?P<in>{_DAY}){_WEEKDAY}[)）]"
    rf"|(?:発注|注文)日は(?:いずれも|すべて|全て|共に|本日|、)?(?P<told>{_DAY})"
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
        _add_day(head, list(_arrivals(texts, near)), near)
    _add(head, "deliver_to", [written for text, place in texts for written in _places(text, place)])
    _add_ordered(head, texts, near, kind)
    _add(head, "number", number_said([(place, text) for text, place in texts]))


def add_subject(head: Head, subject: str, kind: OrderKind, strips: Sequence[Strip]) -> None:
    """Take the number a mail's subject names, where its text names none; an answer's is that of the order before."""
    said = folded(subject[:MAX_SENTENCE])
    if kind is not OrderKind.ORDER or not _ANSWERED.match(said):
        _add(head, "number", number_said([("subject", said)]) or list(_coded(said, strips)))


def is_of_goods(code: str, strips: Sequence[Strip]) -> bool:
    """Whether a code of a mail's subject stands among its goods, too."""
    return any(code in strip.text and goods_in(strip.text) for strip in strips)


def add_heading(head: Head, above: Sequence[Strip]) -> None:
    """Take the shop that heads one of several orders, `●緑ヶ丘店`, for where its goods are brought."""
    names = [match["name"] for strip in above if (match := _SHOP.fullmatch(strip.text)) is not None]
    if len(names) == 1 and "deliver_to" not in head.written:
        head.take("deliver_to", Written("deliver_to", names[0], above[0].place), WEAK)


def _coded(subject: str, strips: Sequence[Strip]) -> Iterator[Written]:
    """Yield what looks like a number in the subject of an order, `注文書 8-1173`, and is no day and no article's."""
    for match in _CODE.finditer(subject) if _OF_ORDER.search(subject) else ():
        code = match[0]
        is_long = len(re.findall(r"\d", code)) >= _FEWEST_FIGURES
        is_number = day_in(code.replace("-", "")) is None and looks_like("number", code)
        if is_long and is_number and not is_of_goods(code, strips):
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


def _arrivals(texts: Sequence[tuple[str, str]], near: date) -> Iterator[Written]:
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
    if len(every) == 1 and is_arrival(text):
        return every
    if _ANSWER.search(text) or _OF_PAPER.search(text):
        return []
    by = [match["day"] for match in _BY.finditer(text)]
    asked = (match["day"] for pattern in (_FOR_DAY, _FOR_PLACE) for match in pattern.finditer(text))
    return by or ([] if len(every) > 1 or _DEED.search(text) else list(asked))


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


def _places(text: str, place: str) -> Iterator[Written]:
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


def _add(head: Head, name: str, found: Sequence[Written]) -> None:
    """Take a field that sentences say alike; two that differ are doubted."""
    if not found or name in head.written or head.is_unclear(name):
        return
    other = next((one for one in found if squeezed(one.text) != squeezed(found[0].text)), None)
    if other is not None:
        head.findings.append(ambiguous(name, found[0].text, other.text))
        return
    head.take(name, found[0], WEAK)
