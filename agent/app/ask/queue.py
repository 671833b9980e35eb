"""What waits for a person."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.app.ask.orders import OrderSummary, summaries
from agent.app.ask.paging import PAGE, Page, Place, page_of, place_of
from agent.core.codec import reason_from_json
from agent.core.errors import BusinessError, Reason
from agent.core.order import OrderState
from agent.settings.passwords import sender_of
from agent.store.exceptions import ExceptionKind
from agent.store.tables import JSON, ActionRow, DecisionRow, DeliveryRow, DocumentRow, ExceptionRow, OrderRow

APPROVAL = "approval-needed"
FIRST_IN_LINE = (ExceptionKind.IN_DOUBT, ExceptionKind.BUSINESS, ExceptionKind.SYSTEM, ExceptionKind.DEAD_LETTER)


class NothingLockedError(BusinessError):
    """The thing in the queue is about no file that waits for a password."""

    code = "nothing-locked"
    hint = "`denpyo queue list` shows what waits; a locked file is `document-locked`."


@dataclass(frozen=True, slots=True)
class QueueItem:
    """One thing in the exception queue, with what it is about; empty or None where it is about nothing of the kind.

    Subject, sender and instant are those of the delivery it is about; only a mail's have a meaning for people.
    A password of its files is kept for `kept_for`: the delivery's sender, or its source where that knows none.
    Without an action, `target` is what its reason names: it is about the target as a whole.
    """

    id: int
    kind: str
    reason: Reason
    opened_at: datetime
    source: str
    delivery: str | None
    document: str | None
    document_name: str
    order: OrderSummary | None
    action: str | None
    target: str
    idempotency_key: str
    resolved_at: datetime | None
    resolved_by: str
    resolution: str
    comment: str
    subject: str = ""
    sender: str = ""
    kept_for: str = ""
    received_at: datetime | None = None
    is_mail: bool = False


@dataclass(frozen=True, slots=True)
class Approval:
    """One order that waits for a person's yes, with whose and since when."""

    order: OrderSummary
    by: str
    rule: str
    since: datetime


def list_open(
    session: Session, kinds: Sequence[str] = (), limit: int = 200, *, with_approvals: bool = True
) -> tuple[QueueItem, ...]:
    """Return what waits: in doubt first, then oldest first. Orders that wait for approval can be left out."""
    rank = sa.case({kind.value: n for n, kind in enumerate(FIRST_IN_LINE)}, value=col(ExceptionRow.kind), else_=9)
    statement = select(ExceptionRow).where(col(ExceptionRow.resolved_at).is_(None))
    if kinds:
        statement = statement.where(col(ExceptionRow.kind).in_(kinds))
    if not with_approvals:
        statement = statement.where(_code() != APPROVAL)
    statement = statement.order_by(rank, col(ExceptionRow.opened_at), col(ExceptionRow.id)).limit(limit)
    return _items(session, list(session.exec(statement)))


def list_resolved(session: Session, kinds: Sequence[str] = (), after: str | None = None) -> Page[QueueItem]:
    """Return what was dealt with, newest first."""
    statement = select(ExceptionRow).where(col(ExceptionRow.resolved_at).is_not(None))
    if kinds:
        statement = statement.where(col(ExceptionRow.kind).in_(kinds))
    place = place_of(after)
    if place is not None and place.key.isdecimal():
        statement = statement.where(
            sa.tuple_(col(ExceptionRow.resolved_at), col(ExceptionRow.id)) < sa.tuple_(place.at, int(place.key))
        )
    statement = statement.order_by(col(ExceptionRow.resolved_at).desc(), col(ExceptionRow.id).desc()).limit(PAGE + 1)
    items = list(_items(session, list(session.exec(statement))))
    return page_of(items, PAGE, [Place(item.resolved_at or item.opened_at, str(item.id)) for item in items])


def find_item(session: Session, number: int) -> QueueItem | None:
    """Return one thing of the queue, open or resolved."""
    row = session.get(ExceptionRow, number)
    return None if row is None else _items(session, [row])[0]


