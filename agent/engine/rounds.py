"""One thread that makes the rounds: a person's commands, actions whose time has come, files that changed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence

from dbos import DBOSClient
from loguru import logger

from agent.core.action import ActionState
from agent.engine.events import Writer
from agent.engine.outside import Outside
from agent.engine.queues import enqueue_enter
from agent.store import actions, audit_log

ROUND_S = 0.25


class Rounds:
    """Makes the rounds until it is stopped; a duty that fails is logged and the others go on."""

    def __init__(self, duties: Sequence[Callable[[], object]]) -> None:
        self._duties = duties
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="rounds", daemon=True)

    def start(self) -> None:
        """Start the rounds."""
        self._thread.start()

    def stop(self) -> None:
        """End them after the duty in hand."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._stopping.wait(ROUND_S):
            for duty in self._duties:
                try:
                    duty()
                except Exception:  # noqa: BLE001 - the edge of the rounds
                    logger.opt(exception=True).error("a duty of the rounds failed")


def requeue_due(outside: Outside, client: DBOSClient) -> int:
    """Queue parked and unknown actions whose time has come, each with its next attempt; return how many."""
    now = outside.now()
    with outside.database.reading() as session:
        due = [row.key for row in actions.due_parked(session, now)]
    if not due:
        return 0
    with outside.database.transaction() as session:
        rows = [row for row in actions.due_parked(session, now) if row.key in due]
        writer = Writer(now, outside.agent)
        for row in rows:
            n = row.attempt + 1
            state = ActionState(row.state) if row.state == ActionState.UNKNOWN.value else ActionState.QUEUED
            actions.move(session, row.key, state, now, attempt=n, not_before=None)
            enqueue_enter(client, session, row.key, row.account, n)
            audit_log.append(session, [writer.action("action.queued", row, {"next": n})])
    return len(rows)
