"""Columns that only blanks part: in PDF text turned or tight, in mails, in HTML tables."""

import io
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from agent.extract.mail_text import page_of_text, pages_of_html
from agent.extract.pdf_text import pages_of
from agent.extract.read import orders_of
from tests.unit.extract.laid_out import pdf
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: READS}
fields: {number: {label: [注文番号, PO Number]}, deliver_on: {label: 納期}, customer_name: {label: 得意先}}
lines:
  columns: {product_code: 品番, product_name: [品名, Item Name], quantity: 数量, unit: 単位, unit_price: 単価}
  optional: [product_code, unit, unit_price]
  until: 合計
"""
NAMES = ["茶", "見本茶 500g", "紙 A4 500枚"]
FONT = "HeiseiKakuGo-W5"
TEXTS = [
    (60, 40, "注文番号"),
    (130, 40, "A-1"),
    (60, 80, "品番"),
    (120, 80, "品名"),
    (300, 80, "数量"),
    (340, 80, "単位"),
]


LINE = [(60, 100, "P1"), (120, 100, "見本茶 500g"), (-332, 100, "1,000"), (340, 100, "袋")]


def read(content: bytes | str, reads: str = "text"):
    name = {"text": "body.txt", "pdf": "o.pdf", "html": "body.html"}[reads]
    raw = content.encode() if isinstance(content, str) else content
    form = a_form(FORM.replace("READS", "text" if reads == "html" else reads))
    return orders_of(a_document(raw, name, "text/plain"), [form]).orders


def lines_of(order) -> list[tuple]:
    return [(one.product_code, one.product_name, one.quantity, one.unit) for one in order.lines]


def texts_of(page) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in page.rows]


def turned(degrees: int, texts, rotation: int = 0, more=lambda canvas: None) -> bytes:
    """Draw texts on a page of its own, turned to the left, with the page's own turn beside it."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(800, 800), invariant=1)
    canvas.setPageRotation(rotation)
    canvas.saveState()
    canvas.translate(400, 400)
    canvas.rotate(degrees)
    canvas.translate(-400, -400)
    canvas.setFont(FONT, 10)
    for x, y, text in texts:
        canvas.drawString(x, 800 - y, text)
    canvas.restoreState()
    more(canvas)
    canvas.save()
    return out.getvalue()


