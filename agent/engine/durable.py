"""The durable engine, DBOS, on the site's own database: business row, checkpoint and queued work share one commit."""

from __future__ import annotations

import logging
import sqlite3
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal, TypeVar

import sqlalchemy as sa
from dbos import DBOS, DBOSClient, DBOSConfig, DBOSPortableJSONSerializer, SQLAlchemyDatasource
from sqlalchemy.orm import sessionmaker
from sqlmodel import Session

from agent.core.errors import ConfigError
from agent.store.database import Database

WORKFLOWS_SHAPE = "1"  # raised only when waiting work cannot run on new code
MAX_THREADS = 64
PURGED_AT_ONCE = 200
DIED_OFTEN = "MAX_RECOVERY_ATTEMPTS_EXCEEDED"
ENDED = ["SUCCESS", "ERROR", "CANCELLED", DIED_OFTEN]
OPEN = ["ENQUEUED", "PENDING", "DELAYED"]

Result = TypeVar("Result")
IsolationLevel = Literal["SERIALIZABLE", "READ COMMITTED"]


class SqliteTooOldError(ConfigError):
    """This Python and this SQLite do not work together."""

    code = "sqlite-too-old"
    hint = "Use Python 3.11, or a Python whose SQLite is 3.42 or newer."


class Durable:
    """Starts and stops the engine, and gives transactions that are its steps.

    Workflows are registered between making this and `launch`; only ids and short texts are their arguments.
    """

    def __init__(self, database: Database, executor_id: str) -> None:
        require_fitting_sqlite()
        self._database = database
        self._schema = None if database.is_sqlite else "dbos"
        logging.getLogger("dbos").setLevel(logging.WARNING)
        serializer = DBOSPortableJSONSerializer()
        DBOS(
            config=DBOSConfig(
                name="denpyo",
                system_database_url=database.url,
                application_version=WORKFLOWS_SHAPE,
                executor_id=executor_id,
                log_level="WARNING",
                max_executor_threads=MAX_THREADS,
                serializer=serializer,
            )
        )
        self._datasource = SQLAlchemyDatasource.create(
            database.sqlalchemy_url,
            engine=database.writer,
            sessionmaker=sessionmaker(class_=Session, expire_on_commit=False),
            serializer=serializer,
        )
        self.client = DBOSClient(system_database_url=database.url, serializer=serializer)

    def session(self) -> Session:
        """Return the session of the transaction that is running."""
        session = self._datasource.sql_session()
        assert isinstance(session, Session)
        return session

    def transaction(
        self, name: str, *, sees_latest: bool = False
    ) -> Callable[[Callable[..., Result]], Callable[..., Result]]:
        """Make a function a transaction of the engine: its rows and its checkpoint are one commit.

        One that `sees_latest` sees what others stored while it waited for a lock of theirs.
        """
        isolation: IsolationLevel = "READ COMMITTED" if sees_latest and not self._database.is_sqlite else "SERIALIZABLE"

        def decorate(function: Callable[..., Result]) -> Callable[..., Result]:
            decorated: Any = self._datasource.transaction(name=name, isolation_level=isolation)(function)
            return decorated  # type: ignore[no-any-return]

        return decorate

    def launch(self) -> None:
        """Start; what this executor left unfinished is recovered now."""
        DBOS.launch()
        DBOS.set_latest_application_version(WORKFLOWS_SHAPE)

    def purge(self, before: datetime, is_stopping: Callable[[], bool]) -> int:
        """Forget the runs that ended before an instant, and what their transactions noted; return how many.

        What they did stands in our tables. A run that stored something is never
        started again under its name: deliveries are known by their keys, attempts are numbered.
        """
        n_forgotten = 0
        while not is_stopping():
            ended = self.client.list_workflows(
                status=ENDED,
                completed_before=before.isoformat(),
                limit=PURGED_AT_ONCE,
                load_input=False,
                load_output=False,
            )
            if not ended:
                break
            self._forget([run.workflow_id for run in ended])
            n_forgotten += len(ended)
        return n_forgotten

    def is_any_open_since(self, before: datetime) -> bool:
        """Whether a run that began before an instant has not ended yet."""
        found = self.client.list_workflows(
            status=OPEN, end_time=before.isoformat(), limit=1, load_input=False, load_output=False
        )
        return bool(found)

    def _forget(self, runs: list[str]) -> None:
        """What the transactions noted goes first: killed in between, the runs are still there to be found again."""
        noted = sa.table("datasource_outputs", sa.column("workflow_id"), schema=self._schema)
        with self._database.writer.begin() as connection:
            connection.execute(sa.delete(noted).where(noted.c.workflow_id.in_(runs)))
        self.client.delete_workflows(runs)

    def stop(self, timeout_s: int) -> None:
        """Take no more work, and wait so long for what is running."""
        DBOS.destroy(workflow_completion_timeout_sec=timeout_s, destroy_registry=True)
        self.client.destroy()


def require_fitting_sqlite() -> None:
    """Refuse a Python and SQLite that cannot start together.

    Raises:
        SqliteTooOldError: Python 3.12 or newer with SQLite older than 3.42.
    """
    if sys.version_info >= (3, 12) and sqlite3.sqlite_version_info < (3, 42):
        raise SqliteTooOldError(f"Python {sys.version.split()[0]} with SQLite {sqlite3.sqlite_version}")
