"""Goods below the row that ends the lines of a form: they are never left out without a word."""

import pytest

from agent.extract.read import orders_of
from tests.unit.extract.laid_out import pdf, sheet
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: READS}
fields: {number: {label: 番号}}
lines:
  columns: {NAMED, quantity: 数量}
  until: 小計
"""
CODED, CALLED = "product_code: 品番, product_name: 品名", "product_name: 品名"


def order(content: bytes | str, name: str, named: str = CALLED):
    reads = {"xlsx": "sheet", "pdf": "pdf", "csv": "csv"}[name[2:]]
    form = a_form(FORM.replace("READS", reads).replace("NAMED", named))
    raw = content.encode() if isinstance(content, str) else content
    [found] = orders_of(a_document(raw, name), [form]).orders
    return found


def doubts(found) -> list[str]:
    return [dict(finding.values)["text"] for finding in found.findings if finding.code == "rows-unread"]


HEAD, TITLES = ["番号", "A-1"], ["品番", "品名", "数量"]


@pytest.mark.parametrize("named", [CODED, CALLED])
def test_a_second_block_under_titles_of_its_own_is_named(named):
    rows = [HEAD, TITLES, ["P100", "茶", 1], ["小計", "", 1], TITLES, ["P200", "水", 2], ["小計", "", 2]]
    found = order(sheet(*rows), "o.xlsx", named)

    assert [line.product_name for line in found.lines] == ["茶"]
    assert doubts(found) == ["品番 品名 数量"]
    assert [dict(finding.values)["n"] for finding in found.findings if finding.code == "rows-unread"] == ["2"]


def test_goods_right_below_the_end_are_named_and_sums_and_notes_are_not():
    rows = [HEAD, TITLES, ["P100", "茶", 1], ["小計", "", 1], ["合計", "", 3], ["", "午前中に納品", ""], [""]]
    assert doubts(order(sheet(*rows), "o.xlsx")) == []
    assert "水" in doubts(order(sheet(*rows, ["P200", "水", 2]), "o.xlsx"))[0]


def test_goods_of_a_further_page_below_the_end_are_named():
    first = [(40, 40, "番号"), (100, 40, "A-1"), (40, 80, "品名"), (200, 80, "数量"), (40, 96, "茶"), (200, 96, "1")]
    ended = [*first, (40, 112, "小計"), (200, 112, "1")]
    found = order(pdf(ended, [(40, 40, "水"), (200, 40, "2")]), "o.pdf")

    assert len(found.lines) == 1
    assert doubts(found) == ["水 2"]


@pytest.mark.parametrize(
    ("below", "told"),
    [("P200,水,2", "P200 水 2"), ("品番,品名,数量", "品番 品名 数量"), ("合計,,3", ""), ("担当 佐藤", "")],
)
def test_rows_of_a_csv_below_the_end(below, told):
    found = order(f"品番,品名,数量,番号\nP100,茶,1,A-1\n小計,,1\n{below}\n".replace(",番号", ""), "o.csv")

    assert " ".join(doubts(found)) == told
