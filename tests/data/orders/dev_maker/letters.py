"""A whole mail, byte by byte: headers, parts, and what stands around an order in a letter."""

from __future__ import annotations

import base64
from datetime import date
from email.header import Header

from tests.data.orders.dev_maker.goods import US, Firm

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_HALF = dict(
    zip(
        "ァアィイゥウェエォオカキクケコサシスセソタチッツテトナニヌネノハヒフヘホマミムメモャヤュユョヨラリルレロワヲンー",
        "ｧｱｨｲｩｳｪｴｫｵｶｷｸｹｺｻｼｽｾｿﾀﾁｯﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓｬﾔｭﾕｮﾖﾗﾘﾙﾚﾛﾜｦﾝｰ",
        strict=True,
    )
)


def half_width(text: str) -> str:
    """Write full-width kana in half width, voiced ones in two."""
    plain = str.maketrans(
        dict(zip("ガギグゲゴザジズゼゾダヂヅデドバビブベボ", "カキクケコサシスセソタチツテトハヒフヘホ", strict=True))
    )
    made = ""
    for char in text:
        base = char.translate(plain)
        small = "ハヒフヘホ"["パピプペポ".index(char)] if char in "パピプペポ" else base
        mark = "ﾟ" if small != base else ("ﾞ" if base != char else "")
        made += _HALF.get(small, small) + mark
    return made


def mail(system: str, firm: Firm, sent: date, subject: str, parts: list[bytes], charset: str = "utf-8") -> bytes:
    """Put a mail together that a firm's system sends; one part is the mail itself, several are mixed."""
    day = f"{_DAYS[sent.weekday()]}, {sent.day} {_MONTHS[sent.month - 1]} {sent.year} 09:41:00 +0900"
    head = [
        f"From: {Header(firm.name, charset).encode()} <{system}.{firm.mail}>",
        f"To: {Header(US, charset).encode()} <order@denpyo.example>",
        f"Subject: {Header(subject, charset, header_name='Subject').encode()}",
        f"Date: {day}",
        f"Message-ID: <{sent:%Y%m%d}.{firm.mail}>",
        "MIME-Version: 1.0",
    ]
    if len(parts) == 1:
        return "\r\n".join(head).encode() + b"\r\n" + parts[0]
    mixed = b"".join(b"--=_cut\r\n" + part + b"\r\n" for part in parts)
    return (
        "\r\n".join([*head, 'Content-Type: multipart/mixed; boundary="=_cut"', "", ""]).encode()
        + mixed
        + b"--=_cut--\r\n"
    )


def part(content: bytes, kind: str, *more: str) -> bytes:
    """Write one part in Base64."""
    lines = [f"Content-Type: {kind}", "Content-Transfer-Encoding: base64", *more, "", ""]
    return "\r\n".join(lines).encode() + base64.encodebytes(content).replace(b"\n", b"\r\n")


def plain(text: str, charset: str = "utf-8", codec: str = "") -> bytes:
    """Write a text as a part."""
    return part(text.encode(codec or charset), f"text/plain; charset={charset}")


def html(text: str, charset: str = "utf-8") -> bytes:
    """Write an HTML page as a part."""
    return part(f"<html><body>{text}</body></html>".encode(charset), f"text/html; charset={charset}")


def signature(firm: Firm) -> str:
    """Write what stands below a mail."""
    return (
        f"\n--------------------------------\n{firm.name}　購買部　例示 花子\n〒000-0000 "
        f"{firm.place}\nTEL {firm.tel} / FAX {firm.tel}\nE-mail: {firm.mail}\n"
        "--------------------------------\n"
    )


def letter(firm: Firm, body: str) -> str:
    return (
        f"{US}\nご担当者様\n\nいつもお世話になっております。\n{firm.name}の例示です。\n\n{body}\n"
        f"\nよろしくお願いいたします。\n{signature(firm)}"
    )
