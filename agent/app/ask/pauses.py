"""Why a target is paused: in a person's words, or as the sentence of what stopped the robot."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, select

from agent.core.codec import reason_from_json
from agent.core.errors import Reason
from agent.store.exceptions import open_of_target
from agent.store.tables import PauseRow, UserRow
from agent.store.users import shown_name
from agent.wording.catalogue import knows


@dataclass(frozen=True, slots=True)
class PauseTold:
    """One pause as people read it. `by` is empty when the agent paused by itself; `item` is the thing in the queue."""

    by: str
    since: datetime
    words: str = ""
    reason: Reason | None = None
    item: int | None = None


def pauses_told(session: Session) -> dict[str, PauseTold]:
    """Return every pause by the target's name (`*`: all of them)."""
    return {row.target: _told(session, row) for row in session.exec(select(PauseRow))}


def _told(session: Session, row: PauseRow) -> PauseTold:
    """Say an agent's pause, which holds a code, by the reason that waits in the queue with its values."""
    if session.get(UserRow, row.by) is not None or not knows("en", f"reason.{row.reason}"):
        return PauseTold(shown_name(session, row.by), row.since, words=row.reason)
    waiting = [one for one in open_of_target(session, row.target) if one.reason["code"] == row.reason]
    if not waiting:
        return PauseTold("", row.since, reason=Reason(row.reason, {"target": row.target}))
    reason = reason_from_json({"values": {}, "place": "", **waiting[0].reason})
    return PauseTold("", row.since, reason=reason, item=waiting[0].id)
