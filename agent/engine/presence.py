"""Be the only process of this agent's name, and show that it lives.

SQLite: one agent per file, held by a lock on a file beside it; the engine's executor keeps its name over restarts, so
what it left is recovered at launch. PostgreSQL: an advisory lock by name on a connection kept for life; the executor
is name and start stamp, never used twice, and what dead ones of any name left is taken over (`takeover.py`).
"""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Protocol

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.core.business_day import Clock
from agent.core.durable import try_lock
from agent.core.errors import ConfigError
from agent.engine.queues import ENTER, queue_of
from agent.store import leases
from agent.store.alone import DEAD_S, agent_lock
from agent.store.database import Database
from agent.store.tables import AgentRow, LaneRow

KEEPALIVE = "-c tcp_keepalives_idle=10 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"


HAD_WITHIN = timedelta(minutes=10)
FILE_BEAT_S = 10.0
STARTING = "starting"
SQLITE_EXECUTOR = "denpyo"  # one file has one agent, whatever its name: its work is found again after a renaming


class AgentRunningError(ConfigError):
    """An agent already works on this database under this name."""

    code = "agent-running"
    hint = "Stop the other agent first, or give this one another name (`agent` in site.yaml, PostgreSQL only)."


class Presence(Protocol):
    """Holds the agent's name for life."""

    executor_id: str
    queue: str

    def others_able(self, target: str) -> bool:
        """Whether another agent lives whose lane of this target waits for nothing."""
        ...

    def others_had(self, target: str) -> bool:
        """Whether another agent has this target, or had it a short while ago: it may just be started anew."""
        ...

    def beat(self) -> None:
        """Show that the agent lives; called often, written seldom."""
        ...

    def leave(self) -> None:
        """Give the name back."""
        ...


class FilePresence:
    """The one agent of a SQLite file, by a lock the system drops when the process dies, however it dies."""

    def __init__(self, database: Database, name: str, clock: Clock) -> None:
        self.executor_id, self.queue = SQLITE_EXECUTOR, ENTER
        self._database, self._clock, self._beat_at = database, clock, time.monotonic()
        path = agent_lock(database)
        self._file = path.open("a+b")
        if not try_lock(self._file):
            self._file.close()
            raise AgentRunningError(f"another agent works on {database.file}", place=str(path))
        with database.transaction() as session:
            leases.expire_all(session)
            now = clock.now()
            session.merge(AgentRow(executor_id=SQLITE_EXECUTOR, name=name, version="1", started_at=now, beat_at=now))

    def others_able(self, _target: str) -> bool:
        """Never: one file has one agent."""
        return False

    def others_had(self, _target: str) -> bool:
        """Never."""
        return False

    def beat(self) -> None:
        """Write every ten seconds that the agent lives, for whoever looks at the console."""
        if time.monotonic() - self._beat_at < FILE_BEAT_S:
            return
        self._beat_at = time.monotonic()
        with self._database.transaction() as session:
            lives = sa.update(AgentRow).where(col(AgentRow.executor_id) == SQLITE_EXECUTOR)
            session.execute(lives.values(beat_at=self._clock.now()).execution_options(synchronize_session=False))

    def leave(self) -> None:
        """Let go of the file."""
        self._file.close()


class ServerPresence:
    """One of the agents of a PostgreSQL database."""

    def __init__(self, database: Database, name: str, clock: Clock) -> None:
        self.executor_id, self.queue = f"{name}:{time.time_ns():x}", queue_of(name)
        self._database, self._name, self._clock = database, name, clock
        self._engine = sa.create_engine(
            database.sqlalchemy_url, connect_args={"options": KEEPALIVE}, poolclass=sa.NullPool
        )
        self._connection = self._engine.connect().execution_options(isolation_level="AUTOCOMMIT")
        taken = sa.select(sa.func.pg_try_advisory_lock(sa.func.hashtext(f"denpyo-agent:{name}")))
        if not self._connection.execute(taken).scalar():
            self._connection.close()
            raise AgentRunningError(f"an agent named `{name}` already works on this database", place="site.yaml")
        with database.transaction() as session:
            _succeed(session, name, self.executor_id, clock)

    def others_able(self, target: str) -> bool:
        """Ask by what the others that live tell of their lanes."""
        told = sa.select(col(LaneRow.facts)).join(AgentRow, col(LaneRow.agent) == col(AgentRow.name))
        with self._database.reading() as session:
            lanes = session.execute(told.where(self._is_anothers(target), col(AgentRow.dead).is_(False))).scalars()
            return any(facts["waits"] is None for facts in lanes)

    def others_had(self, target: str) -> bool:
        """Ask by what the others told of their lanes within ten minutes."""
        since = self._clock.now() - HAD_WITHIN
        is_fresh = sa.and_(self._is_anothers(target), col(LaneRow.told_at) > since)
        with self._database.reading() as session:
            return session.execute(sa.select(col(LaneRow.target)).where(is_fresh).limit(1)).first() is not None

    def _is_anothers(self, target: str) -> sa.ColumnElement[bool]:
        return sa.and_(col(LaneRow.target) == target, col(LaneRow.agent) != self._name)

    def beat(self) -> None:
        """Nothing here: the heartbeat has a thread of its own (`takeover.py`)."""

    def leave(self) -> None:
        """Let go of the name, and of what was held under it: nothing is at work any more."""
        with self._database.transaction() as session:
            leases.shorten(session, [self.executor_id], 0.0)
            ends = sa.update(AgentRow).where(col(AgentRow.executor_id) == self.executor_id).values(dead=True)
            session.execute(ends.execution_options(synchronize_session=False))
        self._connection.close()
        self._engine.dispose()


def take_presence(database: Database, name: str, clock: Clock) -> Presence:
    """Become the agent of this name.

    Raises:
        AgentRunningError: There is one.
    """
    if database.is_sqlite:
        return FilePresence(database, name, clock)
    return ServerPresence(database, name, clock)


def _succeed(session: Session, name: str, executor_id: str, clock: Clock) -> None:
    """Declare earlier processes of this name dead (their lock is free) and enter this one.

    One that lost its lock and lives ends itself at its next beat, or within `FENCE_S` where it cannot beat; its leases
    run out after that. What the last process told of its lanes holds no more until this one tells of them.
    """
    gone = sa.update(AgentRow).where(col(AgentRow.name) == name, col(AgentRow.dead).is_(False)).values(dead=True)
    statement = gone.returning(col(AgentRow.executor_id)).execution_options(synchronize_session=False)
    leases.shorten(session, list(session.execute(statement).scalars()), DEAD_S)
    for lane in session.exec(select(LaneRow).where(col(LaneRow.agent) == name)):
        lane.facts = {**lane.facts, "waits": {"code": STARTING, "until": None}}
    now = clock.now()
    session.add(AgentRow(executor_id=executor_id, name=name, version="1", started_at=now, beat_at=now))
    session.flush()
    beat = sa.text("update agent set beat_at = clock_timestamp() where executor_id = :me")
    session.execute(beat, {"me": executor_id})  # by the database's clock, as every beat is
