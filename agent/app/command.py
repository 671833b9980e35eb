"""Hand a person's command to the engine, as a row it reads; and wait for its answer where somebody waits."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import timedelta
from typing import Any

from agent.core.business_day import Clock
from agent.core.command import Command
from agent.engine import fail_points
from agent.settings.typed import TypedPasswords
from agent.store.database import Database
from agent.store.tables import CommandRow

KEPT_FOR = timedelta(days=1)
"""How long a typed password waits for an agent that does not run."""


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


def give_password(database: Database, clock: Clock, command: Command, typed: TypedPasswords, password: str) -> int:
    """Store a command to try a typed password; the row names only where the password lies, and for how long.

    Raises:
        PasswordNotKeptError: The agent could not be handed the password.
    """
    name = typed.keep(password)
    fail_points.reach("password.kept")
    until = (clock.now() + KEPT_FOR).isoformat()
    try:
        return give(database, clock, replace(command, values={**command.values, "kept_as": name, "until": until}))
    except BaseException:
        typed.forget(name)
        raise


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
