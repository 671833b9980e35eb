"""Rows under titles that ask for nothing are no lines: sums between goods, and a shop's list with rows left open."""

from decimal import Decimal

import pytest

from agent.core.order import Severity
from agent.extract.read import orders_of
from agent.extract.sums_between import is_sum_between
from agent.extract.table import Cell
from tests.unit.extract.laid_out import lines_of, sheet
from tests.unit.extract.making import a_document, a_form

HEADS = ["商品コード", "商品名", "数量", "単価", "金額"]
TEA, WATER = ["P1", "見本茶", 10, 500, 5000], ["P2", "見本水", 2, 100, 200]
FORM = """
applies: {reads: sheet}
fields:
  number: {label: 注文番号}
  total: {label: 合計}
lines:
  columns: {product_code: 商品コード, product_name: 商品名, quantity: 数量, unit_price: 単価, amount: 金額}
  until: 合計
"""


def read(*rows: list, form: str = FORM):
    content = sheet(["注文番号", "A-1"], HEADS, *rows)
    [order] = orders_of(a_document(content, "o.xlsx"), [a_form(form)]).orders
    return order


def codes(order):
    return [line.product_code for line in order.lines]


@pytest.mark.parametrize(
    ("texts", "is_sum"),
    [
        (["小計", "5,000"], True),
        (["小 計（8%対象）", "12", "5,000"], True),
        (["8%対象小計", "5000"], True),
        (["【小計】", "5000"], True),
        (["次頁へ繰越", "5000"], True),
        (["（前頁より繰越）", "5000"], True),
        (["頁計（最終）", "5000"], True),
        (["前ページより繰越", "5000"], True),
        (["次頁へ続く"], True),
        (["Subtotal", "5000"], True),
        (["carried forward", "5000"], True),
        (["小計", "見本茶", "5000"], False),
        (["小計算機 8桁", "5000"], False),
        (["見本茶", "5000"], False),
        (["10", "5000"], False),
    ],
)
def test_what_is_a_sum_between(texts, is_sum):
    """A row that is nothing but the word for it and numbers; a product's name is none."""
    assert is_sum_between([Cell(text, at, at, "") for at, text in enumerate([*texts, ""])]) is is_sum


def test_subtotals_are_no_lines():
    """A subtotal between goods asks for nothing, and the table goes on below it."""
    order = read(
        TEA, ["", "小計(8%対象)", "", "", 5000], WATER, ["", "小計(10%対象)", "", "", 200], ["合計", "", "", "", 5200]
    )

    assert (codes(order), order.total) == (["P1", "P2"], 5200)


class TestSumFarFromItsLabel:
    def test_total_stands_under_the_amounts(self):
        """A total is read from below the amounts, five columns right of its label."""
        assert read(TEA, ["合計", "", "", "", 5000]).total == 5000

    def test_two_numbers_are_not_chosen_between(self):
        """Where the pieces are counted too, no far number is taken."""
        form = FORM.replace("label: 合計}", "label: 合計, optional: true}")
        wide = ["商品コード", "", "", "", "", *HEADS[1:]]
        rows = [["P1", "", "", "", "", "見本茶", 10, 500, 5000], ["合計", "", "", "", "", "", 10, "", 5000]]
        content = sheet(["注文番号", "A-1"], wide, *rows)
        [order] = orders_of(a_document(content, "o.xlsx"), [a_form(form)]).orders

        assert order.total is None

    def test_other_fields_stay_near(self):
        """What is no sum is only looked for near its label."""
        form = FORM.replace("  total:", "  note: {label: 備考}\n  total:")
        assert read(TEA, ["備考", "", "", "", "", "", "", "遠い"], form=form).note is None


LIST = [["P3", "見本米", "", 900, ""], ["P4", "見本粉", 0, 400, 0], ["P5", "見本塩", "", 80, ""]]


class TestListOfGoods:
    def test_rows_left_open_are_no_lines(self):
        """Where the lines are all the total has, rows without a quantity are noted only."""
        order = read(TEA, *LIST, WATER, ["合計", "", "", "", 5200])

        assert (codes(order), lines_of(order)[1]) == (["P1", "P2"], ("P2", "見本水", 2, None, 100, 200))
        [finding] = order.findings
        assert (finding.code, finding.severity) == ("rows-without-quantity", Severity.NOTE)
        assert dict(finding.values) == {"text": "P3 見本米 900", "n": "3", "first": "Sheet1!A3", "last": "Sheet1!E7"}

    @pytest.mark.parametrize("total", [5300, None])
    def test_lines_that_are_not_the_total_are_doubted(self, total):
        """Without a total that agrees, the rows left open may have been meant."""
        [finding] = read(TEA, *LIST, WATER, ["合計", "", "", "", total]).findings

        assert (finding.code, finding.severity) == ("rows-without-quantity", Severity.DOUBT)

    @pytest.mark.parametrize("price", [100, None])
    def test_amounts_are_worked_out_where_there_is_no_column(self, price):
        """Quantity times price is as good; where a line has neither, nothing is sure."""
        form = FORM.replace(", amount: 金額", "")
        rows = [[*TEA[:4]], *LIST, ["P2", "見本水", 2, price]]
        [finding] = read(*rows, ["合計", "", "", "", 5200], form=form).findings

        assert finding.severity is (Severity.NOTE if price else Severity.DOUBT)

    def test_few_open_rows_are_lines_that_lack_a_quantity(self):
        """One row without a quantity among others is a line, for a person to look at."""
        order = read(TEA, LIST[0], WATER, ["合計", "", "", "", 5200])

        assert [(line.product_code, line.quantity) for line in order.lines] == [
            ("P1", Decimal(10)), ("P3", None), ("P2", Decimal(2)),
        ]  # fmt: skip

    def test_table_of_open_rows_only(self):
        """A list into which nothing is written stays as it is."""
        assert len(read(*LIST).lines) == 3

    def test_table_without_a_quantity(self):
        """Where the column of quantities may be missing, and is, every row is a line."""
        form = FORM.replace("  until: 合計", "  optional: [quantity]")
        content = sheet(["注文番号", "A-1"], ["商品コード", "商品名", "単価", "金額"], ["P1", "見本茶", 500, 5000])
        [order] = orders_of(
            a_document(content, "o.xlsx"), [a_form(form.replace("合計}", "合計, optional: true}"))]
        ).orders

        assert codes(order) == ["P1"]
