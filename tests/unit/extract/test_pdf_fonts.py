"""PDFs that name Japanese fonts and do not bring them: every letter is read, whatever fonts the machine has."""

from __future__ import annotations

import io
from collections.abc import Sequence

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen import canvas

from agent.extract.pdf_text import pages_of

ROWS = (
    ("商品コード", "商品名", "数量", "単位", "単価", "金額"),
    ("P1001", "見本茶", "1", "箱", "500", "500"),
    ("P1002", "茶", "2", "袋", "5", "10"),
)


def a_pdf(rows: Sequence[Sequence[str]], apart: bool = False) -> bytes:
    """Write rows in a font that is not embedded; `apart` places every letter by itself, as some programs do."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    file = io.BytesIO()
    page = canvas.Canvas(file)
    page.setFont("HeiseiKakuGo-W5", 10)
    for down, row in enumerate(rows):
        for number, text in enumerate(row):
            for at, part in enumerate(text if apart else [text]):
                page.drawString(40 + number * 80 + at * 10, 800 - down * 20, part)
    page.save()
    return file.getvalue()


def read(content: bytes) -> tuple[tuple[str, ...], ...]:
    """Read the texts of its first page."""
    return tuple(tuple(cell.text for cell in row.cells) for row in pages_of(content)[0].rows)


def test_a_single_letter_is_read():
    """One 箱, one 1: PDFium leaves such texts out where it finds no font for them."""
    assert read(a_pdf(ROWS)) == ROWS


def test_letters_placed_one_by_one_are_read():
    """A program may place each letter by itself; then every text of it is such a letter."""
    rows = (("発注番号", "甲一二"), ("見本商店", "御中"))

    assert read(a_pdf(rows, apart=True)) == rows


def test_where_a_letter_ends_is_said_by_its_width():
    """Half letters end where half letters end: columns are told by it."""
    [page] = pages_of(a_pdf([("1", "12", "箱")]))

    assert [round(cell.right - cell.left) for cell in page.rows[0].cells] == [7, 13, 10]
