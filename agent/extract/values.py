"""One written value to a number, a day or a rate; what cannot be read for certain is None, never a guess."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from agent.core.era import ERA_DAY, LETTERS, NAMES, day_in_era
from agent.extract.kanji_numbers import KANJI_CHARS, kanji_number

DayStyle = Literal["ymd", "md", "dmy", "mdy", "yymd", "eymd"]

MAX_VALUE = 64
MAX_TEXT = 2_000
"""Letters of a name or a note: more is no value of an order."""
UNREADABLE = "\ufffd"
SAME_AS_ABOVE = frozenset({"〃", "々", "〻", "″", "”", '"', "''", "同上", "同"})
_ERROR = re.compile(r"#(?:N/A|REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|SPILL!|CALC!|GETTING_DATA|FIELD!|BLOCKED!|#+)")
_UNSEEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_NUMBER = re.compile(r"([-−▲△+]?)[¥\\]?([-−▲△]?)(\d{1,3}(?:,\d{3})+|\d{1,15})(\.\d{1,6})?(?:円|円也|円\(税抜\))?-?")
_BRACKETED = re.compile(r"\((.+)\)")
_QUANTITY = re.compile(r"([-−▲△]?\d[\d,]*(?:\.\d+)?)\s*([^\d\s.,()][^\d]{0,7})?")
_RATE = re.compile(r"(?:軽減|標準|税率)*(\d{1,3}(?:\.\d+)?)(%?)\*?")
_TIME = r"(?:[ T]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:Z| ?[+-]\d\d:?\d\d)?)?"
_WEEKDAY = r"(?:\(?[月火水木金土日](?:曜日|曜)?\)?)?"
_YMD = re.compile(rf"(\d{{4}})\s*[-/.年]\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})\s?日?\s*{_WEEKDAY}{_TIME}")
_ZONED = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)? ?(Z|[+-]\d\d:?\d\d)")
_JAPAN = timezone(timedelta(hours=9))
_YMD_PACKED = re.compile(r"(\d{4})(\d\d)(\d\d)")
_ERA = re.compile(rf"{ERA_DAY}\s*{_WEEKDAY}")
_MD = re.compile(rf"(\d{{1,2}})\s*[/月]\s*(\d{{1,2}})\s?日?\s*{_WEEKDAY}{_TIME}")
MAX_SHORT = 300
"""Days from the document's a day may be whose year has two figures."""
SHORT_YEAR = re.compile(
    rf"'?(\d{{1,2}})\s*(?P<mark>[-/.年])\s*(\d{{1,2}})\s*[-/.月]\s*(\d{{1,2}})日?\s*{_WEEKDAY}{_TIME}"
)
_SHORT_PACKED = re.compile(r"(\d\d)(?P<mark>)(\d\d)(\d\d)")
_ERA_PACKED = re.compile(rf"({NAMES}|[{LETTERS}])(\d\d)(\d\d)(\d\d)")
_SINCE = {"yymd": 2000, "eymd": 2018}
"""The year that years of one or two figures are counted from: of our calendar, of Reiwa."""
_THREE = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.](\d{{4}}){_TIME}")
_MONTHS = ["january", "february", "march", "april", "may", "june", "july"]
_MONTHS += ["august", "september", "october", "november", "december"]
_WEEKDAY_NAME = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? )?"
_DAY_MONTH = re.compile(rf"{_WEEKDAY_NAME}(\d{{1,2}})(?:st|nd|rd|th)?[- ]([a-z]{{3,9}})\.?,?[- ](\d{{4}}){_TIME}", re.I)
_MONTH_DAY = re.compile(rf"{_WEEKDAY_NAME}([a-z]{{3,9}})\.?[- ](\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}", re.I)
BEHIND_DAY = re.compile(
    r"[ (]*(?:(?:変更(?:なし|無し?)|(?:当初|従来|予定)?(?:どおり|通り)"
    r"|必着|着|厳守|までに?|迄に?|納品|納入|希望|指定|付け?|分|午前|午後|朝|夕方|a\.?m\.?|p\.?m\.?|中に?"
    r"|(?<![\d/])(?:\d{1,2}[-~〜ー])?\d{1,2}時(?:\d\d分)?(?:以降|以後|頃|ごろ)?)[ )]*)+$",
    re.IGNORECASE,
)
"""What a day of arrival or of an order may have behind it; never 発: a day of sending is none of the two."""
_HOUR = r"(?:午前|午後|am|pm)?\s*(?:\d{1,2}:\d\d(?::\d\d)?|\d{1,2}時(?:\d{1,2}分|半)?)(?:頃|ごろ)?(?:am|pm)?"
_BEHIND_HOUR = re.compile(rf"(?:(?<=[日曜)])|[\s(]+){_HOUR}(?:\s*[-~〜ー]\s*(?:{_HOUR})?)?\s*\)?$", re.IGNORECASE)
_UNSURE = re.compile(r"[?~〜]|以[上下内降]|未満|まで|程度|ほど|前後|[くぐ]らい|未定|予定|確認|相談|保留")
"""What stands where a unit does and leaves open how many are meant: `5?`, `5個以上`."""
_KANJI_OF_DAY = re.compile(f"[{KANJI_CHARS}]{{1,4}}(?=[年月日])")
_TOUCHING = re.compile(r"\d\s+\d")
_KANJI_QUANTITY = re.compile(rf"([{KANJI_CHARS}]{{1,20}})\s*([^\d\s.,(){KANJI_CHARS}][^\d{KANJI_CHARS}]{{0,7}})")


