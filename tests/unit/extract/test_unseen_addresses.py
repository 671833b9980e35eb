"""Addresses over several rows: whose firm it is, where it is, and which firm of a paper orders."""

import pytest

from tests.unit.extract.laid_out import findings_of, head_of, lines_of, pdf, read, sheet
from tests.unit.extract.test_unseen_ruled import ruled

NUMBER = (400, 20, "注文番号 A-77")
GOODS = [
    (50, 400, "商品コード"), (150, 400, "商品名"), (350, 400, "数量"), (420, 400, "単価"), (490, 400, "金額"),
    (50, 420, "P1"), (150, 420, "見本茶"), (350, 420, "10"), (420, 420, "500"), (490, 420, "5,000"),
]  # fmt: skip
BUYER = ["〒000-3333", "愛知県見本市栄町3-2-1", "株式会社架空フード", "仕入部 鈴木 様", "TEL 052-000-0000"]
PLACE = ["〒000-4444 岐阜県例示市川端4-5", "株式会社架空フード 岐阜センター", "ご担当 高橋様", "TEL 058-000-0000"]


def order_of(*texts):
    [order] = read(pdf([NUMBER, *texts, *GOODS]), "o.pdf").orders
    return order


def column(x, y, *texts):
    return [(x, y + 14 * number, text) for number, text in enumerate(texts)]


def told(order):
    return order.customer.as_written, order.deliver_to


TOLD = ("株式会社架空フード", "岐阜県例示市川端4-5 株式会社架空フード 岐阜センター")


class TestBlocks:
    def test_address_below_its_label_is_read_whole(self):
        """Each column below its own label; of the buyer the firm, of the place all that says where it is."""
        texts = [*column(50, 60, "ご注文者", *BUYER), *column(300, 60, "お届け先", *PLACE)]

        assert told(order_of(*texts)) == TOLD

    def test_address_beside_its_label_goes_on_below(self):
        assert (
            told(order_of((50, 60, "お届け先"), *column(120, 60, *PLACE), (50, 140, "発注者"), (120, 140, BUYER[2])))
            == TOLD
        )

    @pytest.mark.parametrize(
        "below",
        [
            (120, 74, "支払条件 月末"),
            (120, 110, "愛知県見本市1-1"),
            (120, 74, "よろしくお願いします。"),
            (120, 74, "冷蔵品"),
        ],
    )
    def test_what_is_no_address_ends_it(self, below):
        """A label, a gap, a sentence, another text."""
        assert order_of((50, 60, "納品先"), (120, 60, "本社倉庫"), below).deliver_to == "本社倉庫"

    def test_text_left_of_the_next_row_ends_it(self):
        texts = [(50, 60, "納品先"), (120, 60, "本社倉庫"), (60, 74, "記"), (120, 74, "東京都見本区1-1")]

        assert order_of(*texts).deliver_to == "本社倉庫"

    def test_address_in_one_box_is_read_whole(self):
        """Its label stands in the middle of it, and the label of the buyer over two boxes side by side."""
        texts = [
            (105, 30, "A-77"), (45, 30, "注文番号"),
            (105, 60, PLACE[0]), (45, 74, "お届け先"), (105, 74, "架空フード"), (105, 88, "TEL 058-000-0000"),
            (45, 120, "商品名"), (205, 120, "数量"), (45, 138, "見本茶"), (205, 138, "5"),
        ]  # fmt: skip
        [order] = read(ruled(texts, [20, 40, 95, 110, 126, 144], [40, 100, 300]), "o.pdf").orders

        assert order.deliver_to == "岐阜県例示市川端4-5 架空フード"

    def test_value_stands_in_the_box_below_its_label(self):
        """Both centred or not: the lines part them alike."""
        texts = [
            (45, 30, "注文番号 A-77"), (100, 60, "ご注文者"), (320, 60, "お届け先"),
            (45, 75, "架空フード"), (205, 75, "東棟"),
            (45, 120, "商品名"), (205, 120, "数量"), (45, 138, "見本茶"), (205, 138, "5"),
        ]  # fmt: skip
        [order] = read(ruled(texts, [50, 66, 82], [40, 200, 400]), "o.pdf").orders

        assert told(order) == ("架空フード", "東棟")

    def test_rows_of_one_band_are_one_address_whatever_they_say(self):
        """Ship To: over three rows between two lines."""
        texts = [
            (45, 30, "PO No."), (120, 30, "A-77"),
            (45, 60, "Supplier:"), (205, 60, "Ship To:"),
            (45, 74, "Denpyo K.K."), (205, 74, "4-18 Science Park"), (205, 88, "Reidai"), (205, 102, "Dock 3"),
            (45, 140, "Description"), (305, 140, "Qty"), (45, 155, "Tea"), (305, 155, "5"),
        ]  # fmt: skip

        def draw(canvas, levels, posts):
            for y in levels:
                canvas.line(posts[0], 800 - y, posts[-1], 800 - y)

        [order] = read(ruled(texts, [45, 110, 130], [40, 400], draw=draw), "o.pdf").orders

        assert order.deliver_to == "4-18 Science Park Reidai Dock 3"

    def test_firm_without_a_legal_form_is_the_first_row_that_is_nothing_else(self):
        assert (
            told(order_of(*column(50, 60, "発注者", "架空ホテル", "〒000-1111", "東京都見本区1-1")))[0] == "架空ホテル"
        )

    def test_buyer_with_nothing_but_a_street_is_as_it_is_written(self):
        texts = column(50, 60, "発注者", "東京都見本区1-1", "〒000-1111")

        assert told(order_of(*texts))[0] == "東京都見本区1-1"

    def test_sheet_has_an_address_in_the_cells_of_a_column(self):
        rows = [["納品先", PLACE[0]], ["", PLACE[1]], ["", "TEL 058-000-0000"], ["注文番号", "A-1"]]
        [order] = read(sheet(*rows, [], ["商品名", "数量"], ["見本茶", 5])).orders

        assert order.deliver_to == TOLD[1]


