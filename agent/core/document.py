"""Bytes that may hold orders, stored unchanged."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

TOO_LARGE = "application/vnd.denpyo.too-large"  # stands in for an item above its source's limit: sizes and headers


@dataclass(frozen=True, slots=True)
class Document:
    """One delivery or part of one.

    `key` is the delivery's key and the part's number (`inbox/ab12…/0`), and for a file in an archive its place there
    too (`inbox/ab12…/0/3`); `sender` is a mail address or, for folders and portals, the source's name; `subject` is
    the mail's subject or the file's name.
    """

    key: str
    delivery: str
    source: str
    name: str
    media_type: str
    digest: str
    content: bytes
    received_at: datetime
    sender: str = ""
    subject: str = ""
