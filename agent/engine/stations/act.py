"""Station act: look up, and key one slip when it is not there."""

from __future__ import annotations

from agent.core.action import Action
from agent.core.errors import SlipsSeveralError
from agent.core.outcome import FoundSlip, Sent
from agent.core.ports import Permit, StepLog, Target


def look_up(action: Action, target: Target, log: StepLog) -> FoundSlip | None:
    """Return the one slip that carries the action's key, or None when the target is clear that there is none.

    Raises:
        SlipsSeveralError: There are several.
        TransientError: The target cannot be searched now.
    """
    found = target.find(action.idempotency_key, log)
    if len(found) > 1:
        numbers = ", ".join(slip.slip_number for slip in found)
        raise SlipsSeveralError(f"slips {numbers} carry the key {action.idempotency_key}", slips=numbers)
    return found[0] if found else None


def key_in(action: Action, target: Target, permit: Permit, log: StepLog) -> Sent:
    """Key the slip; the permit is asked at the last moment."""
    return target.enter(action.slip, action.idempotency_key, permit, log)
