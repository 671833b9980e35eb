"""Be the only one of a site's processes at some work: an advisory lock on PostgreSQL, a locked file on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path

import sqlalchemy as sa

from agent.core.durable import try_lock
from agent.store.database import Database

DEAD_S = 15.0  # an agent of a PostgreSQL database that was silent for so long is dead


class Work(IntEnum):
    """What one process of a site does at a time, with the number of its lock on PostgreSQL."""

    MIGRATING = 0x64656E70796F  # "denpyo"
    SEALING = 0x64656E707970
    HOUSEKEEPING = 0x64656E70797A


@contextmanager
def alone(database: Database, work: Work) -> Iterator[bool]:
    """Say whether nobody else is at this work, and keep it so meanwhile; never waits."""
    if database.is_sqlite:
        with database.file.with_suffix(f".{work.name.lower()}.lock").open("a+b") as file:
            yield try_lock(file)
        return
    with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        named = {"key": int(work)}
        is_alone = bool(connection.execute(sa.text("SELECT pg_try_advisory_lock(:key)"), named).scalar_one())
        try:
            yield is_alone
        finally:
            if is_alone:
                connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), named)


def agent_lock(database: Database) -> Path:
    """Return the file that the agent of a SQLite file keeps locked for life."""
    return database.file.with_suffix(".lock")


def is_any_agent_at_work(database: Database) -> bool:
    """Whether an agent, of whatever name, works on this database now."""
    if database.is_sqlite:
        with agent_lock(database).open("a+b") as file:
            return not try_lock(file)
    return bool(living(database))


def living(database: Database) -> dict[str, str]:
    """Map the name of each agent that works on a PostgreSQL database now to the id of its process."""
    lives = sa.text(
        "SELECT name, executor_id FROM agent"
        " WHERE NOT dead AND beat_at > clock_timestamp() - make_interval(secs => :dead)"
    )
    with database.reader.connect() as connection:
        return {row.name: row.executor_id for row in connection.execute(lives, {"dead": DEAD_S})}
