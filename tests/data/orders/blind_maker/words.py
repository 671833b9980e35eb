"""How numbers and dates are written on Japanese paper."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

OUR_NAME = "伝票商事株式会社"
WEEKDAYS = "月火水木金土日"
KANJI = "〇一二三四五六七八九"
WIDE = str.maketrans(
    "0123456789,.-ABCDEFGHIJKLMNOPQRSTUVWXYZ/:()#",
    "０１２３４５６７８９，．－ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ／：（）＃",
)


def yen(value: Decimal | int | None, minus: str = "-") -> str:
    """Write an amount with commas: 1,234; a negative one with the sign asked for."""
    if value is None:
        return ""
    text = f"{abs(value):,}"
    return minus + text if value < 0 else text


def num(value: Decimal | int | None) -> str:
    """Write a number without commas."""
    return "" if value is None else format(value, "f")


def wide(text: str) -> str:
    """Write digits and letters full-width."""
    return text.translate(WIDE)


def slash(day: date) -> str:
    """2026/11/26."""
    return f"{day:%Y/%m/%d}"


def kanji_date(day: date) -> str:
    """2026年11月26日."""
    return f"{day.year}年{day.month}月{day.day}日"


def era(day: date) -> str:
    """令和8年11月26日."""
    return f"令和{day.year - 2018}年{day.month}月{day.day}日"


def era_short(day: date) -> str:
    """R8.11.26."""
    return f"R{day.year - 2018}.{day.month}.{day.day}"


def weekday(day: date) -> str:
    """木."""
    return WEEKDAYS[day.weekday()]


def month_day(day: date) -> str:
    """12/3(木)."""
    return f"{day.month}/{day.day}({weekday(day)})"


def kanji_number(value: int) -> str:
    """Write a number below 10,000 in kanji: 25 is 二十五."""
    out = ""
    for size, mark in ((1000, "千"), (100, "百"), (10, "十")):
        digit, value = divmod(value, size)
        if digit:
            out += ("" if digit == 1 else KANJI[digit]) + mark
    return out + (KANJI[value] if value else "") or KANJI[0]
