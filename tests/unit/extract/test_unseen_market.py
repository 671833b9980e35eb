"""Mails and exports of shops and offices as they are usual in Japan, made up: EC shops, malls, forms, free mails."""

from datetime import date
from decimal import Decimal

import pytest

from agent.core.order import OrderKind
from agent.extract.table import Cell
from agent.extract.unseen.item_sums import charge_in, settle
from agent.extract.unseen.items import Item
from agent.extract.unseen.labels import values_in
from agent.extract.unseen.strips import Strip
from tests.unit.extract.laid_out import findings_of, lines_of, read, read_text

SHOP = """
ご注文日時：2026/04/01 10:22:33
ご注文番号：1024
お支払い合計：￥12,300

****************
　ご請求金額
****************
****************
　ご注文商品明細
****************

商品コード：P1001
商品名：見本茶 1kg
単価：￥2,400
数量：3

商品コード：P3003
商品名：見本水 2L
単価：￥3,600
数量：1

小　計 ￥10,800
手数料 ￥0
送　料 ￥2,000
値引き ￥500
合　計 ￥12,300

****************
　ご注文者情報
****************
お名前　：見本 太郎 様
会社名　：見本商事株式会社

◎お届け先
お名前　：株式会社例示運輸 様
郵便番号：〒000-0001
住所　　：〒000-0001 東京都見本区1-2-3
お届け日：2026/04/10

商品コード：P1001
商品名：見本茶 1kg
数量：3
商品コード：P3003
商品名：見本水 2L
数量：1
"""


def only(text: str, subject: str = ""):
    [order] = read_text(text, subject).orders
    return order


def goods(order) -> list[tuple]:
    return [line[1:] for line in lines_of(order)]


class TestShops:
    def test_goods_told_again_under_their_address_count_once(self):
        order = only(SHOP)
        assert [line[:3] for line in lines_of(order)] == [
            ("P1001", "見本茶 1kg", 3), ("P3003", "見本水 2L", 1), (None, "送料", None), (None, "値引き", None),
        ]  # fmt: skip
        assert (order.number, order.deliver_to) == ("1024", "東京都見本区1-2-3")
        assert order.customer.as_written == "見本商事株式会社"

    def test_heading_over_cards_that_begin_with_their_name(self):
        text = (
            "[商品]\n見本茶 1kg(mc-1002)\n価格  2,980(円) x 2(個) = 5,960(円)\n----------\n"
            "見本水 白(mc-5107)\n価格  1,650(円) x 1(個) = 1,650(円)\n****\n小計  7,610(円)\n送料  700(円)\n"
            "ポイント利用  -300(円)\n合計  8,010(円)\n"
        )
        assert lines_of(only(text)) == [
            ("mc-1002", "見本茶 1kg", 2, "個", 2980, 5960), ("mc-5107", "見本水 白", 1, "個", 1650, 1650),
            (None, "送料", None, None, None, 700), (None, "ポイント利用", None, None, None, -300),
        ]  # fmt: skip

    def test_heading_at_the_end_names_nothing(self):
        assert goods(only("[商品名]\n見本茶\n[数量]\n3\n[商品]\n")) == [("見本茶", 3, None, None, None)]

    def test_details_in_rows_below(self):
        text = (
            "見本茶 2L×6本 × 6\nSKU: P1005\n¥5,052\n見本水 1L × 2\nSKU: P1006\n¥6,220\n小計 ¥11,272\n合計 ¥11,272 JPY\n"
        )
        order = only(text + "4月1日 09:32に注文が入りました。\n見本デリカ(株)さんが注文しました\n注文 #1077\n")
        assert [line[:3] + line[5:] for line in lines_of(order)] == [
            ("P1005", "見本茶 2L×6本", 6, 5052), ("P1006", "見本水 1L", 2, 6220),
        ]  # fmt: skip
        assert (order.number, str(order.ordered_on)) == ("#1077", "2026-04-01")
        assert order.customer.as_written == "見本デリカ(株)"

    def test_details_of_another_kind_end_them(self):
        text = "見本茶 10袋\n¥500\n¥700\n見本水 5本\nSKU: P1001\nSKU: P1002\n"
        assert [line[:3] for line in lines_of(only(text))] == [(None, "見本茶", 10), ("P1001", "見本水", 5)]

    def test_advertisement_is_no_order(self):
        assert read_text("年末特価!\n見本茶 10袋 5,000円\n見本水 5本 1,000円\n配信停止はこちら\n").orders == ()
        assert len(read_text("注文番号: A-1\n見本茶 10袋\n見本水 5本\nメルマガ配信停止はこちら\n").orders) == 1

    def test_question_behind_a_label_makes_no_inquiry(self):
        assert only("注文番号: A-1\nお問い合わせ：\n商品名: 見本茶\n数量: 3\n").number == "A-1"


