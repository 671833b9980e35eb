"""Deliveries, their documents, and the ledger of intake."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.core.delivery import Delivery, Settlement
from agent.core.document import Document
from agent.core.errors import Reason
from agent.store.inserting import insert_all, insert_missing, insert_or_add
from agent.store.tables import DeliveryRow, DocumentRow, IntakeCountRow, SourceRow

MANY = 500  # keys asked for at once
REMEMBERED = 1_000  # names of items left alone, a source


def settlements(session: Session, keys: Sequence[str]) -> dict[str, Settlement]:
    """Return what stands about deliveries already received, by key."""
    rows = session.exec(select(DeliveryRow.key, DeliveryRow.settlement).where(col(DeliveryRow.key).in_(keys)))
    return {key: Settlement(settlement) for key, settlement in rows}


def add_new(session: Session, deliveries: Mapping[str, tuple[Delivery, Settlement]]) -> set[str]:
    """Insert deliveries and return the keys that were not there before; what another run stored stays as it is."""
    rows = [_delivery_row(delivery, settlement) for delivery, settlement in deliveries.values()]
    return insert_missing(session, DeliveryRow, rows, "key")


def add_documents(session: Session, documents: Iterable[tuple[Document, str]]) -> None:
    """Insert documents, each with the name of the form that read it."""
    insert_all(session, DocumentRow, [_document_row(document, form) for document, form in documents])


def mark_settled(session: Session, keys: Sequence[str], now: datetime) -> None:
    """Note that the source was told."""
    session.execute(
        sa.update(DeliveryRow)
        .where(col(DeliveryRow.key).in_(keys))
        .values(settled_at=now)
        .execution_options(synchronize_session=False)
    )


def unsettled(session: Session, source: str) -> set[str]:
    """Name a source's deliveries that are stored and not noted as settled."""
    statement = select(DeliveryRow.key).where(DeliveryRow.source == source, col(DeliveryRow.settled_at).is_(None))
    return set(session.exec(statement))


def is_received(session: Session, source: str, external_id: str) -> bool:
    """Whether the source's item was stored and the source told."""
    found = session.exec(
        select(DeliveryRow.key)
        .where(DeliveryRow.source == source, DeliveryRow.external_id == external_id)
        .where(col(DeliveryRow.settled_at).is_not(None))
        .limit(1)
    ).first()
    return found is not None


def get_delivery(session: Session, key: str) -> DeliveryRow:
    """Return a delivery's row; the caller knows that it is there."""
    return session.exec(select(DeliveryRow).where(DeliveryRow.key == key)).one()


def documents_named(session: Session, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return name and digest of documents, by key."""
    wanted = sorted(set(keys))
    found: dict[str, tuple[str, str]] = {}
    for at in range(0, len(wanted), MANY):
        rows = session.exec(
            select(DocumentRow.key, DocumentRow.name, DocumentRow.digest).where(
                col(DocumentRow.key).in_(wanted[at : at + MANY])
            )
        )
        found |= {key: (name, digest) for key, name, digest in rows}
    return found


def count(session: Session, day: date, counts: Mapping[str, Mapping[str, int]]) -> None:
    """Add to the counts of one day, by source and by what became of things."""
    rows = [
        {"source": source, "day": day, "what": what, "n": n}
        for source, of_source in counts.items()
        for what, n in of_source.items()
    ]
    insert_or_add(session, IntakeCountRow, rows, ("source", "day", "what"), "n")


def note_look(session: Session, source: str, now: datetime, *, brought: bool) -> None:
    """Note that a source was looked at, and whether it brought something."""
    row = session.get(SourceRow, source) or SourceRow(name=source)
    row.looked_at, row.down_since, row.reason = now, None, None
    if brought:
        row.last_item_at = now
    session.add(row)


def note_left_alone(session: Session, source: str, day: date, names: Sequence[str]) -> int:
    """Note what lies at a source and is no delivery; each is counted once, as seen and ignored. Returns how many were.

    A source's row must be there (`note_look`). Of very many, the first thousand are remembered and counted.
    """
    row = session.get(SourceRow, source)
    assert row is not None
    known = set(row.left_alone["names"]) if row.left_alone else set()
    still = [name for name in names if name in known]
    new = [name for name in names if name not in known][: max(0, REMEMBERED - len(still))]
    noted = {"n": len(names), "names": sorted([*still, *new])} if names else None
    if row.left_alone != noted:
        row.left_alone = noted
        session.add(row)
    if new:
        count(session, day, {source: {"seen": len(new), "ignored": len(new)}})
    return len(new)


def note_down(session: Session, source: str, now: datetime, reason: Reason) -> None:
    """Note that a source cannot be reached: its state is unknown, never empty."""
    row = session.get(SourceRow, source) or SourceRow(name=source)
    row.down_since = row.down_since or now
    row.reason = {"code": reason.code, "values": reason.values, "place": reason.place}
    session.add(row)


def _delivery_row(delivery: Delivery, settlement: Settlement) -> dict[str, Any]:
    return {
        "key": delivery.key,
        "source": delivery.source,
        "external_id": delivery.external_id,
        "digest": delivery.digest,
        "name": delivery.name,
        "media_type": delivery.media_type,
        "sender": delivery.sender,
        "received_at": delivery.received_at,
        "settlement": settlement.value,
        "settled_at": None,
    }


def _document_row(document: Document, form: str) -> dict[str, Any]:
    return {
        "key": document.key,
        "delivery": document.delivery,
        "source": document.source,
        "name": document.name,
        "media_type": document.media_type,
        "digest": document.digest,
        "size_bytes": len(document.content),
        "sender": document.sender,
        "subject": document.subject,
        "received_at": document.received_at,
        "form": form,
    }