class TestWhoOrders:
    def test_label_of_who_orders_is_believed_before_a_partners_firm(self):
        """取引先 is the seller here, though it alone has a legal form; departments are no part of the name."""
        rows = [["発注元", "架空学園 事務局 管財課"], ["取引先", "伝票商事株式会社"], ["取引先コード", "S-210"]]
        [order] = read(sheet(*rows, [], ["商品名", "数量"], ["見本茶", 5])).orders

        assert head_of(order)[3:5] == (None, "架空学園")

    def test_code_in_the_addressees_block_is_the_buyers_code_for_the_seller(self):
        texts = [
            (50, 60, "伝票商事株式会社 御中"), (50, 75, "取引先コード：S00210"), (350, 60, "発注元"),
            (400, 60, "(株)ダミーマート"),
        ]  # fmt: skip

        assert head_of(order_of(*texts))[3:5] == (None, "(株)ダミーマート")

    def test_code_elsewhere_is_the_customers(self):
        texts = [
            (50, 60, "伝票商事株式会社 御中"),
            (350, 75, "取引先コード：S00210"),
            (350, 60, "発注元 (株)ダミーマート"),
        ]

        assert head_of(order_of(*texts))[3:5] == ("S00210", "(株)ダミーマート")

    def test_code_without_any_name_stays(self):
        assert head_of(order_of((50, 60, "取引先コード：S00210")))[3:5] == ("S00210", None)

    def test_of_two_firms_the_one_at_the_place_of_delivery_orders(self):
        texts = [
            (50, 40, "架空化学株式会社"), (50, 60, "伝票商事株式会社"),
            (50, 90, "納入先"), (120, 90, "架空化学株式会社 千葉工場"),
        ]  # fmt: skip
        order = order_of(*texts)

        assert (order.customer.as_written, findings_of(order)) == ("架空化学株式会社", [])
        unclear = order_of(*texts[:2], (50, 90, "納入先"), (120, 90, "千葉倉庫"))
        assert ("value-ambiguous", "customer_name") in findings_of(unclear)

    def test_sender_stands_before_an_arrow(self):
        [order] = read(sheet(["見本青果株式会社 → 伝票商事株式会社"], [], ["商品名", "数量"], ["見本茶", 5])).orders

        assert order.customer.as_written == "見本青果株式会社"


