"""Paper and workbooks: the other sets' helpers under one name, old Excel and LibreOffice beside them."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from xml.sax.saxutils import escape, quoteattr

import xlwt
from fresh_maker.paper import MINCHO, Paper
from more_maker.book import Book

__all__ = ("MINCHO", "PDF", "XLSX", "Book", "Paper", "ods", "xls")
PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
BOXED = "borders: left thin, right thin, top thin, bottom thin"
URN = {"fo": "xsl-fo-compatible", "number": "datastyle"}


def xls(name: str, rows: Iterable[Iterable[object]], widths: tuple[int, ...], boxed: range) -> bytes:
    """A sheet of old Excel; the rows of a range have borders."""
    book = xlwt.Workbook(encoding="cp932")
    sheet = book.add_sheet(name)
    for column, width in enumerate(widths):
        sheet.col(column).width = width * 256
    plain, framed = xlwt.easyxf(""), xlwt.easyxf(BOXED)
    days = xlwt.easyxf("", "yyyy/m/d"), xlwt.easyxf(BOXED, "yyyy/m/d")
    for line, cells in enumerate(rows):
        for column, value in enumerate(cells):
            inside = line in boxed
            if value == "" and not inside:
                continue
            style = days[inside] if isinstance(value, date) else framed if inside else plain
            sheet.write(line, column, value, style)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def ods(name: str, rows: Iterable[Iterable[object]], widths: tuple[float, ...]) -> bytes:
    """A sheet of LibreOffice without a clock."""
    body = "".join(
        f"<table:table-row>{''.join(map(_cell, row)) or '<table:table-cell/>'}</table:table-row>" for row in rows
    )
    columns = "".join(f'<table:table-column table:style-name="c{n}"/>' for n in range(len(widths)))
    styles = "".join(
        f'<style:style style:name="c{n}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{width}cm"/></style:style>'
        for n, width in enumerate(widths)
    )
    styles += (
        '<number:date-style style:name="N1"><number:year number:style="long"/><number:text>/</number:text>'
        "<number:month/><number:text>/</number:text><number:day/></number:date-style>"
        '<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>'
    )
    parts = "office style text table fo number".split()  # noqa: SIM905
    spaces = " ".join(
        f'xmlns:{part}="urn:oasis:names:tc:opendocument:xmlns:{URN.get(part, part)}:1.0"' for part in parts
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>"
        f"<table:table table:name={quoteattr(name)}>{columns}{body}</table:table>"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest manifest:version="1.2" '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for part, text in (("mimetype", ODS), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            archive.writestr(zipfile.ZipInfo(part, (2026, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, int):
        kind = f'office:value-type="float" office:value="{value}"'
        return f"<table:table-cell {kind}><text:p>{value:,}</text:p></table:table-cell>"
    if isinstance(value, date):
        shown = f"{value.year}/{value.month}/{value.day}"
        kind = f'table:style-name="day" office:value-type="date" office:date-value="{value.isoformat()}"'
        return f"<table:table-cell {kind}><text:p>{shown}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(value))}</text:p></table:table-cell>'
