"""What came of an action at its target."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from agent.core.errors import Reason
from agent.core.evidence import Evidence


class Result(StrEnum):
    """How an attempt ended."""

    ENTERED = "entered"
    ALREADY_THERE = "already-there"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FoundSlip:
    """One slip in the target that carries our key, with its state in the target's own words."""

    slip_number: str
    state: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """The target answered the commit and gave this slip number (empty when its answer named none)."""

    slip_number: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The stored slip was found once by our key, opened, and equals the order."""

    slip_number: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one attempt ended, to be stored."""

    result: Result
    slip_number: str = ""
    reason: Reason | None = None
    evidence: tuple[Evidence, ...] = field(default=())
