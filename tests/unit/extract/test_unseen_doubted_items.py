"""Articles that stand one on a line, and what makes it doubtful that they are ordered so."""

import pytest

from tests.unit.extract.laid_out import findings_of, head_of, lines_of, read_text

UNREAD = ("rows-unread", "lines")
PRICED = "・見本茶 2箱 @1,200円 2,400円\n"


def only(text: str):
    [order] = read_text(f"注文番号: A-1\n{text}").orders
    return order


class TestRows:
    @pytest.mark.parametrize(
        "text",
        [
            "・見本茶 -2箱\n・見本水 3箱\n",
            "・見本茶 ▲2箱\n・見本水 3箱\n",
            "見本茶: −2箱\n見本水: 3箱\n",
            "見本茶 -2\n見本水 3\n",
        ],
    )
    def test_quantity_below_zero_is_doubted(self, text):
        """A sign before the figures may be a minus: goods that come back are none that are ordered."""
        assert UNREAD in findings_of(only(text))

    @pytest.mark.parametrize(
        "text", ["・見本茶 - 2箱\n", "・見本茶 2箱\n- 見本水 3箱\n", "- 見本茶 2箱\n- 見本水 3箱\n"]
    )
    def test_stroke_between_name_and_quantity_is_no_minus(self, text):
        assert findings_of(only(text)) == []

    @pytest.mark.parametrize(
        "text",
        ["・見本茶 約20箱\n", "・見本茶(赤、青) 各2箱\n", "返品: 見本茶 2箱\n見本水 3箱\n", "・見本茶 3箱×12本\n"],
    )
    def test_quantity_of_another_kind_is_doubted(self, text):
        """About so many, so many of each, what comes back, and so many in each of several."""
        assert UNREAD in findings_of(only(text))

    @pytest.mark.parametrize(
        "text",
        [
            "・見本茶 2箱1セット\n",
            "Tシャツ S:2 M:3 L:1\nパンツ S:1 M:1\n",
            "Tシャツ S 3、M 4枚\n",
            "・見本茶 1/2箱\n",
            "・見本茶 2+1箱\n",
            "見本茶/2/1200\n見本水/3/300\n",
        ],
    )
    def test_name_that_holds_a_quantity_is_doubted(self, text):
        """Where one more number may count, the last one is not sure to."""
        assert UNREAD in findings_of(only(text))

    def test_question_is_no_name_of_goods(self):
        """`ご注文数` over `3箱` names no article."""
        assert UNREAD in findings_of(only("ご注文数\n3箱\n"))

    @pytest.mark.parametrize(
        "heading", ["前回のご注文:", "現在の在庫", "【取消分】", "以下は不要です", "渋谷店", "【大阪工場向け】"]
    )
    def test_heading_that_sets_goods_apart(self, heading):
        """What stands below it is not asked for, or goes elsewhere."""
        assert UNREAD in findings_of(only(f"・見本茶 2箱\n\n{heading}\n・見本水 5箱\n"))

    @pytest.mark.parametrize(
        "row", ["・見本水 同上", "・見本水(1箱12本入) 3箱 (先月は5箱でした)", "見本水 2ダース、見本酢 半ケース、4/10着"]
    )
    def test_row_beside_goods_that_was_not_read(self, row):
        """One that is listed or counted like goods is not passed over, above them or below."""
        assert UNREAD in findings_of(only(f"・見本茶 2箱\n{row}\n"))
        assert UNREAD in findings_of(only(f"{row}\n・見本茶 2箱\n"))

    def test_day_in_brackets_is_no_quantity(self):
        """`2箱(4/10)` are not ten of `2箱(4`."""
        extraction = read_text("注文番号: A-1\n・見本茶 2箱(4/10)\n・見本水 3箱(4/12)\n")

        assert [line for order in extraction.orders for line in lines_of(order)] == []


class TestSums:
    @pytest.mark.parametrize("text", ["合計 2,400円(税込)", "小計: 2,400円 (税込)"])
    def test_sum_that_includes_tax_behind_its_figures(self, text):
        """Where the lines add up to it, their prices include tax, too."""
        order = only(f"{PRICED}{text}\n")

        assert (order.total, order.lines[0].unit_price) == (None, None)
        assert ("price-includes-tax", "lines.1.unit_price") in findings_of(order)

    def test_postage_said_twice_is_one(self):
        order = only(f"{PRICED}送料 500円\n\n小計 2,900円\n送料 500円\n合計 2,900円\n")

        assert [line[1] for line in lines_of(order)] == ["見本茶", "送料"]
        assert head_of(order)[5] == 2900


class TestSentences:
    @pytest.mark.parametrize(
        "text",
        [
            "4月5日着は不可です。",
            "3月5日に納品いただいた分と同じものです。",
            "前回4月5日納品分の支払いは4月30日です。",
        ],
    )
    def test_day_that_was_or_must_not_be(self, text):
        """Goods that came before, or must not come then, say no day of delivery."""
        assert only(f"・見本茶 2箱\n\n{text}\n").deliver_on is None

    def test_goods_of_an_order_before_stand_beside_others(self):
        """A sentence that tells of an earlier order may mean its goods only by the way."""
        order = only("4/1にお願いした見本茶2箱ですが、4/15に見本水3箱を追加でお願いします。\n")

        assert UNREAD in findings_of(order)
