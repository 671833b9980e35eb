"""The steps of one attempt, stored as they happen so that a run can be watched."""

from __future__ import annotations

import time

from loguru import logger

from agent.store import actions
from agent.store.database import Database

WRITE_EVERY_S = 0.5


class AttemptLog:
    """Hears a robot's steps; writes them at most twice a second, and whole at the end."""

    def __init__(self, database: Database, action: str, n: int) -> None:
        self._database, self._action, self._n = database, action, n
        self.steps: list[str] = []
        self._written_at = 0.0

    def step(self, text: str) -> None:
        """Note one step."""
        self.steps.append(text)
        logger.bind(action=self._action, step=text).debug("robot step")
        if time.monotonic() - self._written_at >= WRITE_EVERY_S:
            self.write()

    def write(self) -> None:
        """Store the steps so far."""
        with self._database.transaction() as session:
            actions.note_steps(session, self._action, self._n, self.steps)
        self._written_at = time.monotonic()
