"""Which slip of each account goes next. Only a few stand on the queue; the others wait in our table, in order.

So a slip that a person hurries, or one whose deadline is near, waits for one or two others and no more, however long
the queue is. An account that may not be keyed into now (paused, outside its hours, at a ceiling, down) is put off as a
whole, by the thousand, and costs nothing until then.

Of several agents the one that holds an account's lease does all this for it. One whose lane is down gives the lease
back while another lives that has the target too: what fails on one machine may go well on another.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime

from loguru import logger
from sqlmodel import Session

from agent.core.action import ActionState
from agent.core.errors import Reason
from agent.engine.elsewhere import Elsewhere
from agent.engine.events import Writer
from agent.engine.lane_waits import (
    CEILINGS,
    LOOK_AGAIN,
    NOT_EVEN_LOOKED_UP,
    YEN,
    LaneWait,
    day_end,
    lane_wait,
    yen_left,
)
from agent.engine.lanes import Lanes
from agent.engine.lease import LeaseKeeper
from agent.engine.outside import OpenTarget, Outside
from agent.engine.queues import EnterQueue
from agent.store import actions, audit_log, exceptions
from agent.store.exceptions import ExceptionKind, Waiting
from agent.store.tables import ActionRow

OLDEST_EVERY = 10  # every tenth slip is the one that waits longest, so that none waits for ever


class Dispatch:
    """Puts due actions on the queue, each under its next attempt, the most urgent of each account first."""

    def __init__(
        self, outside: Outside, elsewhere: Elsewhere, queue: EnterQueue, leases: LeaseKeeper, lanes: Lanes
    ) -> None:
        self._outside, self._elsewhere, self._queue = outside, elsewhere, queue
        self._leases, self._lanes = leases, lanes
        self._n_queued: Counter[str] = Counter()

    def queue_due(self) -> None:
        """Fill the places that are free."""
        now = self._outside.now()
        with self._outside.database.reading() as session:
            due = actions.due_accounts(session, now)
            in_hand = actions.n_in_state(session, actions.IN_HAND) if due else {}
            queued = actions.n_in_state(session, [ActionState.QUEUED]) if due else {}
        for account in due:
            n_free = self._n_free(account, in_hand.get(account, 0), queued.get(account, 0))
            try:
                if n_free > 0 and self._is_ours(account):
                    self._fill(account, n_free, now)
            except Exception:  # noqa: BLE001 - the edge of an account: its failure holds up no other
                logger.bind(account=account).opt(exception=True).error("an account's slips could not be queued")

    def _n_free(self, account: str, n_in_hand: int, n_queued: int) -> int:
        """Return the free places; of a slow account none follows before the one ahead is begun, so none overtakes."""
        n_free = self._lanes.room(account) - n_in_hand
        return n_free if self._lanes.is_quick(account) else min(n_free, 1 - n_queued)

    def _is_ours(self, account: str) -> bool:
        """Whether this agent is to queue for an account: it holds its lease, and no other may fare better with it."""
        if self._elsewhere.is_left(account):
            self._leases.give_back(account)
            return False
        return self._leases.token(account) is not None

    def _fill(self, account: str, n_free: int, now: datetime) -> None:
        target = self._outside.targets.get(account)  # one that is gone has its actions held by `bring`
        with self._outside.database.transaction() as session:
            waits = None if target is None else self._put_off(session, target, now)
            for _ in range(n_free):
                oldest = self._n_queued[account] % OLDEST_EVERY == OLDEST_EVERY - 1
                row = actions.find_next(session, account, now, oldest=oldest, only_sent=waits is not None)
                if row is None:
                    break
                self._queue_one(session, row, now)

    def _queue_one(self, session: Session, row: ActionRow, now: datetime) -> None:
        n = row.attempt + 1
        actions.move(session, row.key, ActionState.QUEUED, now, attempt=n, not_before=None)
        self._queue.put(session, row.key, row.account, n)
        audit_log.append(session, [Writer(now, self._outside.agent).action("action.queued", row, {"next": n})])
        self._n_queued[row.account] += 1

    def _put_off(self, session: Session, target: OpenTarget, now: datetime) -> LaneWait | None:
        """Let everything that is due wait while its lane waits; what may have been sent is still looked up."""
        waits = lane_wait(session, self._outside, target) or self._lanes.down(target.name)
        if waits is None:
            self._put_off_dear(session, target, now)
            return None
        reason = Reason(waits.code, {"target": target.name})
        until = min(waits.until or now + LOOK_AGAIN, now + LOOK_AGAIN)
        actions.put_off(session, target.name, now, until, reason, and_sent=waits.code in NOT_EVEN_LOOKED_UP)
        self._tell_of(session, waits.code, reason, now)
        return waits

    def _put_off_dear(self, session: Session, target: OpenTarget, now: datetime) -> None:
        """Let those wait that are above what is left of today's yen; smaller ones may go before them."""
        ceiling = target.settings.ceiling.yen_per_day
        if ceiling is None:
            return
        left, reason = yen_left(session, self._outside, target), Reason(YEN, {"target": target.name})
        until = min(day_end(self._outside), now + LOOK_AGAIN)
        if actions.put_off(session, target.name, now, until, reason, above_jpy=left, up_to_jpy=ceiling):
            self._tell_of(session, YEN, reason, now)

    def _tell_of(self, session: Session, code: str, reason: Reason, now: datetime) -> None:
        if code in CEILINGS:
            exceptions.put_once(session, Waiting(ExceptionKind.SYSTEM, reason), now)
