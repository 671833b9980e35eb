"""Printed lists of goods whose open rows are no lines, where the form says so."""

import pytest

from agent.core.order import Order
from agent.extract.form import load_forms
from agent.extract.read import orders_of
from agent.marks.findings import FilesError
from tests.unit.extract.laid_out import lines_of, pdf, sheet
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: sheet}
fields: {number: {label: 番号}, total: {label: 合計, optional: true}}
lines:
  open: leave
  columns: {product_code: 品番, product_name: 品名, quantity: 注文, unit_price: 単価}
  optional: [product_code, unit_price]
  until: 合計
"""
TITLES = ["品番", "品名", "注文", "前回", "備考", "単価"]
TEN, OPEN = ["E-1", "単一電池", 10, 4, "", 100], ["E-2", "単二電池", "", 6, "", 120]


def read(*rows: list, form: str = FORM, titles: list = TITLES) -> tuple[Order, ...]:
    return orders_of(a_document(sheet(["番号", "A1"], titles, *rows), "o.xlsx"), [a_form(form)]).orders


def codes(order: Order) -> list:
    return [line.product_code for line in order.lines]


def found(order: Order) -> list[tuple[str, str, str]]:
    return [(one.code, one.severity.value, dict(one.values).get("text", "")) for one in order.findings]


@pytest.mark.parametrize("nothing", ["", 0, "-"])
def test_open_rows_are_no_lines(nothing):
    """However few there are, with last time's quantity beside or not; they are noted."""
    [order] = read(TEN, ["E-2", "単二電池", nothing, 6, "", 120], ["", "ヒューズ", 1, "", "", 50])

    assert codes(order) == ["E-1", None]
    assert [(code, weight) for code, weight, _ in found(order)] == [("rows-without-quantity", "note")]


def test_quantity_that_cannot_be_read_stays_a_line():
    """Whoever wrote something there asks for it."""
    [order] = read(TEN, ["E-2", "単二電池", "要相談", 6, "", 120], ["E-3", "電球", "", "", "", ""])

    assert codes(order) == ["E-1", "E-2"]
    assert [code for code, _, _ in found(order)] == ["field-unreadable", "rows-without-quantity"]


def test_list_with_nothing_filled_in_waits():
    """Then every row is a line without a quantity, which a check stops."""
    [order] = read(OPEN, ["E-3", "電球", "", "", "", ""])

    assert (codes(order), order.lines[0].quantity) == (["E-2", "E-3"], None)


@pytest.mark.parametrize(("total", "weight"), [(1000, "note"), (1120, "doubt"), ("", "note")])
def test_total_that_has_more_is_doubted(total, weight):
    """An open row may be what the total has beyond the lines."""
    [order] = read(TEN, OPEN, ["合計", "", "", "", "", total])

    assert [one[:2] for one in found(order)] == [("rows-without-quantity", weight)]


def test_total_that_nothing_can_be_compared_with_doubts_nothing():
    """Where a line has neither price nor amount, the form's word counts."""
    [order] = read(["E-1", "単一電池", 10, 4, "", ""], OPEN, ["合計", "", "", "", "", 1000])

    assert [one[:2] for one in found(order)] == [("rows-without-quantity", "note")]


@pytest.mark.parametrize("title", ["備考", "数量", "注文(ケース)"])
def test_open_row_that_may_ask_in_another_column_is_doubted(title):
    """A remark, or another column of what is ordered, in a row left open."""
    titles = [title if one == "備考" else one for one in TITLES]
    [order] = read(TEN, ["E-3", "電球", "", "", "", ""], ["E-2", "単二電池", "", 6, 3, 120], titles=titles)

    assert found(order) == [("rows-without-quantity", "doubt", "E-2 単二電池 6 3 120")]


def test_lists_side_by_side():
    """Open rows of either list are left out, the left list is read first."""
    titles = ["品番", "品名", "単価", "数量"] * 2
    rows = [
        ["E-1", "電池", "120", "3", "E-5", "懐中電灯", "980", ""],
        ["E-2", "電球", "140", "", "E-6", "軍手", "90", "12"],
    ]
    pieces = [
        (50 + 60 * at, 100 + 20 * number, text)
        for number, row in enumerate([["番号", "A1"], titles, *rows])
        for at, text in enumerate(row)
        if text
    ]
    form = FORM.replace("sheet}", "pdf}").replace("open: leave", "open: leave\n  beside: 2").replace("注文", "数量")
    [order] = orders_of(a_document(pdf(pieces), "o.pdf"), [a_form(form)]).orders

    assert lines_of(order) == [("E-1", "電池", 3, None, 120, None), ("E-6", "軍手", 12, None, 90, None)]
    assert [one[:2] for one in found(order)] == [("rows-without-quantity", "note")]


