"""Store how an attempt ended: states, evidence, the event, and what a person must do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from agent.audit.event import AuditEvent
from agent.core.action import ActionState
from agent.core.codec import reason_to_json
from agent.core.errors import Reason
from agent.core.order import OrderState
from agent.core.outcome import Result
from agent.engine.brought import Brought
from agent.engine.events import Writer
from agent.engine.lane_waits import LOOK_AGAIN
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
ANOTHERS_COMMIT_S = 60.0  # another agent may be at its commit: longer than its lease


def record_brought(session: Session, outside: Outside, key: str, brought: Brought) -> ActionState:
    """Store an attempt's end.

    An action that is over meanwhile (a person's word), or at a later attempt, stays as it is; a slip that was keyed
    all the same goes to a person.
    """
    row = actions.get_action(session, key)
    _close_attempt(session, outside, row, brought)
    if row.state in OVER or row.attempt != brought.attempt:
        _tell_of_besides(session, outside, row, brought)
        return ActionState(row.state)
    _store(session, outside, row, _kept_in_doubt(row, brought, outside.now()))
    return brought.state


def _store(session: Session, outside: Outside, row: ActionRow, brought: Brought) -> None:
    now = outside.now()
    if brought.pauses:
        _pause(session, outside, row, brought)
    if brought.tells:
        exceptions.put_once(session, _of_target(row, brought, outside.agent if brought.unfit else ""), now)
    actions.move(
        session,
        row.key,
        brought.state,
        now,
        slip_number=brought.slip_number or row.slip_number,
        sending_at=row.sending_at or (now if brought.is_doubt else None),
        not_before=_due(session, row, brought, now),
        failures=brought.failures,
        reason=brought.reason,
    )
    actions.add_evidence(session, row.key, row.attempt, brought.evidence, now)
    if brought.state is ActionState.ENTERED:
        orders.set_state(session, row.order, OrderState.ENTERED)
        if row.failures or not outside.database.is_sqlite:  # of several agents this one may have lacked something
            exceptions.close_of_target(session, row.target, now, outside.agent, agent=outside.agent)
    if brought.state is ActionState.HELD:
        orders.set_state(session, row.order, OrderState.HELD)
        exceptions.put(session, [_waiting(session, row, brought)], now)
    audit_log.append(session, [_event(Writer(now, outside.agent), row, brought)])


def _kept_in_doubt(row: ActionRow, brought: Brought, now: datetime) -> Brought:
    """Do not let an attempt that sent nothing talk over a commit that another one may have under way."""
    at_commit = row.state in (ActionState.SENDING.value, ActionState.SENT.value)
    if at_commit and not brought.was_permitted and brought.state in (ActionState.PARKED, ActionState.HELD):
        until = now + timedelta(seconds=ANOTHERS_COMMIT_S)
        return replace(brought, state=ActionState.UNKNOWN, not_before=until, reason=Reason("outcome-unknown"))
    return brought


def _tell_of_besides(session: Session, outside: Outside, row: ActionRow, brought: Brought) -> None:
    if brought.state is not ActionState.ENTERED or brought.slip_number == row.slip_number:
        return
    now = outside.now()
    reason = Reason("slip-keyed-besides", {"slip": brought.slip_number, "other": row.slip_number})
    waiting = replace(_waiting(session, row, brought), kind=ExceptionKind.IN_DOUBT, reason=reason)
    exceptions.put(session, [waiting], now)
    actions.add_evidence(session, row.key, brought.attempt, brought.evidence, now)
    audit_log.append(session, [_event(Writer(now, outside.agent), row, replace(brought, reason=reason))])


def _pause(session: Session, outside: Outside, row: ActionRow, brought: Brought) -> None:
    """Pause the target and put it before a person, once; resumed, what was parked goes on."""
    if pauses.is_paused(session, row.target):
        return
    now, reason = outside.now(), brought.reason or Reason("config")
    pauses.pause(session, row.target, outside.agent, now, reason.code)
    exceptions.put_once(session, _of_target(row, brought), now)
    event = Writer(now, outside.agent).plain("target.paused", "target", row.target, reason=reason.code)
    audit_log.append(session, [event])


def _of_target(row: ActionRow, brought: Brought, agent: str = "") -> Waiting:
    """Something a person must do about the target, not about this slip; where it is one agent's machine, about that."""
    reason = brought.reason or Reason("unexpected")
    about = {"target": row.target} | ({"agent": agent} if agent else {})
    return Waiting(ExceptionKind.SYSTEM, replace(reason, values=reason.values | about, place=reason.place or agent))


def _due(session: Session, row: ActionRow, brought: Brought, now: datetime) -> datetime | None:
    """When it is to be queued again; while the target is paused it is asked about now and then.

    A pause may end in the very moment this is stored, and whoever ends it does not see the action yet.
    """
    waits = brought.state in (ActionState.PARKED, ActionState.UNKNOWN)
    if waits and brought.not_before is None:
        return now + LOOK_AGAIN if pauses.is_paused(session, row.target) else now
    return brought.not_before


def _close_attempt(session: Session, outside: Outside, row: ActionRow, brought: Brought) -> None:
    if brought.steps:
        actions.note_steps(session, row.key, brought.attempt, brought.steps)
    actions.end_attempt(session, row.key, brought.attempt, outside.now(), _result(brought), brought.reason)


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
