"""A form says where values stand; what paper they stand on, the paper says itself."""

import pytest

from agent.core.order import OrderKind
from agent.extract.read import orders_of
from tests.unit.extract.laid_out import sheet
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: sheet}
fields: {number: {label: 注文番号}}
lines: {columns: {product_code: 品番, quantity: 数}}
"""
ROWS = [["注文番号", "A1"], ["品番", "数"], ["P1", 10]]
TEXT = """
applies: {reads: text}
fields: {number: {label: 注文番号}}
lines: {regex: '(?P<product_code>P\\d+) x(?P<quantity>\\d+)'}
"""


def called(rows, form: str = FORM):
    [order] = orders_of(a_document(sheet(*rows), "o.xlsx"), [a_form(form)]).orders
    return order.kind, [(one.code, dict(one.values).get("text")) for one in order.findings]


def said(text: str):
    [order] = orders_of(a_document(text.encode(), "o.txt"), [a_form(TEXT)]).orders
    return [(one.code, dict(one.values).get("text")) for one in order.findings]


@pytest.mark.parametrize(
    ("title", "kind"), [("注文書", OrderKind.ORDER), ("注文取消書", OrderKind.CANCEL), ("注文変更書", OrderKind.CHANGE)]
)
def test_title_says_what_a_form_does_not_ask(title, kind):
    """A cancellation that looks like an order is none, though a form reads it."""
    assert called([[title], *ROWS]) == (kind, [])


@pytest.mark.parametrize(
    ("text", "doubt"),
    [("御見積依頼書", "御見積依頼書"), ("数量変更", "数量変更"), ("キャンセルの場合はご連絡ください。", None)],
)
def test_other_paper_is_doubted(text, doubt):
    """What calls itself an inquiry, or speaks of a change, waits; what only might be changed later does not."""
    kind, doubts = called([[text], *ROWS])

    assert (kind, doubts) == (OrderKind.ORDER, [("kind-unsure", doubt)] if doubt else [])


@pytest.mark.parametrize(
    "text",
    [
        "上記の注文を取り消します。",
        "数量を10から12に変更します。",
        "このたび都合により下記のご注文をキャンセルいたします。",
    ],
)
def test_sentence_of_any_length_and_place_is_heard(text):
    """Below the table, as far down as it may stand."""
    blank = [["品番", ""]] * 30

    assert ("kind-unsure", text) in called([*ROWS, *blank, [text]])[1]


def test_form_that_reads_the_kind_has_the_last_word():
    """Its field says what the order is, whatever else the paper says."""
    form = FORM.replace("fields: {", "fields: {kind: {label: 区分}, ")

    assert called([["注文取消書"], ["区分", "新規"], *ROWS], form) == (OrderKind.ORDER, [])


def test_kind_told_by_the_subject_stays():
    """A change that its subject tells is not doubted to be one."""
    document = a_document(sheet(["数量変更"], *ROWS), "o.xlsx", subject="注文変更")
    [order] = orders_of(document, [a_form(FORM)]).orders

    assert (order.kind, order.findings) == (OrderKind.CHANGE, ())


def test_mail_that_asks_for_an_offer_is_doubted():
    """Lines that a form reads are no order where the mail asks what they cost; where it orders, they are."""
    lines = "注文番号 A1\nP1 x5\n"

    assert said("下記の見積をお願いします。\n" + lines) == [("kind-unsure", "見積をお願い")]
    assert said("見積をお願いしたものを注文します。\n" + lines) == []
    assert said("先日の下記注文を取り消します\n" + lines) == [("kind-unsure", "先日の下記注文を取り消します")]


@pytest.mark.parametrize("remark", ["キャンセル", "変更"])
def test_remark_beside_goods_is_no_title(remark):
    """It may be of one line: the order stays one, and waits."""
    rows = [["注文番号", "A1"], ["品番", "数", "備考"], ["P1", 10, remark], ["P2", 10, ""]]

    assert called(rows)[0] is OrderKind.ORDER
    assert ("kind-unsure", remark) in called(rows)[1]


@pytest.mark.parametrize(
    ("remark", "is_doubted"), [("4/12着", True), ("別途5個お願いします", True), ("20個に変更", True), ("無地", False)]
)
@pytest.mark.parametrize("column", ["", ", customer_code: {column: 店}"])
def test_remark_beside_goods_that_tells_something_is_doubted(remark, is_doubted, column):
    """A day, more goods or a change, in a column that the form does not ask for."""
    rows = [["注文番号", "A1"], ["店", "品番", "数", "備考"], ["C1", "P1", 10, remark], ["C1", "P2", 10, ""]]
    _, doubts = called(rows, FORM.replace("{label: 注文番号}", "{label: 注文番号}" + column))

    assert any(code == "written-elsewhere" for code, _ in doubts) == is_doubted


@pytest.mark.parametrize(
    ("lines", "titles", "row", "code"),
    [
        (
            "columns: {product_code: 品番}, across: {places: '*店'}",
            ["品番", "緑店", "青店"],
            ["P1", 1, 2],
            "written-elsewhere",
        ),
        (
            "columns: {product_code: 品番, quantity: 数}, beside: 2",
            ["品番", "数"] * 2,
            ["P1", 1, "P2", 2],
            "rows-unread",
        ),
    ],
)
@pytest.mark.parametrize(("remark", "n_doubts"), [("4/12着", 1), ("無地", 0)])
def test_remark_beside_goods_across_or_side_by_side_is_heard(lines, titles, row, code, remark, n_doubts):
    """Its column is none that quantities stand under."""
    form = f"applies: {{reads: sheet}}\nfields: {{number: {{label: 注文番号}}}}\nlines: {{{lines}}}\n"
    _, doubts = called([["注文番号", "A1"], [*titles, "備考"], [*row, remark]], form)

    assert [code for code, _ in doubts if code in ("written-elsewhere", "rows-unread")] == [code] * n_doubts