class TestForms:
    def test_grid_of_a_form(self):
        order = only("ご注文商品 [見本茶 100g]\n10\nご注文商品 [見本水 2L]\n5\nご希望 [色]\n赤\nご住所 [番地]\n3\n")
        assert [line[:2] for line in goods(order)] == [("見本茶 100g", 10), ("見本水 2L", 5)]

    def test_empty_boxes_of_a_form(self):
        text = "【商品1】\n見本茶\n【数量1】\n5 箱\n【商品2】\n\n【数量2】\n\n【ご要望など】\n赤を希望\n"
        assert [line[:3] for line in goods(only(text))] == [("見本茶", 5, "箱")]


class TestItems:
    @pytest.mark.parametrize(
        ("line", "read"),
        [
            ("見本茶 …… 10袋 (@2,400円・税抜)", (10, "袋", 2400, None)),
            ("見本茶 10袋(1袋500円)", (10, "袋", 500, None)),
            ("見本茶 1,200円 × 3", (3, None, 1200, None)),
            ("見本茶 1,200円 × 3袋", (3, "袋", 1200, None)),
        ],
    )
    def test_price(self, line, read):
        [one, _] = goods(only(f"{line}\n見本水 5本\n"))
        assert one == ("見本茶", *read)

    @pytest.mark.parametrize("line", ["見本茶 10袋(冷蔵)", "見本茶 10袋 ※至急", "見本茶 10袋(前回と同じもの)"])
    def test_remark_is_doubted(self, line):
        order = only(f"{line}\n見本水 5本\n")
        assert [one[:3] for one in goods(order)] == [("見本茶", 10, "袋"), ("見本水", 5, "本")]
        assert ("rows-unread", "lines") in findings_of(order)

    def test_second_thought_is_an_order_and_doubted(self):
        order = only("・見本茶 5袋\n・見本水 1箱→やっぱり2箱で\n")
        assert [one[:3] for one in goods(order)] == [("見本茶", 5, "袋"), ("見本水", 2, "箱")]
        assert order.kind is OrderKind.ORDER
        assert ("rows-unread", "lines") in findings_of(order)

    def test_title_before_the_name(self):
        assert [line[0] for line in goods(only("品名 見本茶 10袋\n商品② 見本水 5本\n"))] == ["見本茶", "見本水"]

    def test_row_of_labels_is_no_article(self):
        assert [line[0] for line in goods(only("見本茶 10袋\n型番: P1  見本水 5本\n"))] == ["見本茶"]

    def test_code_within_the_line(self):
        assert lines_of(only("見本茶(品番:P1001) 10袋\n見本水(品番:P1002) 5本\n"))[0][:3] == ("P1001", "見本茶", 10)


