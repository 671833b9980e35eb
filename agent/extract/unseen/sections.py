"""Sections of a mail that tell of one party: `■お届け先` over its name and address, `■ご注文者情報` over its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from agent.extract.labelled import Written
from agent.extract.unseen.fitting import ANY_DAY, fitted
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.labels import Found
from agent.extract.unseen.strips import Strip, are_adjoining, is_rule
from agent.extract.unseen.vocabulary import FAIR, WEAK
from agent.extract.unseen.words import bare, head_word
from agent.extract.values import folded

_MARKED = re.compile(
    r"[■●◆◇▼□○◎★☆▽▶・*#\-=─━<＜【\[(（《〈「\s]*(?P<name>[^:：■◆\[\]【】]{1,20}?)[】\])）>＞》〉」*#\-=─━\s]*[:：]?"
)
_SAID = re.compile(
    "(?:(?:お?届け?|納品|納入|配送|送付|送り|搬入)先(?:の?ご?住所)?)は、?(?:(?:下記|以下|次)(?:の?ご?(?:住所|通り|とおり))?|現場)"
    "(?:へ|に|と)?(?:です|になります|となります|お願い(?:いた|致)?します|で?お願いします)[。:]?"
)
"""A sentence in place of a heading: 納品先は下記の住所です。"""
_SUFFIX = re.compile("(?:の?(?:情報|詳細|内容|住所|ご?住所))$")
_ADDRESS = re.compile(r"(?:〒\s?\d{3}-?\d{4}|[都道府県].{1,8}[市区町村郡]|^.{0,6}[市区郡].{1,20}\d)")
_ZIP = re.compile(r"^〒?\s?\d{3}-\d{4}\s*")
_CONTACT = re.compile(r"tel|fax|電話|携帯|@|\d{2,4}-\d{2,4}-\d{3,4}|^日本$|^japan$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"^\d|[都道府県].{1,8}[市区町村郡]|丁目|番地|(?:ビル|棟|号室?|階|[0-9]F|倉庫|工場|センター|店|課|部|係|マンション|ハイツ|コーポ|館|室|所|内|厨房|キッチン|売場|口|ヤード)$"
)
"""The second row of an address: a building, a floor, a place within a firm."""
_BEHIND = re.compile(r"\s+(?:TEL|電話(?:番号)?)\s?:?\s?[\d()\-]{9,15}.{0,40}$", re.IGNORECASE)
_PERSON = re.compile(r"(?:様|さま|殿|御中)$")
_ADDRESSES = frozenset({"住所", "所在地", "address", "届け先住所", "送付先住所", "配送先住所"})
_NAMES = frozenset({"名前", "氏名", "お名前", "姓名", "name"})
MOST_ROWS, MOST_ADDRESS = 10, 5
_PARTY = {"deliver_to": "to", "customer_name": "by"}
_SELLER = re.compile("^(?:ショップ|販売元|販売者|販売会社|運営会社|運営者|出荷元|発送元|お?問い?合わせ先?)$")
_OTHERS = re.compile("^(?:お?客様|購入者|ご?依頼主|送り主)$")


class _Section(NamedTuple):
    """A heading and the rows below it, and whose they are: whom goods are brought `to`, ordered `by`, the `seller`."""

    at: int
    stop: int
    party: str


def in_sections(found: Sequence[Found], strips: Sequence[Strip]) -> list[Found]:
    """Read the address below the heading of a place to deliver to, and keep its name apart from who orders.

    Args:
        found: Every labelled value.
        strips: All rows of a text.
    """
    kept = list(found)
    for section in _sections(strips):
        rows = range(section.at, section.stop)
        if section.party == "to":
            address = _address_in(strips, section)
            kept = [one for one in kept if not (one.at in rows and one.field == "customer_name")]
            if address is not None:
                kept = [one for one in kept if not (one.at in rows and one.field == "deliver_to")]
                kept.append(_found("deliver_to", address, section.at, strips, FAIR))
        elif section.party == "seller":
            is_own = [one.at in rows and one.field == "customer_name" for one in kept]
            kept = [one._replace(field="supplier") if own else one for one, own in zip(kept, is_own, strict=True)]
        elif not any(one.field == "customer_name" for one in kept):
            named = next((text for name, text in _labelled(strips, section) if name in _NAMES), "")
            if named:
                kept.append(_found("customer_name", named, section.at, strips, WEAK))
    return sorted((_bare_place(_with_address(one, strips)) for one in kept), key=lambda one: one.at)


def _bare_place(one: Found) -> Found:
    """Drop the post code before an address and the telephone behind it."""
    text = one.written.text
    bare_text = _BEHIND.sub("", _ZIP.sub("", folded(text))) if one.field == "deliver_to" else text
    return one if bare_text in ("", folded(text)) else one._replace(written=one.written._replace(text=bare_text))


def _found(name: str, text: str, at: int, strips: Sequence[Strip], confidence: float) -> Found:
    return Found(name, Written(name, text, strips[at].place), confidence, "", at, strips[at].text, "below")


def _sections(strips: Sequence[Strip]) -> Iterator[_Section]:
    headings = [(at, party) for at, strip in enumerate(strips) if (party := _party(strip)) is not None]
    for (at, party), (following, _) in pairwise([*headings, (len(strips), "")]):
        if party:
            yield _Section(at, min(following, at + 1 + MOST_ROWS), party)


def _party(strip: Strip) -> str | None:
    """Return whose heading a row is, empty for one of something else; None when it is no heading."""
    text = strip.text
    label = label_in(text)
    if label is not None and label.word.field == "deliver_to" and _ZIP.fullmatch(label.rest):
        return "to"
    if _SAID.fullmatch(text):
        return "to"
    match = _MARKED.fullmatch(text) if len(strip.cells) == 1 and len(text) <= 40 else None
    if match is None or is_rule(text) or re.search("[。、]", text):
        return None
    name = match["name"].strip()
    word = head_word(name) or head_word(_SUFFIX.sub("", name))
    if word is not None and word.field in _PARTY:
        return _PARTY[word.field]
    if _OTHERS.match(_SUFFIX.sub("", bare(name))):
        return "by"
    if _SELLER.match(_SUFFIX.sub("", bare(name))):
        return "seller"
    return "" if name != text.strip() and label is None else None


def _labelled(strips: Sequence[Strip], section: _Section) -> Iterator[tuple[str, str]]:
    """Yield the labels of a section with their values, known or not."""
    for strip in strips[section.at + 1 : section.stop]:
        name, _, rest = _opened(strip).partition(":")
        if rest.strip():
            yield bare(name).removeprefix("ご").removeprefix("御"), rest.strip()


def _opened(strip: Strip) -> str:
    text = re.sub(r"^[\[【]([^\]】]{1,14})[\]】]\s*:?", r"\1:", strip.text)
    return text if ":" in text else ":".join(folded(cell.text) for cell in strip.cells)


def _address_in(strips: Sequence[Strip], section: _Section) -> str | None:
    """Return the address of a section: behind its label, or as a row of its own and what goes on below it."""
    labelled = next((text for name, text in _labelled(strips, section) if name in _ADDRESSES), "")
    if labelled:
        return _ZIP.sub("", labelled)
    return _rows_of_address(strips, section.at + 1, section.stop)


def _with_address(one: Found, strips: Sequence[Strip]) -> Found:
    """Put the address right below a receiver's name in its place: `[送付先] 見本 太郎 様` over `〒… 東京都…`."""
    if one.field != "deliver_to" or _ADDRESS.search(one.written.text):
        return one
    first = one.at + 1 + (one.how == "below")
    if first >= len(strips) or not are_adjoining(strips[first - 1], strips[first]):
        return one
    text = _rows_of_address(strips, first, min(first + MOST_ADDRESS, len(strips)))
    return one if text is None else one._replace(written=one.written._replace(text=text))


def _rows_of_address(strips: Sequence[Strip], first: int, stop: int) -> str | None:
    """Join the rows of an address: from its post code or prefecture to a telephone number, label or blank line."""
    parts: list[str] = []
    for at in range(first, stop):
        text = strips[at].text
        is_apart = at > first and not are_adjoining(strips[at - 1], strips[at])
        if is_apart or is_rule(text) or (label_in(text) is not None and not _ZIP.match(text)):
            break
        rest = _ZIP.sub("", text)
        if parts or _ADDRESS.search(text):
            if rest and (_CONTACT.search(rest) or _PERSON.search(rest) or (parts and not _GOES_ON.search(rest))):
                break
            parts += [rest] if rest else []
    text = " ".join(parts)
    return text if _ADDRESS.search(text) and fitted("deliver_to", text, ANY_DAY) is not None else None
