"""The words by which fields are known without a form, folded, each with how surely it means its field.

A word is compared without widths, blanks, points, strokes, marks (※ ■ *) and what brackets say of tax; a leading ご, 御
or 貴 may be missing. Words all in kana, as printers of old write them, have large letters for small ones. Where two
words of one document mean one field, the surer word is believed.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from agent.extract.unseen.composed import composed, composed_title
from agent.extract.unseen.english import in_english
from agent.extract.unseen.kana_words import large, written_out
from agent.extract.unseen.key_paths import said_by
from agent.extract.unseen.romaji import japanese
from agent.extract.unseen.vocabulary import FAIR, HEAD_WORDS, LINE_WORDS, SURE, WEAK
from agent.extract.values import folded

MAX_WORD = 80
_MARKS = "※*■□●○◆◇▼▽▶▷・★☆◎#＃"
_OPENING, _CLOSING = "【[〔「『<〈《(", "】]〕」』>〉》)"
_TAX_SAID = re.compile(
    r"\(?(?:(?:in )?(?:円|¥|jpy|yen)|単位[:：]?円)?[・,、/]? ?"
    r"((?:(?:消費)?税(?:抜き?|別)|本体|外税|(?:ex(?:cl(?:uding|\.)?|\.)?|before|w/o|without)\s*tax|tax\s*excl(?:uded|usive|\.)?)"
    r"|((?:消費)?税込み?|内税|(?:inc(?:l(?:uding|\.)?|\.)?|with)\s*tax|tax\s*incl(?:uded|usive|\.)?))\)?",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\((?:円|¥|jpy|yen|%|必須|単位[:：]?円|税率?\d*%?|\d{1,2}(?:\.\d)?%(?:対象)?|※)\)", re.IGNORECASE)
_LOOSE = re.compile(r"[\s.,．・/／_\-:：]+")
_BOTH = re.compile(r"[・/／,、&＆+\n]")
_WHAT = frozenset({"product_code", "product_name"})
_STROKE = re.compile(r"[/／]")
_PATH = re.compile(r"@?[^\s.@]+(?:[.@]{1,2}[^\s.@]+)+|@[^\s.@]+")
_SCOPED = re.compile(r"([^\s:：_]{2,12})(?:[\s_]|[:：](?=\S))([^\s:：_]{1,12})")
_SCOPES = frozenset(
    {
        "購入商品",
        "商品",
        "商品情報",
        "明細",
        "注文明細",
        "受注明細",
        "item",
        "lineitem",
        "注文",
        "受注",
        "伝票",
        "購入者",
        "注文者",
        "お届け先",
        "届け先",
        "送付先",
        "配送先",
        "納品先",
    }
)
_NUMBERED = frozenset({"customer_name", "deliver_to"})
_CURRENCY = re.compile(r"(?<=.)[(（]?(?:jpy|yen|円|¥|単位円)[)）]?$|^(?:jpy|¥)(?=.)")
_POLITE = ("ご", "御", "お", "貴")
_PAST, _NOW = "前回|前々回|前月|先月|前週|先週|前年|昨年|昨年度|前年度|過去", "今回|今月|今週|当月|当週|今期"
_CODED = re.compile("(?<=[一-龠目品先])c$")
_AFTER = re.compile("(変更|訂正|修正)後の?|新(?=納)|今回の?分?の?")
_AFTER_OF_LINE = re.compile(f"{_AFTER.pattern}|(?:{_NOW})の?分?の?")
_BEFORE = re.compile(f"(変更|訂正|修正)前の?|(旧|元)(?=納)|({_PAST})の?分?の?")
_LAST = re.compile(f"(?:{_PAST}|{_NOW})分?$")


class Word(NamedTuple):
    """What a text means: its field, how surely, and what it says of tax (`exclusive`, `inclusive` or nothing)."""

    field: str
    confidence: float
    tax: str = ""


def _table(words: dict[str, dict[float, str]]) -> dict[str, tuple[Word, ...]]:
    found: dict[str, tuple[Word, ...]] = {}
    for field, by_confidence in words.items():
        for confidence, texts in by_confidence.items():
            for text in texts.split():
                found[text] = (*found.get(text, ()), Word(field, confidence))
    return found


_HEADS, _TITLES = _table(HEAD_WORDS), _table(LINE_WORDS)


def bare(text: str) -> str:
    """Fold a text to what is compared: no blanks, points, strokes, marks or brackets around it."""
    key = folded(text).casefold().strip(_MARKS + " ")
    while key and key[0] in _OPENING and key[-1] in _CLOSING:
        key = key[1:-1].strip(_MARKS + " ")
    return _LOOSE.sub("", _ASIDE.sub("", key)).strip(_MARKS) or ("#" if key == "" and "#" in folded(text) else "")


def without_tax(text: str) -> str:
    """Leave out what a title says of tax: 送料(税込) is 送料."""
    return _TAX_SAID.sub("", folded(text), count=1).strip() or text


def head_word(text: str) -> Word | None:
    """Return the field of the order that a label names."""
    found = _meanings(text, is_title=False)
    return found[0] if found else None


def title_words(text: str) -> tuple[Word, ...]:
    """Return the fields of a line that a column title may name."""
    return _meanings(text, is_title=True)


def titles_near(text: str) -> dict[str, str]:
    """Return the titles of the same length that differ in one letter, by the field each means."""
    key = bare(text)
    near = (one for one in _TITLES if len(one) == len(key) and sum(map(str.__ne__, one, key)) == 1)
    found: dict[str, str] = {}
    for title in near:
        for word in _TITLES[title]:
            found.setdefault(word.field, title)
    return found


def is_label(text: str) -> bool:
    """Whether a text is a known label or title."""
    return head_word(text) is not None or bool(title_words(text))


@lru_cache(maxsize=8192)
def _looked_up(key: str, is_title: bool) -> tuple[Word, ...]:
    table = _TITLES if is_title else _HEADS
    if key in table:
        return table[key]
    key = key.removesuffix("欄")
    if _CODED.search(key):
        return _looked_up(f"{key[:-1]}コード", is_title)
    known = next((one for one in (key, large(key)) if one in table), "")
    spoken = "" if known else written_out(key)
    if known or spoken:
        return table[known] if known else _looked_up(spoken, is_title)
    plain = _CURRENCY.sub("", key)
    if plain != key:
        return _looked_up(plain, is_title)
    polite = next((key[len(prefix) :] for prefix in _POLITE if key.startswith(prefix)), "")
    if polite in table:
        return table[polite]
    found = _of_change(key, is_title=is_title) or _by_parts(key, polite, is_title=is_title)
    spelled = "" if found else japanese(key)
    return _looked_up(spelled, is_title) if spelled else found


def _by_parts(key: str, polite: str, *, is_title: bool) -> tuple[Word, ...]:
    parts = composed_title(key) if is_title else composed(key) or composed(polite)
    if is_title and parts is None and (found := _first_of_several(key)):
        return found
    parts = parts or in_english(key, is_title=is_title)
    return () if parts is None else (Word(*parts),)


def _first_of_several(key: str) -> tuple[Word, ...]:
    """Read 得意先名1 and 納入先名1 as the names they begin."""
    if len(key) < 3 or not key.endswith("1"):
        return ()
    words = (*_looked_up(key[:-1], True), *_looked_up(key[:-1], False))
    return tuple(word for word in words if word.field in _NUMBERED)


def _of_change(key: str, *, is_title: bool) -> tuple[Word, ...]:
    """Read `変更後納期` as the day, and `変更前納期` as a known word that says nothing of the order to be."""
    last = _LAST.search(key)
    key = last[0] + key[: last.start()] if last is not None else key
    if (after := (_AFTER_OF_LINE if is_title else _AFTER).match(key)) is not None:
        return _looked_up(key[after.end() :], is_title)
    before = _BEFORE.match(key)
    if before is None or not _looked_up(key[before.end() :], is_title):
        return ()
    return (Word("before" if is_title else "", SURE),)


def _meanings(text: str, *, is_title: bool) -> tuple[Word, ...]:
    return _short_meanings(text, is_title) if text and len(text) <= MAX_WORD else ()


@lru_cache(maxsize=65_536)
def _short_meanings(text: str, is_title: bool) -> tuple[Word, ...]:
    scoped = _SCOPED.fullmatch(text)
    if _PATH.fullmatch(text):
        text = said_by([bare(key) for key in re.split("[.@]", text) if key], _is_known)
    elif scoped is not None and bare(scoped[1]) in _SCOPES:
        text = said_by([bare(scoped[1]), bare(scoped[2])], _is_known)
    plain = bare(text)
    said = _TAX_SAID.search(folded(text).casefold())
    if said is None:
        return _looked_up(plain, is_title) or ((_of_both(text) or _of_one(text)) if is_title else ())
    tax = "inclusive" if said[2] else "exclusive"
    whole = _looked_up(plain, is_title)
    rest = whole or _looked_up(bare(_TAX_SAID.sub("", folded(text).casefold(), count=1)), is_title)
    return tuple(word._replace(field=_by_tax(word.field, tax, is_title), tax=tax) for word in rest)


def _of_one(text: str) -> tuple[Word, ...]:
    """Read a title of two words by what those known have in common: `図番/品番`, or `型/品番` by the one known."""
    parts = [piece for piece in _STROKE.split(text) if piece.strip()]
    known = [words for part in parts if (words := _looked_up(bare(part), True))]
    if len(parts) != 2 or not known:
        return ()
    shared = {word.field for word in known[0]}.intersection(*({word.field for word in one} for one in known[1:]))
    sure = (word for word in known[0] if word.field in shared & _WHAT and word.confidence > WEAK)
    return tuple(word._replace(confidence=min(word.confidence, FAIR)) for word in sure)


def is_of_both(text: str) -> bool:
    """Whether a title is that of code and name in one: `品番・品名`, `Part Number / Description`."""
    return len(text) <= MAX_WORD and bool(_of_both(text))


def _of_both(text: str) -> tuple[Word, ...]:
    """Take a title of code and name, `品番・品名` or `品名／品番`, for that of the name: its cells hold both."""
    parts = [_looked_up(bare(part), True) for part in _BOTH.split(text)]
    fields = [
        {word.field for word in words if word.confidence > WEAK or word.field == "product_code"} for words in parts
    ]
    is_both = (
        len(parts) == 2
        and any("product_code" in one for one in fields)
        and any("product_name" in one for one in fields)
    )
    return (Word("product_name", FAIR),) if is_both else ()


def _is_known(key: str) -> bool:
    return bool(_looked_up(key, False) or _looked_up(key, True))


def _by_tax(field: str, tax: str, is_title: bool) -> str:
    """Tell totals apart by what stands beside them: 合計(税抜) is before tax, 小計(税込) includes it."""
    if is_title or field not in ("total", "subtotal", "grand"):
        return field
    return "grand" if tax == "inclusive" else "subtotal"
