"""Columns beside the goods that a form does not ask for are looked at: what they say otherwise lets the order wait."""

import pytest

from agent.extract.read import orders_of
from tests.unit.extract.laid_out import sheet
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: sheet}
fields:
  number: {label: 受付番号}
  deliver_on: {label: 納品日}
lines:
  columns: {product_code: 品番, quantity: 数量}
"""
HEAD = [["受付番号", "77-2", "", "納品日", "2026/12/01"], []]


def findings(title: str, *texts: str) -> list[tuple[str, str]]:
    rows = [[f"P100{at}", "3", text] for at, text in enumerate(texts)]
    content = sheet(*HEAD, ["品番", "数量", title], *rows)
    [order] = orders_of(a_document(content, "o.xlsx"), [a_form(FORM)]).orders
    return [(one.code, one.field) for one in order.findings if one.code != "written-elsewhere" or one.field != "note"]


@pytest.mark.parametrize(
    ("title", "texts", "found"),
    [
        ("伝票区分", ["返品", "", ""], [("kind-unsure", "lines")]),
        ("取消", ["", "○"], [("kind-unsure", "lines"), ("kind-unsure", "kind")]),
        ("納品日", ["2026/12/01", "2026年12月1日"], []),
        ("納品日", ["2026/12/01", "2026/12/03"], [("rows-differ", "deliver_on")]),
        ("納品先", ["本社", "大阪店"], [("rows-differ", "deliver_to")]),
        ("納品先", ["本社", ""], []),
        ("追加数量", ["", "5"], [("written-elsewhere", "lines")]),
        ("追加数量", ["0", ""], []),
        ("産地", ["静岡", "京都"], []),
    ],
)
def test_what_a_column_says_that_no_form_asks_for(title, texts, found):
    assert findings(title, *texts) == found
