"""Check a condition against the order's types: every problem at once, each with its place and a hint."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from agent.core.sentence import Sentence
from agent.marks.hints import did_you_mean
from rules.schema import BOOL, DATE, NUMBER, ROOTS, TEXT, Kind, Type, folded
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
from rules.tokens import Problem, Span
from rules.values import DATE_PARTS, grouped, pattern

MAX_LOOPS = 2

CALLABLE = ("has", "size", "abs", "min", "max")
TEXT_QUESTIONS = ("startsWith", "endsWith", "contains", "matches")
ASKABLE = (*TEXT_QUESTIONS, "lower", "upper", "size", "any", "all", "count", "sum", "filter")
ORDERED = {Kind.NUMBER, Kind.TEXT, Kind.DATE}
COMPARED = ORDERED | {Kind.BOOL}


def check(node: Expression) -> list[Problem]:
    """Return what is wrong with a condition; an empty list lets it be compiled."""
    checker = _Checker()
    found = checker.type_of(node)
    if found is not None and found.kind is not Kind.BOOL:
        checker.report(
            "wrong-type", Sentence("this is a {found}; a condition must be yes or no", found=found), node.span
        )
    return sorted(checker.problems, key=lambda problem: problem.span)


@dataclass(slots=True)
class _Checker:
    """Walks the tree; a part that is wrong has type None, so that one mistake is told once."""

    names: dict[str, Type] = field(default_factory=lambda: dict(ROOTS))
    problems: list[Problem] = field(default_factory=list)
    n_loops: int = 0

    def report(self, code: str, message: str, span: Span, hint: str = "") -> None:
        self.problems.append(Problem(code, message, span, hint))

    def type_of(self, node: Expression) -> Type | None:
        return _RULES[type(node)](self, node)

    def literal(self, node: Literal) -> Type:
        if isinstance(node.value, bool):
            return BOOL
        if isinstance(node.value, Decimal):
            return NUMBER
        return DATE if isinstance(node.value, date) else TEXT

    def name(self, node: Name) -> Type | None:
        found = self.names.get(node.name)
        if found is None:
            self.report(
                "unknown-name", Sentence("`{name}` is not known", name=node.name), node.span, self._name_hint(node.name)
            )
        return found

    def _name_hint(self, name: str) -> str:
        owner = next((root for root, item in ROOTS.items() if item.record and name in item.record.fields), None)
        return Sentence("Did you mean `{name}`?", name=f"{owner}.{name}") if owner else did_you_mean(name, self.names)

    def member(self, node: Member) -> Type | None:
        of = self.type_of(node.of)
        if of is None:
            return None
        if of.record is not None and node.name in of.record.fields:
            return of.record.fields[node.name].type
        if of.kind is Kind.DATE and node.name in DATE_PARTS:
            return NUMBER
        self._no_such_field(node, of)
        return None

    def _no_such_field(self, node: Member, of: Type) -> None:
        span = Span(node.span.end - len(node.name), node.span.end)
        if of.record is not None:
            hint = did_you_mean(node.name, of.record.fields)
            self.report(
                "unknown-field",
                Sentence("{of} has no field `{name}`", of=Sentence(of.record.name), name=node.name),
                span,
                hint,
            )
        elif of.kind is Kind.LIST:
            hint = Sentence(
                "Write {of}.any(l, l.{name} ...), .all, .count or .sum.",
                of=dotted(node.of) or "...",
                name=node.name,
            )
            self.report(
                "list-field", Sentence("this is a list; `{name}` belongs to its lines", name=node.name), span, hint
            )
        else:
            near = did_you_mean(node.name, DATE_PARTS) if of.kind is Kind.DATE else ""
            self.report("unknown-field", Sentence("a {of} has no field `{name}`", of=of, name=node.name), span, near)

    def list_of(self, node: ListOf) -> Type | None:
        types = [self.type_of(item) for item in node.items]
        if not types:
            self.report("empty-list", "the list is empty", node.span)
        if not types or None in types:
            return None
        first = types[0]
        for item, found in zip(node.items, types, strict=True):
            if first is not None and found is not None and (found.kind is not first.kind or found.kind not in COMPARED):
                self.report(
                    "wrong-type",
                    Sentence("a list of {first} cannot hold a {found}", first=first, found=found),
                    item.span,
                )
                return None
        return Type(Kind.LIST, element=first)

    def yes_or_no(self, node: Expression, where: str) -> None:
        found = self.type_of(node)
        if found is not None and found.kind is not Kind.BOOL:
            self.report(
                "wrong-type",
                Sentence("{where} needs yes or no; this is a {found}", where=where, found=found),
                node.span,
            )

    def logic(self, node: Logic) -> Type:
        for part in node.parts:
            self.yes_or_no(part, f"`{node.operator}`")
        return BOOL

    def opposite(self, node: Not) -> Type:
        self.yes_or_no(node.of, "`not`")
        return BOOL

    def negative(self, node: Negative) -> Type | None:
        found = self.type_of(node.of)
        if found is not None and found.kind is not Kind.NUMBER:
            self.report("wrong-type", Sentence("`-` needs a number; this is a {found}", found=found), node.span)
            return None
        return found and NUMBER

    def arithmetic(self, node: Arithmetic) -> Type | None:
        result = self.type_of(node.first)
        for operator, part in node.rest:
            right = self.type_of(part)
            if result is None or right is None:
                return None
            found = _worked_type(operator, result.kind, right.kind)
            if found is None:
                self.report(
                    "wrong-type",
                    Sentence(
                        "`{operator}` cannot be done with a {result} and a {right}",
                        operator=operator,
                        result=result,
                        right=right,
                    ),
                    node.span,
                )
                return None
            result = found
        return result

    def compare(self, node: Compare) -> Type:
        left, right = self.type_of(node.left), self.type_of(node.right)
        if left is None or right is None:
            return BOOL
        if node.operator in ("in", "not in"):
            self._compare_in(node, left, right)
        elif left.kind is not right.kind or left.kind not in (COMPARED if node.operator in ("==", "!=") else ORDERED):
            hint = _literal_hint(node.left, right) or _literal_hint(node.right, left) or _chain_hint(node)
            message = Sentence(
                "a {left} cannot be compared by `{operator}` with a {right}",
                left=left,
                operator=node.operator,
                right=right,
            )
            self.report("wrong-type", message, node.span, hint)
        self._never_a_value(node.left, right)
        self._never_a_value(node.right, left)
        return BOOL

    def _compare_in(self, node: Compare, left: Type, right: Type) -> None:
        if right.element is not None and right.element.kind is left.kind and left.kind in COMPARED:
            return
        hint = "For a part of a text write .contains('...')." if right.kind is Kind.TEXT else ""
        self.report(
            "wrong-type",
            Sentence("a {left} cannot be looked for in a {right}", left=left, right=_listed(right)),
            node.span,
            hint,
        )

    def _never_a_value(self, node: Expression, other: Type) -> None:
        for item in node.items if isinstance(node, ListOf) else (node,):
            if not isinstance(item, Literal) or not isinstance(item.value, str) or not other.values:
                continue
            if folded(item.value) not in other.values:
                hint = did_you_mean(item.value, other.values)
                self.report(
                    "never-a-value", Sentence("`{value}` is never a value here", value=item.value), item.span, hint
                )

    def choice(self, node: Choice) -> Type | None:
        self.yes_or_no(node.condition, "`?`")
        yes, no = self.type_of(node.yes), self.type_of(node.no)
        if yes is not None and no is not None and yes.kind is not no.kind:
            self.report("wrong-type", Sentence("the two sides differ: a {yes} and a {no}", yes=yes, no=no), node.span)
            return None
        return yes and no and Type(yes.kind, element=yes.element)

    def call(self, node: Call) -> Type | None:
        name_span = Span(node.span.start, node.span.start + len(node.function))
        if node.function not in CALLABLE:
            hint = did_you_mean(node.function, (*CALLABLE, *ASKABLE))
            if node.function in self.names:
                hint = Sentence("Write {function} without brackets.", function=node.function)
            self.report(
                "unknown-function",
                Sentence("there is no function `{function}`", function=node.function),
                name_span,
                hint,
            )
            return None
        types = [self.type_of(argument) for argument in node.arguments]
        if None in types:
            return None
        if node.function == "has":
            return self._has(node, name_span)
        return self._of_values(node, [found for found in types if found is not None], name_span)

    def _has(self, node: Call, span: Span) -> Type:
        if len(node.arguments) != 1 or not isinstance(node.arguments[0], Member):
            self.report("wrong-arguments", "`has` takes one field", span, "Write has(order.note)")
        return BOOL

    def _of_values(self, node: Call, types: list[Type], span: Span) -> Type:
        kinds = [found.kind for found in types]
        if node.function == "size":
            fits, what = len(kinds) == 1 and kinds[0] in (Kind.TEXT, Kind.LIST), Sentence("one text or list")
        elif node.function == "abs":
            fits, what = kinds == [Kind.NUMBER], Sentence("one number")
        else:
            fits, what = len(kinds) > 1 and set(kinds) == {Kind.NUMBER}, Sentence("two or more numbers")
        if not fits:
            self.report(
                "wrong-arguments", Sentence("`{function}` takes {what}", function=node.function, what=what), span
            )
        return NUMBER

    def method(self, node: Method) -> Type | None:
        of = self.type_of(node.of)
        types = [self.type_of(argument) for argument in node.arguments]
        if of is None or None in types:
            return None
        kinds = [found.kind for found in types if found is not None]
        if node.name == "size" and of.kind in (Kind.TEXT, Kind.LIST) and not kinds:
            return NUMBER
        if of.kind is Kind.TEXT and node.name in ("lower", "upper") and not kinds:
            return TEXT
        if of.kind is Kind.TEXT and node.name in TEXT_QUESTIONS and kinds == [Kind.TEXT]:
            self._pattern(node)
            return BOOL
        self._no_such_method(node, of)
        return None

    def _no_such_method(self, node: Method, of: Type) -> None:
        if of.kind is Kind.TEXT and node.name in ASKABLE[:7]:
            takes = Sentence("one text") if node.name in TEXT_QUESTIONS else Sentence("nothing")
            self.report(
                "wrong-arguments",
                Sentence("`.{name}` takes {what} in its brackets", name=node.name, what=takes),
                node.name_span,
            )
            return
        hint = did_you_mean(node.name, ASKABLE)
        self.report(
            "unknown-function", Sentence("a {of} has no `.{name}()`", of=of, name=node.name), node.name_span, hint
        )

    def _pattern(self, node: Method) -> None:
        argument = node.arguments[0]
        if node.name != "matches":
            return
        if not isinstance(argument, Literal) or not isinstance(argument.value, str):
            self.report("pattern", "the pattern must be written out", argument.span)
            return
        narrow = folded(argument.value)
        if narrow != argument.value:
            hint = Sentence("Fields are compared in half width. Write '{text}'", text=narrow)
            self.report("pattern", "the pattern holds full-width letters", argument.span, hint)
        try:
            pattern(argument.value)
        except ValueError as error:
            self.report("pattern", Sentence("the pattern cannot be read: {what}", what=error), argument.span)

    def loop(self, node: Loop) -> Type | None:
        of = self.type_of(node.of)
        if of is not None and of.element is None:
            self.report(
                "wrong-type",
                Sentence("`.{macro}` asks a list; this is a {found}", macro=node.macro, found=of),
                node.of.span,
            )
        if of is None or of.element is None:
            return None
        if node.variable.name in self.names:
            message = Sentence("`{name}` already means something", name=node.variable.name)
            self.report("name-taken", message, node.variable.span, "Choose another name.")
            return None
        body = self._body(node, of.element)
        return None if body is None else self._loop_type(node, of, body)

    def _body(self, node: Loop, element: Type) -> Type | None:
        self.n_loops += 1
        if self.n_loops > MAX_LOOPS:
            self.report(
                "too-many-loops",
                Sentence("more than {n} loops inside each other", n=MAX_LOOPS),
                node.span,
            )
        self.names[node.variable.name] = element
        found = self.type_of(node.body)
        del self.names[node.variable.name]
        self.n_loops -= 1
        return found

    def _loop_type(self, node: Loop, of: Type, body: Type) -> Type | None:
        wanted = Kind.NUMBER if node.macro == "sum" else Kind.BOOL
        if body.kind is not wanted:
            self.report(
                "wrong-type",
                Sentence(
                    "`.{macro}` needs a {wanted}; this is a {found}", macro=node.macro, wanted=Type(wanted), found=body
                ),
                node.body.span,
            )
            return None
        if node.macro == "filter":
            return Type(Kind.LIST, element=of.element)
        return BOOL if node.macro in ("any", "all") else NUMBER


_RULES: dict[type[Expression], Callable[[_Checker, Any], Type | None]] = {
    Literal: _Checker.literal,
    Name: _Checker.name,
    Member: _Checker.member,
    ListOf: _Checker.list_of,
    Logic: _Checker.logic,
    Not: _Checker.opposite,
    Negative: _Checker.negative,
    Arithmetic: _Checker.arithmetic,
    Compare: _Checker.compare,
    Choice: _Checker.choice,
    Call: _Checker.call,
    Method: _Checker.method,
    Loop: _Checker.loop,
}


def _listed(found: Type) -> str:
    return Sentence("list of {found}", found=found.element) if found.element is not None else str(found)


def _worked_type(operator: str, left: Kind, right: Kind) -> Type | None:
    if left is right is Kind.NUMBER:
        return NUMBER
    if left is Kind.DATE and operator in ("+", "-") and right is Kind.NUMBER:
        return DATE
    if operator == "-" and left is right is Kind.DATE:
        return NUMBER
    return None


def _literal_hint(node: Expression, other: Type) -> str:
    """Say how a number or day written as text is written right."""
    if not isinstance(node, Literal) or not isinstance(node.value, str):
        return ""
    text = folded(node.value).replace(",", "").strip()
    if other.kind is Kind.NUMBER and re.fullmatch(r"[0-9]+(\.[0-9]+)?", text):
        return Sentence("Write {text}", text=grouped(Decimal(text)))
    if other.kind is Kind.DATE:
        return Sentence("Write {text}", text=f"d'{text.replace('/', '-')}'")
    return ""


def _chain_hint(node: Compare) -> str:
    if isinstance(node.left, Compare):
        return "Join two comparisons with `and`."
    return ""
