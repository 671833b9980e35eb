"""Mails whose order is attached."""

from __future__ import annotations

from datetime import date
from email.header import Header
from random import Random
from urllib.parse import quote

from tests.data.orders.dev_maker import csvs, grids, pdfs, sheets
from tests.data.orders.dev_maker.goods import Firm
from tests.data.orders.dev_maker.letters import letter, mail, part, plain
from tests.data.orders.dev_maker.old_sheets import zipped
from tests.data.orders.dev_maker.paper import Layout, Paper

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def with_sheet(draw: Random, number: int) -> Paper:
    """A workbook beside a few words; its name in RFC 2231."""
    inner = sheets.titled(draw, number)
    attached = part(
        inner.content, f"{_SHEET}", f"Content-Disposition: attachment; filename*=UTF-8''{quote('注文書T.xlsx')}"
    )
    return _covering("sheet", inner, [attached], "注文書送付の件")


def with_pdf(draw: Random, number: int) -> Paper:
    """A PDF, and a picture of a signature shown in the body."""
    inner = pdfs.ruled(draw, number)
    name = Header("注文書R.pdf", "iso-2022-jp").encode()
    attached = part(
        inner.content, f'application/pdf; name="{name}"', f'Content-Disposition: attachment; filename="{name}"'
    )
    logo = part(
        b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
        "image/gif; name=logo.gif",
        "Content-ID: <logo>",
        "Content-Disposition: inline",
    )
    return _covering("pdf", inner, [logo, attached], "注文書をお送りします")


def with_csv(draw: Random, number: int) -> Paper:
    """A CSV as application/octet-stream, its name in encoded words."""
    inner = csvs.preamble(draw, number)
    name = Header("発注データ.csv", "utf-8").encode()
    attached = part(inner.content, f'application/octet-stream; name="{name}"', "Content-Disposition: attachment")
    return _covering("csv", inner, [attached], "発注データ送付")


def twice(draw: Random, number: int) -> Paper:
    """The same order as text and as a workbook: it is one order."""
    inner = grids.squares(draw, number)
    told = inner.orders[0]
    lines = "\n".join(
        f"{one['product_code']} {one['product_name']} {one['quantity']}{one['unit']}" for one in told["lines"]
    )
    attached = part(inner.content, _SHEET, 'Content-Disposition: attachment; filename="order-squares.xlsx"')
    return _covering(
        "twice",
        inner,
        [attached],
        "注文書（添付あり）",
        f"注文番号：{told['number']}\n{lines}\n\n（添付と同じ内容です）",
    )


def packed(draw: Random, number: int) -> Paper:
    """A ZIP with a CSV whose name is CP932 without a flag."""
    inner = csvs.web_edi(draw, 1)
    content = zipped({"hacchudata.csv": inner.content})
    attached = part(
        content.replace(b"hacchudata.csv", "発注データ.csv".encode("cp932")),
        "application/zip",
        'Content-Disposition: attachment; filename="order.zip"',
    )
    return _covering("zip", inner, [attached], "発注データ（ZIP）")


def _covering(system: str, inner: Paper, attached: list[bytes], subject: str, body: str = "") -> Paper:
    """Put an attachment into the mail of the firm that its answer names."""
    first = inner.orders[0]
    firm = Firm("", first["customer_name"], "東京都見本区", "000-0000-0000", "order@sender.example", "")
    text = letter(firm, body or "添付のとおり発注いたします。ご確認ください。")
    content = mail(system, firm, date.fromisoformat(first["ordered_on"]), subject, [plain(text), *attached])
    return Paper(content, inner.orders)


LAYOUTS = (
    Layout("mail-attachment", "sheet", ".eml", "a workbook, its name in RFC 2231", with_sheet, 2),
    Layout("mail-attachment", "pdf", ".eml", "a PDF beside a picture in the body", with_pdf, 2),
    Layout("mail-attachment", "csv", ".eml", "a CSV as application/octet-stream", with_csv, 2),
    Layout("mail-attachment", "twice", ".eml", "one order as text and as a workbook", twice, 2),
    Layout("mail-attachment", "zip", ".eml", "a ZIP whose names are CP932", packed, 2),
)
