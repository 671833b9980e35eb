"""Conditions are checked against the order's types before anything runs."""

from dataclasses import fields

import pytest

from agent.core.order import Customer, Order, OrderLine
from rules.check import check
from rules.expression import parse
from rules.schema import field_names


def problems(text):
    return [(problem.code, text[problem.span.start : problem.span.end]) for problem in check(parse(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5", [("wrong-type", "5")]),
        ("order", [("wrong-type", "order")]),
        ("order and customer.known", [("wrong-type", "order")]),
        ("not order.total", [("wrong-type", "order.total")]),
        ("order.total ? true : false", [("wrong-type", "order.total")]),
        ("(customer.known ? 1 : 'x') == 1", [("wrong-type", "(customer.known ? 1 : 'x')")]),
        ("order.nothing ? order.nil : true", [("unknown-field", "nothing"), ("unknown-field", "nil")]),
        ("-customer.code == 'x'", [("wrong-type", "-customer.code")]),
        ("-order.nil == 5", [("unknown-field", "nil")]),
        ("customer.code + 'x' == 'x'", [("wrong-type", "customer.code + 'x'")]),
        ("today * 2 == today", [("wrong-type", "today * 2")]),
        ("today + order.nil == today", [("unknown-field", "nil")]),
        ("today.hour == 5", [("unknown-field", "hour")]),
        ("order.total.day == 5", [("unknown-field", "day")]),
        ("order.lines == order.lines", [("wrong-type", "order.lines == order.lines")]),
        ("customer.known < true", [("wrong-type", "customer.known < true")]),
        ("order.total == 'abc'", [("wrong-type", "order.total == 'abc'")]),
        ("'A' in customer.code", [("wrong-type", "'A' in customer.code")]),
        ("5 in order.findings", [("wrong-type", "5 in order.findings")]),
        ("5 in order.total", [("wrong-type", "5 in order.total")]),
        ("order.kind in ['order', 'chang']", [("never-a-value", "'chang'")]),
        ("'orders' != order.kind", [("never-a-value", "'orders'")]),
        ("customer.code in []", [("empty-list", "[]")]),
        ("5 in [1, 'x']", [("wrong-type", "'x'")]),
        ("order.total in [order.nil]", [("unknown-field", "nil")]),
        ("has(order)", [("wrong-arguments", "has")]),
        ("has(order.note, order.note)", [("wrong-arguments", "has")]),
        ("size(order.total) > 1", [("wrong-arguments", "size")]),
        ("abs('x') > 1", [("wrong-arguments", "abs")]),
        ("min(5) > 1", [("wrong-arguments", "min")]),
        ("max(order.nil, 5) > 1", [("unknown-field", "nil")]),
        ("hsa(order.note)", [("unknown-function", "hsa")]),
        ("order.note.contains(5)", [("wrong-arguments", "contains")]),
        ("order.note.lower('x') == 'x'", [("wrong-arguments", "lower")]),
        ("order.note.contians('x')", [("unknown-function", "contians")]),
        ("order.total.contains('x')", [("unknown-function", "contains")]),
        ("order.nil.contains('x')", [("unknown-field", "nil")]),
        ("order.note.matches(customer.code)", [("pattern", "customer.code")]),
        ("order.note.matches('[')", [("pattern", "'['")]),
        ("order.total.any(l, true)", [("wrong-type", "order.total")]),
        ("order.nil.any(l, true)", [("unknown-field", "nil")]),
        ("order.lines.any(order, true)", [("name-taken", "order")]),
        ("order.lines.any(l, order.lines.any(l, true))", [("name-taken", "l")]),
        ("order.lines.any(l, l.quantity)", [("wrong-type", "l.quantity")]),
        ("order.lines.any(l, l.nil)", [("unknown-field", "nil")]),
        ("order.lines.sum(l, l.known) > 1", [("wrong-type", "l.known")]),
        ("order.lines.any(l, true) and l.known", [("unknown-name", "l")]),
    ],
)
def test_wrong_types_are_found_with_their_place(text, expected):
    """What does not fit the order's types is named, and one mistake is told once."""
    assert problems(text) == expected


def test_loops_stand_at_most_two_inside_each_other():
    """A third loop inside two others is refused, so that a rule's work is bounded by the lines squared."""
    inner = "order.lines.any(a, order.lines.any(b, order.lines.any(c, c.number == a.number + b.number)))"

    assert [code for code, _ in problems(inner)] == ["too-many-loops"]
    assert problems("order.lines.any(a, a.known) and order.lines.any(a, order.lines.any(b, b.known))") == []


def test_every_plain_field_of_the_order_can_be_asked():
    """The names of the language are the fields of the order, its customer and its lines."""
    names = field_names()

    apart = {"document", "source", "position", "customer", "provenance"}
    assert {f"order.{item.name}" for item in fields(Order)} - names.keys() == {f"order.{name}" for name in apart}
    assert {f"customer.{item.name}" for item in fields(Customer)} <= names.keys()
    assert {f"order.lines[].{item.name}" for item in fields(OrderLine)} <= names.keys()
    assert names["order.kind"].values == ("order", "change", "cancel")
    assert {"order.has_stop", "order.has_doubt", "source.name", "today"} <= names.keys()
