"""What a source hands over, and what it is told in return."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Settlement(StrEnum):
    """Our answer to the source: taken, refused (kept aside for a person), or left where it is."""

    ACCEPT = "accept"
    REJECT = "reject"
    RELEASE = "release"


def digest_of(content: bytes) -> str:
    """Name bytes by their SHA-256, in hex."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True, slots=True)
class Delivery:
    """One item as the source handed it over.

    `external_id` is the source's own lasting name of the item (file name, UIDVALIDITY:UID, portal order number);
    `handle` is what the source needs to settle it and is never stored. `subject` is that of the mail it was part of,
    where one part is read apart.
    """

    source: str
    external_id: str
    digest: str
    name: str
    media_type: str
    content: bytes
    received_at: datetime
    handle: str = ""
    sender: str = ""
    subject: str = ""

    @property
    def key(self) -> str:
        """The same item looked at twice has the same key; a changed item has another."""
        named = "\0".join((self.source, self.external_id, self.digest))
        return f"{self.source}/{digest_of(named.encode())[:24]}"
