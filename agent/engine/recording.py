"""Store how an attempt ended: states, evidence, the event, and what a person must do."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from agent.audit.event import AuditEvent
from agent.core.action import ActionState
from agent.core.codec import reason_to_json
from agent.core.errors import Reason
from agent.core.order import OrderState
from agent.core.outcome import Result
from agent.engine.brought import Brought
from agent.engine.events import Writer
from agent.engine.outside import Outside
from agent.store import actions, audit_log, exceptions, orders, pauses
from agent.store.actions import OVER
from agent.store.exceptions import ExceptionKind, Waiting
from agent.store.tables import ActionRow

KIND_OF_STATE = {
    ActionState.ENTERED: "slip.confirmed",
    ActionState.PARKED: "action.parked",
    ActionState.UNKNOWN: "action.unknown",
    ActionState.HELD: "action.held",
}


def record_brought(session: Session, outside: Outside, key: str, brought: Brought) -> ActionState:
    """Store an attempt's end; an action that is over meanwhile (a person's word) stays as it is."""
    row, now = actions.get_action(session, key), outside.now()
    _close_attempt(session, outside, row, brought)
    if row.state in OVER:
        return ActionState(row.state)
    actions.move(
        session,
        key,
        brought.state,
        now,
        slip_number=brought.slip_number or row.slip_number,
        not_before=_due(session, row, brought, now),
        failures=brought.failures,
        reason=brought.reason,
    )
    actions.add_evidence(session, key, row.attempt, brought.evidence, now)
    if brought.pauses:
        _pause(session, outside, row, brought)
    if brought.state is ActionState.ENTERED:
        orders.set_state(session, row.order, OrderState.ENTERED)
    if brought.state is ActionState.HELD:
        orders.set_state(session, row.order, OrderState.HELD)
        exceptions.put(session, [_waiting(session, row, brought)], now)
    audit_log.append(session, [_event(Writer(now, outside.agent), row, brought)])
    return brought.state


def _pause(session: Session, outside: Outside, row: ActionRow, brought: Brought) -> None:
    """Pause the target and put it before a person, once; resumed, what was parked goes on."""
    if pauses.is_paused(session, row.target):
        return
    now, reason = outside.now(), brought.reason or Reason("config")
    pauses.pause(session, row.target, outside.agent, now, reason.code)
    exceptions.put(session, [Waiting(ExceptionKind.SYSTEM, reason, order=row.order, action=row.key)], now)
    event = Writer(now, outside.agent).plain("target.paused", "target", row.target, reason=reason.code)
    audit_log.append(session, [event])


def _due(session: Session, row: ActionRow, brought: Brought, now: datetime) -> datetime | None:
    """When it is to be queued again; a pause that was ended meanwhile makes it due now."""
    if brought.state is ActionState.PARKED and brought.not_before is None and not pauses.is_paused(session, row.target):
        return now
    return brought.not_before


def _close_attempt(session: Session, outside: Outside, row: ActionRow, brought: Brought) -> None:
    actions.note_steps(session, row.key, row.attempt, brought.steps)
    actions.end_attempt(session, row.key, row.attempt, outside.now(), _result(brought), brought.reason)


def _result(brought: Brought) -> str:
    if brought.state is ActionState.ENTERED:
        return (Result.ALREADY_THERE if brought.adopted else Result.ENTERED).value
    if brought.state is ActionState.UNKNOWN:
        return Result.UNKNOWN.value
    return Result.REFUSED.value if brought.state is ActionState.HELD else brought.state.value


def _waiting(session: Session, row: ActionRow, brought: Brought) -> Waiting:
    order = orders.get_order(session, row.order)
    kind = ExceptionKind.BUSINESS if brought.is_business else ExceptionKind.SYSTEM
    return Waiting(
        ExceptionKind.IN_DOUBT if brought.in_doubt else kind,
        brought.reason or Reason("held"),
        source=order.source,
        document=order.document,
        order=row.order,
        action=row.key,
    )


def _event(writer: Writer, row: ActionRow, brought: Brought) -> AuditEvent:
    kind = "slip.adopted" if brought.adopted else KIND_OF_STATE[brought.state]
    values: dict[str, object] = {"key": row.idempotency_key}
    if brought.slip_number:
        values["slip_number"] = brought.slip_number
    if brought.reason:
        values["reason"] = reason_to_json(brought.reason)
    return writer.action(kind, row, values, brought.evidence)
