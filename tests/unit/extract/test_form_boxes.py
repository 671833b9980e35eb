"""A sum whose figures stand in boxes below the names of their places, and labels with nothing below them."""

import pytest

from agent.extract.form import load_forms
from agent.extract.read import orders_of
from agent.marks.findings import FilesError
from tests.unit.extract.laid_out import number, sheet
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: sheet}
fields: {number: {label: 番号}, total: {cell: "C3:M3"}}
lines: {columns: {product_code: 品番, quantity: 数量}}
"""
PLACES = ["十万", "万", "千", "百", "十", "円"]


def read(figures: list[str], form: str = FORM, *, are_merged: bool = True):
    """Read a slip whose boxes begin in every second column from C on."""
    names, boxes = ["合計", ""], ["", ""]
    merged = []
    for at, (name, figure) in enumerate(zip(PLACES, figures, strict=True)):
        names += [name, ""]
        boxes += [figure, ""]
        left, right = chr(67 + 2 * at), chr(68 + 2 * at)
        merged += [(f"{left}2:{right}2", name), (f"{left}3:{right}3", figure)] if are_merged else []
    content = sheet(["番号", "A1"], names, boxes, [], ["品番", "数量"], ["P1", 1], merged=merged)
    [order] = orders_of(a_document(content, "o.xlsx"), [a_form(form)]).orders
    return number(order.total), [(finding.code, dict(finding.values)["text"]) for finding in order.findings]


@pytest.mark.parametrize("are_merged", [True, False])
@pytest.mark.parametrize(
    ("figures", "total"), [(["", "", "2", "4", "5", "0"], 2450), (["", "", "", "", "", "5"], 5), ([""] * 6, None)]
)
def test_figures_of_a_range_are_one_number(figures, total, are_merged):
    """Boxes before the first figure are empty."""
    assert read(figures, are_merged=are_merged) == (total, [])


@pytest.mark.parametrize("are_merged", [True, False])
@pytest.mark.parametrize(
    ("figures", "shown"),
    [
        (["", "", "2", "", "5", "0"], "2 5 0"),
        (["", "", "", "5", "", "0"], "5 0"),
        (["", "2", "4", "5", "0", ""], "2450 _"),
    ],
)
def test_box_left_empty_among_figures_is_no_number(figures, shown, are_merged):
    """Nobody knows whether a figure is missing, or the others stand in the wrong boxes."""
    assert read(figures, are_merged=are_merged) == (None, [("field-unreadable", shown)])


def test_other_texts_of_a_range_are_parted_by_blanks():
    """Two numbers do not become one; a whole number with its unit beside it is read."""
    assert read(["", "", "", "24", "50", ""]) == (None, [("field-unreadable", "24 50")])
    assert read(["", "", "", "", "2,450", "円"]) == (2450, [])


def test_range_of_a_row_that_is_empty_gives_nothing():
    """As an empty cell does."""
    assert read([""] * 6, FORM.replace("C3:M3", "C9:M9")) == (None, [])


@pytest.mark.parametrize("cell", ["C3:M4", "M3:C3"])
def test_range_over_rows_is_refused(cell):
    """Which figures were of one number would not be clear."""
    with pytest.raises(FilesError) as caught:
        load_forms({"a.yaml": "form: a" + FORM.replace("C3:M3", cell)})
    assert [finding.code for finding in caught.value.findings] == ["place"]


def test_name_of_a_place_is_no_amount():
    """十万 right of a label is the first box's name, not a hundred thousand."""
    form = FORM.replace('{cell: "C3:M3"}', "{label: 合計}")
    content = sheet(["番号", "A1"], ["合計", "十万", "万", "千"], ["", "", "2", "4"], [], ["品番", "数量"], ["P1", 1])
    [order] = orders_of(a_document(content, "o.xlsx"), [a_form(form)]).orders

    assert order.total is None
    assert [dict(finding.values)["text"] for finding in order.findings] == ["十万"]


@pytest.mark.parametrize(("more", "codes"), [("", ["label-empty"]), (", optional: true", [])])
def test_label_with_nothing_below_it_is_doubted(more, codes):
    """The value may stand elsewhere now; where it may be missing, the form says so."""
    form = FORM.replace('{cell: "C3:M3"}', f"{{label: 合計, at: below{more}}}")
    content = sheet(["番号", "A1"], ["合計"], ["", "2450"], ["品番", "数量"], ["P1", 1])
    [order] = orders_of(a_document(content, "o.xlsx"), [a_form(form)]).orders

    assert [(finding.code, finding.field) for finding in order.findings] == [(code, "total") for code in codes]


@pytest.mark.parametrize(
    ("boxes", "total"), [(["9", "8", "1", ""], None), (["", "8", "1", "5"], None), (["-", "", "1", ""], None),
                         (["¥", "8", "1", ""], 81), (["", "8", "1", "円"], 81)],
)  # fmt: skip
def test_figure_right_beside_a_range_is_not_left_out(boxes, total):
    """Nor is a sign; what else stands there is of no account."""
    content = sheet(["番号", "A1"], [], ["合計", *boxes], [], ["品番", "数量"], ["P1", 1])
    form = FORM.replace("C3:M3", "C3:D3")
    [order] = orders_of(a_document(content, "o.xlsx"), [a_form(form)]).orders

    assert number(order.total) == total
    assert [one.code for one in order.findings] == ([] if total else ["field-unreadable"])


@pytest.mark.parametrize("between", [[], [[]]])
def test_titles_of_goods_below_a_label_are_no_value(between):
    """Nothing was written below it, whatever stands in the next row."""
    form = """
applies: {reads: sheet}
fields: {number: {label: 番号, at: below}}
lines: {columns: {product_name: 品名, quantity: 数量}}
"""
    content = sheet(["番号"], *between, ["行", "品名", "数量"], [1, "電池", 2])
    [order] = orders_of(a_document(content, "o.xlsx"), [a_form(form)]).orders

    assert (order.number, [one.code for one in order.findings]) == (None, ["label-empty"])


def test_title_of_goods_beside_a_label_is_no_value():
    """It is looked at as a label is."""
    content = sheet(["番号", "品番"], ["品番", "数量"], ["P1", 1])
    [order] = orders_of(
        a_document(content, "o.xlsx"), [a_form(FORM.replace("cell: ", "optional: true, cell: "))]
    ).orders

    assert order.number is None
