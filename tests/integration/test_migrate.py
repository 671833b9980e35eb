"""Migrations bring a database to exactly the tables the program has, keep what is in it, and leave the log guarded."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlmodel import SQLModel

from agent.audit.event import AuditEvent
from agent.core.business_day import SystemClock
from agent.engine.presence import take_presence
from agent.store import audit_log
from agent.store.alone import DEAD_S
from agent.store.database import Database
from agent.store.migrate import DatabaseInUseError, DatabaseNewerError, configuration, current, migrate, pending
from tests.support.databases import KINDS, PostgresServer

pytestmark = pytest.mark.integration

NOW = datetime(2026, 11, 25, 1, tzinfo=UTC)


@pytest.fixture(params=KINDS)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without any table."""
    is_sqlite = request.param == "sqlite"
    url = f"sqlite:///{tmp_path / 'denpyo.db'}" if is_sqlite else request.getfixturevalue("postgres").new_address()
    database = Database(url)
    yield database
    database.close()


def step(database: Database, *, up: str = "", down: str = "") -> None:
    """Go to one revision."""
    with database.writer.connect() as connection:
        config = configuration()
        config.attributes["connection"] = connection
        if up:
            command.upgrade(config, up)
        if down:
            command.downgrade(config, down)
        connection.commit()


def differences(database: Database) -> list[object]:
    """What Alembic finds between the database and the program's tables."""
    ours = set(SQLModel.metadata.tables)
    with database.reader.connect() as connection:
        options = {"include_object": lambda _one, name, kind, *_rest: kind != "table" or name in ours}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), SQLModel.metadata))


def test_a_new_database_gets_the_tables_the_program_has(empty: Database):
    """After all migrations nothing is missing and nothing is too much, and a second run does nothing."""
    assert migrate(empty, NOW) == ["0001", "0002", "0003", "0004", "0005", "0006"]
    assert differences(empty) == []
    assert migrate(empty, NOW) == []


def test_an_older_database_keeps_its_rows_and_its_guards(empty: Database):
    """What stands in a database of the first migration stands there after the last, and the log stays append-only."""
    step(empty, up="0001")
    with empty.transaction() as session:
        audit_log.append(session, [AuditEvent("agent.started", "agent", "agent-1", NOW)])
        session.execute(sa.text("INSERT INTO source (name) VALUES ('inbox')"))

    assert migrate(empty, NOW) == ["0002", "0003", "0004", "0005", "0006"]
    assert differences(empty) == []
    with empty.reading() as session:
        assert session.execute(sa.text("SELECT name, left_alone FROM source")).all() == [("inbox", None)]
        assert session.execute(sa.text("SELECT count(*) FROM audit_event")).scalar_one() == 1
    with pytest.raises(sa.exc.DatabaseError, match="append-only"), empty.transaction() as session:
        session.execute(sa.text("UPDATE audit_index SET actor = 'nobody'"))


def test_a_sqlite_file_is_copied_before_it_is_changed(tmp_path: Path):
    """The way back from an upgrade is the copy beside the file."""
    database = Database(f"sqlite:///{tmp_path / 'denpyo.db'}")
    step(database, up="0001")
    migrate(database, NOW)
    copy = Database(f"sqlite:///{tmp_path / 'denpyo.db.before-20261125T010000'}")

    assert (current(copy), current(database)) == ("0001", "0006")
    copy.close()
    database.close()


def test_the_way_down_and_up_again_ends_where_it_began(empty: Database):
    """A migration taken back leaves nothing of itself."""
    migrate(empty, NOW)
    step(empty, down="0001")
    assert current(empty) == "0001"
    step(empty, up="head")
    assert differences(empty) == []


def test_a_database_of_a_newer_program_is_refused(empty: Database):
    """An older program does not touch what a newer one made."""
    migrate(empty, NOW)
    with empty.transaction() as session:
        session.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))

    with pytest.raises(DatabaseNewerError):
        pending(empty)


def test_tables_are_not_changed_under_an_agent_at_work(empty: Database):
    """A newer program waits until the agents of the older one are stopped; then it goes on, and nothing is lost."""
    migrate(empty, NOW)
    presence = take_presence(empty, "agent-1", SystemClock())
    step(empty, down="0004")

    with pytest.raises(DatabaseInUseError):
        migrate(empty, NOW)
    presence.leave()

    assert migrate(empty, NOW) == ["0005", "0006"]


def test_an_agent_that_died_holds_up_no_newer_program(postgres: PostgresServer):
    """It can no longer say that it ends: silent for longer than the others wait for it, it is dead."""
    database = Database(postgres.new_address())
    migrate(database, NOW)
    step(database, down="0004")
    silent = sa.text(
        "INSERT INTO agent (executor_id, name, version, started_at, beat_at, dead)"
        " VALUES ('a', 'a', '1', now(), clock_timestamp() - make_interval(secs => :ago), false)"
    )
    with database.transaction() as session:
        session.execute(silent, {"ago": DEAD_S + 1})

    assert migrate(database, NOW) == ["0005", "0006"]
    database.close()
