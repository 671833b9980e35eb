"""Trees that say how many by a word of many meanings, and whose orders, companies and shops no word of theirs names."""

import json

import pytest

from agent.core.order import Order
from tests.unit.extract.laid_out import lines_of, read

LINES = [
    {"sku": "to-1", "title": "トマト缶", "count": 4, "unit": "缶"},
    {"sku": "pa-2", "title": "パスタ", "count": 2, "unit": "箱"},
]
BOTH = [("to-1", "トマト缶", 4, "缶", None, None), ("pa-2", "パスタ", 2, "箱", None, None)]


def read_json(value: object) -> tuple[Order, ...]:
    return read(json.dumps(value, ensure_ascii=False), "o.json", media_type="application/json").orders


def doubts(order: Order, field: str = "") -> list[tuple[str, str]]:
    return [(one.code, dict(one.values).get("text", "")) for one in order.findings if not field or one.field == field]


class TestCounts:
    @pytest.mark.parametrize("word", ["count", "cnt", "pcs", "Pieces"])
    def test_a_count_beside_a_unit_says_how_many(self, word):
        """Where no surer word does."""
        lines = [{word if key == "count" else key: value for key, value in line.items()} for line in LINES]
        [order] = read_json({"event": "order.sent", "data": {"orderNumber": "W-1", "lines": lines}})

        assert lines_of(order) == BOTH
        assert not doubts(order, "lines.quantity")

    def test_without_a_unit_it_is_doubted(self):
        [order] = read_json({"orderNumber": "W-1", "items": [{"sku": "e-30", "name": "卵", "count": 30}]})

        assert [line.quantity for line in order.lines] == [30]
        assert doubts(order, "lines.quantity") == [("value-unnamed", "count")]

    @pytest.mark.parametrize(
        "line",
        [
            {"name": "冷蔵", "count": 3},
            {"sku": "e-30", "name": "卵", "count": 30, "pcs": 3},
            {"sku": "e-30", "name": "卵", "count": "多め"},
            {"sku": "e-30", "name": "卵", "amount": 300},
            {"sku": "e-30", "name": "卵", "amount": 300, "price": 30, "unit": "個"},
        ],
    )
    def test_what_may_be_something_else_makes_no_lines(self, line):
        """A group of goods, two counts, a word, an amount of money."""
        assert not read_json({"orderNumber": "W-1", "items": [line, line]})

    def test_beside_lines_that_say_their_quantity_nothing_is_guessed(self):
        lines = [{"code": "e-1", "name": "卵", "qty": 30}, {"code": "e-2", "name": "乳", "qty": 6}]
        [order] = read_json({"no": "W-1", "items": lines, "groups": [{"code": "A", "name": "冷蔵", "count": 36}]})

        assert [line.quantity for line in order.lines] == [30, 6]

    @pytest.mark.parametrize(
        ("content", "lines"),
        [
            (
                '<o no="7"><i code="1" name="茶" amount="9" unit="食"/><i code="2" name="水" amount="8" unit="L"/></o>',
                [("1", "茶", 9, "食", None, None), ("2", "水", 8, "L", None, None)],
            ),
            (
                '<order no="7"><rows><row item="T1" name="浴用タオル" amount="24" unit="枚"/></rows></order>',
                [("T1", "浴用タオル", 24, "枚", None, None)],
            ),
            (
                "<order><no>7</no><line><code>T1</code><name>枕</name><amount>2</amount><unit>個</unit></line></order>",
                [("T1", "枕", 2, "個", None, None)],
            ),
        ],
    )
    def test_an_amount_beside_a_unit_and_without_a_price_is_doubted(self, content, lines):
        """Attributes and elements, several and one."""
        [order] = read(content, "o.xml").orders

        assert (order.number, lines_of(order)) == ("7", lines)
        assert doubts(order, "lines.quantity") == [("value-unnamed", "amount")]


