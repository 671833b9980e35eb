"""What shall become of an order, and which rule said so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Enter:
    """Key a slip of this kind into this target.

    `priority` is high, normal, low or empty (normal); `by` the clock time it is due by (`15:00`), or empty.
    """

    target: str
    slip: str = "sales"
    rule: str = "otherwise"
    priority: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Approve:
    """Wait for a person of this role, then enter."""

    by: str
    rule: str = "otherwise"


@dataclass(frozen=True, slots=True)
class Hold:
    """Wait for a person, with a reason code."""

    reason: str
    rule: str = "otherwise"


@dataclass(frozen=True, slots=True)
class Ignore:
    """Not an order for us, with a reason code."""

    reason: str
    rule: str = "otherwise"


Decision = Enter | Approve | Hold | Ignore


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One rule looked at: what it asked, what it found (`yes`, `no`, `unknown`), and the values it compared."""

    rule: str
    condition: str
    result: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision with what is needed to replay and explain it years later.

    `on_approval` is what an approval leads to: the Enter the ruleset would give if the approval rule were not there.
    """

    decision: Decision
    version: str
    trace: tuple[TraceStep, ...] = ()
    on_approval: Enter | None = None
