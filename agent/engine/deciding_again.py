"""Commands about what waits for a person: retry, resolve, approve, refuse.

What was decided stays; each of these is a new decision, with the name of who took it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlmodel import Session, col, select

from agent.core.action import ActionState
from agent.core.codec import decision_from_json
from agent.core.command import Command, Resolution
from agent.core.decision import Decision, Enter, Ignore, Ruling
from agent.core.delivery import Delivery
from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.order import Linked, Order, OrderState, Severity
from agent.engine.answering import (
    ORDER_LOCKED,
    close_item,
    delivery_of,
    item_number,
    open_item,
    order_of_item,
    settle_ruling,
)
from agent.engine.commands import Ask, Deed, RefusedError
from agent.engine.linking import place, state_after
from agent.engine.outside import Outside
from agent.engine.pausing import resume_target
from agent.engine.reading import Corrected, Received, Ruled, put_documents, receive_one
from agent.engine.replacing import put_in_place, without_taken_over
from agent.engine.storing import order_count, store_orders, waiting_for_documents
from agent.extract.passwords import LockedError
from agent.store import actions, audit_log, corrections, deliveries, exceptions, orders
from agent.store.orders import PlacedOrder
from agent.store.tables import ActionRow, ExceptionRow

PERSON = "person"
AT_REST = (ActionState.HELD.value, ActionState.PARKED.value, ActionState.UNKNOWN.value)


def retry(outside: Outside, command: Command) -> Deed:
    """Try again what an exception stopped: key the action, or read, check and decide anew what was held."""
    number = item_number(command)
    with outside.database.reading() as session:
        waiting = session.get(ExceptionRow, number)
        delivery = delivery_of(session, outside, waiting.document) if waiting and not waiting.action else None
        corrected = corrections.of_delivery(session, delivery.key) if delivery else {}
    again = None if delivery is None else received_again(outside, delivery, corrected)

    def deed(ask: Ask) -> dict[str, Any]:
        row = open_item(ask, number)
        if row.action:
            _key_again(ask, row.action)
        elif row.order and again:
            _decide_again(ask, row, again)
        elif row.document and again:
            _read_again(ask, row, again)
        elif target := row.reason["values"].get("target"):
            resume_target(ask, str(target))
            return {}
        else:
            raise RefusedError("nothing-to-retry")
        close_item(ask, row, "retry")
        return {}

    return deed


def received_again(outside: Outside, delivery: Delivery, corrected: Corrected, typed: Sequence[str] = ()) -> Received:
    """Read a delivery once more; the bytes of documents that may be new are stored before anything speaks of them."""
    again = receive_one(delivery, outside.parsers, outside.guidance(), outside.today(), corrected, typed)
    put_documents(outside.evidence, again)
    return again


def resolve(_outside: Outside, command: Command) -> Deed:
    """Take a thing out of the queue in one of four ways."""
    number = item_number(command)
    way = Resolution(command.values.get("resolution", Resolution.DROPPED.value))

    def deed(ask: Ask) -> dict[str, Any]:
        row = open_item(ask, number)
        match way:
            case Resolution.DROPPED:
                _drop(ask, row)
            case Resolution.DONE_BY_HAND:
                _done_by_hand(ask, row)
            case Resolution.ENTER_ANYWAY:
                _enter(ask, row, None)
            case Resolution.NOT_THERE:
                _key_again(ask, _action_of(row))
        close_item(ask, row, way.value)
        return {}

    return deed


def approve(_outside: Outside, command: Command) -> Deed:
    """Enter an order that waited for a signature."""

    def deed(ask: Ask) -> dict[str, Any]:
        row = _approval(ask, command.about)
        decision = orders.last_decision(ask.session, command.about)
        then = decision_from_json(decision.value["on_approval"]) if "on_approval" in decision.value else None
        _enter(ask, row, then if isinstance(then, Enter) else None)
        close_item(ask, row, "approved")
        return {}

    return deed


def refuse(_outside: Outside, command: Command) -> Deed:
    """Do not enter an order that waited for a signature."""

    def deed(ask: Ask) -> dict[str, Any]:
        row = _approval(ask, command.about)
        _decide(ask, command.about, Ignore("refused", PERSON))
        close_item(ask, row, "refused")
        return {}

    return deed


def _key_again(ask: Ask, key: str) -> None:
    """Queue an action's next attempt. One that may have been sent is looked up first, as every attempt does."""
    row = actions.get_action(ask.session, key)
    _require_at_rest(row)
    queue_again(ask, row)
    orders.set_state(ask.session, row.order, OrderState.DECIDED)


