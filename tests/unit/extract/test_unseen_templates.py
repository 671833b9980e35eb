"""Layouts of templates and systems many firms use: calendars, slips with charges, sums by rate, papers to send back."""

import pytest

from agent.extract import pdf_text
from agent.extract.table import Cell
from agent.extract.unseen.laying import laid_flat
from agent.extract.unseen.strips import Strip
from tests.unit.extract.laid_out import findings_of, head_of, lines_of, pdf, read, sheet
from tests.unit.extract.test_unseen_ruled import FLOUR, TEA, TITLES, ruled

GOODS = [["商品名", "数量", "単価", "金額"], ["見本茶", 10, 500, 5000], ["見本水", 5, 100, 500]]
RATES = [["", "税抜金額", "消費税", "税込金額"], ["10%対象", 5000, 500, 5500], ["8%対象", 500, 40, 540]]
WEEKDAYS = list("月火水木金土日")


def order_of(*rows, **more):
    [order] = read(sheet(*rows, **more)).orders
    return order


class TestCalendars:
    @pytest.mark.parametrize(
        ("heading", "name", "day"),
        [
            ("2026年6月 発注カレンダー", "Sheet1", "2026-06-03"),
            ("令和8年6月分", "Sheet1", "2026-06-03"),
            ("発注カレンダー", "2026年6月", "2026-06-03"),
        ],
    )
    def test_days_of_one_month_stand_across(self, heading, name, day):
        rows = [
            [heading, "", "発注日 2026年5月25日"],
            ["商品名", *range(1, 8), "計"],
            ["", *WEEKDAYS],
            ["見本茶", "", "", 3, "", "", "", "", 3],
        ]
        order = order_of(*rows, name=name)

        assert ([line[1:3] for line in lines_of(order)], head_of(order)[2]) == ([("見本茶", 3)], day)

    def test_year_is_the_documents_where_none_is_named(self):
        order = order_of(["6月分"], ["発注日", "2026-05-25"], ["商品名", *range(1, 8)], ["見本茶", "", "", 3])

        assert head_of(order)[2] == "2026-06-03"

    @pytest.mark.parametrize(
        ("heading", "days", "below"),
        [
            ("発注カレンダー", range(1, 8), []),
            ("2026年6月から2026年7月", range(1, 8), []),
            ("2026年13月", range(1, 8), []),
            ("2026年2月", range(25, 32), []),
            ("2026年6月", range(1, 8), ["", *WEEKDAYS[1:], "月"]),
            ("2026年6月", [1, 2, 4, 5, 6], []),
        ],
    )
    def test_days_of_no_clear_month_are_none(self, heading, days, below):
        rows = [[heading], ["注文番号", "A-1"], ["商品名", *days], below, ["見本茶", "", "", 3]]
        found = read(sheet(*(row for row in rows if row))).orders

        assert not any(order.deliver_on for order in found)


class TestPapers:
    def test_paper_to_be_sent_back_beside_the_order_is_not_read(self):
        rows = [["注文番号", "A-1"], ["株式会社見本設備"], ["TEL 024-000-0000"], *GOODS]
        back = [["注文請書"], ["注文番号", "A-1"], ["伝票商事株式会社"], *GOODS]
        order = order_of(["注文書"], *rows, 請書=back)

        assert (len(order.lines), order.customer.as_written) == (2, "株式会社見本設備")

    def test_two_sheets_of_one_order_are_both_read(self):
        assert len(order_of(["注文書"], ["注文番号", "A-1"], *GOODS, 二=[["注文書"], *GOODS]).lines) == 4