class TestSpread:
    def test_number_a_figure_to_a_square_is_one(self):
        rows = [["伝票No.", *"00451277"], ["納品日", *"20261109"], ["得意先コード", "C", "1", "2"]]
        [order] = read(sheet(*rows, [], ["商品名", "数量"], ["見本茶", 5])).orders

        assert head_of(order)[:4] == ("00451277", None, "2026-11-09", "C12")

    def test_two_values_under_one_label(self):
        rows = [["発注番号／発注日", "PO-7 / 2026-12-01"], [], ["商品名", "数量"], ["見本茶", 5]]
        [order] = read(sheet(*rows)).orders

        assert head_of(order)[:2] == ("PO-7", "2026-12-01")

    @pytest.mark.parametrize("value", ["PO-7", "PO-7 / none", ""])
    def test_what_is_no_pair_is_not_parted(self, value):
        [order] = read(sheet(["発注番号／発注日", value], [], ["商品名", "数量"], ["見本茶", 5])).orders

        assert head_of(order)[:2] == (None, None)

    @pytest.mark.parametrize(("day", "read_as"), [("26 10 05", "2026-10-05"), ("05.10.2026", "2026-10-05")])
    def test_days_in_boxes_and_with_points(self, day, read_as):
        [order] = read(sheet(["発注日", day], ["納品日", "2026-10-08"], [], ["商品名", "数量"], ["見本茶", 5])).orders

        assert head_of(order)[1] in (read_as, None)

    def test_rate_before_the_tax_is_no_tax(self):
        rows = [
            ["商品名", "数量", "単価", "金額"],
            ["見本茶", 10, 500, 5000],
            ["消費税", 10, "％", 500],
            ["合計", "", "", 5500],
        ]
        [order] = read(sheet(["注文番号", "A-1"], [], *rows)).orders

        assert (order.total, order.tax) == (5000, 500)

    @pytest.mark.parametrize(
        "total", ["Total: 5,000.00 (JPY)", "TOTAL (合計・消費税別) JPY 5,000", "発注金額計（円） 5,000"]
    )
    def test_currency_beside_a_sum_is_no_part_of_it(self, total):
        assert order_of((400, 450, total)).total == 5000


def test_code_over_the_name_under_a_title_of_both():
    """The first row of a box is the code where it can be one."""
    texts = [
        (45, 30, "PO No."), (100, 30, "A-77"),
        (45, 100, "Part Number / Description"), (255, 100, "Qty"), (305, 100, "Price"),
        (45, 117, "P3005"), (255, 121, "4"), (305, 121, "5,400"), (45, 126, "見本テープ 48mm"),
        (45, 142, "NP-778-01"), (255, 146, "3"), (305, 146, "400"), (45, 151, "見本マット"),
        (45, 167, "見本"), (255, 171, "1"), (305, 171, "40"), (45, 176, "シート"),
    ]  # fmt: skip
    [order] = read(ruled(texts, [90, 106, 131, 156, 181], [40, 250, 300, 350]), "o.pdf").orders

    assert [line[:2] for line in lines_of(order)] == [
        ("P3005", "見本テープ 48mm"), ("NP-778-01", "見本マット"), (None, "見本 シート"),
    ]  # fmt: skip


def test_lines_drawn_around_the_titles_alone_part_no_goods():
    texts = [
        (45, 30, "注文番号"), (105, 30, "A-77"),
        (45, 100, "内容"), (255, 100, "数量"), (305, 100, "単価"),
        (45, 117, "見本茶"), (255, 117, "4 袋"), (305, 117, "540"),
        (45, 132, "見本水"), (255, 132, "3 本"), (305, 132, "40"),
    ]  # fmt: skip
    [order] = read(ruled(texts, [90, 106], [40, 250, 300, 350]), "o.pdf").orders

    assert lines_of(order) == [(None, "見本茶", 4, "袋", 540, None), (None, "見本水", 3, "本", 40, None)]


def test_labels_of_a_slip_beside_each_other_are_no_goods_across():
    """納品先 | 西口店 | 取引先 | 118820 …: two labels and their values, above the goods."""
    rows = [["社名", "ダミーマート"], ["納品先", "0012 西口店", "取引先", "118820 伝票商事(株)"], ["部門", "31 飲料"]]
    [order] = read(sheet(*rows, [], ["商品名", "発注数量"], ["見本茶", 5])).orders

    assert (head_of(order)[3:5], [line[1:3] for line in lines_of(order)]) == ((None, "ダミーマート"), [("見本茶", 5)])


def test_address_is_looked_at_no_further_than_its_rows_may_be():
    floors = [f"架空ビル {number}階" for number in range(1, 12)]

    assert order_of((50, 60, "納品先"), *column(120, 60, "東京都見本区1-1", *floors)).deliver_to.endswith("6階")


def test_label_without_anything_in_the_two_rows_below_it_says_nothing():
    rows = [["納品先", "注文番号"], ["", "A-1"], ["", "2026"], ["本社倉庫"], [], ["商品名", "数量"], ["見本茶", 5]]
    [order] = read(sheet(*rows)).orders

    assert order.deliver_to is None
