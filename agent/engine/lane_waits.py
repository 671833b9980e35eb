"""Why the lane of a target waits, and until when: paused, outside its hours, its pace, or at a ceiling.

Asked before slips are queued, before one is begun, and in the permit inside the gate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sqlmodel import Session

from agent.engine.hours import is_open, next_opening
from agent.engine.outside import OpenTarget, Outside
from agent.store import actions, pauses

PAUSED = "target-paused"  # due again when a person resumes
TOO_LARGE = "ceiling-slip"  # this slip alone is above the day's ceiling
SLIPS, YEN = CEILINGS = ("ceiling-slips", "ceiling-yen")
HOURS, PACE = "outside-hours", "pace"
AS_WISHED = (PAUSED, TOO_LARGE, SLIPS, YEN, HOURS, PACE)  # the site, or a person, wants it to wait
DOWN, UNFIT = "target-down", "machine-unfit"
NOT_EVEN_LOOKED_UP = (PAUSED, DOWN, UNFIT)  # every other wait lets what may have been sent be looked up
HOUR = timedelta(hours=1)
LOOK_AGAIN = timedelta(minutes=5)  # a wait is asked about again, in case its reason went away


@dataclass(frozen=True, slots=True)
class LaneWait:
    """Why a lane waits, by code, and until when where that is known."""

    code: str
    until: datetime | None = None


def lane_wait(session: Session, outside: Outside, target: OpenTarget, began: datetime | None = None) -> LaneWait | None:
    """Say why no slip of a target may be keyed now; None when one may.

    `began` is when a slip that is asked about was begun: one begun within the hours may finish, within its deadline.
    """
    if pauses.is_paused(session, target.name):
        return LaneWait(PAUSED)
    return _hours(outside, target, began) or _pace(session, outside, target) or _slips(session, outside, target)


def slip_wait(
    session: Session, outside: Outside, target: OpenTarget, amount: Decimal, began: datetime | None = None
) -> LaneWait | None:
    """Say why a slip of this amount may not be keyed now; None when it may."""
    waits = lane_wait(session, outside, target, began)
    ceiling = target.settings.ceiling.yen_per_day
    if waits is not None or ceiling is None:
        return waits
    if amount > ceiling:
        return LaneWait(TOO_LARGE)
    return None if amount <= yen_left(session, outside, target) else LaneWait(YEN, day_end(outside))


def yen_left(session: Session, outside: Outside, target: OpenTarget) -> Decimal:
    """Return how many yen of today's ceiling are left; the target must have one."""
    ceiling = target.settings.ceiling.yen_per_day
    assert ceiling is not None
    return ceiling - actions.yen_sent_since(session, target.name, day_start(outside))


def day_start(outside: Outside) -> datetime:
    """Return the instant the site's present day began."""
    return outside.now().astimezone(outside.zone).replace(hour=0, minute=0, second=0, microsecond=0)


def day_end(outside: Outside) -> datetime:
    """Return the instant the site's next day begins."""
    return day_start(outside) + timedelta(days=1)


def _hours(outside: Outside, target: OpenTarget, began: datetime | None) -> LaneWait | None:
    hours, now = target.settings.hours, outside.now()
    here = now.astimezone(outside.zone)
    if hours is None or is_open(hours, here):
        return None
    grace = timedelta(seconds=target.settings.deadline)
    if began is not None and now - began <= grace and is_open(hours, began.astimezone(outside.zone)):
        return None
    return LaneWait(HOURS, next_opening(hours, here))


def _pace(session: Session, outside: Outside, target: OpenTarget) -> LaneWait | None:
    pace, now = timedelta(seconds=target.settings.pace), outside.now()
    if not pace or not actions.n_sent_since(session, target.name, now - pace, until=now + actions.CLOCKS_DIFFER):
        return None
    last = actions.sent_times(session, target.name, now - pace, limit=1)
    return LaneWait(PACE, min(last[0], now) + pace)


def _slips(session: Session, outside: Outside, target: OpenTarget) -> LaneWait | None:
    most, now = target.settings.ceiling.slips_per_hour, outside.now()
    if most is None:
        return None
    sent = actions.sent_times(session, target.name, now - HOUR, limit=most)
    return LaneWait(SLIPS, sent[-1] + HOUR) if len(sent) >= most else None
