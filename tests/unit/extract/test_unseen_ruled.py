"""PDFs with drawn lines: what the lines part and join, also where pages are turned or the lines are areas."""

import io
from itertools import pairwise

import pytest
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from agent.extract import pdf_rules, pdf_text
from tests.unit.extract.laid_out import findings_of, lines_of, pdf, read

TITLES = [(45, 100, "No"), (65, 100, "品番"), (105, 100, "品名"), (205, 100, "数量"), (235, 100, "単価")]
POSTS = [40, 60, 100, 200, 230, 270]
FLOUR, TEA = ("A-1", "見本小麦粉 5kg", 20, None, 64, None), ("A-2", "見本紅茶 100包", 3, None, 50, None)
LONG_TEA = ("A-2", "見本特選アールグレイ紅茶 100包", 3, None, 50, None)


def ruled(texts, levels=(), posts=(), *, draw=None, turn=0):
    """Make a page of texts at x and y from the top, with lines over its table, drawn one way or another."""
    if "HeiseiKakuGo-W5" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(800, 800), invariant=1)
    canvas.translate(400, 400)
    canvas.rotate(-90 * turn)
    canvas.translate(-400, -400)
    canvas.setFont("HeiseiKakuGo-W5", 9)
    for x, y, text in texts:
        canvas.drawString(x, 800 - y, text)
    (draw or as_lines)(canvas, levels, posts)
    canvas.save()
    return out.getvalue()


def as_lines(canvas, levels, posts):
    top, bottom = 800 - min(levels, default=0), 800 - max(levels, default=0)
    for y in levels:
        canvas.line(posts[0], 800 - y, posts[-1], 800 - y)
    for x in posts:
        canvas.line(x, top, x, bottom)


def as_boxes(canvas, levels, posts):
    for upper, lower in pairwise(levels):
        for left, right in pairwise(posts):
            canvas.rect(left, 800 - lower, right - left, lower - upper)


def as_areas(canvas, levels, posts):
    for y in levels:
        canvas.rect(posts[0], 800 - y, posts[-1] - posts[0], 0.7, 0, 1)
    for x in posts:
        canvas.rect(x, 800 - max(levels), 0.7, max(levels) - min(levels), 0, 1)


def in_a_form(canvas, levels, posts):
    canvas.beginForm("f")
    canvas.translate(0, 10)
    as_lines(canvas, levels, posts)
    canvas.endForm()
    canvas.translate(0, -10)
    canvas.doForm("f")


def with_curves(canvas, levels, posts):
    canvas.roundRect(posts[0], 800 - max(levels), posts[-1] - posts[0], max(levels) - min(levels), 4)
    canvas.line(30, 700, 45, 650)
    canvas.line(30, 700, 31, 700)
    as_lines(canvas, levels, posts)


def lines_in(content):
    [order] = read(content, "o.pdf").orders
    return lines_of(order)


BROKEN = [
    *TITLES,
    (105, 117, "見本小麦粉"), (45, 122, "1"), (65, 122, "A-1"), (205, 122, "20"), (235, 122, "64"), (105, 128, "5kg"),
    (105, 141, "見本特選アールグレイ"),
    (45, 147, "2"), (65, 147, "A-2"), (205, 147, "3"), (235, 147, "50"), (105, 147, "紅茶"),
    (105, 153, "100包"),
]  # fmt: skip
LEVELS = [90, 107, 132, 158]


