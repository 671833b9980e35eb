"""Business hours of a target: whether it is open, and when it opens next. Pure; instants come in the site's zone."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from agent.settings.model import Hours

LAST_WEEKDAY = {"mon-fri": 4, "mon-sat": 5, "all": 6}
FAR_DAYS = 400  # a year of holidays and more


def is_open(hours: Hours | None, here: datetime) -> bool:
    """Whether it may be keyed into at a local instant; the last minute counts whole.

    Hours over midnight (22:00 to 05:00) belong to the day they began on.
    """
    if hours is None:
        return True
    minute = here.time().replace(second=0, microsecond=0)
    if hours.start <= hours.end:
        return hours.start <= minute <= hours.end and _is_working(hours, here.date())
    if minute >= hours.start:
        return _is_working(hours, here.date())
    return minute <= hours.end and _is_working(hours, here.date() - timedelta(days=1))


def next_opening(hours: Hours, here: datetime) -> datetime:
    """Return the next local instant at which it opens; a year ahead where it never does."""
    for ahead in range(FAR_DAYS):
        day = here.date() + timedelta(days=ahead)
        opening = datetime.combine(day, hours.start, here.tzinfo)
        if opening > here and _is_working(hours, day):
            return opening
    return here + timedelta(days=FAR_DAYS)


def next_time(clock_time: str, here: datetime) -> datetime:
    """Return the first local instant after `here` at which a clock shows a time (`15:00`)."""
    at = datetime.combine(here.date(), time.fromisoformat(clock_time), here.tzinfo)
    return (
        at
        if at > here
        else datetime.combine(here.date() + timedelta(days=1), at.timetz().replace(tzinfo=None), here.tzinfo)
    )


def _is_working(hours: Hours, day: date) -> bool:
    return day.weekday() <= LAST_WEEKDAY[hours.days] and day not in hours.closed
