"""Headers and names as Japanese mailers really write them: encoded words split anywhere, raw bytes, wrong labels."""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from email.message import Message
from email.policy import Compat32
from email.utils import parseaddr

from agent.extract.encoding import lenient_text_of
from agent.extract.values import seen

MAX_HEADER = 8_000
MAX_NAME = 200

_WORD = re.compile(r"=\?([^?\s]{1,40})\?([bBqQ])\?([^?]*)\?=")
_BETWEEN_WORDS = re.compile(r"(\?=)\s+(?==\?)")


class RawHeaders(Compat32):
    """Hands headers out as they were written, so that raw bytes in them are not lost."""

    def header_fetch_parse(self, name: str, value: str) -> str:
        """Return the value with its raw bytes as surrogates."""
        return value


def header_text(message: Message[str, str], name: str) -> str:
    """Read one header as text; absent is empty."""
    value = message.get(name)
    return _plain(str(value)) if value is not None else ""


def _plain(value: str) -> str:
    return " ".join(seen(decoded(value).replace("\0", " ")).split())


def sender_of(message: Message[str, str]) -> str:
    """Read the address of `From`, in lower case; empty where none can be told."""
    return address_in(str(message.get("From", "")))


def address_in(value: str) -> str:
    """Read the address a header's value names, in lower case; empty where none can be told."""
    try:
        address = parseaddr(_plain(value))[1].lower()
    except RecursionError:  # comments within comments without end
        return ""
    return address if "@" in address else ""


def name_of(part: Message[str, str]) -> str:
    """Read an attachment's file name (RFC 2231, RFC 2047 or raw), without folders and control characters."""
    for parameter, header in (("filename", "content-disposition"), ("name", "content-type")):
        value = part.get_param(parameter, header=header)
        if isinstance(value, tuple):
            charset, _, text = value
            return safe_name(lenient_text_of(str(text).encode("latin-1", errors="surrogateescape"), charset or ""))
        if value:
            return safe_name(decoded(str(value)))
    return ""


def safe_name(name: str) -> str:
    """Keep the last part of a path, without what could mislead or break a line."""
    seen = "".join(char for char in name if unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"))
    return re.split(r"[/\\]", seen)[-1].strip()[-MAX_NAME:]


def decoded(value: str) -> str:
    """Decode a header's value; words of one charset are joined first, as they may be cut inside a character."""
    value = _BETWEEN_WORDS.sub(r"\1", value[:MAX_HEADER])
    pieces: list[tuple[str, bytes]] = []
    at = 0
    for match in _WORD.finditer(value):
        if match.start() > at:
            pieces.append(("", _raw(value[at : match.start()])))
        charset = match[1].split("*")[0].lower()
        content = _word_bytes(match[2], match[3])
        if pieces and pieces[-1][0] == charset:
            content = pieces.pop()[1] + content
        pieces.append((charset, content))
        at = match.end()
    pieces.append(("", _raw(value[at:])))
    return "".join(lenient_text_of(content, charset) for charset, content in pieces)


def _raw(text: str) -> bytes:
    return text.encode("utf-8", errors="surrogateescape")


def _word_bytes(encoding: str, text: str) -> bytes:
    raw = _raw(text)
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    try:
        return base64.b64decode(raw.rstrip(b"=") + b"=" * (-len(raw.rstrip(b"=")) % 4))
    except binascii.Error:
        return raw
