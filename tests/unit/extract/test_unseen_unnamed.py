"""Values whose labels and titles no word is known for: found by shape, place and figures, each with a doubt."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.unit.extract.laid_out import findings_of, head_of, lines_of, pdf, read, read_text, sheet

TITLES = ["商品名", "数量", "単価", "金額"]
GOODS = [["見本茶", 3, 1200, 3600], ["見本水", 5, 100, 500]]


def order_of(*rows):
    [order] = read(sheet(*rows)).orders
    return order


def doubted(order):
    return {field for code, field in findings_of(order) if code == "value-unnamed"}


class TestColumns:
    def test_price_times_quantity_is_the_amount_whatever_the_titles_say(self):
        """Of two numbers no title names the smaller is how many."""
        titles = ["No", "商品名", "税率", "あ", "い", "う"]
        order = order_of(titles, [1, "見本茶", "8%", 3, 1200, 3600], [2, "見本水", "8%", 5, 100, 500])
        assert lines_of(order)[0][1:] == ("見本茶", 3, None, 1200, 3600)
        assert doubted(order) == {f"lines.{one}" for one in ("quantity", "unit_price", "amount")}

    def test_units_and_codes_need_no_words(self):
        titles = ["商品名", "数量", "あ", "い"]
        order = order_of(titles, ["見本茶", 3, "袋", "AB-101"], ["見本水", 5, "箱", "AB-102"])
        assert lines_of(order)[0][:4] == ("AB-101", "見本茶", 3, "袋")
        assert doubted(order) == {"lines.unit", "lines.product_code"}

    def test_an_amount_alone_is_told(self):
        order = order_of(["商品名", "数量", "単価", "あ"], *GOODS)
        assert (lines_of(order)[0][5], doubted(order)) == (3600, {"lines.amount"})

    def test_the_end_of_a_title_and_what_stands_under_it_agree(self):
        """No other title is known: 鋼材名, 申込束数, 仕切納価."""
        order = order_of(
            ["鋼材名", "申込束数", "仕切納価", "棚番"], ["見本杉", 3, 1200, "A-11"], ["見本檜", 5, 100, "A-12"]
        )
        assert [line[:3] for line in lines_of(order)] == [(None, "見本杉", 3), (None, "見本檜", 5)]
        assert {"lines.product_name", "lines.quantity", "lines.unit_price"} <= doubted(order)

    def test_titles_that_come_again_are_titles_again(self):
        order = order_of(
            ["鋼材名", "申込束数", "仕切納価"],
            ["見本杉", 3, 1200],
            ["鋼材名", "申込束数", "仕切納価"],
            ["見本檜", 5, 100],
        )
        assert [line[1] for line in lines_of(order)] == ["見本杉", "見本檜"]

    @pytest.mark.parametrize("title", ["在庫残数", "最小ロット数"])
    def test_a_number_of_something_else_is_no_quantity(self, title):
        assert not read(sheet(["商品名", title, "備考"], ["見本茶", 3, "あ"], ["見本水", 5, "い"])).orders

    def test_the_readers_own_code_is_taken_of_two(self):
        order = order_of(
            ["御社整理記号", "当社整理記号", *TITLES], ["P-101", "K-201", *GOODS[0]], ["P-102", "K-202", *GOODS[1]]
        )
        assert [line[0] for line in lines_of(order)] == ["P-101", "P-102"]

    def test_of_two_columns_that_may_be_codes_none_is(self):
        order = order_of(["あ", "い", *TITLES], ["P-101", "K-201", *GOODS[0]], ["P-102", "K-202", *GOODS[1]])
        assert [line[0] for line in lines_of(order)] == [None, None]

    def test_too_many_ways_are_not_tried(self):
        titles = ["No", "商品名", "数量", "単位", "税率", "備考", *(f"あ{chr(0x3042 + at)}" for at in range(20))]
        rows = [
            [at, name, at, "袋", "8%", "", *(at * by for by in range(1, 21))] for at, name in ((2, "茶葉"), (3, "水"))
        ]
        assert lines_of(order_of(titles, *rows))[0][4:] == (None, None)

    def test_columns_of_the_order_are_told_by_hints(self):
        own = "A-1,2026/4/9,見本商事株式会社"
        rows = ["発注整理No,着荷希望,得意先様名,商品名,数量", f"{own},見本茶,3", f"{own},見本水,5", ""]
        [order] = read("\n".join(rows), "a.csv").orders
        assert head_of(order)[:3] == ("A-1", None, "2026-04-09")
        assert order.customer.as_written == "見本商事株式会社"


class TestSumRows:
    def test_a_row_of_what_the_rows_above_come_to_is_no_line(self):
        """Nor are the tax and the whole below it; postage before them is a line."""
        rows = [["しめて", "", "", 4100], ["ぜい", "", "", 410], ["すべて", "", "", 4510]]
        order = order_of(["注文番号", "A-1"], TITLES, *GOODS, *rows)
        assert [line[1] for line in lines_of(order)] == ["見本茶", "見本水"]
        assert (order.total, order.tax) == (4100, 410)
        assert ("rows-unread", "lines") in findings_of(order)


class TestSums:
    def test_a_sum_that_is_the_lines_is_the_total_and_its_rate_the_tax(self):
        order = order_of(["ご精算：¥4,100"], ["別途課税分", 410], TITLES, *GOODS)
        assert (order.total, order.tax, doubted(order)) == (4100, 410, {"total", "tax"})

    def test_tax_within_is_told_where_its_row_speaks_of_tax(self):
        order = order_of(["ご精算", 4100], ["うち税金分", 372], TITLES, *GOODS)
        assert order.tax == 372

    def test_of_two_taxes_none_is_taken(self):
        order = order_of(["ご精算", 4100], ["あ", 410], ["い", 328], TITLES, *GOODS)
        assert (order.total, order.tax) == (4100, None)

    def test_lines_without_amounts_vouch_for_nothing(self):
        assert order_of(["ご精算", 4100], ["商品名", "数量"], ["見本茶", 3]).total is None


class TestHead:
    @pytest.mark.parametrize(
        ("row", "expected"),
        [
            (["着荷希望日時", "2026/4/9"], (None, None, "2026-04-09")),
            (["着荷ご希望 2026/4/9"], (None, None, "2026-04-09")),
            (["書類管理ナンバーNo.L-9713"], ("L-9713", None, None)),
            (["整理用番号：X-77"], ("X-77", None, None)),
            (["発注書起案日", "2026/3/30"], (None, "2026-03-30", None)),
            (["お取引先様整理番号", "X-77"], (None, None, None)),
        ],
    )
    def test_a_label_hints_at_what_stands_beside_it(self, row, expected):
        assert head_of(order_of(row, TITLES, *GOODS))[:3] == expected

    def test_values_below_their_labels(self):
        order = order_of(["整理用番号", "着荷ご希望"], ["X-77", "2026/4/9"], TITLES, *GOODS)
        assert (order.number, order.deliver_on, doubted(order)) == ("X-77", date(2026, 4, 9), {"number", "deliver_on"})

    def test_two_values_are_not_chosen_between(self):
        assert order_of(["整理用番号", "X-77"], ["社内用番号", "X-78"], TITLES, *GOODS).number is None

    def test_place_and_customer_beside_their_labels(self):
        order = order_of(["荷の着く場所", "見本県例示市1-2 倉庫"], ["お買主様名", "見本屋 様"], TITLES, *GOODS)
        assert (order.deliver_to, order.customer.as_written) == ("見本県例示市1-2 倉庫", "見本屋")

    def test_the_earlier_of_two_days_is_the_orders_and_the_later_delivery(self):
        order = order_of(["2026年4月1日"], ["2026年4月9日"], TITLES, *GOODS)
        assert (order.ordered_on, order.deliver_on) == (date(2026, 4, 1), date(2026, 4, 9))
        assert doubted(order) == {"ordered_on", "deliver_on"}

    def test_a_day_to_come_beside_the_orders_day_is_delivery(self):
        order = order_of(["発注日", "2026年4月1日"], ["2026年4月9日"], TITLES, *GOODS)
        assert (order.deliver_on, doubted(order)) == (date(2026, 4, 9), {"deliver_on"})

    def test_a_day_of_printing_is_none(self):
        assert order_of(["出力した日", "2026/4/1"], TITLES, *GOODS).ordered_on is None

    def test_the_one_code_at_the_top_is_the_number(self):
        order = order_of(["AB-20417"], TITLES, *GOODS)
        assert (order.number, doubted(order)) == ("AB-20417", {"number"})

    @pytest.mark.parametrize("text", ["052-000-1234", "100-0001", "2026-04-01", "T1234567890123"])
    def test_telephone_postcode_and_day_are_no_number(self, text):
        assert order_of([text], TITLES, *GOODS).number is None

    def test_of_two_codes_none_is_the_number(self):
        assert order_of(["AB-20417"], ["AB-20418"], TITLES, *GOODS).number is None

    @pytest.mark.parametrize(
        ("subject", "number"),
        [
            ("ご依頼(PO-2291)", "PO-2291"),
            ("見本屋 QX-20413", "QX-20413"),
            ("ご依頼(PO-2291/QX-2292)", None),
            ("ご依頼(お見積QX-2292)", None),
            ("お願い quote QX-2292", None),
        ],
    )
    def test_a_mails_subject_names_the_number(self, subject, number):
        [order] = read_text("下記を注文します。\n・見本茶 3袋\n・見本水 5本\n", subject).orders
        assert order.number == number


def test_a_drawn_table_keeps_its_columns():
    """On paper, too, a column no title names is told by what its figures come to."""
    rows = [["商品名", "数量", "単価", "すべて"], ["見本茶", "3", "1,200", "3,600"], ["見本水", "5", "100", "500"]]
    cells = [(60 + 110 * x, 60 + 20 * y, text) for y, row in enumerate(rows) for x, text in enumerate(row)]
    [order] = read(pdf(cells), "o.pdf").orders
    assert [line.amount for line in order.lines] == [Decimal(3600), Decimal(500)]