class TestBoxes:
    @pytest.mark.parametrize("draw", [as_lines, as_boxes, as_areas, in_a_form, with_curves])
    @pytest.mark.parametrize("turn", [0, 1, 2, 3])
    def test_name_broken_over_lines_of_its_box_is_one(self, draw, turn):
        """However the lines are drawn and the page is turned; a word without room goes on without a blank."""
        assert lines_in(ruled(BROKEN, LEVELS, POSTS, draw=draw, turn=turn)) == [FLOUR, LONG_TEA]

    def test_titles_in_one_box_are_one_title_or_two(self):
        """Two tongues say one title; price under quantity is a title of its own, and its values stand so."""
        texts = [
            (45, 100, "Part No."), (45, 110, "品番"), (105, 100, "Description"), (205, 100, "数量"), (205, 110, "単価"),
            (255, 105, "ロット"),
            (45, 125, "A-1"), (105, 125, "見本小麦粉 5kg"), (205, 125, "20"), (205, 135, "64"), (255, 125, "L1"),
            (45, 150, "A-2"), (105, 150, "見本紅茶 100包"), (205, 150, "3"), (205, 160, "50"),
        ]  # fmt: skip

        assert lines_in(ruled(texts, [90, 115, 140, 165], [40, 100, 200, 250, 290])) == [FLOUR, TEA]

    def test_what_stands_close_is_parted_by_the_line_between(self):
        """`見本小麦粉 5kg20` has a line before the 20; a heading over all columns and a note below are none."""
        texts = [
            *TITLES,
            (65, 117, "冷凍品"),
            (45, 132, "1"), (65, 132, "A-1"), (126, 132, "見本小麦粉 5kg"), (203, 132, "20"), (235, 132, "64"),
            (45, 147, "2"), (65, 147, "A-2"), (105, 147, "見本紅茶 100包"), (205, 147, "3"), (235, 147, "50"),
            (45, 180, "4"), (105, 180, "検収の日から30日以内"),
        ]  # fmt: skip

        def draw(canvas, levels, posts):
            as_lines(canvas, levels[1:], posts)
            as_lines(canvas, levels[:2], [posts[0], posts[-1]])
            as_lines(canvas, [90, 107], posts)

        content = ruled(texts, [107, 122, 137, 152], POSTS, draw=draw)

        assert lines_in(content) == [FLOUR, TEA]

    def test_rows_between_far_lines_stay_rows(self):
        """A table with lines only around it: each row has its quantity, so they are no one row."""
        texts = [
            *TITLES,
            *((x, y - 5, text) for x, y, text in BROKEN[5:] if text not in ("見本特選アールグレイ", "紅茶")),
        ]
        texts = [(x, 135 if y == 142 else y, t) for x, y, t in texts if t not in ("見本小麦粉", "5kg", "100包")]
        texts += [(105, 117, "見本小麦粉 5kg"), (105, 135, "見本紅茶 100包")]

        assert lines_in(ruled(texts, [90, 107, 158], POSTS)) == [FLOUR, TEA]

    def test_rows_of_a_printed_list_without_a_quantity_are_told(self):
        """Only the unit stands there, or nothing."""
        texts = [
            *TITLES,
            (65, 117, "A-1"), (105, 117, "見本小麦粉 5kg"), (205, 117, "20"), (235, 117, "64"),
            (65, 132, "A-2"), (105, 132, "見本紅茶 100包"), (205, 132, "袋"),
            (65, 147, "A-3"), (105, 147, "見本緑茶"),
        ]  # fmt: skip
        [order] = read(ruled(texts, [90, 107, 122, 137, 152], POSTS), "o.pdf").orders

        assert (lines_of(order), findings_of(order)) == ([FLOUR], [("rows-without-quantity", "lines")])

    def test_letter_drawn_flat_stays_on_its_line(self):
        def draw(canvas, _levels, _posts):
            x = 45
            for size, up, text in ((9, 0, "納品先:見本市緑町"), (3, 3, "一"), (9, 0, "番館")):
                canvas.setFont("HeiseiKakuGo-W5", size)
                canvas.drawString(x, 730 + up, text)
                x += canvas.stringWidth(text, "HeiseiKakuGo-W5", size)

        texts = [(x, y + 20, text) for x, y, text in TITLES]
        texts += [(65, 137, "A-1"), (105, 137, "見本小麦粉 5kg"), (205, 137, "20"), (235, 137, "64")]
        [order] = read(ruled(texts, draw=draw), "o.pdf").orders

        assert (order.deliver_to, lines_of(order)) == ("見本市緑町一番館", [FLOUR])

    @pytest.mark.parametrize(("size", "before"), [(2.4, 3.5), (3, 0)])
    def test_dot_between_two_words_stays_on_its_line(self, size, before):
        """Boxed as it is drawn it stands apart from both."""

        def draw(canvas, _levels, _posts):
            for x, up, high, text in ((45, 0, 9, "品番"), (63 + before, 3, size, "・"), (72, 0, 9, "品名")):
                canvas.setFont("HeiseiKakuGo-W5", high)
                canvas.drawString(x, 700 + up, text)

        [page] = pdf_text.pages_of(ruled([], draw=draw))

        assert [row.text.replace(" ", "") for row in page.rows] == ["品番・品名"]

    @pytest.mark.parametrize("foot", [50, 52, 54, 56])
    def test_small_lines_beside_a_high_heading_are_rows_of_their_own(self, foot):
        """Letters of half its height stand within it, and yet on two lines."""

        def draw(canvas, _levels, _posts):
            for size, y, right, text in (
                (22, foot, 230, "注 文 書"),
                (9, 42, 500, "No：QX-88"),
                (9, 56, 500, "発行：5/11"),
            ):
                canvas.setFont("HeiseiKakuGo-W5", size)
                canvas.drawRightString(right, 800 - y, text)

        [page] = pdf_text.pages_of(ruled([], draw=draw))
        cells = [[cell.text for cell in row.cells] for row in page.rows]

        assert [cells.pop(row)[-1] for row in (-1, 0)] == ["発行：5/11", "No：QX-88"]
        assert cells in ([], [["注 文 書"]])


