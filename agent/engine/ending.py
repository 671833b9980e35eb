"""How an attempt ends when it does not end well, by class of error and by whether the commit may have left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from agent.core.action import Action, ActionState
from agent.core.errors import (
    BusinessError,
    ConfigError,
    DenpyoError,
    MachineError,
    OutcomeUnknownError,
    Reason,
    SlipRefusedError,
    TransientError,
)
from agent.core.evidence import Evidence
from agent.engine.attempt_log import AttemptLog
from agent.engine.brought import Brought
from agent.engine.lane_waits import CEILINGS, PAUSED, TOO_LARGE
from agent.engine.outside import OpenTarget
from agent.engine.permit import HELD, ActionPermit
from agent.engine.stations.act import look_up
from agent.store import actions
from agent.store.tables import ActionRow

AGAIN_S = {"lease-lost": 5.0, "account-busy": 0.5, "account-elsewhere": 0.0, "stopping": 0.0, "pace": 0.5}
LATER_S = 300.0  # hours and ceilings; asked about again, in case they were changed
DOWN_FIRST_S, DOWN_MOST_S, DOWN_TELLS = 2.0, 300.0, 6  # after six tries a person is told; the agent goes on trying
UNKNOWN_TRIES = 3  # a commit whose answer is lost three times over waits for a person


class UnexpectedError(DenpyoError):
    """Something nobody foresaw; its traceback stands in the log."""

    code = "unexpected"
    hint = "Look into the log of the agent, correct the cause, then retry."


class SlipGoneError(BusinessError):
    """The target gave the slip a number, and now does not find it by our key."""

    code = "slip-gone"
    hint = "Look for the slip by its number in the accounting system, then say whether it is there."


@dataclass(slots=True)
class Attempt:
    """One attempt under way: the action, its row as it was found, and what was gathered so far."""

    action: Action
    row: ActionRow
    target: OpenTarget
    permit: ActionPermit
    log: AttemptLog
    evidence: tuple[Evidence, ...] = ()

    @property
    def may_be_sent(self) -> bool:
        """Whether a commit may have left before this attempt."""
        return actions.may_be_sent(self.row)

    @property
    def settle_for(self) -> timedelta:
        """The target's own slowness."""
        return timedelta(seconds=self.target.settings.settle_for)


def ended(attempt: Attempt, error: DenpyoError, now: datetime, has_others: Callable[[], bool]) -> Brought:
    """Say how an attempt ends that met an error; `has_others` says whether another agent can do it now."""
    permit = attempt.permit
    may_be_sent = permit.granted or attempt.may_be_sent
    if isinstance(error, OutcomeUnknownError):
        return _unanswered(attempt, error, now)
    if permit.refused:
        return parked(permit.refused, attempt.row, now, attempt)
    if isinstance(error, ConfigError) and not permit.granted:
        return (
            _unfit(attempt, error)
            if isinstance(error, MachineError) and has_others()
            else _misconfigured(attempt, error)
        )
    if isinstance(error, TransientError) or (may_be_sent and isinstance(error, UnexpectedError)):
        return _down(attempt, error, now, may_be_sent=may_be_sent)
    return _held(
        attempt, error, in_doubt=may_be_sent and (not isinstance(error, SlipRefusedError) or _may_be_there(attempt))
    )


def again_s(reason: Reason | None) -> float:
    """Return how many seconds a target that is busy asked to be left alone; 0 when it said nothing."""
    text = reason.values.get("again_s", "") if reason else ""
    return float(text) if text.isdecimal() else 0.0


def grown_s(n_failed: int) -> float:
    """Return how many seconds to leave a target alone after so many failures in a row, from 1."""
    return min(DOWN_FIRST_S * 2.0 ** min(n_failed - 1, 10), DOWN_MOST_S)


