"""Tell a message of Outlook's by its first bytes, and read it."""

from __future__ import annotations

import struct
from collections.abc import Callable

from agent.extract.outlook import msg_file, tnef
from agent.extract.outlook.message import Mail

_BROKEN = (struct.error, OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""How olefile and our own reading fail at bytes that are not what they claim to be."""


def packed_mail(content: bytes) -> Mail | None:
    """Read a winmail.dat; None where the bytes are none, or are damaged."""
    return _read(tnef.mail_in_tnef, content) if content.startswith(tnef.BEGINS) else None


def saved_mail(content: bytes) -> Mail | None:
    """Read a .msg; None where the bytes are none, or are damaged."""
    return _read(msg_file.mail_in_msg, content) if content.startswith(msg_file.BEGINS) else None


def outlook_mail(content: bytes) -> Mail | None:
    """Read a message of either kind."""
    return packed_mail(content) or saved_mail(content)


def _read(read: Callable[[bytes], Mail], content: bytes) -> Mail | None:
    try:
        return read(content)
    except _BROKEN:
        return None
