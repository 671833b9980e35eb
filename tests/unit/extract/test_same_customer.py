"""Two spellings of one customer are one; a branch, or a firm that begins alike, is another."""

import pytest

from agent.extract.same_customer import is_same_customer
from tests.unit.extract.laid_out import read, sheet

FIRM = "株式会社見本フーズ"


@pytest.mark.parametrize(
    "other",
    [
        "(株)見本フーズ", "㈱見本フーズ", "株式会社 見本フーズ", f"{FIRM} 様", f"{FIRM}御中", f"{FIRM} 購買部",
        f"{FIRM} 購買部 田中", f"{FIRM}購買部 仕入課 御中", f"{FIRM} 田中様", f"{FIRM} 田中 一郎 様",
        "(株)見本フーズ 本社",
    ],
)  # fmt: skip
def test_same(other):
    """Legal form, blanks, honorific, department and person part nothing, either way round."""
    assert is_same_customer(FIRM, other)
    assert is_same_customer(other, FIRM)


@pytest.mark.parametrize(
    "other",
    [
        f"{FIRM} 大阪支店", f"{FIRM}ジャパン", f"{FIRM} 大阪", "見本フーズ株式会社", "有限会社見本フーズ",
        "株式会社例示商店", "",
    ],
)  # fmt: skip
def test_other(other):
    """The place of the legal form tells firms apart, and so does any further word of the name."""
    assert not is_same_customer(FIRM, other)
    assert not is_same_customer(other, FIRM)


@pytest.mark.parametrize(("again", "name"), [("(株)見本フーズ", FIRM), ("株式会社例示商店", None)])
def test_customer_said_twice_without_a_form(again, name):
    """The first spelling is kept; of two customers none is."""
    content = sheet(["注文番号", "A-1"], ["発注者", FIRM], ["発注者", again], ["商品名", "数量"], ["見本茶", 5])
    [order] = read(content).orders

    assert order.customer.as_written == name
    assert ("value-ambiguous" in [one.code for one in order.findings]) is (name is None)
