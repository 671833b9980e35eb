"""How one attempt at an action ended, carried from the step that acted to the transaction that stores it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from agent.core.action import ActionState
from agent.core.codec import reason_from_json, reason_to_json
from agent.core.errors import Reason
from agent.core.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Brought:
    """How an attempt ended: the state the action goes to, and all that is stored with it.

    `attempt` is the attempt it speaks for; `was_permitted` whether this attempt's own commit may have left; `pauses`
    that the whole target is to be paused; `tells` that a person is told of the target once, not of this slip;
    `world_failed` that the target could not be reached or did not answer; `unfit` that this machine lacks something
    that another agent's may have.
    """

    state: ActionState
    attempt: int
    slip_number: str = ""
    adopted: bool = False
    reason: Reason | None = None
    not_before: datetime | None = None
    failures: int = 0
    in_doubt: bool = False
    is_business: bool = False
    was_permitted: bool = False
    pauses: bool = False
    tells: bool = False
    world_failed: bool = False
    unfit: bool = False
    evidence: tuple[Evidence, ...] = ()
    steps: tuple[str, ...] = ()

    @property
    def is_doubt(self) -> bool:
        """Whether the slip may be in the target, also where no permit was given: the page itself may have sent it."""
        return self.state is ActionState.UNKNOWN or self.in_doubt


def to_text(brought: Brought) -> str:
    """Write it as JSON text, so that the engine's own record of the step can be read by people."""
    data = asdict(brought)
    data["reason"] = reason_to_json(brought.reason) if brought.reason else None
    data["not_before"] = brought.not_before.isoformat() if brought.not_before else None
    return json.dumps(data, ensure_ascii=False)


def from_text(text: str) -> Brought:
    """Read what `to_text` wrote."""
    data = json.loads(text)
    data["state"] = ActionState(data["state"])
    data["reason"] = reason_from_json(data["reason"]) if data["reason"] else None
    data["not_before"] = datetime.fromisoformat(data["not_before"]) if data["not_before"] else None
    data["evidence"] = tuple(Evidence(**piece) for piece in data["evidence"])
    data["steps"] = tuple(data["steps"])
    return Brought(**data)