class TestSums:
    def test_postage_below_the_goods_is_a_line(self):
        order = order_of(
            ["注文番号", "A-1"], *GOODS, ["", "", "小計", 5500], ["", "", "税", 550], ["", "", "送料", 800]
        )

        assert (lines_of(order)[2], order.total, order.tax) == ((None, "送料", None, None, None, 800), 5500, 550)

    @pytest.mark.parametrize("row", [["", "", "送料", 0], ["", "", "送料", "無料"], ["", "", "その他", 800]])
    def test_no_postage_is_no_line(self, row):
        assert len(order_of(["注文番号", "A-1"], *GOODS, ["", "", "小計", 5500], row).lines) == 2

    def test_postage_without_a_column_of_names_is_none(self):
        goods = [["商品コード", "数量", "金額"], ["P1", 10, 5000]]

        assert len(order_of(["注文番号", "A-1"], *goods, ["", "送料", 800]).lines) == 1

    def test_of_sums_by_rate_the_whole_is_taken(self):
        order = order_of(["注文番号", "A-1"], *GOODS, [], *RATES, ["合計", 5500, 540, 6040])

        assert (order.total, order.tax) == (5500, 540)

    def test_sums_by_rate_without_the_whole_are_none(self):
        assert order_of(["注文番号", "A-1"], *GOODS, [], *RATES).tax is None

    def test_sums_by_rate_may_be_five_rows(self):
        more = [["非課税", 0, 0, 0], ["免税", 0, 0, 0], ["合計", 5500, 540, 6040]]

        assert order_of(["注文番号", "A-1"], *GOODS, [], *RATES, *more).tax == 540

    def test_sums_of_one_rate_are_the_whole(self):
        assert order_of(["注文番号", "A-1"], *GOODS, [], *RATES[:2]).tax == 500

    def test_sums_too_close_to_be_parted_stand_under_their_labels(self):
        """Beside an address at the right, which is none of them."""
        texts = [
            (300, 40, "注文番号 A-77"),
            (60, 100, "小計"), (110, 100, "消費税"), (160, 100, "発注金額"), (450, 100, "〒000-0137"),
            (450, 113, "兵庫県例示市東浜1-3-7"), (50, 126, "5,500円 550円 6,050円"),
            (60, 200, "商品名"), (300, 200, "数量"), (360, 200, "金額"),
            (60, 220, "見本茶"), (300, 220, "10"), (360, 220, "5,500"),
        ]  # fmt: skip
        [order] = read(pdf(texts), "o.pdf").orders

        assert (order.total, order.tax) == (5500, 550)


class TestHeads:
    def test_long_number_beside_nothing_but_the_word_for_an_order(self):
        assert head_of(order_of(["発注", "51200418"], ["発注", "2"], *GOODS))[0] == "51200418"

    @pytest.mark.parametrize(
        ("day", "read_as"), [("4/24/2026", "2026-04-24"), ("24/4/2026", "2026-04-24"), ("4/9/2026", None)]
    )
    def test_day_with_the_year_last_is_read_where_it_is_clear(self, day, read_as):
        assert head_of(order_of(["注文番号", "A-1"], ["Receive By", day], *GOODS))[2] == read_as

    def test_firm_behind_the_word_for_issuing_orders(self):
        order = order_of(["発行:株式会社架空精機 生産管理部"], ["注文番号", "A-1"], *GOODS)

        assert order.customer.as_written == "株式会社架空精機"

    def test_partner_with_the_word_for_an_addressee_is_the_seller(self):
        order = order_of(["取引先名", "伝票商事(株) 御中"], ["注文番号", "A-1"], *GOODS)

        assert order.customer.as_written is None

    def test_chain_above_a_shop_orders_where_the_seller_is_named(self):
        rows = [["ダミースーパー株式会社", "発注書"], ["店名", "緑ヶ丘店"], ["取引先名", "伝票商事(株) 殿"]]

        assert order_of(*rows, ["注文番号", "A-1"], *GOODS).customer.as_written == "ダミースーパー株式会社"

    def test_name_behind_a_label_of_its_own_is_the_firm(self):
        assert order_of(["お名前：合同会社カフェ"], ["注文番号", "A-1"], *GOODS).customer.as_written == "合同会社カフェ"

    def test_firm_in_the_line_the_fax_goes_to_does_not_order(self):
        rows = [["FAX注文書　伝票商事株式会社行　FAX 000-0000-0000"], ["貴社名", "架空ホテル株式会社"]]

        assert order_of(*rows, ["注文番号", "A-1"], *GOODS).customer.as_written == "架空ホテル株式会社"

    @pytest.mark.parametrize(
        ("place", "read_as"),
        [
            ("お届け先 □上記に同じ ■別の場所（ 京都駅前 ）", "京都駅前"),
            ("お届け先 □上記に同じ □別の場所（ 京都駅前 ）", None),
            ("お届け先 □上記に同じ ■本社", "本社"),
        ],
    )
    def test_ticked_place_behind_its_label(self, place, read_as):
        assert order_of([place], ["注文番号", "A-1"], *GOODS).deliver_to == read_as


