"""Station confirm: the stored slip is found by our key, exactly once, and equals the order."""

from __future__ import annotations

from agent.core.action import Action
from agent.core.outcome import Confirmed
from agent.core.ports import StepLog, Target


def confirm(action: Action, target: Target, log: StepLog) -> Confirmed:
    """Open the stored slip and compare it with what was to be entered."""
    return target.confirm(action.idempotency_key, action.slip, log)
