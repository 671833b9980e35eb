"""JSON and XML without a form: keys are read by what the objects they stand in are."""

import json
from datetime import date
from decimal import Decimal

import pytest

from agent.core.order import Order
from agent.extract.unseen.key_paths import said_by
from agent.extract.values import day_in
from tests.unit.extract.laid_out import lines_of, read, read_text


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


def read_json(value: object) -> tuple:
    """Read what a program may write as JSON."""
    return read(json.dumps(value, ensure_ascii=False), "o.json", media_type="application/json").orders


def codes_of(order: Order) -> list[tuple[str, str]]:
    return [(one.code, one.field) for one in order.findings if one.code != "layout-unseen"]


LINES = [
    {"code": "P1", "name": "茶", "qty": 2, "unitPrice": 100},
    {"code": "P2", "name": "米", "qty": 3, "unitPrice": 200},
]
BOTH = [("P1", "茶", 2, None, 100, None), ("P2", "米", 3, None, 200, None)]


class TestOnce:
    def test_one_line_is_read_once(self):
        """XML does not tell a list of one from no list; the line is read once, and its words are no labels."""
        line = "<行><品番>P1</品番><品名>茶</品名><数量>2</数量><単価>100</単価></行>"
        [order] = read(f"<注文><注文番号>X1</注文番号><明細>{line}</明細></注文>", "o.xml").orders
        gift = line.replace("行", "景品").replace("P1", "G1")
        [with_gift] = read(f"<注文><注文番号>X1</注文番号><明細>{line}</明細>{gift}</注文>", "o.xml").orders

        assert (lines_of(order), codes_of(order)) == ([("P1", "茶", 2, None, 100, None)], [])
        assert [line.product_code for line in with_gift.lines] == ["P1", "G1"]

    def test_parts_of_lines_are_no_lines(self):
        """An element within each line says nothing again; what stands on the head is no column."""
        item = "<Line><LineNumber>1</LineNumber><Item><SupplierItemID><ID>{}</ID></SupplierItemID><Description>{}"
        item += (
            "</Description></Item><Quantity unitCode='EA'>2</Quantity><UnitPrice><Amount>15</Amount></UnitPrice></Line>"
        )
        lines = item.format("A", "茶") + item.format("B", "米")
        head = "<Header><DocumentID><ID>PO-5</ID></DocumentID><ShipTo><Address><Name>戸田倉庫</Name></Address></ShipTo>"
        [order] = read(f"<Process><Area>{head}</Header>{lines}</Area></Process>", "o.xml").orders

        assert lines_of(order) == [("A", "茶", 2, "EA", 15, None), ("B", "米", 2, "EA", 15, None)]
        assert (order.number, order.deliver_to, codes_of(order)) == ("PO-5", "戸田倉庫", [])

    def test_attributes_are_keys(self):
        """`<Line sku="X-1" qty="5"/>` is a line."""
        lines = '<Line sku="X-1" name="電線" qty="5" price="30"/><Line sku="X-2" name="端子" qty="1" price="20"/>'
        [order] = read(f'<Order number="A-7" date="2026-11-20"><Lines>{lines}</Lines></Order>', "o.xml").orders

        assert (order.number, [line.product_code for line in order.lines]) == ("A-7", ["X-1", "X-2"])


class TestDetails:
    def test_list_within_a_line_is_no_goods(self):
        """Taxes of a line say nothing of its price; days of delivery for each are said to be unread."""
        taxed = [one | {"tax_lines": [{"title": "消費税", "price": "8", "rate": 0.08}]} for one in LINES]
        split = [one | {"schedules": [{"date": "2026-11-25", "qty": 1}]} for one in LINES]
        [order] = read_json({"orderNumber": "A-1", "items": taxed})
        [parted] = read_json({"orderNumber": "A-1", "items": split})

        assert (lines_of(order), codes_of(order)) == (BOTH, [])
        assert (lines_of(parted), codes_of(parted)) == (BOTH, [("written-elsewhere", "lines")])

    def test_keys_few_of_which_are_known_are_titles_all_the_same(self):
        """A program writes many keys that say nothing of the order."""
        more = {"uid": 1, "taxable": True, "fulfilled": 0, "vendored": 1, "hash": "x", "parent": 3}
        [order] = read_json({"orderNumber": "A-1", "items": [one | more for one in LINES]})

        assert lines_of(order) == BOTH


