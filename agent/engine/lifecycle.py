"""Start, drain, stop: the agent as one thing.

Start: take the name, open the durable engine, recover what was left, then look at every source whole. Stop: sources
take no more, what is in hand is finished, a commit is never cut in half, leases are given back.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import timedelta

from loguru import logger
from sqlmodel import Session, col, select

from agent.core.command import CommandKind
from agent.engine import correcting, deciding_again, hurrying, pausing, teaching, unlocking
from agent.engine.bring import Bringer
from agent.engine.commands import Commands, Handler
from agent.engine.dispatch import Dispatch
from agent.engine.durable import Durable
from agent.engine.elsewhere import Elsewhere
from agent.engine.events import Writer
from agent.engine.guidance import keep_guidance
from agent.engine.housekeeping import KEEP_RUNS, Housekeeping
from agent.engine.intake import Intake
from agent.engine.lanes import Lanes
from agent.engine.lease import LeaseKeeper
from agent.engine.outside import OpenTarget, Outside
from agent.engine.presence import take_presence
from agent.engine.queues import EnterQueue, listen_to, register_queue
from agent.engine.rounds import Rescue, Rounds
from agent.engine.runs import Runs
from agent.engine.shared_evidence import require_shared_evidence
from agent.engine.takeover import Heartbeat
from agent.engine.watchers import Watcher
from agent.engine.workflows.enter import register_enter
from agent.engine.workflows.receive import register_receive
from agent.store import actions, audit_log
from agent.store.tables import CommandRow

SOON_S = 60.0  # what is parked for longer is waiting for the world or a person, not in hand


class Engine:
    """The moving part of one agent."""

    def __init__(
        self, outside: Outside, duties: Sequence[Callable[[], object]] = (), keep_runs: timedelta = KEEP_RUNS
    ) -> None:
        self._outside = outside
        self._is_started = self._has_told = False
        self._stopping = threading.Event()
        self._presence = take_presence(outside.database, outside.agent, outside.clock)
        executor_id = self._presence.executor_id
        self.durable = Durable(outside.database, executor_id)
        queue = EnterQueue(self.durable.client, self._presence.queue)
        self.leases = LeaseKeeper(outside.database, executor_id)
        receive = register_receive(self.durable, outside, queue)
        lanes, runs = Lanes(outside), Runs()
        elsewhere = Elsewhere(outside, self._presence, lanes)
        bringer = Bringer(outside, elsewhere, self.leases, lanes, self._stopping)
        register_enter(self.durable, outside, bringer, runs, lambda: self._rounds.wake())
        self.intake = Intake(outside, receive)
        self._watchers = {
            name: Watcher(source, outside, self.intake, self.leases) for name, source in outside.sources.items()
        }
        self.commands = Commands(outside, queue, self._handlers())
        rescue = Rescue(outside, executor_id, runs)
        duties = [
            self.commands.stop_and_go,
            rescue.look,
            self._presence.beat,
            lanes.tell,
            *duties,
        ]
        dispatch = Dispatch(outside, elsewhere, queue, self.leases, lanes)
        self._rounds = Rounds("rounds", duties, dispatch.queue_due)
        self._desk = Rounds("desk", [self.commands.carry_out_waiting, unlocking.TypedSweep(outside).look])
        self._housekeeping = Housekeeping(outside, self.durable, keep_runs)
        is_alone = outside.database.is_sqlite
        self._heartbeat = None if is_alone else Heartbeat(outside.database, executor_id, self._presence.queue)

    def start(self) -> None:
        """Begin: recovery first, then every source is looked at whole."""
        self._is_started = True
        if self._heartbeat:
            self._heartbeat.start()
            require_shared_evidence(self._outside, self._presence.executor_id)
        self.leases.start()
        listen_to(self._presence.queue)
        self.durable.launch()
        register_queue(self._presence.queue, len(self._outside.targets))
        if self._heartbeat:
            self._heartbeat.launched()
        self._note("agent.started")
        self._has_told = True
        outside = self._outside
        keep_guidance(outside.database, outside.rulebook.now(), outside.agent, outside.now())
        self._rounds.start()
        self._desk.start()
        self._housekeeping.start()
        for watcher in self._watchers.values():
            watcher.start()

    def stop(self, timeout_s: int) -> bool:
        """End in order; False when something was still at work after the time given.

        Each part is ended whatever becomes of the others; the name is given back last.
        """
        deadline = time.monotonic() + timeout_s
        left: list[str] = []
        self._stopping.set()
        with ExitStack() as stack:
            stack.callback(self._leave_unless_cut, left)
            if self._is_started:
                if self._has_told:
                    stack.callback(self._note, "agent.stopped")
                if self._heartbeat:
                    stack.callback(self._heartbeat.stop)
                for target in self._outside.targets.values():
                    stack.callback(self._close_unless_cut, target, left)
                stack.callback(self.leases.stop)
                stack.callback(lambda: left.extend(self.leases.in_turn()))
                stack.callback(lambda: self.durable.stop(max(1, int(deadline - time.monotonic()))))
                stack.callback(self._housekeeping.stop)
                stack.callback(lambda: left.extend(self._stop_watchers(deadline)))
                stack.callback(self._desk.stop)
                stack.callback(self._rounds.stop)  # first of all, or what is parked for the stop is queued again
        return not left

    def _stop_watchers(self, deadline: float) -> list[str]:
        """Stop the sources and name those still at work at the deadline."""
        for watcher in self._watchers.values():
            watcher.stop()
        return [name for name, one in self._watchers.items() if not one.join(max(0.1, deadline - time.monotonic()))]

    def _leave_unless_cut(self, left: list[str]) -> None:
        """Give the name back; while something is still at work, only the end of the process does."""
        if not left:
            self._presence.leave()

    def _close_unless_cut(self, target: OpenTarget, left: list[str]) -> None:
        """Close a target; one whose slip is cut is in use, and ends with the process."""
        if target.name not in left:
            target.port.close()

    def has_looked(self) -> bool:
        """Whether every source was looked at since the start."""
        return all(watcher.looked.is_set() for watcher in self._watchers.values())

    def is_idle(self) -> bool:
        """Whether nothing is in hand: sources wait, no action and no command is open."""
        if not all(watcher.idle.is_set() for watcher in self._watchers.values()):
            return False
        with self._outside.database.reading() as session:
            until = self._outside.now() + timedelta(seconds=SOON_S)
            return actions.n_unfinished(session, until) == 0 and _n_commands(session, self._outside.agent) == 0

    def wake(self, source: str) -> None:
        """Have a source looked at now."""
        self._watchers[source].wake()

    def _handlers(self) -> dict[CommandKind, Handler]:
        return {
            CommandKind.RETRY: deciding_again.retry,
            CommandKind.RESOLVE: deciding_again.resolve,
            CommandKind.CORRECT: correcting.correct_order,
            CommandKind.TEACH: teaching.teach,
            CommandKind.ACCEPT_FORM: teaching.accept,
            CommandKind.REFUSE_FORM: teaching.refuse,
            CommandKind.UNLOCK: unlocking.unlock,
            CommandKind.APPROVE: deciding_again.approve,
            CommandKind.REFUSE: deciding_again.refuse,
            CommandKind.HOLD: pausing.hold,
            CommandKind.HURRY: hurrying.hurry,
            CommandKind.PAUSE: pausing.pause,
            CommandKind.RESUME: pausing.resume,
            CommandKind.LOOK: pausing.look(self.wake, self.leases),
        }

    def _note(self, kind: str) -> None:
        now = self._outside.now()
        event = Writer(now, self._outside.agent).plain(kind, "agent", self._outside.agent)
        with self._outside.database.transaction() as session:
            audit_log.append(session, [event])
        logger.bind(agent=self._outside.agent).info(kind.replace(".", " "))


def _n_commands(session: Session, agent: str) -> int:
    """Count the commands that wait, but for those that another agent alone can carry out."""
    waiting = session.exec(select(CommandRow.values).where(col(CommandRow.done_at).is_(None)))
    return sum(values.get("agent", agent) == agent for values in waiting)
