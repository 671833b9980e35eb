"""Seeded errors are all caught, and right orders are left alone."""

import ast
import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.order import Customer, Finding, OrderKind, OrderLine, Provenance, Severity
from agent.quality.checks import check
from agent.quality.match import learned, load_masters
from agent.wording.catalogue import knows, say_finding
from tests.unit.quality.making import (
    FULL,
    FULL_CUSTOMERS,
    FULL_PRODUCTS,
    MASTERS,
    OWN_CODES,
    PRICES,
    a_line,
    an_order,
    an_unseen_order,
)

TODAY = date(2026, 4, 1)


def found_in(order, today=TODAY) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity.value, one.field) for one in check(order, MASTERS, today).findings]


def test_right_order_is_resolved_without_a_finding():
    """Customer and products are resolved, tax rate and names come from the masters, nothing is found."""
    order = check(an_order(customer=Customer(as_written="㈱見本フーズ 御中")), MASTERS, TODAY)

    assert order.findings == ()
    assert order.customer == Customer("C001", "株式会社見本フーズ", True, "㈱見本フーズ 御中")
    assert (order.lines[0].tax_rate, order.lines[0].known) == (Decimal("0.08"), True)


def test_what_the_document_leaves_to_reckoning_is_reckoned():
    """An absent amount is quantity times price cut to yen, an absent total the sum, both with their origin."""
    line = a_line(quantity=Decimal("1.5"), unit_price=Decimal("33.3"), amount=None, unit=None, product_name=None)
    order = check(an_order(total=None, lines=(line,)), MASTERS)

    assert (order.lines[0].amount, order.total) == (Decimal(49), Decimal(49))
    assert (order.lines[0].unit, order.lines[0].product_name) == ("袋", "コーヒー豆 1kg")
    assert dict(order.provenance)["total"].place == "sum of the lines"


def test_price_is_never_taken_from_the_master():
    """Only the document says what was agreed: without a price there is a stop and no amount."""
    order = check(an_order(lines=(a_line(unit_price=None, amount=None),)), MASTERS)

    assert order.lines[0].unit_price is None
    assert [finding.code for finding in order.findings] == ["price-missing"]


@pytest.mark.proves("B6")
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"customer": Customer("C999", None, False, "謎")}, ("customer-unknown", "stop", "customer")),
        ({"customer": Customer()}, ("customer-unknown", "stop", "customer")),
        ({"customer": Customer("C002", None, False, "株式会社見本フーズ")}, ("customer-differs", "stop", "customer")),
        ({"customer": Customer("C001", None, False, "見本フーズ大阪")}, ("customer-name-differs", "note", "customer")),
        ({"number": None}, ("number-missing", "stop", "number")),
        ({"lines": ()}, ("lines-missing", "stop", "lines")),
        ({"total": Decimal(4801)}, ("sum-wrong", "stop", "total")),
        ({"tax": Decimal(385)}, ("tax-wrong", "doubt", "tax")),
        ({"deliver_on": date(2026, 3, 31)}, ("delivery-before-order", "doubt", "deliver_on")),
        ({"deliver_on": date(2026, 3, 31), "ordered_on": None}, ("date-past", "doubt", "deliver_on")),
    ],
)
def test_seeded_error_of_the_order_is_found(changes, found):
    """Each error in the head or the sums of an order is found, and nothing else."""
    assert found_in(an_order(**changes)) == [found]


@pytest.mark.proves("B6")
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"product_code": "P-9"}, ("product-unknown", "stop", "lines.1.product_code")),
        ({"product_name": "段ボール"}, ("product-differs", "stop", "lines.1.product_code")),
        ({"quantity": None}, ("quantity-missing", "stop", "lines.1.quantity")),
        ({"unit": "箱"}, ("unit-differs", "doubt", "lines.1.unit")),
        ({"tax_rate": Decimal("0.1")}, ("tax-rate-differs", "doubt", "lines.1.tax_rate")),
        ({"quantity": Decimal(3)}, ("line-sum-wrong", "stop", "lines.1.amount")),
    ],
)
def test_seeded_error_of_a_line_is_found(changes, found):
    """Each error in a line is found, and nothing else."""
    assert found_in(an_order(lines=(a_line(**changes),))) == [found]


