"""What every answer to a thing in the exception queue needs: the thing, its document, and the order's next ruling."""

from __future__ import annotations

from dataclasses import replace

from sqlmodel import Session

from agent.core.command import Command
from agent.core.delivery import Delivery
from agent.engine.commands import Ask, RefusedError
from agent.engine.outside import Outside
from agent.engine.storing import queue_new, waiting_for
from agent.store import audit_log, exceptions, orders
from agent.store.orders import PlacedOrder
from agent.store.tables import DeliveryRow, DocumentRow, ExceptionRow, OrderRow

ORDER_LOCKED = "order-locked"
"""The answer where an order's document was opened once, and the password is not there any more."""


def item_number(command: Command) -> int:
    """Return the number of the thing a command is about."""
    if not command.about.isdecimal():
        raise RefusedError("exception-not-open", number=command.about)
    return int(command.about)


def open_item(ask: Ask, number: int) -> ExceptionRow:
    """Return a thing that still waits, locked until the transaction ends."""
    row = exceptions.find_open(ask.session, number)
    if row is None:
        raise RefusedError("exception-not-open", number=str(number))
    return row


def order_of_item(row: ExceptionRow) -> str:
    """Return the key of the order it is about."""
    if row.order is None:
        raise RefusedError("no-order")
    return row.order


def close_item(ask: Ask, row: ExceptionRow, resolution: str) -> None:
    """Take a thing out of the queue, with who did it, how, and why."""
    comment = ask.command.values.get("comment", "")
    exceptions.close(ask.session, row, ask.now, ask.command.by, resolution, comment)
    told = {"resolution": resolution, "comment": comment, "order": row.order or "", "document": row.document or ""}
    event = ask.writer.plain("exception.resolved", "exception", str(row.id), ask.command.by, **told)
    audit_log.append(ask.session, [replace(event, order=row.order)])


def settle_ruling(ask: Ask, stored: OrderRow, placed: PlacedOrder) -> None:
    """Store an order's next ruling and what it leads to."""
    orders.add_decision(ask.session, stored.key, placed.ruling, ask.now, ask.command.by)
    orders.set_state(ask.session, stored.key, placed.state)
    queued = queue_new(ask.session, ask.queue, ask.outside, [placed], ask.writer)
    exceptions.put(ask.session, waiting_for(placed), ask.now)
    decided = ask.writer.decided(stored.key, placed.order, placed.ruling, ask.command.by)
    audit_log.append(ask.session, [decided, *queued])


def delivery_of(session: Session, outside: Outside, document: str | None) -> Delivery | None:
    """Return the delivery a document came with, its bytes too; None where no document is known."""
    known = session.get(DocumentRow, document) if document else None
    row = session.get(DeliveryRow, known.delivery) if known else None
    if row is None:
        return None
    return Delivery(
        source=row.source,
        external_id=row.external_id,
        digest=row.digest,
        name=row.name,
        media_type=row.media_type,
        content=_content_of(outside, row),
        received_at=row.received_at,
        sender=row.sender,
    )


def _content_of(outside: Outside, row: DeliveryRow) -> bytes:
    """Return what was delivered, unless it lies where only the agent that took it reaches."""
    try:
        return outside.evidence.read(row.digest)
    except FileNotFoundError:
        raise RefusedError("original-elsewhere", name=row.name) from None
