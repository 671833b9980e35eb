"""How the sources fare, and what they brought: counts that add up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.core.codec import reason_from_json
from agent.core.errors import Reason
from agent.store.tables import IntakeCountRow, LeaseRow, SourceRow

NAMED = 5  # items left alone that are told by name


@dataclass(frozen=True, slots=True)
class Intake:
    """What a source brought on one day of the site.

    Deliveries: seen = taken + again + ignored + unreadable. Orders: found = new + duplicate + amended + held.
    """

    source: str
    day: date
    seen: int = 0
    taken: int = 0
    again: int = 0
    ignored: int = 0
    unreadable: int = 0
    new: int = 0
    duplicate: int = 0
    amended: int = 0
    held: int = 0

    @property
    def found(self) -> int:
        """Orders found in what was taken."""
        return self.new + self.duplicate + self.amended + self.held

    @property
    def unaccounted(self) -> int:
        """Deliveries seen that nothing accounts for; anything but 0 is an alarm."""
        return self.seen - self.taken - self.again - self.ignored - self.unreadable


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """How one source fares. Down means unknown, never empty; `lag_s` is seconds since the last look.

    `n_left_alone` items lie there that its settings do not want, such as files that fit no pattern; some by name.
    """

    name: str
    looked_at: datetime | None
    last_item_at: datetime | None
    down_since: datetime | None
    reason: Reason | None
    lag_s: float | None
    holder: str = ""
    n_left_alone: int = 0
    left_alone: tuple[str, ...] = ()

    @property
    def is_down(self) -> bool:
        """Whether it cannot be reached now."""
        return self.down_since is not None


def list_sources(session: Session, now: datetime) -> tuple[SourceStatus, ...]:
    """Return every source that was ever looked at, by name."""
    holders = dict(session.execute(select(LeaseRow.name, LeaseRow.holder)).all())
    rows = session.exec(select(SourceRow).order_by(SourceRow.name))
    return tuple(_status(row, now, holders.get(f"source:{row.name}", "")) for row in rows)


def intake_on(session: Session, day: date) -> tuple[Intake, ...]:
    """Return what every source brought on one day."""
    return _intakes(session, col(IntakeCountRow.day) == day)


def intake_since(session: Session, source: str, day: date) -> tuple[Intake, ...]:
    """Return what one source brought on each day from this one on, newest first."""
    return _intakes(session, sa.and_(col(IntakeCountRow.source) == source, col(IntakeCountRow.day) >= day))


def sum_of(intakes: tuple[Intake, ...], day: date) -> Intake:
    """Add up several sources' counts of one day."""
    names = ("seen", "taken", "again", "ignored", "unreadable", "new", "duplicate", "amended", "held")
    return Intake("", day, **{name: sum(getattr(intake, name) for intake in intakes) for name in names})


def _intakes(session: Session, condition: sa.ColumnElement[bool]) -> tuple[Intake, ...]:
    counted: dict[tuple[date, str], dict[str, int]] = {}
    for row in session.exec(select(IntakeCountRow).where(condition)):
        counted.setdefault((row.day, row.source), {})[row.what] = row.n
    known = set(Intake.__slots__)
    return tuple(
        Intake(
            source, day, **{name: n for what, n in counts.items() if (name := what.removeprefix("orders-")) in known}
        )
        for (day, source), counts in sorted(counted.items(), key=lambda item: (-item[0][0].toordinal(), item[0][1]))
    )


def _status(row: SourceRow, now: datetime, holder: str) -> SourceStatus:
    return SourceStatus(
        name=row.name,
        looked_at=row.looked_at,
        last_item_at=row.last_item_at,
        down_since=row.down_since,
        reason=None if row.reason is None else reason_from_json({"values": {}, "place": "", **row.reason}),
        lag_s=None if row.looked_at is None else max((now - row.looked_at).total_seconds(), 0),
        holder=holder,
        n_left_alone=row.left_alone["n"] if row.left_alone else 0,
        left_alone=tuple(row.left_alone["names"][:NAMED]) if row.left_alone else (),
    )
