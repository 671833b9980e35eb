"""One thread that makes the rounds: a person's commands, actions whose time has come, files that changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from dbos import DBOS, DBOSClient
from loguru import logger

from agent.core.action import ActionState
from agent.core.errors import Reason
from agent.engine.events import Writer
from agent.engine.outside import Outside
from agent.engine.queues import enqueue_enter
from agent.store import actions, audit_log
from agent.store.tables import ActionRow

ROUND_S = 0.25
RESCUE_EVERY_S = 10.0
STANDS_STILL_S = 30.0
AT_WORK = ("ENQUEUED", "PENDING", "DELAYED")


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
        if not actions.is_any_due(session, now):
            return 0
    with outside.database.transaction() as session:
        due = actions.due_parked(session, now)
        writer = Writer(now, outside.agent)
        for row in due:
            n = row.attempt + 1
            actions.move(session, row.key, ActionState.QUEUED, now, attempt=n, not_before=None)
            enqueue_enter(client, session, row.key, row.account, n)
            audit_log.append(session, [writer.action("action.queued", row, {"next": n})])
    return len(due)


class Rescue:
    """Finds actions whose run ended without a word (the database was away, the process died too often) and parks them.

    What may have been sent becomes unknown and is looked up, as after any crash.
    """

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._looked_at = float("-inf")

    def look(self) -> None:
        """Look every ten seconds at what has stood still for half a minute."""
        if time.monotonic() - self._looked_at < RESCUE_EVERY_S:
            return
        self._looked_at = time.monotonic()
        before = self._outside.now() - timedelta(seconds=STANDS_STILL_S)
        with self._outside.database.reading() as session:
            standing = {f"enter/{row.key}/{row.attempt}": row for row in actions.in_hand_since(session, before)}
        if standing:
            runs = DBOS.list_workflows(workflow_ids=list(standing), load_input=False, load_output=False)
            at_work = {run.workflow_id for run in runs if run.status in AT_WORK}
            for row in (row for name, row in standing.items() if name not in at_work):
                self._park(row)

    def _park(self, found: ActionRow) -> None:
        now = self._outside.now()
        with self._outside.database.transaction() as session:
            row = actions.get_action(session, found.key)
            if (row.state, row.attempt) != (found.state, found.attempt):
                return
            state = ActionState.UNKNOWN if actions.may_be_sent(row) else ActionState.PARKED
            reason = Reason("run-ended")
            actions.move(session, row.key, state, now, not_before=now, failures=row.failures + 1, reason=reason)
            kind = "action.unknown" if state is ActionState.UNKNOWN else "action.parked"
            event = Writer(now, self._outside.agent).action(kind, row, {"reason": reason.code})
            audit_log.append(session, [event])
        logger.bind(action=found.key).warning("an action whose run had ended was taken up again")