def is_error(text: str) -> bool:
    """Whether a text is what a spreadsheet shows where it could not work out a value, or holds an unreadable letter."""
    return UNREADABLE in text or (text.startswith("#") and _ERROR.fullmatch(text) is not None)


def seen(text: str) -> str:
    """Leave out what nobody sees and a terminal or a field may obey: control characters, turned writing."""
    return _UNSEEN.sub("", text)


def folded(text: str) -> str:
    """Fold widths (NFKC) and blanks at the ends, for comparing labels, codes and numbers."""
    return unicodedata.normalize("NFKC", text).strip()


def squeezed(text: str) -> str:
    """Fold widths and leave out every blank, for comparing what is written with blanks here and without there."""
    return "".join(folded(text).split())


@lru_cache(maxsize=8192)
def number_in(text: str) -> Decimal | None:
    """Read a number as written in Japan: `１，２００円`, `¥1,200-`, `▲300`, `(300)`, `三百五十`.

    A comma that does not group by three is not read: it may be a decimal comma. Nor are two numbers that only a blank
    parts, nor one with a raised or circled number beside it.
    """
    if _is_two(text[: MAX_VALUE + 1]):
        return None
    plain = squeezed(text[: MAX_VALUE + 1])
    if not plain or len(plain) > MAX_VALUE:
        return None
    if bracketed := _BRACKETED.fullmatch(plain):
        inner = number_in(bracketed[1])
        return None if inner is None or inner < 0 else -inner
    match = _NUMBER.fullmatch(plain)
    if match is not None and not (match[1] and match[2]):
        number = Decimal(match[3].replace(",", "") + (match[4] or ""))
        return -number if (match[1] or match[2]) in tuple("-−▲△") else number
    return kanji_number(plain.removesuffix("円"))


def _is_two(text: str) -> bool:
    """Whether two numbers would run into one: `10 20`, `10²`, `10①`."""
    return bool(_TOUCHING.search(folded(text))) or (
        len(text.strip()) > 1 and any(unicodedata.category(char) == "No" for char in text)
    )


@lru_cache(maxsize=8192)
def quantity_in(text: str) -> tuple[Decimal, str | None] | None:
    """Read a quantity and the unit that may be glued to it: `1,000袋` is 1000 and 袋, `三箱` 3 and 箱.

    One that leaves open how many are meant is not read: `5?`, `10個以上`.
    """
    number = number_in(text)
    if number is not None:
        return number, None
    plain = folded(text[: MAX_VALUE + 1])
    match = _QUANTITY.fullmatch(plain) or _KANJI_QUANTITY.fullmatch(plain)
    number = number_in(match[1]) if match and not _is_two(text[: MAX_VALUE + 1]) else None
    if match is None or number is None or _UNSURE.search(match[2] or ""):
        return None
    return number, match[2]


def rate_in(text: str) -> Decimal | None:
    """Read a tax rate as a fraction: `10%`, `10`, `軽減8%` and `0.08`."""
    match = _RATE.fullmatch(squeezed(text[:MAX_VALUE]))
    if match is None:
        return None
    number = Decimal(match[1])
    return number / 100 if match[2] or number >= 1 else number


