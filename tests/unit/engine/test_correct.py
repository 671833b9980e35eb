"""Station correct: what people say stands in a document, in place of what was read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agent.core.correction import COMPARED, Correction, reading_of
from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Provenance, Severity
from agent.engine.stations.correct import CorrectionUnreadableError, correct, typed

READ = Order(
    document="d",
    source="s",
    number="A-1",
    customer=Customer(code="C9", as_written="ミホンさん"),
    lines=(
        OrderLine(1, product_code="K-1", product_name="豆", quantity=Decimal(2)),
        OrderLine(2, product_name="小計"),
    ),
    provenance=(("number", Provenance("line 3", "A-1", 0.5)), ("lines.1.quantity", Provenance("line 7", "2"))),
    findings=(
        Finding("read-from-picture", Severity.STOP),
        Finding("value-unclear", Severity.DOUBT, "number"),
        Finding("field-unreadable", Severity.STOP, "lines.2.quantity"),
        Finding("field-unreadable", Severity.DOUBT, "deliver_on"),
        Finding("currency-foreign", Severity.STOP, "total"),
    ),
)


def said(**fields: str) -> list[Correction]:
    """Corrections of this reading; `__` stands for a dot."""
    return [Correction(name.replace("__", "."), "", text, reading_of(READ)) for name, text in fields.items()]


def test_what_is_said_takes_the_place_of_what_was_read():
    """Values are typed as the document's are, and a value a person gave is sure."""
    order = correct(
        READ, said(number=" Ａ－２ ", deliver_on="R8.12.1", total="１２，０００円", lines__1__tax_rate="8%")
    )
    assert (order.number, order.deliver_on, order.total) == ("A-2", date(2026, 12, 1), Decimal(12000))
    assert order.lines[0].tax_rate == Decimal("0.08")
    assert dict(order.provenance)["number"] == Provenance("line 3", "A-1", 1.0)


def test_who_names_a_code_says_who_and_what_it_is():
    """The written name no longer counts, unless it was corrected too."""
    order = correct(READ, said(customer_code="C001", lines__1__product_code="P-1"))
    assert order.customer == Customer(code="C001")
    assert (order.lines[0].product_code, order.lines[0].product_name) == ("P-1", None)
    both = correct(READ, said(lines__1__product_code="P-1", lines__1__product_name="缶"))
    assert both.lines[0].product_name == "缶"


def test_a_line_goes_and_a_line_comes():
    """What was no line is left out with what was doubted of it; one that was not read is added."""
    order = correct(READ, said(lines__2="", lines__3__product_code="P-3", lines__3__quantity="4"))
    assert [(line.number, line.product_code, line.quantity) for line in order.lines] == [
        (1, "K-1", Decimal(2)),
        (3, "P-3", Decimal(4)),
    ]
    assert "lines.2.quantity" not in {finding.field for finding in order.findings}


def test_a_comparison_answers_questions_of_reading_and_no_other():
    """A picture that was compared is a note; foreign money and a value that is missing stay stops."""
    order = correct(READ, said(**{COMPARED: "yes"}))
    assert {(one.code, one.field): one.severity for one in order.findings} == {
        ("read-from-picture", ""): Severity.NOTE,
        ("value-unclear", "number"): Severity.NOTE,
        ("field-unreadable", "lines.2.quantity"): Severity.STOP,
        ("field-unreadable", "deliver_on"): Severity.NOTE,
        ("currency-foreign", "total"): Severity.STOP,
    }


def test_a_value_given_answers_what_was_doubted_of_it():
    """A field a person filled is asked no more."""
    order = correct(READ, said(lines__2__quantity="3"))
    assert ("field-unreadable", "lines.2.quantity") not in {(one.code, one.field) for one in order.findings}


def test_of_another_reading_nothing_is_used():
    """When something else is read now, the order is stopped and stays as it was read."""
    other = replace(READ, lines=READ.lines[:1])
    order = correct(other, said(number="A-2", **{COMPARED: "yes"}))
    assert order == other.with_findings(Finding("correction-outdated", Severity.STOP))


def test_the_last_word_counts():
    """Said twice, the later one stands; a word of an earlier reading is passed over."""
    older = Correction("note", "", "前", "another")
    assert correct(READ, [older, *said(number="A-2"), *said(number="A-3")]).number == "A-3"
    assert correct(READ, [older, *said(number="A-2")]).note is None


def test_a_code_given_later_overrules_the_name_given_before():
    """Who named it first and then says which one it is, is not held to the name."""
    order = correct(
        READ, said(customer_name="謎", lines__1__product_name="缶", customer_code="C001", lines__1__product_code="P-1")
    )
    assert order.customer == Customer(code="C001")
    assert (order.lines[0].product_code, order.lines[0].product_name) == ("P-1", None)


def test_a_line_that_was_left_out_begins_anew():
    """What is said of its number later is another line; what was said before does not come back."""
    order = correct(READ, [*said(lines__1__unit="箱", lines__1=""), *said(lines__1__product_code="P-3")])
    assert order.lines[0] == OrderLine(1, product_code="P-3")
    assert [line.number for line in correct(READ, said(lines__1__unit="箱", lines__1="")).lines] == [2]


def test_turned_writing_is_taken_out():
    """What a terminal obeys and nobody sees is no part of a name."""
    assert typed("customer_name", "abc\u202edef") == "abcdef"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("total", "many"), ("ordered_on", "2026-13-45"), ("kind", "gift"), ("source", "x"), ("lines", ""),
        ("lines.1", "x"), ("lines.0.quantity", "1"), ("lines.501.unit", "x"), ("lines.1.number", "1"),
        ("lines.１.quantity", "1"), ("lines.1.quantity.x", "1"), ("note", "x" * 2001), ("all", "yes"), ("findings", ""),
        ("note", "a\0b"), ("note", "\ud800"), ("note", "a\nb"),
    ],
)  # fmt: skip
def test_what_no_field_can_hold_is_refused(field, text):
    """A field that is none, or a text that cannot be read, is never guessed."""
    with pytest.raises(CorrectionUnreadableError):
        typed(field, text)


def test_an_empty_text_empties_a_field():
    """What does not stand in the document is absent, not empty."""
    assert correct(READ, said(number="")).number is None
    assert correct(READ, said(kind="")).kind is OrderKind.ORDER
    assert typed("kind", "change") is OrderKind.CHANGE
