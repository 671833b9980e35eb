"""A mail's text beside its attachment: the same order told twice is one, and what it tells otherwise is doubted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from agent.core.document import Document
from agent.core.order import Finding, Order, Severity
from agent.extract.extraction import Extraction
from agent.extract.parts import is_aside
from agent.extract.values import folded


def without_copies(documents: Sequence[Document], extractions: Sequence[Extraction]) -> list[Extraction]:
    """Leave out orders of a mail's text that were read without a form where an attachment gives the order.

    A text whose goods are not among the attachment's is no copy: the attachment's orders are doubted then.
    """
    asides = [is_aside(document) for document in documents]
    main = [order for aside, one in zip(asides, extractions, strict=True) if not aside for order in one.orders]
    if not main:
        return list(extractions)
    told = [
        order for aside, one in zip(asides, extractions, strict=True) if aside and not one.form for order in one.orders
    ]
    copied = [order for order in told if order.number is None or order.number in {each.number for each in main}]
    more = sorted(_goods(copied) - _goods(main))
    doubts = (Finding("mail-differs", Severity.DOUBT, "lines", (("text", more[0][0]),)),) if more else ()
    return [
        _kept(one, copied)
        if aside
        else replace(one, orders=tuple(order.with_findings(*doubts) for order in one.orders))
        for aside, one in zip(asides, extractions, strict=True)
    ]


def _kept(extraction: Extraction, copied: Sequence[Order]) -> Extraction:
    return replace(extraction, orders=tuple(order for order in extraction.orders if order not in copied))


def _goods(orders: Sequence[Order]) -> set[tuple[str, Decimal | None]]:
    return {
        ("".join(folded(line.product_code or line.product_name or "").split()), line.quantity)
        for order in orders
        for line in order.lines
    }
