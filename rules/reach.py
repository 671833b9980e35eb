"""Find rules no order can reach: another before them takes every order they fit, or nothing fits them.

Exact where it speaks, silent where it does not see: whole questions are compared, not what they imply.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agent.core.decision import Approve
from rules.compile import compile_condition
from rules.ruleset import Group, Rule
from rules.syntax import Expression, Logic, Name, walk


@dataclass(frozen=True, slots=True)
class Unreached:
    """A rule or group that is never reached; `by` names the rule before it, empty when it never fits."""

    what: Rule | Group
    by: str


def unreached(groups: Iterable[Group]) -> Iterator[Unreached]:
    """Yield rules and groups that are never reached, in order."""
    before: list[_Fits] = []
    answered_by = ""
    for group in groups:
        if answered_by:
            yield Unreached(group, answered_by)
            continue
        for rule in group.rules:
            fits = _Fits.of(rule)
            if fits.constant is False:
                yield Unreached(rule, "")
                continue
            earlier = next((one for one in before if one.takes_all(fits)), None)
            if earlier is not None:
                yield Unreached(rule, earlier.rule.id)
            before.append(fits)
        if group.otherwise is not None:
            answered_by = f"{group.name}, otherwise"


@dataclass(frozen=True, slots=True)
class _Fits:
    """What a rule fits: questions all of which it asks, any of which it asks; and the sets that each suffice."""

    rule: Rule
    constant: bool | None
    all_of: frozenset[Expression]
    any_of: frozenset[Expression]
    choices: tuple[frozenset[Expression], ...]

    @classmethod
    def of(cls, rule: Rule) -> _Fits:
        tree = rule.when.tree
        choices = tuple(frozenset(_parts(choice, "and")) for choice in _parts(tree, "or"))
        asked = frozenset(_parts(tree, "and")), frozenset(_parts(tree, "or"))
        return cls(rule, _constant(tree), *asked, choices)

    def takes_all(self, later: _Fits) -> bool:
        """Say whether a later rule is never reached; behind an approval that is given, other rules are asked."""
        if isinstance(self.rule.then, Approve) and not isinstance(later.rule.then, Approve):
            return False
        if self.constant:
            return True
        return all(self.all_of <= choice or not self.any_of.isdisjoint(choice) for choice in later.choices)


def _parts(node: Expression, operator: str) -> tuple[Expression, ...]:
    return node.parts if isinstance(node, Logic) and node.operator == operator else (node,)


def _constant(node: Expression) -> bool | None:
    """Answer a condition that reads nothing; None when it reads something."""
    if any(isinstance(part, Name) for part in walk(node)):
        return None
    answer: bool | None = compile_condition(node)(None)
    return answer
