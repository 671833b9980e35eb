"""Bring the database to this program's tables, with a backup first where there is something to lose.

A start at which nothing is missing is every start but one, and does without Alembic.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from agent.core.errors import ConfigError
from agent.store.alone import Work, is_any_agent_at_work
from agent.store.database import Database, DatabaseUnreachableError

if TYPE_CHECKING:
    from alembic.config import Config

MIGRATIONS = Path(__file__).parent / "migrations"
_STANDS_AT = sa.table("alembic_version", sa.column("version_num"))


class DatabaseNewerError(ConfigError):
    """The database was made by a newer program."""

    code = "database-newer"
    hint = "Install the newer program again, or restore the backup made before its first start."


class DatabaseInUseError(ConfigError):
    """An agent works on a database whose tables are to be changed."""

    code = "database-in-use"
    hint = (
        "Stop every agent of this site, then start the newer program again; one that died counts for 15 seconds more."
    )


def migrate(database: Database, now: datetime) -> list[str]:
    """Run the migrations that are missing and return their names, oldest first; none when all is as it should be.

    On SQLite a copy of the file is made beside it first (`denpyo.db.before-REVISION`); PostgreSQL is backed up by its
    own tools.

    Raises:
        DatabaseInUseError: An agent works on it.
        DatabaseNewerError: The database knows a migration this program does not.
        DatabaseUnreachableError: It cannot be opened.
    """
    if not pending(database):
        return []
    with database.writer.connect() as connection:
        if not database.is_sqlite:
            connection.execute(sa.select(sa.func.pg_advisory_lock(int(Work.MIGRATING))))
        try:
            return _run(database, connection, now)
        finally:
            if not database.is_sqlite:
                connection.rollback()
                connection.execute(sa.select(sa.func.pg_advisory_unlock(int(Work.MIGRATING))))


def _run(database: Database, connection: sa.Connection, now: datetime) -> list[str]:
    """Run what is missing now that nobody else does; another program may have done it meanwhile."""
    from alembic import command

    missing, at = pending(database), current(database)
    if at is not None and missing:
        if is_any_agent_at_work(database):
            raise DatabaseInUseError("an agent works on this database", place=_shown(database))
        if database.is_sqlite:
            _copy(database, now)
    if missing:
        config = configuration()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        connection.commit()
    return missing


def pending(database: Database) -> list[str]:
    """Name the migrations that are missing, oldest first."""
    known = sorted(file.stem.partition("_")[0] for file in (MIGRATIONS / "versions").glob("[0-9]*.py"))
    at = current(database)
    if at is None:
        return known
    if at not in known:
        raise DatabaseNewerError(f"the database stands at migration {at}, unknown to this program")
    return known[known.index(at) + 1 :]


def current(database: Database) -> str | None:
    """Name the migration the database stands at; None for an empty one."""
    try:
        with database.reader.connect() as connection:
            if not sa.inspect(connection).has_table(_STANDS_AT.name):
                return None
            name: str | None = connection.execute(sa.select(_STANDS_AT.c.version_num)).scalar()
            return name
    except sa.exc.OperationalError as error:
        raise DatabaseUnreachableError(str(error.orig).splitlines()[0], place=_shown(database)) from error


def configuration() -> Config:
    """Return Alembic's configuration; it has no file of its own."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return config


def _copy(database: Database, now: datetime) -> None:
    target = database.file.with_name(f"{database.file.name}.before-{now:%Y%m%dT%H%M%S}")
    with closing(sqlite3.connect(database.file)) as connection:  # of its own: a pool's is in a transaction already
        connection.execute("VACUUM INTO ?", (str(target),))


def _shown(database: Database) -> str:
    return sa.make_url(database.sqlalchemy_url).render_as_string(hide_password=True)
