"""Bring one action to its target: look up, intend, key, confirm. May run twice after a crash; keys once.

    queued ──intend──▶ intended ──gate──▶ sending ──answer──▶ sent ──confirm──▶ entered
                          │ crash: safe       │ crash or no answer: unknown → look up, enter again only on "not there"

The lease is the guard: without it nothing is looked up or keyed. Once `sending_at` is set, whatever the state says, the
slip may have been sent: it is looked up, and keyed again only when the target is clear that it is not there, after the
target's own slowness has run out. A slip the target gave a number for is never keyed again by the agent itself.
"""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from decimal import Decimal
from typing import Any

from loguru import logger

from agent.core.action import ActionState
from agent.core.errors import DenpyoError, PermitRefusedError, Reason
from agent.core.outcome import Sent
from agent.engine import fail_points
from agent.engine.attempt_log import AttemptLog
from agent.engine.brought import Brought
from agent.engine.elsewhere import Elsewhere
from agent.engine.ending import Attempt, SlipGoneError, UnexpectedError, ended, parked, unknown
from agent.engine.events import Writer
from agent.engine.lane_waits import NOT_EVEN_LOOKED_UP, LaneWait, slip_wait
from agent.engine.lanes import Lanes
from agent.engine.lease import LeaseKeeper
from agent.engine.outside import Outside
from agent.engine.permit import HELD, LEASE_LOST, ActionPermit
from agent.engine.settling import Settling
from agent.engine.stations.act import key_in, look_up
from agent.engine.stations.confirm import confirm
from agent.store import actions, audit_log
from agent.store.actions import OVER
from agent.store.tables import ActionRow