class TestTitles:
    @pytest.mark.parametrize(
        ("code", "name"), [("物資コード", "物資名"), ("医薬品番号", "医薬品名称"), ("図番/品番", "品名/仕様")]
    )
    def test_titles_made_of_a_kind_of_goods(self, code, name):
        order = order_of(["注文番号", "A-1"], [code, name, "数量"], ["X-1", "見本茶", 10])

        assert lines_of(order) == [("X-1", "見本茶", 10, None, None, None)]

    def test_items_code_beside_its_description(self):
        """A column named Item holds codes, unless they are the numbers of the rows."""
        for item, code in (("WT-20", "WT-20"), ("00010", None)):
            order = order_of(["PO No.", "A-1"], ["Item", "Description", "Quantity", "Rate"], [item, "Filter", 2, 300])

            assert lines_of(order) == [(code, "Filter", 2, None, 300, None)]

    def test_price_left_of_the_quantities_is_that_of_one(self):
        assert lines_of(order_of(["注文番号", "A-1"], ["商品名", "価格", "ご注文数"], ["見本茶", 500, 2]))[0][4] == 500

    def test_pieces_delivered_are_the_quantity_beside_boxes(self):
        order = order_of(["注文番号", "A-1"], ["品名", "収容数", "箱数", "納入数"], ["段ボール", 50, 4, 200])

        assert lines_of(order)[0][2] == 200


class TestPages:
    def test_label_that_nearly_touches_its_value_is_parted_from_it(self):
        texts = [(45, 40, "納入場所"), (88, 40, "本社 倉庫"), (45, 60, "発注番号"), (88, 60, "A-77")]
        goods = [(45, 100, "商品名"), (300, 100, "数量"), (45, 120, "見本茶"), (300, 120, "10")]
        [order] = read(pdf([*texts, *goods]), "o.pdf").orders

        assert (order.number, order.deliver_to) == ("A-77", "本社 倉庫")

    def test_label_that_nearly_touches_the_next_column_has_its_value_below(self):
        texts = [
            (45, 40, "Purchase Order Number"), (160, 40, "REIDAI 000-0010"), (45, 55, "PO-0097"),
            (45, 80, "Order Number A-1"), (300, 80, "Total Care Unit"),
        ]  # fmt: skip
        goods = [(45, 100, "Description"), (300, 100, "Qty"), (45, 120, "Tea"), (300, 120, "10")]
        [order] = read(pdf([*texts[:3], *goods]), "o.pdf").orders
        [other] = read(pdf([*texts[3:], *goods]), "o.pdf").orders

        assert (order.number, other.number) == ("PO-0097", "A-1")

    def test_rows_of_a_printed_list_without_a_quantity_ask_for_nothing(self):
        names = ["見本茶", "見本水", "見本塩", "見本米"]
        texts = [(300, 40, "注文番号 A-77"), (45, 100, "商品名"), (250, 100, "価格"), (350, 100, "ご注文数")]
        for at, name in enumerate(names):
            texts += [(45, 120 + 20 * at, name), (250, 120 + 20 * at, "500")]
        [order] = read(pdf([*texts, (360, 160, "3")]), "o.pdf").orders

        assert lines_of(order) == [(None, "見本塩", 3, None, 500, None)]
        assert ("rows-without-quantity", "lines") in findings_of(order)

    def test_titles_on_several_rows_that_go_on_beside_themselves(self):
        left = [(45, 100, "商品コー"), (45, 109, "ド"), (105, 105, "商品名"), (165, 105, "数量")]
        texts = [(300, 40, "注文番号 A-77"), *left, *((x + 160, y, text) for x, y, text in left)]
        texts += [
            (45, 125, "P1"),
            (105, 125, "見本茶"),
            (165, 125, "10"),
            (205, 125, "P2"),
            (265, 125, "見本水"),
            (325, 125, "5"),
        ]
        posts = [40, 100, 160, 200, 260, 320, 360]
        [order] = read(ruled(texts, [90, 112, 130], posts), "o.pdf").orders

        assert [line[:3] for line in lines_of(order)] == [("P1", "見本茶", 10), ("P2", "見本水", 5)]

    def test_shops_across_a_ruled_page(self):
        texts = [
            (300, 40, "注文番号 A-77"),
            (45, 100, "商品名"), (205, 100, "本店"), (245, 100, "港店"), (285, 100, "合計"),
            (45, 117, "見本茶"), (225, 117, "4"), (265, 117, "1"), (305, 117, "5"),
            (45, 132, "見本水"), (225, 132, "2"), (305, 132, "2"),
        ]  # fmt: skip
        [order] = read(ruled(texts, [90, 107, 122, 137], [40, 200, 240, 280, 320]), "o.pdf").orders

        assert [line[1:3] for line in lines_of(order)] == [("見本茶", 4), ("見本水", 2), ("見本茶", 1)]


