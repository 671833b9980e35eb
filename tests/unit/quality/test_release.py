"""An order of an unseen layout passes only when all that is keyed has a second witness."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Provenance, Severity
from agent.quality.checks import check
from agent.quality.match import masters_of
from tests.unit.quality.making import FULL, an_unseen_order

TODAY = date(2026, 4, 1)
FIGURES = ("quantity", "unit_price", "amount", "tax_rate")
TEXTS = ("product_code", "product_name", "unit")


def weights_of(order: Order) -> set[Severity]:
    return {finding.severity for finding in check(order, FULL, TODAY).findings}


def waits(order: Order) -> bool:
    return bool(weights_of(order) & {Severity.STOP, Severity.DOUBT})


def with_line(order: Order, index: int, **changes: object) -> Order:
    lines = list(order.lines)
    lines[index] = replace(lines[index], **changes)
    return replace(order, lines=tuple(lines))


def test_order_that_agrees_in_everything_is_released():
    """The stop becomes a note: number, customer, products, figures and total all agree and were surely read."""
    assert check(an_unseen_order(), FULL, TODAY).findings == (Finding("layout-unseen", Severity.NOTE),)


def with_digit(value: Decimal, at: int, more: int) -> Decimal:
    """Change one digit of a figure."""
    sign, digits, exponent = value.as_tuple()
    place = at % len(digits)
    changed = (*digits[:place], (digits[place] + more) % 10, *digits[place + 1 :])
    return Decimal((sign, changed, exponent))


def with_letter(text: str, at: int, letter: str) -> str:
    """Change one letter of a text."""
    place = at % len(text)
    return text[:place] + letter + text[place + 1 :]


@given(st.integers(0, 2), st.sampled_from(FIGURES), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_in_a_line_is_never_released(line, field, at, more):
    """A digit that is changed in a quantity, price, amount or rate leaves a stop or a doubt."""
    right = an_unseen_order()
    wrong = with_digit(getattr(right.lines[line], field), at, more)

    assert waits(with_line(right, line, **{field: wrong}))


@given(st.integers(0, 2), st.sampled_from(TEXTS), st.integers(0, 20), st.sampled_from("0123456789浅深煎袋束箱豆P"))
def test_one_wrong_letter_in_a_line_is_never_released(line, field, at, letter):
    """A letter that is changed in a code, name or unit leaves a stop or a doubt, though it make another product."""
    right = an_unseen_order()
    before = getattr(right.lines[line], field)
    after = with_letter(before, at, letter)
    if after.replace(" ", "") != before.replace(" ", ""):
        assert waits(with_line(right, line, **{field: after}))


@given(st.sampled_from(["total", "tax"]), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_in_the_sums_is_never_released(field, at, more):
    """A digit that is changed in the total or the tax leaves a stop or a doubt."""
    right = an_unseen_order()

    assert waits(replace(right, **{field: with_digit(getattr(right, field), at, more)}))


@given(st.sampled_from(["code", "as_written"]), st.integers(0, 20), st.sampled_from("0123456789例示物産株有"))
def test_one_wrong_letter_of_the_customer_is_never_released(field, at, letter):
    """A letter that is changed in the customer's code or name leaves a stop or a doubt."""
    right = an_unseen_order()
    before = getattr(right.customer, field)
    after = with_letter(before, at, letter)
    if after != before:
        assert waits(replace(right, customer=replace(right.customer, **{field: after})))


RIGHT = an_unseen_order()
FIRST, SECOND, THIRD = RIGHT.lines


@pytest.mark.parametrize(
    "lines",
    [
        (FIRST, SECOND),
        (FIRST, SECOND, THIRD, replace(THIRD, number=4)),
        (replace(FIRST, quantity=FIRST.unit_price, unit_price=FIRST.quantity), SECOND, THIRD),
        (replace(FIRST, product_code="P-12", product_name="コーヒー豆 深煎り"), SECOND, THIRD),
        (replace(FIRST, product_code="P-12", product_name=None), SECOND, THIRD),
        (replace(FIRST, product_code="P-12", product_name="特別な豆"), SECOND, THIRD),
        (replace(FIRST, quantity=SECOND.quantity), replace(SECOND, quantity=FIRST.quantity), THIRD),
        (),
    ],
    ids=["lost", "doubled", "columns", "code", "code-alone", "code-and-strange-name", "rows", "none"],
)
def test_line_at_the_wrong_place_is_never_released(lines):
    """A line that is lost or doubled, columns or rows that are exchanged, and a code without its name are held."""
    assert waits(replace(RIGHT, lines=lines))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": OrderKind.CHANGE}, {"number": None}, {"total": None},
        {"customer": Customer("C001")}, {"customer": Customer(None, None, False, "見本フーヅ")},
        {"deliver_on": date(2026, 3, 1)},
        {"provenance": RIGHT.provenance[1:]}, {"provenance": RIGHT.provenance[:-1]},
        {"provenance": (*RIGHT.provenance, ("note", Provenance("page 1", "x", 0.89)))},
        {"findings": (*RIGHT.findings, Finding("customer-ambiguous", Severity.DOUBT, "customer"))},
    ],
    ids=lambda changes: "-".join(changes),
)  # fmt: skip
def test_what_lacks_a_witness_keeps_its_doubt(changes):
    """A change, a missing number, a total that we reckoned, a code alone, an unsure value or another doubt holds it."""
    assert waits(replace(RIGHT, **changes))


