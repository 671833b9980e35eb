"""Values that stand where an order's might, and are not meant: who pays, days for papers, tax, numbers of rows."""

import pytest

from tests.unit.extract.laid_out import findings_of, head_of, lines_of, read, read_text

GOODS = "・見本茶 2箱\n・見本水 3箱\n"


class TestPayer:
    def test_payer_beside_a_sender_is_doubted(self):
        """Who orders and who pays may be two, and both customers."""
        text = f"サンプル食品株式会社の田中です。\n請求先: 株式会社見本本部\n{GOODS}--\nサンプル食品株式会社\n"
        [order] = read_text(text).orders

        assert order.customer.as_written is None
        assert ("value-ambiguous", "customer_name") in findings_of(order)

    def test_payer_alone_is_the_customer(self):
        [order] = read_text(f"請求先: 株式会社見本本部\n{GOODS}").orders

        assert order.customer.as_written == "株式会社見本本部"


class TestDays:
    @pytest.mark.parametrize("text", ["4/5に請求書をお願いします。", "4/5までにサンプルをお送りください。"])
    def test_day_for_papers_and_samples(self, text):
        [order] = read_text(f"注文番号: A-1\n{GOODS}\n{text}\n").orders

        assert order.deliver_on is None

    def test_day_under_a_label_less_sure_is_named(self):
        """納期 is believed, and that 希望日 is another is said; the same day twice is one."""
        [order] = read_text(f"注文番号: A-1\n納期: 4/10\n希望日: 4/12\n{GOODS}").orders
        [alike] = read_text(f"注文番号: A-1\n納期: 4/10\n希望日: 4月10日\n{GOODS}").orders

        assert (str(order.deliver_on), findings_of(order)) == ("2026-04-10", [("written-elsewhere", "deliver_on")])
        assert (str(alike.deliver_on), findings_of(alike)) == ("2026-04-10", [])

    def test_day_in_a_column_less_sure_is_named(self):
        text = "注文番号,品名,数量,納期,履行期限\nA-1,見本茶,2,4/10,4/10\nA-1,見本酢,2,4/10,4/20\n"
        [order] = read(text, "a.csv").orders

        assert [(f.code, f.values[1][1]) for f in order.findings[1:]] == [("written-elsewhere", "4/20")]


class TestSeller:
    def test_section_of_the_shop_names_no_customer(self):
        text = "注文番号: A-1\n【ショップ情報】\n会社名: 見本商事株式会社\n電話: 03-0000-0000\n【商品】\n"
        [order] = read_text(f"{text}{GOODS}").orders

        assert (order.customer.as_written, len(order.lines)) == (None, 2)


class TestColumns:
    def test_thousands_of_yen_are_no_price(self):
        """5 under 単価(千円) is not 5 yen."""
        [order] = read("注文番号,品名,数量,単価(千円),金額(千円)\nA-1,見本茶,2,5,10\n", "a.csv").orders

        assert lines_of(order) == [(None, "見本茶", 2, None, None, None)]
        assert [f.values[1][1] for f in order.findings if f.code == "written-elsewhere"] == ["5", "10"]

    def test_numbers_of_rows_are_no_names(self):
        """Item 10, 20 beside Material counts the rows."""
        text = "PO Number,Item,Material,Quantity,Unit Price,Net Value\nA-1,10,M-1,2,100,200\nA-1,20,M-2,3,100,300\n"
        [order] = read(text, "a.csv").orders

        assert lines_of(order) == [("M-1", None, 2, None, 100, 200), ("M-2", None, 3, None, 100, 300)]

    def test_tax_within_the_sums_of_a_line(self):
        """220 in all, of them 20 tax, for two at 110: prices include tax."""
        text = "注文番号,商品名,単価,個数,商品合計,消費税,合計\nA-1,見本茶,110,2,220,20,220\n"
        [order] = read(text, "a.csv").orders

        assert (order.lines[0].unit_price, head_of(order)[5]) == (None, None)
        assert ("price-includes-tax", "lines.1.unit_price") in findings_of(order)

    def test_tax_and_postage_beside_the_sums(self):
        """550 in all is 200, 50 tax and 300 postage: prices are before tax; 520 for 220 has it in them."""
        titles = "Order ID,Item,Price,Qty,Subtotal,Taxes,Shipping,Total\n"
        [net] = read(f"{titles}A-1,Tea,100,2,200,50,300,550\n", "a.csv").orders
        [gross] = read(f"{titles}A-1,Tea,110,2,220,20,300,520\n", "a.csv").orders

        assert ([line[4] for line in lines_of(net)], [line[4] for line in lines_of(gross)]) == (
            [100, None],
            [None, None],
        )