def items_of(session: Session, order: str) -> tuple[QueueItem, ...]:
    """Return what waited or waits about one order, oldest first."""
    statement = select(ExceptionRow).where(ExceptionRow.order == order).order_by(col(ExceptionRow.id))
    return _items(session, list(session.exec(statement)))


def count_waiting(session: Session, *, with_approvals: bool = True) -> dict[str, int]:
    """Count what waits by kind; a kind without any is left out."""
    statement = select(ExceptionRow.kind, sa.func.count()).where(col(ExceptionRow.resolved_at).is_(None))
    if not with_approvals:
        statement = statement.where(_code() != APPROVAL)
    statement = statement.group_by(ExceptionRow.kind)
    return dict(session.execute(statement).all())


def list_approvals(session: Session, limit: int = 200) -> tuple[Approval, ...]:
    """Return the orders that wait for approval, oldest first."""
    rows = list(
        session.exec(
            select(OrderRow)
            .where(OrderRow.state == OrderState.APPROVING.value)
            .order_by(col(OrderRow.received_at), col(OrderRow.key))
            .limit(limit)
        )
    )
    asked = {row.order: row for row in _decisions(session, [row.key for row in rows])}
    return tuple(
        Approval(
            order,
            str(asked[order.key].value.get("by", "")) if order.key in asked else "",
            asked[order.key].rule if order.key in asked else "",
            asked[order.key].decided_at if order.key in asked else order.received_at,
        )
        for order in summaries(session, rows)
    )


def is_mail(media_type: str, name: str) -> bool:
    """Whether a delivery is a whole mail."""
    return media_type.split(";")[0].strip().lower() == "message/rfc822" or name.lower().endswith(".eml")


def _code() -> sa.ColumnElement[str]:
    code: sa.ColumnElement[str] = sa.type_coerce(ExceptionRow.reason, JSON)["code"].as_string()
    return code


def _decisions(session: Session, orders: Sequence[str]) -> list[DecisionRow]:
    statement = select(DecisionRow).where(col(DecisionRow.order).in_(orders)).order_by(col(DecisionRow.n))
    return list(session.exec(statement))


def _items(session: Session, rows: Sequence[ExceptionRow]) -> tuple[QueueItem, ...]:
    orders = _by_key(session, OrderRow, {row.order for row in rows})
    told = {order.key: order for order in summaries(session, list(orders.values()))}
    actions = _by_key(session, ActionRow, {row.action for row in rows})
    documents = _by_key(session, DocumentRow, {row.document for row in rows})
    deliveries = _by_key(session, DeliveryRow, {row.delivery for row in rows})
    return tuple(_item(row, told, actions, documents, deliveries) for row in rows)


def _item(
    row: ExceptionRow,
    orders: dict[str, OrderSummary],
    actions: dict[str, Any],
    documents: dict[str, Any],
    deliveries: dict[str, Any],
) -> QueueItem:
    assert row.id is not None
    action = actions.get(row.action or "")
    delivery, document = deliveries.get(row.delivery or ""), documents.get(row.document or "")
    held = document or delivery
    reason = reason_from_json({"values": {}, "place": "", **row.reason})
    return QueueItem(
        id=row.id,
        kind=row.kind,
        reason=reason,
        opened_at=row.opened_at,
        source=row.source,
        delivery=row.delivery,
        document=row.document,
        document_name=held.name if held else "",
        order=orders.get(row.order or ""),
        action=row.action,
        target=action.target if action else str(reason.values.get("target", "")),
        idempotency_key=action.idempotency_key if action else "",
        resolved_at=row.resolved_at,
        resolved_by=row.resolved_by,
        resolution=row.resolution,
        comment=row.comment,
        subject=(document.subject if document else "") or (delivery.name if delivery else ""),
        sender=held.sender if held else "",
        kept_for=sender_of(delivery.sender, delivery.source) if delivery else "",
        received_at=delivery.received_at if delivery else None,
        is_mail=delivery is not None and is_mail(delivery.media_type, delivery.name),
    )


def _by_key(session: Session, table: Any, keys: set[str | None]) -> dict[str, Any]:
    named = [key for key in keys if key]
    return {row.key: row for row in session.exec(select(table).where(table.key.in_(named)))} if named else {}