class TestMoney:
    def test_other_currency_gives_no_money(self):
        """Dollars are never taken for yen, wherever the currency stands."""
        [order] = read_json({"orderNumber": "A-1", "currency": "USD", "items": LINES, "total": 800})
        priced = [{"code": "P1", "name": "茶", "qty": 2, "price": {"amount": 9, "currency": "EUR"}}] * 2
        [other] = read_json({"orderNumber": "A-1", "items": priced})
        [yen] = read_json({"orderNumber": "A-1", "currency": "JPY", "items": LINES, "total": 800})

        assert (order.total, order.lines[0].unit_price, codes_of(order)) == (
            None,
            None,
            [("currency-foreign", "total")],
        )
        assert (other.lines[0].unit_price, codes_of(other)) == (None, [("currency-foreign", "total")])
        assert (yen.total, yen.lines[0].unit_price, codes_of(yen)) == (800, 100, [])

    def test_prices_with_tax_are_taken_as_such(self):
        """`taxes_included: true` says it for every price."""
        line = {"code": "P1", "name": "茶", "qty": 2, "unitPrice": 108, "taxRate": "8%"}
        [order] = read_json({"orderNumber": "A-1", "taxes_included": True, "items": [line, line]})
        [other] = read_json({"orderNumber": "A-1", "taxes_included": False, "items": [line, line]})

        assert (order.lines[0].unit_price, other.lines[0].unit_price) == (100, 108)

    def test_line_that_is_cancelled_is_no_cancelled_order(self):
        """A state of one line says nothing of the whole; an order without lines is not lost."""
        [order] = read_json({"orderNumber": "A-1", "items": [LINES[0], LINES[1] | {"status": "cancelled"}]})
        [kept] = read_json([{"orderNumber": "A-1", "items": []}, {"orderNumber": "A-2", "items": LINES}])

        assert ("kind-unsure", "kind") in codes_of(order)
        assert (kept.number, ("rows-unread", "lines") in codes_of(kept)) == ("A-2", True)

    @pytest.mark.parametrize("more", [{"test": True}, {"cancelled_at": "2026-11-21"}])
    def test_order_that_is_to_be_none_waits(self, more):
        """A test and a cancelled order are never entered as an ordinary one."""
        [order] = read_json({"orderNumber": "A-1", "items": LINES, **more})
        [plain] = read_json({"orderNumber": "A-1", "items": LINES, "deleted": False, "cancel_reason": ""})

        assert ("kind-unsure", "kind") in codes_of(order)
        assert codes_of(plain) == []

    @pytest.mark.parametrize(
        ("keys", "word"),
        [
            (["unitpriceset", "shopmoney", "amount"], "unitprice"),
            (["originalunitpriceset", "shopmoney", "amount"], "originalunitpriceamount"),
            (["discount", "amount"], "discountamount"),
            (["discount", "value"], "value"),
            (["amount", "money"], "money"),
            (["tax", "amount"], "消費税額"),
            (["price", "net"], "単価"),
            (["totals", "net"], "税抜合計"),
            (["totals", "gross"], "税込合計"),
            (["totals", "count"], "count"),
            (["item", "sellercode"], "貴社品番"),
            (["item", "buyercode"], "弊社品番"),
            (["documentid", "id"], "documentid"),
            (["sku"], "sku"),
        ],
    )
    def test_what_a_path_says(self, keys, word):
        """An amount is of what stands over it; of what is not known, it is no amount of a line."""
        known = {"unitprice", "documentid", "amount"}

        assert said_by(keys, known.__contains__) == word


