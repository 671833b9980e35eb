"""Take a delivery apart: a mail into its body and attachments, anything else is one document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from email import message_from_bytes
from email.message import Message
from typing import TypeAlias

from agent.core.delivery import Delivery, digest_of
from agent.core.document import Document
from agent.extract.encoding import lenient_text_of
from agent.extract.headers import RawHeaders, header_text, name_of, sender_of
from agent.extract.outlook.message import RtfBody
from agent.extract.outlook.read import outlook_mail, packed_mail, saved_mail
from agent.extract.unreadable import UnreadableError

MAX_PARTS = 200
MAX_DEPTH = 20

BODY = "body.txt"
HTML_BODY = "body.html"
ASIDE = "inline/"
_RTF_BODY = "body.rtf"
_BODIES = (BODY, HTML_BODY, _RTF_BODY)
_SIGNATURES = {"application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature"}

_LINK, _HINT = re.compile(r"\S+(?:://|@|www\.)\S+"), 500

_Mail: TypeAlias = "Message[str, str]"


@dataclass(frozen=True, slots=True)
class _Part:
    """One body or attachment of a mail, decoded; `inner` is a mail that stands in it.

    A body that `is_spare` is Outlook's copy, for a mail that has no other.
    """

    name: str
    media_type: str
    content: bytes
    sender: str = ""
    subject: str = ""
    inner: _Mail | None = None
    is_spare: bool = False

    @property
    def is_body(self) -> bool:
        return self.name in _BODIES


def is_mail(delivery: Delivery) -> bool:
    """Whether a delivery is a whole mail, as it was sent or as Outlook keeps it."""
    return _plain_type(delivery.media_type) == "message/rfc822" or _ends(delivery, ".eml") or _is_outlook(delivery)


def _is_outlook(delivery: Delivery) -> bool:
    return _ends(delivery, ".msg", "winmail.dat")


def _ends(delivery: Delivery, *endings: str) -> bool:
    return delivery.name.lower().endswith(endings)


def is_aside(document: Document) -> bool:
    """Whether a document is a mail's body, a picture shown in it or its signature: it need not hold an order."""
    return document.name in _BODIES or document.name.startswith(ASIDE)


def documents_of(delivery: Delivery) -> tuple[Document, ...]:
    """Take a delivery apart; a message of Outlook that is damaged, or none, stays one document.

    A body is stored as the text it shows (UTF-8), an attachment with its bytes unchanged; a mail inside a mail is
    taken apart too, and its parts carry its own sender and subject. Keys are the delivery's key and `/0`, `/1`, …

    Raises:
        UnreadableError: The mail is nested too deeply or has too many parts.
    """
    if not is_mail(delivery):
        return (document_of(delivery),)
    mail = outlook_mail(delivery.content) if _is_outlook(delivery) else _parsed(delivery.content)
    if mail is None:
        return (document_of(delivery),)
    parts = list(_parts(mail, 0))
    if len(parts) > MAX_PARTS:
        raise UnreadableError(f"more than {MAX_PARTS} parts", what="mail")
    return tuple(
        Document(
            key=f"{delivery.key}/{number}",
            delivery=delivery.key,
            source=delivery.source,
            name=part.name,
            media_type=part.media_type,
            digest=digest_of(part.content),
            content=part.content,
            received_at=delivery.received_at,
            sender=part.sender or delivery.sender,
            subject=part.subject,
        )
        for number, part in enumerate(parts)
    )


def document_of(delivery: Delivery) -> Document:
    """Take a delivery as one document, as it is."""
    return Document(
        key=f"{delivery.key}/0",
        delivery=delivery.key,
        source=delivery.source,
        name=delivery.name,
        media_type=_plain_type(delivery.media_type),
        digest=delivery.digest,
        content=delivery.content,
        received_at=delivery.received_at,
        sender=delivery.sender or delivery.source,
        subject=delivery.subject or delivery.name,
    )


def _plain_type(media_type: str) -> str:
    return media_type.split(";")[0].strip().lower()


def _parsed(content: bytes) -> _Mail:
    try:
        return message_from_bytes(content, policy=RawHeaders())
    except RecursionError as error:
        raise UnreadableError("nested too deeply", what="mail") from error


