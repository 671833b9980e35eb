"""Nothing that may be ordered is left out without a word, and nothing is ordered that its reader does not see."""

import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from agent.extract import mail_text, pdf_text, sheet_marks, xlsx_sheet
from agent.extract.cell_marks import Marks
from agent.extract.joining import joined_up
from agent.extract.read import orders_of
from agent.extract.scan.hidden import shows_text
from agent.extract.table import Table
from agent.extract.unreadable import UnreadableError
from tests.unit.extract.making import TEXT_FORM, a_document, a_form
from tests.unit.extract.test_scan_picture import sheet as picture
from tests.unit.extract.test_sheet_marks import in_sheet, read, texts_of, workbook

HEAD = "注文番号 A1\nP1 x10\n"


def told(text: str, name: str = "o.txt"):
    [order] = orders_of(a_document(text.encode(), name), [a_form(TEXT_FORM)]).orders
    return [line.product_code for line in order.lines], [one.code for one in order.findings]


class TestMail:
    @pytest.mark.parametrize(
        "rule",
        ["2026/4/17分：", "2026年4月17日 午前中に:", "____________________", "2026-04-17 <午前>:"],
    )
    def test_what_is_no_quoted_mail_is_read(self, rule):
        """A day with a colon, or a rule, begins no earlier mail by itself."""
        assert told(f"{HEAD}{rule}\nP2 x5\n") == (["P1", "P2"], [])

    def test_what_may_be_quoted_is_doubted(self):
        """A day for a person may begin a quoted mail or another part of the order; without goods it is passed over."""
        assert told(f"{HEAD}2026/4/17 山田様：\nP20 5袋\n") == (["P1"], ["rows-unread"])
        assert told(f"{HEAD}2026/4/17 山田様：\nよろしく\n") == (["P1"], [])

    def test_goods_between_bars_are_doubted(self):
        """A bar marks a quoted line, and a table."""
        assert told(f"{HEAD}| P1002 5袋 @2600\n") == (["P1"], ["rows-unread"])
        assert told(f"{HEAD}| よろしく\n> P1002 5袋\n") == (["P1"], [])

    def test_end_of_a_line_that_is_too_long_is_doubted(self):
        """What stands behind the most letters of a line is not read; where it holds a number, it may be goods."""
        long = "あ" * mail_text.MAX_LINE

        assert told(f"{HEAD}{long} P2 x5\n") == (["P1"], ["rows-unread"])
        assert told(f"{HEAD}{long} よろしく\n") == (["P1"], [])
        assert told(f"<p>注文番号 A1</p><p>P1 x10</p><p>{long} P2 x5</p>", "o.html") == (["P1"], ["rows-unread"])

    @pytest.mark.parametrize(
        ("row", "findings"),
        [
            ("<s>P20 x5</s>", ["struck-out"]), ("<p style='text-decoration: line-through'>P20 x5</p>", ["struck-out"]),
            ("<p hidden>P20 x5</p>", ["rows-unread"]), ("<p style='DISPLAY:none'>P20 x5</p>", ["rows-unread"]),
            ("<p style='display:none'>よろしく</p>", []), ("<p style='color:red'>よろしく</p>", []), ("<s></s>", []),
            ("<s>P30 x1 <b style='display:none'>P20</b></s>", ["rows-unread", "struck-out"]),
        ],
    )  # fmt: skip
    def test_html_is_read_as_it_is_seen(self, row, findings):
        """What is hidden or struck out is not ordered, and a person is told."""
        assert told(f"<p>注文番号 A1</p><p>P1 x10</p>{row}", "o.html") == (["P1"], findings)

    def test_cell_that_is_struck_out_keeps_its_place(self):
        """The cells beside it stay under their titles."""
        table = "<table><tr><td>品番<td>旧<td>数<tr><td>P1<td style='text-decoration:line-through'>9<td>5</table>"
        [page] = mail_text.pages_of_html(table.encode())

        assert [cell.text for cell in page.rows[1].cells if cell.left == page.rows[0].cells[2].left] == ["5"]


