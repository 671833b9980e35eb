"""Watches the requests of robots, strikes each order's fault at its moment, and notes where the entry stood."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import psutil

from tests.faults.entries.plan import Fault, Kind, Moment
from tests.faults.entries.processes import RobotProcess, find_parts, kill_all
from tests.faults.entries.rigs import Rig
from tests.faults.entries.wire import Answered, Asked, Deed

PARTS = (Kind.BROWSER_KILLED, Kind.DRIVER_KILLED, Kind.PAGE_KILLED)
CUTS = {
    Kind.CLOSED_AFTER: Deed.CLOSE,
    Kind.RESET_AFTER: Deed.RESET,
    Kind.ANSWER_LOST: Deed.SILENT,
    Kind.SERVER_KILLED: Deed.CLOSE,
}
SLOW_TOO = 0.5  # of the kills with a commit under way, the share whose commit also takes its time
DOWN_S = (0.3, 1.2)
HELD_BY_OTHER_S = 3.0


class Robot(Protocol):
    """What strikes need of the robot at work, beside its process."""

    process: RobotProcess

    def order_of(self, mark: str) -> str:
        """Return the number of the order a key or number stands for; empty when it is none of ours."""
        ...

    def take_over(self, lane: str, for_s: float) -> bool:
        """Take the account away for a while, as a second agent does; False where there is nothing to take."""
        ...


@dataclass(slots=True)
class Strike:
    """One fault that struck: when, and whether the commit had not left, was under way, or had been answered."""

    fault: Fault
    at: float
    where: str
    moment: str


class Director:
    """The watcher of all lanes."""

    def __init__(self, rig: Rig, plan: Mapping[str, Fault], robot: Robot) -> None:
        self._rig, self._robot = rig, robot
        self._left = dict(plan)
        self._now_at: dict[str, str] = {}
        self._armed: dict[str, Fault] = {}
        self._guard = threading.Lock()
        self.strikes: dict[str, Strike] = {}
        self.n_commits: Counter[str] = Counter()
        self.stored: set[str] = set()
        self.told: set[str] = set()

    # ---- what the wire asks ---------------------------------------------------------------------------
    def asked(self, asked: Asked) -> Deed:
        """Strike what is due before the target hears of a request."""
        moment, order = self._place(asked)
        if moment is Moment.COMMIT:
            self.n_commits[order] += 1
        fault = self._due(order, moment)
        return Deed.PASS if fault is None else self._strike_asked(fault, asked)

    def answered(self, asked: Asked, answer: Answered) -> tuple[Deed, Answered]:
        """Strike what is due when the target has answered and the robot does not know it."""
        moment, order = self._place(asked)
        if moment is Moment.CHECK and (fault := self._due(order, moment, Kind.PRESSED_TWICE)):
            self._note(fault, moment)
            twice = self._rig.press_twice(answer, fault.share)
            if twice is None:
                self._robot.process.say(f"twice {order}")
            return Deed.PASS, twice or answer
        if moment is not Moment.COMMIT or not self._rig.is_stored(answer):
            return Deed.PASS, answer
        self.stored.add(order)
        stored = self._due(order, Moment.STORED)
        return (Deed.PASS if stored is None else self._strike_stored(stored, asked)), answer

    def passed(self, asked: Asked) -> None:
        """Note that the robot was told of its slip."""
        moment, order = self._place(asked)
        if moment is Moment.COMMIT and order in self.stored:
            self.told.add(order)

    # ---- what the campaign asks -----------------------------------------------------------------------
    def note_death(self) -> None:
        """Hear that the robot's process died: what was armed by name has struck."""
        with self._guard:
            armed, self._armed = self._armed, {}
        for fault in armed.values():
            self._note(fault, None)

    # ---- strikes --------------------------------------------------------------------------------------
    def _strike_asked(self, fault: Fault, asked: Asked) -> Deed:
        if fault.kind is Kind.AGENT_KILLED_AT_POINT:
            self._armed[fault.order] = fault
            self._robot.process.say(f"die {fault.point}")
            return Deed.PASS
        if fault.kind in (Kind.AGENT_KILLED, *PARTS) and fault.moment is not Moment.COMMIT:
            threading.Timer(fault.delay_s, self._kill, (fault, self._found(fault, asked))).start()
            return Deed.PASS
        if fault.kind in (Kind.AGENT_KILLED, *PARTS):
            self._kill(fault, self._found(fault, asked))
            if fault.share < SLOW_TOO:
                time.sleep(_between(self._rig.slow_s, fault.share / SLOW_TOO))
            return Deed.PASS
        self._note(fault, fault.moment)
        if fault.kind is Kind.CUT_BEFORE:
            return Deed.CLOSE if fault.share < 0.5 else Deed.RESET
        self._meddle(fault, asked)
        if fault.kind is Kind.SLOW or (fault.kind is Kind.CLOCK_JUMPED and fault.moment is Moment.COMMIT):
            time.sleep(_between(self._rig.slow_s, fault.share))
        return Deed.PASS

    def _strike_stored(self, fault: Fault, asked: Asked) -> Deed:
        if fault.kind in (Kind.AGENT_KILLED, *PARTS):
            self._kill(fault, self._found(fault, asked))
            return Deed.PASS
        self._note(fault, Moment.STORED)
        if fault.kind is Kind.SERVER_KILLED:
            self._rig.crash(_between(DOWN_S, fault.share))
        self._meddle(fault, asked)
        if fault.kind is Kind.CLOCK_JUMPED:
            return Deed.CLOSE
        return CUTS.get(fault.kind, Deed.PASS)

    def _meddle(self, fault: Fault, asked: Asked) -> None:
        """Do what needs no say over the request itself."""
        match fault.kind:
            case Kind.SESSION_ENDED:
                self._rig.end_sessions()
            case Kind.PRESSED_EARLY:
                self._robot.process.say(f"early {fault.order}")
            case Kind.TAKEN_OVER:
                self._robot.take_over(asked.lane, HELD_BY_OTHER_S)
            case Kind.CLOCK_JUMPED:
                self._robot.process.say(f"clock {fault.hours * 3600}")

    def _found(self, fault: Fault, asked: Asked) -> list[psutil.Process]:
        """Find what is to be killed while its connection is open."""
        return find_parts(fault.kind, asked.line) if fault.kind in PARTS else []

    def _kill(self, fault: Fault, parts: list[psutil.Process]) -> None:
        where = self._where(fault.order, fault.moment)
        if fault.kind is Kind.AGENT_KILLED:
            self._robot.process.kill()
        elif not kill_all(parts):
            return
        self.strikes[fault.order] = Strike(fault, time.monotonic(), where, str(fault.moment))

    def _note(self, fault: Fault, moment: Moment | None) -> None:
        where = self._where(fault.order, moment)
        self.strikes[fault.order] = Strike(fault, time.monotonic(), where, str(moment or fault.point))

    def _where(self, order: str, moment: Moment | None) -> str:
        if order in self.told:
            return "after"
        return "at" if self.n_commits[order] or moment is Moment.COMMIT else "before"

    # ---- reading the wire -----------------------------------------------------------------------------
    def _place(self, asked: Asked) -> tuple[Moment | None, str]:
        mark = self._rig.mark_of(asked)
        order = self._robot.order_of(mark) if mark else ""
        if order:
            self._now_at[asked.lane] = order
        return self._rig.moment_of(asked), order or self._now_at.get(asked.lane, "")

    def _due(self, order: str, moment: Moment | None, kind: Kind | None = None) -> Fault | None:
        """Take an order's fault when its moment has come; one that alters the page waits for the answer."""
        with self._guard:
            fault = self._left.get(order)
            if fault is None or fault.moment is not moment or (fault.kind is Kind.PRESSED_TWICE) != (kind is not None):
                return None
            return self._left.pop(order)


def _between(ends: tuple[float, float], share: float) -> float:
    return ends[0] + (ends[1] - ends[0]) * share
