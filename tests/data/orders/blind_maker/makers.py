"""Every maker there is, in the order of the files."""

from __future__ import annotations

from blind_maker import (  # each registers its documents when imported
    csv_files,
    csv_hosts,
    excel_forms,
    excel_tables,
    mail_attachments,
    mail_html,
    mail_texts,
    old_sheets,
    pdf_forms,
    pdf_tables,
    scans,
    structured,
)
from blind_maker.answers import DOCUMENTS, Document

__all__ = ["all_documents"]

_MODULES = (
    csv_files,
    csv_hosts,
    excel_forms,
    excel_tables,
    mail_attachments,
    mail_html,
    mail_texts,
    old_sheets,
    pdf_forms,
    pdf_tables,
    scans,
    structured,
)


def all_documents() -> list[Document]:
    """Return all documents by name."""
    return sorted(DOCUMENTS, key=lambda each: each.name)
