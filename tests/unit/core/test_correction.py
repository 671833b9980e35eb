"""Which reading a person spoke of, and how a field's value is written for them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from agent.core.correction import is_line, line_number, reading_of, seen_of, shown_in, text_of
from agent.core.order import Customer, Finding, Order, OrderLine, Provenance, Severity

READ = Order(
    document="d",
    source="s",
    number="A-1",
    customer=Customer(code="C9", as_written="ミホンさん"),
    lines=(
        OrderLine(1, product_code="K-1", product_name="豆", quantity=Decimal("2.0")),
        OrderLine(2, product_name="小計"),
        OrderLine(3),
    ),
    provenance=(("number", Provenance("line 3", "A-1", 0.5)), ("lines.1.quantity", Provenance("line 7", "2"))),
)


def test_equal_readings_have_equal_names():
    """Where a value stood, and what the checks found, is no part of the reading; a value is."""
    elsewhere = replace(READ, provenance=(), findings=(Finding("value-unclear", Severity.DOUBT, "number"),))
    assert reading_of(elsewhere) == reading_of(READ)
    assert reading_of(replace(READ, number="A-2")) != reading_of(READ)


def test_what_a_person_sees_has_a_name_apart_from_the_masters():
    """A master that changes does not make the order another; a value that changes does."""
    known = replace(READ, customer=replace(READ.customer, code="C001", name="見本", known=True))
    assert seen_of(known) == seen_of(READ)
    assert seen_of(replace(READ, number="A-2")) != seen_of(READ)
    assert seen_of(replace(READ, lines=(replace(READ.lines[0], quantity=Decimal(3)), READ.lines[1]))) != seen_of(READ)


def test_a_value_is_written_as_it_is_typed():
    """Absent is empty; a customer known to the master still shows what was written."""
    paths = ("number", "total", "customer_code", "customer_name", "lines.1.quantity", "lines.9.quantity", "nonsense")
    assert [text_of(READ, path) for path in paths] == ["A-1", "", "C9", "ミホンさん", "2", "", ""]


def test_a_line_to_be_left_out_is_named_by_its_product():
    """By code and name where it has them, else by its number; a field in it by its value."""
    paths = ("lines.1", "lines.2", "lines.3", "lines.1.product_code", "number")
    assert [shown_in(READ, path) for path in paths] == ["K-1 豆", "小計", "lines.3", "K-1", "A-1"]


@pytest.mark.parametrize(
    ("path", "number"),
    [("lines.2.quantity", 2), ("lines.2", 2), ("number", 0), ("lines.x", 0), ("lines.٣", 0), ("lines.12345", 0)],
)
def test_a_path_names_a_line_by_plain_figures(path, number):
    """Anything else is about no line."""
    assert line_number(path) == number


def test_a_path_of_a_whole_line_is_told_from_one_of_a_field_in_it():
    """The one leaves the line out, the other changes a value."""
    assert [is_line(path) for path in ("lines.2", "lines.2.quantity", "number", "lines.x")] == [
        True,
        False,
        False,
        False,
    ]
