"""Masters are loaded whole, and matched exactly or not at all."""

from decimal import Decimal

import pytest

from agent.core.order import Customer
from agent.marks.findings import FilesError
from agent.quality.match import load_masters
from tests.unit.quality.making import CUSTOMERS, MASTERS, PRODUCTS


@pytest.mark.parametrize(
    ("code", "name", "found"),
    [
        ("C001", None, "C001"), ("ｃ００１", "別の名前", "C001"), ("C999", "株式会社見本フーズ", None),
        (None, "㈱見本フーズ", "C001"), (None, "ミホン", "C001"), (None, "見本フーズ(株)", "C002"),
        (None, "見本フーズさん", None),
        (None, "見本屋", None), (None, None, None), (None, "", None), (None, "高島商店", "C003"),
    ],
)  # fmt: skip
def test_customer_is_found_by_code_or_exact_name(code, name, found):
    """A code counts before a name; a name must be exact, spellings folded; an alias of two customers finds neither."""
    customer = MASTERS.find_customer(Customer(code=code, as_written=name))

    assert (customer.code if customer else None) == found


@pytest.mark.parametrize(
    ("code", "name", "found"),
    [("P-1", None, "P-1"), ("p－1", None, "P-1"), ("kohi", None, "P-1"), (None, "コーヒー豆　１ｋｇ", "P-1"),
     (None, "豆1kg", "P-1"),
     ("P-9", "段ボール", None), (None, "段ボール 大", None), (None, None, None)],
)  # fmt: skip
def test_product_is_found_by_code_alias_or_exact_name(code, name, found):
    """A customer's own code is an alias; an unknown code is not overruled by a name."""
    product = MASTERS.find_product(code, name)

    assert (product.code if product else None) == found


def test_values_of_the_masters_are_typed():
    """Prices and rates are exact decimals, absent prices None, aliases parted."""
    coffee, _, works = MASTERS.products

    assert (coffee.unit_price, coffee.tax_rate, coffee.aliases) == (Decimal(2400), Decimal("0.08"), ("豆1kg", "KOHI"))
    assert (works.unit_price, works.unit, MASTERS.customers[0].email) == (None, "", "order@mihon.example")


def test_byte_order_mark_is_no_part_of_the_first_title():
    """A CSV saved by Excel, with its mark, is read."""
    assert len(load_masters("\ufeff" + CUSTOMERS, "\ufeff" + PRODUCTS).customers) == 4


@pytest.mark.parametrize(
    ("customers", "products", "found"),
    [
        ("name\nA\n", PRODUCTS, ["masters/customers.csv:1:1 column-missing"]),
        ("", PRODUCTS, ["masters/customers.csv:1:1 column-missing"]),
        ("code,name\nC1,\n", PRODUCTS, ["masters/customers.csv:2:1 value-missing"]),
        ("code,name\nC1,A\nｃ1,B\n", PRODUCTS, ["masters/customers.csv:3:1 code-twice"]),
        (CUSTOMERS, "code,name,tax_rate\nP,A,10\nQ,B,x\n",
         ["masters/products.csv:2:1 number", "masters/products.csv:3:1 number"]),
        (CUSTOMERS, "code,name,tax_rate,unit_price\nP,A,0.1,NaN\n", ["masters/products.csv:2:1 number"]),
        ("code,name\nC1,A,B,C\n", "code,name,tax_rate\nP,A\n", ["masters/products.csv:2:1 value-missing"]),
    ],
)  # fmt: skip
def test_wrong_masters_are_named_with_their_lines(customers, products, found):
    """Each wrong line of both files is found."""
    with pytest.raises(FilesError) as caught:
        load_masters(customers, products)

    assert [f"{finding.place} {finding.code}" for finding in caught.value.findings] == found