def test_price_that_is_not_the_masters_is_doubted():
    """Another price may be agreed or wrong: both values are shown."""
    order = an_order(total=Decimal(4600), lines=(a_line(unit_price=Decimal(2300), amount=Decimal(4600)),))

    assert check(order, MASTERS).findings == (
        Finding("price-differs", Severity.DOUBT, "lines.1.unit_price", (("stated", "2300"), ("master", "2400"))),
    )


def test_quantity_that_is_not_positive_is_stopped():
    """A returned or empty quantity does not become a slip by itself."""
    order = an_order(total=Decimal(-4800), lines=(a_line(quantity=Decimal(-2), amount=Decimal(-4800)),))

    assert found_in(order) == [("quantity-not-positive", "stop", "lines.1.quantity")]


def test_cancellation_needs_no_lines():
    """A cancellation names the order alone."""
    assert found_in(an_order(kind=OrderKind.CANCEL, lines=(), total=None)) == []


def test_value_that_could_not_be_read_is_said_once():
    """A quantity that stands there and could not be read is not also missing."""
    unread = Finding("field-unreadable", Severity.STOP, "lines.1.quantity", (("text", "適量"),))
    order = an_order(lines=(a_line(quantity=None),)).with_findings(unread)

    assert check(order, MASTERS).findings == (unread,)


def test_open_price_and_missing_day_are_no_findings():
    """A product without a list price, and an order without a delivery day, are in order."""
    line = a_line(product_code="P-3", product_name="工事一式", unit="式")

    assert found_in(an_order(lines=(line,), deliver_on=None)) == []


@pytest.mark.parametrize("tax", [391, 392, 390])
def test_tax_is_right_in_any_lawful_rounding(tax):
    """Tax is rounded once per rate, up, down or half up."""
    cardboard = a_line(number=2, product_code="P-2", product_name=None, unit=None, quantity=Decimal(1),
                       unit_price=Decimal(1560), amount=Decimal(1560))  # fmt: skip
    order = an_order(total=Decimal(6360), lines=(a_line(), cardboard))
    odd = an_order(
        total=Decimal(4879), lines=(a_line(), replace(cardboard, unit_price=Decimal(79), amount=Decimal(79)))
    )

    assert "tax-wrong" not in [code for code, _, _ in found_in(replace(order, tax=Decimal(540)))]
    assert ("tax-wrong" in [code for code, _, _ in found_in(replace(odd, tax=Decimal(tax)))]) is (tax == 390)


def test_tax_of_a_line_without_a_rate_is_not_judged():
    """Where a rate is unknown, the tax can neither be right nor wrong."""
    assert "tax-wrong" not in [
        code
        for code, _, _ in found_in(an_order(tax=Decimal(1), lines=(a_line(product_code="P-9", product_name=None),)))
    ]


@pytest.mark.proves("B6")
@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(-5, 5))
def test_total_that_does_not_add_up_never_passes(quantity, price, error):
    """Whatever the figures, a total that is off by any yen is a stop, and a right one is not."""
    amount = Decimal(quantity * price)
    line = a_line(quantity=Decimal(quantity), unit_price=Decimal(price), amount=amount)
    order = check(an_order(lines=(line,), total=amount + error), MASTERS)

    assert bool({"sum-wrong", "total-with-tax"} & {finding.code for finding in order.findings}) is (error != 0)
    assert order.has(Severity.STOP) is (error != 0)


def test_checking_is_cheap():
    """A line is checked in well under 0.15 ms, so that a thousand orders cost a tenth of a second."""
    order = an_order(lines=tuple(a_line(number=n) for n in range(1, 101)), total=Decimal(480_000))
    started = time.process_time()
    for _ in range(10):
        check(order, MASTERS)

    assert (time.process_time() - started) / 1000 < 0.00015