@pytest.mark.parametrize("field", ["quantity", "unit_price", "amount"])
def test_figure_that_we_would_have_to_reckon_keeps_the_doubt(field):
    """Quantity, price and amount must each stand in the document."""
    assert waits(with_line(RIGHT, 0, **{field: None}))


def test_price_that_no_list_knows_keeps_the_doubt():
    """Quantity and price could be exchanged without a sum telling: the price list must know the price."""
    masters = replace(FULL, prices={}, products=())
    line = OrderLine(1, "P-3", "工事一式", Decimal(2), "式", Decimal(500), Decimal(1000))
    written = tuple((path, at) for path, at in RIGHT.provenance if not path.startswith(("lines.2", "lines.3")))
    order = replace(RIGHT, lines=(line,), total=Decimal(1000), tax=None, provenance=written)
    product = replace(
        FULL.products[0], code="P-3", name="工事一式", unit="式", unit_price=None, tax_rate=Decimal("0.1")
    )
    known = replace(masters, product_codes={"p-3": (product,)}, product_names={"工事一式": (product,)})

    assert [one.code for one in check(order, known, TODAY).findings] == ["layout-unseen"]
    assert check(order, known, TODAY).has(Severity.STOP)


def test_article_number_stands_for_a_name():
    """A JAN carries its own check digit: with it a line needs no name."""
    order = with_line(RIGHT, 0, product_code="4901234567894", product_name=None)
    wrong = with_line(RIGHT, 0, product_code="4901234567884", product_name=None)

    assert weights_of(order) == {Severity.NOTE}
    assert waits(wrong)


def test_doubt_of_another_kind_is_never_turned():
    """Only the doubt of the unseen layout is released; an order read by a form keeps its own."""
    order = replace(RIGHT, findings=(Finding("rows-differ", Severity.DOUBT, "total"),))

    assert [one.severity for one in check(order, FULL, TODAY).findings] == [Severity.DOUBT]


class TestPicture:
    """An order read from a picture passes as one read without a form does, whatever read it."""

    def order(self, *unclear: str) -> Order:
        """Make an order that a form has read from a picture, with some values not seen clearly."""
        days = {"ordered_on": TODAY, "deliver_on": date(2026, 4, 10)}
        stated = {path: Provenance("page 1", day.isoformat(), 0.95) for path, day in days.items()}
        order = replace(an_unseen_order(), **days)
        known = dict(order.provenance) | stated
        known |= {path: Provenance("page 1", "as read", 0.5) for path in unclear}
        findings = [Finding("value-unclear", Severity.DOUBT, path) for path in unclear]
        return replace(
            order,
            provenance=tuple(known.items()),
            findings=(Finding("read-from-picture", Severity.STOP), *findings),
        )

    def test_picture_that_agrees_in_everything_is_released(self):
        """The stop becomes a note."""
        assert check(self.order(), FULL, TODAY).findings == (Finding("read-from-picture", Severity.NOTE),)

    @pytest.mark.parametrize(
        "path", ["total", "customer_name", "lines.1.product_name", "lines.1.quantity", "lines.2.amount", "lines.1.unit"]
    )
    def test_value_with_another_witness_need_not_be_clear(self, path):
        """Sums, the price list and the masters say the same."""
        assert weights_of(self.order(path)) == {Severity.NOTE}

    @pytest.mark.parametrize("path", ["number", "ordered_on", "deliver_on"])
    def test_value_without_another_witness_must_be_clear(self, path):
        """Number and days stand once on the paper."""
        assert waits(self.order(path))

    @pytest.mark.parametrize(
        ("place", "is_held"), [("横浜市西区中央1-2-8 倉庫", True), ("神奈川県横浜市西区中央１丁目２－３ 倉庫", False)]
    )
    def test_place_on_a_picture_must_be_the_usual_one(self, place, is_held):
        """Two looks of one model may misread a place alike: only the master vouches for it."""
        assert waits(replace(self.order(), deliver_to=place)) is is_held

    def test_note_on_a_picture_is_for_a_person(self):
        """Nothing else in the document says what it says, however clearly it seems to be written."""
        assert waits(replace(self.order(), note="午前着希望"))

    @pytest.mark.parametrize("path", ["ordered_on", "deliver_on"])
    def test_day_that_was_not_found_on_a_picture_waits(self, path):
        """Its label may have been misread."""
        order = self.order()

        assert waits(replace(order, provenance=tuple(one for one in order.provenance if one[0] != path)))

    def test_unit_that_no_master_knows_must_be_clear(self):
        """Nothing else says it."""
        prices = [price for agreed in FULL.prices.values() for price in agreed]
        products = [replace(one, unit="") for one in FULL.products]
        unitless = masters_of(FULL.customers, products, FULL.aliases, prices)

        assert {one.severity for one in check(self.order(), unitless, TODAY).findings} == {Severity.NOTE}
        assert check(self.order("lines.1.unit"), unitless, TODAY).has(Severity.STOP)

    def test_customer_is_known_by_the_form_that_the_sender_has(self):
        """A form that fixes the customer needs no name on the paper; a code that was read alone is not enough."""
        order = self.order()
        known = replace(order, customer=Customer("C001"))
        rest = tuple(one for one in order.provenance if one[0] != "customer_name")
        fixed = (*rest, ("customer_code", Provenance("form f", "C001")))
        read = (*rest, ("customer_code", Provenance("page 1", "C001", 0.95)))

        assert not waits(replace(known, provenance=fixed))
        assert waits(replace(known, provenance=read))


def test_note_is_for_a_person():
    """A remark may ask for more, for less or for another day: no check knows what it says."""
    assert waits(replace(an_unseen_order(), note="上白糖はもう1袋追加で"))
