"""A file on the desk, as the delivery a source would make of it."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.core.delivery import Delivery

MAIL = "message/rfc822"


def delivery_of(file: Path, source: str, sender: str) -> Delivery:
    """Take a file as if a source had brought it, a file that ends in `.eml` as a mail."""
    from agent.core.business_day import SystemClock
    from agent.core.delivery import Delivery, digest_of

    content = file.read_bytes()
    guessed = MAIL if file.suffix == ".eml" else mimetypes.guess_type(file.name)[0]
    return Delivery(
        source=source,
        external_id=file.name,
        digest=digest_of(content),
        name=file.name,
        media_type=guessed or "application/octet-stream",
        content=content,
        received_at=SystemClock().now(),
        sender=sender,
    )
