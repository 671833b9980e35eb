"""What each lane of this agent does and costs, kept in memory, and told to the database for console and command line.

A lane whose target has failed several slips in a row waits as a whole, so that not every slip that waits tries a target
that is down. The first try of a longer and longer wait is the probe.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from agent.core.action import ActionState
from agent.core.errors import Reason
from agent.core.ports import BrowserUse, UsesBrowser
from agent.engine.brought import Brought
from agent.engine.ending import again_s, grown_s
from agent.engine.lane_waits import DOWN, UNFIT, LaneWait, lane_wait
from agent.engine.outside import OpenTarget, Outside
from agent.store.tables import LaneRow

DOWN_AFTER = 3  # slips in a row: one that always fails is no target that is down
ON_QUEUE_S = 0.5  # how much of an account's work may stand on the queue, where its order no longer changes
MOST_ON_QUEUE = 20
UNFIT_S = 300.0  # a machine that lacks something is asked again then: somebody may have given it what it lacked
TELL_S, TELL_AGAIN_S = 2.0, 10.0
WEIGH_S, WEIGH_AT_REST_S = 10.0, 60.0
SMOOTH = 0.2


@dataclass(slots=True)
class _Lane:
    """One lane's doings since the agent started. Times are seconds of a clock that nobody can set."""

    failed: set[str] = field(default_factory=set)
    n_failed: int = 0
    down_until: float = 0.0
    has_asked: bool = False
    is_unfit: bool = False
    reason: Reason | None = None
    n_slips: int = 0
    busy_s: float = 0.0
    cpu_s: float = 0.0
    average_s: float = 0.0
    weighed_at: float = float("-inf")
    weighed_busy_s: float = 0.0
    browser: BrowserUse | None = None
    told: dict[str, Any] = field(default_factory=dict)
    told_at: float = float("-inf")


class Lanes:
    """Knows the lanes of one agent. `began` and `ended` come from the slips' threads, the rest from the rounds."""

    def __init__(self, outside: Outside) -> None:
        self._outside = outside
        self._lanes = {name: _Lane() for name in outside.targets}
        self._since = outside.now()
        self._looked_at = float("-inf")
        self._lock = threading.Lock()

    @contextmanager
    def at_work(self, account: str) -> Iterator[None]:
        """Count the time and the processor time of one attempt, of the thread that makes it."""
        began, cpu = time.monotonic(), time.thread_time()
        try:
            yield
        finally:
            with self._lock:
                lane = self._lanes[account]
                lane.busy_s += time.monotonic() - began
                lane.cpu_s += time.thread_time() - cpu

    def ended(self, account: str, action: str, brought: Brought, took_s: float) -> None:
        """Note how an attempt ended: a slip entered is a target that is up."""
        with self._lock:
            lane = self._lanes[account]
            if brought.state is ActionState.ENTERED:
                lane.n_slips += 1
                lane.average_s = took_s if not lane.average_s else lane.average_s + SMOOTH * (took_s - lane.average_s)
            lane.is_unfit = brought.unfit
            if brought.unfit:
                lane.down_until, lane.has_asked = time.monotonic() + UNFIT_S, False
            elif brought.world_failed:
                self._failed(lane, action, brought)
            elif brought.state in (ActionState.ENTERED, ActionState.HELD):
                lane.failed.clear()
                lane.n_failed, lane.down_until, lane.reason = 0, 0.0, None

    def down(self, account: str) -> LaneWait | None:
        """Say until when a lane waits: its target is down, or the machine lacks something. None when it may try."""
        with self._lock:
            lane = self._lanes[account]
            left_s, code = lane.down_until - time.monotonic(), UNFIT if lane.is_unfit else DOWN
        return LaneWait(code, self._outside.now() + timedelta(seconds=left_s)) if left_s > 0 else None

    def may_fare_better_elsewhere(self, account: str) -> bool:
        """Whether the lane is down for a reason that another agent may not meet: the target asked for no time."""
        with self._lock:
            lane = self._lanes.get(account)
            return lane is not None and not lane.has_asked and lane.down_until > time.monotonic()

    def room(self, account: str) -> int:
        """Return how many slips of an account may be on the queue: two where one takes long, more where it is quick."""
        lane = self._lanes.get(account)
        if lane is None or not lane.average_s:
            return 2
        return max(2, min(MOST_ON_QUEUE, int(ON_QUEUE_S / lane.average_s)))

    def is_quick(self, account: str) -> bool:
        """Whether slips of an account take so little time that their order within half a second does not matter."""
        return self.room(account) > 2

    def tell(self) -> None:
        """Write down what changed, every two seconds at most; what did not change, every ten."""
        if time.monotonic() - self._looked_at < TELL_S:
            return
        self._looked_at = time.monotonic()
        with self._outside.database.reading() as session:
            facts = {name: self._facts(session, target) for name, target in self._outside.targets.items()}
        now, here = self._outside.now(), time.monotonic()
        new = {
            name: told
            for name, told in facts.items()
            if told != self._lanes[name].told or here - self._lanes[name].told_at > TELL_AGAIN_S
        }
        if new:
            with self._outside.database.transaction() as session:
                for name, told in new.items():
                    session.merge(LaneRow(target=name, agent=self._outside.agent, told_at=now, facts=told))
            for name, told in new.items():
                self._lanes[name].told, self._lanes[name].told_at = told, here

    def _failed(self, lane: _Lane, action: str, brought: Brought) -> None:
        lane.failed.add(action)
        lane.n_failed += 1
        lane.reason = brought.reason
        asked_s = again_s(brought.reason)
        if asked_s or len(lane.failed) >= DOWN_AFTER:
            is_down, lane.has_asked = len(lane.failed) >= DOWN_AFTER, asked_s > 0
            lane.down_until = time.monotonic() + max(asked_s, grown_s(lane.n_failed) if is_down else 0.0)

    def _facts(self, session: Session, target: OpenTarget) -> dict[str, Any]:
        lane, ceiling = self._lanes[target.name], target.settings.ceiling
        waits = lane_wait(session, self._outside, target) or self.down(target.name)
        self._weigh(lane, target)
        yen = ceiling.yen_per_day
        return {
            "waits": None if waits is None else {"code": waits.code, "until": _text(waits.until)},
            "agent": self._outside.agent,
            "slips_per_hour": ceiling.slips_per_hour,
            "yen_per_day": None if yen is None else int(yen),
            "since": _text(self._since),
            "n_slips": lane.n_slips,
            "average_ms": round(lane.average_s * 1000),
            "busy_ms": round(lane.busy_s * 1000),
            "cpu_ms": round((lane.cpu_s + (lane.browser.cpu_s if lane.browser else 0.0)) * 1000),
            "browser": None if lane.browser is None or not lane.browser.is_open else _browser(lane.browser),
        }

    def _weigh(self, lane: _Lane, target: OpenTarget) -> None:
        """Ask what the browser takes, seldom while it rests: to add up its memory costs some milliseconds."""
        every_s = WEIGH_S if lane.busy_s != lane.weighed_busy_s else WEIGH_AT_REST_S
        if isinstance(target.port, UsesBrowser) and time.monotonic() - lane.weighed_at > every_s:
            lane.weighed_at, lane.weighed_busy_s = time.monotonic(), lane.busy_s
            lane.browser = target.port.browser_use()


def _text(instant: datetime | None) -> str | None:
    return None if instant is None else instant.isoformat(timespec="seconds")


def _browser(use: BrowserUse) -> dict[str, Any]:
    return {"memory_bytes": use.memory_bytes, "age_s": round(use.age_s), "n_slips": use.n_slips}
