""".msg: a message saved from Outlook, a file of streams ([MS-OXMSG])."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

from olefile import OleFileIO

from agent.extract.outlook.message import (
    DATA,
    STRING_8,
    UNICODE,
    Attached,
    Mail,
    Properties,
    mail_of,
    require_shallow,
    text_in,
)

BEGINS = b"\xd0\xcf\x11\xe0"
_PROPERTIES = "__properties_version1.0"
_VALUE = re.compile(r"__substg1\.0_([0-9A-F]{4})([0-9A-F]{4})", re.IGNORECASE)
_ATTACHED = re.compile(r"__attach_version1\.0_#[0-9A-F]{8}", re.IGNORECASE)
_BINARY, _OBJECT = 0x102, 0x0D
_INNER = f"__substg1.0_{DATA:04X}{_OBJECT:04X}"

_Path = tuple[str, ...]


def mail_in_msg(content: bytes) -> Mail:
    """Read a message with its attachments.

    Raises:
        ValueError, OSError, LookupError, struct.error: It is another file of streams, or damaged.
    """
    with OleFileIO(io.BytesIO(content)) as file:
        if not file.exists(_PROPERTIES):
            raise ValueError("no message")
        return _mail(file, [tuple(path) for path in file.listdir()], (), 0)


def _mail(file: OleFileIO, paths: Sequence[_Path], within: _Path, depth: int) -> Mail:
    below = [path for path in paths if path[: len(within)] == within]
    attached = dict.fromkeys(path[len(within)] for path in below if _ATTACHED.fullmatch(path[len(within)]))
    return mail_of(
        _properties(file, below, within), [_attached(file, below, (*within, one), depth) for one in attached]
    )


def _attached(file: OleFileIO, paths: Sequence[_Path], within: _Path, depth: int) -> Attached:
    properties = _properties(file, paths, within)
    inner = (*within, _INNER)
    value = properties.get(DATA, b"")
    content = value if isinstance(value, bytes) else b""
    if not any(path[: len(inner)] == inner for path in paths):
        return Attached(properties, content)
    require_shallow(depth)
    return Attached(properties, content, _mail(file, paths, inner, depth + 1))


def _properties(file: OleFileIO, paths: Sequence[_Path], within: _Path) -> Properties:
    found: dict[int, bytes | str] = {}
    for path in paths:
        named = _VALUE.fullmatch(path[-1])
        if named is None or path[:-1] != within:
            continue
        number, kind = int(named[1], 16), int(named[2], 16)
        if kind in (STRING_8, UNICODE, _BINARY):
            raw = file.openstream(list(path)).read()
            found[number] = raw if kind == _BINARY else text_in(kind, raw)
    return found
