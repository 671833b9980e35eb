"""Tables on their side, an article in each column."""

import pytest

from agent.extract.form import load_forms
from agent.extract.read import orders_of
from agent.marks.findings import FilesError
from tests.unit.extract.laid_out import lines_of, pdf, sheet
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: READS}
fields: {number: {label: 受付番号}}
lines:
  turned: true
  columns: {product_code: 品番, product_name: 品名, quantity: 数量, unit_price: 単価}
  optional: [unit_price]
"""
ROWS = [
    ["受付番号", "S-4"],
    ["品番", "K-10", "K-22"],
    ["品名", "丁番", "戸車 30mm"],
    ["規格", "小", "大"],
    ["数量", 6, 40],
    ["単価", 350, 120],
]
LINES = [("K-10", "丁番", 6, None, 350, None), ("K-22", "戸車 30mm", 40, None, 120, None)]


def read(rows: list[list], reads: str = "sheet", form: str = FORM):
    if reads == "sheet":
        content = sheet(*rows)
    elif reads == "pdf":
        content = pdf(
            [(50 + 100 * at, 100 + 20 * n, str(text)) for n, row in enumerate(rows) for at, text in enumerate(row)]
        )
    else:
        content = "\n".join(",".join(map(str, row)) for row in rows).encode()
    name = {"sheet": "o.xlsx", "pdf": "o.pdf", "csv": "o.csv"}[reads]
    return orders_of(a_document(content, name), [a_form(form.replace("READS", reads))])


def read_html(*rows: str, form: str = FORM):
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    html = f"<p>受付番号：S-4</p><table>{table}</table>".encode()
    return orders_of(a_document(html, "o.html", "text/html"), [a_form(form.replace("READS", "text"))])


@pytest.mark.parametrize("reads", ["sheet", "csv", "pdf"])
def test_every_column_is_a_line(reads):
    """Each article's values stand below each other; a row the form does not ask for is left out."""
    [order] = read(ROWS, reads).orders

    assert (order.number, lines_of(order), order.findings) == ("S-4", LINES, ())


def test_article_keeps_its_column():
    """What is empty in one row does not move what stands right of it, in HTML neither."""
    [order] = read_html(
        "<th>品番</th><td>K-10</td><td>K-22</td>",
        "<th>品名</th><td></td><td>戸車</td>",
        "<th>数量</th><td>6</td><td>40</td>",
    ).orders

    assert lines_of(order) == [("K-10", None, 6, None, None, None), ("K-22", "戸車", 40, None, None, None)]


def test_table_goes_on_below():
    """Titles that come again begin the next articles."""
    [order] = read([*ROWS, [], ["品番", "X-1"], ["品名", "糊"], ["数量", 4]]).orders

    assert lines_of(order)[2] == ("X-1", "糊", 4, None, None, None)


def test_values_in_boxes_are_of_their_box():
    """In a sheet whose titles are merged, each value is of the column it stands in."""
    content = sheet(
        ["受付番号", "S-4"],
        ["", "", "K-1"],
        ["", "", "針"],
        ["", "", 3],
        merged=[("A2:B2", "品番"), ("A3:B3", "品名"), ("A4:B4", "数量")],
    )
    [order] = orders_of(a_document(content, "o.xlsx"), [a_form(FORM.replace("READS", "sheet"))]).orders

    assert lines_of(order) == [("K-1", "針", 3, None, None, None)]


@pytest.mark.parametrize(
    ("rows", "found"),
    [
        ([*ROWS[:4], *ROWS[5:]], "品番 / 品名 / 単価"),
        ([ROWS[0], ["件名", "甲"]], "–"),
        ([ROWS[0], ["品番"], ["品名"], ["数量"]], "品番"),
        ([*ROWS[:5], ["単価", 350, 120, 80]], "80"),
    ],
)
def test_what_does_not_fit_is_named(rows, found):
    """A title that is missing, titles without articles, and a value beside all articles are no order."""
    read_of = read(rows)

    assert (read_of.orders, read_of.reason.code, read_of.reason.values["found"]) == ((), "field-unreadable", found)