def seen(**changes: object) -> list[tuple[str, str, str]]:
    """Check a right order of the full masters with something changed, without the finding that no form read it."""
    order = replace(an_unseen_order(), findings=(), **changes)
    return [(one.code, one.severity.value, one.field) for one in check(order, FULL, TODAY).findings]


def a_full_line(**changes: object) -> OrderLine:
    return replace(an_unseen_order().lines[0], **changes)


def seen_of(line: OrderLine) -> list[tuple[str, str, str]]:
    return seen(lines=(line,), total=line.amount, tax=None)


@pytest.mark.proves("B6")
@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"number": "MF-10011"}, [("number-unusual", "doubt", "number")]),
        (
            {"customer": Customer("T7000012050003", None, False, "(株)見本フーズ")},
            [("customer-unknown", "stop", "customer"), ("registration-number-wrong", "doubt", "customer")],
        ),
        ({"customer": Customer("C001", None, False, "例示物産(有)")}, [("customer-name-differs", "doubt", "customer")]),
        ({"deliver_to": "横浜市西区中央一丁目2番3号 倉庫"}, []),
        ({"deliver_to": "横浜市西区中央1-2-3"}, []),
        ({"deliver_to": "大阪府大阪市北区1-1"}, [("deliver-to-differs", "note", "deliver_to")]),
        ({"ordered_on": date(2026, 4, 2)}, [("order-day-ahead", "doubt", "ordered_on")]),
        (
            {
                "ordered_on": date(2025, 12, 29),
                "lines": an_unseen_order().lines[:2],
                "total": Decimal(40800),
                "tax": Decimal(3264),
            },
            [("order-day-old", "doubt", "ordered_on")],
        ),
        ({"deliver_on": date(2027, 4, 3)}, [("date-far", "doubt", "deliver_on")]),
        ({"deliver_on": date(2026, 4, 29)}, [("date-holiday", "note", "deliver_on")]),
        ({"total": Decimal(60564)}, [("total-with-tax", "stop", "total")]),
        ({"total": Decimal(60565)}, [("sum-wrong", "stop", "total")]),
    ],
)
def test_oddity_of_an_order_is_found(changes, found):
    """Each oddity in the head, the days or the sums is found with its weight, and nothing else."""
    assert seen(**changes) == found


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({}, []),
        ({"product_code": "K-1", "product_name": "当社特選コーヒー"}, []),
        ({"product_name": "コーヒー豆 深いり"}, [("product-name-differs", "note", "lines.1.product_name")]),
        ({"product_name": "コーヒー豆浅煎"}, [("product-name-differs", "doubt", "lines.1.product_name")]),
        ({"product_code": "P-12"}, [("product-differs", "stop", "lines.1.product_code")]),
        ({"unit_price": Decimal(2592), "amount": Decimal(31104)}, [("price-with-tax", "stop", "lines.1.unit_price")]),
        ({"amount": Decimal(31104)}, [("amount-with-tax", "stop", "lines.1.amount")]),
        ({"unit": "ﾌｸﾛ"}, []),
    ],
)
def test_oddity_of_a_line_is_found(changes, found):
    """Names that are nearer to another product, and amounts with tax, are told apart from plain errors."""
    assert seen_of(a_full_line(**changes)) == found


@pytest.mark.parametrize(
    ("quantity", "unit", "found"),
    [
        (3, "ケース", None),
        (48, "ケース", None),
        (3, None, None),
        (48, None, ("quantity-like-pieces", "doubt", "lines.1.quantity")),
        (48, "ﾎﾝ", ("quantity-in-pieces", "doubt", "lines.1.quantity")),
        (3, "箱", ("unit-differs", "doubt", "lines.1.unit")),
    ],
)
def test_quantity_that_may_count_pieces_is_doubted(quantity, unit, found):
    """Where the unit holds 24 bottles, bottles are doubted, and so is a bare multiple of 24."""
    line = a_full_line(product_code="P-21", product_name="水 2L", quantity=Decimal(quantity), unit=unit,
                       unit_price=Decimal(780), amount=Decimal(780 * quantity))  # fmt: skip
    assert seen_of(line) == ([found] if found else [])


