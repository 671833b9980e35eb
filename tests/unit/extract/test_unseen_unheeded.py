"""What stands beside an order that was read without a form, and that nothing was read from, is doubted."""

from __future__ import annotations

import pytest

from agent.core.order import Order
from tests.unit.extract.laid_out import pdf, read, sheet

HEAD = [["注文書"], ["発注者", "見本青果株式会社"], ["注文番号", "Z-1"], []]
TITLES = ["商品コード", "商品名", "数量", "単価", "金額"]
FLOUR, SUGAR = ["P2001", "見本小麦粉 25kg", 2, 4950, 9900], ["P2003", "見本上白糖 20kg", 1, 4320, 4320]
SUM = ["", "", "", "合計", 14220]


def left(order: Order) -> list[tuple[str, str]]:
    codes = {"written-elsewhere", "kind-unsure"}
    return [(one.field, dict(one.values)["text"]) for one in order.findings if one.code in codes]


def beside(*below: list, title: str = "", cells: tuple = ("", ""), between: list | None = None) -> list:
    rows = [[*TITLES, title], [*FLOUR, cells[0]], *([between] if between else []), [*SUGAR, cells[1]], SUM]
    [order] = read(sheet(*HEAD, *rows, *below)).orders
    return left(order)


def test_nothing_is_left() -> None:
    assert not beside(["下記の通り注文いたします。"], ["在庫がない場合はご連絡ください"], ["東京都見本区1-1"])


@pytest.mark.parametrize("title", ["備考", "区分", "店", "便", "色", "無償"])
def test_column_that_no_field_holds(title: str) -> None:
    assert beside(title=title, cells=("", "第二")) == [("note", "第二")]


@pytest.mark.parametrize(
    ("title", "text"), [("備考", "※"), ("備考", "軽減税率"), ("在庫", 3), ("メーカー", "見本"), ("規格", "20kg")]
)
def test_column_that_says_nothing_of_the_order(title: str, text: object) -> None:
    assert not beside(title=title, cells=("", text))


@pytest.mark.parametrize("text", ["返品", "次回予定", "4月10日", "水曜便"])
def test_heading_between_goods(text: str) -> None:
    assert ("note", text) in beside(between=[text])


@pytest.mark.parametrize("text", ["上白糖は来月分です", "手配しないでください", "食塩も少々", "出荷日 4/8"])
def test_words_below_the_goods(text: str) -> None:
    assert beside(text.split()) == [("note", text)]


def test_goods_under_titles_nobody_knows() -> None:
    assert ("note", "サンプル食塩 3") in beside([], ["サンプル食塩", 3])


@pytest.mark.parametrize("title", ["返品依頼書", "内示書", "注文書(案)", "記入例"])
def test_title_of_another_paper(title: str) -> None:
    [order] = read(sheet([title], *HEAD[1:], TITLES, FLOUR, SUM)).orders
    assert ("kind", title) in left(order)


def test_head_of_every_page_and_earlier_order() -> None:
    page = [(40, 40, "見本青果の紙"), *_paper([TITLES, FLOUR])]
    more = [(40, 40, "見本青果の紙"), *_paper([TITLES, SUGAR, SUM])]
    [order] = read(pdf(page, more), "o.pdf").orders
    assert (len(order.lines), left(order)) == (2, [])
    [order] = read(sheet(*HEAD, TITLES, FLOUR, [], ["前回のご注文"], TITLES, SUGAR)).orders
    assert len(order.lines) == 1


def _paper(rows: list) -> list[tuple[float, float, str]]:
    xs = (40, 110, 280, 350, 440)
    head = [(40, 60, "注文番号"), (120, 60, "Z-1")]
    cells = [
        (x, 120 + 20 * at, str(cell)) for at, row in enumerate(rows) for x, cell in zip(xs, row, strict=True) if cell
    ]
    return [*head, *cells]
