"""Days on which Japanese firms and banks rest: public holidays and the banks' own.

Source: Act on National Holidays (昭和23年法律第178号) as it stands since 2022; the equinox days by the approximation
of the Hydrographic Department for 1980 to 2099, the Banking Act's order, article 5, for the banks' own days.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import lru_cache
from types import MappingProxyType

_FIXED = {
    (1, 1): "元日",
    (2, 11): "建国記念の日",
    (2, 23): "天皇誕生日",
    (4, 29): "昭和の日",
    (5, 3): "憲法記念日",
    (5, 4): "みどりの日",
    (5, 5): "こどもの日",
    (8, 11): "山の日",
    (11, 3): "文化の日",
    (11, 23): "勤労感謝の日",
}
_MONDAYS = {(1, 2): "成人の日", (7, 3): "海の日", (9, 3): "敬老の日", (10, 2): "スポーツの日"}
_BANK = ((1, 2), (1, 3), (12, 31))
_SUNDAY = 6
_DAY = timedelta(days=1)


def holiday(day: date) -> str | None:
    """Name the holiday that a day is, None for the others; weekends are none, and days before 2022 or after 2099."""
    return _of_year(day.year).get(day) if 2022 <= day.year <= 2099 else None


@lru_cache(maxsize=16)
def _of_year(year: int) -> Mapping[date, str]:
    named = dict(_named(year))
    made = dict(named)
    for day in named:
        if day.weekday() == _SUNDAY:
            rest = day
            while rest in named:
                rest += _DAY
            made[rest] = "振替休日"
        if day + 2 * _DAY in named and day + _DAY not in named and (day + _DAY).weekday() != _SUNDAY:
            made[day + _DAY] = "国民の休日"
    banks = {date(year, month, day): "銀行休業日" for month, day in _BANK}
    return MappingProxyType(banks | made)


def _named(year: int) -> Iterator[tuple[date, str]]:
    for (month, day), name in _FIXED.items():
        yield date(year, month, day), name
    for (month, nth), name in _MONDAYS.items():
        first = date(year, month, 1)
        yield first + timedelta(days=-first.weekday() % 7 + 7 * (nth - 1)), name
    since = year - 1980
    yield date(year, 3, int(20.8431 + 0.242194 * since - since // 4)), "春分の日"
    yield date(year, 9, int(23.2488 + 0.242194 * since - since // 4)), "秋分の日"
