"""Core inserts: whole rows by table, and inserts that meet a row which is there already."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

Row = dict[str, Any]


def table_of(model: type[SQLModel]) -> sa.Table:
    """Return a model's table; statements on it skip the object layer."""
    table = model.__table__  # type: ignore[attr-defined]
    assert isinstance(table, sa.Table)
    return table


def insert_all(session: Session, model: type[SQLModel], rows: Sequence[Row]) -> None:
    """Insert rows in one statement; none are needed."""
    if rows:
        session.connection().execute(sa.insert(table_of(model)), list(rows))


def insert_missing(session: Session, model: type[SQLModel], rows: Sequence[Row], key: str) -> set[Any]:
    """Insert the rows that are not there yet and return their keys; what is there stays as it is."""
    table = table_of(model)
    statement = _insert(session, table).on_conflict_do_nothing().returning(table.c[key])
    return set(session.connection().execute(statement, list(rows)).scalars()) if rows else set()


def insert_or_add(session: Session, model: type[SQLModel], rows: Sequence[Row], key: Sequence[str], what: str) -> None:
    """Insert rows of counts, or add each to the row that is there."""
    table = table_of(model)
    insert = _insert(session, table)
    added = insert.on_conflict_do_update(index_elements=list(key), set_={what: table.c[what] + insert.excluded[what]})
    if rows:
        session.connection().execute(added, list(rows))


def _insert(session: Session, table: sa.Table) -> Any:
    is_postgres = session.get_bind().dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgres else sqlite.insert(table)
