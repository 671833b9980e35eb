"""Small documents of many layouts, made by code, and what the reader without forms makes of them."""

from __future__ import annotations

import io
from decimal import Decimal

import xlsxwriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from agent.core.order import Order, Severity
from agent.extract.extraction import Extraction
from agent.extract.read import orders_of
from tests.unit.extract.making import a_document


def sheet(*rows: list, merged: list[tuple[str, str]] = (), name: str = "Sheet1", **more: list[list]) -> bytes:
    """Make a workbook: rows of the first sheet, further sheets by name, merged ranges with their text."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for title, each in {name: rows, **more}.items():
            page = book.add_worksheet(title)
            for number, row in enumerate(each):
                for column, value in enumerate(row):
                    if value not in ("", None):
                        page.write(number, column, value)
        for place, text in merged:
            book.worksheets()[0].merge_range(place, text)
    return out.getvalue()


def pdf(*pages: list[tuple[float, float, str]]) -> bytes:
    """Make a PDF of texts at x and y (from the top), in points; an x below zero ends the text there instead."""
    if "HeiseiKakuGo-W5" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for page in pages:
        canvas.setFont("HeiseiKakuGo-W5", 10)
        for x, y, text in page:
            draw = canvas.drawString if x >= 0 else canvas.drawRightString
            draw(abs(x), 800 - y, text)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def read(content: bytes | str, name: str = "o.xlsx", subject: str = "", media_type: str = "") -> Extraction:
    """Read a document for which there is no form."""
    raw = content.encode() if isinstance(content, str) else content
    return orders_of(a_document(raw, name, media_type, subject), [])


def read_text(text: str, subject: str = "") -> Extraction:
    return read(text, "body.txt", subject, "text/plain")


def lines_of(order: Order) -> list[tuple]:
    """Return each line as code, name, quantity, unit, price and amount."""
    return [
        (
            line.product_code, line.product_name, number(line.quantity), line.unit, number(line.unit_price),
            number(line.amount),
        )
        for line in order.lines
    ]  # fmt: skip


def number(value: Decimal | None) -> int | Decimal | None:
    return None if value is None else int(value) if value == int(value) else value


def head_of(order: Order) -> tuple:
    """Return number, days, customer's code and name, total and tax."""
    days = (order.ordered_on and order.ordered_on.isoformat(), order.deliver_on and order.deliver_on.isoformat())
    return (order.number, *days, order.customer.code, order.customer.as_written, number(order.total), number(order.tax))


def findings_of(order: Order) -> list[tuple[str, str]]:
    """Return what was found but `layout-unseen`, which every order carries, and texts that nothing was read from."""
    assert (order.findings[0].code, order.findings[0].severity) == ("layout-unseen", Severity.STOP)
    found = [(finding.code, finding.field) for finding in order.findings[1:]]
    return [one for one in found if one != ("written-elsewhere", "note")]
