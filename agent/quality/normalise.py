"""One spelling for what is written in many: widths, hyphens, legal forms, honorifics.

NFKC is taken with exceptions: it keeps ー − ‐ ― and 髙 apart, and turns ～ into ~ while 〜 stays. The tables below
settle those. Different firms must never meet here, so nothing is dropped that could tell two names apart: the legal
form is folded to one spelling, and its place (before or behind the name) is kept.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−－─━ｰ", "-") | {"〜": "~", "～": "~"})
_VARIANTS = str.maketrans({"髙": "高", "﨑": "崎", "德": "徳", "濵": "浜", "濱": "浜", "邉": "辺", "邊": "辺"})
_LONG_VOWEL = re.compile("(?<=[ァ-ヺヽヾ])-")
_LEGAL_FORMS = {
    "株式会社": ("株", "株式會社"),
    "有限会社": ("有", "有限會社"),
    "合同会社": ("同", "合同會社"),
    "合資会社": ("資",),
    "合名会社": ("名",),
    "協同組合": ("協",),
    "一般社団法人": ("一社",),
    "一般財団法人": ("一財",),
}
_SHORT_FORMS = {f"({short})": long for long, shorts in _LEGAL_FORMS.items() for short in shorts if len(short) <= 2}
_OLD_FORMS = {short: long for long, shorts in _LEGAL_FORMS.items() for short in shorts if len(short) > 2}
_SPELLINGS = _SHORT_FORMS | _OLD_FORMS
_ANY_FORM = re.compile("|".join(re.escape(form) for form in sorted(_SPELLINGS, key=len, reverse=True)))
_HONORIFIC = re.compile("(御中|様|殿|各位)$")


@lru_cache(maxsize=16384)
def text_key(text: str) -> str:
    """Fold widths, dashes, blanks and case: equal keys are one text in two spellings."""
    folded = unicodedata.normalize("NFKC", text.translate(_DASHES))
    closed = unicodedata.normalize("NFKC", "".join(folded.split()).casefold())
    return _LONG_VOWEL.sub("ー", closed.translate(_DASHES))


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """Fold a firm's name: also legal forms (㈱, (株), 株式会社), common variant kanji and 御中 behind it."""
    key = _HONORIFIC.sub("", text_key(name.replace("㈱", "(株)").replace("㈲", "(有)")).translate(_VARIANTS))
    return _ANY_FORM.sub(lambda match: _SPELLINGS[match[0]], key)


@lru_cache(maxsize=16384)
def code_key(code: str) -> str:
    """Fold a code: widths, dashes and case; leading zeros count."""
    return text_key(code)