def test_open_rows_across():
    """A row without a quantity on any day is noted, though no sum says 0."""
    form = FORM.replace("quantity: 注文, ", "").replace("open: leave", "open: leave\n  across: {days: md}")
    [order] = read(["E-1", "電池", 3, 2], ["E-2", "電球", "", ""], form=form, titles=["品番", "品名", "4/6", "4/7"])

    assert codes(order) == ["E-1", "E-1"]
    assert ("rows-without-quantity", "note", "E-2 電球") in found(order)


def test_open_row_of_an_order_of_its_own_stays():
    """An order all of whose rows are open is not lost; one of an order with others is left out."""
    form = FORM.replace("{label: 番号}", "{column: 注番}")
    titles = ["注番", "品番", "品名", "注文"]
    rows = [["1", "E-1", "電池", 3], ["1", "E-2", "電球", ""], ["2", "E-3", "軍手", ""], ["", "E-4", "糊", ""]]
    first, second = read(*rows, form=form, titles=titles)

    assert (codes(first), codes(second), second.lines[0].quantity) == (["E-1"], ["E-3"], None)


def test_last_rows_of_a_list_are_of_it():
    """Open rows without code and figure below the last goods are of the list; a note is named."""
    form = FORM.replace("quantity: 注文", "unit: 単位, quantity: 注文")
    titles = ["品番", "品名", "単位", "注文"]
    [order] = read(
        ["", "電池", "本", 3], ["", "軍手", "双", ""], ["", "糊は前回と同じ", "", ""], form=form, titles=titles
    )

    assert [one[:2] for one in found(order)] == [("rows-unread", "doubt"), ("rows-without-quantity", "note")]


@pytest.mark.parametrize("mark", ["〇", "〃"])
def test_mark_in_an_open_row_stays_a_line(mark):
    """A circle is no zero, and 〃 below an open row says nothing that can be read."""
    [order] = read(TEN, OPEN, ["E-3", "電球", mark, "", "", 50])

    assert codes(order) == ["E-1", "E-3"]
    assert [one[:2] for one in found(order)] == [("field-unreadable", "stop"), ("rows-without-quantity", "note")]


@pytest.mark.parametrize(
    ("title", "weight"), [("連絡欄", "doubt"), ("希望納期", "doubt"), ("入数", "note"), ("規格", "note")]
)
def test_column_that_few_open_rows_fill_in_is_doubted(title, weight):
    """Somebody wrote there; what a list says of its goods itself is known by its title."""
    titles = [title if one == "備考" else one for one in TITLES]
    [order] = read(TEN, ["E-2", "単二電池", "", 6, 3, 120], ["E-3", "電球", "", "", "", 50], titles=titles)

    assert [one[:2] for one in found(order)] == [("rows-without-quantity", weight)]


def test_words_beside_the_price_of_an_open_row_are_doubted():
    """What stands right of the last title comes under it."""
    [order] = read(TEN, [*OPEN, "5個ください"])

    assert [one[:2] for one in found(order)] == [("rows-without-quantity", "doubt")]


@pytest.mark.parametrize("more", ["joined: product_name", "regex: '(?P<product_code>a)(?P<quantity>b)'"])
def test_form_whose_open_rows_mean_something_else_is_refused(more):
    """With `joined` a row without a quantity goes on the one above; a pattern matches no open rows."""
    columns = "" if "regex" in more else "columns: {product_code: 品番, quantity: 数}, "
    with pytest.raises(FilesError) as caught:
        load_forms(
            {"a.yaml": f"form: a\napplies: {{reads: sheet}}\nfields: {{}}\nlines: {{{columns}open: leave, {more}}}\n"}
        )
    assert [finding.code for finding in caught.value.findings] == ["place"]


@pytest.mark.parametrize(
    "subtotal", [["", "", "小　計　　２　点"], ["", "", "合計", 2, "品目"], ["", "", "小計", "2点", "", 900]]
)
def test_subtotal_with_a_count_of_articles_is_no_line(subtotal):
    """Titles and lines go on below it, and its empty day differs from none."""
    form = """
applies: {reads: sheet}
fields: {number: {label: 番号}, deliver_on: {column: 納入日}}
lines: {columns: {product_code: 品番, product_name: 品名, quantity: 数量}}
"""
    titles = ["納入日", "品番", "品名", "数量", "単位", "金額"]
    rows = [
        ["2026/05/11", "A1", "画用紙", 20],
        ["〃", "A2", "糊", 5],
        subtotal,
        titles,
        ["2026/05/11", "A3", "鋏", 3],
        subtotal,
    ]
    [order] = read(*rows, form=form, titles=titles)

    assert (codes(order), found(order)) == (["A1", "A2", "A3"], [])


