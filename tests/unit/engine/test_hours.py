"""Business hours, in the site's time: weekdays, holidays, the last minute, and hours over midnight."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from agent.engine.hours import is_open, next_opening, next_time
from agent.settings.model import Hours

TOKYO = ZoneInfo("Asia/Tokyo")
DAY = Hours(start=time(8, 30), end=time(17, 29), closed=[date(2026, 11, 23)])
NIGHT = Hours(start=time(22, 0), end=time(4, 59))


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


@pytest.mark.proves("D8")
@pytest.mark.parametrize(
    ("hours", "instant", "expected"),
    [
        (DAY, "2026-11-24T08:29:59", False),
        (DAY, "2026-11-24T08:30:00", True),
        (DAY, "2026-11-24T17:29:59", True),  # the last minute counts whole
        (DAY, "2026-11-24T17:30:00", False),
        (DAY, "2026-11-21T12:00:00", False),  # a Saturday
        (DAY, "2026-11-23T12:00:00", False),  # a holiday
        (NIGHT, "2026-11-20T23:00:00", True),
        (NIGHT, "2026-11-21T04:00:00", True),  # Friday's night, on Saturday
        (NIGHT, "2026-11-21T23:00:00", False),
        (NIGHT, "2026-11-23T04:00:00", False),  # Sunday's night, on Monday
        (None, "2026-11-21T03:00:00", True),
    ],
)
def test_it_is_open_within_its_hours_only(hours: Hours | None, instant: str, expected: bool):
    """Hours over midnight belong to the day they began on."""
    assert is_open(hours, at(instant)) is expected


@pytest.mark.proves("D8")
@pytest.mark.parametrize(
    ("hours", "instant", "expected"),
    [
        (DAY, "2026-11-24T06:00:00", "2026-11-24T08:30:00"),
        (DAY, "2026-11-24T18:00:00", "2026-11-25T08:30:00"),
        (DAY, "2026-11-20T18:00:00", "2026-11-24T08:30:00"),  # over the weekend and the holiday
        (NIGHT, "2026-11-21T05:00:00", "2026-11-23T22:00:00"),
    ],
)
def test_it_opens_on_the_next_working_day(hours: Hours, instant: str, expected: str):
    """What waits goes on by itself in the morning of the next day that has hours."""
    assert next_opening(hours, at(instant)) == at(expected)


@pytest.mark.proves("D8")
def test_a_clock_time_that_has_passed_is_tomorrows():
    """`by: "15:00"` decided at four o'clock is due tomorrow."""
    assert next_time("15:00", at("2026-11-24T14:59:00")) == at("2026-11-24T15:00:00")
    assert next_time("15:00", at("2026-11-24T16:00:00")) == at("2026-11-25T15:00:00")
