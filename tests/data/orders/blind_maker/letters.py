"""Mails as bytes, in the encodings Japanese mail programs use."""

from __future__ import annotations

import base64
import quopri
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from email.header import Header
from email.utils import format_datetime
from urllib.parse import quote

OURS = "伝票商事 受注センター <juchu@denpyo-shoji.example>"
TOKYO = timezone(timedelta(hours=9))


def encoded(text: str, charset: str) -> str:
    """Return a header value with its Japanese part encoded."""
    name, _, address = text.partition(" <") if text.endswith(">") else (text, "", "")
    word = name if name.isascii() else Header(name, charset).encode(linesep="\r\n")
    return f"{word} <{address}" if address else word


@dataclass(frozen=True)
class Part:
    """One part of a mail: its headers and its encoded body."""

    headers: list[str]
    body: bytes

    def as_bytes(self) -> bytes:
        """Return headers, blank line, body."""
        return "\r\n".join(self.headers).encode() + b"\r\n\r\n" + self.body


def lines_of(data: bytes, how: str) -> bytes:
    """Encode a body for transfer."""
    if how == "base64":
        return base64.encodebytes(data).replace(b"\n", b"\r\n")
    if how == "quoted-printable":
        return quopri.encodestring(data.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    return data


def text_part(
    text: str, charset: str = "utf-8", how: str = "base64", kind: str = "plain", named: str | None = None
) -> Part:
    """Return a text part; `named` is the charset's name in the header when a program writes another one."""
    data = text.replace("\n", "\r\n").encode(charset)
    return Part(
        [f'Content-Type: text/{kind}; charset="{named or charset}"', f"Content-Transfer-Encoding: {how}"],
        lines_of(data, how),
    )


def file_part(name: str, data: bytes, kind: str, naming: str = "rfc2231") -> Part:
    """Return an attachment; its Japanese name is written the RFC 2231 way or as an encoded word."""
    if naming == "rfc2231":
        shown = f"filename*=UTF-8''{quote(name)}"
        typed = f"Content-Type: {kind}"
    else:
        word = Header(name, naming).encode()
        shown, typed = f'filename="{word}"', f'Content-Type: {kind};\r\n name="{word}"'
    return Part(
        [typed, f"Content-Disposition: attachment;\r\n {shown}", "Content-Transfer-Encoding: base64"],
        lines_of(data, "base64"),
    )


def multi(kind: str, parts: list[Part], seam: str) -> Part:
    """Return a multipart of parts."""
    body = b"".join(b"--" + seam.encode() + b"\r\n" + part.as_bytes() + b"\r\n" for part in parts)
    return Part([f'Content-Type: multipart/{kind}; boundary="{seam}"'], body + b"--" + seam.encode() + b"--\r\n")


@dataclass(frozen=True)
class Mail:
    """The envelope of a mail."""

    subject: str
    sender: str
    at: datetime
    number: str
    charset: str = "utf-8"
    more: list[str] = field(default_factory=list)

    def send(self, content: Part) -> bytes:
        """Return the whole mail."""
        subject = self.subject if self.subject.isascii() else Header(self.subject, self.charset).encode(linesep="\r\n")
        head = [
            f"From: {encoded(self.sender, self.charset)}",
            f"To: {encoded(OURS, self.charset)}",
            f"Subject: {subject}",
            f"Date: {format_datetime(self.at)}",
            f"Message-ID: <{self.number}@mail.example>",
            *self.more,
            "MIME-Version: 1.0",
        ]
        return Part([*head, *content.headers], content.body).as_bytes()


def at(month: int, day: int, hour: int, minute: int) -> datetime:
    """Return a time of 2026 in Tokyo."""
    return datetime(2026, month, day, hour, minute, tzinfo=TOKYO)