class TestShapes:
    def test_lines_under_their_codes(self):
        """The key is the article's code, unless it only counts or names, or a code stands in the line."""
        tea, rice = ({"name": "茶", "qty": 2, "unitPrice": 100}, {"name": "米", "qty": 3, "unitPrice": 200})
        keyed = {"P10": tea, "P25": rice}
        [order] = read_json({"orderNumber": "A-1", "customer": {"address": {"city": "戸田"}}, "items": keyed})
        assert [line.product_code for line in order.lines] == ["P10", "P25"]
        for items in ({"line1": tea, "line2": rice}, {"first": tea, "second": rice}, {"item": tea}):
            [order] = read_json({"orderNumber": "A-1", "items": items})
            assert {line.product_code for line in order.lines} == {None}
        counted = {str(at): one for at, one in enumerate(LINES)}
        coded = {"a1x": LINES[0], "a2x": LINES[1]}
        for items in (counted, coded):
            [order] = read_json({"orderNumber": "A-1", "items": items})
            assert lines_of(order) == BOTH

    def test_columns_that_are_lists(self):
        """Lists of one length are columns; where one has a gap, rows would be mixed up."""
        columns = {key: [one[key] for one in LINES] for key in LINES[0]}
        [order] = read_json({"orderNumber": "A-1", "lines": columns})
        gaps = {"code": ["P1", None, "P3"], "name": ["茶", "米", "塩"], "qty": [1, 2, 3]}
        shifted = {"code": ["P1", None, "P3"], "name": ["茶", None, "塩"], "qty": [None, 2, 3]}

        assert lines_of(order) == BOTH
        assert lines_of(read_json(columns)[0]) == BOTH
        assert [read_json({"orderNumber": "A-1", "lines": one}) for one in (gaps, shifted)] == [(), ()]

    def test_rows_that_are_lists(self):
        """Their titles are a list of their own, or the first row."""
        titles, rows = ["商品コード", "商品名", "数量", "単価"], [["P1", "茶", 2, 100], ["P2", "米", 3, 200]]
        for said in ({"columns": titles, "rows": rows}, {"rows": [titles, *rows]}):
            [order] = read_json({"orderNumber": "A-1", **said})
            assert lines_of(order) == BOTH

        assert read_json({"columns": titles, "rows": [["P1", None, 2, 100]]}) == ()
        assert read_json({"columns": ["a", "a"], "rows": [[1, 2, 3]]}) == ()
        assert read_json({"n": 1, "columns": ["a", "a"], "rows": [[1, 1, 3]]}) == ()

    def test_orders_under_their_numbers(self):
        """Each has what stands beside its own lines; its key is its number where it says none."""
        orders = {f"K-{at}": {"customer": {"name": f"見本{at}株式会社"}, "items": [LINES[at]]} for at in (0, 1)}
        found = read_json({"shop": "x", "orders": orders})
        numbered = {key: one | {"orderNumber": f"N{key}", "gifts": [LINES[0]]} for key, one in orders.items()}
        named = read_json({"orders": numbered})

        assert [(one.number, one.customer.as_written, len(one.lines)) for one in found] == [
            ("K-0", "見本0株式会社", 1),
            ("K-1", "見本1株式会社", 1),
        ]
        assert [(one.number, len(one.lines)) for one in named] == [("NK-0", 2), ("NK-1", 2)]
        assert len(read_json({"orders": {"K-0": orders["K-0"]}})) == 1
        assert [one.number for one in read_json({"orders": {"1": orders["K-0"], "2": orders["K-1"]}})] == [None, None]
        assert len(read_json({"store": {"frozen": {"items": LINES}, "chilled": {"items": LINES}}})) == 1


def test_hour_of_another_zone_is_a_day_here():
    """Eight in the evening in Greenwich is the next morning in Japan."""
    assert day_in("2026-11-20T20:00:00Z") == date(2026, 11, 21)
    assert day_in("2026-11-20T10:00:00.5+09:00") == date(2026, 11, 20)
    assert day_in("2026-02-30T20:00:00Z") is None
