"""Masters are loaded whole, and matched exactly or not at all."""

from datetime import date
from decimal import Decimal

import pytest

from agent.core.order import Customer, Provenance
from agent.marks.findings import FilesError
from agent.quality import case
from agent.quality.master import Alias
from agent.quality.match import learned, load_masters
from tests.unit.quality.making import CUSTOMERS, FULL, MASTERS, PRODUCTS, a_line, an_order


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


@pytest.mark.parametrize(
    ("code", "name", "customer", "found"),
    [
        ("4901234567894", None, "", "P-11"),
        ("４９０１２３４５６７８９４", None, "C002", "P-11"),
        ("K-1", None, "C001", "P-11"),
        ("K-1", None, "C002", "P-31"),
        ("K-1", None, "", None),
        ("K-1", None, "C009", None),
        ("P-31", None, "C001", "P-31"),
        ("P-31", None, "C002", None),
        (None, "当社特選コーヒー", "C001", "P-11"),
        (None, "当社特選コーヒー", "C002", None),
        (None, "※段ボール", "", "P-31"),
        (None, "段ボール（軽）", "", "P-31"),
    ],
)
def test_product_is_found_by_jan_and_by_what_the_customer_calls_it(code, name, customer, found):
    """A customer's own code is its alone; a code that is ours and means another product to the customer is neither."""
    product = FULL.find_product(code, name, customer)

    assert (product.code if product else None) == found


@pytest.mark.parametrize("code", ["7000012050002", "T7000012050002", "ｔ7000012050002"])
def test_customer_is_found_by_its_corporate_number(code):
    """A corporate number names one firm, with the T of its registration or without."""
    assert FULL.find_customer(Customer(code=code)) is FULL.customers[0]


@pytest.mark.parametrize(
    ("customer", "day", "price"),
    [
        ("C001", date(2026, 3, 31), 1560),
        ("C001", date(2026, 4, 1), 1500),
        ("C001", date(2026, 6, 30), 1500),
        ("C001", date(2026, 7, 1), 1600),
        ("C001", date(2026, 12, 1), 1600),
        ("C002", date(2026, 4, 1), 1400),
        ("C001", None, 1560),
        ("C002", None, 1400),
    ],
)
def test_price_is_that_of_the_customer_and_the_day(customer, day, price):
    """The customer's own price goes first, then the latest that holds on the day, then the master's."""
    assert FULL.find_price(FULL.products[4], customer, day) == price


def test_what_a_person_said_is_found_from_then_on():
    """A learned name or code finds its customer or product, everywhere or for one customer."""
    wiser = learned(
        FULL,
        [
            Alias("customer", "ミホンさん", "C001"),
            Alias("product", "箱", "P-31"),
            Alias("product", "X-9", "P-12", "C001"),
            Alias("product", "昔の品", "P-99"),
        ],
    )

    assert wiser.find_customer_named("ミホンさん") == FULL.customers[0]
    assert wiser.find_product_named("箱") == FULL.products[4]
    assert wiser.find_product("X-9", None, "C001") == FULL.products[1]
    assert wiser.find_product("X-9", None, "C002") is None
    assert wiser.find_product_named("昔の品") is None
    assert wiser.find_product("K-1", None, "C002") == FULL.products[4]
    assert wiser.find_price(FULL.products[4], "C002", None) == 1400
    assert learned(wiser, [Alias("product", "缶", "P-31")]).find_product_named("箱") == FULL.products[4]


def test_what_a_person_said_never_overrules_the_master():
    """Where the master gives the name to another, both are candidates, and a person is asked again."""
    wiser = learned(FULL, [Alias("customer", "見本フーズ", "C002"), Alias("product", "段ボール", "P-11")])

    assert wiser.find_customer_named("見本フーズ") is None
    assert wiser.find_product_named("段ボール") is None


@pytest.mark.parametrize(
    ("file", "text", "found"),
    [
        (0, "code,name,corporate_number\nC1,A,7000012050003\n", "customers.csv:2:1 corporate-number"),
        (0, "code,name,number_pattern\nC1,A,(\n", "customers.csv:2:1 pattern"),
        (0, "code,name,credit_limit\nC1,A,many\n", "customers.csv:2:1 number"),
        (0, "code,name,credit_limit\nC1,A,-1\n", "customers.csv:2:1 number"),
        (1, "code,name,tax_rate,jan\nP,A,0.1,4901234567890\n", "products.csv:2:1 jan"),
        (1, "code,name,tax_rate,pack\nP,A,0.1,many\n", "products.csv:2:1 pack"),
        (2, "customer,written,product\nC001,K,P-1\nC001,ｋ,P-2\n", "customer_products.csv:3:1 code-twice"),
        (2, "customer,written,product\nC999,K,P-1\n", "customer_products.csv:2:1 code-unknown"),
        (2, "customer,written\nC001,K\n", "customer_products.csv:1:1 column-missing"),
        (3, "product,unit_price,since\nP-1,100,April\n", "prices.csv:2:1 day"),
        (3, "product,unit_price,until\nP-9,100,2026-04-01\n", "prices.csv:2:1 code-unknown"),
        (3, "product,unit_price\nP-1,x\n", "prices.csv:2:1 number"),
        (4, "product,stock\nP-1,few\n", "stock.csv:2:1 number"),
        (4, "product,stock\nP-9,3\n", "stock.csv:2:1 code-unknown"),
        (4, "product,stock\nP-1,\n", "stock.csv:2:1 value-missing"),
    ],
)
def test_wrong_value_of_an_optional_column_is_named(file, text, found):
    """A wrong check digit, pattern, amount, pack, day or code stands with its line."""
    texts = [CUSTOMERS, PRODUCTS, "", "", ""]
    texts[file] = text
    with pytest.raises(FilesError) as caught:
        load_masters(*texts)

    assert [f"{finding.place} {finding.code}" for finding in caught.value.findings] == [f"masters/{found}"]


def test_bare_number_of_pieces_is_a_pack():
    """`24` and `24本` in the column are packs, as `24本入` is; an empty one is none."""
    products = load_masters(
        "code,name\n", "code,name,tax_rate,pack\nA,A,0.1,24\nB,B,0.1,24本\nC,C,0.1,24本入\nD,D,0.1,\n"
    ).products

    assert [product.pack for product in products] == ["24入", "24本入", "24本入", ""]


def test_no_line_looks_through_all_values_of_its_order(monkeypatch):
    """What was written is gathered once for all lines: an order of n lines does not take n times n steps."""
    seen: list[int] = []

    def counted(*pairs):
        made = dict(*pairs)
        seen.append(len(made))
        return made

    monkeypatch.setattr(case, "dict", counted, raising=False)
    lines = tuple(a_line(number=number) for number in range(1, 51))
    places = tuple((f"lines.{number}.product_name", Provenance("A1", "豆")) for number in range(1, 51))
    checked = case.case_of(an_order(lines=lines, provenance=places), MASTERS)

    assert (checked.lines[49].written, sum(seen)) == ("豆", 50)
