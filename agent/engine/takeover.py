"""Take over what dead agents left, on PostgreSQL: the engine alone would wait until the same one starts again.

Each second an agent says that it lives; one of them at a time declares silent ones dead and recovers their work. An
agent that was declared dead ends itself at once (exit code 70): its work is somebody else's now. Its leases run out as
soon as a permit it was just given has had its time: a commit it let out is covered by the target's own slowness, as
after any crash, and a permit it asks for later finds its lease gone.
"""

from __future__ import annotations

import os
import threading
import time

import sqlalchemy as sa
from dbos import DBOS
from loguru import logger

from agent.engine.durable import WORKFLOWS_SHAPE
from agent.engine.permit import FENCE_NEED_S
from agent.engine.queues import ENTER
from agent.store import leases
from agent.store.alone import DEAD_S
from agent.store.database import Database

BEAT_S = 1.0
FENCE_S = 10.0  # shorter than DEAD_S: an agent ends itself before others take its work
DECLARED_DEAD = 70

_BEAT = sa.text("update agent set beat_at = clock_timestamp() where executor_id = :me and not dead returning 1")
_REAPER = sa.text("select pg_try_advisory_xact_lock(hashtext('denpyo-reaper'))")
_DECLARE = sa.text(
    "update agent set dead = true where not dead and beat_at < clock_timestamp() - make_interval(secs => :dead)"
    " returning executor_id"
)
_MOVE = sa.text(
    "update dbos.workflow_status set queue_name = :mine"
    " where status in ('ENQUEUED', 'PENDING') and application_version = :shape"
    " and (queue_name = :enter or queue_name like :enters) and queue_name <> :mine"
    " and queue_name not in (select :slash || name from agent where not dead)"
)
_LEFT = sa.text(
    "select distinct w.executor_id from dbos.workflow_status w join agent a using (executor_id)"
    " where w.status = 'PENDING' and a.dead and w.application_version = :shape"
)


class Heartbeat:
    """Beats, takes over, and ends this process when it was declared dead or cannot beat."""

    def __init__(self, database: Database, executor_id: str, queue: str) -> None:
        self._database, self._me, self._queue = database, executor_id, queue
        self._stopping, self._launched = threading.Event(), threading.Event()
        self._beat_at = time.monotonic()
        self._beating = threading.Thread(target=self._beat_on, name="heartbeat", daemon=True)
        self._watching = threading.Thread(target=self._watch, name="fence", daemon=True)

    def start(self) -> None:
        """Begin to beat."""
        self._beat_at = time.monotonic()
        self._beating.start()
        self._watching.start()

    def launched(self) -> None:
        """Take over what dead agents left, too: the engine stands now."""
        self._launched.set()

    def stop(self) -> None:
        """Beat no more."""
        self._stopping.set()
        for thread in (self._beating, self._watching):
            if thread.ident is not None:
                thread.join()

    def _beat_on(self) -> None:
        while not self._stopping.wait(BEAT_S):
            try:
                self._beat()
                if self._launched.is_set():
                    self._take_over()
            except Exception:  # noqa: BLE001 - the edge of the thread: the fence ends the process if this goes on
                logger.opt(exception=True).warning("heartbeat missed")

    def _beat(self) -> None:
        with self._database.writer.begin() as connection:
            if connection.execute(_BEAT, {"me": self._me}).first() is None:
                logger.error("this agent was declared dead by the others; it ends now")
                os._exit(DECLARED_DEAD)
        self._beat_at = time.monotonic()

    def _take_over(self) -> None:
        if not declare_dead(self._database):
            return
        with self._database.writer.begin() as connection:
            named = {"enter": ENTER, "enters": f"{ENTER}/%", "slash": f"{ENTER}/"}
            connection.execute(_MOVE, {"mine": self._queue, "shape": WORKFLOWS_SHAPE, **named})
            left = [row[0] for row in connection.execute(_LEFT, {"shape": WORKFLOWS_SHAPE})]
        if left:
            logger.bind(agents=left).warning("work of dead agents is taken over")
            DBOS._recover_pending_workflows(left)

    def _watch(self) -> None:
        while not self._stopping.wait(0.5):
            if time.monotonic() - self._beat_at > FENCE_S:
                logger.error("no heartbeat reached the database for too long; this agent ends now")
                os._exit(DECLARED_DEAD)


def declare_dead(database: Database) -> bool:
    """Declare silent agents dead and let their leases run out; False when another agent is about it."""
    with database.transaction() as session:
        if not session.execute(_REAPER).scalar():
            return False
        dead = [row[0] for row in session.execute(_DECLARE, {"dead": DEAD_S})]
        leases.shorten(session, dead, FENCE_NEED_S)
    return True
