"""Only what is exact is matched; what is near is for a person."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from agent.core.order import Customer, Order, OrderLine, Severity
from agent.quality.checks import check
from agent.quality.master import Alias, MasterCustomer, MasterProduct
from agent.quality.match import learned, masters_of
from agent.quality.normalise import code_key, name_key, product_key

NAMES = st.text("山田商事会東西ミホン豆茶12", min_size=1, max_size=5)
CODES = st.text("AB01", min_size=1, max_size=3)
CUSTOMERS = st.lists(st.builds(MasterCustomer, CODES, NAMES, aliases=st.tuples(NAMES)), max_size=6,
                     unique_by=lambda one: one.code)  # fmt: skip
PRODUCTS = st.lists(st.builds(MasterProduct, CODES, NAMES, st.just(Decimal("0.1")), st.tuples(NAMES)), max_size=6,
                    unique_by=lambda one: one.code)  # fmt: skip


@given(CUSTOMERS, NAMES, st.none() | CODES)
def test_customer_is_matched_exactly_or_not_at_all(customers, name, code):
    """A customer that is found bears the written code, or is the only one that bears the written name."""
    found = masters_of(customers, ()).find_customer(Customer(code, as_written=name))
    if code is not None:
        meant = [one for one in customers if code_key(one.code) == code_key(code)]
    else:
        meant = [one for one in customers if name_key(name) in {name_key(own) for own in (one.name, *one.aliases)}]

    assert found == (meant[0] if len(meant) == 1 else None)


@given(PRODUCTS, NAMES, st.none() | CODES)
def test_product_is_matched_exactly_or_not_at_all(products, name, code):
    """A product that is found bears the written code, or is the only one that is called what is written."""
    found = masters_of((), products).find_product(code, name)
    written = name if code is None else code
    by_code = [one for one in products if one.code == code]
    called = [one for one in products if product_key(written) in {product_key(own) for own in (one.name, *one.aliases)}]
    meant = by_code or called

    assert found == (meant[0] if len(meant) == 1 else None)


@given(PRODUCTS, NAMES, st.none() | CODES)
def test_line_is_known_only_by_an_exact_match(products, name, code):
    """However near a name is, the line waits for a person unless it is found exactly and code and name agree."""
    masters = masters_of((), products)
    line = OrderLine(1, code, name, Decimal(1), None, Decimal(1), Decimal(1))
    order = check(Order("s/k/0", "s", number="1", lines=(line,)), masters)
    weights = {one.code: one.severity for one in order.findings if one.field.startswith("lines.1.product")}
    found = masters.find_product(code, name)

    assert order.lines[0].known is (found is not None)
    assert (weights.get("product-unknown") is Severity.STOP) is (found is None)
    named = masters.find_product_named(name)
    if found is not None and named is not None and named != found:
        assert weights["product-differs"] is Severity.STOP


@given(PRODUCTS, st.lists(st.builds(Alias, st.just("product"), NAMES, CODES), max_size=4), NAMES)
def test_learning_never_turns_one_product_into_another(products, aliases, name):
    """What was found before is found still, or asked: a learned name never makes it another product."""
    before = masters_of((), products).find_product_named(name)
    after = learned(masters_of((), products), aliases).find_product_named(name)

    assert before is None or after in (before, None)
    assert after is None or after in products
