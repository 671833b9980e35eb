"""Mails without a form: sentences, days told by the mail's day, web forms, mails passed on, several orders, HTML."""

from email.message import EmailMessage

import pytest

from agent.extract.read import reading_of
from tests.unit.extract.laid_out import findings_of, lines_of, read, read_text
from tests.unit.extract.making import a_delivery

GOODS = "見本茶 10袋\n見本水 5本\n"


def only(text: str, subject: str = ""):
    [order] = read_text(text, subject).orders
    return order


def goods(order) -> list[tuple]:
    return [line[1:4] for line in lines_of(order)]


class TestSentences:
    @pytest.mark.parametrize(
        "text",
        [
            "早速ですが、見本茶を10袋と、見本水を5本お願いできますでしょうか。",
            "見本茶 10袋、見本水 5本を発注します。",
            "見本茶10袋と見本水5本をお願いします。",
            "今回は見本茶を10袋、\nそれと見本水を五本お願いします。",
            "5月10日に見本茶を10袋、あと見本水を5本ください。",
            "「見本茶」を10袋、「見本水」を5本お願いします。",
            "見本茶10袋、見本水5本",
        ],
    )
    def test_goods_in_a_sentence(self, text):
        assert [line[:2] for line in goods(only(text))] == [("見本茶", 10), ("見本水", 5)]

    def test_english(self):
        assert goods(only("Please send 10 boxes of Sample Tea and 5 bags of Sugar.")) == [
            ("Sample Tea", 10, "boxes"), ("Sugar", 5, "bags"),
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "text",
        [
            "見本茶を10袋いただきました。", "見本茶を10袋お願いした場合はいくらですか。",
            "5/20または5/21着でお願いします。",
            "見本茶は在庫10袋です。", "あ" * 500 + "を10袋お願いします。",
        ],
    )  # fmt: skip
    def test_sentence_that_orders_nothing(self, text):
        assert read_text(text).orders == ()

    def test_more_counted_than_read_is_doubted(self):
        assert ("rows-unread", "lines") in findings_of(only("見本茶を10袋と、いつもの5箱セットのほうもお願いします。"))

    @pytest.mark.parametrize(
        "text",
        [
            "「見本茶 500g」は21箱ではなく20箱の間違いです。訂正をお願いいたします。",
            "見本茶 500gを21箱から20箱に変更お願いします。",
        ],
    )
    def test_correction(self, text):
        order = only(text)

        assert (order.kind.value, goods(order)) == ("change", [("見本茶 500g", 20, "箱")])

    def test_two_units_are_no_correction(self):
        assert goods(only("見本茶 5kgを30袋お願いします。")) == [("見本茶 5kg", 30, "袋")]


class TestSaid:
    @pytest.mark.parametrize(
        ("text", "day"),
        [
            ("来週月曜日着でお願いします。", "2026-04-06"),
            ("明後日必着でお願いします。", "2026-04-03"),
            ("15日納品でお願いいたします。", "2026-04-15"),
            ("来月5日に届くようお願いします。", "2026-05-05"),
            ("3日後に届けてください。", "2026-04-04"),
            ("5月20日までにお願いします。", "2026-05-20"),
            ("納期を5/10から5/12に変更してください。", "2026-05-12"),
            ("5/10発送、5/12着でお願いします。", "2026-05-12"),
            ("納品は2026年10月29日、本社倉庫までお願いします。", "2026-10-29"),
            ("金曜に届くと助かります。", None),
            ("5/20または5/21着でお願いします。", None),
            ("5月20日までにご回答をお願いします。", None),
            ("今月31日着でお願いします。", None),
            ("明日か明後日に届けてください。", None),
        ],
    )
    def test_day_of_arrival(self, text, day):
        order = only(f"{GOODS}\n{text}\n")

        assert (order.deliver_on and order.deliver_on.isoformat()) == day

    @pytest.mark.parametrize(
        ("text", "place"),
        [
            ("届け先は静岡県例題市工業団地10-6 資材倉庫です。", "静岡県例題市工業団地10-6 資材倉庫"),
            (
                "4月28日(火)の午前中に大阪府見本市北町2-3 物流センターへ届くと助かります。",
                "大阪府見本市北町2-3 物流センター",
            ),
            ("本社倉庫に納品してください。", "本社倉庫"),
            ("皆様へお送りください。", None),
            ("第一工場に納品してください。第二工場に納品してください。", None),
            ("本社倉庫に届けられない場合はご連絡ください。", None),
        ],
    )
    def test_place(self, text, place):
        assert only(f"{GOODS}\n{text}\n").deliver_to == place

    def test_number_and_day_of_the_order(self):
        order = only(f"令和8年3月30日付で注文します(注文番号:S-78)。\n{GOODS}")

        assert (order.number, order.ordered_on.isoformat()) == ("S-78", "2026-03-30")

    @pytest.mark.parametrize(
        ("name", "who"),
        [
            ("見本商店株式会社 田中です。", "見本商店株式会社"),
            ("見本商店株式会社 様より発注がありました。", "見本商店株式会社"),
            ("見本商店株式会社 馬場", "見本商店株式会社"), ("見本商店株式会社 大阪支店", "見本商店株式会社 大阪支店"),
        ],
    )  # fmt: skip
    def test_company_beside_a_person(self, name, who):
        assert only(f"{name}\n\n{GOODS}").customer.as_written == who


