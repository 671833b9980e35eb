"""Read a condition: CEL's grammar without messages, maps and indices, with `and`, `or`, `not` and `1_000_000`.

Bounded by construction: length, depth, and the terms of one chain. Nothing in the language repeats or recurses but a
loop over the order's own lines, and those stand at most two inside each other (`rules.check`).

Source: Common Expression Language, language definition, section "Syntax".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from agent.core.sentence import Sentence
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
    depth,
)
from rules.tokens import ExpressionError, Span, Token, tokens
from rules.values import day_of, grouped

Part = TypeVar("Part")

MAX_DEPTH = 64
MAX_TERMS = 200

RANKS = {"or": 1, "and": 2} | dict.fromkeys(("==", "!=", "<", "<=", ">", ">=", "in", "not in"), 3)
RANKS |= {"+": 4, "-": 4, "*": 5, "/": 5, "%": 5}
SPELLINGS = {"||": "or", "&&": "and"}
MACROS = {"any": "any", "exists": "any", "all": "all", "count": "count", "sum": "sum", "filter": "filter"}
KEYWORDS = {"and", "or", "not", "in", "null", "true", "false"}
UNITS = {"千": 1_000, "万": 10_000, "百万": 1_000_000, "億": 100_000_000}
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\", "'": "'", '"': '"'}


def parse(text: str) -> Expression:
    """Read one condition.

    Raises:
        ExpressionError: It cannot be read, with the place of the first thing wrong.
    """
    node = _Parser(text).whole()
    if depth(node) > MAX_DEPTH:
        raise _too_deep(node.span)
    return node


def _too_deep(span: Span) -> ExpressionError:
    return ExpressionError(
        "too-deep",
        Sentence("nested more than {n} deep", n=MAX_DEPTH),
        span,
        "Split it into several rules.",
    )


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = tokens(text)
        self._at = 0
        self._depth = 0

    def whole(self) -> Expression:
        node = self._expression()
        if self._next.kind != "end":
            raise self._unexpected()
        return node

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _advance(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def _take(self, sign: str) -> Token | None:
        return self._advance() if self._next.kind == "sign" and self._next.text == sign else None

    def _want(self, sign: str) -> Token:
        token = self._take(sign)
        if token is None:
            found = f"`{self._next.text}`" if self._next.text else Sentence("the end")
            error = self._unexpected()
            raise ExpressionError(
                "syntax",
                Sentence("`{sign}` expected, {found} found", sign=sign, found=found),
                self._next.span,
                error.problem.hint,
            )
        return token

    @contextmanager
    def _nested(self) -> Iterator[None]:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _too_deep(self._next.span)
        yield
        self._depth -= 1

    def _unexpected(self) -> ExpressionError:
        token = self._next
        if token.kind == "end":
            return ExpressionError(
                "syntax", "the condition stops here", token.span, "Complete or delete its last part."
            )
        return ExpressionError(
            "syntax", Sentence("`{text}` is not expected here", text=token.text), token.span, self._number_hint(token)
        )

    def _number_hint(self, token: Token) -> str:
        before = self._tokens[self._at - 1] if self._at else token
        if token.text == "[":
            return "Ask the lines with .any(l, ...), .all, .count or .sum."
        if before.kind != "number":
            return ""
        if token.text == ",":
            return "Write 1_000_000, not 1,000,000."
        unit = UNITS.get(token.text.removesuffix("円"))
        if unit is not None and before.span.end == token.span.start:
            return Sentence("Write {text}", text=grouped(Decimal(before.text) * unit))
        return "Write the number alone." if token.kind == "name" else ""

    def _expression(self) -> Expression:
        with self._nested():
            condition = self._binary(1)
            if self._take("?") is None:
                return condition
            yes = self._expression()
            self._want(":")
            no = self._expression()
            return Choice(Span(condition.span.start, no.span.end), condition, yes, no)

    def _binary(self, rank: int) -> Expression:
        left = self._unary()
        while (operator := self._operator(rank)) is not None:
            right = self._binary(RANKS[operator] + 1)
            left = _joined(operator, left, right)
        return left

    def _operator(self, rank: int) -> str | None:
        token = self._next
        operator = SPELLINGS.get(token.text, token.text)
        n_tokens = 1
        if token.kind == "name" and operator == "not" and self._tokens[self._at + 1].text == "in":
            operator, n_tokens = "not in", 2
        if token.kind not in ("sign", "name") or RANKS.get(operator, 0) < rank:
            return None
        self._at += n_tokens
        return operator

    def _unary(self) -> Expression:
        token = self._next
        if token.kind not in ("sign", "name") or token.text not in ("not", "!", "-"):
            return self._member()
        self._advance()
        with self._nested():
            of = self._binary(RANKS["=="]) if token.text == "not" else self._unary()
        span = Span(token.span.start, of.span.end)
        return Negative(span, of) if token.text == "-" else Not(span, of)

    def _member(self) -> Expression:
        node = self._primary()
        while self._take(".") is not None:
            name = self._advance()
            if name.kind != "name":
                raise ExpressionError("syntax", "a field's name is expected after the dot", name.span)
            if self._take("(") is None:
                node = Member(Span(node.span.start, name.span.end), node, name.text)
                continue
            arguments, end = self._items(")")
            node = _method(node, name, arguments, end)
        return node

    def _items(self, closing: str) -> tuple[tuple[Expression, ...], int]:
        items: list[Expression] = []
        while (close := self._take(closing)) is None:
            if items:
                self._want(",")
            items.append(self._expression())
        return tuple(items), close.span.end

    def _primary(self) -> Expression:
        token = self._next
        if token.kind == "end" or (token.kind == "sign" and token.text not in "(["):
            raise self._unexpected()
        self._advance()
        if token.kind == "sign":
            return self._bracketed(token)
        return self._named(token) if token.kind == "name" else Literal(token.span, _value(token))

    def _bracketed(self, opening: Token) -> Expression:
        if opening.text == "[":
            items, end = self._items("]")
            return ListOf(Span(opening.span.start, end), items)
        inner = self._expression()
        return replace(inner, span=Span(opening.span.start, self._want(")").span.end))

    def _named(self, token: Token) -> Expression:
        if token.text in ("true", "false"):
            return Literal(token.span, token.text == "true")
        if token.text == "null":
            hint = "Write has(order.note), or not has(order.note)."
            raise ExpressionError("syntax", "`null` is not used; what was not read is unknown", token.span, hint)
        if token.text in KEYWORDS:
            raise ExpressionError("syntax", Sentence("`{text}` has nothing on its left", text=token.text), token.span)
        if self._take("(") is None:
            return Name(token.span, token.text)
        arguments, end = self._items(")")
        return Call(Span(token.span.start, end), token.text, arguments)


def _joined(operator: str, left: Expression, right: Expression) -> Expression:
    span = Span(left.span.start, right.span.end)
    if operator in ("and", "or"):
        parts = left.parts if isinstance(left, Logic) and left.operator == operator else (left,)
        return Logic(span, operator, _bounded((*parts, right), span))
    if RANKS[operator] == RANKS["=="]:
        return Compare(span, operator, left, right)
    if isinstance(left, Arithmetic) and RANKS[left.rest[0][0]] == RANKS[operator]:
        return Arithmetic(span, left.first, _bounded((*left.rest, (operator, right)), span))
    return Arithmetic(span, left, ((operator, right),))


def _bounded(parts: tuple[Part, ...], span: Span) -> tuple[Part, ...]:
    if len(parts) > MAX_TERMS:
        hint = "Write a list: x in ['a', 'b']; or split the rule."
        raise ExpressionError("too-many-terms", Sentence("more than {n} terms in one chain", n=MAX_TERMS), span, hint)
    return parts


def _method(of: Expression, name: Token, arguments: tuple[Expression, ...], end: int) -> Expression:
    span = Span(of.span.start, end)
    macro = MACROS.get(name.text)
    if macro is None:
        return Method(span, of, name.text, arguments, name.span)
    if len(arguments) != 2 or not isinstance(arguments[0], Name):
        what = Sentence("what to add up") if macro == "sum" else Sentence("a condition")
        hint = Sentence("Write .{text}(l, ...) and ask l inside.", text=name.text)
        raise ExpressionError(
            "wrong-arguments", Sentence("`.{text}` takes a name and {what}", text=name.text, what=what), name.span, hint
        )
    return Loop(span, of, macro, arguments[0], arguments[1])


def _value(token: Token) -> Decimal | str | date:
    if token.kind == "number":
        if re.match("0[0-9_]", token.text):
            hint = Sentence("Write 1_000_000, not 1,000,000; a code is text: '{text}'.", text=token.text)
            raise ExpressionError("syntax", "a number does not begin with 0", token.span, hint)
        return Decimal(token.text)
    if token.kind == "date":
        return _day(token)
    if token.text.startswith("r"):
        return token.text[2:-1]
    return re.sub(r"\\(.)", lambda match: _escaped(match.group(1), token.span), token.text[1:-1])


def _day(token: Token) -> date:
    try:
        return day_of(token.text[2:-1])
    except ValueError as error:
        message = Sentence("`{name}` is not a day of the calendar", name=token.text[2:-1])
        raise ExpressionError("wrong-date", message, token.span, "Write d'2026-03-31'") from error


def _escaped(letter: str, span: Span) -> str:
    if letter not in ESCAPES:
        hint = "Write \\\\ for one backslash; a pattern is written r'...'."
        raise ExpressionError("syntax", Sentence("`\\{letter}` means nothing in a text", letter=letter), span, hint)
    return ESCAPES[letter]
