"""The formats that can be read: how a document of each is told, and what turns its bytes into the one shape."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from agent.core.document import Document
from agent.extract import csv_table, json_tree, mail_text, pdf_text, xlsx_sheet, xml_tree
from agent.extract.edocument.model import EDocument
from agent.extract.edocument.read import edocument_in_pdf, edocument_of
from agent.extract.form import Reads
from agent.extract.table import Page

_PDF, _OLE, _ZIP = b"%PDF-", b"\xd0\xcf\x11\xe0", b"PK\x03\x04"
_OFFICE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Content:
    """A document in the shape its forms look at; `csv` stands beside the page of its first rows."""

    pages: tuple[Page, ...]
    csv: csv_table.CsvRows | None = None


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
    return Content((csv_table.page_of(rows),), rows)


def _in_pages(pages_of: Callable[[bytes], tuple[Page, ...]]) -> Callable[[bytes], Content]:
    return lambda content: Content(pages_of(content))


FORMATS = (
    Format("pdf", _in_pages(pdf_text.pages_of), (".pdf",), ("application/pdf",), (_PDF,), edocument_in_pdf),
    Format(
        "sheet",
        _in_pages(xlsx_sheet.pages_of),
        (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"),
        (_OFFICE, "application/vnd.ms-excel", "application/vnd.oasis.opendocument.spreadsheet"),
        (_OLE, _ZIP),
    ),
    Format("csv", _csv, (".csv", ".tsv"), ("text/csv", "text/tab-separated-values")),
    Format("json", _in_pages(json_tree.pages_of), (".json",), ("application/json", "text/json")),
    Format(
        "xml",
        _in_pages(xml_tree.pages_of),
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
    if head.startswith((_OLE, _ZIP)) and (named is None or not head.startswith(named.begins)):
        return None
    return named


def _by_name(document: Document) -> Format | None:
    dot = document.name.rfind(".")
    ending = document.name[dot:].lower() if dot >= 0 else ""
    by_ending = next((one for one in FORMATS if ending in one.endings), None)
    return by_ending or next((one for one in FORMATS if document.media_type in one.media_types), None)
