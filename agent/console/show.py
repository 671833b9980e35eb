"""Turn a stored document into something a page can show, in a child process with little time and memory.

The bytes come from strangers: they are opened nowhere else, and only text, tables and a drawn picture come back.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from agent.core.errors import BusinessError

SHOW_S = 20.0
MAX_BYTES = 40 * 1024 * 1024
KEPT = 200
KINDS = {
    "application/pdf": "pdf",
    "message/rfc822": "mail",
    "text/plain": "text",
    "text/csv": "csv",
    "text/html": "html",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "sheet",
    "application/vnd.ms-excel": "sheet",
    "application/json": "text",
    "application/xml": "text",
    "text/xml": "text",
    **dict.fromkeys(("image/png", "image/jpeg", "image/tiff", "image/bmp"), "picture"),
}
ENDINGS = {
    "pdf": "pdf",
    "eml": "mail",
    "txt": "text",
    "csv": "csv",
    "tsv": "csv",
    "xlsx": "sheet",
    "xlsm": "sheet",
    "xls": "sheet",
    "html": "html",
    "htm": "html",
    **dict.fromkeys(("json", "xml"), "text"),
    **dict.fromkeys(("png", "jpg", "jpeg", "tif", "tiff", "bmp"), "picture"),
}
BEGINNINGS = {b"%PDF-": "pdf", b"\x89PNG\r\n": "picture", b"\xff\xd8\xff": "picture"}
_children = threading.BoundedSemaphore(2)
_mutex = threading.Lock()
_kept: OrderedDict[tuple[str, str], bytes] = OrderedDict()


class DocumentUnshowableError(BusinessError):
    """A document cannot be shown on a page."""

    code = "document-unshowable"
    hint = "Download the original and open it in its own program."


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a document: its name, and rows of texts."""

    name: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def width(self) -> int:
        """Columns of the widest row."""
        return max((len(row) for row in self.rows), default=0)


@dataclass(frozen=True, slots=True)
class DocumentView:
    """What a page shows of a document: number of drawn pages, text, tables, and a mail's heads. `is_cut`: not all.

    `sizes` are the pages' widths and heights in points, `lines` the file's lines the rows of its one table end on.
    """

    kind: str
    n_pages: int = 0
    text: str = ""
    heads: tuple[tuple[str, str], ...] = ()
    tables: tuple[Table, ...] = ()
    parts: tuple[str, ...] = ()
    is_cut: bool = False
    sizes: tuple[tuple[float, float], ...] = ()
    lines: tuple[int, ...] = ()


def view_of(content: bytes, media_type: str, name: str, digest: str) -> DocumentView:
    """Read a document for showing.

    Raises:
        DocumentUnshowableError: It is of no known kind, or could not be read in time.
    """
    kind = kind_of(media_type, name, content)
    if not kind or len(content) > MAX_BYTES:
        raise DocumentUnshowableError
    told: dict[str, Any] = json.loads(_kept_or_made(digest, kind, content))
    return DocumentView(
        kind=kind,
        n_pages=told.get("n_pages", 0),
        text=told.get("text", ""),
        heads=tuple((head, value) for head, value in told.get("heads", ())),
        tables=tuple(Table(name, tuple(tuple(row) for row in rows)) for name, rows in told.get("tables", ())),
        parts=tuple(told.get("parts", ())),
        is_cut=told.get("is_cut", False),
        sizes=tuple((width, height) for width, height in told.get("sizes", ())),
        lines=tuple(told.get("lines", ())),
    )


def picture_of(content: bytes, digest: str, page: int, kind: str = "pdf") -> bytes:
    """Draw one page of a PDF or scanned picture as PNG.

    Raises:
        DocumentUnshowableError: There is no such page, or it could not be drawn in time.
    """
    return _kept_or_made(digest, f"picture-page:{page}" if kind == "picture" else f"page:{page}", content)


def kind_of(media_type: str, name: str, content: bytes = b"") -> str:
    """Return how a document is shown: by its first bytes, its media type, the end of its name; empty when it is not."""
    begins = next((kind for head, kind in BEGINNINGS.items() if content.startswith(head)), "")
    if begins:
        return begins
    known = KINDS.get(media_type.split(";")[0].strip().lower(), "")
    by_name = ENDINGS.get(name.rsplit(".", 1)[-1].lower(), "") if "." in name else ""
    return by_name if known in ("", "text") and by_name else known


def _kept_or_made(digest: str, what: str, content: bytes) -> bytes:
    with _mutex:
        if (digest, what) in _kept:
            _kept.move_to_end((digest, what))
            return _kept[digest, what]
    made = _made(what, content)
    with _mutex:
        _kept[digest, what] = made
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return made


def _made(what: str, content: bytes) -> bytes:
    command = [sys.executable, "-I", "-m", "agent.console.show_child", what]
    with _children:
        try:
            done = subprocess.run(command, input=content, capture_output=True, timeout=SHOW_S, check=True)
        except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
            raise DocumentUnshowableError from error
    return done.stdout
