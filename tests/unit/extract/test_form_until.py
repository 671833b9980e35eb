"""The row that ends the lines of a pattern, also where the pattern matches it."""

import pytest

from agent.extract.form import load_forms
from agent.extract.read import orders_of
from agent.marks.findings import FilesError
from tests.unit.extract.laid_out import sheet
from tests.unit.extract.making import a_document, a_form

FORM = r"""
applies: {reads: text}
fields: {number: {label: 番号}}
lines: {until: [お支払, 合計], regex: '^(?P<product_name>\S+)(?: (?P<quantity>\d+)個)? (?P<amount>[\d,]+)円$'}
"""


def read(*rows: str):
    text = "\n".join(["番号: 5", *rows])
    [order] = orders_of(a_document(text.encode(), "o.txt", "text/plain"), [a_form(FORM)]).orders
    unread = [dict(one.values)["n"] for one in order.findings if one.code == "rows-unread"]
    return [line.product_name for line in order.lines], unread


@pytest.mark.parametrize(
    ("rows", "names", "unread"),
    [
        (["如雨露 2個 2,400円", "配送料 600円", "お支払額 3,000円"], ["如雨露", "配送料"], []),
        (["如雨露 2個 2,400円", "お支払額 3,000円", "鋏 1個 600円"], ["如雨露"], ["2"]),
        (["如雨露 2個 2,400円", "お支払手数料 330円"], ["如雨露"], ["1"]),
        (["合計 2,400円", "如雨露 2個 2,400円"], ["如雨露"], []),
        (["お支払額 3,000円"], [], []),
        (["お支払手数料 330円"], [], ["1"]),
    ],
)
def test_row_that_ends_the_lines_is_none(rows, names, unread):
    """A sum of all is no goods, above them or below; any other such row, and goods below it, are named."""
    assert read(*rows) == (names, unread)


@pytest.mark.parametrize("name", ["total", "leave"])
def test_whole_titles_of_across_are_no_patterns(name):
    """`*計` would never be found."""
    lines = f'lines: {{columns: {{product_code: 品番}}, across: {{days: md, {name}: "*計"}}}}\n'
    with pytest.raises(FilesError) as caught:
        load_forms({"a.yaml": f"form: a\napplies: {{reads: csv}}\nfields: {{}}\n{lines}"})
    assert [finding.code for finding in caught.value.findings] == ["place"]


@pytest.mark.parametrize(
    ("row", "n_unread"),
    [
        (["P2", "合計計算機", 5, ""], ["1"]),
        (["", "合計計算機", 5, 200], ["1"]),
        (["合計", "", 10, ""], []),
        (["合計", "2品目", 10, ""], []),
    ],
)
@pytest.mark.parametrize("reads", ["sheet", "csv"])
def test_row_under_titles_that_ends_the_lines_may_be_goods(reads, row, n_unread):
    """It has a price for one, or a code as they have; a sum has neither."""
    form = f"applies: {{reads: {reads}}}\nfields: {{customer_code: {{fixed: C1}}}}\nlines: {{until: 合計, columns: "
    form += "{product_code: 品番, product_name: 品名, quantity: 数, unit_price: 単価}}\n"
    rows = [["品番", "品名", "数", "単価"], ["P1", "電池", 10, 100], row]
    content = sheet(*rows) if reads == "sheet" else "\n".join(",".join(map(str, one)) for one in rows).encode()
    [order] = orders_of(a_document(content, "o.xlsx" if reads == "sheet" else "o.csv"), [a_form(form)]).orders

    assert [dict(one.values)["n"] for one in order.findings if one.code == "rows-unread"] == n_unread
