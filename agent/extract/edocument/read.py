"""Tell an electronic document by its root element, and read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2

from agent.extract.edocument.cii import is_cii, read_cii
from agent.extract.edocument.model import EDocument
from agent.extract.edocument.ubl import is_ubl, read_ubl
from agent.extract.edocument.unread import unread_in
from agent.extract.unreadable import UnreadableError
from agent.extract.xml_tree import Element, root_of

MAX_ATTACHMENTS = 50


def edocument_of(root: Element) -> EDocument | None:
    """Read an electronic document, in its envelope or without; None when it is another XML.

    Raises:
        UnreadableError: It holds several: which of them a value belongs to must not be mixed up, and none may be lost.
    """
    found = [one for one in (root, *root.children) if is_ubl(one) or is_cii(one)]
    if not found:
        return None
    if len(found) > 1:
        raise UnreadableError(f"{len(found)} electronic documents in one file", place=found[1].place, what="several")
    read = read_ubl(found[0]) if is_ubl(found[0]) else read_cii(found[0])
    return replace(read, unread=unread_in(found[0], read))


def edocument_in_pdf(content: bytes) -> EDocument | None:
    """Read the electronic document that a PDF carries (Factur-X, ZUGFeRD, Order-X); None when it carries none.

    An attachment that cannot be read is none: the page itself is still there.
    """
    for attached in _attached_xml(content):
        try:
            found = edocument_of(root_of(attached))
        except UnreadableError:
            continue
        if found is not None:
            return found
    return None


def _attached_xml(content: bytes) -> Iterator[bytes]:
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in range(min(document.count_attachments(), MAX_ATTACHMENTS)):
            attachment = document.get_attachment(number)
            if attachment.get_name().lower().endswith(".xml"):
                yield bytes(attachment.get_data())
    except pypdfium2.PdfiumError:
        return
    finally:
        document.close()
