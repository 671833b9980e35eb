"""Turn a checked condition into nested Python functions that answer yes (True), no (False) or unknown (None).

No source text is generated: what a rule's author wrote only ever becomes constants and names looked up in the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from rules.schema import LINE_FIELDS, SLOTS, Read, Scope, Value, find_field, reader
from rules.syntax import (
    Arithmetic,
    Call,
    Choice,
    Compare,
    Expression,
    ListOf,
    Literal,
    Logic,
    Loop,
    Member,
    Method,
    Name,
    Negative,
    Not,
    dotted,
)
from rules.values import (
    ARITHMETIC,
    COMPARISONS,
    DATE_PARTS,
    EXACT,
    FUNCTIONS,
    METHODS,
    constant,
    is_in,
    pattern,
    total,
    worked_out,
)


def compile_condition(node: Expression) -> Read:
    """Make the function of a scope that answers a condition; the condition must have passed `rules.check`."""
    return _Compiler().made(node)


@dataclass(slots=True)
class _Compiler:
    """Compiles one condition; `slots` gives each loop variable its place in the scope."""

    slots: dict[str, str] = field(default_factory=dict)

    def made(self, node: Expression) -> Read:
        return _RULES[type(node)](self, node)

    def literal(self, node: Literal) -> Read:
        value = constant(node.value)
        return lambda _: value

    def name(self, node: Name) -> Read:
        return attrgetter(self.slots.get(node.name, node.name))

    def member(self, node: Member) -> Read:
        found = find_field(dotted(node))
        if found is not None:
            return reader(found.path, found.type)
        if isinstance(node.of, Name) and node.name in LINE_FIELDS:
            item = LINE_FIELDS[node.name]
            return reader(f"{self.slots[node.of.name]}.{item.path}", item.type)
        return _applied(DATE_PARTS[node.name], self.made(node.of))

    def list_of(self, node: ListOf) -> Read:
        items = [self.made(item) for item in node.items]
        return lambda scope: [item(scope) for item in items]

    def logic(self, node: Logic) -> Read:
        parts = [self.made(part) for part in node.parts]
        return _either(parts) if node.operator == "or" else _both(parts)

    def opposite(self, node: Not) -> Read:
        return _opposite(self.made(node.of))

    def negative(self, node: Negative) -> Read:
        return _applied(EXACT.minus, self.made(node.of))

    def arithmetic(self, node: Arithmetic) -> Read:
        first = self.made(node.first)
        rest = [(ARITHMETIC[operator], self.made(part)) for operator, part in node.rest]
        return lambda scope: worked_out(first(scope), ((step, part(scope)) for step, part in rest))

    def compare(self, node: Compare) -> Read:
        left, right = self.made(node.left), self.made(node.right)
        if node.operator in ("in", "not in"):
            answer = _among(left, node.right) or (lambda scope: is_in(left(scope), right(scope)))
            return answer if node.operator == "in" else _opposite(answer)
        if isinstance(node.right, Literal):
            return _compared_with(COMPARISONS[node.operator], left, constant(node.right.value))
        return _applied(COMPARISONS[node.operator], left, right)

    def choice(self, node: Choice) -> Read:
        condition, yes, no = self.made(node.condition), self.made(node.yes), self.made(node.no)
        return lambda scope: None if (answer := condition(scope)) is None else (yes if answer else no)(scope)

    def call(self, node: Call) -> Read:
        arguments = [self.made(argument) for argument in node.arguments]
        if node.function == "has":
            return lambda scope: arguments[0](scope) is not None
        return _applied(FUNCTIONS[node.function], *arguments)

    def method(self, node: Method) -> Read:
        of = self.made(node.of)
        if node.name == "matches":
            argument = node.arguments[0]
            assert isinstance(argument, Literal)
            return _applied(pattern(str(argument.value)), of)
        if len(node.arguments) == 1 and isinstance(node.arguments[0], Literal):
            return _compared_with(METHODS[node.name], of, constant(node.arguments[0].value))
        return _applied(METHODS[node.name], of, *map(self.made, node.arguments))

    def loop(self, node: Loop) -> Read:
        of, slot = self.made(node.of), SLOTS[len(self.slots)]
        inner = _Compiler({**self.slots, node.variable.name: slot})
        return _LOOPS[node.macro](of, slot, inner.made(node.body))


_RULES: dict[type[Expression], Callable[[_Compiler, Any], Read]] = {
    Literal: _Compiler.literal,
    Name: _Compiler.name,
    Member: _Compiler.member,
    ListOf: _Compiler.list_of,
    Logic: _Compiler.logic,
    Not: _Compiler.opposite,
    Negative: _Compiler.negative,
    Arithmetic: _Compiler.arithmetic,
    Compare: _Compiler.compare,
    Choice: _Compiler.choice,
    Call: _Compiler.call,
    Method: _Compiler.method,
    Loop: _Compiler.loop,
}


def _opposite(of: Read) -> Read:
    return lambda scope: None if (answer := of(scope)) is None else not answer


def _both(parts: Sequence[Read]) -> Read:
    def both(scope: Scope) -> bool | None:
        answer: bool | None = True
        for part in parts:
            found = part(scope)
            if found is False:
                return False
            if found is None:
                answer = None
        return answer

    return both


def _either(parts: Sequence[Read]) -> Read:
    def either(scope: Scope) -> bool | None:
        answer: bool | None = False
        for part in parts:
            found = part(scope)
            if found is True:
                return True
            if found is None:
                answer = None
        return answer

    return either


def _compared_with(compare: Callable[[Value, Value], bool], left: Read, value: Value) -> Read:
    return lambda scope: None if (found := left(scope)) is None else compare(found, value)


def _among(left: Read, right: Expression) -> Read | None:
    """Look a value up in a list of constants by its hash."""
    if not isinstance(right, ListOf) or not all(isinstance(item, Literal) for item in right.items):
        return None
    values = frozenset(constant(item.value) for item in right.items if isinstance(item, Literal))
    return lambda scope: None if (found := left(scope)) is None else found in values


def _applied(function: Callable[..., Value], *reads: Read) -> Read:
    """Apply a function to values, all of which must be known."""
    if len(reads) == 1:
        (only,) = reads
        return lambda scope: None if (value := only(scope)) is None else function(value)

    def applied(scope: Scope) -> Value:
        values = [read(scope) for read in reads]
        return None if None in values else function(*values)

    return applied


def _any(of: Read, slot: str, body: Read) -> Read:
    def found_any(scope: Scope) -> bool | None:
        items = of(scope)
        answer: bool | None = None if items is None else False
        for item in items or ():
            setattr(scope, slot, item)
            found = body(scope)
            if found is True:
                return True
            if found is None:
                answer = None
        return answer

    return found_any


def _all(of: Read, slot: str, body: Read) -> Read:
    return _opposite(_any(of, slot, _opposite(body)))


def _answers(of: Read, slot: str, body: Read) -> Callable[[Scope], list[tuple[Value, Value]] | None]:
    def answers(scope: Scope) -> list[tuple[Value, Value]] | None:
        items = of(scope)
        if items is None:
            return None
        found = []
        for item in items:
            setattr(scope, slot, item)
            found.append((item, body(scope)))
        return found

    return answers


def _filter(of: Read, slot: str, body: Read) -> Read:
    answers = _answers(of, slot, body)

    def fitting(scope: Scope) -> Value:
        found = answers(scope)
        if found is None or any(answer is None for _, answer in found):
            return None
        return [item for item, answer in found if answer]

    return fitting


def _count(of: Read, slot: str, body: Read) -> Read:
    return _applied(len, _filter(of, slot, body))


def _sum(of: Read, slot: str, body: Read) -> Read:
    answers = _answers(of, slot, body)
    return lambda scope: None if (found := answers(scope)) is None else total(answer for _, answer in found)


_LOOPS: dict[str, Callable[[Read, str, Read], Read]] = {
    "any": _any,
    "all": _all,
    "filter": _filter,
    "count": _count,
    "sum": _sum,
}
