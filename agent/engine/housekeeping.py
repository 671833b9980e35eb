"""Keep the site from growing for ever: soon after the start and once a day, in a thread of its own.

What is removed nobody could still ask for: evidence files nothing points to (their transaction was undone, or the agent
killed before it), the engine's own notes of runs that ended long ago, evidence past the time the site keeps it, and
what agents said of themselves that are gone since.
"""

from __future__ import annotations

import threading
import time
from dataclasses import asdict
from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from loguru import logger
from sqlmodel import col

from agent.engine.durable import Durable
from agent.engine.outside import Outside
from agent.store.alone import Work, alone
from agent.store.evidence_retention import retain
from agent.store.evidence_sweep import sweep
from agent.store.tables import AgentRow, LaneRow

KEEP_RUNS = timedelta(days=30)
KEEP_ORPHANS = timedelta(days=30)  # whoever restores a backup has so long to notice that it was the wrong one
FIRST_S, AGAIN_S, EVERY_S = 60.0, 600.0, 24 * 3600.0


class Housekeeping:
    """Tidies up until it is stopped; what fails or must wait is tried again after ten minutes.

    It goes by the machine's clock, as files and runs do, whatever clock the agent was given.
    """

    def __init__(self, outside: Outside, durable: Durable, keep_runs: timedelta) -> None:
        self._outside, self._durable, self._keep_runs = outside, durable, keep_runs
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin; the first time is a minute away."""
        self._thread.start()

    def stop(self) -> None:
        """End; a sweep under way is left where it is."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def tidy(self) -> bool:
        """Do everything once; False when a part of it must be done later."""
        with alone(self._outside.database, Work.HOUSEKEEPING) as is_alone:
            if not is_alone:
                return True  # another agent does it
            self._purge()
            return self._sweep()

    def _run(self) -> None:
        wait_s = FIRST_S
        while not self._stopping.wait(wait_s):
            try:
                is_done = self.tidy()
            except Exception:  # noqa: BLE001 - the edge of the thread
                logger.opt(exception=True).error("housekeeping failed; it is tried again")
                is_done = False
            wait_s = EVERY_S if is_done else AGAIN_S

    def _purge(self) -> None:
        began = time.monotonic()
        n_forgotten = self._durable.purge(datetime.now(UTC) - self._keep_runs, self._stopping.is_set)
        if n_forgotten:
            seconds = round(time.monotonic() - began, 1)
            logger.bind(forgotten=n_forgotten, seconds=seconds).info("runs that ended long ago were forgotten")

    def _sweep(self) -> bool:
        """Sweep the evidence, unless a run of long ago may still store what points to it."""
        before = datetime.now(UTC) - KEEP_ORPHANS
        if self._durable.is_any_open_since(before):
            return False
        swept = sweep(self._outside.database, self._outside.evidence, before.timestamp(), self._stopping.is_set)
        logger.bind(**asdict(swept)).info("evidence files swept")
        self._retain(before)
        self._forget_agents(before)
        return True

    def _forget_agents(self, before: datetime) -> None:
        with self._outside.database.transaction() as session:
            session.execute(sa.delete(AgentRow).where(col(AgentRow.dead), col(AgentRow.beat_at) < before))
            session.execute(sa.delete(LaneRow).where(col(LaneRow.told_at) < before))

    def _retain(self, before: datetime) -> None:
        outside = self._outside
        done = retain(
            outside.database,
            outside.evidence,
            outside.keeping,
            datetime.now(UTC),
            by=outside.agent,
            before=before.timestamp(),
            is_stopping=self._stopping.is_set,
        )
        if done.digests:
            told = {"pictures": done.n_pictures, "texts": done.n_texts, "bytes": done.n_bytes}
            logger.bind(**told).info("evidence past its keeping time removed")
