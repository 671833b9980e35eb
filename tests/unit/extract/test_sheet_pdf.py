"""Workbooks and PDFs become pages of cells."""

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

import pytest
import xlsxwriter
from reportlab.pdfgen.canvas import Canvas

from agent.extract import pdf_text, xlsx_sheet
from agent.extract.read import orders_of
from agent.extract.table import Cell
from agent.extract.unreadable import UnreadableError
from tests.unit.extract.making import a_document, a_form

SHEET_FORM = """
applies: {reads: sheet}
sheet: "注文*"
fields:
  number: {label: 注文番号}
  ordered_on: {cell: C2}
  deliver_on: {label: 納期, at: below}
lines: {columns: {product_code: 品番, quantity: 数量, unit_price: 単価}, until: 合計}
"""
PDF_FORM = """
applies: {reads: pdf}
fields: {number: {label: No}, total: {label: Total}}
lines: {columns: {product_code: Code, quantity: Qty, unit: Unit}, until: Total}
"""


def workbook(write) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        write(book)
    return out.getvalue()


def read_sheet(write, form: str = SHEET_FORM):
    return orders_of(a_document(workbook(write), "o.xlsx"), [a_form(form)])


def pdf(*pages: list[tuple[float, float, str]], password: str | None = None) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1, encrypt=password)
    for page in pages:
        for x, y, text in page:
            canvas.drawString(x, y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def a_sheet(book, name: str = "注文書", number: str = "A1"):
    sheet = book.add_worksheet(name)
    day = book.add_format({"num_format": "yyyy/m/d"})
    sheet.write_row(0, 0, ["注文番号", number, "納期"])
    sheet.write_datetime(1, 2, datetime(2026, 4, 1), day)
    sheet.write_row(3, 0, ["品番", "数量", "単価"])
    sheet.write_row(4, 0, ["P1", 1.5, 1200])
    sheet.write_row(5, 0, ["合計", "", 1800])
    return sheet


class TestSheet:
    def test_values_are_written_as_a_reader_would(self):
        """Whole numbers lose their point, fractions stay exact, days are days, truths are words."""

        def write(book):
            sheet = book.add_worksheet("A")
            sheet.write_row(0, 0, [4901234567898, 0.1, 1e-7, True, " x "])
            sheet.write_datetime(1, 0, datetime(2026, 4, 1), book.add_format({"num_format": "yyyy-mm-dd"}))
            sheet.write_datetime(1, 1, datetime(2026, 4, 1, 9, 30), book.add_format({"num_format": "yyyy-mm-dd hh:mm"}))

        [page] = xlsx_sheet.pages_of(workbook(write))

        assert [cell.text for cell in page.rows[0].cells] == ["4901234567898", "0.1", "0.0000001", "True", "x"]
        assert [cell.text for cell in page.rows[1].cells] == ["2026-04-01", "2026-04-01T09:30:00"]

    def test_cells_know_their_place_and_merged_cells_their_width(self):
        """A merged range is one wide cell, an empty one too; places are the sheet's own."""

        def write(book):
            sheet = book.add_worksheet("注文")
            sheet.merge_range(2, 26, 3, 29, "広い")
            sheet.merge_range(2, 30, 2, 33, "")
            sheet.write(9, 40, "x")

        [page] = xlsx_sheet.pages_of(workbook(write))

        assert page.rows[0].cells == (Cell("広い", 26, 29, "注文!AA3"), Cell("", 30, 33, "注文!AE3"))

    def test_order_is_read_from_cells_labels_and_titles(self):
        """A field is found by its cell, beside its label and below it; lines under their titles."""
        [order] = read_sheet(a_sheet).orders

        assert (order.number, order.ordered_on, order.deliver_on) == ("A1", date(2026, 4, 1), date(2026, 4, 1))
        assert [(line.product_code, line.quantity, line.unit_price) for line in order.lines] == [
            ("P1", Decimal("1.5"), Decimal(1200))
        ]

    def test_every_sheet_with_its_own_number_is_an_order(self):
        """Two sheets with two numbers are two orders; a sheet without one belongs to the sheet before."""

        def write(book):
            a_sheet(book, "注文1", "A1")
            more = book.add_worksheet("注文1続き")
            more.write_row(0, 0, ["品番", "数量", "単価"])
            more.write_row(1, 0, ["P2", 2, 5])
            a_sheet(book, "注文2", "A2")

        orders = read_sheet(write).orders

        assert [(order.number, order.position, len(order.lines)) for order in orders] == [("A1", 0, 2), ("A2", 1, 1)]

    def test_list_of_orders_in_a_sheet_is_read_row_by_row(self):
        """A sheet with the order number in a column is read like a CSV."""
        form = "applies: {reads: sheet}\nfields: {number: {column: 番号}}\n"
        form += "lines: {columns: {product_code: 品番, quantity: 数}}\n"

        def write(book):
            sheet = book.add_worksheet("A")
            for row, texts in enumerate((["番号", "品番", "数"], ["A", "P1", 1], ["B", "P2", 2], ["A", "P3", 3])):
                sheet.write_row(row, 0, texts)

        assert [(one.number, len(one.lines)) for one in read_sheet(write, form).orders] == [("A", 2), ("B", 1)]

    def test_sheet_of_another_name_is_not_read(self):
        """A workbook without the sheet the form names does not fit; hidden sheets do not count."""

        def write(book):
            book.add_worksheet("記入例").write(0, 0, "x")
            a_sheet(book).hide()

        assert read_sheet(write).reason.values == {"field": "sheet", "wanted": "注文*"}

    def test_form_may_find_no_label_and_no_cell(self):
        """Fields that are not there stay absent."""

        def write(book):
            sheet = book.add_worksheet("注文")
            sheet.write_row(0, 0, ["品番", "数量", "単価"])
            sheet.write_row(1, 0, ["P1", 1])

        [order] = read_sheet(write).orders

        assert (order.number, order.ordered_on, order.lines[0].unit_price) == (None, None, None)

    @pytest.mark.parametrize("content", [b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0 broken", b"plain"])
    def test_broken_workbook_is_refused(self, content):
        """What is no workbook is refused by name."""
        with pytest.raises(UnreadableError):
            xlsx_sheet.pages_of(content)

    def test_workbook_that_unpacks_to_too_much_is_refused(self):
        """A packed bomb is refused before it is unpacked."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(xlsx_sheet.MAX_MEMBERS + 1):
                archive.writestr(str(number), b"")

        with pytest.raises(UnreadableError, match="unpacks"):
            xlsx_sheet.pages_of(out.getvalue())


class TestPdf:
    HEAD = ((50, 800, "No"), (120, 800, "A1"), (50, 700, "Code"), (200, 700, "Qty"), (260, 700, "Unit"))

    def read(self, *pages):
        return orders_of(a_document(pdf(*pages), "o.pdf"), [a_form(PDF_FORM)])

    def test_lines_stand_under_their_titles(self):
        """Cells are told apart by gaps and belong to the title above them; words of one cell stay together."""
        lines = [(50, 680, "P-1 x"), (195, 680, "1,000"), (262, 680, "bag"), (50, 640, "Total"), (200, 640, "5")]
        [order] = self.read([*self.HEAD, *lines]).orders

        assert (order.number, order.total) == ("A1", Decimal(5))
        assert [(one.product_code, one.quantity, one.unit) for one in order.lines] == [("P-1 x", Decimal(1000), "bag")]

    def test_place_is_page_and_point(self):
        """A value's place is its page and the point it starts at, counted from the top."""
        [order] = self.read([*self.HEAD, (50, 680, "P1"), (200, 680, "1")]).orders

        assert dict(order.provenance)["number"].place.startswith("page 1 x=120 y=4")

    def test_table_goes_on_over_pages_without_titles(self):
        """A second page without titles goes on under those of the first; after the end nothing is read."""
        first = [*self.HEAD, (50, 680, "P1"), (200, 680, "1")]
        second = [(50, 800, "P2"), (200, 800, "2"), (50, 780, "Total"), (50, 760, "P3"), (200, 760, "3")]
        third = [(50, 800, "P4"), (200, 800, "4")]
        [order] = self.read(first, second, third).orders

        assert [line.product_code for line in order.lines] == ["P1", "P2"]

    def test_pages_of_two_orders_are_two_orders(self):
        """A page with another number begins another order."""
        other = [(50, 800, "No"), (120, 800, "A2"), *self.HEAD[2:]]
        line = [(50, 680, "P1"), (200, 680, "1")]

        assert [order.number for order in self.read([*self.HEAD, *line], [*other, *line]).orders] == ["A1", "A2"]

    def test_missing_titles_are_named(self):
        """A PDF without the titles does not fit, and they are named."""
        assert self.read([(50, 800, "Hello")]).reason.values == {
            "field": "product_code",
            "wanted": "Code, Qty, Unit",
            "found": "–",
        }

    def test_scan_and_locked_and_broken_pdf_are_refused(self):
        """A PDF without text, one with a password and one that is broken are refused, each with its reason."""
        for content, what in ((pdf([]), "scan"), (pdf([(9, 9, "x")], password="secret"), "pdf"), (b"%PDF-1.4", "pdf")):
            with pytest.raises(UnreadableError) as caught:
                pdf_text.pages_of(content)
            assert caught.value.values == {"what": what}

    def test_pdf_beyond_reason_is_refused(self):
        """More pages or more text than an order has is refused."""
        with pytest.raises(UnreadableError, match="pages"):
            pdf_text.pages_of(pdf(*[[]] * (pdf_text.MAX_PAGES + 1)))
        with pytest.raises(UnreadableError, match="too much"):
            pdf_text.pages_of(pdf([(9, 9, "abc")], [(9, 9, "abc")]), most=5)
