"""Stored documents and evidence, shown as pictures, plain text and tables, never as what they claim to be."""

from __future__ import annotations

import zlib
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from agent.app.ask.runs import find_evidence
from agent.app.ask.story import DocumentFact, find_delivery, find_document
from agent.console.access import Right
from agent.console.show import DocumentUnshowableError, kind_of, picture_of, view_of
from agent.console.visit import NotFoundError, Number, Visit, allowed

router = APIRouter()
Looking = Annotated[Visit, Depends(allowed(Right.SEE_ORDERS))]
FOR_EVER = {"Cache-Control": "private, max-age=31536000, immutable"}  # a digest's bytes never change
MAX_TEXT_BYTES = 4_000_000
PICTURES = ("image/png", "image/jpeg")


@router.get("/documents/{key:path}")
def document_page(visit: Looking, key: str) -> Response:
    """Show a document on a page of its own, as wide as the window."""
    return visit.show("document.html", document=_document(visit, key))


@router.get("/document-views/{key:path}")
def document_view(visit: Looking, key: str) -> Response:
    """Show a document as a part of a page."""
    document = _document(visit, key)
    try:
        view = view_of(_bytes(visit, document.digest), document.media_type, document.name, document.digest)
    except DocumentUnshowableError as error:
        return visit.show("parts/document.html", document=document, view=None, reason=error.reason)
    return visit.show("parts/document.html", document=document, view=view, reason=None)


@router.get("/document-pages/{n}/{key:path}")
def sheet_picture(visit: Looking, n: Number, key: str) -> Response:
    """Draw one page of a PDF or scanned picture; pages count from 0."""
    document = _document(visit, key)
    content = _bytes(visit, document.digest)
    kind = kind_of(document.media_type, document.name, content)
    try:
        picture = picture_of(content, document.digest, n, kind)
    except DocumentUnshowableError as error:
        raise NotFoundError from error
    return Response(picture, media_type="image/png", headers=FOR_EVER)


@router.get("/originals/{key:path}")
def original(visit: Looking, key: str) -> Response:
    """Hand out a document's very bytes, to be kept and not opened in the console."""
    document = _document(visit, key)
    return _attachment(_bytes(visit, document.digest), document.name)


@router.get("/evidence/{digest}")
def evidence(visit: Looking, digest: str) -> Response:
    """Show a picture the robot took, or its page's text."""
    with visit.reading() as session:
        piece = find_evidence(session, digest)
    if piece is None:
        raise NotFoundError
    content = _bytes(visit, digest)
    if piece.media_type in PICTURES:
        return Response(content, media_type=piece.media_type, headers=FOR_EVER)
    text = _text_of(content, piece.media_type)
    if text is not None:
        return Response(text, media_type="text/plain; charset=utf-8", headers=FOR_EVER)
    return _attachment(content, piece.name)


def _document(visit: Visit, key: str) -> DocumentFact:
    with visit.reading() as session:
        document = find_document(session, key) or find_delivery(session, key)
    if document is None:
        raise NotFoundError
    return document


def _bytes(visit: Visit, digest: str) -> bytes:
    try:
        return visit.deps.evidence.read(digest)
    except FileNotFoundError as error:
        raise NotFoundError from error


def _text_of(content: bytes, media_type: str) -> bytes | None:
    """Return evidence that is text, unpacked where it was packed, up to 4 MB."""
    if media_type == "application/gzip":
        return zlib.decompressobj(wbits=31).decompress(content, MAX_TEXT_BYTES)
    is_text = media_type.startswith("text/") or media_type == "application/json"
    return content[:MAX_TEXT_BYTES] if is_text else None


def _attachment(content: bytes, name: str) -> Response:
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "Content-Security-Policy": "sandbox; default-src 'none'",
    }
    return Response(content, media_type="application/octet-stream", headers=headers)
