"""XLS (BIFF8) and ODS: the formats of offices that do not change."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from random import Random
from typing import Any
from xml.sax.saxutils import escape

import xlwt

from tests.data.orders.dev_maker.goods import US
from tests.data.orders.dev_maker.orders import ALL, Ordered, answer, drawn, era
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.sheets import FULL

_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)
_TYPE = "application/vnd.oasis.opendocument.spreadsheet"


def xls(sheet_name: str, rows: list[list[Any]], merged: tuple[tuple[int, int, int, int], ...] = ()) -> bytes:
    """Write one sheet as BIFF8; `merged` are ranges (top, bottom, left, right) whose first cell has the text."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet(sheet_name)
    day = xlwt.easyxf(num_format_str="YYYY/MM/DD")
    starts = {(top, left): (top, bottom, left, right) for top, bottom, left, right in merged}
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if (number, column) in starts:
                sheet.write_merge(*starts[number, column], value)
            elif isinstance(value, date):
                sheet.write(number, column, datetime(value.year, value.month, value.day), day)
            elif value is not None:
                sheet.write(number, column, float(value) if isinstance(value, Decimal) else value)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(sheets: dict[str, list[list[Any]]]) -> bytes:
    """Write sheets as ODS: numbers as numbers, days as days, a tuple (text, width) as a merged cell."""
    tables = "".join(_table(name, rows) for name, rows in sheets.items())
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_SPACES} '
        f'office:version="1.2"><office:body><office:spreadsheet>{tables}</office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest '
        'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{_TYPE}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return zipped(
        {"mimetype": _TYPE.encode(), "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


def zipped(files: dict[str, bytes]) -> bytes:
    """Pack files without a clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, way)
    return buffer.getvalue()


def _table(name: str, rows: list[list[Any]]) -> str:
    made = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    return f'<table:table table:name="{escape(name)}">{made or "<table:table-row/>"}</table:table>'


def _cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, tuple):
        text, width = value
        return (
            f'<table:table-cell office:value-type="string" table:number-columns-spanned="{width}" '
            f'table:number-rows-spanned="1"><text:p>{escape(text)}</text:p></table:table-cell>'
            f'<table:covered-table-cell table:number-columns-repeated="{width - 1}"/>'
        )
    if isinstance(value, date):
        return (
            f'<table:table-cell office:value-type="date" office:date-value="{value}"><text:p>{value}'
            "</text:p></table:table-cell>"
        )
    if isinstance(value, int | Decimal):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}'
            "</text:p></table:table-cell>"
        )
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'


def _lines(order: Ordered) -> list[list[Any]]:
    return [one.row for one in order.lines]


def xls_list(draw: Random, number: int) -> Paper:
    """Head in the first rows, days as days, half-width kana in the titles."""
    order = drawn(draw, f"{draw.randrange(10**6):06d}", strangers=number == 2)
    rows = [
        ["ﾊｯﾁｭｳ ﾒｲｻｲ", None, None, None, None, None],
        ["発注ﾅﾝﾊﾞｰ", None, None, None, None, None],
        ["注文番号", order.number, None, "注文日", order.ordered_on],
        ["取引先名", order.firm.short, None, "納期", order.deliver_on],
        [],
        ["商品ｺｰﾄﾞ", "商品名", "数量", "単位", "単価", "金額"],
        *_lines(order),
        ["合計", None, None, None, None, int(order.net)],
    ]
    rows.pop(1)
    return Paper(xls("発注", rows), [answer(order, f"{FULL} total", customer_name=order.firm.short)])


def xls_merged(draw: Random, number: int) -> Paper:
    """Merged head cells; decimal quantities in kilograms; no total."""
    order = drawn(draw, f"M{draw.randrange(9999):04d}")
    lines = tuple(replace(one, quantity=Decimal(draw.choice(["0.5", "1.5", "2.5", "12.5"]))) for one in order.lines)
    order = replace(order, lines=lines)
    details = [
        [one.article.code, one.article.name, one.quantity, one.article.unit, int(one.price), int(one.amount)]
        for one in lines
    ]
    rows = [
        ["御　注　文　書", None, None, None, None, None],
        ["貴社名", order.firm.name, None, None, "注文NO", order.number],
        ["ご住所", order.firm.place, None, None, "注文年月日", era(order.ordered_on)],
        ["納品先", order.firm.place, None, None, "納品日", era(order.deliver_on)],
        ["品番", "品名・規格", "数量", "単位", "単価", "金額"],
        *details,
    ]
    ranges = ((0, 0, 0, 5), (1, 1, 1, 3), (2, 2, 1, 3), (3, 3, 1, 3))
    return Paper(xls("御注文書", rows, ranges), [answer(order, f"{FULL} deliver_to")])


def ods_list(draw: Random, number: int) -> Paper:
    """A list with a column for the day of each line."""
    order = drawn(draw, f"ODS-{draw.randrange(999):03d}", n_lines=(3, 5))
    lines = tuple(
        replace(one, deliver_on=order.deliver_on if at % 2 else order.ordered_on) for at, one in enumerate(order.lines)
    )
    order = replace(order, lines=lines)
    rows = [
        ["発注番号", order.number, None, None, "発注日", order.ordered_on],
        ["会社名", order.firm.name],
        [],
        ["商品コード", "商品名", "数量", "単位", "単価", "金額", "納期"],
        *([*row, one.deliver_on] for row, one in zip(_lines(order), lines, strict=True)),
        ["税抜合計", None, None, None, None, int(order.net)],
    ]
    told = answer(order, "number ordered_on customer_name total", f"{ALL} deliver_on", "exclusive")
    return Paper(ods({"発注": rows, "メモ": [["この表は自動で作られています"]]}), [told])


def ods_form(draw: Random, number: int) -> Paper:
    """Merged cells, the addressee first, texts for days, no prices."""
    order = drawn(draw, f"{number}/{draw.randrange(999):03d}", n_lines=(1, 4))
    rows: list[list[Any]] = [
        [("注文書", 6)],
        [(f"{US} 御中", 3), None, ("株式会社ではない方の控え", 2)],
        ["注文番号", (order.number, 2), "注文日", (f"{order.ordered_on:%Y年%m月%d日}", 2)],
        ["注文者", (order.firm.name, 2), "納入日", (f"{order.deliver_on:%Y年%m月%d日}", 2)],
        [],
        ["品番", ("品名", 2), "数量", "単位"],
        *([one.article.code, (one.article.name, 2), int(one.quantity), one.article.unit] for one in order.lines),
        [("以上、よろしくお願いいたします。", 5)],
    ]
    told = answer(order, FULL, "product_code product_name quantity unit")
    return Paper(ods({"Sheet1": rows}), [told])


LAYOUTS = (
    Layout("xls", "list", ".xls", "half-width kana titles, the customer's short name", xls_list),
    Layout("xls", "merged", ".xls", "merged head, era days, decimal quantities, no total", xls_merged),
    Layout("ods", "list", ".ods", "a day on each line, a second sheet of words", ods_list),
    Layout("ods", "form", ".ods", "merged cells, no prices", ods_form),
)