class TestSheet:
    def rows(self, book, sheet):
        struck = book.add_format({"font_strikeout": True})
        cut = book.add_format({"num_format": "#,##0,"})
        sheet.write_row(0, 0, ["番号", "品番", "数", "他"])
        sheet.write_row(1, 0, ["A1", "P1", 10])
        sheet.write_row(2, 0, ["A1", "P2", 5], struck)
        sheet.write_number(1, 3, 5000, cut)
        sheet.write_blank(4, 3, None, struck)

    def test_what_is_struck_out_is_left_out_and_doubted(self):
        """A line crossed out is not ordered; a number shown as another counts only where it is read."""
        [order] = read(workbook(self.rows))

        assert [line.product_code for line in order.lines] == ["P1"]
        assert [one.code for one in order.findings] == ["struck-out"] * 3

    def test_number_shown_as_another_is_doubted_in_its_field(self):
        """The finding names the field that was read from the cell."""

        def write(book, sheet):
            sheet.write_row(0, 0, ["番号", "品番", "数"])
            sheet.write_row(1, 0, ["A1", "P1"])
            sheet.write_number(1, 2, 2.5, book.add_format({"num_format": "0"}))

        [order] = read(workbook(write))

        assert [(one.code, one.field) for one in order.findings] == [("shown-otherwise", "lines.1.quantity")]
        assert dict(order.findings[0].values) == {"text": "3", "other": "2.5", "place": "注文!C2"}

    def test_row_without_height_and_column_without_width_are_hidden(self):
        """Nobody sees them, whether or not they are marked."""
        content = workbook(lambda book, sheet: (sheet.write_row(0, 0, ["a", "b"]), sheet.write_row(1, 0, ["c", "d"])))
        flat = in_sheet(content, rb'<row r="2"', rb'<row r="2" ht="0" customHeight="1"')
        narrow = in_sheet(flat, rb"<sheetData>", rb'<cols><col min="2" max="2" width="0"/></cols><sheetData>')

        assert texts_of(narrow) == [["a"]]

    def test_mark_outside_of_all_rows_is_of_no_cell(self):
        """A damaged sheet says nothing of a cell it does not place."""
        content = workbook(lambda _, sheet: sheet.write(0, 0, "a"))
        odd = in_sheet(content, rb"<sheetData>", rb'<c r="A1" t="e"><v>#N/A</v></c><sheetData>')

        assert sheet_marks.marks_in(odd, ["注文"])["注文"].shown == {}

    def test_hidden_cells_are_not_doubted(self):
        """What is struck out where nobody looks says nothing."""

        def write(book, sheet):
            self.rows(book, sheet)
            sheet.set_row(2, None, None, {"hidden": True})

        assert read(workbook(write))[0].findings == ()

    def test_marks_that_are_not_read_are_doubted(self, monkeypatch):
        """An XLSB hides its rows in records that are not read."""
        unread = Marks(is_unread=True)
        monkeypatch.setattr(xlsx_sheet, "marks_in", lambda _, names: dict.fromkeys(names, unread))

        def write(book, sheet):
            sheet.write_row(0, 0, ["番号", "品番", "数"])
            sheet.write_row(1, 0, ["A1", "P1", 1])

        [order] = read(workbook(write))

        assert [one.code for one in order.findings] == ["marks-unread"]

    def test_more_sheets_than_are_read_are_refused(self):
        """The orders of a sheet that is not looked at would be lost."""
        content = workbook(lambda book, _: [book.add_worksheet(f"s{at}") for at in range(xlsx_sheet.MAX_SHEETS)])

        with pytest.raises(UnreadableError) as refused:
            xlsx_sheet.pages_of(content)
        assert refused.value.values["what"] == "size"

    def test_merged_ranges_are_bounded(self, monkeypatch):
        """Only what is used of a sheet is looked at, and no more than an order can have merged."""
        ranges = "".join(f'<mergeCell ref="A{at}:XFD{at + 99}"/>' for at in range(10, 30_000, 100)).encode()
        content = workbook(lambda _, sheet: sheet.write_row(0, 0, ["a", "b"]))
        merged = in_sheet(content, rb"</sheetData>", rb"</sheetData><mergeCells>" + ranges + rb"</mergeCells>")
        assert texts_of(merged) == [["a", "b"]]

        monkeypatch.setattr(xlsx_sheet, "MAX_COVERED", 1)
        with pytest.raises(UnreadableError):
            texts_of(workbook(lambda _, sheet: (sheet.merge_range(0, 0, 1, 1, "a"), sheet.write(2, 2, "b"))))


