"""The sample orders as paper: mail bodies, CSV files, forms in Excel, PDFs. Equal orders give equal bytes."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.header import Header
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.utils import format_datetime

from agent.core.money import plain
from agent.demo.paper import pdf_of, sheet_of
from agent.demo.sample import SampleOrder, Way

RECIPIENT = "orders@mihon-shoji.example"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file as a customer saves it."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class _CsvLayout:
    """How one customer's system writes its CSV; `days` writes a day, `has_sum` adds sum and note."""

    titles: tuple[str, ...]
    encoding: str
    days: Callable[[date], str]
    has_sum: bool = True


_MAIL_CSV = _CsvLayout(
    ("発注番号", "発注日", "納品希望日", "得意先コード", "得意先名", "商品コード", "商品名", "数量", "単位", "単価",
     "金額", "発注合計", "備考"),
    "cp932",
    lambda day: f"{day.year}/{day.month}/{day.day}",
)  # fmt: skip
_FOLDER_CSV = _CsvLayout(
    ("注文No.", "注文年月日", "納入日", "取引先CD", "取引先名", "品番", "品名", "数", "単位", "単価", "金額",
     "税抜合計", "摘要"),
    "utf-8-sig",
    lambda day: f"{day:%Y%m%d}",
)  # fmt: skip
_PORTAL_CSV = _CsvLayout(
    ("注文番号", "発注日", "納期", "取引先コード", "取引先名", "商品コード", "商品名", "数量", "単位", "単価", "金額"),
    "cp932",
    lambda day: f"{day:%Y/%m/%d}",
    has_sum=False,
)


def file_of(orders: Sequence[SampleOrder]) -> SampleFile:
    """Write orders of one way as the file that travels; a sheet or PDF holds one order."""
    first = orders[0]
    match first.way:
        case Way.MAIL_CSV:
            return SampleFile(f"発注データ_{first.number}.csv", "text/csv", _csv_of(orders, _MAIL_CSV))
        case Way.FOLDER_CSV:
            return SampleFile(f"order_{first.number}.csv", "text/csv", _csv_of(orders, _FOLDER_CSV))
        case Way.PORTAL:
            return SampleFile(f"{first.number}.csv", "text/csv", _csv_of(orders, _PORTAL_CSV))
        case Way.MAIL_XLSX | Way.FOLDER_XLSX:
            return SampleFile(f"注文書_{first.number}.xlsx", _XLSX, sheet_of(first))
        case Way.MAIL_PDF | Way.FOLDER_PDF:
            return SampleFile(f"注文書_{first.number}.pdf", "application/pdf", pdf_of(first))
        case Way.MAIL_BODY:
            return SampleFile(f"注文_{first.number}.txt", "text/plain", body_of(first).encode("cp932"))


def mail_of(orders: Sequence[SampleOrder], sender: str, recipient: str = RECIPIENT) -> bytes:
    """Write orders of one way as the mail their customer sends.

    Args:
        orders: At least one; several only where the way is a CSV.
        sender: The customer's address.
        recipient: The sample company's order mailbox.

    Returns:
        A whole message; its Message-ID is fixed by what it holds.
    """
    first = orders[0]
    if first.way is Way.MAIL_BODY:
        mail: MIMEMultipart | MIMEText = MIMEText(body_of(first), "plain", "iso-2022-jp")
        name, content = "", body_of(first).encode()
    else:
        file = file_of(orders)
        name, content = file.name, file.content
        mail = MIMEMultipart("mixed", boundary=f"=_{_digest(content)}")
        mail.attach(MIMEText(_greeting_of(first), "plain", "iso-2022-jp"))
        mail.attach(_attached(file))
    mail["Subject"] = Header(f"注文書送付の件（{first.number}）", "iso-2022-jp").encode()
    mail["From"] = f"{Header(first.customer_name, 'iso-2022-jp').encode()} <{sender}>"
    mail["To"] = recipient
    at = datetime(first.ordered_on.year, first.ordered_on.month, first.ordered_on.day, tzinfo=UTC)
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{first.number}.{_digest(name.encode() + content)}@{sender.rpartition('@')[2]}>"
    return mail.as_bytes()


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _attached(file: SampleFile) -> MIMEApplication:
    main, sub = file.media_type.split("/")
    part = MIMEApplication(file.content, sub)
    part.set_type(f"{main}/{sub}")
    part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", file.name))
    return part


def _greeting_of(order: SampleOrder) -> str:
    return (
        "見本商事株式会社\n受注ご担当者様\n\n"
        f"いつもお世話になっております。{order.customer_name}です。\n"
        "注文書をお送りいたしますので、ご手配のほどよろしくお願いいたします。\n"
    )


def body_of(order: SampleOrder) -> str:
    """Write an order as the text of a mail."""
    lines = "\n".join(
        f"{number}) {line.product_code} {line.product_name}　{line.quantity:,}{line.unit} "
        f"@{line.unit_price:,}円 {line.amount:,}円"
        for number, line in enumerate(order.lines, 1)
    )
    note = f"備考：{order.note}\n" if order.note else ""
    return (
        "見本商事株式会社\n受注ご担当者様\n\n"
        f"いつもお世話になっております。{order.customer_name}です。\n下記のとおり注文いたします。\n\n"
        f"注文番号：{order.number}\n"
        f"発注日　：{_long_day(order.ordered_on)}\n"
        f"希望納期：{order.stated_deliver_on or _long_day(order.deliver_on)}\n"
        f"ご注文主：{order.customer_name}（{order.customer_code}）\n\n"
        f"【ご注文内容】\n{lines}\n\n"
        f"合計（税抜）：{order.written_total:,}円\n{note}\n"
        "以上、よろしくお願いいたします。\n"
    )


def _long_day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日({'月火水木金土日'[day.weekday()]})"


def _csv_of(orders: Sequence[SampleOrder], layout: _CsvLayout) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(layout.titles)
    for order in orders:
        head = [
            order.number,
            layout.days(order.ordered_on),
            order.stated_deliver_on or layout.days(order.deliver_on),
            order.customer_code,
            order.customer_name,
        ]
        tail = [plain(order.written_total), order.note] if layout.has_sum else []
        for line in order.lines:
            article = [line.product_code, line.product_name, plain(line.quantity), line.unit]
            writer.writerow([*head, *article, plain(line.unit_price), plain(line.amount), *tail])
    return out.getvalue().encode(layout.encoding)
