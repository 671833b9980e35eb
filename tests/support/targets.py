"""A double for targets: a ledger in memory that keeps the port's contract, and can be told to fail as real ones do."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from agent.core.action import Slip
from agent.core.errors import (
    BusinessError,
    ConfigError,
    OutcomeUnknownError,
    PermitRefusedError,
    SlipRefusedError,
    TransientError,
)
from agent.core.outcome import Confirmed, FoundSlip, Sent
from agent.core.ports import Permit, StepLog


@dataclass(frozen=True)
class Booked:
    """One slip the target holds."""

    number: str
    key: str
    slip: Slip | None


@dataclass
class RememberingTarget:
    """Keeps slips in memory. Each of the counters makes so many of the next calls go wrong in its way."""

    lose_answers: int = 0  # stored, and the answer is lost
    lose_commits: int = 0  # the commit leaves and is never stored
    down: int = 0  # cannot be reached
    refuse: int = 0  # the target says no
    at_find: Callable[[int], None] = lambda _n: None  # called in each look-up with its number, from 1
    hide_slips: bool = False  # slips are stored and never found
    wrong_password: bool = False
    log_ins: int = 0
    look_ups: int = 0
    entries: int = 0  # how often a slip was filled in
    slips: list[Booked] = field(default_factory=list)
    closed: bool = False
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def plant(self, key: str, number: str) -> None:
        """Let a slip with our key stand there already."""
        self.slips.append(Booked(number, key, None))

    def find(self, key: str, log: StepLog) -> Sequence[FoundSlip]:
        log.step(f"look up {key}")
        self._reach()
        self.look_ups += 1
        self.at_find(self.look_ups)
        if self.hide_slips:
            return []
        return [FoundSlip(one.number, "posted") for one in self.slips if one.key == key]

    def enter(self, slip: Slip, key: str, permit: Permit, log: StepLog) -> Sent:
        log.step("fill")
        self._reach()
        self.entries += 1
        if (why := permit.ask()) is not None:
            raise PermitRefusedError("the permit said no", why=why)
        if self._takes("refuse"):
            raise SlipRefusedError("the target refused the slip")
        if self._takes("lose_commits"):
            raise OutcomeUnknownError("no answer was seen")
        with self._lock:
            booked = Booked(f"S{len(self.slips) + 1:05d}", key, slip)
            self.slips.append(booked)
        if self._takes("lose_answers"):
            raise OutcomeUnknownError("no answer was seen")
        log.step(f"slip {booked.number}")
        return Sent(booked.number)

    def confirm(self, key: str, slip: Slip, log: StepLog) -> Confirmed:
        log.step("confirm")
        self._reach()
        found = [] if self.hide_slips else [one for one in self.slips if one.key == key]
        if len(found) != 1:
            raise BusinessError(f"{len(found)} slips carry the key")
        if found[0].slip not in (None, slip):
            raise BusinessError("the stored slip differs")
        return Confirmed(found[0].number)

    def close(self) -> None:
        self.closed = True

    def _reach(self) -> None:
        self.log_ins += self.wrong_password
        if self.wrong_password:
            raise ConfigError("the log-in was refused")
        if self._takes("down"):
            raise TransientError("the target is down")

    def _takes(self, what: str) -> bool:
        with self._lock:
            left = getattr(self, what)
            setattr(self, what, max(0, left - 1))
            return bool(left)