class TestOneSum:
    @pytest.mark.parametrize(
        ("total", "expected"),
        [("合計 6,000円", (500, None)), ("合計 700円", (None, 500)), ("合計 900円", (None, None)), ("", (None, None))],
    )
    def test_what_the_text_adds_up_to_tells(self, total, expected):
        order = only(f"見本茶 / 10袋 / 500円\n見本水 / 5本 / 200円\n{total}\n")
        assert goods(order)[0][3:] == expected
        assert (("rows-unread", "lines") in findings_of(order)) == (expected == (None, None))

    def test_postage_may_be_part_of_it(self):
        order = only("見本茶 × 3点 3,600円\n見本水 × 5点 1,000円\n送料 500円\n合計: 5,100円\n")
        assert [line[0] for line in goods(order)] == ["見本茶", "見本水", "送料"]
        assert goods(order)[0][4] == 3600

    def test_nothing_is_said_of_what_is_no_number(self):
        settle([], [Decimal(1)], Decimal(0))
        item = Item({"quantity": "x"}, "見本茶", sums=["500円"])
        settle([item], [Decimal(500)], Decimal(0))
        assert item.sums == ["500円"]

    def test_long_row_is_no_charge(self):
        assert charge_in("送料" + "1" * 60) is None
        assert charge_in("クーポン割引 300円") is not None


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("4/5(日)の朝一で下記お願いします。", "2026-04-05"),
            ("来週分です。4/10(金)にお願いします。", "2026-04-10"),
            ("4/10にお電話をお願いします。", "None"),
            ("4/10か4/11に下記お願いします。", "None"),
            ("納期 4月12日 14-16時\n", "2026-04-12"),
        ],
    )
    def test_day_for_which_something_is_asked(self, text, day):
        assert str(only(f"{text}\n\n見本茶 10袋\n見本水 5本\n").deliver_on) == day

    @pytest.mark.parametrize(
        ("text", "subject", "number"),
        [
            ("昨日の注文(MF-10519)です。", "", "MF-10519"),
            ("発注(10)です。", "", None),
            ("よろしくお願いします。", "【発注】注文番号 KH-1", "KH-1"),
            ("よろしくお願いします。", "注文 #1077", "#1077"),
            ("よろしくお願いします。", "Re: 注文番号 KH-1", None),
        ],
    )
    def test_number(self, text, subject, number):
        assert only(f"{text}\n見本茶 10袋\n見本水 5本\n", subject).number == number

    def test_day_of_an_order_called_off(self):
        text = "先週(3/17)メールで注文しました注文番号 HC-1203 の\n・見本茶 1台\nですが、キャンセルさせてください。\n"
        order = only(text, "HC-1203 キャンセルのお願い")
        assert (str(order.ordered_on), order.number) == ("2026-03-17", "HC-1203")

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("おつかれさまです。見本給食の中原です。", "見本給食"),
            ("先日の注文です。", None),
            ("下記の品です。", None),
            ("ビストロ見本亭の岡です。お店の裏口に置いてもらって大丈夫です。", "ビストロ見本亭"),
        ],
    )
    def test_who_presents_himself(self, text, name):
        assert only(f"{text}\n\n見本茶 10袋\n見本水 5本\n").customer.as_written == name


class TestOrdersUnderHeadings:
    def test_number_in_brackets_behind_a_heading(self):
        text = (
            "■第一店分(注文No. MS-881)\n納品日:4/20(月)\n・見本茶 × 15束\n"
            "■第二店分(注文No. MS-882)\n納品日:4/21(火)\n・見本水 × 3箱\n・見本塩(粉) × 2箱\n"
        )
        one, other = read_text(text).orders
        assert (one.number, str(one.deliver_on), len(one.lines)) == ("MS-881", "2026-04-20", 1)
        assert (other.number, str(other.deliver_on), len(other.lines)) == ("MS-882", "2026-04-21", 2)


class TestPlaces:
    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("[送付先] 仮名 太郎 様\n〒000-0456 愛知県例示市港町1-22\n(TEL) 090-0000-4561\n", "愛知県例示市港町1-22"),
            ("配送先住所\n見本デリカ(株)\n広島県見本市緑町11-3\n第二工場\n日本\n", "広島県見本市緑町11-3 第二工場"),
            ("納品先：〒000-0002\n千葉県見本市4-5-6\n千葉倉庫\n以上\n", "千葉県見本市4-5-6 千葉倉庫"),
            ("■お届け先\n〒000-0002\n千葉県見本市4-5-6\n■お支払い\n銀行振込\n", "千葉県見本市4-5-6"),
            ("納品先: 本社倉庫\n\n千葉県見本市4-5-6\n", "本社倉庫"),
            ("納品先: 本社倉庫\n担当 見本\n", "本社倉庫"),
            ("納品先: 本社倉庫", "本社倉庫"),
            ("送付先：〒000-0001　東京都見本区1-2-3　見本ビル2F　TEL 03-0000-0000", "東京都見本区1-2-3 見本ビル2F"),
            ("■お届け先情報\n[お名前] 見本 太郎\n[電話番号] 03-0000-0000\n", None),
        ],
    )
    def test_address(self, text, place):
        assert only(f"見本茶 10袋\n見本水 5本\n\n{text}").deliver_to == place

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("■購入者情報\nお名前: 見本 花子\n", "見本 花子"),
            ("■お客様情報\n[お名前] 見本 花子\n", "見本 花子"),
            ("■ご注文者\n電話番号: 03-0000-0000\n", None),
        ],
    )
    def test_who_orders(self, text, name):
        assert only(f"見本茶 10袋\n見本水 5本\n\n{text}").customer.as_written == name


