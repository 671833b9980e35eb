"""Walk one delivery through the pure stations: intake, extract, check, decide. Nothing is stored here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from agent.core.correction import Correction
from agent.core.decision import Ruling
from agent.core.delivery import Delivery, Settlement
from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.order import Order
from agent.core.ports import EvidenceStore
from agent.engine.outside import Guidance
from agent.engine.parsers import Parsers
from agent.engine.stations.check import check
from agent.engine.stations.correct import correct
from agent.engine.stations.decide import decide

Corrected = Mapping[tuple[str, int], Sequence[Correction]]
"""What people corrected, by document and position of the order in it."""
NOTHING: Corrected = {}


class Ruled(NamedTuple):
    """An order checked, its ruling, and the order as it was read: before people and masters had their say."""

    order: Order
    ruling: Ruling
    read: Order


@dataclass(frozen=True, slots=True)
class Received:
    """What one delivery came to: its documents with the form that read each, its ruled orders, what was not read."""

    delivery: Delivery
    documents: tuple[tuple[Document, str], ...]
    orders: tuple[Ruled, ...]
    unread: tuple[tuple[Document, Reason], ...]

    @property
    def settlement(self) -> Settlement:
        """Refused when nothing in it could be read; the document is kept all the same."""
        return Settlement.REJECT if self.unread and not self.orders else Settlement.ACCEPT


def receive_one(
    delivery: Delivery,
    parsers: Parsers,
    guidance: Guidance,
    today: date,
    corrected: Corrected = NOTHING,
    typed: Sequence[str] = (),
) -> Received:
    """Take a delivery apart, read, check and decide every order in it; what people corrected before holds on."""
    reading = parsers.read(delivery, typed)
    documents, orders, unread = [], [], []
    for document, extraction in zip(reading.documents, reading.extractions, strict=True):
        documents.append((document, extraction.form))
        orders += [_ruled(order, guidance, today, corrected) for order in extraction.orders]
        if extraction.reason is not None:
            unread.append((document, extraction.reason))
    return Received(delivery, tuple(documents), tuple(orders), tuple(unread))


def put_documents(evidence: EvidenceStore, received: Received) -> None:
    """Store the bytes of what a delivery was taken apart into; its own are stored already."""
    for document, _ in received.documents:
        if document.digest != received.delivery.digest:
            evidence.put(document.name, document.content, document.media_type)


def _ruled(order: Order, guidance: Guidance, today: date, corrected: Corrected) -> Ruled:
    said = corrected.get((order.document, order.position), ())
    return Ruled(*rule(correct(order, said), guidance, today), order)


def rule(order: Order, guidance: Guidance, today: date) -> tuple[Order, Ruling]:
    """Check and decide one order as it was read, or as people say it stands there."""
    checked = check(order, guidance.masters, today)
    return checked, decide(checked, guidance.ruleset, today)
