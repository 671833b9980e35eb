"""Explain a decision: which rule, which of its questions, which values.

The tracer walks the tree by itself and shares no control flow with the compiled conditions, so that each can be
tested against the other. In a trace a value that was not read is the empty text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from agent.core.decision import TraceStep
from agent.core.order import Order, OrderLine
from rules.ruleset import Rule, Ruleset
from rules.schema import LINE_FIELDS, Read, Scope, Value, find_field, reader
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
    walk,
)
from rules.tokens import Span
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
    shown,
    total,
    worked_out,
)

MAX_SHOWN = 5  # lines of a loop whose values are shown
OTHERWISE = TraceStep("otherwise", "", "yes")
RESULTS = {True: "yes", False: "no", None: "unknown"}

Values = tuple[tuple[str, str], ...]


def explain(ruleset: Ruleset, order: Order, today: date, source: str | None = None) -> list[TraceStep]:
    """Walk the rules as `decide` does and say of each rule, and of each of its questions, what was found.

    Returns:
        For each rule asked: a step for the whole condition, then one for each single question if it has several;
        last the step that answered (`yes`), stopped (`unknown`), or `otherwise`.
    """
    scope = Scope(order, today, order.source if source is None else source)
    steps: list[TraceStep] = []
    for group in ruleset.groups:
        for rule in group.rules:
            answer, asked = traced(rule.when.tree, scope)
            parts = [TraceStep(rule.id, rule.when.part(span), RESULTS[result], seen) for span, result, seen in asked]
            steps += parts if len(parts) > 1 else ()
            steps.append(TraceStep(rule.id, rule.when.one_line, RESULTS[answer], _united(asked)))
            if answer is not False:
                return steps
        if group.otherwise is not None:
            return [*steps, OTHERWISE]
    raise AssertionError("the last group of a loaded ruleset always answers")


def step(rule: Rule, answer: bool | None, scope: Scope) -> TraceStep:
    """Write the trace of one rule with the fields it reads; a list of lines is shown as their count."""
    values = tuple([(name, shown(read(scope))) for name, read in rule.when.reads])
    return TraceStep(rule.id, rule.when.one_line, RESULTS[answer], values)


def deciding_step(rule: Rule, answer: bool | None, scope: Scope) -> TraceStep:
    """Write the trace of the rule that decided, with the values of the lines that did."""
    if not rule.when.has_loop:
        return step(rule, answer, scope)
    return TraceStep(rule.id, rule.when.one_line, RESULTS[answer], _united(traced(rule.when.tree, scope)[1]))


def field_reads(tree: Expression) -> tuple[tuple[str, Read], ...]:
    """List the fields a condition reads, outside its loops' variables, each once."""
    found: dict[str, Read] = {}
    for node in walk(tree):
        name = dotted(node)
        item = find_field(name) if name else None
        if item is not None:
            found.setdefault(name, reader(item.path, item.type))
    return tuple(found.items())


Asked = tuple[Span, bool | None, Values]


def traced(tree: Expression, scope: Scope) -> tuple[bool | None, list[Asked]]:
    """Answer a condition step by step; returns the answer and what each single question that was asked found."""
    tracer = _Tracer(scope)
    return tracer.asked(tree), tracer.steps


def _united(asked: Iterable[Asked]) -> Values:
    return tuple(dict.fromkeys(pair for _, _, seen in asked for pair in seen))