class TestKind:
    def test_cancellation_without_goods(self):
        order = only(
            "4月1日に発注いたしました下記につきまして、キャンセルさせていただきたくご連絡いたします。\n\n発注番号:D925\n"
        )

        assert (order.kind.value, order.number, order.lines) == ("cancel", "D925", ())

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("下記の注文をキャンセルしてください。", "cancel"), ("一部キャンセルをお願いします。", "order"),
            ("前回の注文はキャンセルしてください。", "order"), ("数量の変更をお願いします。", "change"),
        ],
    )  # fmt: skip
    def test_kind_in_sentences_is_doubted(self, text, kind):
        order = only(f"注文番号:A-1\n{text}\n\n{GOODS}")

        assert (order.kind.value, "kind-unsure" in dict(findings_of(order))) == (kind, True)

    def test_mail_without_number_and_goods_has_no_form(self):
        assert read_text("注文のキャンセルをお願いします。\n").orders == ()


class TestSeveral:
    TWO = (
        "①本社分\n注文番号 T-1\n納品日 4/10\nお届け先 本社厨房\n　見本茶　10袋\n　見本水　5本\n\n"
        "②別館分\n注文番号 T-2\n納品日 4/12\nお届け先 別館カフェ\n　りんご　3箱\n\n株式会社見本\nTEL 03-1111-2222\n"
    )

    def test_goods_below_their_own_numbers(self):
        found = read_text(self.TWO).orders

        assert [(one.number, one.deliver_to, one.customer.as_written, len(one.lines)) for one in found] == [
            ("T-1", "本社厨房", "株式会社見本", 2), ("T-2", "別館カフェ", "株式会社見本", 1),
        ]  # fmt: skip

    def test_two_numbers_above_all_goods_are_not_parted(self):
        order = only(f"注文番号 T-1\n注文番号 T-2\n{GOODS}")

        assert (order.number, ("value-ambiguous", "number") in findings_of(order)) == (None, True)

    def test_day_below_the_last_order_is_its_own(self):
        first, second = read_text(f"注文番号 T-1\n{GOODS}\n注文番号 T-2\nりんご 3箱\n納品日 4/12\n").orders

        assert (first.deliver_on, second.deliver_on.isoformat()) == (None, "2026-04-12")


FORMS = {
    "brackets": "【会社名】 見本株式会社\n【商品1】 見本茶\n【数量1】 10\n【単位1】 袋\n"
    "【商品2】 見本水\n【数量2】 5\n【単位2】 本\n【商品3】 \n【数量3】 \n",
    "below": "■会社名\n見本株式会社\n■商品名\n見本茶\n■数量\n10袋\n■商品名\n見本水\n■数量\n5本\n",
    "by-number": "会社名: 見本株式会社\n商品1: 見本茶\n商品2: 見本水\n数量1: 10袋\n数量2: 5本\n",
    "circled": "会社名: 見本株式会社\n商品①：見本茶\n数量①：10袋\n商品②：見本水\n数量②：5本\n",
    "in-a-row": "会社名: 見本株式会社\n【商品名】見本茶【数量】10袋\n【商品名】見本水【数量】5本\n",
    "headings": "会社名: 見本株式会社\n[商品1]\n商品名: 見本茶\n数量: 10袋\n----\n[商品2]\n商品名: 見本水\n数量: 5本\n",
}