class TestOrders:
    def test_orders_are_told_apart_by_a_short_key_of_their_own(self):
        """`no` of each is its number; around them none stands."""
        one, other = read_json({"requests": [{"no": "R1", "items": LINES}, {"no": "R2", "items": LINES}]})

        assert (one.number, other.number) == ("R1", "R2")
        assert lines_of(one) == lines_of(other) == BOTH

    def test_parts_of_a_numbered_order_are_no_orders(self):
        parts = [{"no": "1", "deliverTo": "東店", "items": LINES}, {"no": "2", "deliverTo": "西店", "items": LINES}]
        [order] = read_json({"order": {"number": "Z-1", "shipments": parts}})

        assert (order.number, len(order.lines)) == ("Z-1", 4)
        assert ("value-ambiguous", "東店") in doubts(order, "deliver_to")

    def test_orders_in_a_list_without_objects_of_their_own(self):
        """Lists of lists have no key that may name an order."""
        assert not read_json({"orders": [[LINES[0]["title"]], [LINES[1]["title"]]]})


class TestPartners:
    @pytest.mark.parametrize("key", ["companyName", "company", "shopName", "organizationName"])
    def test_a_company_named_in_the_order_needs_no_legal_form(self, key):
        [order] = read_json({"order": {"orderNumber": "W-1", key: "丘の食堂", "items": LINES}})

        assert (order.number, order.customer.as_written) == ("W-1", "丘の食堂")

    @pytest.mark.parametrize("key", ["branch", "store", "facility", "restaurant", "outlet"])
    def test_a_shop_beside_its_company_is_where_to_deliver_perhaps(self, key):
        order = {"orderNumber": "W-1", key: {"name": "森の台所 東店"}, "items": LINES}
        [order] = read_json({"data": {"company": {"name": "森フーズ"}, "orders": [order]}})

        assert (order.customer.as_written, order.deliver_to) == ("森フーズ", "森の台所 東店")
        assert doubts(order, "deliver_to") == [("value-unnamed", "森の台所 東店")]

    def test_attributes_name_a_home_and_its_corporation(self):
        """Beside a place to deliver to the home is told, too."""
        lines = '<food code="11" name="白飯" qty="120"/><food code="12" name="パン" qty="80"/>'
        home = '<facility name="見本苑" corporation="社会福祉法人見本会"/><place>厨房口</place>'
        [order] = read(f'<order created="2026-04-01">{home}<foods>{lines}</foods></order>', "o.xml").orders

        assert (order.customer.as_written, order.deliver_to) == ("社会福祉法人見本会", "厨房口")
        assert order.ordered_on is not None
        assert ("value-unnamed", "見本苑") in doubts(order, "deliver_to")


class TestShares:
    @pytest.mark.parametrize(
        "discount",
        [
            {"discountType": "percent", "discount": 10},
            {"discount": {"type": "percentage", "amount": 10}},
            {"discountUnit": "%", "discountValue": 10},
            {"discountKind": "RATE", "discountAmount": 10},
            {"couponType": "率", "couponAmount": 10},
        ],
    )
    def test_a_share_of_the_sum_is_no_line(self, discount):
        """Ten percent are not ten yen."""
        [order] = read_json({"orderNumber": "W-1", "items": LINES, **discount})

        assert lines_of(order) == BOTH
        assert any(code == "written-elsewhere" and text.endswith("10") for code, text in doubts(order))

    def test_an_amount_is_one(self):
        [order] = read_json({"orderNumber": "W-1", "items": LINES, "discountType": "amount", "discount": 10})

        assert [line.amount for line in order.lines] == [None, None, -10]


def test_code_under_item_beside_a_name():
    """`item: T1` beside `name` is the code, `item: 浴用` is none."""
    [coded] = read_json({"orderNumber": "W-1", "lines": [{"item": "T1", "name": "浴用タオル", "qty": 2}] * 2})
    [named] = read_json({"orderNumber": "W-1", "lines": [{"item": "浴用タオル", "name": "白", "qty": 2}] * 2})

    assert {(line.product_code, line.product_name) for line in coded.lines} == {("T1", "浴用タオル")}
    assert {line.product_code for line in named.lines} == {None}
