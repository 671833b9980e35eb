"""Shops of a firm in columns and titles: whose the order is, where its goods go, and which orders are one."""

import pytest

from tests.unit.extract.laid_out import findings_of, lines_of, read, sheet

FIRM = [
    ["発注書"],
    ["伝票商事株式会社 御中", "", "", "株式会社見本ストア"],
    ["発注番号", "A-77", "", "発注日", "2026/05/11"],
    [],
]
TITLES = ["商品コード", "商品名", "数量"]
ACROSS = [["P1", "丁番", "3", "2", "1", "6"], ["P2", "戸車", "", "4", "1", "5"]]
EACH = [("P1", "丁番", 3), ("P1", "丁番", 2), ("P2", "戸車", 4), ("P1", "丁番", 1), ("P2", "戸車", 1)]
BELOW = [["本町店", "P1", "丁番", "3"], ["駅前店", "P2", "戸車", "4"]]


def orders(*rows: list) -> list:
    return list(read(sheet(*rows)).orders)


def goods(order) -> list[tuple]:
    return [(code, name, asked) for code, name, asked, *_ in lines_of(order)]


class TestShopsAcross:
    @pytest.mark.parametrize(
        "titles",
        [
            [["商品コード", "商品名", "本町店", "駅前店", "西口店", "合計"]],
            [["商品コード", "商品名", "店舗", "", "", "合計"], ["", "", "本町店", "駅前店", "西口店", ""]],
            [["店舗", "", "本町店", "駅前店", "西口店", "合計"], [*TITLES, "数量", "数量", "数量"]],
            [["", "店舗", "本町店", "駅前店", "西口店", "合計"], ["商品コード", "商品名", "", "", "", ""]],
        ],
    )
    def test_shops_have_a_row_of_titles_of_their_own(self, titles):
        [order] = orders(*FIRM, *titles, *ACROSS)

        assert (order.customer.as_written, goods(order)) == ("株式会社見本ストア", EACH)
        assert ("value-ambiguous", "deliver_to") in findings_of(order)

    @pytest.mark.parametrize(
        "above",
        [
            ["担当", "", "本町店", "森"],  # a sender's block above the titles
            ["", "", "", "本町店"],  # one place alone
            ["本町店", "駅前店", "", ""],  # not right of the goods
            ["", "", "本町店", "駅前店"],  # above prices
        ],
    )
    def test_other_rows_beside_titles_are_no_shops(self, above):
        [order] = orders(*FIRM, above, [*TITLES, "単価"], ["P1", "丁番", "3", "100"])

        assert goods(order) == [("P1", "丁番", 3)]


class TestShopsInAColumn:
    def test_one_number_above_all_is_one_order(self):
        [order] = orders(*FIRM, ["店舗", *TITLES], *BELOW)

        assert (order.number, order.customer.as_written, order.deliver_to) == ("A-77", "株式会社見本ストア", None)
        assert ("value-ambiguous", "deliver_to") in findings_of(order)
        assert goods(order) == [("P1", "丁番", 3), ("P2", "戸車", 4)]

    def test_one_number_in_the_rows_is_one_order(self):
        [order] = orders(*FIRM[:2], [], ["発注番号", "店舗", *TITLES], *[["A-78", *row] for row in BELOW])

        assert (order.number, order.customer.as_written, order.deliver_to) == ("A-78", "株式会社見本ストア", None)

    def test_whose_one_number_is_where_no_firm_is_named(self):
        [order] = orders(["発注書"], ["発注番号", "A-77"], [], ["店舗", *TITLES], *BELOW)

        assert (order.customer.as_written, len(order.lines)) == (None, 2)
        assert ("value-ambiguous", "customer_name") in findings_of(order)

    def test_each_shop_orders_for_itself_where_no_number_is_given(self):
        found = orders(*FIRM[:2], [], ["店舗", *TITLES], *BELOW)

        assert [(one.customer.as_written, one.deliver_to) for one in found] == [
            ("株式会社見本ストア", "本町店"),
            ("株式会社見本ストア", "駅前店"),
        ]

    def test_a_title_beside_a_shops_title_is_no_shop(self):
        [order] = orders(*FIRM, TITLES, ["P1", "丁番", "6"], [], ["店舗", "数量"], ["本町店", "4"], ["駅前店", "2"])

        assert (order.deliver_to, goods(order)) == (None, [("P1", "丁番", 6)])


class TestCodesLikeKinds:
    def test_labels_with_values_above_titles_are_no_records(self):
        """`発注番号 A-77 発注日 2026/05/11` is no row of titles, though K-10 and K-22 look like kinds of records."""
        [order] = orders(
            ["発注番号", "A-77", "発注日", "2026/05/11"], TITLES, ["K-10", "丁番", "3"], ["K-22", "戸車", "4"]
        )

        assert (order.number, goods(order)) == ("A-77", [("K-10", "丁番", 3), ("K-22", "戸車", 4)])
