"""Load what reading a scan takes at the first scan, before confined children, who can load nothing more."""

from __future__ import annotations

import io
from contextlib import suppress
from typing import TYPE_CHECKING

from agent.extract.scan.models import READINESS, find_models
from agent.extract.unreadable import UnreadableError

if TYPE_CHECKING:
    from PIL import Image


def hold_back() -> None:
    """Load nothing before the first scan: most sites see few, and the models take a second and 100 MB."""
    READINESS.is_ready = find_models() is None


def warm_up() -> None:
    """Read a page with one box and one blot in it, once, where scans can be read at all."""
    if READINESS.is_ready:
        return
    READINESS.is_ready = True
    from PIL import Image

    from agent.extract.scan.page import pages_of
    from agent.extract.scan.picture import pictures_of

    sheet = Image.new("L", (620, 877), 255)
    sheet.paste(0, (100, 100, 300, 160))
    sheet.paste(255, (103, 103, 297, 157))
    sheet.paste(0, (120, 120, 140, 140))
    with suppress(UnreadableError):
        pages_of(_saved(sheet, "PNG"))
    for kind in ("JPEG", "TIFF", "BMP"):
        list(pictures_of(_saved(sheet, kind)))


def _saved(sheet: Image.Image, kind: str) -> bytes:
    file = io.BytesIO()
    sheet.save(file, kind)
    return file.getvalue()