class TestExports:
    def test_wide_file_with_an_address_in_parts(self):
        titles = (
            "注文番号,注文日時,注文者名字,注文者名前,送付先名字,送付先名前,送付先住所：都道府県,送付先住所：都市区"
            ",送付先住所：町以降,送付先住所：建物名,お届け日指定,商品名,商品番号,個数,単価,小計,送料合計,請求金額\n"
        )
        row = (
            "288-1,2026-04-01 10:22,見本,太郎,見本,太郎,千葉県,見本市,4-5-6,見本ビル,2026-04-11,見本茶"
            ",mc-1,10,1200,12000,8,12008\n"
        )
        other = "288-2,2026-04-01 10:22,見本,太郎,見本,太郎,,,,,2026-04-11,見本茶,mc-1,1,1200,1200,8,1208\n"
        one, two = read(titles + row + other, "a.csv").orders
        assert (one.number, one.deliver_to) == ("288-1", "千葉県見本市4-5-6 見本ビル")
        assert two.deliver_to is None

    def test_order_whose_fields_stand_on_its_first_row_only(self):
        titles = (
            "Name,Email,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price"
            ",Lineitem sku,Billing Company\n"
        )
        rows = (
            "#2318,a@b.example,20550,0,1868,20550,2026-04-01 10:42:17 +0900,5,見本茶,2592,P1001,見本珈琲株式会社\n"
            "#2318,a@b.example,,,,,2026-04-01 10:42:17 +0900,1,見本紙,7590,P3003,\n"
            "#2319,c@d.example,2592,0,0,2592,2026-04-02 10:42:17 +0900,1,見本茶,2592,P1001,見本商事株式会社\n"
        )
        one, other = read(titles + rows, "a.csv").orders
        assert (one.number, one.customer.as_written, one.tax, len(one.lines)) == ("#2318", "見本珈琲株式会社", 1868, 2)
        assert ("price-includes-tax", "lines.1.unit_price") in findings_of(one)
        assert (other.number, str(other.ordered_on)) == ("#2319", "2026-04-02")

    def test_sums_that_do_not_hold_the_tax(self):
        titles = "Name,Subtotal,Taxes,Total,Lineitem quantity,Lineitem name,Lineitem price\n"
        [order] = read(titles + "#1,500,50,550,1,見本茶,500\n", "a.csv").orders
        assert order.lines[0].unit_price == 500

    def test_name_that_is_no_number_stays(self):
        titles = "Name,Subtotal,Total,Lineitem quantity,Lineitem name,Lineitem price\n"
        [order] = read(titles + "見本太郎,500,550,1,見本茶,500\n", "a.csv").orders
        assert order.number is None

    def test_partner_beside_who_buys_is_the_seller(self):
        titles = "発注No,発注日,取引先コード,取引先名,店舗名,納品日,商品コード,商品名,発注数量,単価\n"
        [order] = read(
            titles + "12345,2026/04/01,T001,見本商社,例示屋 本店,2026/04/08,P1,見本茶,3,42\n", "a.csv"
        ).orders
        assert (order.customer.code, order.customer.as_written) == (None, "例示屋 本店")

    def test_titles_with_their_party_before_them(self):
        titles = (
            "売上ID,受注日,購入者 名前,購入者 会社名,購入商品 型番,購入商品 商品名,購入商品 販売価格,購入商品 販売個数"
            ",購入商品 小計,商品合計,お届け先 住所,得意先名1\n"
        )
        row = "1001,2026/04/01,見本花子,株式会社見本食品,P1001,見本茶,1200,10,12000,12000,千葉県見本市4-5-6,見本\n"
        [order] = read(titles + row, "a.csv").orders
        assert lines_of(order) == [("P1001", "見本茶", 10, None, 1200, 12000)]
        assert (order.deliver_to, order.customer.as_written) == ("千葉県見本市4-5-6", "株式会社見本食品")

    def test_totals_that_are_what_a_line_costs(self):
        titles = "注文番号,商品名,数量,単価,合計,小計\n"
        [order] = read(titles + "A-1,見本茶,3,100,300,900\nA-1,見本水,6,100,600,900\n", "a.csv").orders
        assert [line[5] for line in lines_of(order)] == [300, 600]