@pytest.mark.parametrize(("quantity", "is_odd"), [(100, False), (300, False), (250, True)])
def test_quantity_beside_the_lot_is_doubted(quantity, is_odd):
    """Where pieces are sold in lots of a hundred, another quantity is doubted."""
    line = a_full_line(product_code="P-22", product_name="紙コップ", quantity=Decimal(quantity), unit="ケ",
                       unit_price=Decimal(12), amount=Decimal(12 * quantity), tax_rate=None)  # fmt: skip
    assert seen_of(line) == ([("quantity-not-lot", "doubt", "lines.1.quantity")] if is_odd else [])


@pytest.mark.proves("B6")
def test_price_is_compared_with_the_list_of_the_day():
    """From July the box costs 1600: 1500 is doubted then, and was right before."""
    old = seen(ordered_on=date(2026, 7, 1), deliver_on=None)

    assert ("price-differs", "doubt", "lines.3.unit_price") in old
    assert seen() == []


@pytest.mark.proves("B6")
def test_order_above_the_credit_limit_is_doubted():
    """More than the customer is given on credit waits for a person."""
    line = a_full_line(quantity=Decimal(50), amount=Decimal(120000))
    assert seen_of(line) == [("credit-exceeded", "doubt", "total")]


def test_line_that_stands_twice_is_noted():
    """The same product in the same quantity may be one line read or written twice; another quantity is not."""
    twice = (a_full_line(), a_full_line(number=2), a_full_line(number=3, quantity=Decimal(1), amount=Decimal(2400)))
    order = an_order(customer=Customer("C001"), number="MF-1001", lines=twice, total=Decimal(60000))

    assert [(one.code, one.severity, one.values) for one in check(order, FULL, TODAY).findings] == [
        ("line-twice", Severity.NOTE, (("line", "1"), ("other", "2")))
    ]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (("コーヒー豆 深煎り※", "コーヒー豆 浅煎り ＊", "段ボール"), []),
        (("コーヒー豆 深煎り※", "コーヒー豆 浅煎り", "段ボール"), ["lines.2.tax_rate"]),
        (("コーヒー豆 深煎り", "コーヒー豆 浅煎り", "(軽)段ボール"), ["lines.3.tax_rate"]),
        (("コーヒー豆 深煎り", "コーヒー豆 浅煎り", "段ボール"), []),
    ],
)
def test_marks_of_the_reduced_rate_are_held_against_the_rate(names, found):
    """A mark at 10 %, and a line at 8 % without the mark the others bear, are doubted; unmarked papers are not."""
    right = an_unseen_order()
    marked = tuple(replace(line, product_name=name) for line, name in zip(right.lines, names, strict=True))

    assert [field for code, _, field in seen(lines=marked) if code == "tax-mark-differs"] == found


def test_mark_counts_where_only_the_paper_bears_it():
    """The mark is looked for in what was read, also where the name was cleaned of it."""
    written = ("lines.3.product_name", Provenance("A3", "※段ボール"))

    assert seen(provenance=(written,)) == [("tax-mark-differs", "doubt", "lines.3.tax_rate")]


@pytest.mark.parametrize(
    ("text", "is_over"),
    [
        ("平成38年4月10日", True),
        ("H38.4.10", True),
        ("令和8年4月10日", False),
        ("R8.4.10", False),
        ("2026-04-10", False),
    ],
)
def test_era_that_had_ended_is_noted(text, is_over):
    """平成38年 is a day all the same, and worth a look."""
    found = seen(provenance=(("deliver_on", Provenance("C5", text)),))
    assert found == ([("era-over", "note", "deliver_on")] if is_over else [])


