"""One order's whole story: from the document to the slip, with every decision and its proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from agent.app.ask.audit import AuditFact, events_of
from agent.app.ask.orders import OrderSummary, summaries
from agent.app.ask.queue import QueueItem, items_of
from agent.app.ask.runs import Run, evidence_of, run_of
from agent.core.action import Slip
from agent.core.codec import decision_from_json, order_from_json, reason_from_json, slip_from_json, trace_from_json
from agent.core.decision import Decision, TraceStep
from agent.core.errors import Reason
from agent.core.order import Order
from agent.store.tables import ActionRow, AttemptRow, DecisionRow, DeliveryRow, DocumentRow, OrderRow


@dataclass(frozen=True, slots=True)
class DocumentFact:
    """One stored document and the delivery it came with; `settled_at` is when the source was told."""

    key: str
    name: str
    media_type: str
    digest: str
    size_bytes: int
    sender: str
    subject: str
    form: str
    source: str
    received_at: datetime
    delivery: str
    delivery_name: str
    delivery_digest: str
    delivery_media_type: str
    settlement: str
    settled_at: datetime | None


@dataclass(frozen=True, slots=True)
class DecisionFact:
    """One decision with the rules looked at and the version that replays it."""

    n: int
    decision: Decision
    ruleset: str
    trace: tuple[TraceStep, ...]
    decided_at: datetime
    decided_by: str


@dataclass(frozen=True, slots=True)
class ActionFact:
    """One action: the slip, the state, and its attempts, oldest first."""

    key: str
    target: str
    account: str
    idempotency_key: str
    slip: Slip
    state: str
    slip_number: str
    reason: Reason | None
    changed_at: datetime
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class OrderStory:
    """Everything known of one order; `relatives` are the orders of the same customer and number."""

    summary: OrderSummary
    order: Order
    document: DocumentFact | None
    decisions: tuple[DecisionFact, ...]
    actions: tuple[ActionFact, ...]
    exceptions: tuple[QueueItem, ...]
    events: tuple[AuditFact, ...]
    relatives: tuple[OrderSummary, ...]


def find_story(session: Session, key: str) -> OrderStory | None:
    """Return one order's story."""
    row = session.get(OrderRow, key)
    if row is None:
        return None
    summary = summaries(session, [row])[0]
    return OrderStory(
        summary=summary,
        order=order_from_json(row.body),
        document=find_document(session, row.document),
        decisions=_decisions(session, key),
        actions=_actions(session, key, summary),
        exceptions=items_of(session, key),
        events=events_of(session, key, row.document),
        relatives=_relatives(session, row),
    )


def find_document(session: Session, key: str) -> DocumentFact | None:
    """Return one document with its delivery."""
    statement = select(DocumentRow, DeliveryRow).where(DocumentRow.delivery == DeliveryRow.key, DocumentRow.key == key)
    found = session.exec(statement).first()
    return None if found is None else _document(*found)


def find_delivery(session: Session, key: str) -> DocumentFact | None:
    """Return a delivery as it came, for one whose documents could not be told apart."""
    row = session.get(DeliveryRow, key)
    if row is None:
        return None
    whole = DocumentRow(
        key="",
        delivery=row.key,
        source=row.source,
        name=row.name,
        media_type=row.media_type,
        digest=row.digest,
        size_bytes=0,
        sender=row.sender,
        received_at=row.received_at,
    )
    return _document(whole, row)


def _document(row: DocumentRow, delivery: DeliveryRow) -> DocumentFact:
    return DocumentFact(
        key=row.key,
        name=row.name,
        media_type=row.media_type,
        digest=row.digest,
        size_bytes=row.size_bytes,
        sender=row.sender,
        subject=row.subject,
        form=row.form,
        source=row.source,
        received_at=row.received_at,
        delivery=delivery.key,
        delivery_name=delivery.name,
        delivery_digest=delivery.digest,
        delivery_media_type=delivery.media_type,
        settlement=delivery.settlement,
        settled_at=delivery.settled_at,
    )


def _decisions(session: Session, order: str) -> tuple[DecisionFact, ...]:
    rows = session.exec(select(DecisionRow).where(DecisionRow.order == order).order_by(col(DecisionRow.n)))
    return tuple(
        DecisionFact(
            row.n,
            decision_from_json({name: value for name, value in row.value.items() if name != "on_approval"}),
            row.ruleset,
            trace_from_json(row.trace),
            row.decided_at,
            row.decided_by,
        )
        for row in rows
    )


def _actions(session: Session, order: str, summary: OrderSummary) -> tuple[ActionFact, ...]:
    rows = list(session.exec(select(ActionRow).where(ActionRow.order == order).order_by(ActionRow.key)))
    evidence = evidence_of(session, [row.key for row in rows])
    attempts = list(
        session.exec(
            select(AttemptRow).where(col(AttemptRow.action).in_([row.key for row in rows])).order_by(col(AttemptRow.n))
        )
    )
    return tuple(
        ActionFact(
            key=row.key,
            target=row.target,
            account=row.account,
            idempotency_key=row.idempotency_key,
            slip=slip_from_json(row.slip),
            state=row.state,
            slip_number=row.slip_number,
            reason=None if row.reason is None else reason_from_json({"values": {}, "place": "", **row.reason}),
            changed_at=row.changed_at,
            runs=tuple(
                run_of(attempt, row, summary, evidence.get((row.key, attempt.n), ()))
                for attempt in attempts
                if attempt.action == row.key
            ),
        )
        for row in rows
    )


def _relatives(session: Session, row: OrderRow) -> tuple[OrderSummary, ...]:
    if row.base_key is None:
        return ()
    statement = (
        select(OrderRow)
        .where(OrderRow.base_key == row.base_key, OrderRow.key != row.key)
        .order_by(col(OrderRow.received_at).desc())
        .limit(20)
    )
    return tuple(summaries(session, list(session.exec(statement))))
