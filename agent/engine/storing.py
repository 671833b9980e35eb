"""Store what deliveries came to: documents, orders, decisions, events, exceptions and queued actions, in one go."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from agent.audit.event import AuditEvent
from agent.core.decision import Approve, Enter, Hold
from agent.core.delivery import Settlement
from agent.core.document import Document
from agent.core.errors import Reason
from agent.engine.events import Writer, of_orders
from agent.engine.linking import place
from agent.engine.outside import Outside
from agent.engine.queues import EnterQueue
from agent.engine.reading import Received
from agent.engine.urgency import urgency_of
from agent.quality.slip import slip_of
from agent.store import actions, audit_log, deliveries, exceptions, orders
from agent.store.actions import NewAction
from agent.store.exceptions import ExceptionKind, Waiting
from agent.store.orders import PlacedOrder


def store_received(
    session: Session, queue: EnterQueue, outside: Outside, received: Sequence[Received]
) -> dict[str, Settlement]:
    """Store deliveries that are new and return the settlement of each; what another run stored stays as it is."""
    offered = {one.delivery.key: (one.delivery, one.settlement) for one in received}
    new = deliveries.add_new(session, offered)
    fresh = list({one.delivery.key: one for one in received if one.delivery.key in new}.values())
    if fresh:
        _store_fresh(session, queue, outside, fresh)
    known = deliveries.settlements(session, sorted(offered.keys() - new)) if len(new) < len(offered) else {}
    return known | {key: settlement for key, (_, settlement) in offered.items() if key in new}


def _store_fresh(session: Session, queue: EnterQueue, outside: Outside, fresh: Sequence[Received]) -> None:
    now = outside.now()
    writer = Writer(now, outside.agent)
    documents = [pair for one in fresh for pair in one.documents]
    deliveries.add_documents(session, documents)
    exceptions.put(session, waiting_for_documents(pair for one in fresh for pair in one.unread), now)
    events = [writer.document(document, form) for document, form in documents]
    events += [writer.unread(document, reason) for one in fresh for document, reason in one.unread]
    placed = place(session, [pair for one in fresh for pair in one.orders])
    events += store_orders(session, queue, outside, placed, writer)
    audit_log.append(session, events)
    deliveries.count(session, outside.today(), _counts(fresh, placed))


def store_orders(
    session: Session, queue: EnterQueue, outside: Outside, placed: Sequence[PlacedOrder], writer: Writer
) -> list[AuditEvent]:
    """Store orders that were just placed with decisions, exceptions and queued actions; return their events."""
    now = outside.now()
    orders.add_orders(session, placed, now)
    queued = queue_new(session, queue, outside, placed, writer)
    exceptions.put(session, [one for each in placed for one in waiting_for(each)], now)
    return [*of_orders(writer, placed), *queued]


def queue_new(
    session: Session, queue: EnterQueue, outside: Outside, placed: Sequence[PlacedOrder], writer: Writer
) -> list[AuditEvent]:
    """Queue the first attempt of orders that are to be entered, and return the events of it.

    Of each account that has nothing to do, the most urgent is queued here; the others are parked until it is their
    turn (`engine/dispatch.py`).
    """
    entered = [(one, one.ruling.decision) for one in placed if isinstance(one.ruling.decision, Enter)]
    documents = deliveries.documents_named(session, [one.order.document for one, _ in entered])
    new = [_action(outside, one, decision, documents, place) for place, (one, decision) in enumerate(entered)]
    new = _with_first_queued(new, actions.busy_accounts(session) if new else set())
    actions.add_actions(session, new, outside.now())
    for one in new:
        if one.is_queued:
            queue.put(session, one.key, one.account, one.attempt)
    return [writer.action("action.queued" if one.is_queued else "action.parked", one) for one in new]


def _action(
    outside: Outside,
    placed: PlacedOrder,
    decision: Enter,
    documents: Mapping[str, tuple[str, str]],
    place: int,
) -> NewAction:
    target = outside.targets[decision.target]
    name, digest = documents.get(placed.order.document, ("", ""))
    slip = replace(slip_of(placed.order, decision.slip, outside.today()), document_name=name, document_digest=digest)
    urgency = urgency_of(placed.order, decision, outside.now(), outside.zone, place)
    return actions.new_action(placed.key, slip, target.name, target.settings.key_length, urgency)


def _with_first_queued(new: Sequence[NewAction], busy: set[str]) -> list[NewAction]:
    """Have the most urgent of each account queued that is not busy."""
    first: dict[str, NewAction] = {}
    for one in sorted(new, key=lambda one: one.urgency):
        first.setdefault(one.account, one)
    return [replace(one, is_queued=one is first[one.account] and one.account not in busy) for one in new]


def waiting_for(placed: PlacedOrder) -> list[Waiting]:
    """Say what a person has to do about an order, if anything."""
    decision, order = placed.ruling.decision, placed.order
    about = {"source": order.source, "document": order.document, "order": placed.key}
    if isinstance(decision, Hold):
        values = {"rule": decision.rule, "findings": ", ".join(one.code for one in order.findings)}
        if placed.related:
            values["related"] = placed.related
        return [Waiting(ExceptionKind.BUSINESS, Reason(decision.reason, values), **about)]
    if isinstance(decision, Approve):
        reason = Reason("approval-needed", {"by": decision.by, "rule": decision.rule})
        return [Waiting(ExceptionKind.BUSINESS, reason, **about)]
    return []


def waiting_for_documents(unread: Iterable[tuple[Document, Reason]]) -> list[Waiting]:
    """Say of documents that were not read what a person has to do about them."""
    return [
        Waiting(
            ExceptionKind.DEAD_LETTER,
            reason,
            source=document.source,
            delivery=document.delivery,
            document=document.key,
        )
        for document, reason in unread
    ]


def _counts(fresh: Sequence[Received], placed: Sequence[PlacedOrder]) -> dict[str, Counter[str]]:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in fresh:
        taken = "taken" if one.settlement is Settlement.ACCEPT else "unreadable"
        counts[one.delivery.source].update(("seen", taken))
    for order in placed:
        counts[order.order.source][order_count(order)] += 1
    return counts


def order_count(placed: PlacedOrder) -> str:
    """Name the count an order adds to."""
    return f"orders-{placed.linked.value}"
