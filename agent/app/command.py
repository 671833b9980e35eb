"""Hand a person's command to the engine, as a row it reads; and wait for its answer where somebody waits."""

from __future__ import annotations

import time
from typing import Any

from agent.core.business_day import Clock
from agent.core.command import Command
from agent.store.database import Database
from agent.store.tables import CommandRow


def give(database: Database, clock: Clock, command: Command) -> int:
    """Store a command and return its number; the agent carries it out when it runs."""
    row = CommandRow(
        kind=command.kind.value,
        about=command.about,
        values=dict(command.values),
        by=command.by,
        given_at=clock.now(),
    )
    with database.transaction() as session:
        session.add(row)
        session.flush()
        assert row.id is not None
        return row.id


def answer_of(database: Database, number: int, wait_s: float = 0) -> dict[str, Any] | None:
    """Return a command's answer, `{"ok": true}` or `{"code": …, …}`; None while the agent has not done it."""
    deadline = time.monotonic() + wait_s
    while True:
        with database.reading() as session:
            row = session.get(CommandRow, number)
        if row is not None and row.done_at is not None:
            return row.answer
        if time.monotonic() >= deadline:
            return None
        time.sleep(0.05)
