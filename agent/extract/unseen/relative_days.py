"""Days told by the day a mail came: `明後日`, `来週水曜`, `3日後`; only those that two readers would count alike."""

from __future__ import annotations

import re
from datetime import date, timedelta

_WEEKDAYS = "月火水木金土日"
_SUNDAY = 6
_NEAR = {"本日": 0, "今日": 0, "明日": 1, "あした": 1, "あす": 1, "明後日": 2, "あさって": 2, "明々後日": 3}
_RELATIVE = re.compile(
    rf"(?P<near>明々後日|明後日|あさって|明日|あした|本日|今日)(?!中|は|以降|より|から|の分|分)"
    rf"|(?P<week>今週|来週|再来週)の?\s*(?P<weekday>[{_WEEKDAYS}])曜日?"
    rf"|(?P<after>\d{{1,2}})日後"
    rf"|(?P<month>今月|来月|翌月)の?\s*(?P<day>\d{{1,2}})日"
    rf"|(?<![\d月/年])(?P<only>\d{{1,2}})日(?!間|以|前|後|分|目|程|頃|ごろ|坪)"
)
_WEEKS = {"今週": 0, "来週": 1, "再来週": 2}


def relative_day(text: str, near: date) -> tuple[str, date] | None:
    """Return the one day a folded text tells by the day it came, with its words; None when it tells none or several.

    A mail of a Sunday leaves open which week is the next; a day of a month that is over is the next month's.
    """
    found = [(match[0], day) for match in _RELATIVE.finditer(text) if (day := _day_of(match, near)) is not None]
    return found[0] if len({day for _, day in found}) == 1 else None


def _day_of(match: re.Match[str], near: date) -> date | None:
    if match["near"]:
        return near + timedelta(days=_NEAR[match["near"]])
    if match["after"]:
        return near + timedelta(days=int(match["after"]))
    if match["week"]:
        day = near + timedelta(days=_WEEKS[match["week"]] * 7 + _WEEKDAYS.index(match["weekday"]) - near.weekday())
        return day if near.weekday() != _SUNDAY and day >= near else None
    if match["month"]:
        return _in_month(near, 0 if match["month"] == "今月" else 1, int(match["day"]))
    number = int(match["only"])
    return _in_month(near, 0 if number >= near.day else 1, number)


def _in_month(near: date, later: int, number: int) -> date | None:
    year, month = divmod(near.year * 12 + near.month - 1 + later, 12)
    try:
        day = date(year, month + 1, number)
    except ValueError:
        return None
    return day if day >= near else None
