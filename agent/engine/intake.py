"""Hand deliveries to the receive workflow: what is known already is only settled, bytes are stored first."""

from __future__ import annotations

import time
from collections.abc import Sequence

from dbos import DBOS, SetWorkflowID
from loguru import logger

from agent.core.delivery import Delivery, Settlement, digest_of
from agent.core.errors import Reason
from agent.engine.envelope import seal
from agent.engine.outside import Outside
from agent.engine.workflows.receive import ReceiveWorkflow, settlements_of
from agent.store import deliveries, exceptions
from agent.store.exceptions import ExceptionKind, Waiting

HOLD_OFF_S = 300.0


class Intake:
    """Receives deliveries exactly once by their keys.

    A delivery whose receipt fails for a reason nobody foresaw is tried alone, then left where it is for some minutes
    and put before a person; the others go on.
    """

    def __init__(self, outside: Outside, receive: ReceiveWorkflow) -> None:
        self._outside, self._receive = outside, receive
        self._tries: dict[str, int] = {}
        self._held_off: dict[str, float] = {}

    def receive(self, batch: Sequence[Delivery]) -> dict[str, Settlement]:
        """Return what the source is to be told about each delivery; those left out are to stay where they are."""
        ready = [one for one in batch if self._held_off.get(one.key, 0) < time.monotonic()]
        settlements = self._known(ready)
        fresh = list({one.key: one for one in ready if one.key not in settlements}.values())
        for one in fresh:
            self._outside.evidence.put(one.name, one.content, one.media_type)
        if fresh:
            settlements.update(self._received(fresh))
        return settlements

    def _known(self, batch: Sequence[Delivery]) -> dict[str, Settlement]:
        if not batch:
            return {}
        with self._outside.database.reading() as session:
            known = deliveries.settlements(session, [one.key for one in batch])
        if known:
            self._count_again(batch, known)
        return known

    def _count_again(self, batch: Sequence[Delivery], known: dict[str, Settlement]) -> None:
        n_again = sum(one.key in known for one in batch)
        counts = {batch[0].source: {"seen": n_again, "again": n_again}}
        with self._outside.database.transaction() as session:
            deliveries.count(session, self._outside.today(), counts)

    def _received(self, fresh: Sequence[Delivery]) -> dict[str, Settlement]:
        try:
            return self._run_twice(fresh)
        except Exception as error:  # noqa: BLE001 - the edge of the workflow
            if len(fresh) > 1:
                return {key: one for each in fresh for key, one in self._received([each]).items()}
            self._hold_off(fresh[0], error)
            return {}

    def _run_twice(self, fresh: Sequence[Delivery]) -> dict[str, Settlement]:
        """Run, and once more at once: the first answer may be an error recorded before a restart."""
        try:
            return self._run(fresh)
        except Exception:  # noqa: BLE001 - the edge of the workflow
            return self._run(fresh)

    def _run(self, fresh: Sequence[Delivery]) -> dict[str, Settlement]:
        name = (
            fresh[0].key if len(fresh) == 1 else f"many/{digest_of(' '.join(one.key for one in fresh).encode())[:24]}"
        )
        n = self._tries.get(name, 0)
        self._tries[name] = n + 1  # a run that ended in an error is never asked again by its name
        with SetWorkflowID(f"receive/{name}/{n}"):
            handle = DBOS.start_workflow(self._receive, [seal(one) for one in fresh])
        settlements = settlements_of(handle.get_result())
        self._tries.pop(name, None)
        return settlements

    def _hold_off(self, delivery: Delivery, error: Exception) -> None:
        logger.bind(delivery=delivery.key).opt(exception=error).error("receipt failed; left at the source for now")
        is_first = delivery.key not in self._held_off
        self._held_off[delivery.key] = time.monotonic() + HOLD_OFF_S
        if is_first:
            reason = Reason("receipt-failed", {"name": delivery.name, "error": type(error).__name__})
            waiting = Waiting(ExceptionKind.SYSTEM, reason, source=delivery.source, delivery=delivery.key)
            with self._outside.database.transaction() as session:
                exceptions.put(session, [waiting], self._outside.now())
