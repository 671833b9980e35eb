"""Mails without a form: cells of several lines, sums and places in sentences, numbers of subjects."""

from decimal import Decimal

import pytest

from tests.unit.extract.laid_out import lines_of, read, read_text

PRICED = "・見本茶 100g 10袋 @500 5,000円\n\n"


def html(text: str):
    return read(text, "body.html", "", "text/html").orders


def only(text: str, subject: str = ""):
    [order] = read_text(text, subject).orders
    return order


class TestCells:
    def test_code_below_a_name_of_unlike_shapes(self):
        [order] = html(
            "<table><tr><th>品名</th><th>数量</th></tr><tr><td>見本茶<br>P2007</td><td>3袋</td></tr>"
            "<tr><td>見本水<br>G-0092</td><td>4本</td></tr></table>"
        )
        assert [line.product_code for line in order.lines] == ["P2007", "G-0092"]

    def test_cards(self):
        [order] = html(
            "<table><tr><td></td><td>見本茶<br>サイズ: L / 色: 緑<br>¥1,200 × 3</td><td>¥3,600</td></tr>"
            "<tr><td></td><td>見本水<br>¥150 × 24</td><td>¥3,600</td></tr></table>"
            "<table><tr><td>小計</td><td>¥7,200</td></tr><tr><td>合計</td><td>¥7,200</td></tr></table>"
        )
        assert [(one.product_name, one.amount) for one in order.lines] == [
            ("見本茶 L 緑", Decimal(3600)), ("見本水", Decimal(3600)),
        ]  # fmt: skip

    def test_sum_that_is_not_price_times_quantity_is_no_amount(self):
        [order] = html("<table><tr><td>見本茶<br>¥1,200 × 3</td><td>¥3,601</td></tr></table>")
        assert [one.amount for one in order.lines] == [None]

    def test_list_of_goods_beside_its_label(self):
        goods = "<br>".join(f"見本茶{number} ×{number}" for number in "12345")
        [order] = html(
            f"<table><tr><th>ご注文番号</th><td>A-2011</td></tr><tr><th>ご注文商品</th><td>{goods}</td></tr>"
            "<tr><th>お届け先</th><td>東京都見本区1-2-3<br>みどりビル</td></tr></table>"
        )
        assert len(order.lines) == 5
        assert order.deliver_to == "東京都見本区1-2-3 みどりビル"

    def test_card_is_named_by_its_first_line(self):
        [order] = html(
            "<table><tr><td>見本茶<br>季節限定<br>¥1,200 × 3</td><td>¥3,600</td></tr>"
            "<tr><td>見本水<br>季節限定<br>¥150 × 24</td><td>¥3,600</td></tr></table>"
        )
        assert [one.product_name for one in order.lines] == ["見本茶", "見本水"]

    def test_place_of_its_own_counts_more_than_the_heading(self):
        table = "<table><tr><th>品名</th><th>数量</th></tr><tr><td>見本茶</td><td>3袋</td></tr></table>"
        parts = (f"<p>●緑店</p><p>発注番号：A-77{at}</p><p>納品先：第{at}倉庫</p>{table}" for at in (1, 2))
        assert [one.deliver_to for one in html("".join(parts))] == ["第1倉庫", "第2倉庫"]

    def test_long_lines_are_no_list(self):
        assert html(f"<table><tr><td>{'あ' * 300}<br>見本茶 3袋</td><td>x</td></tr></table>") == ()

    @pytest.mark.parametrize(("mark", "name"), [("l", "見本茶"), ("1.", "見本茶")])
    def test_bullet_of_word(self, mark, name):
        [order] = html(f"<p><span style='mso-list:Ignore'>{mark} </span>{name} 3袋</p><p>見本水 4本</p>")
        assert order.lines[0].product_name == name

    def test_days_across_with_their_weekdays_first(self):
        [order] = html(
            "<table><tr><th>品名</th><th>月<br>4/6</th><th>火<br>4/7</th></tr>"
            "<tr><td>見本茶</td><td>5袋</td><td>3袋</td></tr></table>"
        )
        assert [line[2] for line in lines_of(order)] == [5, 3]

    def test_shops_that_head_orders(self):
        table = "<table><tr><th>品名</th><th>数量</th></tr><tr><td>見本茶</td><td>3袋</td></tr></table>"
        orders = html(
            f"<p>発注日はいずれも2026年4月1日です。</p><p>●緑店</p><p>発注番号：A-771</p>{table}"
            f"<p>●川店</p><p>発注番号：A-772</p>{table}<p>よろしくお願いします。</p>"
        )
        assert [one.deliver_to for one in orders] == ["緑店", "川店"]
        assert {str(one.ordered_on) for one in orders} == {"2026-04-01"}


