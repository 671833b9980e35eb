"""A row that says in a column of its own that it asks for nothing is never keyed as ordered without a word."""

import pytest

from tests.unit.extract.test_csv_moved import codes_of, read


def told(title: str, *values: str) -> list[str]:
    rows = [f"A,P{at},5,{value}" for at, value in enumerate(values)]
    [order] = read("\n".join([f"番号,品番,数量,{title}", *rows, ""])).orders
    return [dict(one.values)["text"] for one in order.findings if one.field == "lines"]


@pytest.mark.parametrize(
    ("title", "values", "doubts"),
    [
        ("伝票区分", ["返品"], ["line 2 伝票区分: 返品"]),
        ("伝票区分", ["返品", "売上"], ["line 2 伝票区分: 返品", "line 3 伝票区分: 売上"]),
        ("区分", ["1", "1", "9"], ["line 4 区分: 9"]),
        ("受注状態", ["1", "1", "2"], ["line 4 受注状態: 2"]),
        ("区分", ["1", "1", ""], ["line 4 区分: "]),
        ("削除フラグ", ["1"], ["line 2 削除フラグ: 1"]),
        ("削除日時", ["2026-04-01", ""], ["line 2 削除日時: 2026-04-01"]),
        ("商品区分", ["キャンセル", "食品"], ["line 2 商品区分: キャンセル"]),
        ("status", ["ok", "ok", "cancelled"], ["line 4 status: cancelled"]),
    ],
)
def test_row_that_says_it_is_another_is_doubted(title, values, doubts):
    """By a word of return or deletion, by a flag that is set, or by what most rows do not say."""
    assert told(title, *values) == doubts


@pytest.mark.parametrize(
    ("title", "values"),
    [
        ("伝票区分", ["売上", "売上"]),
        ("削除フラグ", ["0", "0"]),
        ("取消区分", ["", ""]),
        ("税区分", ["8%", "10%"]),
        ("商品区分", ["食品", "雑貨"]),
        ("種別", ["食品", "雑貨"]),
        ("備考", ["返品可", "至急"]),
    ],
)
def test_what_says_nothing_of_the_row_is_not_doubted(title, values):
    """All rows alike, a flag not set, kinds of goods and taxes, and notes."""
    assert told(title, *values) == []


def test_column_of_a_short_row_is_empty():
    """A row cut short says nothing."""
    [order] = read("番号,品番,数量,削除フラグ\nA,P1,5\nA,P2,5\n").orders

    assert codes_of(order) == []
