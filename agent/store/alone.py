"""Be the only one of a site's agents that does something: an advisory lock on PostgreSQL.

On SQLite there is one agent a file, so it is always alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

from agent.store.database import Database

HOUSEKEEPING = 0x64656E70797A


@contextmanager
def alone(database: Database, key: int) -> Iterator[bool]:
    """Say whether nobody else does what the key stands for, and keep it so meanwhile; never waits."""
    if database.is_sqlite:
        yield True
        return
    with database.writer.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        named = {"key": key}
        is_alone = bool(connection.execute(sa.text("SELECT pg_try_advisory_lock(:key)"), named).scalar_one())
        try:
            yield is_alone
        finally:
            if is_alone:
                connection.execute(sa.text("SELECT pg_advisory_unlock(:key)"), named)