class TestSentences:
    @pytest.mark.parametrize(
        ("text", "total", "tax"),
        [
            ("合計金額は5,000円(税別)になります。", 5000, None),
            ("税抜5,000円 消費税500円 税込5,500円", 5000, 500),
            ("5,000円(税抜)+消費税500円=5,500円", 5000, 500),
            ("ご確認ください、計5,000円です。", 5000, None),
            ("ご確認ください、計5,500円(税込)です。", None, None),
            ("単価は5,000円(税抜)です。", None, None),
            ("合計 5,500円(税500円込)", 5000, 500),
        ],
    )
    def test_sums(self, text, total, tax):
        order = only(PRICED + text)
        assert (order.total, order.tax) == (total, tax)

    def test_tax_rate_is_no_tax(self):
        [order] = html(
            "<table><tr><th>品名</th><th>数量</th><th>税込単価</th><th>税込金額</th></tr>"
            "<tr><td>見本茶</td><td>4袋</td><td>2,750</td><td>11,000</td></tr>"
            "<tr><td colspan=3>合計(税込)</td><td>11,000</td></tr>"
            "<tr><td colspan=3>(内消費税10%)</td><td>(1,000)</td></tr></table>"
        )
        assert (order.total, order.tax) == (10000, 1000)

    def test_price_below_its_article(self):
        order = only("見本茶 2台\n単価 1,000円、金額 2,000円\n見本水 3台\n単価 500円 計 1,500円\n")
        assert [one.unit_price for one in order.lines] == [1000, 500]

    @pytest.mark.parametrize(
        ("subject", "number"),
        [
            ("注文書 8-1173", "8-1173"), ("発注 P1001", None), ("11-12月の連絡", None), ("注文 2026-0401", None),
            ("見積 Q-1234 の件で注文", None), ("注文【契約番号 K-26040】", None),
            ("PO 4500012345 (quote Q-8891)", "4500012345"),
        ],
    )  # fmt: skip
    def test_number_of_a_subject(self, subject, number):
        assert only("P1001 見本茶 10袋\nP1002 見本水 5本\n", subject).number == number

    @pytest.mark.parametrize(
        "text", ["着工日 4月10日", "着工は4月10日です。", "4月10日着工の現場です。", "書類到着: 4月10日"]
    )
    def test_day_of_something_else_is_not_that_of_arrival(self, text):
        assert only(f"見本茶 10袋\n見本水 5本\n\n{text}").deliver_on is None

    @pytest.mark.parametrize(
        ("text", "place"),
        [("場所は第二工場です。", "第二工場"), ("各店へ直送でお願いします。", None), ("場所はいつもの所です。", None)],
    )
    def test_place(self, text, place):
        assert only(f"見本茶 10袋\n見本水 5本\n\n{text}").deliver_to == place

    def test_person_behind_a_department(self):
        order = only("発注者: 見本病院 用度課 三好\n見本茶 10袋\n見本水 5本\n")
        assert order.customer.as_written == "見本病院"

    def test_sender_at_the_right_of_a_letter(self):
        order = only(
            "伝票商事 御中\n\n                    見本町給食センター\n\n見本茶 10袋\n見本水 5本\n\nよろしく。\n"
        )
        assert order.customer.as_written == "見本町給食センター"


