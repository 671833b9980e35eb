"""What a mail says beside its attachment: day, place and sender where an order read without a form has none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from agent.core.document import Document
from agent.core.order import Finding, Order, Provenance, Severity
from agent.extract.extraction import Extraction
from agent.extract.formats import Content, format_of
from agent.extract.parts import is_aside
from agent.extract.unseen.head import Head, complete, head_of
from agent.extract.unseen.labels import values_in
from agent.extract.unseen.said import add_said
from agent.extract.unseen.strips import strips_of
from agent.extract.values import day_in, folded

_TEXTS = ("number", "deliver_to")
_DAYS = ("deliver_on", "ordered_on")
_MISSING = "form-missing"


def with_beside(documents: Sequence[Document], extractions: Sequence[Extraction]) -> list[Extraction]:
    """Complete the one order of a mail's attachments by what its text says; doubt it where the text says another day.

    A text that orders something itself, or an attachment of several orders, is left as it is.
    """
    pairs = list(zip(documents, extractions, strict=True))
    bodies = [document for document, one in pairs if _is_silent_body(document, one)]
    orders = [order for document, one in pairs if not is_aside(document) for order in one.orders]
    if len(bodies) != 1 or len(orders) != 1:
        return list(extractions)
    head = _head_of(bodies[0])
    near = bodies[0].received_at.date()
    return [
        one
        if is_aside(document)
        else replace(one, orders=tuple(_with(order, head, bodies[0], near) for order in one.orders))
        for document, one in pairs
    ]


def _is_silent_body(document: Document, extraction: Extraction) -> bool:
    reason = extraction.reason
    is_text = document.media_type in ("text/plain", "text/html")
    return is_aside(document) and is_text and reason is not None and reason.code == _MISSING


def _head_of(document: Document) -> Head:
    format_ = format_of(document)
    content = format_.content(document.content) if format_ is not None else Content(())
    strips = strips_of(content, "text")
    where, near = range(len(strips)), document.received_at.date()
    head = head_of(values_in(strips, where, near))
    complete(head, strips, where, len(strips))
    add_said(head, strips, where, near)
    return head


def _with(order: Order, head: Head, body: Document, near: date) -> Order:
    days = {name: day_in(head.written[name].text, "md", near) for name in _DAYS if name in head.written}
    told = days.get("deliver_on")
    if order.deliver_on is not None and told is not None and told != order.deliver_on:
        values = (("text", told.isoformat()),)
        order = order.with_findings(Finding("mail-differs", Severity.DOUBT, "deliver_on", values))
    if not any(finding.code == "layout-unseen" for finding in order.findings):
        return order
    values_by_name: dict[str, Any] = {name: folded(head.written[name].text) for name in _TEXTS if name in head.written}
    absent = {
        name: value
        for name, value in (values_by_name | days).items()
        if value is not None and getattr(order, name) is None and not _is_doubted(order, name)
    }
    customer, names = order.customer, list(absent)
    if "customer_name" in head.written and customer.as_written is None and not _is_doubted(order, "customer_name"):
        customer = replace(customer, as_written=head.written["customer_name"].text)
        names.append("customer_name")
    found = tuple((name, _provenance(head, body, name)) for name in names)
    return replace(order, customer=customer, provenance=(*order.provenance, *found), **absent)


def _is_doubted(order: Order, name: str) -> bool:
    return any(finding.field == name for finding in order.findings)


def _provenance(head: Head, body: Document, name: str) -> Provenance:
    written = head.written[name]
    return Provenance(f"{body.name} {written.place}", written.text, head.confidence[name])