def parked(
    code: str, row: ActionRow, now: datetime, attempt: Attempt | None = None, until: datetime | None = None
) -> Brought:
    """End an attempt that may not act now; what may have been sent stays unknown.

    `until` is when it may, where that is known; it is asked about again before, in case that was changed.
    """
    evidence = attempt.evidence if attempt else ()
    steps = tuple(attempt.log.steps) if attempt else ()
    if code in (HELD, TOO_LARGE):
        state = ActionState.HELD
    else:
        state = ActionState.UNKNOWN if actions.may_be_sent(row) else ActionState.PARKED
    later = now + timedelta(seconds=AGAIN_S.get(code, LATER_S))
    return Brought(
        state,
        row.attempt,
        reason=Reason(code, {"target": row.target}),
        not_before=None if code == PAUSED else min(until or later, now + timedelta(seconds=LATER_S)),
        failures=row.failures,
        is_business=True,
        in_doubt=state is ActionState.HELD and actions.may_be_sent(row),
        tells=code in CEILINGS,
        evidence=evidence,
        steps=steps,
    )


def unknown(attempt: Attempt, reason: Reason, until: datetime, failures: int | None = None) -> Brought:
    """End an attempt whose slip may be in the target; it is looked up again at `until`."""
    return Brought(
        ActionState.UNKNOWN,
        attempt.action.attempt,
        reason=reason,
        not_before=until,
        failures=attempt.row.failures if failures is None else failures,
        was_permitted=attempt.permit.granted,
        evidence=attempt.evidence,
        steps=tuple(attempt.log.steps),
    )


def _unanswered(attempt: Attempt, error: DenpyoError, now: datetime) -> Brought:
    failures = attempt.row.failures + 1
    if failures >= UNKNOWN_TRIES:
        return _held(attempt, error, in_doubt=True)
    return unknown(attempt, error.reason, now + attempt.settle_for, failures)


def _misconfigured(attempt: Attempt, error: ConfigError) -> Brought:
    """The account or the robot is set up wrongly: no further slip is tried, or the account may be locked out."""
    return Brought(
        ActionState.UNKNOWN if attempt.may_be_sent else ActionState.PARKED,
        attempt.action.attempt,
        reason=error.reason,
        failures=attempt.row.failures,
        pauses=True,
        evidence=attempt.evidence,
        steps=tuple(attempt.log.steps),
    )


def _unfit(attempt: Attempt, error: ConfigError) -> Brought:
    """This machine lacks something: a person is told, and another agent goes on."""
    return replace(_misconfigured(attempt, error), pauses=False, tells=True, unfit=True)


def _down(attempt: Attempt, error: DenpyoError, now: datetime, *, may_be_sent: bool) -> Brought:
    """The world is down: later again, and a person is told once. What may have been sent stays unknown."""
    failures = attempt.row.failures + 1
    wait = timedelta(seconds=max(grown_s(failures), again_s(error.reason)))
    return Brought(
        ActionState.UNKNOWN if may_be_sent else ActionState.PARKED,
        attempt.action.attempt,
        reason=error.reason,
        not_before=now + wait,
        failures=failures,
        was_permitted=attempt.permit.granted,
        tells=failures >= DOWN_TELLS,
        world_failed=True,
        evidence=attempt.evidence,
        steps=tuple(attempt.log.steps),
    )


def _held(attempt: Attempt, error: DenpyoError, *, in_doubt: bool) -> Brought:
    return Brought(
        ActionState.HELD,
        attempt.action.attempt,
        reason=error.reason,
        in_doubt=in_doubt,
        is_business=isinstance(error, BusinessError),
        was_permitted=attempt.permit.granted,
        evidence=attempt.evidence,
        steps=tuple(attempt.log.steps),
    )


def _may_be_there(attempt: Attempt) -> bool:
    """Ask once more after a refusal: a target that stored a slip may answer with an error page all the same."""
    try:
        return look_up(attempt.action, attempt.target.port, attempt.log) is not None
    except Exception:  # noqa: BLE001 - the edge of the attempt: whatever failed, the doubt stays
        return True