class TestNotMeant:
    """What a sentence says of other goods, other orders, or of what must not be, is none of this order's."""

    GOODS = "注文番号：A-1\n・見本茶 10袋\n・見本水 2本\n\n"

    @pytest.mark.parametrize(
        "text",
        ["予算は合計6,000円(税抜)以内です。", "先月は合計6,000円(税別)でしたね。", "見本茶は500円(税抜)です。"],
    )
    def test_sums(self, text):
        assert only(self.GOODS + text).total is None

    @pytest.mark.parametrize(
        "text",
        [
            "3/25の注文は4/3に着きました。",
            "4/10着は避けてください。",
            "4/10の納品は難しいです。",
            "4/3納品の伝票をまだいただいていません。",
            "次回は4/20着で注文する予定です。",
            "4/10に届くはずの見本塩が届いていません。",
            "在庫がなければ4/15着でも構いません。",
            "4/10以降着でお願いします。",
            "請求書は4/30までに送ってください。",
        ],
    )
    def test_days(self, text):
        assert only(self.GOODS + text).deliver_on is None

    def test_sentence_of_the_last_order_alone(self):
        text = "注文番号：A-1\n・見本茶 10袋\n\n注文番号：A-2\n・見本塩 3袋\nこちらは4/12着でお願いします。"
        days = [one.deliver_on and one.deliver_on.isoformat() for one in read_text(text).orders]
        assert days == [None, "2026-04-12"]

    def test_card_is_named_in_its_own_cell(self):
        cells = (f"<td>見本{name}<br>単価: {price}円<br>数量: 2</td>" for name, price in (("茶", 500), ("水", 100)))
        [order] = html(f"<p>注文番号：A-1</p><table><tr>{''.join(cells)}</tr></table>")
        assert [one.product_name for one in order.lines] == ["見本茶", "見本水"]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("みどり ベーカリーの中原です。", "みどり ベーカリー"),
        ("佐藤様 みどり 給食の中原です。", "みどり 給食"),
        ("お世話になっております テスト給食の中原です。", "テスト給食"),
        ("いつもの テスト給食の中原です。", "テスト給食"),
        ("株式会社見本精密工業 資材G 戸塚です。", "株式会社見本精密工業"),
        ("東京 みどり 給食の中原です。", None),
        ("伝票の佐藤様のご紹介の山田です。", None),
    ],
)
def test_name_of_two_words(said, name):
    """The word before is of the name, unless it ends another sentence."""
    assert only(f"{said}\n注文番号：A-1\n・見本茶 10袋\n・見本水 2本").customer.as_written == name


def test_customer_below_the_first_number_is_not_surely_that_of_the_next_order():
    """Each order is named below its number."""
    table = "<table><tr><th>品名</th><th>数量</th></tr><tr><td>見本茶</td><td>3袋</td></tr></table>"
    first, other = html(f"<p>注文番号：A-1</p><p>得意先：青空商店</p>{table}<p>注文番号：A-2</p>{table}")

    sure = [dict(one.provenance)["customer_name"].confidence >= 0.9 for one in (first, other)]
    assert ([one.customer.as_written for one in (first, other)], sure) == (["青空商店"] * 2, [True, False])


class TestCharges:
    @pytest.mark.parametrize(
        ("sums", "charges"),
        [
            ("小計（税抜） ¥4,320<br>配送料（税抜） ¥770<br>消費税 ¥509<br>合計 ¥5,599", [("配送料", 770)]),
            ("小計 ¥4,320<br>送料(税込) ¥770<br>合計 ¥5,090", [("送料", 770)]),
            ("代引手数料（税別）：¥300<br>配送料（東京都） ¥770", [("代引手数料", 300), ("配送料", 770)]),
            (
                "クール便料金（税抜）<br>¥330<br>クーポン割引(会員) -¥200",
                [("クール便料金", 330), ("クーポン割引", -200)],
            ),
            ("小計（税抜） ¥4,320<br>配送料（税抜） ¥0<br>消費税 ¥432", []),
        ],
    )
    def test_charges_below_cards_say_in_brackets_what_they_are(self, sums, charges):
        """Of tax, or of whom they are asked; one of nothing is none."""
        goods = (("布袋", "SB-1", 420, 6, 2520), ("巾着", "SB-2", 180, 10, 1800))
        cards = "".join(
            f"<table><tr><td><b>{name}</b><br>型番: {code}<br>¥{price} × {asked}</td><td>¥{amount}</td></tr></table>"
            for name, code, price, asked, amount in goods
        )
        [order] = html(f"<p>注文番号 A-1</p>{cards}<div>{sums}</div>")

        lines = [(one.product_name, one.amount) for one in order.lines]
        assert lines == [("布袋", Decimal(2520)), ("巾着", Decimal(1800)), *charges]
