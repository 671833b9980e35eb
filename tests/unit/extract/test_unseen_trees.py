"""JSON and XML without a form: keys are read by what the objects they stand in are."""

import json
from datetime import date
from decimal import Decimal

from tests.unit.extract.laid_out import read, read_text


def test_keys_of_inner_objects_are_named_by_the_outer():
    """`buyer.companyName` is the customer, `seller.companyName` is us, `price.value` is a price."""
    line = {
        "gtin": "4901234567894",
        "itemName": "茶",
        "qty": 2,
        "unit": "袋",
        "price": {"value": 500, "currency": "JPY"},
    }
    order = {"id": 77, "issueDate": "2026-04-01", "buyer": {"companyName": "見本株式会社", "id": "C001"}}
    content = json.dumps({"purchaseOrder": {**order, "seller": {"companyName": "伝票商事"}, "lines": [line]}})
    [read_] = read(content, "o.json", media_type="application/json").orders

    assert (read_.number, read_.customer.as_written, read_.customer.code) == ("77", "見本株式会社", "C001")
    assert (read_.ordered_on, read_.lines[0].product_name) == (date(2026, 4, 1), "茶")
    assert (read_.lines[0].quantity, read_.lines[0].unit, read_.lines[0].unit_price) == (2, "袋", Decimal(500))


def test_orders_in_a_list_are_told_apart():
    """The number of the object around a line says whose line it is."""
    line = {"商品コード": "P1", "商品名": "茶", "数量": 1}
    orders = [
        {"注文番号": number, "得意先": {"コード": code, "名称": "甲"}, "明細": [line]}
        for number, code in (("K1", "C1"), ("K2", "C2"))
    ]
    found = read(json.dumps({"注文": orders}), "o.json", media_type="application/json").orders

    assert [(one.number, one.customer.code, len(one.lines)) for one in found] == [("K1", "C1", 1), ("K2", "C2", 1)]


def test_unit_may_be_an_attribute():
    """`<数量 単位="箱">3</数量>` is three cases."""
    lines = '<明細><品番>P1</品番><品名>茶</品名><数量 単位="箱">3</数量></明細>' * 2
    [order] = read(f"<注文><注文番号>X1</注文番号>{lines}</注文>", "o.xml").orders

    assert [(line.quantity, line.unit) for line in order.lines] == [(3, "箱"), (3, "箱")]


def test_day_a_sentence_asks_for_is_the_day_of_delivery():
    """One such day is taken where no label says one; of two neither is, nor beside a label that says another."""
    [order] = read_text("注文番号：A1\n5月18日着でお願いします。\n・見本茶　1箱\n").orders
    [unclear] = read_text("5月18日着、または 5月20日着でお願いします。\n・見本茶　1箱\n").orders
    [labelled] = read_text("納期：5月20日\n5月18日着でお願いします。\n・見本茶　1箱\n").orders

    assert (order.deliver_on.month, order.deliver_on.day) == (5, 18)
    assert unclear.deliver_on is None
    assert labelled.deliver_on is None
    for one in (unclear, labelled):
        assert ("value-ambiguous", "deliver_on") in [(found.code, found.field) for found in one.findings]