@lru_cache(maxsize=8192)
def day_in(text: str, style: DayStyle = "ymd", near: date | None = None) -> date | None:
    """Read a day: `2026-04-01`, `2026年4月1日(水)`, `20260401`, `R8.4.1`, `令和八年四月一日`, `19-Feb-2026`.

    Args:
        text: As written; a time of day behind it is not looked at, nor 着, まで and the like.
        style: What else to expect: `md` allows days without a year, `dmy` and `mdy` say which part comes first,
            `yymd` and `eymd` that `08.4.1` is of 2008, or of 2026, the eighth year of Reiwa.
        near: For `md`, the day the document came: the year that brings the day nearest to it is taken.
    """
    plain = _bare_day(folded(text[: MAX_VALUE + 1]))
    if len(plain) > MAX_VALUE:
        return None
    if match := _ZONED.fullmatch(plain):
        return _day_here(match)
    if match := _YMD.fullmatch(plain) or _YMD_PACKED.fullmatch(plain):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    if match := _DAY_MONTH.fullmatch(plain):
        return _day(int(match[3]), _month(match[2]), int(match[1]))
    if match := _MONTH_DAY.fullmatch(plain):
        return _day(int(match[3]), _month(match[1]), int(match[2]))
    if match := _ERA.fullmatch(plain):
        return _recent(day_in_era(match[1], match[2], match[3], match[4]))
    return _day_as_told(plain, style, near)


def _day_as_told(plain: str, style: DayStyle, near: date | None) -> date | None:
    """Read a day that only its form's word makes one."""
    if style in ("dmy", "mdy") and (match := _THREE.fullmatch(plain)):
        first, second = int(match[1]), int(match[2])
        return _day(int(match[3]), *((second, first) if style == "dmy" else (first, second)))
    if style == "eymd" and (match := _ERA_PACKED.fullmatch(plain)):
        return _recent(day_in_era(match[1], match[2], match[3], match[4]))
    if style in _SINCE and (match := SHORT_YEAR.fullmatch(plain) or _SHORT_PACKED.fullmatch(plain)):
        return _day(_SINCE[style] + int(match[1]), int(match[3]), int(match[4]))
    if style == "md" and near and (match := _MD.fullmatch(plain)):
        return _nearest(int(match[1]), int(match[2]), near)
    if style == "md" and near and (match := SHORT_YEAR.fullmatch(plain)):
        return _of_short_year(match, near)
    return None


def _day_here(match: re.Match[str]) -> date | None:
    """Return the day it is in Japan at an hour of another zone: `2026-04-01T20:00:00Z` is the second of April here."""
    try:
        return datetime.fromisoformat(f"{match[1]}T{match[2]}{match[3]}").astimezone(_JAPAN).date()
    except (ValueError, OverflowError):
        return None


def _bare_day(text: str) -> str:
    """Write a day's kanji numerals as figures, and leave out a time of day and words behind it."""
    bare = BEHIND_DAY.sub("", _BEHIND_HOUR.sub("", BEHIND_DAY.sub("", text)))
    return _KANJI_OF_DAY.sub(lambda found: str(kanji_number(found[0]) or found[0]), bare)


def _of_short_year(match: re.Match[str], near: date) -> date | None:
    """Read `26/4/1` and `8.4.1` (Reiwa) where one way of reading alone gives a day near the document's.

    `08.09.26` may be the 26th of September of Reiwa 8, or the 8th of September 2026: no day.
    """
    first, month, last = int(match[1]), int(match[3]), int(match[4])
    years = [2000 + first, *([2018 + first] if match["mark"] in ".年" else [])]
    ways = [*((year, last) for year in years), *([(2000 + last, first)] if match["mark"] != "年" else [])]
    days = {found for year, day in ways if (found := _day(year, month, day)) is not None}
    close = [day for day in days if abs((day - near).days) <= MAX_SHORT]
    return close[0] if len(close) == 1 else None


def _month(word: str) -> int:
    """Number an English month, 0 when it is none."""
    name = word.lower()
    return next((number for number, month in enumerate(_MONTHS, 1) if name in (month, month[:3], month[:4])), 0)


def _nearest(month: int, day: int, near: date) -> date | None:
    years = (near.year - 1, near.year, near.year + 1)
    days = [found for year in years if (found := _day(year, month, day)) is not None]
    return min(days, key=lambda found: abs(found - near), default=None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return _recent(date(year, month, day))
    except ValueError:
        return None


def _recent(day: date | None) -> date | None:
    return day if day is not None and 1900 <= day.year <= 2200 else None
