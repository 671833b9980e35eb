"""The tree of a condition. Nodes that ask the same are equal, wherever they stand in the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from rules.tokens import Span


@dataclass(frozen=True, slots=True)
class Expression:
    """One node; `span` says where it stands."""

    span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Literal(Expression):
    """A value written out."""

    value: bool | Decimal | str | date


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """`order`, `customer`, `source`, `today`, or a loop's variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Member(Expression):
    """A field of something: `order.total`, `today.day`."""

    of: Expression
    name: str


@dataclass(frozen=True, slots=True)
class ListOf(Expression):
    """A list written out."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Not(Expression):
    """The opposite of a condition."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Negative(Expression):
    """A number with its sign turned."""

    of: Expression


@dataclass(frozen=True, slots=True)
class Logic(Expression):
    """Conditions joined by one of `and`, `or`; always two or more."""

    operator: str
    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Arithmetic(Expression):
    """A first value and what is done to it from left to right, operators of one rank only."""

    first: Expression
    rest: tuple[tuple[str, Expression], ...]


@dataclass(frozen=True, slots=True)
class Compare(Expression):
    """`==`, `!=`, `<`, `<=`, `>`, `>=`, `in` or `not in`."""

    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Choice(Expression):
    """`condition ? yes : no`."""

    condition: Expression
    yes: Expression
    no: Expression


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """A function of values: `has(order.note)`."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Method(Expression):
    """A question to one value: `order.note.contains('至急')`."""

    of: Expression
    name: str
    arguments: tuple[Expression, ...]
    name_span: Span = field(compare=False)


@dataclass(frozen=True, slots=True)
class Loop(Expression):
    """`any`, `all`, `count`, `sum` or `filter` over a list, with a variable for its elements."""

    of: Expression
    macro: str
    variable: Name
    body: Expression


def children(node: Expression) -> tuple[Expression, ...]:
    """Return the nodes directly below, in the order they are written."""
    match node:
        case Logic(parts=parts) | ListOf(items=parts) | Call(arguments=parts):
            return parts
        case Arithmetic():
            return (node.first, *(value for _, value in node.rest))
        case Compare():
            return (node.left, node.right)
        case Choice():
            return (node.condition, node.yes, node.no)
        case Method():
            return (node.of, *node.arguments)
        case Loop():
            return (node.of, node.body)
        case Member(of=of) | Not(of=of) | Negative(of=of):
            return (of,)
    return ()


def walk(node: Expression) -> Iterator[Expression]:
    """Yield a node and all below it, in the order they are written."""
    yield node
    for child in children(node):
        yield from walk(child)


def depth(node: Expression) -> int:
    """Count the floors of a tree, without recursion, so that any depth can be refused; a leaf has one."""
    n_floors = 0
    floor: tuple[Expression, ...] = (node,)
    while floor:
        n_floors += 1
        floor = tuple(child for one in floor for child in children(one))
    return n_floors


def leaves(node: Expression) -> Iterator[Expression]:
    """Yield what `and`, `or`, `not` and `? :` join: the single questions of a condition."""
    if isinstance(node, Logic | Not | Choice):
        for child in children(node):
            yield from leaves(child)
    else:
        yield node


def dotted(node: Expression) -> str:
    """Write a path of names with dots; empty when the node is none."""
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Member):
        before = dotted(node.of)
        return f"{before}.{node.name}" if before else ""
    return ""
