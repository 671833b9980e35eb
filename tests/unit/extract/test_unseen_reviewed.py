"""Documents that once gave a wrong value, or lost one, about which nobody was asked."""

import json

import pytest

from agent.core.order import Order
from tests.unit.extract.laid_out import findings_of, head_of, lines_of, read, sheet

LINES = [
    {"code": "P1", "name": "見本茶", "qty": 2, "unitPrice": 100},
    {"code": "P2", "name": "見本米", "qty": 3, "unitPrice": 200},
]
GOODS = [["商品名", "数量"], ["見本茶", 3], ["見本水", 5]]


def read_json(value: object) -> tuple[Order, ...]:
    return read(json.dumps(value, ensure_ascii=False), "o.json", media_type="application/json").orders


def order_in(**more: object) -> Order:
    [order] = read_json({"orderNumber": "A-1", "items": LINES} | more)
    return order


class TestDays:
    def test_a_day_that_an_unknown_key_names_is_doubted(self):
        order = order_in(packedAt="2026-04-01")

        assert head_of(order)[1] == "2026-04-01"
        assert ("value-unnamed", "ordered_on") in findings_of(order)

    def test_a_day_beside_an_unknown_text_is_doubted(self):
        [order] = read(sheet(["注文書"], ["棚替え", "2026/4/1"], *GOODS)).orders

        assert ("value-unnamed", "ordered_on") in findings_of(order)

    def test_a_day_beside_the_title_of_the_paper_is_that_of_the_order(self):
        [order] = read(sheet(["注文書", "2026/4/1"], *GOODS)).orders

        assert head_of(order)[1] == "2026-04-01"
        assert ("value-unnamed", "ordered_on") not in findings_of(order)

    def test_a_day_in_a_table_of_a_tree_is_what_its_title_says(self):
        days = ("2026-04-09", "2026-04-12")
        [order] = read_json({"orders": [{"deliveryDate": day, "items": LINES} for day in days]})

        assert head_of(order)[1] is None


class TestPaths:
    @pytest.mark.parametrize(
        "other",
        [
            {"contract": {"date": "2025-01-01"}},
            {"invoice": {"number": "I-1", "total": 999, "tax": 99}},
            {"payment": {"date": "2026-04-01", "dueDate": "2026-05-31"}},
            {"customer": {"lastOrder": {"number": "A-0", "orderDate": "2026-01-01"}}},
            {"fees": {"tax": 5}},
        ],
    )
    def test_what_is_told_of_another_paper_or_a_charge_is_not_the_orders(self, other):
        """A day among it is taken for want of another, with a doubt."""
        order = order_in(**other)
        number, _, *rest = head_of(order)

        assert (number, rest) == ("A-1", [None] * 5)
        assert order.ordered_on is None or ("value-unnamed", "ordered_on") in findings_of(order)

    def test_a_contracts_number_is_no_orders(self):
        [order] = read_json({"contract": {"number": "K-9"}, "items": LINES})

        assert order.number is None

    def test_the_day_beside_goods_that_are_sent_is_no_day_of_delivery(self):
        sent = order_in(shipment={"date": "2026-04-05", "name": "見本倉庫", "address": "例示市1-1"})
        brought = order_in(delivery={"date": "2026-04-05", "name": "見本倉庫", "address": "例示市1-1"})

        assert (head_of(sent)[1:3], head_of(brought)[2]) == ((None, None), "2026-04-05")
        assert any(one.values[-1][1].endswith("2026-04-05") for one in sent.findings if one.code == "written-elsewhere")


class TestLists:
    @pytest.mark.parametrize("name", ["stock", "cancelledItems", "backorders"])
    def test_goods_in_two_lists_are_doubted(self, name):
        order = order_in(**{name: LINES})

        assert ("lists-joined", "lines") in findings_of(order)
        assert ("lists-joined", "lines") not in findings_of(order_in())


class TestCurrencies:
    def test_a_key_that_ends_in_a_currency(self):
        order = order_in(orderCurrency="USD", total=800)

        assert (order.total, order.lines[0].unit_price) == (None, None)
        assert ("currency-foreign", "total") in findings_of(order)
        assert ("currency-foreign", "total") not in findings_of(order_in(orderCurrency="JPY", multiCurrency=False))

    @pytest.mark.parametrize(
        "rows",
        [
            [["商品名", "数量", "単価", "通貨"], ["見本茶", 3, 10, "USD"]],
            [["通貨", "米ドル"], ["商品名", "数量", "単価"], ["見本茶", 3, 10]],
            [["通貨：USD"], ["商品名", "数量", "単価"], ["見本茶", 3, 10]],
        ],
    )
    def test_a_column_or_label_of_a_sheet(self, rows):
        [order] = read(sheet(["注文書"], ["注文番号", "A-1"], *rows)).orders

        assert order.lines[0].unit_price is None
        assert ("currency-foreign", "total") in findings_of(order)

    def test_titles_beside_a_title_of_currencies_are_none(self):
        [order] = read(sheet(["商品名", "数量", "通貨", "単価"], ["見本茶", 3, "円", 10])).orders

        assert order.lines[0].unit_price == 10


class TestCases:
    @pytest.mark.parametrize(
        ("pieces", "asked"),
        [((24, 30), [24, 30]), ((3, 0), [27, 30]), ((24, 2), [None, None])],
    )
    def test_pieces_that_are_the_cases_once_more_are_not_added(self, pieces, asked):
        """Where only some rows say so, nobody knows."""
        titles = ["商品名", "入数", "ケース数", "バラ数"]
        [order] = read(sheet(titles, ["見本茶", 12, 2, pieces[0]], ["見本水", 6, 5, pieces[1]])).orders

        assert [line[2] for line in lines_of(order)] == asked
        assert (("value-ambiguous", "lines.quantity") in findings_of(order)) == (asked[0] is None)


class TestMarks:
    @pytest.mark.parametrize("mark", [{"approvalStatus": "pending"}, {"approved": False}, {"hold": True}])
    def test_an_order_that_is_held_or_not_approved_is_doubted(self, mark):
        assert ("kind-unsure", "kind") in findings_of(order_in(**mark))

    def test_an_approved_order_is_not(self):
        assert ("kind-unsure", "kind") not in findings_of(order_in(approvalStatus="approved", hold=False))

    def test_instructions_are_the_orders_note(self):
        assert order_in(deliveryInstructions="分納不可").note == "分納不可"


class TestHints:
    @pytest.mark.parametrize("title", ["返却数", "欠数"])
    def test_what_came_back_is_not_asked_for(self, title):
        assert not read(sheet(["物資名", title, "仕切価"], ["見本茶", 3, 1000], ["見本水", 5, 80])).orders

    def test_weights_are_no_prices(self):
        [order] = read(sheet(["商品名", "数量", "単重", "総重"], ["見本茶", 2, 15, 30], ["見本水", 3, 20, 60])).orders

        assert [line[4:] for line in lines_of(order)] == [(None, None)] * 2
