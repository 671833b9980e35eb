"""Documents whose goods or values are easily lost or taken wrong: they are named, left out or doubted, never passed."""

import pytest

from tests.unit.extract.laid_out import findings_of, lines_of, pdf, read, sheet

TITLES = ["品番", "品名", "数量", "単価", "金額"]
HEAD = [["注文書"], ["注文番号", "A-1"]]
TEA, TEA_READ = ["P-1", "見本茶", 10, 100, 1000], ("P-1", "見本茶", 10, None, 100, 1000)


def order_of(*rows, **sheets):
    [order] = read(sheet(*rows, **sheets)).orders
    return order


def findings(*rows, **sheets):
    return findings_of(order_of(*HEAD, *rows, **sheets))


class TestOtherPapers:
    def test_copy_of_the_order_is_left_out(self):
        """It may have fewer columns, and its sums are no goods."""
        back = [["注文請書"], ["品名", "数量"], ["見本茶", 10], ["合計", 1000, ""]]
        assert findings(TITLES, TEA, 請書=back) == []

    @pytest.mark.parametrize(
        "rows",
        [
            [TITLES, ["P-2", "見本菓子", 5, 100, 500]],
            [TITLES, ["P-1", "見本茶", 12, 100, 1200]],
            [TITLES, ["P-1", "見本茶", "若干", 100, 1200]],
            [["見本菓子", 5, "個"]],
        ],
    )
    def test_other_paper_that_is_no_copy_is_doubted(self, rows):
        order = order_of(*HEAD, TITLES, TEA, 納品=[["納品書"], *rows])

        assert lines_of(order) == [TEA_READ]
        assert ("rows-unread", "lines") in findings_of(order)

    def test_page_that_is_no_copy_is_doubted(self):
        first = [(50, 50, "注文書"), (50, 70, "注文番号 A-1"), (50, 100, "品名"), (200, 100, "数量")]
        second = [(50, 50, "注文請書"), (50, 100, "品名"), (200, 100, "数量"), (50, 120, "見本菓子"), (200, 120, "5")]
        [order] = read(pdf([*first, (50, 120, "見本茶"), (200, 120, "10")], second), "o.pdf").orders

        assert ("rows-unread", "lines") in findings_of(order)


LEVELS = [(50, 100, "商品コード"), (180, 100, "商品名"), (50, 115, "数量"), (180, 115, "単価"), (280, 115, "金額")]
FIRST = [(50, 130, "P1001"), (180, 130, "見本茶"), (50, 145, "10"), (180, 145, "100"), (280, 145, "1,000")]


class TestLevels:
    def test_quantity_of_no_article_leaves_the_table_unlaid(self):
        """The first row of the second article is missing: its second must not be lost."""
        lone = [(50, 160, "5"), (180, 160, "200"), (280, 160, "1,000")]
        orders = read(pdf([(50, 50, "注文書"), (50, 70, "注文番号 A-1"), *LEVELS, *FIRST, *lone]), "o.pdf").orders

        assert not orders or findings_of(orders[0])


class TestDays:
    @pytest.mark.parametrize("span", [["2026/12/1", "～", "2026/12/20"], ["2026/12/1", "2026/12/20"]])
    def test_two_days_beside_a_label_are_neither(self, span):
        """Nor is the later one the day of the order."""
        order = order_of(*HEAD, ["納期", *span], TITLES, TEA)

        assert (order.ordered_on, order.deliver_on) == (None, None)
        assert ("field-unreadable", "deliver_on") in findings_of(order)

    @pytest.mark.parametrize("row", [["期間", "2026/12/1", "～", "2026/12/20"], ["2026/12/1", "2026/12/20"]])
    def test_days_of_a_span_are_no_day_of_the_order(self, row):
        assert order_of(*HEAD, row, TITLES, TEA).ordered_on is None

    @pytest.mark.parametrize(
        ("rows", "is_doubted"),
        [
            ([TITLES, TEA, ["納期", "2026/12/1"], ["P-2", "見本菓子", 5, 100, 500]], True),
            ([TITLES, TEA, ["納期", "2026/12/1"], TITLES, ["P-2", "見本菓子", 5, 100, 500]], True),
            ([["納期", "2026/12/1"], TITLES, TEA, ["納期", "2026/12/1"], TITLES, TEA], False),
            ([TITLES, TEA, ["納期", "2026/12/1"]], False),
        ],
    )
    def test_day_between_the_goods_alone_may_be_that_of_some(self, rows, is_doubted):
        assert (("written-elsewhere", "deliver_on") in findings(*rows)) is is_doubted

    def test_place_between_the_goods_alone_may_be_that_of_some(self):
        rows = [TITLES, TEA, ["納品先", "西店"], TITLES, ["P-2", "見本菓子", 5, 100, 500]]
        assert ("written-elsewhere", "deliver_to") in findings(*rows)


def test_sheet_of_an_example_is_doubted_where_nothing_else_is_filled_in():
    assert findings_of(read(sheet(*HEAD, TITLES, TEA, name="注文例")).orders[0]) == [("written-elsewhere", "lines")]


@pytest.mark.parametrize("rate", ["8%対象(軽)", "8%対象※", "8%(軽減)"])
def test_sums_of_one_rate_are_not_those_of_all(rate):
    rows = [TITLES, TEA, ["P-2", "箱", 1, 500, 500], ["", "税抜金額", "消費税", "税込金額"]]
    order = order_of(*HEAD, *rows, ["10%対象", 500, 50, 550], [rate, 1000, 80, 1080])

    assert (order.total, order.tax) == (None, None)


class TestCustomers:
    def test_place_to_deliver_to_is_no_customer(self):
        """Though a telephone number stands below its address."""
        place = [["納品先", "東店"], ["", "〒100-0001"], ["", "東京都中央区1-1"], ["電話", "03-1111-2222"]]
        order = order_of(*HEAD, *place, TITLES, TEA)

        assert (order.deliver_to, order.customer.as_written) == ("東店 東京都中央区1-1", None)

    def test_firm_at_the_place_of_delivery_is_not_sure_to_be_the_customer(self):
        """It may be whom the buyer sells to: such an order is not released by its name."""
        firms = [["株式会社見本商店"], ["株式会社例示物産"], ["TEL 03-1111-2222"], ["納品先", "例示物産 倉庫"]]
        order = order_of(*HEAD, *firms, TITLES, TEA)

        assert order.customer.as_written == "株式会社例示物産"
        assert dict(order.provenance)["customer_name"].confidence < 0.9


def test_too_many_titles_of_numbers_are_not_tried():
    numbers = [title for title in ("数量", "単価", "金額") for _ in range(7)]
    found = findings(["品番", *numbers], ["P-1", *[1] * 21])

    assert {("value-ambiguous", f"lines.{name}") for name in ("quantity", "unit_price", "amount")} <= {*found}


def test_more_titles_than_a_page_has_are_no_levels():
    wide = [(50 + 8 * at, 115, "備考") for at in range(25)]
    orders = read(pdf([(50, 50, "注文書"), *LEVELS, *wide, *FIRST]), "o.pdf").orders

    assert not orders or findings_of(orders[0])