def _parts(message: _Mail, depth: int) -> Iterator[_Part]:
    """Yield a mail's body, then its attachments, in the order they stand."""
    sender, subject = sender_of(message), header_text(message, "Subject")
    leaves = _leaves(message, depth)
    body, rest = _body_of(leaves), [leaf for leaf in leaves if not leaf.is_body]
    if body is not None or not rest:
        yield replace(body or _Part(BODY, "text/plain", b""), sender=sender, subject=subject)
    for leaf in rest:
        if leaf.inner is not None:
            yield from _parts(leaf.inner, depth + 1)
        else:
            yield replace(leaf, sender=sender, subject=subject)


def _body_of(leaves: Sequence[_Part]) -> _Part | None:
    """Join the pieces of a body; some mailers cut it around an attachment."""
    written = [leaf for leaf in leaves if leaf.is_body and leaf.content.strip()]
    bodies = [leaf for leaf in written if not leaf.is_spare] or written
    if not bodies:
        return None
    same = [body.content for body in bodies if body.name == bodies[0].name]
    return replace(bodies[0], content=b"\n".join(same))


def _leaves(message: _Mail, depth: int) -> list[_Part]:
    if depth > MAX_DEPTH:
        raise UnreadableError("nested too deeply", what="mail")
    payload = message.get_payload() if message.is_multipart() else None
    if not isinstance(payload, list):
        leaf = _leaf(message)
        packed = packed_mail(leaf.content)
        return [leaf] if packed is None else [replace(one, is_spare=True) for one in _leaves(packed, depth + 1)]
    children = [child for child in payload[: MAX_PARTS + 1] if isinstance(child, Message)]
    if message.get_content_type() == "message/rfc822":
        return [_Part("", "message/rfc822", b"", inner=child) for child in children]
    leaves = [leaf for child in children for leaf in _leaves(child, depth + 1)]
    has_plain = any(leaf.name == BODY and leaf.content.strip() for leaf in leaves) and not _only_points(leaves)
    if message.get_content_subtype() == "alternative" and _only_points(leaves):
        return [leaf for leaf in leaves if leaf.name != BODY]
    if message.get_content_subtype() == "alternative" and has_plain:
        return [leaf for leaf in leaves if leaf.name != HTML_BODY]
    return leaves


def _only_points(leaves: Sequence[_Part]) -> bool:
    """Whether the plain text of a mail gives nothing but a hint to look at its HTML: no figure, where that has some."""
    plain = b"".join(leaf.content for leaf in leaves if leaf.name == BODY).decode(errors="replace")
    html = b"".join(leaf.content for leaf in leaves if leaf.name == HTML_BODY).decode(errors="replace")
    said = _LINK.sub("", plain)
    return len(said) <= _HINT and not re.search(r"\d", said) and re.search(r"<t[dr][\s>]", html) is not None


def _leaf(part: _Mail) -> _Part:
    if isinstance(part, RtfBody):
        return _Part(_RTF_BODY, "application/rtf", b"{\\rtf}")
    media_type, name = part.get_content_type().encode("ascii", "replace").decode(), name_of(part)
    raw = part.get_payload(decode=True)
    content = raw if isinstance(raw, bytes) else b""
    is_attached = part.get_content_disposition() == "attachment" or bool(name)
    if media_type in ("text/plain", "text/html") and not is_attached:
        text = lenient_text_of(content, str(part.get_param("charset") or ""))
        return _Part(HTML_BODY if media_type == "text/html" else BODY, media_type, text.encode())
    if media_type in _SIGNATURES or (part.get_content_maintype() == "image" and _is_shown_inline(part)):
        return _Part(f"{ASIDE}{name}", media_type, content)
    if name.lower().endswith(".eml"):
        return _Part(name, media_type, b"", inner=_parsed(content))
    if name.lower().endswith(".msg") and (saved := saved_mail(content)) is not None:
        return _Part(name, media_type, b"", inner=saved)
    return _Part(attachment_name(name, media_type), media_type, content)


def _is_shown_inline(part: _Mail) -> bool:
    return part.get("Content-ID") is not None and part.get_content_disposition() != "attachment"


def attachment_name(name: str, media_type: str = "") -> str:
    """Name an attachment, or a file of an archive; one without a name by its type, and none as a body is named."""
    if not name:
        return f"unnamed.{media_type.rsplit('/', 1)[-1]}"
    return f"attached-{name}" if name in _BODIES else name