def _require_at_rest(row: ActionRow) -> None:
    """Refuse to talk over an attempt that is under way."""
    if row.state == ActionState.ENTERED.value:
        raise RefusedError("already-entered", slip=row.slip_number)
    if row.state not in AT_REST:
        raise RefusedError("action-under-way", state=row.state)


def queue_again(ask: Ask, row: ActionRow) -> None:
    """Queue the next attempt of an action; a person who retries says that no slip of an earlier number stands."""
    n = row.attempt + 1
    fresh = {"attempt": n, "failures": 0, "not_before": None, "slip_number": ""}
    actions.move(ask.session, row.key, ActionState.QUEUED, ask.now, **fresh)
    ask.queue.put(ask.session, row.key, row.account, n)
    audit_log.append(ask.session, [ask.writer.action("action.queued", row, {"next": n}, by=ask.command.by)])


def _decide_again(ask: Ask, row: ExceptionRow, again: Received) -> None:
    """Check and decide a held order anew, by the masters, forms and rules as they stand now."""
    stored = orders.get_order(ask.session, str(row.order))
    one = _same_order(orders.order_of(stored), again)
    if stored.linked == Linked.AMENDED.value:
        raise RefusedError("order-amended", related=str(stored.related))
    put_in_place(ask, stored, one)


def _read_again(ask: Ask, row: ExceptionRow, again: Received) -> None:
    """Read a document that could not be read, unless it still cannot be."""
    reasons = stays_unread(row, again)
    if reasons and not fresh_documents(ask.session, again):
        raise RefusedError(reasons[0].code, **reasons[0].values)
    take_anew(ask, row, again)


def stays_unread(row: ExceptionRow, again: Received) -> list[Reason]:
    """Return why the document it is about is not read this time either."""
    return [reason for document, reason in again.unread if document.key == row.document]


def take_anew(ask: Ask, row: ExceptionRow, again: Received) -> None:
    """Store what a document gives now: its orders are new, and so is what its delivery gives beside it.

    Where the delivery is beyond the limits this time, it is not taken apart, and nothing is said of the document.
    """
    if all(document.key != row.document for document, _ in again.documents):
        for _, reason in again.unread:
            raise RefusedError(reason.code, **reason.values)
        raise RefusedError("order-not-in-document", document=str(row.document))
    fresh = fresh_documents(ask.session, again)
    about = {str(row.document), *(document.key for document, _ in fresh)}
    unread = [(document, reason) for document, reason in again.unread if document.key in about]
    deliveries.add_documents(ask.session, fresh)
    exceptions.put(ask.session, waiting_for_documents(unread), ask.now)
    events = [ask.writer.document(document, form) for document, form in fresh]
    events += [ask.writer.unread(document, reason) for document, reason in unread]
    audit_log.append(ask.session, events)
    new = without_taken_over(ask, again, [one for one in again.orders if one.order.document in about])
    placed = place(ask.session, new)
    audit_log.append(ask.session, store_orders(ask.session, ask.queue, ask.outside, placed, ask.writer))
    counts = {row.source: Counter(order_count(one) for one in placed)}
    deliveries.count(ask.session, ask.outside.today(), counts)


def fresh_documents(session: Session, again: Received) -> list[tuple[Document, str]]:
    """Return what was not stored yet, each document with the form that read it.

    An archive was locked, or a delivery was beyond the limits and kept whole, and is now taken apart.
    """
    known = deliveries.documents_named(session, [document.key for document, _ in again.documents])
    return [(document, form) for document, form in again.documents if document.key not in known]


