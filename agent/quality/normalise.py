"""One spelling for what is written in many: widths, hyphens, legal forms, honorifics.

NFKC is taken with exceptions: it keeps ー − ‐ ― and 髙 apart, and turns ～ into ~ while 〜 stays. The tables below
settle those. Different firms must never meet here, so nothing is dropped that could tell two names apart: the legal
form is folded to one spelling, and its place (before or behind the name) is kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from agent.quality.legal_forms import with_full_forms, without_form

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―－−─━ｰ", "-") | {"〜": "~", "～": "~"})
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]")
_OLD = "髙﨑德濵濱邉邊𠮷澤廣國會學櫻眞壽榮惠藏實豐萬鐵黑增靑齋齊圓ヶヵ"
_NEW = "高崎徳浜浜辺辺吉沢広国会学桜真寿栄恵蔵実豊万鉄黒増青斎斉円ケカ"
_VARIANTS = str.maketrans(_OLD, _NEW)
_LONG_VOWEL = re.compile("(?<=[ァ-ヺヽヾ])-")
_HONORIFIC = re.compile("(御中|様|殿|各位)$")
_MARKS = re.compile(r"^(?:[※*]|\(軽減?(?:税率(?:対象)?)?\))+|(?:[※*]|\(軽減?(?:税率(?:対象)?)?\))+$")
_SMALL_KANA = str.maketrans("ァィゥェォッャュョヮヵヶヲ", "アイウエオツヤユヨワカケオ")
_HIRAGANA = {code: code + 0x60 for code in range(0x3041, 0x3097)}


@lru_cache(maxsize=16384)
def text_key(text: str) -> str:
    """Fold widths, dashes, blanks and case: equal keys are one text in two spellings."""
    folded = unicodedata.normalize("NFKC", _UNSEEN.sub("", text).translate(_DASHES))
    closed = unicodedata.normalize("NFKC", "".join(folded.split()).casefold())
    return _LONG_VOWEL.sub("ー", closed.translate(_DASHES))


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """Fold a firm's name: also legal forms (㈱, (株), カ)), common variant kanji and 御中 behind it."""
    return with_full_forms(_HONORIFIC.sub("", text_key(name)).translate(_VARIANTS))


@lru_cache(maxsize=16384)
def code_key(code: str) -> str:
    """Fold a code: widths, dashes and case; leading zeros count."""
    return text_key(code)


@lru_cache(maxsize=16384)
def product_key(name: str) -> str:
    """Fold a product's name: also the mark of the reduced tax rate beside it (※, (軽))."""
    key = text_key(name)
    return _MARKS.sub("", key) or key


@lru_cache(maxsize=16384)
def has_reduced_mark(name: str) -> bool:
    """Whether a product's name bears the mark of the reduced tax rate."""
    return product_key(name) != text_key(name)


def bare_key(name: str) -> str:
    """Fold a firm's name without its legal form: for looking for likely ones, never for matching."""
    return without_form(name_key(name))


def kana_key(text: str) -> str:
    """Fold a reading as banks write it: small kana are large, ヲ is オ, a long vowel is a hyphen.

    キャノン and キヤノン meet here, so this too is for looking for likely ones, never for matching.
    """
    return bare_key(text).translate(_HIRAGANA).translate(_SMALL_KANA).replace("ー", "-")
