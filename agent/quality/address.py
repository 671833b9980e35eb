"""Japanese addresses in one spelling, and whether two are one place."""

from __future__ import annotations

import re
from functools import lru_cache

from agent.quality.normalise import text_key

_DIGITS = dict(zip("〇零一二三四五六七八九", (0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9), strict=True))
_KANJI = "〇零一二三四五六七八九十百"
_NUMERAL = re.compile(rf"[{_KANJI}]+(?=丁目|番地|番[\d{_KANJI}]|番$|号|の[\d{_KANJI}])")
_CHOME = re.compile(r"(\d+)丁目")
_BANCHI = re.compile(r"(\d+)(?:番地の?|番(?=\d|$))")
_GO = re.compile(r"(?<=-)(\d+)号(?![室館棟])")
_OF = re.compile(r"(?<=\d)の(?=\d)")
_POSTAL = re.compile(r"^〒?\d{3}-\d{4}")
_PREFECTURE = re.compile(r"^(東京都|北海道|(?:京都|大阪)府|.{2,3}県)")
_CITY = re.compile(r"^(?!.{1,4}郡.{1,5}[町村])((?:市川|市原|四日市|廿日市|野々市|[^市]{1,6})市)(?!郡)")
_TWICE = frozenset({"府中市", "伊達市"})
_WARDS = re.compile(
    "^(千代田|新宿|文京|台東|墨田|江東|品川|目黒|大田|世田谷|渋谷|中野|杉並|豊島|荒川|板橋|練馬|足立|葛飾|江戸川)区"
)


@lru_cache(maxsize=4096)
def address_key(text: str) -> str:
    """Fold an address: `一丁目二番地三号`, `１丁目２－３` and `1-2-3` are one; its postal code is left off."""
    key = _POSTAL.sub("", re.sub(r"(?<=[\d丁目番地号])ー(?=\d)", "-", text_key(text)))
    key = _NUMERAL.sub(lambda match: str(_number(match[0])), key)
    key = _OF.sub("-", _BANCHI.sub(r"\1-", _CHOME.sub(r"\1-", key)))
    key = _GO.sub(r"\1", key)
    return re.sub(r"-+(?=\D|$)", "", re.sub(r"-+", "-", key))


def is_same_place(one: str, other: str) -> bool:
    """Whether two addresses are one place in two spellings.

    One of them may leave out its prefecture where the city's name stands for one city of Japan only: of the cities
    all but 府中市 and 伊達市, and the wards of Tokyo whose names no other city has a ward of. Towns never.
    """
    keys = sorted((address_key(one), address_key(other)), key=len)
    if keys[0] == keys[1]:
        return True
    prefecture = _PREFECTURE.match(keys[1])
    if prefecture is None or keys[1][prefecture.end() :] != keys[0]:
        return False
    city = _CITY.match(keys[0])
    return (city is not None and city[1] not in _TWICE) or (
        prefecture[1] == "東京都" and _WARDS.match(keys[0]) is not None
    )


def _number(kanji: str) -> int:
    """Read a numeral below 1000: 二十三, 二三, 百五."""
    if not re.search("[十百]", kanji):
        return int("".join(str(_DIGITS[letter]) for letter in kanji))
    total, digit = 0, 0
    for letter in kanji:
        if letter in _DIGITS:
            digit = _DIGITS[letter]
        else:
            total, digit = total + (digit or 1) * (10 if letter == "十" else 100), 0
    return total + digit
