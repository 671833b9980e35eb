"""Checks of the days of an order: each against the other, against today and against the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from agent.core.era import ERA_DAY, day_in_era, era_of
from agent.core.order import Finding, Severity
from agent.quality.case import Case, found
from agent.quality.holidays import holiday
from agent.quality.normalise import text_key

_ERA_DAY = re.compile(ERA_DAY, re.IGNORECASE)
OLDEST = timedelta(days=92)
FARTHEST = timedelta(days=366)


def order_day_is_near(case: Case) -> Iterator[Finding]:
    """Doubt an order of a day to come, or of one long past."""
    day = case.order.ordered_on
    if day is None or case.today is None:
        return
    if day > case.today:
        yield found("order-day-ahead", Severity.DOUBT, "ordered_on", ordered_on=day, today=case.today)
    elif day < case.today - OLDEST:
        yield found("order-day-old", Severity.DOUBT, "ordered_on", ordered_on=day, today=case.today)


def delivery_day_is_ahead(case: Case) -> Iterator[Finding]:
    """Doubt a delivery before the order or today, or more than a year away."""
    day, ordered = case.order.deliver_on, case.order.ordered_on
    if day is None:
        return
    if ordered is not None and day < ordered:
        yield found("delivery-before-order", Severity.DOUBT, "deliver_on", deliver_on=day, ordered_on=ordered)
    elif case.today is not None and day < case.today:
        yield found("date-past", Severity.DOUBT, "deliver_on", deliver_on=day, today=case.today)
    elif case.today is not None and day > case.today + FARTHEST:
        yield found("date-far", Severity.DOUBT, "deliver_on", deliver_on=day, today=case.today)


def delivery_day_is_open(case: Case) -> Iterator[Finding]:
    """Note a delivery on a holiday."""
    day = case.order.deliver_on
    if day is not None and (name := holiday(day)):
        yield found("date-holiday", Severity.NOTE, "deliver_on", deliver_on=day, name=name)


def era_goes_on(case: Case) -> Iterator[Finding]:
    """Note a day written in an era that had ended by then."""
    written = dict(case.read.provenance)
    for field, day in (("ordered_on", case.order.ordered_on), ("deliver_on", case.order.deliver_on)):
        if day is not None and field in written and _is_of_past_era(written[field].text, day):
            yield found("era-over", Severity.NOTE, field, text=written[field].text, day=day)


def _is_of_past_era(text: str, day: date) -> bool:
    match = _ERA_DAY.search(text_key(text))
    if match is None:
        return False
    era = match[1].upper()
    return day_in_era(era, match[2], match[3], match[4]) == day and era not in (era_of(day).name, era_of(day).letter)
