"""winmail.dat: a message as Exchange packs it into a mail ([MS-OXTNEF])."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from agent.extract.outlook.message import (
    BODY,
    DATA,
    NAMES,
    STRING_8,
    SUBJECT,
    UNICODE,
    Attached,
    Mail,
    Properties,
    mail_of,
    require_shallow,
    text_in,
)

BEGINS = struct.pack("<I", 0x223E9F78)
_SUBJECT, _BODY, _PROPERTIES = 0x8004, 0x800C, 0x9003
_NEXT_ATTACHED, _ATTACHED_DATA, _ATTACHED_TITLE, _ATTACHED_PROPERTIES = 0x9002, 0x800F, 0x8010, 0x9005
_OF_TEXT = {_SUBJECT: SUBJECT, _BODY: BODY, _ATTACHED_TITLE: NAMES[-1]}
_SIZES = {0x02: 4, 0x03: 4, 0x04: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x0A: 4, 0x0B: 4, 0x14: 8, 0x40: 8, 0x48: 16}
_OBJECT, _BINARY, _SEVERAL, _NAMED, _KEY = 0x0D, 0x102, 0x1000, 0x8000, 16


def mail_in_tnef(content: bytes, depth: int = 0) -> Mail:
    """Read a message with its attachments.

    Raises:
        ValueError, struct.error: It is damaged, or packed as nobody does.
    """
    message: dict[int, bytes | str] = {}
    attached: list[dict[int, bytes | str]] = []
    for number, raw in _attributes(content):
        if number == _NEXT_ATTACHED:
            attached.append({})
        own = attached[-1] if attached else message
        if number in (_PROPERTIES, _ATTACHED_PROPERTIES):
            own.update((name, value) for name, value in _properties(raw) if value)
        elif number in _OF_TEXT:
            own.setdefault(_OF_TEXT[number], text_in(STRING_8, raw))
        elif number == _ATTACHED_DATA:
            own[DATA] = raw
    return mail_of(message, [_attached(one, depth) for one in attached])


def _attributes(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the numbered pieces of a file, each with a sum behind it; those of properties are often wrong."""
    at = 6
    while at + 11 <= len(content):
        _, number, size = struct.unpack_from("<BII", content, at)
        raw = content[at + 9 : at + 9 + size]
        (said,) = struct.unpack_from("<H", content, at + 9 + size)
        if number & 0xFFFF == _ATTACHED_DATA and sum(raw) & 0xFFFF != said:
            raise ValueError("a damaged piece")
        yield number & 0xFFFF, raw
        at += 11 + size


def _properties(raw: bytes) -> Iterator[tuple[int, bytes | str]]:
    (count,) = struct.unpack_from("<I", raw)
    at = 4
    for _ in range(count):
        kind, number = struct.unpack_from("<HH", raw, at)
        at = _behind_name(raw, at + 4) if number >= _NAMED else at + 4
        values, at = _values(raw, at, kind)
        if values and not kind & _SEVERAL:
            yield number, text_in(kind, values[0]) if kind in (STRING_8, UNICODE) else values[0]


def _behind_name(raw: bytes, at: int) -> int:
    """Step over the name of a property that has one: a key, and a number or a text."""
    is_text, size = struct.unpack_from("<II", raw, at + _KEY)
    return at + _KEY + 8 + (_padded(size) if is_text else 0)


def _values(raw: bytes, at: int, kind: int) -> tuple[list[bytes], int]:
    plain = kind & ~_SEVERAL
    is_counted = plain in (STRING_8, UNICODE, _OBJECT, _BINARY)
    count = 1
    if is_counted or kind & _SEVERAL:
        (count,) = struct.unpack_from("<I", raw, at)
        at += 4
    values: list[bytes] = []
    for _ in range(count):
        size = _SIZES.get(plain, 0)
        if is_counted:
            (size,) = struct.unpack_from("<I", raw, at)
            at += 4
        if (not size and not is_counted) or at + size > len(raw):
            raise ValueError("a value of no known size")
        values.append(raw[at : at + size])
        at += _padded(size)
    return values, at


def _padded(size: int) -> int:
    return -(-size // 4) * 4


def _attached(properties: Properties, depth: int) -> Attached:
    value = properties.get(DATA, b"")
    content = value if isinstance(value, bytes) else value.encode()
    if content[_KEY:].startswith(BEGINS):
        require_shallow(depth)
        return Attached(properties, content, mail_in_tnef(content[_KEY:], depth + 1))
    return Attached(properties, content)