STRUCK = [
    *TITLES,
    (45, 117, "1"), (65, 117, "A-1"), (105, 117, "見本小麦粉 5kg"), (205, 117, "4"), (218, 117, "20"), (235, 117, "64"),
    (45, 132, "2"), (65, 132, "A-2"), (105, 132, "見本紅茶 100包"), (205, 132, "3"), (235, 132, "50"),
]  # fmt: skip


def test_row_of_a_page_that_is_no_table_stays_as_it_is():
    strip = Strip((Cell("備考", 0, 5, "page 1 x=0 y=1"),), "page 1 x=0 y=1", 0, 240, (10, 20, 30, 40), 1)

    assert laid_flat((strip,), "pdf") == (strip,)


def test_row_of_unknown_words_above_known_titles_is_none_of_them():
    order = order_of(["注文番号", "A-1"], [], ["商品", "甲", "乙", "丙"], ["コード", "数量"], ["P1", 5])

    assert [(line[0], line[2]) for line in lines_of(order)] == [("P1", 5)]


class TestStruckOut:
    def read(self, *strokes, posts=()):
        def draw(canvas, _levels, _posts):
            for left, right, y in strokes:
                canvas.line(left, 800 - y, right, 800 - y)
            for at, top, bottom in posts:
                canvas.line(at, 800 - top, at, 800 - bottom)

        return read(ruled(STRUCK, draw=draw), "o.pdf").orders[0]

    def test_value_with_a_line_through_it_is_none(self):
        """What stands beside it in its place; a person is asked."""
        order = self.read((203, 212, 113.5))

        assert (lines_of(order), ("struck-out", "lines") in findings_of(order)) == ([FLOUR, TEA], True)

    def test_line_below_a_value_strikes_nothing(self):
        assert ("struck-out", "lines") not in findings_of(self.read((40, 260, 119)))

    @pytest.mark.parametrize(("right", "is_struck"), [(240, False), (440, True)])
    def test_edge_of_a_seal_strikes_nothing_but_a_line_from_border_to_border_does(self, right, is_struck):
        order = self.read((200, right, 113.5), posts=[(200, 90, 140), (right, 90, 140)])

        assert (("struck-out", "lines") in findings_of(order)) == is_struck

    def test_lines_through_much_of_a_page_strike_nothing_and_are_doubted(self):
        """They may stand elsewhere than the letters, or strike out most of a small order."""
        order = self.read((40, 260, 113.5), (40, 260, 128.5))

        assert ("struck-out", "lines") in findings_of(order)
        assert len(lines_of(order)) > 1


def test_code_broken_behind_its_hyphen_keeps_it():
    pages = pdf_text.pages_of(pdf([(50, 100, "品番 WB-"), (50, 112, "10K 見本"), (50, 140, "数量 5")]))

    assert "WB-" in "".join(cell.text for row in pages[0].rows for cell in row.cells)


class TestSentences:
    def test_number_in_a_sentence_that_begins_like_a_label(self):
        rows = [["注文内容変更のお願い"], ["対象注文番号 T551(2026年10月13日発注分)について、変更願います。"]]

        assert head_of(order_of(*rows, [], *GOODS))[:2] == ("T551", "2026-10-13")

    @pytest.mark.parametrize(
        ("said", "place"),
        [
            ("下記の通り注文します。納入場所：本社 倉庫", "本社 倉庫"),
            ("下記の通り。納入場所 本社", None),
            ("注文します。以上", None),
        ],
    )
    def test_place_behind_a_sentence(self, said, place):
        assert order_of([said], ["注文番号", "A-1"], [], *GOODS).deliver_to == place

    def test_goods_of_a_letter_that_calls_an_order_off(self):
        texts = [
            (200, 40, "注文取消のお願い"),
            (60, 80, "弊社注文書(注文書番号 ORD-7622)の商品のお取消をお願い申し上げます。"),
            (60, 120, "1."), (80, 120, "P4003"), (140, 120, "見本タオル"), (380, 120, "10ケース"),
            (60, 140, "2."), (80, 140, "P3006"), (140, 140, "見本レジ袋"), (380, 140, "8箱"),
        ]  # fmt: skip
        [order] = read(pdf(texts), "o.pdf").orders

        assert (order.number, [line[:4] for line in lines_of(order)]) == (
            "ORD-7622", [("P4003", "見本タオル", 10, "ケース"), ("P3006", "見本レジ袋", 8, "箱")],
        )  # fmt: skip
