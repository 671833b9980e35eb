"""A mail's text that covers its attachment: who orders, the day and the place, where the attachment does not say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from agent.core.document import Document
from agent.core.order import Finding, Order, OrderKind, Provenance, Severity
from agent.extract.extraction import Extraction
from agent.extract.formats import as_shown, format_of
from agent.extract.labelled import Written
from agent.extract.parts import is_aside
from agent.extract.unreadable import UnreadableError
from agent.extract.unseen.head import Head, head_of
from agent.extract.unseen.head_sender import complete
from agent.extract.unseen.labels import values_in
from agent.extract.unseen.said import add_said
from agent.extract.unseen.strips import strips_of
from agent.extract.unseen.unnamed_head import add_unnamed
from agent.extract.unseen.vocabulary import WEAK
from agent.extract.values import MAX_TEXT, day_in, seen, squeezed

_DAYS = ("ordered_on", "deliver_on")
_FIELDS = ("number", *_DAYS, "deliver_to")
_UNSEEN = "layout-unseen"


def with_covering(documents: Sequence[Document], extractions: Sequence[Extraction]) -> list[Extraction]:
    """Complete the orders of attachments that no form read by what the mail's own text says.

    What the text says otherwise is doubted. Of several orders only the customer is completed.
    """
    orders = [order for one in extractions for order in one.orders]
    pairs = zip(documents, extractions, strict=True)
    covers = [document for document, one in pairs if is_aside(document) and not one.orders]
    if not covers or not any(_is_unseen(order) for order in orders):
        return list(extractions)
    head = _head_of(covers[0])
    if head is None:
        return list(extractions)
    fields = _FIELDS if len(orders) == 1 else ()
    return [
        replace(one, orders=tuple(_completed(order, head, covers[0], fields) for order in one.orders))
        for one in extractions
    ]


def _is_unseen(order: Order) -> bool:
    return any(finding.code == _UNSEEN for finding in order.findings)


def _head_of(document: Document) -> Head | None:
    """Return what a mail's text says of an order; None of a picture, and of a text that cannot be read."""
    format_ = format_of(document)
    if format_ is None or format_.reads != "text":
        return None
    try:
        content = as_shown(format_, document.content).content(document.content)
    except UnreadableError:
        return None
    strips, near = strips_of(content, "text"), document.received_at.date()
    where = range(len(strips))
    head = head_of(values_in(strips, where, near))
    complete(head, strips, where)
    add_unnamed(head, strips, where, len(strips), near)
    add_said(head, strips, where, near, OrderKind.ORDER)
    head.written = {name: written for name, written in head.written.items() if not head.is_unclear(name)}
    return head


def _completed(order: Order, head: Head, cover: Document, fields: Sequence[str]) -> Order:
    if not _is_unseen(order):
        return order
    if "customer_name" in head.written and order.customer.as_written is None and order.customer.code is None:
        written = head.written["customer_name"]
        customer = replace(order.customer, as_written=seen(written.text)[:MAX_TEXT])
        order = _with(order, "customer", customer, "customer_name", written, cover)
    for name in fields:
        written = head.written.get(name, Written(name, "", ""))
        value = _value(written, cover.received_at.date())
        is_weak = name == "number" and head.confidence.get(name, 1.0) <= WEAK and name in head.labels
        if value is None or is_weak or any(finding.field == name for finding in order.findings):
            continue
        own = getattr(order, name)
        if own is None:
            order = _with(order, name, value, name, written, cover)
        elif name in ("number", "deliver_on") and own != value:
            order = order.with_findings(Finding("mail-differs", Severity.DOUBT, name, (("text", written.text[:80]),)))
    return order


def _with(order: Order, attribute: str, value: Any, name: str, written: Written, cover: Document) -> Order:
    at = Provenance(f"{cover.name} {written.place}", seen(written.text), WEAK)
    return replace(order, provenance=(*order.provenance, (name, at)), **{attribute: value})


def _value(written: Written, near: date) -> date | str | None:
    if written.field in _DAYS:
        return day_in(written.text, "md", near)
    text = seen(written.text).strip()
    return text if squeezed(text) and len(text) <= MAX_TEXT else None