class TestForms:
    @pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
    def test_labels_of_a_web_form(self, text):
        order = only(text)

        assert (order.customer.as_written, goods(order)) == (
            "見本株式会社", [("見本茶", 10, "袋"), ("見本水", 5, "本")],
        )  # fmt: skip

    def test_price_times_quantity_of_a_shop(self):
        text = "注文番号: 1\n[商品]\n見本茶(P1001)\n価格  500(円) x 2(個) = 1,000(円)     (税抜、送料別)\n"

        assert lines_of(only(text)) == [("P1001", "見本茶", 2, "個", 500, 1000)]

    def test_labelled_price_times_quantity(self):
        assert lines_of(only("注文番号: 1\n商品名 : 見本茶\n価格 : ¥500 × 10\n")) == [
            (None, "見本茶", 10, None, 500, None)
        ]

    def test_one_number_twice_is_no_form(self):
        assert read_text("商品1: 見本茶\n商品1: 見本水\n数量1: 5\n").orders == ()


TABLES = {
    "bars": "品番 | 品名 | 数量 | 単価\n---------------------\nP1 | 見本茶 | 10 | 1,500\nP2 | 見本水 | 5 | 100\n",
    "framed": "| 品番 | 品名 | 数量 | 単価 |\n"
    "|---|---|--:|---|\n| P1 | 見本茶 | 10 | 1,500 |\n| P2 | 見本水 | 5 | 100 |\n",
    "commas": "品番,品名,数量,単価\nP1,見本茶,10,1,500\nP2,見本水,5,100\n",
    "strokes": "品番／品名／数量／単価\nP1／見本茶／10／1,500\nP2／見本水／5／100\n",
    "blanks": "品番 品名 数量 単価\nP1 見本茶 10 1,500\nP2 見本水 5 100\n",
}


class TestTables:
    @pytest.mark.parametrize("text", TABLES.values(), ids=TABLES)
    def test_columns_parted_by_a_mark(self, text):
        order = only(f"注文番号  : A-1\n\n{text}\n株式会社見本\n")

        assert (order.number, lines_of(order)) == (
            "A-1", [("P1", "見本茶", 10, None, 1500, None), ("P2", "見本水", 5, None, 100, None)],
        )  # fmt: skip

    def test_sums_in_one_row(self):
        order = only(f"{TABLES['bars']}小計 15,500円 / 消費税 1,550円 / 合計 17,050円\n")

        assert (order.total, order.tax) == (15500, 1550)

    def test_titles_whose_rows_are_no_columns(self):
        assert goods(only("品名　　数量\n見本茶　10袋\n見本水　5本\n")) == [("見本茶", 10, "袋"), ("見本水", 5, "本")]


class TestPassedOn:
    MARKED = (
        "転送します。\n\n---------- Forwarded message ---------\n"
        "From: 田中 <t@x.example>\nTo: <e@y.example>\n\n注文番号: A-1\n見本茶 10袋\n"
    )
    OUTLOOK = (
        "登録をお願いします。\n\n"
        "From: 田中\nSent: Monday\nTo: e@y.example\nSubject: 注文\n\n> 注文番号: A-1\n>\n> 見本茶 10袋\n"
    )

    @pytest.mark.parametrize("text", [MARKED, OUTLOOK])
    def test_order_of_a_mail_passed_on_is_doubted(self, text):
        order = only(text)

        assert (order.number, goods(order)) == ("A-1", [("見本茶", 10, "袋")])
        assert ("mail-passed-on", "lines") in findings_of(order)

    @pytest.mark.parametrize(
        "above", ["りんご 3箱をお願いします。", "先日はありがとうございました。りんごを3箱お願いします。"]
    )
    def test_own_order_above_an_old_mail_is_the_order(self, above):
        order = only(f"{above}\n\n-----Original Message-----\nFrom: 田中\n見本茶 10袋\n")

        assert goods(order) == [("りんご", 3, "箱")]

    def test_answer_that_passes_nothing_on(self):
        assert read_text("ありがとうございました。\n\n-----Original Message-----\n見本茶 10袋\n").orders == ()

    def test_mail_that_quotes_another_is_not_taken_up(self):
        assert read_text("転送します。\n\n-----Original Message-----\n> > 見本茶 10袋\n").orders == ()


def read_html(body: str):
    [order] = read(f"<html><body>{body}</body></html>", "body.html", media_type="text/html").orders
    return order


ROWS = "<tr><th>商品</th><th>単価</th><th>数</th></tr>"


