"""Shapes of plain mails without a form: cards between rules, quantities in front, sections of orders, form mails."""

import pytest

from tests.unit.extract.laid_out import findings_of, head_of, lines_of, read_text


def only(text: str):
    [order] = read_text(text).orders
    return order


CARDS = [("P1001", "見本茶", 10, "袋", 500, 5000), ("P1002", "見本水", 2, "本", 100, 200)]


class TestCardsBetweenRules:
    """Cards of labels whose amount has an order's label, below a head that states a sum."""

    @pytest.mark.parametrize("rule", ["---", "----------", "***", "＝＝＝＝", ""])
    @pytest.mark.parametrize("amount", ["発注金額", "注文金額", "ご購入金額"])
    @pytest.mark.parametrize("above", ["税抜合計 : 5,200円", "合計金額：5,200円", "小計 : 5,200円", "納期 : 2026/4/5"])
    def test_each_card_is_read(self, rule, amount, above):
        order = only(
            f"■注文情報\n注文番号 : A-1\n{above}\n\n■明細（2件）\n"
            f"商品コード : P1001\n商品名称 : 見本茶\n発注数量 : 10 袋\n発注単価 : 500 円\n{amount} : 5,000 円\n{rule}\n"
            f"商品コード : P1002\n商品名称 : 見本水\n発注数量 : 2 本\n発注単価 : 100 円\n{amount} : 200 円\n"
        )

        assert (order.number, lines_of(order), findings_of(order)) == ("A-1", CARDS, [])

    def test_amount_that_is_not_the_product_is_doubted(self):
        card = "商品名: {}\n数量: {}\n単価: 100円\n発注金額: {}円\n---\n"
        order = only(
            "注文番号: A-1\n" + card.format("茶", 3, 300) + card.format("水", 2, 250) + card.format("塩", 1, 100)
        )

        assert [line[5] for line in lines_of(order)] == [300, None, 100]
        assert ("rows-unread", "lines") in findings_of(order)

    def test_sum_below_the_only_card_is_the_orders(self):
        order = only("注文番号: A-1\n商品名: 見本茶\n数量: 10袋\n単価: 500円\n発注金額: 5,000円")

        assert (head_of(order)[5], lines_of(order)) == (5000, [(None, "見本茶", 10, "袋", 500, None)])


def goods(text: str) -> list[tuple]:
    return [line[1:4] for line in lines_of(only(text))]


class TestQuantityInFront:
    """`20袋 バーク堆肥 40L`: the size at the end is of the name."""

    @pytest.mark.parametrize(
        ("row", "read"),
        [
            ("20袋　バーク堆肥 40L", ("バーク堆肥 40L", 20, "袋")),
            ("・5袋 化成肥料 8-8-8 20kg", ("化成肥料 8-8-8 20kg", 5, "袋")),
            ("3本、単管パイプ 4m", ("単管パイプ 4m", 3, "本")),
            ("- 12 x Sample water 2 L", ("Sample water 2 L", 12, None)),
            ("- 4 boxes: Sample labels, white, A4 @ 500", ("Sample labels, white, A4", 4, "boxes")),
            ("4袋　砂 20kg　@300円　1,200円", ("砂 20kg", 4, "袋")),
        ],
    )
    def test_size_behind_the_name(self, row, read):
        text = f"下記お願いします。\n{row}\n1台　一輪車\n"

        assert (goods(text), findings_of(only(text))) == ([read, ("一輪車", 1, "台")], [])

    @pytest.mark.parametrize("beside", ["3本 ガムテープ", "2個 ゴミ袋 45L"])
    def test_lines_beside_tell_that_the_first_counts(self, beside):
        assert goods(f"10箱 コピー用紙 A4 500枚\n{beside}\n")[0] == ("コピー用紙 A4 500枚", 10, "箱")

    def test_number_before_a_price_is_of_the_name(self):
        text = "- 4 boxes: Sample labels, pack of 10 @ 500\n- 2 bags: Sample sugar @ 300\n"

        assert goods(text)[0] == ("Sample labels, pack of 10", 4, "boxes")

    def test_lines_beside_tell_that_the_last_counts(self):
        text = "100枚 紙コップ 5袋\n見本茶 3箱\n2L 見本水 12本\n"

        assert goods(text) == [("100枚 紙コップ", 5, "袋"), ("見本茶", 3, "箱"), ("2L 見本水", 12, "本")]
        assert findings_of(only(text)) == []

    @pytest.mark.parametrize(
        "text",
        [
            "10箱 コピー用紙 500枚\n2箱 封筒 100枚\n",
            "・3ケース　軍手 M 12\n・2ケース　タオル 白 24\n",
            "10箱 コピー用紙 500枚\n見本茶 3箱\n2個 ゴミ袋 45L\n",
            "10箱 コピー用紙 500枚\n\n2個 ゴミ袋 45L\n",
        ],
    )
    def test_two_counts_that_nothing_parts_are_doubted(self, text):
        assert ("rows-unread", "lines") in findings_of(only(text))

    def test_change_of_a_size_stays_one(self):
        assert goods("【変更】\n10袋 見本米 5kg → 10kg\n") == [("10袋 見本米", 10, "kg")]