class Bringer:
    """Brings actions, one at a time under each account's lease."""

    def __init__(
        self, outside: Outside, elsewhere: Elsewhere, leases: LeaseKeeper, lanes: Lanes, stopping: threading.Event
    ) -> None:
        self._outside, self._elsewhere, self._leases = outside, elsewhere, leases
        self._lanes, self._stopping = lanes, stopping
        self._settling = Settling()

    def bring(self, key: str) -> Brought | None:
        """Bring an action as far as it goes now; None when it was already over."""
        with self._outside.database.reading() as session:
            row = actions.get_action(session, key)
        if row.state in OVER:
            return None
        if row.target not in self._outside.targets:
            return self._unknown_target(row)
        with self._leases.turn(row.account) as token:
            if token is None or self._stopping.is_set():
                return parked("account-busy" if token is None else "stopping", row, self._outside.now())
            if self._elsewhere.is_left(row.target):
                return parked("account-elsewhere", row, self._outside.now())
            return self._under_lease(key, token)

    def _unknown_target(self, row: ActionRow) -> Brought:
        """Leave it to an agent that has the target, or had; else a person must say what is to become of it."""
        if self._elsewhere.is_left(row.target):
            return parked("account-elsewhere", row, self._outside.now())
        reason = Reason("target-unknown", {"target": row.target})
        return Brought(ActionState.HELD, row.attempt, reason=reason, in_doubt=actions.may_be_sent(row))

    def _under_lease(self, key: str, token: int) -> Brought | None:
        now = self._outside.now()
        with self._outside.database.transaction() as session:
            row = actions.get_action(session, key)
            if row.state in OVER:
                return None
            target = self._outside.targets[row.target]
            waits = slip_wait(session, self._outside, target, Decimal(row.slip["total"]))
            waits = waits or self._lanes.down(row.account)
            actions.begin_attempt(session, key, row.attempt, now)
        if waits is not None and (waits.code in NOT_EVEN_LOOKED_UP or not actions.may_be_sent(row)):
            return parked(waits.code, row, now, until=waits.until)
        permit = ActionPermit(self._outside, target, key, row.attempt, token, self._settling)
        log = AttemptLog(self._outside.database, key, row.attempt)
        began = time.monotonic()
        with self._lanes.at_work(row.account):
            brought = self._guarded(Attempt(actions.action_of(row), row, target, permit, log), token)
        self._lanes.ended(row.account, key, brought, time.monotonic() - began)
        if permit.refused == LEASE_LOST:
            self._leases.forget(row.account, token)
        if brought.state.value in OVER:
            self._settling.end(key)
        return brought

    def _guarded(self, attempt: Attempt, token: int) -> Brought:
        """Turn whatever goes wrong into an end that loses nothing: after the commit left, everything is unknown."""
        try:
            return self._walk(attempt, token)
        except DenpyoError as error:
            attempt.evidence += error.evidence
            return self._ended(attempt, error)
        except Exception as error:  # noqa: BLE001 - the edge of the attempt
            logger.bind(action=attempt.action.key).opt(exception=True).error("attempt ended unexpectedly")
            return self._ended(attempt, UnexpectedError(type(error).__name__))

    def _ended(self, attempt: Attempt, error: DenpyoError) -> Brought:
        target = attempt.target.name
        return ended(attempt, error, self._outside.now(), lambda: self._elsewhere.is_able(target))

    def _walk(self, attempt: Attempt, token: int) -> Brought:
        action, target = attempt.action, attempt.target
        if not attempt.may_be_sent:
            self._intend(attempt, token)
        if look_up(action, target.port, attempt.log) is not None:
            return self._confirmed(attempt, adopted=True)
        if attempt.may_be_sent:
            left_s = self._settling.left_s(action.key, attempt.row.sending_at, target.settings.settle_for)
            if left_s > 0:
                return unknown(attempt, Reason("outcome-unknown"), self._outside.now() + timedelta(seconds=left_s))
            if attempt.row.slip_number:
                raise SlipGoneError(f"slip {attempt.row.slip_number} is not found", slip=attempt.row.slip_number)
            if waits := self._lane_wait(attempt):  # it was looked up all the same; not a key is typed now
                return parked(waits.code, attempt.row, self._outside.now(), attempt, until=waits.until)
            self._intend(attempt, token)
        sent = key_in(action, target.port, attempt.permit, attempt.log)
        fail_points.reach("enter.answered")
        self._sent(attempt, sent)
        return self._confirmed(attempt, adopted=False)

    def _lane_wait(self, attempt: Attempt) -> LaneWait | None:
        with self._outside.database.reading() as session:
            return slip_wait(session, self._outside, attempt.target, Decimal(attempt.row.slip["total"]))

    def _intend(self, attempt: Attempt, token: int) -> None:
        """Store the intent, unless a person ended the action meanwhile."""
        with self._outside.database.transaction() as session:
            row, now = actions.get_action(session, attempt.action.key), self._outside.now()
            is_ours = row.state not in OVER and row.attempt == attempt.action.attempt
            if is_ours:
                actions.move(session, row.key, ActionState.INTENDED, now, token=token)
                audit_log.append(session, [Writer(now, self._outside.agent).action("action.intended", row)])
        if not is_ours:
            attempt.permit.refused = HELD
            raise PermitRefusedError("the action is over", why=HELD)
        fail_points.reach("enter.intended")

    def _sent(self, attempt: Attempt, sent: Sent) -> None:
        attempt.evidence += sent.evidence
        told: dict[str, Any] = {"slip_number": sent.slip_number}
        with self._outside.database.transaction() as session:
            row, now = actions.get_action(session, attempt.action.key), self._outside.now()
            is_ours = row.state == ActionState.SENDING.value and row.attempt == attempt.action.attempt
            if is_ours:  # else another took it over meanwhile, and knows better
                actions.move(session, row.key, ActionState.SENT, now, slip_number=sent.slip_number)
            actions.add_evidence(session, row.key, attempt.action.attempt, sent.evidence, now)
            event = Writer(now, self._outside.agent).action("action.sent", row, told, sent.evidence)
            audit_log.append(session, [event])

    def _confirmed(self, attempt: Attempt, *, adopted: bool) -> Brought:
        confirmed = confirm(attempt.action, attempt.target.port, attempt.log)
        return Brought(
            ActionState.ENTERED,
            attempt.action.attempt,
            confirmed.slip_number,
            adopted=adopted,
            was_permitted=attempt.permit.granted,
            evidence=attempt.evidence + confirmed.evidence,
            steps=tuple(attempt.log.steps),
        )