def _enter(ask: Ask, row: ExceptionRow, then: Enter | None) -> None:
    """A person says: enter this order."""
    stored = orders.get_order(ask.session, order_of_item(row))
    order = orders.order_of(stored)
    if order.has(Severity.STOP):
        raise RefusedError("check-failed", findings=", ".join(one.code for one in order.findings))
    if actions.find_action_of(ask.session, stored.key) is not None:
        raise RefusedError("already-queued")
    target = ask.command.values.get("target") or (then.target if then else _only_target(ask.outside))
    if target not in ask.outside.targets:
        raise RefusedError("target-unknown", target=target, known=", ".join(ask.outside.targets))
    _decide(ask, stored.key, replace(then or Enter(target, "sales", PERSON), target=target, rule=PERSON))


def _decide(ask: Ask, key: str, decision: Decision) -> None:
    stored = orders.get_order(ask.session, key)
    ruling = Ruling(decision, ask.outside.rulebook.now().ruleset.version)
    order, linked = orders.order_of(stored), Linked(stored.linked)
    settle_ruling(ask, stored, PlacedOrder(key, order, linked, stored.related, state_after(ruling), ruling))


def _drop(ask: Ask, row: ExceptionRow) -> None:
    if row.action:
        action = actions.get_action(ask.session, row.action)
        _require_at_rest(action)
        actions.move(ask.session, action.key, ActionState.HELD, ask.now, reason=Reason("dropped"))
        audit_log.append(ask.session, [ask.writer.action("action.dropped", action, by=ask.command.by)])
    if row.order:
        _decide(ask, row.order, Ignore("dropped", PERSON))


def _done_by_hand(ask: Ask, row: ExceptionRow) -> None:
    """A person keyed it, or found it in the target: note the slip's number."""
    slip_number = ask.command.values.get("slip_number", "").strip()
    if row.order is None:
        return
    if not slip_number:
        raise RefusedError("slip-number-missing")
    if row.action:
        action = actions.get_action(ask.session, row.action)
        _require_at_rest(action)
        actions.move(ask.session, action.key, ActionState.ENTERED, ask.now, slip_number=slip_number)
        event = ask.writer.action(
            "slip.confirmed", action, {"slip_number": slip_number, "by_hand": True}, by=ask.command.by
        )
        audit_log.append(ask.session, [event])
    else:
        orders.note_slip_by_hand(ask.session, row.order, slip_number)
    orders.set_state(ask.session, row.order, OrderState.ENTERED)
    told = {"slip_number": slip_number, "by_hand": True}
    audit_log.append(ask.session, [ask.writer.plain("order.closed", "order", row.order, ask.command.by, **told)])


def _approval(ask: Ask, order: str) -> ExceptionRow:
    statement = select(ExceptionRow).where(ExceptionRow.order == order, col(ExceptionRow.resolved_at).is_(None))
    statement = statement.with_for_update()  # a correction of the same order may be under way
    waiting = [row for row in ask.session.exec(statement) if row.reason["code"] == "approval-needed"]
    if not waiting:
        raise RefusedError("approval-not-open", order=order)
    return waiting[0]


def _same_order(stored: Order, again: Received) -> Ruled:
    for one in again.orders:
        if (one.order.document, one.order.position) == (stored.document, stored.position):
            return one
    if any(reason.code == LockedError.code for _, reason in again.unread):
        raise RefusedError(ORDER_LOCKED)
    raise RefusedError("order-not-in-document", document=stored.document)


def _only_target(outside: Outside) -> str:
    if len(outside.targets) != 1:
        raise RefusedError("target-needed", targets=", ".join(outside.targets))
    return next(iter(outside.targets))


def _action_of(row: ExceptionRow) -> str:
    if row.action is None:
        raise RefusedError("no-action")
    return row.action
