"""Numbers in kanji: `三百五十`, `壱万弐千`, `二〇`."""

from __future__ import annotations

import re
from decimal import Decimal

_DIGITS = {"〇": 0, "零": 0, "一": 1, "壱": 1, "二": 2, "弐": 2, "三": 3, "参": 3, "四": 4, "五": 5}
_DIGITS |= {"六": 6, "七": 7, "八": 8, "九": 9}
_TENS = {"十": 10, "拾": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "億": 10**8}
KANJI_CHARS = "".join([*_DIGITS, *_TENS, *_MYRIADS])
_POSITIONS = re.compile(f"[{''.join(_DIGITS)}]{{1,20}}")
_GROUP = "(?:{0}?千)?(?:{0}?百)?(?:{0}?[十拾])?{0}?".format("[一壱二弐三参四五六七八九]")
_WRITTEN = re.compile(f"(?:(?!億){_GROUP}億)?(?:(?!万){_GROUP}万)?{_GROUP}")
_CIRCLE = "〇"
"""A mark for yes where it stands alone, though it is a zero among figures."""


def kanji_number(text: str) -> Decimal | None:
    """Read a number in kanji, by its places or by its powers; None when it is none, or a mark for yes."""
    if _POSITIONS.fullmatch(text) and text != _CIRCLE:
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    if not text or not _WRITTEN.fullmatch(text):
        return None
    total, below_myriad, digit = 0, 0, 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _TENS:
            below_myriad, digit = below_myriad + (digit or 1) * _TENS[char], 0
        else:
            total, below_myriad, digit = total + (below_myriad + digit) * _MYRIADS[char], 0, 0
    return Decimal(total + below_myriad + digit)
