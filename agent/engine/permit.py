"""The permit: what is asked inside the gate, in one transaction, at the last moment before a commit leaves."""

from __future__ import annotations

from decimal import Decimal

from sqlmodel import Session

from agent.core.action import ActionState
from agent.engine import fail_points
from agent.engine.events import Writer
from agent.engine.lane_waits import slip_wait
from agent.engine.outside import OpenTarget, Outside
from agent.engine.settling import Settling
from agent.store import actions, audit_log, leases
from agent.store.tables import ActionRow

FENCE_NEED_S = 5.0
HELD = "action-held"
LEASE_LOST = "lease-lost"


class ActionPermit:
    """May this action's commit be sent? Yes stores the state *sending*; no stores nothing and says why."""

    def __init__(
        self, outside: Outside, target: OpenTarget, action: str, n: int, token: int, settling: Settling
    ) -> None:
        self._outside, self._target, self._action, self._n, self._token = outside, target, action, n, token
        self._settling = settling
        self._began = outside.now()
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
        self._settling.begin(self._action, now)
        fail_points.reach("enter.sending")
        return None

    def _why_not(self, session: Session, row: ActionRow) -> str | None:
        if not leases.fence(session, row.account, self._token, FENCE_NEED_S):
            return LEASE_LOST
        if row.state != ActionState.INTENDED.value or row.attempt != self._n:
            return HELD
        waits = slip_wait(session, self._outside, self._target, Decimal(row.slip["total"]), self._began)
        return waits.code if waits else None
