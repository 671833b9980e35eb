"""Reads the few headers a mail is named by: a bounded look at foreign bytes that never fails.

The mail itself is taken apart in a bounded child process; nothing here decides what it holds.
"""

from __future__ import annotations

import re
import unicodedata
from email.errors import HeaderParseError
from email.header import decode_header

from agent.extract.headers import address_in

LONGEST_HEADERS_BYTES = 256_000
LONGEST_NAME = 200
ENDS = (b"\r\n\r\n", b"\n\n")


def header_block(raw: bytes) -> bytes:
    """Return a mail's headers, up to the first empty line."""
    block = raw[:LONGEST_HEADERS_BYTES]
    ends = [place for end in ENDS if (place := block.find(end)) >= 0]
    return block[: min(ends)] if ends else block


def header(block: bytes, name: str) -> bytes:
    """Return a header's value, unfolded; empty when it is not there."""
    pattern = rb"(?im)^" + re.escape(name.encode()) + rb"[ \t]*:[ \t]*([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)"
    found = re.search(pattern, block)
    return re.sub(rb"\r?\n[ \t]+", b" ", found[1]).strip() if found else b""


def message_id(block: bytes) -> str:
    """Return the Message-ID; empty when there is none that can stand as a name."""
    text = header(block, "Message-ID").decode("ascii", "replace")
    return text if re.fullmatch(r"<?[!-;=?-~]{3,198}>?", text) else ""


def sender(block: bytes) -> str:
    """Return the address of From as a document of the mail has it; empty when there is none."""
    return address_in(header(block, "From").decode("ascii", "surrogateescape"))


def subject(block: bytes) -> str:
    """Return the subject as people read it, cut to 200 characters and without control characters."""
    raw = header(block, "Subject")
    text = "".join(_decode(part, charset) for part, charset in _parts(raw))
    plain = "".join(" " if unicodedata.category(character) in ("Cc", "Cs") else character for character in text)
    return plain.strip()[:LONGEST_NAME]


def _parts(raw: bytes) -> list[tuple[bytes, str]]:
    """Split into encoded words; raw 8-bit and ISO-2022-JP headers, not allowed and common, are one part."""
    if b"=?" not in raw or b"\x1b" in raw or not raw.isascii():
        return [(raw, "")]
    try:
        parts = decode_header(raw.decode("ascii"))
    except (HeaderParseError, ValueError):
        return [(raw, "")]
    return [(part.encode("ascii") if isinstance(part, str) else part, charset or "") for part, charset in parts]


def _decode(part: bytes, charset: str) -> str:
    guesses = ("iso2022_jp_ext",) if b"\x1b" in part else ("utf-8", "cp932")
    for name in (charset, *guesses) if charset else guesses:
        try:
            return part.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return part.decode("ascii", "replace")
