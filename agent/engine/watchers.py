"""Watchers: one thread drives one source. Look, receive, tell the source; wait until something may be new.

Settlement is the one arrow that points back to a source: it is told what became of a delivery only after everything
of it is stored. What is killed in between is seen again and, by its key, only settled.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence

from loguru import logger

from agent.core.delivery import Delivery, Settlement
from agent.core.errors import DenpyoError, Reason, TransientError
from agent.engine import fail_points
from agent.engine.events import Writer
from agent.engine.intake import Intake
from agent.engine.lease import LeaseKeeper, lease_of
from agent.engine.outside import OpenSource, Outside
from agent.engine.retry import repeat
from agent.store import audit_log, deliveries

BATCH = 50
BATCH_BYTES = 16 * 1024 * 1024
LOST_FIRST_S, LOST_MOST_S = 1.0, 60.0


class Watcher:
    """Drives one source from its own thread until it is stopped."""

    def __init__(self, source: OpenSource, outside: Outside, intake: Intake, leases: LeaseKeeper) -> None:
        self._source, self._outside, self._intake, self._leases = source, outside, intake, leases
        self._stopping = threading.Event()
        self._lost_for = 0
        self._log = logger.bind(source=source.name)
        self._left: set[str] | None = None  # stored before this agent looked, and not yet noted as settled
        self._token = 0
        self.looked = threading.Event()
        self.idle = threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"source-{source.name}", daemon=True)

    def start(self) -> None:
        """Start watching."""
        self._thread.start()

    def wake(self) -> None:
        """Look now."""
        self._source.port.wake()

    def stop(self) -> None:
        """Take no more; what is in hand is finished."""
        self._stopping.set()
        self._source.port.wake()

    def join(self, timeout_s: float) -> bool:
        """Wait for the thread; False when it is still at work."""
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        return not self._thread.is_alive()

    def _run(self) -> None:
        while not self._stopping.is_set():
            try:
                self._wait(self._look())
            except Exception:  # noqa: BLE001 - the edge of the watcher's loop: even noting a loss may fail
                self._log.opt(exception=True).error("the watcher failed; it goes on")
                self._lost_for += 1
                self._stopping.wait(LOST_FIRST_S)
        self._source.port.close()

    def _look(self) -> float:
        """Look once; return how long to wait."""
        try:
            return self._turn()
        except DenpyoError as error:
            return self._lost(error)
        except Exception:  # noqa: BLE001 - the edge of the look
            self._log.opt(exception=True).error("look failed unexpectedly")
            return self._lost(TransientError("the look failed unexpectedly; see the agent's log"))

    def _wait(self, pause_s: float) -> None:
        if not self._source.port.holds_back():
            self.idle.set()
        if self._lost_for:
            self._stopping.wait(LOST_FIRST_S)  # a source that fails at once and also calls at once must not spin
        if not self._stopping.is_set():
            self._source.port.wait(pause_s)
        self.idle.clear()

    def _turn(self) -> float:
        with self._leases.turn(lease_of(self._source.name)) as token:
            if token is None:
                return 5.0
            if token != self._token:  # another agent may have looked meanwhile
                self._token, self._left = token, None
            n_brought = self._take_all()
        self._looked(brought=n_brought > 0)
        self.looked.set()
        return self._source.every_s

    def _take_all(self) -> int:
        """Receive everything that is ready; an item that cannot be settled does not keep the others."""
        if self._left is None:
            self._left = self._unsettled()
        n_brought = 0
        failed: list[DenpyoError] = []
        for batch in self._batches():
            self._left -= {delivery.key for delivery in batch}
            n_brought += self._receive(batch, failed)
        if failed:
            raise failed[0]
        if self._left and not self._stopping.is_set() and not self._source.port.holds_back():
            self._note_gone(self._left)
            self._left = set()
        return n_brought

    def _batches(self) -> Iterator[list[Delivery]]:
        """Gather what is ready; what came before the source failed is handed over all the same."""
        batch: list[Delivery] = []
        try:
            for delivery in self._source.port.deliveries():
                if self._stopping.is_set():
                    return
                batch.append(delivery)
                if len(batch) >= BATCH or sum(len(one.content) for one in batch) >= BATCH_BYTES:
                    yield batch
                    batch = []
        except DenpyoError:
            if batch:
                yield batch
            raise
        if batch:
            yield batch

    def _unsettled(self) -> set[str]:
        """What was stored before and not noted as settled."""
        with self._outside.database.reading() as session:
            return deliveries.unsettled(session, self._source.name)

    def _note_gone(self, keys: set[str]) -> None:
        """Note as settled what the source, looked at whole, offers no more: it was told before the agent was killed."""
        now = self._outside.now()
        writer = Writer(now, self._outside.agent)
        with self._outside.database.transaction() as session:
            deliveries.mark_settled(session, sorted(keys), now)
            events = [writer.plain("delivery.settled", "delivery", key, was_gone=True) for key in sorted(keys)]
            audit_log.append(session, events)

    def _receive(self, batch: Sequence[Delivery], failed: list[DenpyoError]) -> int:
        settlements = self._intake.receive(batch)
        fail_points.reach("receive.stored")
        settled = []
        for one in batch:
            if one.key in settlements:
                try:
                    self._settle(one, settlements[one.key], is_first=not failed)
                    settled.append(one)
                except DenpyoError as error:
                    failed.append(error)
        if settled:
            self._note_settled(settled, settlements)
        return len(settled)

    def _note_settled(self, settled: Sequence[Delivery], settlements: Mapping[str, Settlement]) -> None:
        now = self._outside.now()
        writer = Writer(now, self._outside.agent)
        with self._outside.database.transaction() as session:
            deliveries.mark_settled(session, [one.key for one in settled], now)
            audit_log.append(session, [writer.settled(one, settlements[one.key]) for one in settled])

    def _settle(self, delivery: Delivery, settlement: Settlement, *, is_first: bool) -> None:
        """Tell the source, patiently unless an item before failed: then the source itself may be away."""
        if is_first:
            repeat(lambda: self._source.port.settle(delivery, settlement), self._stopping)
        else:
            self._source.port.settle(delivery, settlement)

    def _looked(self, *, brought: bool) -> None:
        with self._outside.database.transaction() as session:
            deliveries.note_look(session, self._source.name, self._outside.now(), brought=brought)
            left_alone = self._source.port.left_alone()
            n_new = deliveries.note_left_alone(session, self._source.name, self._outside.today(), left_alone)
            if self._lost_for:
                event = Writer(self._outside.now(), self._outside.agent).plain(
                    "source.found", "source", self._source.name
                )
                audit_log.append(session, [event])
        if n_new:
            self._log.warning("{} items at the source are left alone: its settings do not want them", n_new)
        self._lost_for = 0

    def _lost(self, error: DenpyoError) -> float:
        """Note the loss once; a source that cannot be reached is unknown, never empty."""
        self.looked.set()
        if self._lost_for == 0:
            logger.bind(source=self._source.name, code=error.code).warning("source lost: {}", error)
            self._note_lost(error.reason)
        self._lost_for += 1
        return float(min(LOST_FIRST_S * 2 ** (self._lost_for - 1), LOST_MOST_S))

    def _note_lost(self, reason: Reason) -> None:
        now = self._outside.now()
        with self._outside.database.transaction() as session:
            deliveries.note_down(session, self._source.name, now, reason)
            event = Writer(now, self._outside.agent).plain(
                "source.lost", "source", self._source.name, code=reason.code, place=reason.place
            )
            audit_log.append(session, [event])