def test_unknown_product_and_customer_come_with_suggestions():
    """What is near is named with its score, best first, and nothing is taken by itself."""
    line = a_full_line(product_code=None, product_name="コーヒー豆深煎")
    order = replace(an_unseen_order(), lines=(line,), customer=Customer(as_written="ミホン・フーズ"))
    checked = check(order, FULL, TODAY)
    told = {one.code: dict(one.values) for one in checked.findings}

    assert told["product-unknown"]["best"] == "P-11 コーヒー豆 深煎り"
    assert told["product-unknown"]["next"] == "P-12 コーヒー豆 浅煎り"
    assert 80 <= int(told["product-unknown"]["score"]) < 100
    assert told["customer-unknown"]["best"] == "C001 株式会社見本フーズ"
    assert (checked.lines[0].known, checked.customer.known) == (False, False)
    assert "P-11 コーヒー豆 深煎り" in say_finding("ja", "product-unknown", told["product-unknown"])


def test_every_finding_of_these_checks_is_said_in_both_languages():
    """Every code a check can write has its sentence."""
    written = set()
    for path in Path("agent/quality").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("found", "_odd_quantity")
            ):
                written |= {one.value for one in ast.walk(node.args[0]) if isinstance(one, ast.Constant)}

    assert len(written) > 30
    assert [code for code in written if not (knows("ja", f"finding.{code}") and knows("en", f"finding.{code}"))] == []


def test_quantity_that_is_missing_or_below_zero_is_said_once():
    """Where there is no quantity to compare, the pack says nothing more."""
    line = a_full_line(product_code="P-21", product_name="水 2L", quantity=None, unit=None, unit_price=Decimal(780),
                       amount=Decimal(780))  # fmt: skip
    assert seen_of(line) == [("quantity-missing", "stop", "lines.1.quantity")]


STOCK = "product,stock\nP-11,10\nP-22,0\nP-31,-4\n"
STOCKED = load_masters(FULL_CUSTOMERS, FULL_PRODUCTS, OWN_CODES, PRICES, STOCK)


@pytest.mark.proves("B6")
@pytest.mark.parametrize(
    ("code", "unit", "quantities", "short"),
    [
        ("P-11", "袋", (10,), []),
        ("P-11", None, (11,), ["lines.1.quantity 11 10"]),
        ("P-11", "袋", (4, 6, 1, 1), ["lines.3.quantity 11 10", "lines.4.quantity 12 10"]),
        ("P-22", "個", (100,), ["lines.1.quantity 100 0"]),
        ("P-22", "ケース", (1,), []),
        ("P-31", "束", (1,), ["lines.1.quantity 1 -4"]),
        ("P-12", "袋", (10**6,), []),
        ("P-99", "袋", (10**6,), []),
    ],
)
def test_more_than_there_is_to_sell_is_doubted(code, unit, quantities, short):
    """All lines of a product count together; of another unit, or a product without a count, nothing is known."""
    lines = tuple(
        a_full_line(number=at, product_code=code, product_name=None, unit=unit, quantity=Decimal(quantity))
        for at, quantity in enumerate(quantities, 1)
    )
    findings = check(replace(an_unseen_order(), lines=lines), learned(STOCKED, []), TODAY).findings
    told = [f"{one.field} {dict(one.values)['ordered']} {dict(one.values)['stock']}" for one in findings
            if (one.code, one.severity) == ("stock-short", Severity.DOUBT)]  # fmt: skip

    assert told == short


def test_cancelling_more_than_there_is_to_sell_is_no_matter():
    """What is taken back needs no stock."""
    line = a_full_line(quantity=Decimal(11), amount=Decimal(26400))
    order = replace(an_unseen_order(), kind=OrderKind.CANCEL, lines=(line,), total=Decimal(26400), tax=None)

    assert "stock-short" not in [one.code for one in check(order, STOCKED, TODAY).findings]
