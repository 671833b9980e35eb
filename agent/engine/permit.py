"""The permit: what is asked inside the gate, in one transaction, at the last moment before a commit leaves."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

from sqlmodel import Session

from agent.core.action import ActionState
from agent.engine import fail_points
from agent.engine.events import Writer
from agent.engine.outside import OpenTarget, Outside
from agent.store import actions, audit_log, leases, pauses
from agent.store.tables import ActionRow

FENCE_NEED_S = 5.0
PAUSED = "target-paused"  # due again when a person resumes, not before
HELD = "action-held"
TOO_LARGE = "ceiling-slip"  # this slip alone is above the day's ceiling
CEILINGS = ("ceiling-slips", "ceiling-yen")


class ActionPermit:
    """May this action's commit be sent? Yes stores the state *sending*; no stores nothing and says why."""

    def __init__(self, outside: Outside, target: OpenTarget, action: str, n: int, token: int) -> None:
        self._outside, self._target, self._action, self._n, self._token = outside, target, action, n, token
        self.granted = False
        self.refused = ""

    def ask(self) -> str | None:
        """Fence the lease, look at holds, pause, hours and ceilings, and store *sending*, in one transaction."""
        with self._outside.database.transaction() as session:
            row = actions.get_action(session, self._action)
            self.refused = self._why_not(session, row) or ""
            if self.refused:
                return self.refused
            now = self._outside.now()
            actions.move(session, row.key, ActionState.SENDING, now, sending_at=now, token=self._token)
            audit_log.append(session, [Writer(now, self._outside.agent).action("action.sending", row)])
        self.granted = True
        fail_points.reach("enter.sending")
        return None

    def _why_not(self, session: Session, row: ActionRow) -> str | None:
        if not leases.fence(session, row.account, self._token, FENCE_NEED_S):
            return "lease-lost"
        if row.state != ActionState.INTENDED.value or row.attempt != self._n:
            return HELD
        return why_not_now(session, self._outside, self._target, Decimal(row.slip["total"]))


def why_not_now(session: Session, outside: Outside, target: OpenTarget, amount: Decimal) -> str | None:
    """Say why a target may not be keyed into now, by code; None when it may."""
    if pauses.is_paused(session, target.name):
        return PAUSED
    if not is_open(outside, target):
        return "outside-hours"
    pace = timedelta(seconds=target.settings.pace)
    if pace and actions.n_sent_since(session, target.name, outside.now() - pace):
        return "pace"
    return _ceiling(session, outside, target, amount)


def is_open(outside: Outside, target: OpenTarget) -> bool:
    """Whether the target's hours allow keying now, by the site's clock."""
    hours = target.settings.hours
    if hours is None:
        return True
    here = outside.now().astimezone(outside.zone)
    last_weekday = {"mon-fri": 4, "mon-sat": 5, "all": 6}[hours.days]
    after_start, before_end = hours.start <= here.time(), here.time() <= hours.end
    in_time = after_start and before_end if hours.start <= hours.end else after_start or before_end  # over midnight
    return here.weekday() <= last_weekday and in_time


def _ceiling(session: Session, outside: Outside, target: OpenTarget, amount: Decimal) -> str | None:
    ceiling = target.settings.ceiling
    now = outside.now()
    if ceiling.slips_per_hour is not None:
        n_sent = actions.n_sent_since(session, target.name, now - timedelta(hours=1))
        if n_sent >= ceiling.slips_per_hour:
            return CEILINGS[0]
    if ceiling.yen_per_day is None:
        return None
    if amount > ceiling.yen_per_day:
        return TOO_LARGE
    sent = actions.yen_sent_since(session, target.name, _midnight(outside, now))
    return CEILINGS[1] if sent + amount > ceiling.yen_per_day else None


def _midnight(outside: Outside, now: datetime) -> datetime:
    return now.astimezone(outside.zone).replace(hour=0, minute=0, second=0, microsecond=0)
