"""Sample papers and orders: what a customer sends, and the order a form reads from it."""

from __future__ import annotations

import io
import struct
import zlib
from datetime import date, datetime
from decimal import Decimal
from email.message import EmailMessage
from email.utils import format_datetime

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

from agent.core.action import Slip, SlipLine
from agent.core.order import Customer, Order, OrderLine, Provenance

CUSTOMERS = (
    ("C001", "株式会社見本フーズ"),
    ("C002", "サンプル食品株式会社"),
    ("C003", "例示物産株式会社"),
    ("C005", "見本青果株式会社"),
    ("C006", "有限会社サンプル製菓"),
    ("C008", "ひながた珈琲株式会社"),
)
PRODUCTS = (
    ("P1001", "見本コーヒー豆 深煎り 1kg", "袋", 2400, "0.08"),
    ("P1003", "サンプル緑茶 ティーバッグ 100包", "箱", 1480, "0.08"),
    ("P2001", "見本小麦粉 薄力 25kg", "袋", 4950, "0.08"),
    ("P3002", "見本段ボール 100サイズ 20枚", "束", 2980, "0.1"),
    ("P4002", "見本アルコール除菌液 5L", "本", 3180, "0.1"),
)


def an_order(n: int, customer: tuple[str | None, str] = CUSTOMERS[0], n_lines: int = 3) -> Order:
    """Return an order as a form would have read it."""
    lines = tuple(_line(at + 1, (n + at) % len(PRODUCTS), 2 + (n * 7 + at * 5) % 18) for at in range(n_lines))
    code, name = customer
    total = sum((line.amount or Decimal(0) for line in lines), Decimal(0))
    return Order(
        document="",
        source="",
        number=f"PO-{2511000 + n}",
        customer=Customer(code, name if code else None, known=code is not None, as_written=name),
        ordered_on=date(2025, 11, 25),
        deliver_on=date(2025, 11, 28),
        deliver_to="東京都見本区一番町1-1 本社倉庫",
        total=total,
        lines=lines,
        provenance=(
            ("number", Provenance("line 3", f"PO-{2511000 + n}")),
            ("customer_name", Provenance("line 1", name, 0.96)),
            ("deliver_on", Provenance("line 4", "2025/11/28")),
            *(place for line in lines for place in _stood(line)),
            ("total", Provenance(f"line {len(lines) + 7}", f"{total:,}円")),
        ),
    )


def _stood(line: OrderLine) -> list[tuple[str, Provenance]]:
    """Where a line's values stand in a mail (`a_mail_text`)."""
    texts = {"product_name": line.product_name, "quantity": str(line.quantity), "amount": f"{line.amount:,}円"}
    return [
        (f"lines.{line.number}.{name}", Provenance(f"line {5 + line.number}", str(text)))
        for name, text in texts.items()
    ]


def _line(number: int, product: int, quantity: int) -> OrderLine:
    code, name, unit, price, rate = PRODUCTS[product]
    return OrderLine(
        number,
        code,
        name,
        Decimal(quantity),
        unit,
        Decimal(price),
        Decimal(price * quantity),
        Decimal(rate),
        known=True,
    )


def slip_of(order: Order) -> Slip:
    """Return the slip an order is entered as."""
    lines = tuple(
        SlipLine(
            line.number,
            line.product_code or "",
            line.product_name or "",
            line.quantity or Decimal(0),
            line.unit_price or Decimal(0),
            line.amount or Decimal(0),
            line.tax_rate or Decimal(0),
        )
        for line in order.lines
    )
    customer = order.customer
    return Slip(
        "sales",
        customer.code or "",
        customer.name or "",
        order.number or "",
        date(2025, 11, 25),
        order.total or Decimal(0),
        lines,
    )


def a_picture(width: int = 320, height: int = 200) -> bytes:
    """Return a small valid PNG in one colour."""
    row = b"\0" + bytes((226, 232, 240)) * width

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(row * height))
        + chunk(b"IEND", b"")
    )


def a_pdf(order: Order) -> bytes:
    """Return an order form as a text PDF."""
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiKakuGo-W5"))
    buffer = io.BytesIO()
    page = Canvas(buffer, pagesize=(595, 842), invariant=True)
    page.setFont("HeiseiKakuGo-W5", 22)
    page.drawCentredString(297, 770, "注 文 書")
    page.setFont("HeiseiKakuGo-W5", 11)
    page.drawString(60, 720, f"{order.customer.as_written}")
    page.drawString(60, 700, f"注文番号  {order.number}")
    page.drawString(360, 700, "注文日  2025年11月25日")
    page.line(60, 690, 535, 690)
    for at, line in enumerate(order.lines):
        y = 665 - at * 24
        page.drawString(60, y, f"{line.product_code}  {line.product_name}")
        page.drawRightString(400, y, f"{line.quantity} {line.unit}")
        page.drawRightString(535, y, f"{line.amount:,} 円")
    page.line(60, 675 - len(order.lines) * 24, 535, 675 - len(order.lines) * 24)
    page.drawRightString(535, 650 - len(order.lines) * 24, f"合計(税抜) {order.total:,} 円")
    page.save()
    return buffer.getvalue()


def a_mail_with(subject: str, sender: str, sent_at: datetime, name: str, content: bytes) -> bytes:
    """Write a mail with one attachment."""
    mail = _mail(subject, sender, sent_at, "いつもお世話になっております。注文書をお送りします。")
    mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def a_mail(subject: str, sender: str, sent_at: datetime, text: str) -> bytes:
    """Write a mail without attachments."""
    return _mail(subject, sender, sent_at, text).as_bytes()


def _mail(subject: str, sender: str, sent_at: datetime, text: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "orders@sample.example", subject
    mail["Date"] = format_datetime(sent_at)
    mail.set_content(text)
    return mail


def a_mail_text(order: Order) -> bytes:
    """Return an order as a customer writes it in a mail's body."""
    lines = [
        f"{order.customer.as_written} 購買部です。",
        "いつもお世話になっております。下記の通り注文いたします。",
        f"注文番号: {order.number}",
        "納品日: 2025/11/28",
        "",
        *[f"・{line.product_name} {line.quantity}{line.unit}  {_yen(line.amount)}" for line in order.lines],
        "",
        f"合計(税抜) {_yen(order.total)}",
    ]
    return "\n".join(lines).encode()


def _yen(amount: Decimal | None) -> str:
    return "いつもの価格で" if amount is None else f"{amount:,}円"


def a_csv(order: Order) -> bytes:
    """Return an order as a CP932 table, as Excel in Japan writes it."""
    rows = [
        "注文番号,得意先,商品コード,商品名,数量,単価,金額",
        *[
            f"{order.number},{order.customer.as_written},{line.product_code},{line.product_name},"
            f"{line.quantity},{line.unit_price},{line.amount}"
            for line in order.lines
        ],
    ]
    return "\r\n".join(rows).encode("cp932")