class TestPdf:
    def test_quantity_beside_its_unit_is_told_apart(self):
        """A quantity at the right of its column stands closer to the unit than to its own title."""
        more = [(60, 118, "P2"), (120, 118, "水"), (-332, 118, "3"), (340, 118, "本")]
        [order] = read(pdf([*TEXTS, *LINE, *more]), "pdf")

        assert lines_of(order) == [("P1", "見本茶 500g", 1000, "袋"), ("P2", "水", 3, "本")]

    def test_titles_and_labels_that_touch_are_told_apart(self):
        """Titles one blank apart are found, and a label right before its value; a Latin label needs more than that."""
        head = [
            (60, 40, "注文番号 A-1　納期 2026-04-01"),
            (60, 60, "得意先：甲　商店"),
            (60, 80, "品番 Item Name 数量 単位"),
        ]
        [order] = read(pdf([*head, (60, 100, "P1"), (86, 100, "a"), (132, 100, "3"), (160, 100, "袋")]), "pdf")
        [other] = read(pdf([(60, 40, "Our PO Number is A-1"), *head[1:], (60, 100, "P1"), (132, 100, "3")]), "pdf")

        assert (order.number, str(order.deliver_on), order.customer.as_written) == ("A-1", "2026-04-01", "甲 商店")
        assert lines_of(order) == [("P1", "a", 3, "袋")]
        assert other.number is None

    def test_label_of_which_letters_stand_apart_has_its_value_behind_a_colon(self):
        """A label set wide is one text with its value."""
        [order] = read(pdf([*TEXTS, (200, 40, "納　期：2026-04-01"), *LINE]), "pdf")

        assert str(order.deliver_on) == "2026-04-01"

    @pytest.mark.parametrize(
        ("degrees", "rotation"), [(0, 0), (0, 90), (90, 90), (90, 0), (180, 0), (270, 0), (180, 180)]
    )
    def test_page_is_read_the_way_it_is_written(self, degrees, rotation):
        """However the page is turned, and whatever turn it bears, its text is read as one who turns it does."""
        texts = [
            *TEXTS,
            (60, 100, "P1"),
            (120, 100, "茶"),
            (300, 100, "2"),
            (340, 100, "袋"),
            (60, 118, "P2"),
            (300, 118, "9"),
        ]
        [order] = read(turned(degrees, texts, rotation), "pdf")

        assert (order.number, lines_of(order)) == ("A-1", [("P1", "茶", 2, "袋"), ("P2", None, 9, None)])

    def test_watermark_and_turned_text_are_left_out(self):
        """Text at another angle than the page's is no part of its lines."""

        def stamped(canvas):
            canvas.saveState()
            canvas.translate(60, 600)
            canvas.rotate(35)
            canvas.drawString(0, 0, "COPY COPY COPY")
            canvas.restoreState()

        [page] = pages_of(turned(0, TEXTS[:2], more=stamped))

        assert texts_of(page) == [["注文番号", "A-1"]]

    def test_letters_below_each_other_are_one_word(self):
        """縦書き of a label is read as one text; rows of a table are not."""
        stacked = [(60, 40 + 10 * at, letter) for at, letter in enumerate("注文番号")]
        [page] = pages_of(pdf([*stacked, (100, 40, "A-1"), *((200, 40 + 16 * at, "袋") for at in range(3))]))

        assert texts_of(page)[0] == ["注文番号", "A-1", "袋"]
        assert [texts[-1] for texts in texts_of(page)] == ["袋", "袋", "袋"]

    def test_letterhead_and_titles_of_further_pages_are_no_lines(self):
        """What stands above the titles on the first page, the titles again and page numbers are passed over."""
        line = [(60, 100, "P1"), (300, 100, "2"), *((x, 118, text) for x, _, text in TEXTS[2:])]
        again = [
            (60, 40, "注文番号"),
            (130, 40, "A-1"),
            *((x, 76, text) for x, _, text in TEXTS[2:]),
        ]
        [order] = read(
            pdf([*TEXTS, *line, (300, 700, "1 / 2")], [*again, (60, 92, "P3"), (300, 92, "4"), (300, 700, "- 2 -")]),
            "pdf",
        )

        assert [(one.product_code, one.quantity) for one in order.lines] == [("P1", 2), ("P3", 4)]

    def test_titles_in_two_rows_are_one(self):
        """A title over two others is joined to each; one that reaches over both rows stands alone."""
        form = FORM.replace("READS", "pdf").replace("品番", "商品コード").replace("品名", "商品名称")
        texts = [(130, 70, "商品"), (100, 82, "コード"), (160, 82, "名称"), (300, 76, "数量")]
        content = pdf([*texts[:1], (300, 70, "数量"), *texts[1:3], (100, 100, "P1"), (160, 100, "茶"), (300, 100, "2")])
        found = orders_of(a_document(content, "o.pdf"), [a_form(form)])

        assert found.reason is not None or lines_of(found.orders[0]) == [("P1", "茶", 2, None)]

    @settings(max_examples=60, deadline=None)
    @given(
        st.lists(
            st.tuples(st.integers(1, 99999), st.sampled_from(NAMES), st.integers(1, 9999)), min_size=1, max_size=5
        ),
        st.tuples(st.booleans(), st.booleans()),
        st.integers(0, 12),
    )
    def test_each_value_stands_under_its_own_title(self, goods, rights, pad):
        """Numbers at the left or right of their columns, whatever the width: read right, or not read at all."""
        lefts, rightmost = (40, 130, 260, 300), (128, 258, 298, 380)
        titles = [(x, 80, text) for x, text in zip(lefts, ("品名", "数量", "単位", "単価"), strict=True)]
        texts = [(60, 40, "注文番号"), (130, 40, "A-1"), *titles]
        for at, (quantity, name, price) in enumerate(goods):
            y = 100 + 16 * at
            texts += [(40, y, name), (260 + pad, y, "箱")]
            texts.append((-rightmost[1] + 4, y, f"{quantity:,}") if rights[0] else (130, y, f"{quantity:,}"))
            texts.append((-rightmost[3], y, f"{price:,}") if rights[1] else (300, y, f"{price:,}"))
        [order] = read(pdf(texts), "pdf")

        for line, (quantity, name, price) in zip(order.lines, goods, strict=True):
            assert line.quantity in (None, Decimal(quantity))
            assert line.unit_price in (None, Decimal(price))
            assert line.quantity is None or (line.product_name, line.unit) == (name, "箱")


class TestText:
    def test_columns_are_parted_by_runs_of_blanks(self):
        """Half and full-width blanks part columns; the unit may stand one blank behind a right-aligned number."""
        lines = ["P1    見本茶 500g   1000 袋", "P2    水　大           3 本", "合計 1", "P3 x 9 z"]
        text = "\n".join(["注文番号　A-1", "品番  品名          数量 単位", *lines])
        [order] = read(text)

        assert (order.number, lines_of(order)) == (
            "A-1",
            [("P1", "見本茶 500g", 1000, "袋"), ("P2", "水　大", 3, "本")],
        )

    def test_kanji_numerals_are_quantities(self):
        """三箱 is three cases."""
        [order] = read("注文番号：A-1\n品番  品名  数量\nP1    茶    三箱\nP2    水    二十四本\n")

        assert [(one.quantity, one.unit) for one in order.lines] == [(3, "箱"), (24, "本")]

    def test_lines_with_tabs_are_cut_at_them(self):
        """As pasted from a spreadsheet: an empty cell is a cell, also where another line stands between."""
        [order] = read("注文番号\tA-1\n品番\t品名\t数量\t単位\nP1\t\t3\t袋\n納期：4/1\nP2\t水\t4\n")

        assert (order.number, lines_of(order)) == ("A-1", [("P1", None, 3, "袋"), ("P2", "水", 4, None)])

    def test_single_tabs_stop_every_eight_characters(self):
        """A label and its value parted by a tab stand side by side."""
        assert texts_of(page_of_text("a\tb\n茶\tb")) == [["a", "b"], ["茶", "b"]]


