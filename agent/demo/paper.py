"""The sample company's order form as its customers fill it in: an Excel form of merged cells (方眼紙), and a PDF."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from agent.demo.sample import SampleOrder

FONT = "HeiseiKakuGo-W5"
MADE = datetime(2026, 1, 5, tzinfo=UTC)
LEAST_ROWS = 8

_SHEET_COLUMNS = (
    ("No.", 1, 1), ("商品コード", 2, 5), ("商品名", 6, 15), ("数量", 16, 18), ("単位", 19, 20), ("単価", 21, 24),
    ("金額", 25, 29),
)  # fmt: skip
_PDF_COLUMNS = (
    ("商品コード", 45, "left"), ("商品名", 110, "left"), ("数量", 345, "right"), ("単位", 360, "left"),
    ("単価", 450, "right"), ("金額", 545, "right"),
)  # fmt: skip
_ROW = 22
_LINES_PER_PAGE = 24


def sheet_of(order: SampleOrder) -> bytes:
    """Fill in the Excel form; the lines it does not need stay empty."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": MADE, "title": "注文書"})
        sheet = book.add_worksheet("注文書")
        sheet.set_column(0, 30, 2.6)
        box = book.add_format({"border": 1, "valign": "vcenter"})
        title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
        sheet.merge_range(1, 10, 2, 20, "注 文 書", title)
        sheet.merge_range(3, 1, 3, 12, "見本商事株式会社 御中")
        _boxes(sheet, box, order)
        _sheet_lines(sheet, box, order)
        guide = book.add_worksheet("記入要領")
        guide.write(0, 0, "注文番号は貴社の番号をご記入ください。太枠の中をご記入のうえ、メールでお送りください。")
    return out.getvalue()


def _boxes(sheet: Any, box: Any, order: SampleOrder) -> None:
    """Write the head: label boxes with their value box beside them."""
    left = (("注文番号", order.number), ("発注日", _day(order.ordered_on)), ("希望納期", _delivery(order)))
    right = (("取引先コード", order.customer_code), ("貴社名", order.customer_name), ("備考", order.note))
    for row, ((label, text), (other, value)) in enumerate(zip(left, right, strict=True), 5):
        sheet.merge_range(row, 1, row, 4, label, box)
        sheet.merge_range(row, 5, row, 12, text, box)
        sheet.merge_range(row, 15, row, 18, other, box)
        sheet.merge_range(row, 19, row, 29, value, box)


def _sheet_lines(sheet: Any, box: Any, order: SampleOrder) -> None:
    for name, left, right in _SHEET_COLUMNS:
        _merge(sheet, 10, left, right, name, box)
    for number in range(max(LEAST_ROWS, len(order.lines))):
        values: tuple[Any, ...] = (number + 1, "", "", "", "", "", "")
        if number < len(order.lines):
            line = order.lines[number]
            article = (line.product_code, line.product_name, float(line.quantity), line.unit)
            values = (number + 1, *article, float(line.unit_price), float(line.amount))
        for (_, left, right), value in zip(_SHEET_COLUMNS, values, strict=True):
            _merge(sheet, 11 + number, left, right, value, box)
    end = 11 + max(LEAST_ROWS, len(order.lines))
    sheet.merge_range(end, 19, end, 24, "合計（税抜）", box)
    sheet.merge_range(end, 25, end, 29, float(order.written_total), box)


def _merge(sheet: Any, row: int, left: int, right: int, value: Any, box: Any) -> None:
    if left == right:
        sheet.write(row, left, value, box)
    else:
        sheet.merge_range(row, left, row, right, value, box)


def pdf_of(order: SampleOrder) -> bytes:
    """Print the order on A4; a long order goes on over pages, with the column titles again."""
    if FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1)
    canvas.setTitle(f"注文書 {order.number}")
    chunks = [order.lines[at : at + _LINES_PER_PAGE] for at in range(0, len(order.lines), _LINES_PER_PAGE)]
    for number, lines in enumerate(chunks):
        _pdf_head(canvas, order)
        y = _pdf_titles(canvas, 640)
        for line in lines:
            _pdf_row(canvas, y, [
                line.product_code, line.product_name, f"{line.quantity:,}", line.unit, f"{line.unit_price:,}",
                f"{line.amount:,}",
            ])  # fmt: skip
            y -= _ROW
        if number == len(chunks) - 1:
            canvas.drawString(360, y - 6, "合計（税抜）")
            canvas.drawRightString(545, y - 6, f"¥{order.written_total:,}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _pdf_head(canvas: Canvas, order: SampleOrder) -> None:
    canvas.setFont(FONT, 18)
    canvas.drawCentredString(297, 780, "注 文 書")
    canvas.setFont(FONT, 10)
    canvas.drawString(45, 745, "見本商事株式会社 御中")
    labelled = (
        (45, 715, "注文番号", order.number), (45, 695, "発注日", _day(order.ordered_on)),
        (45, 675, "希望納期", _delivery(order)), (300, 715, "取引先コード", order.customer_code),
        (300, 695, "発注者", order.customer_name), (300, 675, "備考", order.note),
    )  # fmt: skip
    for x, y, label, value in labelled:
        canvas.drawString(x, y, label)
        canvas.drawString(x + 80, y, value)


def _pdf_titles(canvas: Canvas, y: int) -> int:
    canvas.line(40, y + 14, 550, y + 14)
    _pdf_row(canvas, y, [name for name, _, _ in _PDF_COLUMNS])
    canvas.line(40, y - 6, 550, y - 6)
    return y - _ROW


def _pdf_row(canvas: Canvas, y: float, texts: list[str]) -> None:
    for (_, x, side), text in zip(_PDF_COLUMNS, texts, strict=True):
        (canvas.drawRightString if side == "right" else canvas.drawString)(x, y, text)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _delivery(order: SampleOrder) -> str:
    return order.stated_deliver_on or _day(order.deliver_on)