@dataclass(slots=True)
class _Tracer:
    """Evaluates by walking; None is unknown. `elements` holds the loop variables' values."""

    scope: Scope
    steps: list[Asked] = field(default_factory=list)
    elements: dict[str, Value] = field(default_factory=dict)
    seen: dict[str, str] = field(default_factory=dict)

    def asked(self, node: Expression) -> bool | None:
        """Answer a condition, keeping a step for each single question."""
        match node:
            case Logic():
                return _joined(node.operator, map(self.asked, node.parts))
            case Not():
                answer = self.asked(node.of)
                return None if answer is None else not answer
            case Choice():
                answer = self.asked(node.condition)
                return None if answer is None else self.asked(node.yes if answer else node.no)
        self.seen = {}
        result: bool | None = self.value(node)
        self.steps.append((node.span, result, tuple(self.seen.items())))
        return result

    def value(self, node: Expression) -> Value:
        return _RULES[type(node)](self, node)

    def values(self, nodes: Iterable[Expression]) -> list[Value]:
        return [self.value(node) for node in nodes]

    def literal(self, node: Literal) -> Value:
        return constant(node.value)

    def name(self, node: Name) -> Value:
        if node.name in self.elements:
            return self.elements[node.name]
        return self._saw(node.name, self.scope.today)

    def member(self, node: Member) -> Value:
        name = dotted(node)
        found = find_field(name)
        if found is not None:
            return self._saw(name, reader(found.path, found.type)(self.scope))
        if isinstance(node.of, Name) and node.name in LINE_FIELDS:
            item = LINE_FIELDS[node.name]
            return reader(item.path, item.type)(self.elements[node.of.name])
        return _known(DATE_PARTS[node.name], [self.value(node.of)])

    def _saw(self, name: str, value: Value) -> Value:
        if not self.elements:
            self.seen[name] = shown(value)
        return value

    def list_of(self, node: ListOf) -> Value:
        return self.values(node.items)

    def logic(self, node: Logic) -> bool | None:
        return _joined(node.operator, map(self.value, node.parts))

    def opposite(self, node: Not) -> bool | None:
        answer = self.value(node.of)
        return None if answer is None else not answer

    def negative(self, node: Negative) -> Value:
        return _known(EXACT.minus, [self.value(node.of)])

    def arithmetic(self, node: Arithmetic) -> Value:
        first = self.value(node.first)
        return worked_out(first, [(ARITHMETIC[operator], self.value(part)) for operator, part in node.rest])

    def compare(self, node: Compare) -> bool | None:
        left, right = self.value(node.left), self.value(node.right)
        if node.operator == "in":
            return is_in(left, right)
        if node.operator == "not in":
            answer = is_in(left, right)
            return None if answer is None else not answer
        answer = _known(COMPARISONS[node.operator], [left, right])
        return None if answer is None else bool(answer)

    def choice(self, node: Choice) -> Value:
        answer = self.value(node.condition)
        return None if answer is None else self.value(node.yes if answer else node.no)

    def call(self, node: Call) -> Value:
        values = self.values(node.arguments)
        return values[0] is not None if node.function == "has" else _known(FUNCTIONS[node.function], values)

    def method(self, node: Method) -> Value:
        of, arguments = self.value(node.of), self.values(node.arguments)
        if node.name == "matches":
            return _known(pattern(arguments[0]), [of])
        return _known(METHODS[node.name], [of, *arguments])

    def loop(self, node: Loop) -> Value:
        items = self.value(node.of)
        if items is None:
            return None
        answers = []
        for item in items:
            self.elements[node.variable.name] = item
            answers.append(self.value(node.body))
        self.elements.pop(node.variable.name, None)
        result = _loop_result(node.macro, items, answers)
        if not self.elements:
            self._saw_deciding(node, _deciding(node.macro, result, items, answers))
        return result

    def _saw_deciding(self, node: Loop, items: Sequence[Value]) -> None:
        for n, item in enumerate(items[:MAX_SHOWN], start=1):
            if not isinstance(item, OrderLine):
                self.seen[f"{node.variable.name}.{n}"] = shown(item)
                continue
            for part in walk(node.body):
                if isinstance(part, Member) and part.of == node.variable:
                    read = reader(part.name, LINE_FIELDS[part.name].type)
                    self.seen[f"order.lines.{item.number}.{part.name}"] = shown(read(item))


_RULES: Mapping[type[Expression], Callable[[_Tracer, Any], Value]] = {
    Literal: _Tracer.literal,
    Name: _Tracer.name,
    Member: _Tracer.member,
    ListOf: _Tracer.list_of,
    Logic: _Tracer.logic,
    Not: _Tracer.opposite,
    Negative: _Tracer.negative,
    Arithmetic: _Tracer.arithmetic,
    Compare: _Tracer.compare,
    Choice: _Tracer.choice,
    Call: _Tracer.call,
    Method: _Tracer.method,
    Loop: _Tracer.loop,
}


def _joined(operator: str, answers: Iterable[bool | None]) -> bool | None:
    """Join answers after Kleene: one `no` decides an `and`, one `yes` an `or`, whatever is unknown beside it."""
    decides = operator == "or"
    is_unknown = False
    for answer in answers:
        if answer is decides:
            return decides
        is_unknown = is_unknown or answer is None
    return None if is_unknown else not decides


def _known(function: Callable[..., Value], values: list[Value]) -> Value:
    return None if None in values else function(*values)


def _loop_result(macro: str, items: Sequence[Value], answers: list[Value]) -> Value:
    if macro in ("any", "all"):
        return _joined("or" if macro == "any" else "and", answers)
    if macro == "sum":
        return total(answers)
    if None in answers:
        return None
    fitting = [item for item, answer in zip(items, answers, strict=True) if answer]
    return fitting if macro == "filter" else len(fitting)


def _deciding(macro: str, result: Value, items: Sequence[Value], answers: list[Value]) -> list[Value]:
    """Pick the elements that made a loop's result: those that fit an `any`, fail an `all`, or are unknown."""
    if result is None:
        return [item for item, answer in zip(items, answers, strict=True) if answer is None]
    if macro == "sum":
        return list(items)
    wanted = result if macro == "all" else True
    return [item for item, answer in zip(items, answers, strict=True) if answer is wanted]
