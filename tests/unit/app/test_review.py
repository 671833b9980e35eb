"""An order to look through: what is doubted first, by question, and what a person changed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from agent.app.ask.review import Offer, changes, review_of
from agent.core.correction import Correction
from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Provenance, Severity

ORDER = Order(
    document="d",
    source="s",
    number="A-1",
    customer=Customer(code="C9", as_written="ミホンさん"),
    total=Decimal(12000),
    lines=(
        OrderLine(
            1, product_code="P-1", product_name="豆", quantity=Decimal(1200), tax_rate=Decimal("0.1"), known=True
        ),
        OrderLine(2, product_code="K-1", product_name="缶", quantity=Decimal("1.5"), tax_rate=Decimal("0.08")),
    ),
    provenance=(
        ("customer_code", Provenance("line 1", "C9")),
        ("customer_name", Provenance("line 1", "ミホンさん")),
        ("lines.2.product_code", Provenance("line 8", "K-1")),
        ("lines.2.product_name", Provenance("line 8", "缶")),
    ),
    findings=(
        Finding("price-differs", Severity.DOUBT, "lines.1.unit_price"),
        Finding("product-unknown", Severity.STOP, "lines.2.product_code", (("best", "P-2 缶詰"), ("next", "P-3 缶"))),
        Finding("customer-unknown", Severity.STOP, "customer"),
        Finding("product-name-differs", Severity.NOTE, "lines.1.product_name"),
        Finding("layout-unseen", Severity.STOP),
    ),
)
REVIEW = review_of("k", ORDER, (), is_open=True)


@pytest.mark.proves("B7")
def test_stops_come_before_doubts_and_code_and_name_stay_together():
    """A note alone is not asked; what is doubted of no one field stands above all."""
    assert [one.path for one in REVIEW.doubtful] == [
        "customer_code",
        "customer_name",
        "lines.2.product_code",
        "lines.2.product_name",
        "lines.1.unit_price",
    ]
    assert [one.code for one in REVIEW.general] == ["layout-unseen"]
    assert REVIEW.asks_to_compare


def test_every_field_is_there_once():
    """Nothing is hidden and nothing is asked twice."""
    paths = [one.path for one in REVIEW.fields]
    assert len(paths) == len(set(paths)) == 9 + 2 * 7
    assert "kind" not in paths
    assert review_of("k", replace(ORDER, kind=OrderKind.CHANGE), (), is_open=True).fields[0].path != "number"


def test_values_are_written_as_a_clerk_writes_them():
    """Thousands are grouped, a rate is in per cent, pieces may be halves."""
    texts = {one.path: one.text for one in REVIEW.fields}
    shown = [texts[path] for path in ("total", "lines.1.quantity", "lines.1.tax_rate", "lines.2.quantity", "tax")]
    assert shown == ["12,000", "1,200", "10%", "1.5", ""]


def test_names_the_master_lacks_are_offered_and_likely_ones_shown():
    """The code and the name that were written could both be learned; a note offers nothing."""
    known = review_of("k", replace(ORDER, customer=replace(ORDER.customer, known=True)), (), is_open=True)
    assert known.offers == (Offer("lines.2", ("K-1", "缶"), False), Offer("customer", ("C9", "ミホンさん"), False))
    [product] = [one for one in REVIEW.doubtful if one.path == "lines.2.product_code"]
    assert product.near == (("P-2", "缶詰"), ("P-3", "缶"))


def test_only_what_says_something_else_is_a_change():
    """`12000` is `12,000`, and an empty line that was not added is none."""
    sent = [
        ("total", "１２，０００円"),
        ("number", " A-1 "),
        ("lines.3.quantity", ""),
        ("note", "至急"),
        ("tax", "many"),
    ]
    assert changes(REVIEW, sent) == ({"note": "至急", "tax": "many"}, frozenset({"tax"}))


def test_a_value_of_several_lines_is_no_change_because_a_field_has_one():
    """What a browser makes one line of stays as it was read."""
    review = review_of("k", replace(ORDER, deliver_to="東京都\r\n一番町"), (), is_open=True)
    [shown] = [one.text for one in review.fields if one.path == "deliver_to"]
    assert (shown, changes(review, [("deliver_to", shown)])[0]) == ("東京都 一番町", {})


def test_a_product_is_offered_once_its_customer_is_known():
    """The name would be the customer's own."""
    assert [one.thing for one in REVIEW.offers] == ["customer"]


@pytest.mark.parametrize("name", ["御中", "株式会社", "各位"])
def test_what_may_be_anybody_is_not_offered(name):
    """Such a name would make every letter this customer's."""
    order = replace(ORDER, provenance=(("customer_name", Provenance("line 1", name)),))
    assert review_of("k", order, (), is_open=True).offers == ()


@pytest.mark.parametrize("note", ["あ\tい", "あ" * 2001])
def test_a_text_that_could_not_be_typed_can_be_corrected(note):
    """What a reader took and a field does not is put right all the same."""
    review = review_of("k", replace(ORDER, note=note), (), is_open=True)
    assert changes(review, [("note", "短い")]) == ({"note": "短い"}, frozenset())


def test_a_line_to_add_takes_no_number_that_was_left_out():
    """The last line is no line; the next one that is added does not vanish with it."""
    left = review_of("k", replace(ORDER, lines=ORDER.lines[:1]), [Correction("lines.2", "缶", "")], is_open=True)
    assert (left.next_line, REVIEW.next_line) == (3, 3)


def test_the_last_correction_of_a_field_stands_beside_it():
    """Who corrected it last is seen."""
    made = [Correction("number", "A", "B", by="hanako"), Correction("number", "B", "A-1", by="taro")]
    [number] = [one for one in review_of("k", ORDER, made, is_open=True).fields if one.path == "number"]
    assert number.corrected is made[1]
