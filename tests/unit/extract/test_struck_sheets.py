"""What is struck out of a part of a cell, and what ODS strikes out, flattens or shows otherwise, is not ordered."""

import io
import zipfile

import pytest

from agent.extract import xlsx_sheet
from tests.unit.extract.test_sheet_marks import in_sheet, ods, row, text_cell, texts_of, with_parts, workbook

SPACES = " ".join(
    f'xmlns:{one.split(":")[0]}="urn:oasis:names:tc:opendocument:xmlns:{one}"'
    for one in ("office:1.0", "table:1.0", "text:1.0", "style:1.0", "xsl-fo-compatible:1.0")
)
STYLES = f"""<office:document-styles {SPACES}><office:styles>
<style:style style:name="gone" style:family="table-cell">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="heir" style:family="table-cell" style:parent-style-name="gone"/>
<style:style style:name="back" style:family="table-cell" style:parent-style-name="gone">
<style:text-properties style:text-line-through-style="none"/></style:style>
<style:style style:name="loop" style:family="table-cell" style:parent-style-name="loop"/>
<style:style style:name="out" style:family="text">
<style:text-properties style:text-line-through-style="solid"/></style:style>
<style:style style:name="flat" style:family="table-row">
<style:table-row-properties style:row-height="0cm"/></style:style>
<style:style style:name="thin" style:family="table-column">
<style:table-column-properties style:column-width="0.00in"/></style:style>
</office:styles></office:document-styles>"""


def styled(*rows: str) -> bytes:
    content = io.BytesIO(ods(*rows))
    with zipfile.ZipFile(content, "a") as archive:
        archive.writestr("styles.xml", STYLES)
    return content.getvalue()


def doubts(content: bytes) -> list[tuple[str, dict[str, str]]]:
    [page] = xlsx_sheet.pages_of(content)
    return [(one.finding.code, dict(one.finding.values)) for one in page.doubts]


def number(value: str, text: str, more: str = "") -> str:
    shown = f"<text:p>{text}</text:p>" if text != "-" else ""
    return f'<table:table-cell office:value-type="float" office:value="{value}" {more}>{shown}</table:table-cell>'


class TestXlsx:
    def rows(self, book, sheet):
        struck = book.add_format({"font_strikeout": True})
        sheet.write_rich_string(0, 0, "20", struck, "10", "袋")
        sheet.write_rich_string(0, 1, struck, "10", struck, "5")
        sheet.write(0, 2, "b")

    def test_part_of_a_text_that_is_struck_out_is_left_out(self):
        """20袋 stands of `2010袋`; a person is told, and of a text that is struck out whole, too."""
        content = workbook(self.rows)

        assert texts_of(content) == [["20袋", "b"]]
        assert doubts(content) == [
            ("struck-out", {"text": "10", "place": "注文!A1"}), ("struck-out", {"text": "105", "place": "注文!B1"})
        ]  # fmt: skip

    def test_text_within_its_cell_may_be_struck_out_in_part(self):
        """Other programs write it there; one outside of all rows is of no cell."""
        runs = (
            b'<is><r><t>20</t></r><r><rPr><strike/></rPr><t>10</t></r><r><rPr><strike val="0"/></rPr><t>a</t></r></is>'
        )
        content = workbook(lambda _, sheet: (sheet.write(0, 0, "a"), sheet.write(0, 1, "b")))
        inline = in_sheet(content, b't="s"><v>0</v>', b't="inlineStr">' + runs)
        odd = in_sheet(inline, b"<sheetData>", b'<c r="A1" t="inlineStr">' + runs + b"</c><sheetData>")

        assert texts_of(inline) == [["20a", "b"]]
        assert texts_of(odd)[-1] == ["20a", "b"]
        assert [code for code, _ in doubts(inline)] == ["struck-out"]

    def test_texts_without_a_struck_part_are_as_they_are(self):
        """A cell that names no text of the list has none."""
        content = with_parts(
            workbook(self.rows), lambda name, part: part.replace(b"<v>2</v>", b"<v></v>") if "sheet1" in name else part
        )

        assert texts_of(content)[0][0] == "20袋"


class TestOds:
    @pytest.mark.parametrize(("style", "is_struck"), [("gone", True), ("heir", True), ("back", False), ("loop", False)])
    def test_cell_of_a_style_that_strikes_out_is_left_out(self, style, is_struck):
        """By its own style, the row's or the column's."""
        cell = text_cell("x", f'table:style-name="{style}"')
        by_row = row(text_cell("x"), more=f'table:default-cell-style-name="{style}"')
        by_column = f'<table:table-column table:default-cell-style-name="{style}"/>'

        for content in (
            styled(row(cell), row(text_cell("b", 'table:style-name="back"'))),
            styled(by_row, row(text_cell("b"))),
            styled(by_column, row(text_cell("x")), row(text_cell("b", 'table:style-name="back"'))),
        ):
            assert texts_of(content) == ([["b"]] if is_struck else [["x"], ["b"]])
            assert [code for code, _ in doubts(content)] == ["struck-out"] * is_struck

    def test_part_of_a_text_that_is_struck_out_is_left_out(self):
        """What else stands in the cell is read; a note on it is none of its text."""
        text = '20<text:s/><text:span text:style-name="out">10</text:span>袋'
        whole = '<text:span text:style-name="out">9</text:span>'
        content = styled(row(text_cell(text), text_cell(whole), text_cell("b")))

        assert texts_of(content) == [["20 袋", "b"]]
        assert [values["text"] for _, values in doubts(content)] == ["10", "9"]

    def test_row_and_column_of_no_size_are_hidden(self):
        columns = '<table:table-column/><table:table-column table:style-name="thin"/>'
        rows = [
            row(text_cell("a"), text_cell("b")),
            row(text_cell("c"), more='table:style-name="flat" table:number-rows-repeated="3"'),
            row(text_cell("d")),
        ]

        assert texts_of(styled(columns, *rows)) == [["a"], ["d"]]

    @pytest.mark.parametrize(
        ("value", "text", "is_doubted"),
        [
            ("2.5", "3", True), ("5", "", True), ("5000", "5千", True), ("2.5", "2.5", False),
            ("1200", "¥1,200", False),
            ("-300", "▲300", False), ("0", "", False), ("0", "-", False), ("0.333333333333333", "0.3333333333", False),
            ("5", "-", False), ("10", "10袋", False),
        ],
    )  # fmt: skip
    def test_number_shown_as_another_is_doubted(self, value, text, is_doubted):
        """The number itself, with a sign, a unit or fewer digits than nobody counts, is not."""
        content = styled(row(number(value, text), text_cell("b")))

        assert [code for code, _ in doubts(content)] == ["shown-otherwise"] * is_doubted

    def test_marks_of_repeated_rows_are_those_of_each(self):
        """As a program writes two equal rows."""
        twice = row(text_cell("x", 'table:style-name="gone"'), text_cell("b"), more='table:number-rows-repeated="2"')

        assert texts_of(styled(twice)) == [["b"], ["b"]]
