"""What stands below the last goods under their columns is doubted as a row, and makes no line that stops the order."""

import pytest

from agent.extract.read import orders_of
from tests.unit.extract.laid_out import sheet
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: sheet}
fields: {number: {label: 注文番号}}
lines: {columns: {product_code: 品番, product_name: 品名, quantity: 数量, unit_price: 単価}, optional: [product_code]}
"""
HEAD = [["注文番号", "A-1"], ["品番", "品名", "数量", "単価"], ["P1001", "見本茶", 5, 20]]


def read(*below, form: str = FORM):
    [order] = orders_of(a_document(sheet(*HEAD, *below), "o.xlsx"), [a_form(form)]).orders
    return [line.product_code for line in order.lines], [one.code for one in order.findings]


@pytest.mark.parametrize("note", [["※ 伝票を添付"], ["TEL", "03-1234-5678"], ["", "月末締", "翌月末"]])
def test_note_is_doubted_only(note):
    """It has no figure under a title of figures, and no code like the others."""
    lines, codes = read(note)

    assert (lines, "rows-unread" in codes) == (["P1001"], True)


@pytest.mark.parametrize("row", [["P1002", "見本水"], ["", "見本水", 3], ["", "見本水", "", 100]])
def test_goods_without_a_value_stay_a_line(row):
    """A code like the others, or any figure, is of goods: what it lacks is asked for."""
    lines, codes = read(row)

    assert (len(lines), "rows-unread" in codes) == (2, False)


def test_page_number_is_no_note():
    """It is left out without a word."""
    assert read(["ページ", "1/2"]) == (["P1001"], [])


def test_row_between_goods_stays_a_line():
    """Only the end of a table is cut."""
    assert len(read(["", "見本水"], ["P1002", "見本皿", 2, 9])[0]) == 3


def test_table_without_any_goods_stays():
    """Where no row has a figure there is nothing to end at."""
    form = FORM.replace("数量", "個数").replace("単価", "値段")
    content = sheet(["注文番号", "A-1"], ["品番", "品名", "個数", "値段"], ["P1", "見本茶", "", ""])
    [order] = orders_of(a_document(content, "o.xlsx"), [a_form(form)]).orders

    assert len(order.lines) == 1


def test_row_with_a_field_of_the_order_stays():
    """An order whose number stands in a column may have no lines yet."""
    form = (
        "applies: {reads: sheet}\nfields: {number: {column: 注文番号}}\n"
        "lines: {columns: {product_name: 品名, quantity: 数量}}\n"
    )
    content = sheet(["注文番号", "品名", "数量"], ["A-1", "見本茶", 5], ["B-2", "", ""])
    orders = orders_of(a_document(content, "o.xlsx"), [a_form(form)]).orders

    assert [order.number for order in orders] == ["A-1", "B-2"]
