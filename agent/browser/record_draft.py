"""A robot's YAML in the making: sections of steps with remarks for the person who completes it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce

from agent.core.sentence import Sentence


def together(*remarks: str) -> str:
    """Put remarks into one, to stand beside one line; empty where all are."""
    said = [remark for remark in remarks if remark]
    return reduce(lambda one, other: Sentence("{one}; {other}", one=one, other=other), said) if said else ""


@dataclass(frozen=True, slots=True)
class FieldLine:
    """One field: its template, or a mapping where more must be said, and a remark."""

    body: str | dict[str, object]
    remark: str = ""


@dataclass(slots=True)
class Fields:
    """One screen's fields by their labels, and those of each row."""

    heads: dict[str, FieldLine] = field(default_factory=dict)
    lines: dict[str, FieldLine] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """One step; without a verb, a remark. `inside` are the steps in a window that `body` opens, or what is remarked."""

    verb: str
    body: str | dict[str, object] | Fields = ""
    remark: str = ""
    inside: tuple[Step, ...] = ()


@dataclass(slots=True)
class Section:
    """One section: its steps, a remark beside its name; without steps, why, and the lines of a template to fill in."""

    name: str
    remark: str = ""
    steps: list[Step] = field(default_factory=list)
    missing: str = ""
    template: tuple[str, ...] = ()


@dataclass(slots=True)
class Draft:
    """A whole robot.yaml. Remarks are English sentences that the catalogue knows."""

    robot: str
    title: str
    opening: tuple[str, ...]
    sections: list[Section] = field(default_factory=list)
    accepts: list[str] = field(default_factory=list)
    refusals: str = ""
