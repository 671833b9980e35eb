"""Open the site's database: one writing pool, one reading pool, on SQLite or PostgreSQL.

SQLite: WAL, `synchronous=FULL`, and every writing transaction begins IMMEDIATE (without it a read-modify-write loses
updates in silence). Console, search, verify and export read through the second pool, which never begins a write, so
nobody's page holds up a writer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlmodel import Session

from agent.core.errors import ConfigError, TransientError

BUSY_MS = 30_000
PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={BUSY_MS}", "foreign_keys=ON")


class DatabaseUnreachableError(TransientError):
    """The database cannot be opened now."""

    code = "database-unreachable"
    hint = "Start the database server, or correct `database` in site.yaml."


class DatabaseAddressError(ConfigError):
    """The database address is of no kind Denpyo knows."""

    code = "database-address"
    hint = "Write `sqlite:///FILE` or `postgresql://USER@HOST/NAME` under `database` in site.yaml."


class Database:
    """The site's database by its address.

    `url` is what site.yaml says with a SQLite path made absolute; `writer` and `reader` are SQLAlchemy engines.
    """

    def __init__(self, url: str) -> None:
        if not url.startswith(("sqlite:///", "postgresql://")):
            raise DatabaseAddressError(f"`{url.split('@')[-1]}` is not a database address", place="site.yaml")
        self.url = url
        self.writer = self._sqlite_writer() if self.is_sqlite else _postgres(self.sqlalchemy_url)
        self.reader = self._sqlite_reader() if self.is_sqlite else _postgres(self.sqlalchemy_url)

    @property
    def is_sqlite(self) -> bool:
        """Whether it is a file of ours."""
        return self.url.startswith("sqlite")

    @property
    def sqlalchemy_url(self) -> str:
        """The address with the driver named."""
        return self.url.replace("postgresql://", "postgresql+psycopg://", 1)

    @property
    def file(self) -> Path:
        """The SQLite file."""
        return Path(self.url.removeprefix("sqlite:///"))

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Give a session whose work is stored whole at the end, or not at all."""
        with Session(self.writer, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Give a session to ask with; on SQLite it cannot write."""
        with Session(self.reader, expire_on_commit=False, autoflush=False) as session:
            yield session

    def close(self) -> None:
        """Close both pools."""
        self.writer.dispose()
        self.reader.dispose()

    def _sqlite_writer(self) -> sa.Engine:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(self.url)
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin_immediate)
        return engine

    def _sqlite_reader(self) -> sa.Engine:
        engine = sa.create_engine(self.url)
        event.listen(engine, "connect", _prepare_reader)
        event.listen(engine, "begin", _begin_deferred)
        return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # SQLAlchemy begins, not sqlite3
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _prepare_reader(connection: sqlite3.Connection, record: Any) -> None:
    _prepare(connection, record)
    connection.execute("PRAGMA query_only=ON")


def _begin_immediate(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_deferred(connection: sa.Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _postgres(url: str) -> sa.Engine:
    return sa.create_engine(url, pool_pre_ping=True)
