"""A thread that makes the rounds: what stops a robot, actions whose time has come, files that changed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from datetime import timedelta

from dbos import DBOS, WorkflowStatus
from loguru import logger

from agent.core.action import ActionState
from agent.core.errors import Reason
from agent.engine.brought import Brought
from agent.engine.durable import DIED_OFTEN, OPEN
from agent.engine.outside import Outside
from agent.engine.queues import ENTER
from agent.engine.recording import record_brought
from agent.engine.runs import Runs
from agent.store import actions
from agent.store.tables import ActionRow

ROUND_S = 0.25
RESCUE_EVERY_S = 10.0
STANDS_STILL_S = 30.0


class Rounds:
    """Makes the rounds until it is stopped; a duty that fails is logged and the others go on.

    `at_once` is a duty that is done between two rounds as well, whenever somebody wakes it.
    """

    def __init__(
        self, name: str, duties: Sequence[Callable[[], object]], at_once: Callable[[], object] = lambda: None
    ) -> None:
        self._duties, self._at_once = duties, at_once
        self._stopping, self._woken = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Start the rounds."""
        self._thread.start()

    def wake(self) -> None:
        """Have `at_once` done now; for other threads to call."""
        self._woken.set()

    def stop(self) -> None:
        """End them after the duty in hand."""
        self._stopping.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        round_at = time.monotonic() + ROUND_S
        while not self._stopping.is_set():
            self._woken.wait(max(0.0, round_at - time.monotonic()))
            self._woken.clear()
            if time.monotonic() >= round_at:
                for duty in self._duties:
                    self._do(duty)
                round_at = time.monotonic() + ROUND_S
            self._do(self._at_once)

    def _do(self, duty: Callable[[], object]) -> None:
        if self._stopping.is_set():
            return
        try:
            duty()
        except Exception:  # noqa: BLE001 - the edge of the rounds
            logger.opt(exception=True).error("a duty of the {} failed", self._thread.name)


class Rescue:
    """Finds actions whose run ended without a word (the database was away) and parks them.

    What may have been sent becomes unknown and is looked up, as after any crash. An action whose run was given up,
    because the process died in it again and again, waits for a person: once more would be once more the same.
    """

    def __init__(self, outside: Outside, executor_id: str, runs: Runs) -> None:
        self._outside, self._me, self._runs = outside, executor_id, runs
        self._looked_at = float("-inf")

    def look(self) -> None:
        """Look every ten seconds at what has stood still for half a minute."""
        if time.monotonic() - self._looked_at < RESCUE_EVERY_S:
            return
        self._looked_at = time.monotonic()
        self._cancel_left()
        before = self._outside.now() - timedelta(seconds=STANDS_STILL_S)
        with self._outside.database.reading() as session:
            standing = {f"enter/{row.key}/{row.attempt}": row for row in actions.in_hand_since(session, before)}
        if standing:
            runs = DBOS.list_workflows(workflow_ids=list(standing), load_input=False, load_output=False)
            states = {run.workflow_id: run.status for run in runs}
            for name, row in standing.items():
                if states.get(name) not in OPEN:
                    self._take_up(row, is_given_up=states.get(name) == DIED_OFTEN)

    def _cancel_left(self) -> None:
        """End the runs that the engine takes for begun here and no thread works on: each holds its account's place."""
        begun = DBOS.list_workflows(
            status="PENDING", executor_id=self._me, name=ENTER, load_input=False, load_output=False
        )
        for run in begun:
            if run.workflow_id not in self._runs and _stands_still(run):
                DBOS.cancel_workflow(run.workflow_id)

    def _take_up(self, found: ActionRow, *, is_given_up: bool) -> None:
        with self._outside.database.transaction() as session:
            row = actions.get_action(session, found.key)
            if (row.state, row.attempt) != (found.state, found.attempt):
                return
            record_brought(session, self._outside, row.key, self._given_up(row) if is_given_up else self._parked(row))
        logger.bind(action=found.key).warning("an action whose run had ended was taken up")

    def _parked(self, row: ActionRow) -> Brought:
        state = ActionState.UNKNOWN if actions.may_be_sent(row) else ActionState.PARKED
        now, failures = self._outside.now(), row.failures + 1
        return Brought(state, row.attempt, reason=Reason("run-ended"), not_before=now, failures=failures)

    def _given_up(self, row: ActionRow) -> Brought:
        may_be_sent, reason = actions.may_be_sent(row), Reason("agent-died-often")
        return Brought(ActionState.HELD, row.attempt, reason=reason, in_doubt=may_be_sent, was_permitted=may_be_sent)


def _stands_still(run: WorkflowStatus) -> bool:
    """Whether the engine heard nothing of a run for half a minute, by the machine's clock, as it notes it."""
    return run.updated_at is not None and time.time() - run.updated_at / 1000 > STANDS_STILL_S
