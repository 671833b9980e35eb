"""How the targets fare: who paused them, and how long their queues are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.core.action import ActionState
from agent.core.codec import reason_from_json
from agent.core.errors import Reason
from agent.engine.lane_waits import AS_WISHED, DOWN, UNFIT
from agent.store.tables import JSON, ActionRow, PauseRow

OPEN = tuple(state for state in ActionState if state is not ActionState.ENTERED)
EVERY = "*"


@dataclass(frozen=True, slots=True)
class Pause:
    """Who paused a target, when, why."""

    by: str
    since: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class TargetStatus:
    """One target: its pause, if any, and how many actions stand in each open state."""

    name: str
    pause: Pause | None
    counts: dict[str, int]
    entered_today: int
    last_entered_at: datetime | None

    def n(self, *states: str) -> int:
        """Count actions in these states."""
        return sum(self.counts.get(state, 0) for state in states)

    @property
    def waiting(self) -> int:
        """Slips that will be keyed by themselves."""
        return self.n("queued", "parked")

    @property
    def running(self) -> int:
        """Slips being keyed now."""
        return self.n("intended", "sending", "sent")


def targets_down(session: Session) -> dict[str, Reason]:
    """Name the targets that did not take slips that were tried and wait now, with why the first of them waits."""
    code: sa.ColumnElement[str] = sa.type_coerce(ActionRow.reason, JSON)["code"].as_string()
    has_failed = sa.or_(sa.and_(col(ActionRow.failures) > 0, code.not_in(AS_WISHED)), code.in_((DOWN, UNFIT)))
    waits = col(ActionRow.state).in_((ActionState.PARKED.value, ActionState.UNKNOWN.value))
    first = sa.select(sa.func.min(ActionRow.key)).where(waits, has_failed).group_by(col(ActionRow.target))
    rows = session.exec(select(ActionRow).where(col(ActionRow.key).in_(first)).order_by(col(ActionRow.target)))
    return {row.target: reason_from_json({"values": {}, "place": "", **(row.reason or {"code": DOWN})}) for row in rows}


def list_targets(session: Session, today_since: datetime, named: Sequence[str] = ()) -> tuple[TargetStatus, ...]:
    """Return the targets of the site (`named`) and those that have actions, by name.

    `today_since` is the instant the site's day began.
    """
    pauses = {row.target: Pause(row.by, row.since, row.reason) for row in session.exec(select(PauseRow))}
    open_counts = _open_counts(session)
    entered = _entered_since(session, today_since)
    names = sorted({*named, *open_counts, *entered, *(name for name in pauses if name != EVERY)})
    return tuple(
        TargetStatus(name, pauses.get(name), open_counts.get(name, {}), *entered.get(name, (0, None))) for name in names
    )


def find_pause(session: Session, target: str = EVERY) -> Pause | None:
    """Return who paused a target by its own name (`*`: all of them)."""
    row = session.get(PauseRow, target)
    return None if row is None else Pause(row.by, row.since, row.reason)


def is_entered_since(since: datetime) -> sa.ColumnElement[bool]:
    """Make the condition for actions entered since an instant.

    The state stands in a function so that SQLite goes by the instant's index: nearly every action is entered.
    """
    state = sa.func.coalesce(ActionRow.state, "")
    return sa.and_(col(ActionRow.changed_at) >= since, state == ActionState.ENTERED.value)


def _open_counts(session: Session) -> dict[str, dict[str, int]]:
    statement = (
        select(ActionRow.target, ActionRow.state, sa.func.count())
        .where(col(ActionRow.state).in_([state.value for state in OPEN]))
        .group_by(ActionRow.target, ActionRow.state)
    )
    counts: dict[str, dict[str, int]] = {}
    for target, state, n in session.execute(statement):
        counts.setdefault(target, {})[state] = n
    return counts


def _entered_since(session: Session, since: datetime) -> dict[str, tuple[int, datetime | None]]:
    target = sa.func.coalesce(ActionRow.target, "")  # else SQLite walks all actions by target
    statement = (
        select(target, sa.func.count(), sa.func.max(ActionRow.changed_at))
        .where(is_entered_since(since))
        .group_by(target)
    )
    return {target: (n, last) for target, n, last in session.execute(statement)}
