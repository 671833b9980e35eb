"""What a CSV says beside its lines: above its titles, below its end, in rows that order nothing."""

import pytest

from agent.core.order import Order
from agent.extract.read import orders_of
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: csv}
fields: {number: {label: 番号}}
lines:
  columns: {product_code: 品番, product_name: 品名, quantity: 数量, unit_price: 単価}
  optional: [product_code, unit_price]
  until: 以上
"""
LINES = "E-1,単一電池,10,100,\nE-4,軍手,3,60,\n"


def read(above: str = "", below: str = "") -> Order:
    text = f"番号,A-1\n{above}品番,品名,数量,単価,備考\n{LINES}{below}"
    [order] = orders_of(a_document(text.encode(), "o.csv"), [a_form(FORM)]).orders
    assert [line.product_code for line in order.lines] == ["E-1", "E-4"]
    return order


def told(order: Order) -> list[tuple[str, str]]:
    return [(one.field, dict(one.values)["text"]) for one in order.findings if one.code == "written-elsewhere"]


@pytest.mark.parametrize(
    ("where", "row", "field"),
    [
        ("above", "輪ゴム 3箱", "lines"),
        ("above", "追加,P1004 5袋", "lines"),
        ("above", "備考,輪ゴムも3箱お願いします", "lines"),
        ("above", "6/20 着でお願いします", "deliver_on"),
        ("below", ",,,追加 輪ゴム3箱", "lines"),
        ("below", ",,,,追加 輪ゴム3箱", "lines"),
        ("below", "以上\n輪ゴム 3箱", "lines"),
    ],
)
def test_row_that_tells_more_is_doubted(where, row, field):
    """Rows of an export are lines; what somebody wrote among them asks a person."""
    [(doubted, text)] = told(read(**{where: f"{row}\n"}))

    assert (doubted, text.split()[0]) == (field, row.rpartition("\n")[2].strip(",").split(",")[0].split()[0])


@pytest.mark.parametrize(
    ("where", "row"),
    [
        ("above", "注文データ,2026/4/1 出力"),
        ("above", "株式会社見本,東京都例示区1-2-3"),
        ("below", "以上\n2件"),
        ("below", ",,,,"),
    ],
)
def test_ordinary_row_tells_nothing(where, row):
    assert told(read(**{where: f"{row}\n"})) == []


def test_a_text_above_the_titles_is_no_part_of_them():
    """Titles may stand in two rows; where the lower ones are whole, the row above them is none."""
    assert told(read(above="出荷依頼\n")) == []
