"""Trees that list the tax of each rate beside the whole tax, and the codes of both sides beside each other."""

import json

import pytest

from agent.core.order import Order
from tests.unit.extract.laid_out import lines_of, number, read

LINES = [
    {
        "item": {"itemName": "水", "janCode": "4909876001011"},
        "qty": 4,
        "unit": "箱",
        "price": 100,
        "amount": 400,
    },
    {
        "item": {"itemName": "袋", "janCode": "4909876001028"},
        "qty": 3,
        "unit": "束",
        "price": 200,
        "amount": 600,
    },
]
RATES = [{"rate": 8, "base": 400, "tax": 32}, {"rate": 10, "base": 600, "tax": 60}]


def read_json(value: object) -> Order:
    [order] = read(json.dumps(value, ensure_ascii=False), "o.json", media_type="application/json").orders
    return order


def codes(order: Order) -> set[str]:
    return {one.code for one in order.findings}


@pytest.mark.parametrize(
    "totals",
    [
        {"totals": {"taxExcludedAmount": 1000, "taxes": RATES, "taxAmount": 92}},
        {"subtotal": 1000, "taxBreakdown": RATES, "consumptionTax": 92},
        {"summary": {"税抜合計": 1000, "税": RATES, "消費税": 92}},
        {
            "netTotal": 1000,
            "vatLines": [{"vatRate": "8%", "value": 32}, {"vatRate": "10%", "value": 60}],
            "totalTax": 92,
        },
        {"subtotal": "1,000", "taxes": [{"rate": 8, "tax": 92}], "taxAmount": "92"},
    ],
)
def test_taxes_of_each_rate_say_the_tax_again(totals):
    order = read_json({"orderNumber": "M-1", "details": LINES, **totals})

    assert (number(order.total), number(order.tax)) == (1000, 92)
    assert [line[1:] for line in lines_of(order)] == [("水", 4, "箱", 100, 400), ("袋", 3, "束", 200, 600)]
    assert codes(order) == {"layout-unseen"}


@pytest.mark.parametrize(
    "totals",
    [{"taxes": RATES, "taxAmount": 90}, {"taxes": [*RATES, {"rate": 0, "base": 5}], "taxAmount": 93}, {"taxes": RATES}],
)
def test_taxes_that_do_not_come_to_it_leave_the_tax_open(totals):
    """Another sum, a rate without a tax, and no sum at all; and they are no lines."""
    order = read_json({"orderNumber": "M-1", "details": LINES, "subtotal": 1000, **totals})

    assert (order.tax, number(order.total), len(order.lines)) == (None, 1000, 2)


def test_list_behind_the_lines_is_none_of_theirs():
    """Whatever its titles are: each list has its own."""
    lists = {"details": LINES, "approvals": [{"step": 1, "by": "田中"}, {"step": 2, "by": "林"}]}
    order = read_json({"orderNumber": "M-1", **lists})

    assert len(order.lines) == 2
    assert "written-elsewhere" in codes(order)


@pytest.mark.parametrize("key", ["supplierItemCode", "vendorPartNo", "sellerProductCode", "yourItemNo", "supplierSku"])
def test_our_own_code_is_surer_than_that_of_all(key):
    lines = [{**line, "item": {**line["item"], key: code}} for line, code in zip(LINES, ("P1", "P2"), strict=True)]
    order = read_json({"orderNumber": "M-1", "details": lines})

    assert [line.product_code for line in order.lines] == ["P1", "P2"]
    assert codes(order) == {"layout-unseen"}


def test_the_buyers_own_code_is_no_surer():
    lines = [
        {"itemName": one["item"]["itemName"], "customerItemNo": code, "qty": 2}
        for one, code in zip(LINES, "AB", strict=True)
    ]
    order = read_json({"orderNumber": "M-1", "details": [{**line, "supplierItemNo": "P-1"} for line in lines]})

    assert {line.product_code for line in order.lines} == {"P-1"}
    assert [line.product_code for line in read_json({"orderNumber": "M-1", "details": lines}).lines] == ["A", "B"]
