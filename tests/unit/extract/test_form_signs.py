"""Rows of a mail that its form's pattern does not match, but that are parted as its goods are."""

import pytest

from agent.core.order import Order
from agent.extract.read import orders_of
from tests.unit.extract.making import a_document, a_form

FORM = r"""
applies: {reads: text}
fields: {number: {label: 注文番号}}
lines:
  regex: '^(?P<product_name>[^/]+?) / (?P<quantity>\d+)(?P<unit>[箱本枚]) / @(?P<unit_price>\d+)$'
"""
GOODS = "見本茶 / 2箱 / @500", "見本水 / 12本 / @80"


def read(*rows: str) -> Order:
    text = "\n".join(
        ("注文番号：A-1", "", *rows, "", "株式会社見本", "TEL 03-0000-0000 / FAX 03-0000-0001 / 担当 田中")
    )
    [order] = orders_of(a_document(text.encode(), "body.txt", "text/plain"), [a_form(FORM)]).orders
    assert len(order.lines) == len(GOODS)
    return order


@pytest.mark.parametrize("row", ["糊 / 20?本 / @90", "糊 / 二十本 / @90", "糊 / 20 / @90", "糊 / 未定 / @90"])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_row_parted_like_the_goods_is_doubted(row, at):
    rows = [*GOODS[:at], row, *GOODS[at:]]
    found = {(one.code, one.field) for one in read(*rows).findings}
    assert found & {("rows-unread", "lines"), ("written-elsewhere", "lines")}


@pytest.mark.parametrize("row", ["以上 / よろしくお願いします / 田中", "TEL 03-1 / 内線 12 / @tanaka"])
def test_row_of_something_else_is_not(row):
    """What has no figure, and how to reach somebody."""
    assert read(*GOODS, row).findings == ()
