"""A loaded set of rules: plain values and the compiled conditions, never changed, swapped whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from agent.core.decision import Decision
from agent.core.order import Order
from agent.marks.findings import Place
from rules.schema import Read
from rules.syntax import Expression
from rules.tokens import Span

NO_DAY = date.min  # a test that does not say which day it is


@dataclass(frozen=True, slots=True)
class Condition:
    """A `when`: as written, as a tree, compiled, what it reads, and where its single questions stand.

    `reads` pairs each field's name with its reader, in the order written.
    """

    text: str
    one_line: str
    tree: Expression
    answer: Read = field(compare=False)
    reads: tuple[tuple[str, Read], ...] = field(compare=False)
    has_loop: bool
    leaves: tuple[tuple[Span, Place], ...]

    def part(self, span: Span) -> str:
        """Return the text of a part, on one line."""
        return " ".join(self.text[span.start : span.end].split())


@dataclass(frozen=True, slots=True)
class Rule:
    """One `when/then`. `id` stays in the audit log for years; `why` is for clerks."""

    id: str
    why: str
    when: Condition
    then: Decision
    place: Place


@dataclass(frozen=True, slots=True)
class Group:
    """One question: the first rule that fits answers, else `otherwise`, else (None) the next group.

    `on_missing` is the reason code an order is held with when a rule cannot be decided.
    """

    name: str
    rules: tuple[Rule, ...]
    otherwise: Decision | None
    on_missing: str
    place: Place
    otherwise_place: Place


@dataclass(frozen=True, slots=True)
class Case:
    """One test written beside the rules. `expected` pairs what is compared (`hold`, `rule`, ...) with its value."""

    name: str
    order: Order
    today: date
    expected: tuple[tuple[str, str], ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Ruleset:
    """All groups of a site's rules files, files by name. `text` is read again by `rules.load.ruleset_from_text`."""

    version: str
    text: str
    groups: tuple[Group, ...]
    cases: tuple[Case, ...] = ()

    @property
    def rules(self) -> tuple[Rule, ...]:
        """All rules, in the order they are asked."""
        return tuple(self._all_rules())

    def _all_rules(self) -> Iterator[Rule]:
        for group in self.groups:
            yield from group.rules

    def source_line(self, place: Place) -> str:
        """Return the line of a rules file a place points to."""
        return str(json.loads(self.text)[place.file].splitlines()[place.line - 1])