def test_cell_over_two_articles_is_not_shared_out():
    """Nobody says which of them it is of, in one row or in one column."""
    wide = read_html(
        "<th>品番</th><td>K-1</td><td>K-2</td>",
        "<th>品名</th><td colspan=2>針</td>",
        "<th>数量</th><td>6</td><td>4</td>",
    )
    pieces = [
        (50, 100, "受付番号"),
        (150, 100, "S-4"),
        (50, 120, "品番"),
        (150, 120, "K-1"),
        (260, 120, "K-2"),
        (50, 140, "品名"),
    ]
    pieces += [(150, 140, "あ" * 14), (50, 160, "数量"), (150, 160, "3")]
    close = orders_of(a_document(pdf(pieces), "o.pdf"), [a_form(FORM.replace("READS", "pdf"))])

    assert [one.reason.values["found"] for one in (wide, close)] == ["針", "あ" * 14]


def test_comma_inside_a_number_moves_nothing():
    """In a CSV a row with more values than there are articles is not read."""
    rows = [*ROWS[:5], ["単価", "1", "200", ""]]

    assert read(rows, "csv").reason.values == {"field": "lines", "wanted": "品番 / 品名 / 数量 / 単価", "found": "品番"}


def test_table_that_is_not_on_its_side_is_named_to_a_mail_too():
    """Where some titles are there, a text that gives no order names what its form lacks."""
    found = read_html("<th>品番</th><td>別紙</td>")

    assert (found.form, found.reason.values["wanted"]) == ("a", "品名, 数量")


@pytest.mark.parametrize(
    "change",
    [
        ("reads: sheet", "reads: json"),
        ("turned: true", "turned: true, joined: product_name"),
        ("品番", "品番#1"),
    ],
)
def test_form_that_cannot_be_turned_is_refused(change):
    """Tables on their side have titles alone, in formats that have tables."""
    lines = "lines: {turned: true, columns: {product_code: 品番, quantity: 数}}\n"
    text = f"form: a\napplies: {{reads: sheet}}\nfields: {{}}\n{lines}"
    with pytest.raises(FilesError) as caught:
        load_forms({"a.yaml": text.replace(*change)})
    assert {finding.code for finding in caught.value.findings} == {"place"}


def test_two_values_of_one_article_are_not_put_together():
    """What reaches below another article's value may be of either."""
    pieces = [(50, 100, "受付番号"), (150, 100, "S-4"), (50, 120, "品番"), (150, 120, "K1"), (220, 120, "い" * 12)]
    pieces += [(50, 140, "品名"), (150, 140, "あ" * 8), (50, 160, "数量"), (150, 160, "3")]
    found = orders_of(a_document(pdf(pieces), "o.pdf"), [a_form(FORM.replace("READS", "pdf"))])

    assert found.reason.values["found"] == "い" * 12


@pytest.mark.parametrize(
    ("row", "found"),
    [
        (["備考", "", "別途5個お願いします"], ["written-elsewhere"]),
        (["備考", "", "無地"], []),
        (["備考", "", "", "4/12着"], ["written-elsewhere"]),
        (["備考", "", "別途5個お願いします", "", "4/12着"], ["written-elsewhere"]),
    ],
)
def test_remark_on_an_article_is_looked_at(row, found):
    """As one in a column is; a row that reaches beyond the articles is looked at as any other."""
    [order] = read([*ROWS, row]).orders

    assert (len(order.lines), list(dict.fromkeys(one.code for one in order.findings))) == (2, found)


def test_open_article_with_a_remark_is_doubted():
    """A row that the form does not ask for is a column of the list."""
    rows = [*ROWS[:4], ["数量", 6, ""], ["備考", "", "5個お願い"]]
    [order] = read(rows, form=FORM.replace("turned: true", "turned: true\n  open: leave")).orders

    assert [(one.code, one.severity.value) for one in order.findings] == [("rows-without-quantity", "doubt")]


def test_no_more_than_some_rows_that_nobody_asks_for_are_looked_at():
    """Of the rows of all blocks together, so that a table is never wider than it is of use."""
    notes = [[f"メモ{at}", "無地", ""] for at in range(60)]
    rows = [*ROWS, *notes, *ROWS[1:], *[[f"控{at}", "無地", ""] for at in range(9)], ["備考", "", "4/12着"]]
    [order] = read(rows).orders

    assert (len(order.lines), [one.field for one in order.findings]) == (4, ["deliver_on"])


def test_title_that_stands_there_already_tells_nothing():
    """The first of two rows of remarks is that of the articles."""
    [order] = read([*ROWS, ["備考", "", "無地"], ["備考", "", "別途5個お願いします"]]).orders

    assert [one.field for one in order.findings] == ["lines"]
