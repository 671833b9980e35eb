"""Real databases to test on: a SQLite file, and a throw-away PostgreSQL cluster of this test run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import psycopg
import pytest
from dbos import DBOS

import agent.store.tables
from agent.store import audit_log
from agent.store.database import Database

KINDS = ("sqlite", "postgresql")
TEMPLATE = "denpyo_template"
ON_A_FILE = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
"""For a test about what is read, decided or said: the tests beside it, on transactions, locks, races, kills and each
kind of statement, run on both databases; this one would show nothing else of the second."""


def killed_at(stored: Mapping[str, object], before: Mapping[str, object]) -> pytest.MarkDecorator:
    """Run a test of kills at each place, with what the place should leave.

    Args:
        stored: Places in or behind a transaction of ours: on both databases.
        before: Places at which the database holds nothing of ours yet: on PostgreSQL in the long form alone.
    """
    cases = [
        pytest.param(kind, place, left, id=f"{kind}-{place}", marks=[pytest.mark.long] if is_long else [])
        for kind in KINDS
        for places, is_long in ((stored, False), (before, kind == "postgresql"))
        for place, left in places.items()
    ]
    return pytest.mark.parametrize(("database", "die_at", "left"), cases, indirect=["database"])


@dataclass(frozen=True, slots=True)
class PostgresServer:
    """A running cluster: where it listens, and the folder it lives in."""

    port: int
    folder: Path

    def new_address(self, template: str = "template1") -> str:
        """Make a database like the template and return its address."""
        name = f"denpyo_{uuid.uuid4().hex[:12]}"
        self._ask(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.address(name)

    def make_template(self) -> str:
        """Make the database with all tables that others are copied from; done before it returns, once a server."""
        if self._ask(f"SELECT 1 FROM pg_database WHERE datname = '{TEMPLATE}'") is None:
            self._ask(f'CREATE DATABASE "{TEMPLATE}"')
            _create_tables(Database(self.address(TEMPLATE)))
        return TEMPLATE

    def address(self, name: str) -> str:
        """Return a database's address."""
        return f"postgresql://postgres@127.0.0.1:{self.port}/{name}"

    def _ask(self, statement: str) -> object:
        with psycopg.connect(self.address("postgres"), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchone() if cursor.description else None


def find_postgres() -> Path | None:
    """Return the folder of the newest PostgreSQL server programs of this machine."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parent.parent.name))
    return homes[-1].parent if homes else None


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Run a cluster on a free port for as long as the block lasts; durable as a real one (fsync on).

    The server refuses to run as root, so root hands it to the user `postgres`.
    """
    programs = find_postgres()
    if programs is None:
        raise FileNotFoundError("PostgreSQL's server programs are not installed")
    folder = Path(tempfile.mkdtemp(prefix="denpyo-pg-"))
    try:
        _give_to_postgres(folder)
        data = folder / "data"
        _run(programs / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        port = free_port()
        options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c max_connections=60"
        _run(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
        try:
            yield PostgresServer(port, folder)
        finally:
            _run(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def new_database(kind: str, folder: Path, server: PostgresServer | None = None) -> Database:
    """Open an empty database with all tables and the audit triggers.

    Args:
        kind: `sqlite` (a file in `folder`) or `postgresql` (a new database of `server`).
        folder: Where a SQLite file goes.
        server: The running cluster; needed for `postgresql` alone.
    """
    if kind == "sqlite":
        file = folder / "denpyo.db"
        file.write_bytes(_sqlite_template())
        return Database(f"sqlite:///{file}")
    assert server is not None
    return Database(server.new_address(server.make_template()))


@cache
def _sqlite_template() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "template.db"
        _create_tables(Database(f"sqlite:///{file}"))
        return file.read_bytes()


def _create_tables(database: Database) -> None:
    with database.writer.begin() as connection:
        agent.store.tables.SQLModel.metadata.create_all(connection)
        audit_log.create_triggers(connection)
    DBOS.migrate(database.url)  # an agent's start would do it, in a hundred commits
    database.close()


def _give_to_postgres(folder: Path) -> None:
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")


def _run(program: Path, *arguments: object) -> None:
    command = [str(program), *(str(argument) for argument in arguments)]
    if os.geteuid() == 0:
        command = ["runuser", "-u", "postgres", "--", *command]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd="/")


def free_port() -> int:
    """Return a port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
