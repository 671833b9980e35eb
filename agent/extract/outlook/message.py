"""A message as Outlook keeps it, properties by number, turned into the mail it stands for."""

from __future__ import annotations

import base64
from collections.abc import Mapping, Sequence
from email.message import Message
from email.parser import HeaderParser
from typing import NamedTuple, TypeAlias

from agent.extract.encoding import lenient_text_of
from agent.extract.headers import RawHeaders

Mail: TypeAlias = "Message[str, str]"
Properties: TypeAlias = Mapping[int, bytes | str]
"""Values by the numbers of [MS-OXPROPS]; text is text already."""

MAX_DEPTH = 5
SUBJECT, BODY, RTF, HTML, HEADERS = 0x0037, 0x1000, 0x1009, 0x1013, 0x007D
SENDERS = (0x5D02, 0x5D01, 0x0065, 0x0C1F)
"""Addresses of whom it is from: of SMTP first; those of Exchange have no @."""
DATA, NAMES, MEDIA_TYPE = 0x3701, (0x3707, 0x3704, 0x3001), 0x370E
STRING_8, UNICODE = 0x1E, 0x1F


class RtfBody(Message):
    """A body that is kept in Outlook's rich text alone, which is not read."""


class Attached(NamedTuple):
    """An attachment: its properties, its bytes, and the mail it is where it is one."""

    properties: Properties
    content: bytes
    inner: Mail | None = None


def require_shallow(depth: int) -> None:
    """Refuse a message in a message in a message, without end.

    Raises:
        ValueError: It is too deep.
    """
    if depth >= MAX_DEPTH:
        raise ValueError("nested too deeply")


def text_in(kind: int, raw: bytes) -> str:
    """Decode a text property; one of bytes is of any code page."""
    text = raw.decode("utf-16-le", errors="replace") if kind == UNICODE else lenient_text_of(raw.rstrip(b"\0"), "cp932")
    return text.rstrip("\0")


def mail_of(properties: Properties, attached: Sequence[Attached]) -> Mail:
    """Make the mail: headers, the body in the plainest way it is kept, attachments."""
    mail: Mail = Message(policy=RawHeaders())
    mail["From"] = _sender(properties)
    mail["Subject"] = _text(properties, SUBJECT)
    mail["Content-Type"] = "multipart/mixed"
    mail.set_payload([_body(properties), *(_attachment(one) for one in attached)])
    return mail


def _sender(properties: Properties) -> str:
    headers: Mail = HeaderParser(policy=RawHeaders()).parsestr(_text(properties, HEADERS))
    said = (str(headers.get("From", "")), *(_text(properties, number) for number in SENDERS))
    return next((one for one in said if "@" in one), "")


def _text(properties: Properties, number: int) -> str:
    value = properties.get(number, "")
    return value if isinstance(value, str) else lenient_text_of(value)


def _body(properties: Properties) -> Mail:
    if text := _text(properties, BODY):
        return _part("text/plain; charset=utf-8", text.encode(errors="replace"))
    if text := _text(properties, HTML):
        return _part("text/html; charset=utf-8", text.encode(errors="replace"))
    return RtfBody(policy=RawHeaders()) if RTF in properties else _part("text/plain", b"")


def _attachment(one: Attached) -> Mail:
    if one.inner is not None:
        part: Mail = Message(policy=RawHeaders())
        part["Content-Type"] = "message/rfc822"
        part.set_payload([one.inner])
        return part
    name = next((text for number in NAMES if (text := _text(one.properties, number))), "")
    return _part(_text(one.properties, MEDIA_TYPE) or "application/octet-stream", one.content, name)


def _part(media_type: str, content: bytes, name: str = "") -> Mail:
    part: Mail = Message(policy=RawHeaders())
    part["Content-Type"] = media_type
    part["Content-Transfer-Encoding"] = "base64"
    if name:
        part.add_header("Content-Disposition", "attachment", filename=("utf-8", "", name))
    part.set_payload(base64.b64encode(content).decode("ascii"))
    return part
