"""How often a person tried a password on one thing in the queue: their commands tell."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, col, or_, select

from agent.core.command import CommandKind
from agent.store.tables import CommandRow

MOST_A_DAY = 10
WRONG = "password-wrong"
"""What the agent answers when a password opens nothing."""
LIMIT = "document-limit"
"""What it answers when trying takes too long."""
UNREADABLE = "document-unreadable"
"""What it answers when a reader trips over a password, or over what it opens."""
TRIED = (WRONG, LIMIT, UNREADABLE)
DAY = timedelta(days=1)


def count_wrong(session: Session, number: int, now: datetime) -> int:
    """Count the wrong passwords of the last 24 hours."""
    return sum((row.answer or {}).get("code") in TRIED for row in _of(session, number, now))


def count_left(session: Session, number: int, now: datetime) -> int:
    """Count how many more may be tried; one that is not answered yet is taken for wrong."""
    tried = [row for row in _of(session, number, now) if row.answer is None or row.answer.get("code") in TRIED]
    return max(0, MOST_A_DAY - len(tried))


def open_commands(session: Session) -> list[CommandRow]:
    """Return the commands with a password that wait for an agent."""
    statement = select(CommandRow).where(col(CommandRow.done_at).is_(None), CommandRow.kind == CommandKind.UNLOCK.value)
    return list(session.exec(statement))


def _of(session: Session, number: int, now: datetime) -> list[CommandRow]:
    lately = or_(col(CommandRow.done_at).is_(None), col(CommandRow.done_at) >= now - DAY)
    statement = select(CommandRow).where(
        lately, CommandRow.kind == CommandKind.UNLOCK.value, CommandRow.about == str(number)
    )
    return list(session.exec(statement))