class TestHtml:
    def test_cells_stand_under_their_titles(self):
        """An empty cell keeps its column; breaks inside a cell do not break its row."""
        html = """<p>注文番号：A-1<table><tr><th>品番<th>品<br>名<th>数量<th>単位<tr><td>P1<td><td>1<td>袋
<tr><td>P2<td>水<br>(500ml)<td>2<td></table>合計なし"""
        [order] = read(html, "html")

        assert lines_of(order) == [("P1", None, 1, "袋"), ("P2", "水 (500ml)", 2, None)]

    def test_tables_for_layout_are_read_through(self):
        """Tables inside tables, spacers and cells over several columns do not move what stands in them."""
        html = """<table><tr><td>広告</td><td><table><tr><td>注文番号<td>&nbsp;<td>A-1</table></td></tr><tr><td>
<table><tr><th>品番<th colspan=2>品名<th>数量</tr><tr><td>P1<td>&nbsp;<td>茶<td>3</tr></table></td></tr></table>"""
        [order] = read(html, "html")

        assert (order.number, lines_of(order)) == ("A-1", [("P1", "茶", 3, None)])

    def test_cell_over_rows_holds_for_each_of_them(self):
        """A number over two rows is the number of both lines' order; the second row's cells keep their columns."""
        html = "<table><tr><th>番号<th>品名<th>数量</tr><tr><td rowspan=2>A<td>茶<td>1</tr><tr><td>水<td>2</tr></table>"
        form = FORM.replace("READS", "text").replace("number: {label: [注文番号, PO Number]}", "number: {column: 番号}")
        [order] = orders_of(a_document(html.encode(), "body.html"), [a_form(form)]).orders

        assert (order.number, lines_of(order)) == ("A", [(None, "茶", 1, None), (None, "水", 2, None)])

    def test_long_cells_and_single_columns_are_lines_of_text(self):
        """A table that only lays out text is read from top to bottom."""
        [page] = pages_of_html(b"<table><tr><td>a<br>b<br>c<br>d<br>e<td>f</table><table><tr><td>g</table>h")

        assert texts_of(page) == [[letter] for letter in "abcdefgh"]

    @pytest.mark.parametrize("span", ["0", "x", "99999", "-1", ""])
    def test_odd_spans_are_one(self, span):
        """A span that is no number in bounds is one; a table wider than any order is cut off."""
        [page] = pages_of_html(f"<table><tr><td colspan='{span}'>a<td>b</table>".encode())
        [wide] = pages_of_html(("<table><tr>" + "<td>x" * 300 + "</table>").encode())

        assert (texts_of(page), len(wide.rows[0].cells)) == ([["a", "b"]], 200)

    def test_empty_body_has_no_rows(self):
        """Nothing shown is nothing read, script and quoted mails among it."""
        assert pages_of_html(b"<script>x</script><blockquote>old</blockquote>")[0].rows == ()


@pytest.mark.parametrize("price", ["単価", "@"])
def test_figures_at_the_right_end_are_their_own_columns_beside_an_empty_one(price):
    """They stand nearer to the next title, whose column nobody filled in; a figure stands under or behind its title."""
    titles = [(60, 80, "品番"), (105, 80, "品名"), (264, 80, price), (333, 80, "数量"), (418, 80, "備考")]
    rows = [("P1", "見本茶", "350", "12"), ("P2", "見本水", "9800", "5")]
    cells = [
        (left, 100 + 20 * at, text)
        for at, row in enumerate(rows)
        for left, text in zip((60, 105, -324, -409), row, strict=True)
    ]
    form = a_form(FORM.replace("READS", "pdf").replace("unit_price: 単価", f"unit_price: '{price}'"))
    [order] = orders_of(a_document(pdf([*TEXTS[:2], *titles, *cells]), "o.pdf"), [form]).orders

    assert [(one.unit_price, one.quantity) for one in order.lines] == [(350, 12), (9800, 5)]


def test_remark_right_of_the_last_column_is_doubted():
    """It comes under the unit, which says no change."""
    cells = [*TEXTS, *LINE, (400, 100, "3箱追加でお願いします")]
    [order] = read(pdf(cells), "pdf")

    assert ("written-elsewhere", "lines") in {(one.code, one.field) for one in order.findings}
