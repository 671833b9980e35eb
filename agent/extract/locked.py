"""Office files and PDFs under a password: how one is told, and how it is opened."""

from __future__ import annotations

import io
import struct
from typing import Any
from xml.parsers.expat import ExpatError

import pypdfium2
import pypdfium2.raw as pdfium
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import DecryptionError, FileFormatError, ParseError
from msoffcrypto.format import xls97

from agent.extract.passwords import Passwords

OFFICE_ROUNDS = 100_000
"""Rounds of a workbook's key as Office writes it."""
MAX_ROUNDS = 1_000_000
"""Rounds that are reckoned for all workbooks of a delivery together, those of Office's own workbooks not counted."""
UNASKED = "VelvetSweatshop"
"""Excel opens a workbook under this password without asking ([MS-OFFCRYPTO] 2.4.2.3)."""

_OLE, _PDF, _PDF_LOCK = b"\xd0\xcf\x11\xe0", b"%PDF-", b"/Encrypt"
_BROKEN = (
    *(DecryptionError, FileFormatError, ParseError, ExpatError, struct.error, OSError),
    *(ValueError, LookupError, TypeError, AttributeError, AssertionError, NotImplementedError),
)
"""How msoffcrypto, and olefile below it, fail at a file that is not what it claims to be."""


def opened(content: bytes, passwords: Passwords) -> bytes:
    """Return a file without its lock; one that has none, or is not known to have one, comes back as it is.

    Raises:
        LockedError: No password opens it.
    """
    if content.startswith(_OLE):
        return _open_office(content, passwords)
    if _PDF in content[:1024] and _PDF_LOCK in content:
        return _open_pdf(content, passwords)
    return content


def _open_office(content: bytes, passwords: Passwords) -> bytes:
    file = _encrypted_office(content)
    if file is None:
        return content
    rounds = _rounds(file)
    if rounds > OFFICE_ROUNDS and passwords.spend(rounds) > MAX_ROUNDS:
        raise passwords.locked("locked-office")
    found = passwords.first(lambda password: _office_with(file, password)) or _office_with(file, UNASKED)
    if found is None:
        raise passwords.locked("locked-office")
    return found


def _encrypted_office(content: bytes) -> Any:
    """Open an office file that is encrypted; None when it is not, or is none."""
    try:
        file = OfficeFile(io.BytesIO(content))
        return file if file.is_encrypted() else None
    except _BROKEN:
        return None


def _rounds(file: Any) -> int:
    info = getattr(file, "info", None)
    return int(info.get("spinValue", 0)) if isinstance(info, dict) else 0


class _InMemory:
    """Stands in for `tempfile` where msoffcrypto decrypts an old workbook: a confined child has no disk."""

    TemporaryFile = io.BytesIO


def _office_with(file: Any, password: str) -> bytes | None:
    xls97.tempfile = _InMemory
    out = io.BytesIO()
    try:
        if file.format == "ooxml":
            file.load_key(password=password, verify_password=True)
        else:
            file.load_key(password=password)  # the old formats always verify
        file.decrypt(out)
    except _BROKEN:
        return None
    return out.getvalue()


def _open_pdf(content: bytes, passwords: Passwords) -> bytes:
    """Return a PDF without its lock; one whose password only forbids printing is open already."""
    if not _needs_password(content):
        return content
    found = passwords.first(lambda password: _pdf_with(content, password))
    if found is None:
        raise passwords.locked("locked-pdf")
    return found


def _needs_password(content: bytes) -> bool:
    try:
        pypdfium2.PdfDocument(content).close()
    except pypdfium2.PdfiumError as error:
        return bool(error.err_code == pdfium.FPDF_ERR_PASSWORD)
    return False


def _pdf_with(content: bytes, password: str) -> bytes | None:
    try:
        document = pypdfium2.PdfDocument(content, password=password)
    except (pypdfium2.PdfiumError, UnicodeError):
        return None
    out = io.BytesIO()
    try:
        document.save(out, flags=pdfium.FPDF_REMOVE_SECURITY)
    finally:
        document.close()
    return out.getvalue()
