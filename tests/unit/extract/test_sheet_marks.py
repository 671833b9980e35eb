"""What is hidden in a workbook is left out; what it shows otherwise than it holds is read as shown."""

import io
import re
import zipfile
from datetime import date

import pytest
import xlsxwriter

from agent.core.order import Severity
from agent.extract import xlsx_sheet
from agent.extract.number_format import as_shown
from agent.extract.read import orders_of
from agent.extract.sheet_marks import marks_in
from agent.extract.unreadable import UnreadableError
from tests.unit.extract.making import a_document, a_form

FORM = """
applies: {reads: sheet}
fields: {number: {column: 番号}, ordered_on: {column: 日, optional: true}}
lines: {columns: {product_code: 品番, product_name: 品名, quantity: 数}, optional: [product_name]}
"""


def workbook(write) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        write(book, book.add_worksheet("注文"))
    return out.getvalue()


def with_parts(content: bytes, change) -> bytes:
    """Rewrite a packed file; `change` gets each member's name and bytes, and returns the bytes, or None to drop it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            changed = change(name, old.read(name))
            if changed is not None:
                new.writestr(name, changed)
    return out.getvalue()


def in_sheet(content: bytes, pattern: bytes, by: bytes) -> bytes:
    return with_parts(
        content, lambda name, part: re.sub(pattern, by, part) if name.startswith("xl/worksheets") else part
    )


def texts_of(content: bytes) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for page in xlsx_sheet.pages_of(content) for row in page.rows]


def read(content: bytes, form: str = FORM):
    return orders_of(a_document(content, "o.xlsx"), [a_form(form)]).orders


def ods(*rows: str) -> bytes:
    names = "office:1.0 table:1.0 text:1.0 calcext:2.0"
    spaces = " ".join(
        f'xmlns:{one.split(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{one}"' for one in names.split()
    )
    content = (
        f'<office:document-content {spaces}><office:body><office:spreadsheet><table:table table:name="注文">'
        f"{''.join(rows)}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return out.getvalue()


def text_cell(text: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string" {more}><text:p>{text}</text:p></table:table-cell>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


class TestHidden:
    def test_hidden_rows_and_columns_are_left_out(self):
        """What its sender has hidden is not ordered; a merged range is hidden when all its columns are."""

        def write(book, sheet):
            sheet.write_row(0, 0, ["a", "b", "c", "d"])
            sheet.write_row(1, 0, ["hidden"])
            sheet.merge_range(2, 1, 2, 3, "wide")
            sheet.merge_range(3, 1, 3, 2, "gone")
            sheet.set_row(1, None, None, {"hidden": True})
            sheet.set_column(1, 2, None, None, {"hidden": True})

        assert texts_of(workbook(write)) == [["a", "d"], ["wide"]]

    def test_hidden_rows_of_ods_are_left_out(self):
        """Collapsed and filtered rows and columns are hidden in ODS."""
        columns = (
            '<table:table-column/><table:table-column table:visibility="collapse"/>'
            '<table:table-column table:number-columns-repeated="9"/>'
        )
        rows = [row(text_cell("a"), text_cell("b"), text_cell("c"))]
        rows += [row(text_cell("x"), more='table:visibility="filter" table:number-rows-repeated="2"')]
        rows += [row(text_cell("z"), more='table:visibility="visible"')]

        assert texts_of(ods(columns, *rows)) == [["a", "c"], ["z"]]


class TestShown:
    def test_zeros_a_format_puts_before_a_number_are_read(self):
        """A code kept as a number with the format 00000000 is read with its zeros; so is a unit a format adds."""

        def write(book, sheet):
            formats = [book.add_format({"num_format": code}) for code in ("00000000", '#,##0"袋"', '"A-"000')]
            sheet.write_row(0, 0, ["番号", "品番", "数"])
            sheet.write_number(1, 0, 37379, formats[0])
            sheet.write_number(1, 1, 7, formats[2])
            sheet.write_number(1, 2, 1200, formats[1])
            sheet.write_number(2, 2, 1.5, formats[0])
            sheet.write_string(3, 2, "text", formats[0])

        content = workbook(write)
        [order, *_] = read(content)

        assert (order.number, order.lines[0].product_code) == ("00037379", "A-007")
        assert (order.lines[0].quantity, order.lines[0].unit) == (1200, "袋")
        assert texts_of(content)[2:] == [["1.5"], ["text"]]

    @pytest.mark.parametrize(
        ("code", "text"),
        [
            ("00000", "00012"), ("000;[Red]-000", "012"), (r"\P0000", "P0012"), ('0"箱"', "12箱"), ("0\\袋", "12袋"),
            ('G/標準"本"', "12本"), ("#,##0", ""), ('#,##0"円"', ""), ("0.00", ""), ("yyyy/mm/dd", ""), ("General", ""),
        ],
    )  # fmt: skip
    def test_only_zeros_and_units_are_taken_from_a_format(self, code, text):
        """Yen, decimals and days are read as the values they are."""
        assert as_shown(12, code) == text

    def test_error_is_found_and_never_empty(self):
        """A cell in error is no value: its line is there, and waits."""

        def write(book, sheet):
            sheet.write_row(0, 0, ["番号", "品番", "品名", "数"])
            sheet.write_row(1, 0, ["A", "P1"])
            sheet.write_formula(1, 2, "=VLOOKUP(1,A1,1)", None, "#N/A")
            sheet.write_formula(1, 3, "=1/0", None, "#DIV/0!")

        [order] = read(workbook(write))

        assert [(one.code, one.field, one.severity) for one in order.findings] == [
            ("field-unreadable", "lines.1.product_name", Severity.STOP),
            ("field-unreadable", "lines.1.quantity", Severity.STOP),
        ]

    def test_ods_shows_zeros_and_errors_too(self):
        """The text an ODS cell shows is kept beside its value."""
        number = '<table:table-cell office:value-type="float" office:value="{}"><text:p>{}</text:p></table:table-cell>'
        cells = [number.format(12, "0012"), number.format(3, "3"), text_cell("#N/A", 'calcext:value-type="error"')]

        assert texts_of(ods(row(*cells))) == [["0012", "3", "#N/A"]]


class TestMerged:
    def test_order_number_merged_down_holds_for_each_row(self):
        """A cell merged down over rows says the order's field for each; a line's own value it says once."""

        def write(book, sheet):
            sheet.write_row(0, 0, ["番号", "品番", "数", "日"])
            sheet.merge_range(1, 0, 2, 0, "A")
            sheet.write_row(1, 1, ["P1"])
            sheet.merge_range(1, 2, 2, 2, 5)
            sheet.write_row(2, 1, ["P2"])
            sheet.write_row(3, 0, ["B", "P3", 1, "2026-04-01"])

        a, b = read(workbook(write))

        assert [(one.product_code, one.quantity) for one in a.lines] == [("P1", 5), ("P2", None)]
        assert (b.number, b.ordered_on) == ("B", date(2026, 4, 1))

    def test_cells_under_a_merged_range_of_ods_are_not_read_again(self):
        """ODS keeps the covered cells; what they repeat stands once."""
        covered = "<table:covered-table-cell/>"
        wide = text_cell("a", 'table:number-columns-spanned="2" table:number-rows-spanned="2"')
        pages = xlsx_sheet.pages_of(ods(row(wide, covered, text_cell("b")), row(covered, covered, text_cell("c"))))

        assert [[(cell.text, cell.left, cell.right) for cell in one.cells] for one in pages[0].rows] == [
            [("a", 0, 1), ("b", 2, 2)],
            [("c", 2, 2)],
        ]


class TestOddFiles:
    def write(self, book, sheet):
        sheet.write_row(0, 0, ["番号", "品番", "数"])
        sheet.write_row(1, 0, ["A", "P1"])
        sheet.write_formula(1, 2, "=1/0", None, "#DIV/0!")
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.write_row(2, 0, ["hidden"])

    def test_cells_and_rows_without_references_are_counted(self):
        """Some programs leave the places of cells and rows out."""
        content = in_sheet(workbook(self.write), rb'(<(?:c|row)) r="[^"]*"', rb"\1")

        assert texts_of(content) == [["番号", "品番", "数"], ["A", "P1", "#DIV/0!"]]

    def test_workbook_without_styles_or_with_paths_from_its_root_is_read(self):
        """Styles may be missing, paths absolute, and a sheet that is named may not be there."""

        def change(name, part):
            if name == "xl/_rels/workbook.xml.rels":
                return part.replace(b'Target="worksheets/', b'Target="/xl/worksheets/')
            return None if name == "xl/styles.xml" else part

        assert texts_of(with_parts(workbook(self.write), change))[1] == ["A", "P1", "#DIV/0!"]

    def test_marks_of_an_xlsb_are_said_to_be_unread(self):
        content = with_parts(workbook(self.write), lambda name, part: None if name == "xl/workbook.xml" else part)

        assert marks_in(content, ["注文"])["注文"].is_unread

    def test_marks_that_cannot_be_read_refuse_the_workbook(self):
        """What is hidden must be known, or nothing is read."""
        content = in_sheet(workbook(self.write), b"<sheetData>", b'<cols><col hidden="1" min="x"/></cols><sheetData>')
        with pytest.raises(UnreadableError):
            xlsx_sheet.pages_of(content)