class TestSumsInColumns:
    def test_price_told_from_amount_by_the_sums(self):
        titles = "注文番号,商品名,価格,個数,小計,税金,支払合計\n"
        rows = "A-1,見本茶,2400,8,23932,1772,23932\nA-1,見本水,1480,2,23932,1772,23932\n"
        [order] = read(titles + rows, "a.csv").orders
        assert [line[4] for line in lines_of(order)] == [2400, 1480]

    def test_price_that_the_sums_do_not_tell(self):
        [order] = read("注文番号,商品名,価格,個数,小計\nA-1,見本茶,2400,8,9999\n", "a.csv").orders
        assert (order.lines[0].unit_price, order.lines[0].amount) == (None, None)

    def test_postage_in_a_column(self):
        titles = "注文番号,商品名,単価,数量,商品計,発送料,合計金額\n"
        rows = "A-1,見本茶,100,3,500,80,580\nA-1,見本水,100,2,500,80,580\nA-2,見本水,100,1,100,0,100\n"
        one, other = read(titles + rows, "a.csv").orders
        assert [line[1:] for line in lines_of(one)] == [
            ("見本茶", 3, None, 100, None), ("見本水", 2, None, 100, None), ("発送料", None, None, None, 80),
        ]  # fmt: skip
        assert (one.total, len(other.lines)) == (580, 1)

    def test_postage_in_a_row_of_its_own(self):
        [order] = read("注文番号,商品名,単価,数量,送料\nA-1,見本茶,100,3,80\nA-1,送料,80,1,80\n", "a.csv").orders
        assert [line.product_name for line in order.lines] == ["見本茶", "送料"]

    def test_total_that_stands_alike_on_each_row(self):
        titles = "注文番号,商品名,単価,数量,金額,小計,総合計,税区分,課税区分,発注単位\n"
        rows = "A-1,見本茶,100,3,300,324,756,8%,課税,12\nA-1,見本水,200,2,400,432,756,8%,課税,6\n"
        [order] = read(titles + rows, "a.csv").orders
        assert (order.total, order.lines[0].tax_rate, order.lines[0].unit) == (756, Decimal("0.08"), None)

    def test_total_beside_prices_is_no_amount(self):
        titles = "注文番号,商品名,単価,数量,合計\n"
        rows = "A-1,見本茶,100,3,700\nA-1,見本水,200,2,700\n"
        [order] = read(titles + rows, "a.csv").orders
        assert (order.total, [line.amount for line in order.lines]) == (700, [None, None])

    def test_word_of_a_sum_among_many_columns(self):
        titles = "注文番号,商品名,単価,数量,単位,商品コード,注文日,納期,税の名\n"
        rows = "A-1,見本茶,100,3,袋,P1,2026/4/1,2026/4/9,消費税\nA-1,小計,100,3,袋,P1,2026/4/1,2026/4/9,消費税\n"
        [order] = read(titles + rows, "a.csv").orders
        assert [line.product_name for line in order.lines] == ["見本茶"]


class TestTables:
    def test_rows_below_that_are_labelled(self):
        html = (
            "<p>新規注文: #3391</p><p>見本 浩 さんから以下の注文を受け取りました:</p><p>[注文 #3391] (2026年4月4日)</p>"
            "<table><tr><th>商品</th><th>数量</th><th>価格</th></tr>"
            "<tr><td>見本茶 1L (#P1006)</td><td>3</td><td>¥8,640</td></tr>"
            "<tr><td>見本水</td><td>2</td><td>¥8,640</td></tr>"
            "<tr><td colspan=2>小計:</td><td>¥17,280</td></tr><tr><td colspan=2>配送:</td><td>¥1,200 冷蔵便</td></tr>"
            "<tr><td colspan=2>支払い方法:</td><td>銀行振込</td></tr></table>"
        )
        [order] = read(html, "body.html", media_type="text/html").orders
        assert [line[:3] + line[5:] for line in lines_of(order)][:2] == [
            ("P1006", "見本茶 1L", 3, 8640), (None, "見本水", 2, 8640),
        ]  # fmt: skip
        assert (order.lines[2].amount, len(order.lines), str(order.ordered_on)) == (1200, 3, "2026-04-04")


