"""Shapes of plain mails without a form: cards between rules, quantities in front, sections of orders, form mails."""

import pytest

from tests.unit.extract.laid_out import findings_of, head_of, lines_of, read_text


def only(text: str):
    [order] = read_text(text).orders
    return order


class TestCardsBetweenRules:
    """Cards of labels whose amount has an order's label, below a head that states a sum."""

    GOODS = [("P1001", "見本茶", 10, "袋", 500, 5000), ("P1002", "見本水", 2, "本", 100, 200)]

    @pytest.mark.parametrize("rule", ["---", "----------", "***", "＝＝＝＝", ""])
    @pytest.mark.parametrize("amount", ["発注金額", "注文金額", "ご購入金額"])
    @pytest.mark.parametrize("above", ["税抜合計 : 5,200円", "合計金額：5,200円", "小計 : 5,200円", "納期 : 2026/4/5"])
    def test_each_card_is_read(self, rule, amount, above):
        order = only(
            f"■注文情報\n注文番号 : A-1\n{above}\n\n■明細（2件）\n"
            f"商品コード : P1001\n商品名称 : 見本茶\n発注数量 : 10 袋\n発注単価 : 500 円\n{amount} : 5,000 円\n{rule}\n"
            f"商品コード : P1002\n商品名称 : 見本水\n発注数量 : 2 本\n発注単価 : 100 円\n{amount} : 200 円\n"
        )

        assert (order.number, lines_of(order), findings_of(order)) == ("A-1", self.GOODS, [])

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
