"""OpenDocument spreadsheets written straight as XML, with the repeats and covered cells office programs write."""

# ruff: noqa: E501 (markup is written as it is sent)

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal
from xml.sax.saxutils import escape

SPACES = " ".join(
    f'xmlns:{key}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for key, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
    )
)
TYPE = "application/vnd.oasis.opendocument.spreadsheet"


class Span:
    """A value over several columns."""

    def __init__(self, value: object, columns: int) -> None:
        """Remember the value and how many columns it covers."""
        self.value, self.columns = value, columns


def cell(value: object) -> str:
    """Write one cell."""
    if isinstance(value, Span):
        inner = cell(value.value).replace(
            "<table:table-cell",
            f'<table:table-cell table:number-columns-spanned="{value.columns}" table:number-rows-spanned="1"',
            1,
        )
        return inner + f'<table:covered-table-cell table:number-columns-repeated="{value.columns - 1}"/>'
    if value is None or value == "":
        return "<table:table-cell/>"
    if isinstance(value, date):
        shown = f"{value.year}年{value.month}月{value.day}日"
        return f'<table:table-cell office:value-type="date" office:date-value="{value.isoformat()}"><text:p>{shown}</text:p></table:table-cell>'
    if isinstance(value, int | Decimal):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value:,}</text:p></table:table-cell>'
    paragraphs = "".join(f"<text:p>{escape(part)}</text:p>" for part in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'


def row(values: list[object]) -> str:
    """Write one row, with the tail of empty cells an office program adds."""
    if not values:
        return '<table:table-row><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
    tail = '<table:table-cell table:number-columns-repeated="1000"/>'
    return "<table:table-row>" + "".join(cell(value) for value in values) + tail + "</table:table-row>"


def ods(sheets: dict[str, list[list[object]]]) -> bytes:
    """Return an .ods file."""
    tables = ""
    for name, rows in sheets.items():
        end = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="1024"/></table:table-row>'
        tables += (
            f'<table:table table:name="{escape(name)}"><table:table-column table:number-columns-repeated="1024"/>'
            + "".join(row(each) for each in rows)
            + end
            + "</table:table>"
        )
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>'
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text, how in (
            ("mimetype", TYPE, zipfile.ZIP_STORED),
            ("content.xml", content, zipfile.ZIP_DEFLATED),
            ("META-INF/manifest.xml", manifest, zipfile.ZIP_DEFLATED),
        ):
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 9, 0, 0)), text, compress_type=how)
    return file.getvalue()
