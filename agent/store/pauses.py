"""Targets that a person has paused."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.store.tables import PauseRow

ALL = "*"


def is_paused(session: Session, target: str) -> bool:
    """Whether this target, or all of them, are paused."""
    return (
        session.exec(select(PauseRow.target).where(col(PauseRow.target).in_([target, ALL])).limit(1)).first()
        is not None
    )


def pause(session: Session, target: str, by: str, now: datetime, reason: str) -> None:
    """Pause a target; a second pause changes nothing but who and why."""
    session.merge(PauseRow(target=target, by=by, since=now, reason=reason))


def resume(session: Session, target: str) -> None:
    """End a pause."""
    session.execute(sa.delete(PauseRow).where(col(PauseRow.target) == target))
