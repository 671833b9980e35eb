"""What agent and parser child say to each other: a JSON head and the bytes of documents behind it. Never pickle."""

from __future__ import annotations

import json
import re
import socket
import struct
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from agent.core.codec import order_from_json, order_to_json, reason_from_json, reason_to_json
from agent.core.delivery import Delivery, digest_of
from agent.core.document import Document
from agent.extract.extraction import Extraction, Reading
from agent.extract.form_change import MOST, change_from_json, change_to_json
from agent.extract.passwords import Passwords
from agent.extract.teaching import MOST_FOUND, Changes, Lesson, lesson_to_json

MAX_FRAME_BYTES = 512 * 1024 * 1024
Json = dict[str, Any]
FORMS, TRIED, READ, PING, READY, SCANS = b"F", b"T", b"R", b"P", b"1", b"S"
COLD: Json = {"cold": True}
"""A child's answer when it met a scan, and its server has not loaded what reads them."""
PART = re.compile(r"[0-9]{1,5}(/[0-9]{1,5}){0,3}")
"""A part of a delivery, and the file in an archive in an archive in an archive that stands in it."""
_SIZES = struct.Struct("!II")


def send_frame(connection: socket.socket, head: Json, blob: bytes = b"") -> None:
    """Send one message."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode(errors="surrogatepass")
    connection.sendall(_SIZES.pack(len(text), len(blob)) + text)
    connection.sendall(blob)


def receive_frame(connection: socket.socket) -> tuple[Json, bytes] | None:
    """Receive one message; None when the other side ended first, or says more than a message may hold.

    Raises:
        ValueError, RecursionError: What came is no JSON.
    """
    sizes = _receive(connection, _SIZES.size)
    if sizes is None:
        return None
    n_text, n_blob = _SIZES.unpack(sizes)
    if n_text + n_blob > MAX_FRAME_BYTES:
        return None
    text = _receive(connection, n_text)
    blob = _receive(connection, n_blob) if text is not None else None
    if text is None or blob is None:
        return None
    return json.loads(text.decode(errors="surrogatepass")), blob


def _receive(connection: socket.socket, n_bytes: int) -> bytes | None:
    received = bytearray(n_bytes)
    view, at = memoryview(received), 0
    while at < n_bytes:
        n = connection.recv_into(view[at:])
        if n == 0:
            return None
        at += n
    return bytes(received)


def delivery_head(delivery: Delivery) -> Json:
    """Write a delivery without its bytes and without its handle."""
    return {
        "source": delivery.source,
        "external_id": delivery.external_id,
        "digest": delivery.digest,
        "name": delivery.name,
        "media_type": delivery.media_type,
        "received_at": delivery.received_at.isoformat(),
        "sender": delivery.sender,
        "subject": delivery.subject,
    }


def delivery_of(head: Json, content: bytes) -> Delivery:
    """Read a delivery as `delivery_head` wrote it."""
    at = datetime.fromisoformat(head["received_at"])
    return Delivery(**{**head, "received_at": at, "content": content})


def request_head(
    delivery: Delivery, passwords: Sequence[str], only: int | None = None, *, is_tried: bool = False
) -> Json:
    """Write what a child is asked: the delivery without its bytes, the passwords known for its sender, what to read.

    With `is_tried` it is read by the forms that are tried, instead of those that hold.
    """
    return {"delivery": delivery_head(delivery), "passwords": list(passwords), "only": only, "tried": is_tried}


def lesson_head(delivery: Delivery, passwords: Sequence[str], forms: Mapping[str, str], lesson: Lesson) -> Json:
    """Write what a child is asked to look for: how a form would read a document as a person corrected it."""
    return {**request_head(delivery, passwords), "forms": dict(forms), "teach": lesson_to_json(lesson)}


def changes_to_wire(found: Sequence[Changes]) -> Json:
    """Write the changes that were found."""
    return {"found": [[change_to_json(change) for change in changes] for changes in found]}


def changes_of(head: Json) -> tuple[Changes, ...]:
    """Read changes as `changes_to_wire` wrote them; each says nothing but where a field stands.

    Raises:
        KeyError, TypeError, ValueError: The child wrote something else.
    """
    return tuple(tuple(change_from_json(one) for one in changes[:MOST]) for changes in head["found"][:MOST_FOUND])


def request_of(head: Json, content: bytes) -> tuple[Delivery, Passwords, int | None]:
    """Read a request as `request_head` wrote it."""
    return delivery_of(head["delivery"], content), Passwords(head["passwords"]), head["only"]


def reading_to_wire(reading: Reading, delivery: Delivery) -> tuple[Json, bytes]:
    """Write a reading; a document that is the delivery itself travels without its bytes."""
    owns = [one.digest == delivery.digest for one in reading.documents]
    blobs = [b"" if own else one.content for one, own in zip(reading.documents, owns, strict=True)]
    documents = [
        {
            "part": one.key.removeprefix(f"{delivery.key}/"),
            "name": one.name,
            "media_type": one.media_type,
            "sender": one.sender,
            "subject": one.subject,
            "whole": own,
            "size": len(blob),
        }
        for one, own, blob in zip(reading.documents, owns, blobs, strict=True)
    ]
    extractions = [
        {
            "orders": [order_to_json(order) for order in one.orders],
            "form": one.form,
            "reason": None if one.reason is None else reason_to_json(one.reason),
        }
        for one in reading.extractions
    ]
    return {"documents": documents, "extractions": extractions}, b"".join(blobs)


def reading_of(head: Json, blob: bytes, delivery: Delivery) -> Reading:
    """Read a reading as `reading_to_wire` wrote it; digests are reckoned here, never taken from the child.

    Raises:
        KeyError, TypeError, ValueError, ArithmeticError: The child wrote something else.
    """
    documents, at = [], 0
    for one in head["documents"]:
        content = delivery.content if one["whole"] else blob[at : at + one["size"]]
        at += one["size"]
        documents.append(
            Document(
                key=f"{delivery.key}/{_part(one)}",
                delivery=delivery.key,
                source=delivery.source,
                name=one["name"],
                media_type=one["media_type"],
                digest=delivery.digest if one["whole"] else digest_of(content),
                content=content,
                received_at=delivery.received_at,
                sender=one["sender"],
                subject=one["subject"],
            )
        )
    if len({document.key for document in documents}) < len(documents):
        raise ValueError("two documents of one key")
    pairs = zip(documents, head["extractions"], strict=True)
    return Reading(tuple(documents), tuple(_extraction_of(one, document) for document, one in pairs))


def _part(one: Json) -> str:
    part = one["part"]
    if not PART.fullmatch(part):
        raise ValueError("no part of a delivery")
    return str(part)


def _extraction_of(one: Json, document: Document) -> Extraction:
    orders = tuple(order_from_json(order) for order in one["orders"])
    if any((order.document, order.source) != (document.key, document.source) for order in orders):
        raise ValueError("an order of another document")
    return Extraction(orders, one["form"], None if one["reason"] is None else reason_from_json(one["reason"]))