class TestHtml:
    def test_list_of_terms(self):
        table = f"<table>{ROWS}<tr><td>見本茶</td><td>500</td><td>2</td></tr></table>"
        order = read_html(f"<dl><dt>発注No.</dt><dd>A-1</dd><dt>納品先</dt><dd>本社倉庫</dd></dl>{table}")

        assert (order.number, order.deliver_to, goods(order)) == ("A-1", "本社倉庫", [("見本茶", 2, None)])

    @pytest.mark.parametrize("terms", ["<dl><dt>A</dt></dl>", "<dl><dd>A</dd><dt>B</dt></dl>", "<dl></dl>"])
    def test_list_of_terms_that_is_none(self, terms):
        assert goods(read_html(f"{terms}<p>見本茶 2袋</p>")) == [("見本茶", 2, "袋")]

    def test_table_of_one_row_inside_a_cell(self):
        cell = "<table><tr><td><img></td><td><b>見本茶</b><br>品番：P1001</td></tr></table>"
        row = f"<tr><td>{cell}</td><td>500</td><td>2</td></tr><tr><td>送料</td><td>100</td><td>1</td></tr>"

        assert [line[:3] for line in lines_of(read_html(f"<table>{ROWS}{row}</table>"))] == [
            ("P1001", "見本茶", 2), (None, "送料", 1),
        ]  # fmt: skip

    def test_text_below_a_table_is_no_name(self):
        table = f"<table>{ROWS}<tr><td>見本茶</td><td>500</td><td>2</td></tr></table>"

        assert goods(read_html(f"{table}<p>株式会社見本</p>")) == [("見本茶", 2, None)]


def sent(text: str, *, html: str = "", csv: str = "") -> list:
    """Read a mail of a text, another form of it, and an attachment; return its orders."""
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "注文", "a@b.example"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    if csv:
        mail.add_attachment(csv.encode(), maintype="text", subtype="csv", filename="o.csv")
    return [
        order
        for one in reading_of(a_delivery(mail.as_bytes(), "m.eml", "message/rfc822"), []).extractions
        for order in one.orders
    ]


class TestParts:
    HTML = "<table><tr><th>商品名</th><th>数量</th></tr><tr><td>見本茶</td><td>3袋</td></tr></table>"

    def test_plain_text_that_only_points_to_the_html(self):
        [order] = sent("詳細はHTML表示でご確認ください。 https://x.example/1\n", html=self.HTML)

        assert goods(order) == [("見本茶", 3, "袋")]

    def test_plain_text_with_the_order_is_read(self):
        [order] = sent("見本水 5本\n", html=self.HTML)

        assert goods(order) == [("見本水", 5, "本")]

    CSV = "注文番号,商品名,数量\nA-1,見本茶,3\n"

    def test_text_completes_its_attachment(self):
        """Day, place and sender stand in the mail only."""
        text = (
            "添付の通り発注いたします。\n納品は2026年10月29日、福岡県例示市浜町8-2 焙煎所までお願いします。\n\n"
            "見本株式会社\nTEL 03-1111-2222\n"
        )
        [order] = sent(text, csv=self.CSV)

        assert (order.deliver_on.isoformat(), order.deliver_to, order.customer.as_written, order.number) == (
            "2026-10-29", "福岡県例示市浜町8-2 焙煎所", "見本株式会社", "A-1",
        )  # fmt: skip
        assert dict(order.provenance)["deliver_on"].place == "body.txt line 2"

    def test_text_that_says_another_day_is_doubted(self):
        """The attachment's own values stand."""
        csv = "注文番号,商品名,数量,納期,得意先名\nA-1,見本茶,3,2026-10-30,例示株式会社\n"
        [order] = sent("納品は2026年10月29日でお願いします。\n見本株式会社\n", csv=csv)

        assert (order.deliver_on.isoformat(), order.customer.as_written) == ("2026-10-30", "例示株式会社")
        assert ("mail-differs", "deliver_on") in findings_of(order)

    def test_several_orders_are_left_as_they_are(self):
        csv = "注文番号,商品名,数量\nA-1,見本茶,3\nA-2,見本水,5\n"

        assert [order.deliver_on for order in sent("納品は2026年10月29日でお願いします。\n", csv=csv)] == [None, None]

    def test_text_that_says_nothing(self):
        [order] = sent("よろしくお願いします。\n", csv=self.CSV)

        assert (order.deliver_on, order.deliver_to, order.customer.as_written) == (None, None, None)