class TestPlaceBelowASentence:
    @pytest.mark.parametrize(
        "said",
        [
            "届け先は現場です。",
            "納品先は下記の通りです。",
            "お届け先の住所は以下となります",
            "配送先は次の住所でお願いします。",
            "送り先は、下記の住所へお願いいたします。",
        ],
    )
    def test_address_below(self, said):
        order = only(
            f"3本 ガムテープ\n\n{said}\n　架空市東山町5丁目 東山公園 西側ヤード\n　（受取:金子 090-0000-3321）\n"
        )

        assert (order.deliver_to, findings_of(order)) == ("架空市東山町5丁目 東山公園 西側ヤード", [])

    @pytest.mark.parametrize("below", ["5箱 ビス 75mm", "いつもの場所です。", "受取は金子です。"])
    def test_without_an_address_it_is_doubted(self, below):
        order = only(f"3本 ガムテープ\n\n届け先は現場です。\n{below}\n")

        assert order.deliver_to is None
        assert ("written-elsewhere", "deliver_to") in findings_of(order)


class TestOrdersUnderHeadings:
    """Number, place and day in one row above the goods of each order."""

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("■ 発注番号 N-4471　桜橋店　納品 6/11(木)", "■ 発注番号 N-4472　水門町店　納品 6/12(金)"),
            ("【桜橋店】注文No. N-4471（6/11着）", "【水門町店】注文No. N-4472（6/12着）"),
            (
                "● 注文番号：N-4471 / 納品日：6/11 / 納品先：桜橋店",
                "● 注文番号：N-4472 / 納品日：6/12 / 納品先：水門町店",
            ),
            ("発注番号 N-4471 桜橋店様分 6/11(木)必着", "発注番号 N-4472 水門町店様分 6/12(金)必着"),
            ("★桜橋店宛て | 発注No. N-4471 | 納期 6/11", "★水門町店宛て | 発注No. N-4472 | 納期 6/12"),
        ],
    )
    @pytest.mark.parametrize("titles", ["", "商品コード　品名　数量\n"])
    def test_two_orders(self, first, second, titles):
        text = (
            f"お世話になります。\n\n{first}\n{titles}M-101　見本茶　10袋\nM-102　見本水　5本\n\n"
            f"{second}\n{titles}M-101　見本茶　3袋\n"
        )
        orders = read_text(text).orders

        assert [(one.number, one.deliver_to, str(one.deliver_on)[5:], len(one.lines)) for one in orders] == [
            ("N-4471", "桜橋店", "06-11", 2), ("N-4472", "水門町店", "06-12", 1),
        ]  # fmt: skip

    def test_one_number_over_two_shops_leaves_the_place_out(self):
        order = only("発注番号 N-1　桜橋店　納品 6/11\n見本茶 10袋\n\n発注番号 N-1　水門町店　納品 6/11\n見本水 5本\n")

        assert (order.number, order.deliver_to, len(order.lines)) == ("N-1", None, 2)
        assert ("value-ambiguous", "deliver_to") in findings_of(order)

    @pytest.mark.parametrize(
        "row",
        [
            "発注番号 N-1　桜橋店　水門町店",
            "発注番号 N-1　桜橋店　分割でお願いします",
            "発注番号 N-1　備考 桜橋店",
            "発注番号 N-1　" + "あ い う え お か き く け 桜橋店",
            "発注番号 N-1　" + "あ" * 80 + " 桜橋店",
        ],
    )
    def test_row_that_says_more_is_no_heading(self, row):
        assert only(f"{row}\n見本茶 10袋\n").deliver_to is None


@pytest.mark.parametrize("between", [" = ", "="])
def test_answers_behind_an_equals_sign(between):
    """As old programs send a web form; a number left blank asks for nothing."""
    rows = [
        ("会社名", "有限会社例示"),
        ("商品名1", "見本茶 白"),
        ("数量1", "150"),
        ("商品名2", "見本水"),
        ("数量2", "30"),
    ]
    rows += [("商品名3", ""), ("数量3", ""), ("納品希望日", "2026/04/10")]
    order = only("\n".join(f"{label}{between}{value}".rstrip() for label, value in rows))

    assert [(line.product_name, line.quantity) for line in order.lines] == [("見本茶 白", 150), ("見本水", 30)]
    assert (order.customer.as_written, str(order.deliver_on)) == ("有限会社例示", "2026-04-10")


def test_a_sum_behind_an_equals_sign_is_no_label():
    order = only("見本茶\n500円 × 3袋 = 1,500円\n")
    assert order.lines[0].quantity == 3


def test_who_asks_for_price_and_day_orders_nothing():
    text = "下記の商品について、単価と納期をご教示いただけますでしょうか。\n\n・見本茶　5袋\n・見本水　3本\n"
    assert read_text(text).orders == ()
