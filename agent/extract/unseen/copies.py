"""A mail's text beside its attachment: the same order told twice is one, and what it tells otherwise is doubted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from agent.core.document import Document
from agent.core.order import Finding, Order, Severity
from agent.extract.altering import alters
from agent.extract.extraction import Extraction
from agent.extract.parts import is_aside
from agent.extract.values import folded, squeezed


def without_copies(documents: Sequence[Document], extractions: Sequence[Extraction]) -> list[Extraction]:
    """Leave out orders of a mail's text that were read without a form where an attachment gives the order.

    A text whose goods, day, place, prices or note are not the attachment's is no copy, nor is one that speaks of a
    change: the attachment's orders are doubted then.
    """
    asides = [is_aside(document) for document in documents]
    main = [order for aside, one in zip(asides, extractions, strict=True) if not aside for order in one.orders]
    if not main:
        return list(extractions)
    told = [
        order for aside, one in zip(asides, extractions, strict=True) if aside and not one.form for order in one.orders
    ]
    copied = [order for order in told if order.number is None or order.number in {each.number for each in main}]
    more = sorted(_told_by(copied) - _told_by(main)) + [
        text for document, aside in zip(documents, asides, strict=True) if aside and (text := _alteration(document))
    ]
    doubts = (Finding("mail-differs", Severity.DOUBT, "lines", (("text", more[0]),)),) if more else ()
    return [
        _kept(one, copied)
        if aside
        else replace(one, orders=tuple(order.with_findings(*doubts) for order in one.orders))
        for aside, one in zip(asides, extractions, strict=True)
    ]


def _kept(extraction: Extraction, copied: Sequence[Order]) -> Extraction:
    return replace(extraction, orders=tuple(order for order in extraction.orders if order not in copied))


def _told_by(orders: Sequence[Order]) -> set[str]:
    """Return what orders say, each thing as a text of its own."""
    lines = [line for order in orders for line in order.lines]
    goods = {(line, squeezed(line.product_code or line.product_name or "")) for line in lines}
    head = [value for order in orders for value in (order.deliver_on, order.deliver_to, order.note)]
    return {
        *(_text(key, line.quantity) for line, key in goods),
        *(_text(key, line.unit_price, "@") for line, key in goods if line.unit_price is not None),
        *(squeezed(str(value)) for value in head if value),
    }


def _text(name: str, number: Decimal | None, mark: str = "") -> str:
    return f"{name} {mark}{'' if number is None else format(number.normalize(), 'f')}".strip()


def _alteration(document: Document) -> str:
    """Return the line of a mail's text that says something is changed or called off."""
    if not document.media_type.startswith("text/"):
        return ""
    text = document.content.decode(errors="replace")
    return next((line.strip()[:80] for line in folded(text).splitlines() if alters(line)), "")
