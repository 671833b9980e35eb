"""How fast each format becomes tables: `python -m tests.bench.formats [NAME]`, on documents made here.

CPU seconds of one process, the best of some runs, so that a busy machine does not change much.
"""

from __future__ import annotations

import csv
import io
import sys
import time
from collections.abc import Callable, Iterator

import xlsxwriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from rich.console import Console
from rich.table import Table

from agent.extract import csv_table, mail_text, pdf_text, xlsx_sheet
from agent.extract.fixed_length import read_fixed
from agent.extract.form_file import Fixed
from agent.extract.table import Page, Title
from agent.extract.titled import table_on
from tests.bench.extraction.answers import SETS

RUNS = 3
TITLES = ("品番", "品名", "数量", "単位", "単価", "金額")
FIELDS = ("product_code", "product_name", "quantity", "unit", "unit_price", "amount")
WANTED = tuple(Title(field, (text,)) for field, text in zip(FIELDS, TITLES, strict=True))
UNTIL = ("合計",)
_LEARNED = [name for name in SETS if name != "blind"]

Measured = tuple[str, Callable[[], int], str]


def main(wanted: str = "") -> None:
    """Measure what was named, or all."""
    table = Table("format", "CPU s", "", title="documents to tables", title_justify="left")
    for name, work, unit in _measured():
        if wanted in name:
            seconds, count = min(_timed(work) for _ in range(RUNS))
            each = f"{seconds / count * 1000:.1f} ms a page" if unit == "pages" else f"{count / seconds:,.0f} {unit}/s"
            table.add_row(name, f"{seconds:.2f}", each)
    Console().print(table)


def _timed(work: Callable[[], int]) -> tuple[float, int]:
    start = time.process_time()
    count = work()
    return time.process_time() - start, count


def _measured() -> Iterator[Measured]:
    rows = [_row(number) for number in range(100_000)]
    text = _csv(rows)
    yield "csv", lambda: len(_table_of_csv(text).rows), "rows"
    records = b"\r\n".join(_record(row) for row in rows)
    yield "fixed length", lambda: len(read_fixed(records, FIXED).rows), "rows"
    for name, marked in (("xlsx", False), ("xlsx with codes shown by format", True)):
        book = _workbook(rows[:20_000], marked=marked)
        yield name, lambda book=book: _lines(xlsx_sheet.pages_of(book)) * len(TITLES), "cells"
    paper = _pdf(rows[:2_000])
    yield "pdf", lambda: len(_pages(pdf_text.pages_of(paper))), "pages"
    papers = [file.read_bytes() for name in _LEARNED for file in sorted(SETS[name].glob("*pdf-*.pdf"))]
    yield "pdfs of the sets", lambda: sum(len(pdf_text.pages_of(one)) for one in papers), "pages"
    html = (
        f"<table>{''.join('<tr>' + ''.join(f'<td>{cell}' for cell in row) for row in [TITLES, *rows[:5_000]])}</table>"
    )
    yield "html", lambda: _lines(mail_text.pages_of_html(html.encode())), "rows"
    mail = "\n".join("  ".join(f"{cell:<18}" for cell in row) for row in [TITLES, *rows[:5_000]])
    yield "text", lambda: _lines(mail_text.pages_of(mail.encode())), "rows"


FIXED = Fixed(
    columns={"品番": "1-8", "品名": "9-48", "数量": "49-55", "単位": "56-61", "単価": "62-70", "金額": "71-82"}
)


def _row(number: int) -> tuple[str, ...]:
    asked, price = number % 200 + 1, number % 900 * 10 + 100
    return f"{number % 9000:05d}", f"見本商品 {number % 700} 1kg", str(asked), "ケース", str(price), str(asked * price)


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([TITLES, *rows])
    return out.getvalue().encode("cp932")


def _table_of_csv(text: bytes):
    return csv_table.table_in(csv_table.read_csv(text), WANTED, UNTIL)


def _record(row: tuple[str, ...]) -> bytes:
    widths = (8, 40, 7, 6, 9, 12)
    return b"".join(cell.encode("cp932").ljust(width) for cell, width in zip(row, widths, strict=True))


def _workbook(rows: list[tuple[str, ...]], *, marked: bool) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("注文")
        code = book.add_format({"num_format": "00000"}) if marked else None
        sheet.write_row(0, 0, TITLES)
        for number, row in enumerate(rows, 1):
            sheet.write_number(number, 0, int(row[0]), code)
            sheet.write_row(number, 1, [int(cell) if cell.isdigit() else cell for cell in row[1:]])
    return out.getvalue()


def _pdf(rows: list[tuple[str, ...]]) -> bytes:
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    for start in range(0, len(rows), 40):
        canvas.setFont("HeiseiKakuGo-W5", 9)
        for down, row in enumerate([TITLES, *rows[start : start + 40]]):
            for x, cell in zip((50, 110, 330, 370, 420, 480), row, strict=True):
                canvas.drawString(x, 790 - down * 18, cell)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _lines(pages: tuple[Page, ...]) -> int:
    return len(table_on(pages, WANTED, UNTIL).rows)


def _pages(pages: tuple[Page, ...]) -> tuple[Page, ...]:
    table_on(pages, WANTED, UNTIL)
    return pages


if __name__ == "__main__":
    main(*sys.argv[1:])