ROWS = [[f"E-{at}", f"見本の品{at}号", "", 1, "", 50] for at in range(3, 9)]


def doubts(*rows: list, **more) -> list[tuple[str, str]]:
    [order] = read(TEN, *ROWS, *rows, **more)
    return [(code, text) for code, weight, text in found(order) if weight == "doubt"]


class TestCountElsewhere:
    @pytest.mark.parametrize(
        "row",
        [
            ["E-2 5袋", "単二電池", "", 6, "", 120],
            ["E-2×5", "単二電池", "", 6, "", 120],
            ["E-2", "単二電池(3箱)", "", 6, "", 120],
            ["E-2", "単二電池 三箱", "", 6, "", 120],
            ["E-2", "単二電池×3", "", 6, "", 120],
            ["E-2", "3箱 単二電池", "", 6, "", 120],
            ["E-2", "単二電池 5つ", "", 6, "", 120],
            ["E-2", "単二電池 前回と同じ", "", 6, "", 120],
            ["E-2", "単二電池", "", 6, "", "5箱"],
            ["E-2", "単二電池", "", 6, "", "五"],
            ["追加", "輪ゴム 3箱", "", "", "", ""],
            ["輪ゴム", "3箱", "", "", "", ""],
        ],
    )
    def test_open_row_with_a_count_in_another_cell_is_doubted(self, row):
        """In that of its code, name or price, or in a text below the list: somebody may have written it there."""
        [(code, text)] = doubts(row)

        assert (code, text) == ("rows-without-quantity", " ".join(str(one) for one in row if one))

    def test_count_in_the_unit_is_doubted(self):
        """A unit says no number, unless the list's units do."""
        form = FORM.replace("unit_price: 単価}", "unit_price: 単価, unit: 備考}")
        five = ["E-2", "単二電池", "", 6, "5袋", 120]
        packs = [["E-9", "単三電池", "", 6, "4本", 120]] * 8

        assert [code for code, _ in doubts(five, form=form)] == ["rows-without-quantity"]
        assert doubts(*packs, form=form) == []

    def test_size_of_goods_asks_for_nothing(self):
        assert doubts(["W-1", "天然水 2L×6", "", "", "", 90], ["W-2", "封筒 角2", "", "", "", 90]) == []

    @pytest.mark.parametrize("name", ["天然水 6本", "天然水(6本)"])
    def test_counts_that_are_printed_in_the_names_ask_for_nothing(self, name):
        """Where many names have one, it is a habit of the list."""
        assert doubts(*[[f"W-{at}", name, "", "", "", 90] for at in range(4)]) == []

    def test_text_below_the_list_is_doubted(self):
        """A row of one cell is none of its rows."""
        assert doubts(["輪ゴム 3箱"]) == [("rows-unread", "輪ゴム 3箱")]

    @pytest.mark.parametrize("row", [["飲料"], ["時価の品", "", "", "", "", "時価"]])
    def test_heading_or_a_price_that_is_open_asks_for_nothing(self, row):
        """A list has rows between its goods, and goods whose price is of the day."""
        assert doubts(row, ROWS[0]) == []

    @pytest.mark.parametrize("at", ["above", "below"])
    def test_goods_outside_the_list_are_doubted(self, at):
        """Rows left open explain nothing that stands above the titles or below the end."""
        more = ["追加", "輪ゴム 3箱"]
        above, below = ([more], [["合計"]]) if at == "above" else ([], [["合計"], [""], more])
        content = sheet(["番号", "A1"], *above, TITLES, TEN, *ROWS, *below)
        [order] = orders_of(a_document(content, "o.xlsx"), [a_form(FORM)]).orders

        assert ("written-elsewhere", "doubt", "追加 輪ゴム 3箱") in found(order)

    def test_goods_of_the_list_are_not_outside_it(self):
        """Two cells of a row that is left open, with a count that is printed."""
        titles = ["品名", "注文", "単価"]
        rows = [[f"見本水{at} 6本", "", 90] for at in range(6)]
        form = FORM.replace("product_code: 品番, ", "").replace("[product_code, unit_price]", "[unit_price]")
        [order] = read(["見本茶 6本", 2, 80], *rows, form=form, titles=titles)

        assert [weight for _, weight, _ in found(order)] == ["note"]
