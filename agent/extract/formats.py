"""The formats that can be read: how a document of each is told, and what turns its bytes into the one shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from agent.core.document import Document
from agent.extract import csv_table, json_tree, mail_text, pdf_text, xlsx_sheet, xml_tree
from agent.extract.csv_page import page_of
from agent.extract.edocument.model import EDocument
from agent.extract.edocument.read import edocument_in_pdf, edocument_of
from agent.extract.form_file import Reads
from agent.extract.scan.hidden import shows_text
from agent.extract.scan.models import models_folder
from agent.extract.table import Page
from agent.extract.tree import Tree, pages_of_tree
from agent.extract.unreadable import UnreadableError

_PDF, _OLE, _ZIP = b"%PDF-", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*", b"BM")
_TNEF = b"\x78\x9f\x3e\x22"
_PACKED = (b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"MSCF", b"BZh", b"\xfd7zXZ")
_PACKED_ENDINGS = (".zip", ".7z", ".rar", ".lzh", ".gz", ".tgz", ".tar", ".cab", ".bz2", ".xz")
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Content:
    """A document in the shape its forms look at; `csv` stands beside the page of its first rows.

    `raw` are the bytes of a file of fixed length, which its form cuts; `pictured` names the pages that are pictures;
    from a `tree`, JSON and XML are laid out.
    """

    pages: tuple[Page, ...]
    csv: csv_table.CsvRows | None = None
    raw: bytes = b""
    pictured: frozenset[str] = frozenset()
    tree: Tree | None = None


@dataclass(frozen=True, slots=True)
class Format:
    """One format: what forms call it, how it is read, and by which endings and media types it is told.

    `begins` are the bytes it may begin with; a document that begins as another format does is not of this one.
    `edocument` finds the electronic document it is or carries, which needs no form.
    """

    reads: Reads
    content: Callable[[bytes], Content]
    endings: tuple[str, ...]
    media_types: tuple[str, ...]
    begins: tuple[bytes, ...] = ()
    edocument: Callable[[bytes], EDocument | None] = lambda _: None


def _csv(content: bytes) -> Content:
    rows = csv_table.read_csv(content)
    return Content((page_of(rows),), rows)


def _in_pages(pages_of: Callable[[bytes], tuple[Page, ...]]) -> Callable[[bytes], Content]:
    return lambda content: Content(pages_of(content))


def _in_tree(tree_of: Callable[[bytes], Tree]) -> Callable[[bytes], Content]:
    def content_of(content: bytes) -> Content:
        tree = tree_of(content)
        return Content(pages_of_tree(*tree), tree=tree)

    return content_of


def _scan(content: bytes) -> Content:
    models_folder()
    from agent.extract.scan import page  # brings OpenCV: loaded where scans can be read

    pages = page.pages_of(content)
    return Content(pages, pictured=frozenset(one.name for one in pages))


def _pdf(content: bytes) -> Content:
    """Read a PDF's text, and those of its pages that are pictures by their writing; else it says they are unread."""
    pages = pdf_text.pages_of(content)
    unread = pdf_text.unread_in(pages)
    if not unread:
        return Content(pages)
    try:
        models_folder()
        from agent.extract.scan import page

        pictures = page.pages_of(content, unread)
    except UnreadableError:
        return Content(pages)
    return Content(pdf_text.with_pictures(pages, pictures), pictured=frozenset(one.name for one in pictures))


SCAN = Format(
    "scan",
    _scan,
    (".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp"),
    ("image/jpeg", "image/png", "image/tiff", "image/bmp"),
    _PICTURES,
)
FIXED = Format("fixed", lambda content: Content((), raw=content), (), ())
"""Nothing in a file of fixed length tells that it is one: its form does."""
FORMATS = (
    Format("pdf", _pdf, (".pdf",), ("application/pdf",), (_PDF,), edocument_in_pdf),
    SCAN,
    Format(
        "sheet",
        _in_pages(xlsx_sheet.pages_of),
        (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"),
        (_OFFICE, "application/vnd.ms-excel", "application/vnd.oasis.opendocument.spreadsheet"),
        (_OLE, _ZIP),
    ),
    Format("csv", _csv, (".csv", ".tsv"), ("text/csv", "text/tab-separated-values")),
    Format("json", _in_tree(json_tree.tree_of), (".json",), ("application/json", "text/json")),
    Format(
        "xml",
        _in_tree(xml_tree.tree_of),
        (".xml",),
        ("application/xml", "text/xml"),
        edocument=lambda content: edocument_of(xml_tree.root_of(content)),
    ),
    Format("text", _in_pages(mail_text.pages_of_html), (".htm", ".html"), ("text/html",)),
    Format("text", _in_pages(mail_text.pages_of), (".txt",), ("text/plain",)),
)


def format_of(document: Document) -> Format | None:
    """Tell a document's format: by its first bytes, then its name, then its media type; None when it is none."""
    head = document.content[:1024].lstrip()
    if head.startswith(_PDF):
        return next(one for one in FORMATS if one.reads == "pdf")
    named = _by_name(document)
    if head.startswith(_PICTURES[:-1]):
        return SCAN
    if head.startswith((_OLE, _ZIP)) and (named is None or not head.startswith(named.begins)):
        return None
    return named


def kind_of(document: Document) -> str:
    """Say what a document is that has no format: an archive that is no ZIP, its media type, or how its name ends."""
    content, ending = document.content, PurePosixPath(document.name).suffix.lower()
    if content.startswith(_PACKED) or content[2:5] == b"-lh" or ending in _PACKED_ENDINGS:
        return "archive-other"
    if content.startswith(_TNEF) or ending == ".msg":
        return "outlook"
    is_said = document.media_type not in ("", "application/octet-stream")
    return document.media_type if is_said else ending or "unknown"


def as_shown(format_: Format, content: bytes) -> Format:
    """Return how an opened document is read: a PDF that shows no text is a scan."""
    return SCAN if format_.reads == "pdf" and not shows_text(content) else format_


def _by_name(document: Document) -> Format | None:
    dot = document.name.rfind(".")
    ending = document.name[dot:].lower() if dot >= 0 else ""
    by_ending = next((one for one in FORMATS if ending in one.endings), None)
    return by_ending or next((one for one in FORMATS if document.media_type in one.media_types), None)
