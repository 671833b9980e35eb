"""The clock that is handed in, and the days of the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the instant; tests hand in one that moves when told."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Return the machine's present instant in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class FixedClock:
    """A clock that stands still (`--at`)."""

    instant: datetime

    def now(self) -> datetime:
        """Return the instant it was made with."""
        return self.instant


class MovedClock:
    """The machine's clock, as if it had been started at another instant (`once --at`)."""

    def __init__(self, instant: datetime) -> None:
        self._ahead = instant - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the instant moved on by what has passed since."""
        return datetime.now(UTC) + self._ahead


def site_day(instant: datetime, zone: ZoneInfo) -> date:
    """Return the day of the site's calendar an instant belongs to."""
    return instant.astimezone(zone).date()