class TestAnswers:
    FORM = "「注文フォーム」に新しい回答がありました。\n店舗名\n見本屋\n"

    def test_goods_asked_for_one_by_one(self):
        order = only(self.FORM + "見本粉 25kg(袋)\n4\n見本糖\n6 箱\n見本塩 1kg(個)\n連絡事項\n早めに\n見本油\n2\n")
        assert [line[:3] for line in goods(order)] == [
            ("見本粉 25kg", 4, "袋"),
            ("見本糖", 6, "箱"),
            ("見本油", 2, None),
        ]

    def test_one_answer_may_be_of_another_kind(self):
        assert read_text(self.FORM + "見本粉 25kg(袋)\n4\n").orders == ()


class TestSaid:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("2026年3月26日 18:22に見本 弘樹様から注文#1284を受け付けました。", "2026-03-26"),
            ("4月1日 09:32に注文が入りました。", "2026-04-01"),
            ("注文日時 : 2026/02/17 (14:07:20)", "2026-02-17"),
        ],
    )
    def test_day_of_the_order(self, text, day):
        assert str(only(f"{text}\n\n見本茶 10袋\n見本水 5本\n").ordered_on) == day

    def test_answer_asked_for_today_is_no_day_of_arrival(self):
        assert only("納期回答を本日17時までにお願いいたします。\n\n見本茶 10袋\n見本水 5本\n").deliver_on is None

    def test_person_behind_the_name_of_a_shop(self):
        order = only("見本茶 10袋\n見本水 5本\n\n居酒屋 みほん 鳥居\nTEL 082-000-0741\n")
        assert order.customer.as_written == "居酒屋 みほん"

    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("見本食堂", "見本食堂"), ("見本商事 田中", "見本商事"), ("お店", None), ("以上", None),
            ("見本商店 御中", None),
            ("見本商店 まで届けて", None), ("納品先: 見本食堂", None),
        ],
    )  # fmt: skip
    def test_firm_in_the_last_row(self, text, name):
        assert only(f"見本茶 10袋\n見本水 5本\n\n{text}\n").customer.as_written == name

    def test_reading_of_a_name(self):
        assert only("注文者: 見本 千里 (ミホン チサト) 様\n見本茶 10袋\n").customer.as_written == "見本 千里"

    def test_pages_of_a_fax_are_no_goods(self):
        assert read_text("FAXを受信しました。\nページ数: 1\n受付番号: 2026-77\n").orders == ()

    def test_notice_of_shipment(self):
        reason = read_text(
            "注文された商品を発送いたしました。\n商品名：見本茶\n数量：30\n", "商品出荷のお知らせ"
        ).reason
        assert (reason.code, reason.values["kind"]) == ("no-order-but", "delivery-note")

    def test_tax_within_a_rate(self):
        text = "商品名：見本茶\n単価：￥4,620\n数量：4\n小計：￥18,480\n合計：￥18,480\n"
        text += "10 ％対象：￥18,480（内消費税：￥1,680）\n"
        assert (only(text).tax, only(text).total) == (1680, 16800)

    def test_sum_to_be_paid_does_not_speak_of_tax(self):
        order = only("商品名：見本茶\n単価：￥500\n数量：4\n合計：￥2,000\nお支払い合計：￥2,000\n■送料\n0円\n")
        assert (order.total, order.lines[0].unit_price) == (2000, 500)

    def test_postage_over_its_sum(self):
        order = only("■購入商品\n見本茶\n価格：2,808円\n数量：2\n\n■送料\n600円\n\n■合計\n6,216円\n")
        assert goods(order) == [("見本茶", 2, None, 2808, None), ("送料", None, None, None, 600)]


class TestBoxes:
    def test_value_in_the_box_below_its_label(self):
        posts = (0.0, 50.0, 100.0)
        titles = Strip((Cell("注文番号", 0, 20, "a"), Cell("納期", 60, 80, "b")), "1", 0, 40.0, posts, 1)
        values = Strip((Cell("A-1", 30, 45, "c"), Cell("4/1", 84, 95, "d")), "2", 0, 40.0, posts, 2)
        found = values_in((titles, values), (0, 1), date(2026, 4, 1))
        assert {one.field: one.written.text for one in found} == {"number": "A-1", "deliver_on": "4/1"}