def test_rows_joined_to_one_are_put_together_once():
    """Many rows of text below one line stay in their order."""
    rows = [["1", "a"], *([["", f"t{at}"] for at in range(300)])]
    joined = joined_up(Table((("quantity", 0), ("product_name", 1)), rows, lambda row, _: str(row)), "product_name")

    assert joined.rows[0][1] == " ".join(["a", *(f"t{at}" for at in range(300))])


def a_pdf(*pages) -> bytes:
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=(595, 842))
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def words(canvas, text="注文 order text of a page, longer than a fax line: " + "x" * 60, y=800):
    canvas.drawString(50, y, text)


def fax_line(canvas):
    words(canvas, "2026/04/01 FAX P.1")


def hidden(canvas, text="P2 5", mode=3):
    at = canvas.beginText(50, 700)
    at.setTextRenderMode(mode)
    at.textLine(text)
    canvas.drawText(at)


def white(canvas, text="P2 5"):
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(50, 600, text)


def a_picture(canvas):
    canvas.drawInlineImage(picture(100, 100), 0, 0, 595, 842)


def seen_on(*pages) -> tuple[str, list[str]]:
    found = pdf_text.pages_of(a_pdf(*pages))
    return " ".join(row.text for page in found for row in page.rows), [one.finding.code for one in found[0].doubts]


def drawn(*parts):
    return lambda canvas: [part(canvas) for part in parts]


class TestPdf:
    @pytest.mark.parametrize("unseen", [hidden, white, lambda canvas: hidden(canvas, mode=7)])
    def test_letters_nobody_sees_are_no_text(self, unseen):
        """A line that is not drawn, or white on white, is not ordered; a person is told where it has a number."""
        text, doubts = seen_on(drawn(words, unseen))

        assert ("P2" not in text, doubts) == (True, ["text-unseen"])

    def test_unseen_letters_without_a_number_are_passed_over(self):
        assert seen_on(drawn(words, lambda canvas: hidden(canvas, "mark")))[1] == []

    def test_white_letters_on_a_dark_ground_are_seen(self):
        """As titles are often set; a white area or a frame is no dark ground."""

        def box(colour, fill, stroke):
            return lambda canvas: (canvas.setFillColorRGB(*colour), canvas.rect(40, 590, 200, 30, stroke, fill))

        assert seen_on(drawn(words, box((0, 0, 0.5), 1, 0), white))[0].endswith("P2 5")
        assert seen_on(drawn(words, box((1, 1, 1), 1, 0), white))[1] == ["text-unseen"]
        assert seen_on(drawn(words, box((0, 0, 0.5), 0, 1), white))[1] == ["text-unseen"]
        assert seen_on(drawn(a_picture, words, white))[0].endswith("P2 5")

    @pytest.mark.parametrize("page", [a_picture, drawn(a_picture, hidden), drawn(a_picture, fax_line)])
    def test_picture_beside_text_is_not_passed_over(self, page):
        """A second page that is a picture may hold more goods: it stops the order; an empty page does not."""
        assert "page-unread" in seen_on(words, page)[1]
        assert seen_on(words, lambda canvas: None)[1] == []

    def test_fax_line_on_a_picture_makes_no_text(self):
        """Neither does what a scanner has read by itself: the page is read as the picture it is."""
        pages = drawn(a_picture, fax_line), drawn(a_picture, hidden, fax_line), drawn(a_picture, words)

        assert [shows_text(a_pdf(page)) for page in pages] == [False, False, True]