@pytest.mark.parametrize(
    ("module", "most", "value"),
    [
        (pdf_rules, "MAX_DRAWN", 2),
        (pdf_rules, "MAX_CORNERS", 3),
        (pdf_rules, "MAX_LINES", 3),
        (pdf_text, "MAX_RULED", 3),
    ],
)
def test_page_with_more_lines_than_a_form_has_is_read_without_them(monkeypatch, module, most, value):
    monkeypatch.setattr(module, most, value)
    [page] = pdf_text.pages_of(ruled(BROKEN, LEVELS, POSTS))

    assert {row.band for row in page.rows} == {0}


def test_what_stands_in_a_column_without_a_title_is_no_value():
    texts = [
        *TITLES,
        (65, 117, "A-1"),
        (105, 117, "見本小麦粉 5kg"),
        (205, 117, "20"),
        (235, 117, "64"),
        (275, 117, "7"),
    ]

    assert lines_in(ruled(texts, [90, 107, 122], [*POSTS, 300])) == [FLOUR]


class TestStacked:
    """Titles over each other without lines between the columns: the code over the name, item after item."""

    HEAD = ((45, 100, "品番"), (145, 100, "数量"), (205, 100, "単価"), (45, 112, "品名"))

    def test_values_stand_over_each_other_as_their_titles_do(self):
        """A second row that has a quantity, is on another page, or ends the table, is not the first one's."""
        first = [
            *self.HEAD, (45, 130, "A-1"), (145, 130, "20"), (205, 130, "64"), (45, 142, "見本小麦粉 5kg"),
            (45, 160, "A-2"), (145, 160, "3"), (205, 160, "50"), (45, 172, "見本紅茶 100包"),
            (45, 190, "A-3"), (145, 190, "4"), (205, 190, "10"),
        ]  # fmt: skip
        second = [(45, 100, "B-1"), (145, 100, "5"), (205, 100, "20"), (45, 112, "合計")]
        rows = lines_in(pdf(first, second))

        assert [(row[0], row[2]) for row in rows] == [("A-1", 20), ("A-2", 3), ("A-3", 4), ("B-1", 5)]
        assert [row[1] for row in rows[:2]] == ["見本小麦粉 5kg", "見本紅茶 100包"]


class TestTwins:
    """A table that goes on beside itself."""

    def test_left_half_is_read_before_the_right(self):
        """Until a row reaches over both; what is titled twice but no goods stays as it is."""
        texts = [
            (45, 60, "印"), (145, 60, "印"),
            (45, 100, "品名"), (145, 100, "数量"), (245, 100, "品名"), (345, 100, "数量"),
            (45, 115, "見本茶"), (145, 115, "3"), (245, 115, "見本水"), (345, 115, "5"),
            (45, 130, "見本紙"), (145, 130, "4"),
            (45, 160, "このたびの注文は以上のとおりですので、どうぞよろしくお願いいたします。"),
        ]  # fmt: skip

        assert [row[1:3] for row in lines_in(pdf(texts))] == [("見本茶", 3), ("見本紙", 4), ("見本水", 5)]

    def test_half_ends_with_its_page(self):
        head = [(45, 100, "品名"), (145, 100, "数量"), (245, 100, "品名"), (345, 100, "数量")]
        first = [*head, (45, 115, "見本茶"), (145, 115, "3"), (245, 115, "見本水"), (345, 115, "5")]
        second = [*head, (45, 115, "見本紙"), (145, 115, "4")]

        assert [row[1:3] for row in lines_in(pdf(first, second))] == [("見本茶", 3), ("見本水", 5), ("見本紙", 4)]
