"""Strike entries one after another until every order has come to its end, and write down each as it does."""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from agent.demo.reader import Difference, compare
from agent.demo.sample import SampleOrder
from tests.faults.entries.director import Director, Robot
from tests.faults.entries.plan import Fault
from tests.faults.entries.rigs import Rig

LOOK_EVERY_S = 0.25
AT_ONCE = 6  # orders in hand
STANDS_STILL_S = 300.0  # no order changes its state any more
CHECK_EVERY = 50
MILLISECONDS = 3


class Standing(Protocol):
    """Where one order stands."""

    n_attempts: int
    slip_number: str


class Worker(Robot, Protocol):
    """A robot a campaign can feed and look at."""

    def hand_over(self, order: SampleOrder) -> None:
        """Let an order arrive."""
        ...

    def standings(self) -> dict[str, Any]:
        """Return where each order stands."""
        ...

    def is_entered(self, standing: Any) -> bool:
        """Whether an order came to its end."""
        ...

    def be_the_person(self) -> None:
        """Answer what waits for a person."""
        ...

    asked_person: dict[str, list[str]]


@dataclass(slots=True)
class Result:
    """What a campaign left."""

    lines: list[dict[str, Any]] = field(default_factory=list)
    differences: tuple[Difference, ...] = ()
    n_orders: int = 0
    n_slips: int = 0
    n_right: int = 0
    audit: str = ""
    lasted_s: float = 0.0
    unfinished: list[str] = field(default_factory=list)

    def of(self, code: str) -> list[Difference]:
        """Return the differences of one code."""
        return [one for one in self.differences if one.code == code]


class Campaign:
    """One robot, one accounting system, one plan."""

    def __init__(self, worker: Worker, rig: Rig, director: Director, plan: dict[str, Fault], file: Path | None) -> None:
        self._worker, self._rig, self._director, self._plan, self._file = worker, rig, director, plan, file
        self._handed: dict[str, SampleOrder] = {}
        self._open: set[str] = set()
        self.result = Result()

    def run(self, orders: Sequence[SampleOrder]) -> Result:
        """Hand over every order and wait until each came to its end, or nothing moves any more."""
        began = moved = time.monotonic()
        waiting = list(orders)
        seen: dict[str, Any] = {}
        while (waiting or self._open) and time.monotonic() - moved < STANDS_STILL_S:
            while waiting and len(self._open) < AT_ONCE:
                self._hand_over(waiting.pop(0))
            self._revive()
            standings = self._worker.standings()
            if standings != seen:
                moved, seen = time.monotonic(), standings
            self._look(standings)
            time.sleep(LOOK_EVERY_S)
        self.result.lasted_s = time.monotonic() - began
        self.result.unfinished = sorted(self._open)
        self.check()
        return self.result

    def check(self) -> None:
        """Compare the orders handed over with the books, by the independent reader."""
        result, slips = self.result, self._rig.slips()
        report = compare(list(self._handed.values()), slips)
        result.differences, result.n_orders, result.n_slips = report.differences, report.n_expected, report.n_slips
        result.n_right = report.n_right
        done = {line["order"] for line in result.lines}
        wrong = [[one.code, one.order_number] for one in report.differences if one.order_number in done]
        self._write({"checked": len(done), "wrong": wrong})

    def _hand_over(self, order: SampleOrder) -> None:
        self._handed[order.number] = order
        self._open.add(order.number)
        self._worker.hand_over(order)

    def _revive(self) -> None:
        process = self._worker.process
        if not process.is_up:
            self._director.note_death()
            process.start()

    def _look(self, standings: dict[str, Any]) -> None:
        done = [order for order in self._open if order in standings and self._worker.is_entered(standings[order])]
        for order in done:
            self._open.remove(order)
            self._note(order, standings[order])
        self._worker.be_the_person()
        if done and len(self.result.lines) % CHECK_EVERY < len(done):
            self.check()

    def _note(self, order: str, standing: Standing) -> None:
        fault, strike = self._plan[order], self._director.strikes.get(order)
        line = {
            "order": order,
            "kind": fault.kind.value,
            "planned": fault.point or fault.moment.value,
            "struck": strike is not None,
            "where": strike.where if strike else "",
            "recovered_s": round(time.monotonic() - strike.at, MILLISECONDS) if strike else None,
            "attempts": standing.n_attempts,
            "commits": self._director.n_commits[order],
            "person": self._worker.asked_person.get(order, []),
            "slip": standing.slip_number,
        }
        self.result.lines.append(line)
        self._write(line)
        if fault.kind.value == "clock-jumped":
            self._worker.process.say("clock 0")

    def _write(self, line: dict[str, Any]) -> None:
        if self._file is not None:
            append(self._file, line)


def append(file: Path, line: dict[str, Any]) -> None:
    """Write one raw line at the end of a file."""
    with file.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")
