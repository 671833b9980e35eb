"""Which fault strikes which order, at which moment: the same plan for the same seed."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from agent.engine.fail_points import POINTS


class Kind(StrEnum):
    """What goes wrong."""

    AGENT_KILLED = "agent-killed"
    AGENT_KILLED_AT_POINT = "agent-killed-at-point"
    BROWSER_KILLED = "browser-killed"
    DRIVER_KILLED = "driver-killed"
    PAGE_KILLED = "page-killed"
    CUT_BEFORE = "cut-before-stored"
    CLOSED_AFTER = "closed-after-stored"
    RESET_AFTER = "reset-after-stored"
    ANSWER_LOST = "answer-lost"
    SERVER_KILLED = "server-killed"
    SLOW = "slow-at-commit"
    SESSION_ENDED = "session-ended"
    PRESSED_TWICE = "pressed-twice"
    PRESSED_EARLY = "pressed-early"
    TAKEN_OVER = "account-taken-over"
    CLOCK_JUMPED = "clock-jumped"


class Moment(StrEnum):
    """Where an entry stands, as its requests show it to whoever stands in between."""

    SEARCH = "search"
    FORM = "form"
    TYPING = "typing"
    CHECK = "check"  # the last request before the commit
    COMMIT = "commit"  # the commit on its way, not yet at the target
    STORED = "stored"  # the target answered the commit; the answer is on its way
    SHOWN = "shown"
    READ_BACK = "read-back"


BEFORE = (Moment.FORM, Moment.TYPING, Moment.CHECK)
EVERY = (
    Moment.SEARCH,
    *BEFORE,
    Moment.COMMIT,
    Moment.COMMIT,
    Moment.STORED,
    Moment.STORED,
    Moment.SHOWN,
    Moment.READ_BACK,
)
MOMENTS = {
    Kind.AGENT_KILLED: EVERY,
    Kind.AGENT_KILLED_AT_POINT: (Moment.SEARCH,),
    Kind.BROWSER_KILLED: EVERY,
    Kind.DRIVER_KILLED: EVERY,
    Kind.PAGE_KILLED: EVERY,
    Kind.CUT_BEFORE: (Moment.COMMIT,),
    Kind.CLOSED_AFTER: (Moment.STORED,),
    Kind.RESET_AFTER: (Moment.STORED,),
    Kind.ANSWER_LOST: (Moment.STORED,),
    Kind.SERVER_KILLED: (Moment.STORED,),
    Kind.SLOW: (Moment.COMMIT,),
    Kind.SESSION_ENDED: (*BEFORE, Moment.COMMIT),
    Kind.PRESSED_TWICE: (Moment.CHECK,),
    Kind.PRESSED_EARLY: (Moment.SEARCH,),
    Kind.TAKEN_OVER: (*BEFORE, Moment.COMMIT, Moment.STORED),
    Kind.CLOCK_JUMPED: (*BEFORE, Moment.COMMIT, Moment.COMMIT, Moment.STORED),
}
ENTER_POINTS = tuple(point for point in POINTS if point.startswith("enter."))
LONGEST_DELAY_S = 0.2
HOURS = (-5, -2, 2, 5)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault for one order.

    `delay_s` passes between the moment and the strike, where the strike does not stand in the way of a request;
    `share` (0 to 1) chooses how long or by how much; `point` is the agent's own place for a kill by name.
    """

    order: str
    kind: Kind
    moment: Moment
    delay_s: float
    share: float
    point: str = ""

    @property
    def hours(self) -> int:
        """By how much a clock jumps."""
        return HOURS[int(self.share * len(HOURS))]


def make_plan(orders: Sequence[str], seed: int, kinds: Sequence[Kind] = tuple(Kind)) -> dict[str, Fault]:
    """Give every order one fault; each kind is met as often as the others, in a shuffled sequence."""
    dice = random.Random(seed)
    sequence = [kinds[n % len(kinds)] for n in range(len(orders))]
    dice.shuffle(sequence)
    return {order: _fault(order, kind, dice) for order, kind in zip(orders, sequence, strict=True)}


def _fault(order: str, kind: Kind, dice: random.Random) -> Fault:
    moment = dice.choice(MOMENTS[kind])
    point = dice.choice(ENTER_POINTS) if kind is Kind.AGENT_KILLED_AT_POINT else ""
    return Fault(order, kind, moment, dice.uniform(0, LONGEST_DELAY_S), dice.random(), point)
