"""The ways a text may name a field: alone, before a colon, in brackets, numbered, in two tongues, before its value."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from agent.extract.unseen.company import LEGAL
from agent.extract.unseen.fitting import DAYS, MONEY, inner_tax_in, looks_like
from agent.extract.unseen.vocabulary import FAIR, WEAK
from agent.extract.unseen.words import Word, head_word
from agent.extract.values import folded, squeezed

MAX_NAMED = 400
_TYPED = DAYS | MONEY | {"number"}
_SEPARATOR = re.compile(r"\s*(?:[:：=＝⇒→]|…+|・{2,}|\.{3,}|[/／](?!\s*\d))\s*")
_BRACKETED = re.compile(r"[■●◆◇・※\s]*[【\[(〔<〈《（［＜](.{1,20}?)[】\])〕>〉》）］＞]\s*[:：]?\s*(.*)", re.DOTALL)
_COUNTED = re.compile(
    r"[(（]?(?:[0-9０-９]{1,2}|[一二三四五六七八九十]{1,2}|[ア-オ])(?:[)）.．、]\s*|\s+)(?=[^\d\s])|[①-⑳■●◆◇・○◎▼▶※]\s*"
)
_TWO_TONGUES = re.compile(r"([^()]{1,40}?)\s*(?:\(([^()]{1,40})\)?|[/|]\s*([^/|()]{1,40}))")
_BARE_NUMBER = re.compile(r"(No\.? ?[:.]?|No ) ?((?=[^\d]{0,8}\d)\S{3,30})", re.IGNORECASE)
_NUMBERED = re.compile(r"(?i)(?<= )(no\.)(?=\w)")
_NOUN = re.compile(r"(?:ご|御)?(?:発注|注文|起票|発行|作成|申込|依頼|手配)")
_RATED = re.compile(r"\(?(?:8|10) ?%(?:税率)?対象")
_HASHED = re.compile(
    r"((?:ご|御)?(?:注文|発注|オーダー|order)) ?((?:#|№) ?[A-Za-z0-9][A-Za-z0-9\-]{0,19})", re.IGNORECASE
)
_INNER = re.compile(r"\(?(?:内|うち)")
_MAX_WORDS, _MAX_SEPARATORS = 5, 3


class Named(NamedTuple):
    """What a text names, as it is written, and what stands behind it."""

    word: Word
    name: str
    rest: str


def without_count(text: str) -> str:
    """Drop the number of a clause before its label: `２ 数量` of a letter's 記."""
    counted = _COUNTED.match(text)
    return text if counted is None else text[counted.end() :]


def named_in(text: str) -> Named | None:
    """Return what a text names; where it can be parted in several ways, the first whose rest can be the value."""
    ways = list(_ways(text))
    if not ways and (plain := without_count(text)) != text:
        ways = list(_ways(plain))
    return next((way for way in ways if _fits(way)), next(iter(ways), None))


def _fits(way: Named) -> bool:
    return not way.rest or way.word.field not in _TYPED or looks_like(way.word.field, way.rest)


def _ways(text: str) -> Iterator[Named]:
    word = _word(text)
    if word is not None:
        yield Named(word, text, "")
        return
    for name, rest in _parted(text):
        word = _word(name.removesuffix(" JPY"))
        if word is not None:
            yield Named(word, name, rest.strip())
        elif _NOUN.fullmatch(squeezed(name)) and looks_like("ordered_on", rest):
            yield Named(Word("ordered_on", WEAK), name, rest.strip())
        elif _NOUN.fullmatch(squeezed(name)) and LEGAL.search(folded(rest)):
            yield Named(Word("customer_name", WEAK), name, rest.strip())
    rated = _RATED.match(folded(text))
    inner = inner_tax_in(text[rated.end() :]) if rated is not None else None
    if rated is not None and inner is not None:
        yield Named(Word("inner_tax", FAIR), rated[0], inner)
    inner = inner_tax_in(text) if _INNER.match(folded(text[:_MAX_TONGUE])) else None
    if inner is not None:
        yield Named(Word("inner_tax", FAIR), text, inner)
    yield from _run_together(text)
    hashed = _HASHED.fullmatch(folded(text))
    if hashed is not None and looks_like("number", hashed[2]):
        yield Named(Word("number", FAIR), hashed[1], hashed[2])
    number = _BARE_NUMBER.fullmatch(folded(text))
    if number is not None and looks_like("number", number[2]):
        yield Named(Word("number", WEAK), number[1].strip(), number[2])


def _word(name: str) -> Word | None:
    """Return what a label means; of one in two tongues, `P/O No. (注文番号)`, the Japanese says it."""
    word = head_word(name)
    if word is not None or len(name) > 2 * _MAX_TONGUE:
        return word
    both = _TWO_TONGUES.fullmatch(folded(name))
    if both is None:
        return None
    own, other = both[1], both[2] or both[3]
    if own.isascii() == other.isascii() or re.search(r"\d", own + other):
        return None
    return head_word(other if own.isascii() else own)


_MAX_TONGUE = 40


def _parted(text: str) -> Iterator[tuple[str, str]]:
    for separator in islice(_SEPARATOR.finditer(text), _MAX_SEPARATORS):
        yield text[: separator.start()], text[separator.end() :]
    bracketed = _BRACKETED.fullmatch(text)
    if bracketed is not None:
        yield bracketed[1], bracketed[2]
    words = _NUMBERED.sub(r"\1 ", folded(text), count=1).split(maxsplit=_MAX_WORDS)
    for count in range(len(words) - 1, 0, -1):
        name, rest = "".join(words[:count]), " ".join(words[count:])
        if not words[0].isascii() or _is_typed(" ".join(words[:count]), rest):
            yield (name, rest) if not words[0].isascii() else (" ".join(words[:count]), rest)


def _is_typed(name: str, rest: str) -> bool:
    """Whether what follows an English word shows it to be a label: `Total 1,200`, not `Total Care`."""
    word = _word(name.removesuffix(" JPY"))
    return word is not None and word.field in _TYPED and looks_like(word.field, rest)


def _run_together(text: str) -> Iterator[Named]:
    """Read `発注日2026年4月1日`, `合計12,000円` and `連絡票No.A-123`: a label right before a value that fits it."""
    plain = squeezed(text)
    for length in range(min(len(plain) - 1, 14), 1, -1):
        word = head_word(plain[:length])
        if word is None or word.field not in _TYPED or (word.confidence < FAIR and length < 4):
            continue
        if _SEPARATOR.search(plain[:length].rstrip(".:")):
            continue
        rest = plain[length:].lstrip(".:")
        if word.field == "number" and rest not in folded(text):
            continue
        begins = r"[\d¥\\金令平R#]" if word.field != "number" else r"[\w#]"
        if re.match(begins, rest) and looks_like(word.field, rest):
            yield Named(word, plain[:length], rest)
            return
