"""Bring one action to its target: look up, intend, key, confirm. May run twice after a crash; keys once.

    queued ──intend──▶ intended ──gate──▶ sending ──answer──▶ sent ──confirm──▶ entered
                          │ crash: safe       │ crash or no answer: unknown → look up, enter again only on "not there"

The lease is the guard: without it nothing is looked up or keyed. What is set here is a state, never a sum, so that a
second run changes nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from loguru import logger

from agent.core.action import Action, ActionState
from agent.core.errors import BusinessError, ConfigError, DenpyoError, OutcomeUnknownError, Reason, TransientError
from agent.core.evidence import Evidence
from agent.core.outcome import Sent
from agent.engine import fail_points
from agent.engine.attempt_log import AttemptLog
from agent.engine.brought import Brought
from agent.engine.events import Writer
from agent.engine.lease import LeaseKeeper
from agent.engine.outside import OpenTarget, Outside
from agent.engine.permit import ActionPermit, why_not_now
from agent.engine.stations.act import key_in, look_up
from agent.engine.stations.confirm import confirm
from agent.store import actions, audit_log
from agent.store.actions import OVER
from agent.store.tables import ActionRow

ASK_AGAIN_S = {"lease-lost": 5.0, "account-busy": 5.0, "outside-hours": 60.0, "pace": 0.5}
PAUSED = "target-paused"  # due again when a person resumes, not before
CEILING_AGAIN_S = 300.0
DOWN_FIRST_S, DOWN_MOST_S, DOWN_TRIES = 2.0, 300.0, 8


@dataclass(slots=True)
class _Try:
    """One attempt under way."""

    action: Action
    target: OpenTarget
    permit: ActionPermit
    log: AttemptLog
    sending_at: datetime | None
    failures: int
    evidence: tuple[Evidence, ...] = ()


class Bringer:
    """Brings actions, one at a time under each account's lease."""

    def __init__(self, outside: Outside, leases: LeaseKeeper) -> None:
        self._outside, self._leases = outside, leases

    def bring(self, key: str) -> Brought | None:
        """Bring an action as far as it goes now; None when it was already over."""
        with self._outside.database.reading() as session:
            row = actions.get_action(session, key)
        if row.state in OVER:
            return None
        with self._leases.turn(row.account) as token:
            return self._elsewhere(row) if token is None else self._under_lease(key, token)

    def _elsewhere(self, row: ActionRow) -> Brought:
        """Another agent holds the account: later again; what may have been sent stays unknown."""
        parked = self._park("account-busy")
        return replace(parked, state=ActionState.UNKNOWN) if _may_be_sent(actions.action_of(row)) else parked

    def _under_lease(self, key: str, token: int) -> Brought | None:
        with self._outside.database.transaction() as session:
            row = actions.get_action(session, key)
            if row.state in OVER:
                return None
            action, target = actions.action_of(row), self._outside.targets[row.target]
            why_not = why_not_now(session, self._outside, target, Decimal(row.slip["total"]))
            actions.begin_attempt(session, key, row.attempt, self._outside.now())
        if why_not is not None and not _may_be_sent(action):
            return self._park(why_not)
        permit = ActionPermit(self._outside, target, key, token)
        log = AttemptLog(self._outside.database, key, action.attempt)
        attempt = _Try(action, target, permit, log, row.sending_at, row.failures)
        return self._guarded(attempt, token)

    def _guarded(self, attempt: _Try, token: int) -> Brought:
        """Turn whatever goes wrong into an end that loses nothing: after the commit left, everything is unknown."""
        try:
            return self._walk(attempt, token)
        except DenpyoError as error:
            attempt.evidence += tuple(getattr(error, "evidence", ()))
            return self._ended(attempt, error)
        except Exception as error:  # noqa: BLE001 - the edge of the attempt
            logger.bind(action=attempt.action.key).opt(exception=True).error("attempt ended unexpectedly")
            return self._ended(attempt, UnexpectedError(type(error).__name__))

    def _walk(self, attempt: _Try, token: int) -> Brought:
        action, target = attempt.action, attempt.target
        if not _may_be_sent(action):
            self._intend(attempt, token)
        found = look_up(action, target.port, attempt.log)
        if found is not None:
            return self._confirmed(attempt, adopted=True)
        if _may_be_sent(action):
            until = self._settled_at(attempt)
            if until is not None and until > self._outside.now():
                return self._unknown(attempt, until)
            self._intend(attempt, token)
        sent = key_in(action, target.port, attempt.permit, attempt.log)
        fail_points.reach("enter.answered")
        self._sent(attempt, sent)
        return self._confirmed(attempt, adopted=False)

    def _intend(self, attempt: _Try, token: int) -> None:
        with self._outside.database.transaction() as session:
            row, now = actions.get_action(session, attempt.action.key), self._outside.now()
            actions.move(session, row.key, ActionState.INTENDED, now, token=token)
            audit_log.append(session, [Writer(now, self._outside.agent).action("action.intended", row)])
        fail_points.reach("enter.intended")

    def _sent(self, attempt: _Try, sent: Sent) -> None:
        attempt.evidence += sent.evidence
        with self._outside.database.transaction() as session:
            row, now = actions.get_action(session, attempt.action.key), self._outside.now()
            actions.move(session, row.key, ActionState.SENT, now, slip_number=sent.slip_number)
            event = Writer(now, self._outside.agent).action(
                "action.sent", row, {"slip_number": sent.slip_number}, sent.evidence
            )
            audit_log.append(session, [event])

    def _confirmed(self, attempt: _Try, *, adopted: bool) -> Brought:
        confirmed = confirm(attempt.action, attempt.target.port, attempt.log)
        return Brought(
            ActionState.ENTERED,
            confirmed.slip_number,
            adopted=adopted,
            evidence=attempt.evidence + confirmed.evidence,
            steps=tuple(attempt.log.steps),
        )

    def _ended(self, attempt: _Try, error: DenpyoError) -> Brought:
        permit = attempt.permit
        if isinstance(error, OutcomeUnknownError):
            return self._unknown(attempt, self._outside.now() + self._settle_for(attempt), error.reason)
        if permit.refused:
            return self._park(permit.refused, attempt)
        may_be_sent = permit.granted or _may_be_sent(attempt.action)
        if isinstance(error, ConfigError) and not permit.granted:
            return self._misconfigured(attempt, error)
        if isinstance(error, TransientError) or (may_be_sent and isinstance(error, UnexpectedError)):
            return self._down(attempt, error, may_be_sent=may_be_sent)
        return self._held(attempt, error, in_doubt=may_be_sent and self._may_be_there(attempt))

    def _may_be_there(self, attempt: _Try) -> bool:
        """Ask once more after a refusal: a target that stored a slip may answer with an error page all the same."""
        try:
            return look_up(attempt.action, attempt.target.port, attempt.log) is not None
        except DenpyoError:
            return True

    def _misconfigured(self, attempt: _Try, error: ConfigError) -> Brought:
        """The account or the robot is set up wrongly: no further slip is tried, or the account may be locked out."""
        return Brought(
            ActionState.UNKNOWN if _may_be_sent(attempt.action) else ActionState.PARKED,
            reason=error.reason,
            pauses=True,
            evidence=attempt.evidence,
            steps=tuple(attempt.log.steps),
        )

    def _unknown(self, attempt: _Try, until: datetime, reason: Reason | None = None) -> Brought:
        return Brought(
            ActionState.UNKNOWN,
            reason=reason or Reason("outcome-unknown"),
            not_before=until,
            failures=attempt.failures,
            evidence=attempt.evidence,
            steps=tuple(attempt.log.steps),
        )

    def _down(self, attempt: _Try, error: DenpyoError, *, may_be_sent: bool) -> Brought:
        """The world is down: later again. Once the commit may have left, it stays unknown until a look-up is clear."""
        failures = attempt.failures + 1
        if failures >= DOWN_TRIES:
            return self._held(attempt, error, in_doubt=may_be_sent)
        wait = timedelta(seconds=min(DOWN_FIRST_S * 2 ** (failures - 1), DOWN_MOST_S))
        return Brought(
            ActionState.UNKNOWN if may_be_sent else ActionState.PARKED,
            reason=error.reason,
            not_before=self._outside.now() + wait,
            failures=failures,
            evidence=attempt.evidence,
            steps=tuple(attempt.log.steps),
        )

    def _held(self, attempt: _Try, error: DenpyoError, *, in_doubt: bool) -> Brought:
        return Brought(
            ActionState.HELD,
            reason=error.reason,
            in_doubt=in_doubt,
            is_business=isinstance(error, BusinessError),
            evidence=attempt.evidence,
            steps=tuple(attempt.log.steps),
        )

    def _park(self, code: str, attempt: _Try | None = None) -> Brought:
        if code == "action-held":
            return Brought(ActionState.HELD, reason=Reason(code), evidence=attempt.evidence if attempt else ())
        until = self._outside.now() + timedelta(seconds=ASK_AGAIN_S.get(code, CEILING_AGAIN_S))
        return Brought(
            ActionState.PARKED,
            reason=Reason(code),
            not_before=None if code == PAUSED else until,
            evidence=attempt.evidence if attempt else (),
            steps=tuple(attempt.log.steps) if attempt else (),
        )

    def _settled_at(self, attempt: _Try) -> datetime | None:
        """When the target's own slowness has run out since the commit left."""
        return None if attempt.sending_at is None else attempt.sending_at + self._settle_for(attempt)

    def _settle_for(self, attempt: _Try) -> timedelta:
        return timedelta(seconds=attempt.target.settings.settle_for)


class UnexpectedError(DenpyoError):
    """Something nobody foresaw; its traceback stands in the log."""

    code = "unexpected"
    hint = "Look into the log of the agent, correct the cause, then retry."


def _may_be_sent(action: Action) -> bool:
    """Whether a commit may have left before this attempt."""
    return action.state in (ActionState.SENDING, ActionState.SENT, ActionState.UNKNOWN)
