"""Append audit events in the caller's transaction: the state change and its event are stored together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import TypeAlias

import psycopg
import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.audit.event import AuditEvent, body_of, leaf_of
from agent.store.tables import AuditEventRow, AuditIndexRow, AuditSealRow

TABLES = (AuditEventRow.__tablename__, AuditSealRow.__tablename__, AuditIndexRow.__tablename__)

_ADD_EVENTS = "INSERT INTO audit_event (id, body, leaf) VALUES (?, ?, ?)"
_ADD_INDEX = """
INSERT INTO audit_index (event, at, kind, actor, about, "order", partner, amount_jpy, day)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_COPY_EVENTS = "COPY audit_event (id, body, leaf) FROM STDIN"
_COPY_INDEX = """
COPY audit_index (event, at, kind, actor, about, "order", partner, amount_jpy, day) FROM STDIN
"""
Row: TypeAlias = tuple[object, ...]


def append(session: Session, events: Sequence[AuditEvent]) -> None:
    """Append events in order, with what they are searched by.

    On SQLite the transaction must hold the write lock (`BEGIN IMMEDIATE`), as every writing one of ours does.

    Raises:
        ValueError: An event holds what cannot stand in one (see `body_of`).
    """
    if not events:
        return
    connection = session.connection()
    numbered = list(zip(_next_ids(connection, len(events)), events, strict=True))
    bodies = [(number, body_of(event, number)) for number, event in numbered]
    rows: list[Row] = [(number, body, leaf_of(body)) for number, body in bodies]
    index = [_index_of(number, event) for number, event in numbered]
    if connection.dialect.name == "postgresql":
        _copy(connection, _COPY_EVENTS, rows)
        _copy(connection, _COPY_INDEX, index)
    else:
        connection.exec_driver_sql(_ADD_EVENTS, rows)
        connection.exec_driver_sql(_ADD_INDEX, [_as_sqlite_stores(row) for row in index])


def is_noted(session: Session, kind: str, about: str) -> bool:
    """Whether there is an event of this kind about this thing."""
    row = AuditIndexRow
    ask = select(row.event).where(col(row.kind) == kind, col(row.about) == about).limit(1)
    return session.execute(ask).first() is not None


def create_triggers(connection: sa.Connection) -> None:
    """Let the database itself refuse to change or remove an audit row; the migration calls this once.

    It stops slips and careless tools. Whoever may drop triggers may still tamper: that is what the tree is for.
    """
    write = _postgres_triggers if connection.dialect.name == "postgresql" else _sqlite_triggers
    for statement in write():
        connection.exec_driver_sql(statement)


def drop_triggers(connection: sa.Connection) -> None:
    """Take the triggers away again (the migration's way back)."""
    postgres = connection.dialect.name == "postgresql"
    for table in TABLES:
        for name in (f"{table}_no_update", f"{table}_no_delete", *([f"{table}_no_truncate"] if postgres else [])):
            connection.exec_driver_sql(f"DROP TRIGGER {name}" + (f" ON {table}" if postgres else ""))
    if postgres:
        connection.exec_driver_sql("DROP FUNCTION audit_is_append_only()")


def _next_ids(connection: sa.Connection, n: int) -> Sequence[int]:
    """Take numbers for n events.

    PostgreSQL: the transaction gets its own number before its events get theirs, so that the sealer can tell from a
    snapshot when no lower event number can still appear. SQLite: the write lock is held, so the next ones are free.
    """
    if connection.dialect.name == "postgresql":
        take = "SELECT pg_current_xact_id(), nextval('audit_event_id_seq') FROM generate_series(1, %s)"
        return [row[1] for row in connection.exec_driver_sql(take, (n,))]
    first = connection.exec_driver_sql("SELECT coalesce(max(id), 0) + 1 FROM audit_event").scalar_one()
    return range(first, first + n)


def _copy(connection: sa.Connection, copy: str, rows: Sequence[Row]) -> None:
    """Send rows by COPY: a fifth of the time of a statement with so many values."""
    cursor = connection.connection.cursor()
    assert isinstance(cursor, psycopg.Cursor)
    with cursor, cursor.copy(copy) as sink:
        for row in rows:
            sink.write_row(row)


def _as_sqlite_stores(row: Row) -> Row:
    """Write instant and day as SQLAlchemy's SQLite types do; they are the second and the last."""
    number, at, *middle, day = row
    assert isinstance(at, datetime)
    day_text = day.isoformat() if isinstance(day, date) else None
    return (number, at.replace(tzinfo=None).isoformat(" ", "microseconds"), *middle, day_text)


def _index_of(number: int, event: AuditEvent) -> Row:
    return (
        number,
        event.at.astimezone(UTC),
        event.kind,
        event.actor,
        event.about,
        event.order or None,
        event.partner or None,
        event.amount_jpy,
        event.day,
    )


def _sqlite_triggers() -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END"
        for table in TABLES
        for verb in ("update", "delete")
    ]


def _postgres_triggers() -> list[str]:
    refuse = (
        "CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION 'the audit log is append-only'; END $$"
    )
    return [refuse] + [
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()"
        for table in TABLES
        for verb in ("update", "delete", "truncate")
    ]
