"""Commands about targets, actions and sources: pause, resume, hold, look."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from agent.core.action import ActionState
from agent.core.command import Command
from agent.core.errors import Reason
from agent.core.order import OrderState
from agent.engine.commands import Ask, Deed, LeftToAnotherError, RefusedError
from agent.engine.lease import LeaseKeeper, lease_of
from agent.engine.outside import Outside
from agent.store import actions, audit_log, exceptions, orders, pauses
from agent.store.exceptions import ExceptionKind, Waiting
from agent.store.tables import ActionRow

HOLDABLE = (ActionState.QUEUED.value, ActionState.PARKED.value, ActionState.INTENDED.value)


def pause(outside: Outside, command: Command) -> Deed:
    """Pause a target or all: what is being keyed is finished, the rest waits."""
    _require_target(outside, command.about)

    def deed(ask: Ask) -> dict[str, Any]:
        reason = command.values.get("reason", "")
        pauses.pause(ask.session, command.about, command.by, ask.now, reason)
        event = ask.writer.plain("target.paused", "target", command.about, command.by, reason=reason)
        audit_log.append(ask.session, [event])
        return {}

    return deed


def resume(outside: Outside, command: Command) -> Deed:
    """End a pause; what was parked by it is due now."""
    _require_target(outside, command.about)

    def deed(ask: Ask) -> dict[str, Any]:
        resume_target(ask, command.about)
        return {}

    return deed


def resume_target(ask: Ask, target: str) -> None:
    """End the pause of a target, or of all; what waited for it is due now, and what was said of it is over."""
    outside, by = ask.outside, ask.command.by
    pauses.resume(ask.session, target)
    statement = sa.update(ActionRow).where(col(ActionRow.state).in_(actions.WAITING))
    if target != pauses.ALL:
        statement = statement.where(col(ActionRow.target) == target)
    ask.session.execute(statement.values(not_before=ask.now).execution_options(synchronize_session=False))
    for name in [target] if target in outside.targets else list(outside.targets):
        exceptions.close_of_target(ask.session, name, ask.now, by)
    audit_log.append(ask.session, [ask.writer.plain("target.resumed", "target", target, by)])


def hold(_outside: Outside, command: Command) -> Deed:
    """Keep an action from being keyed; one whose commit has left can no longer be held."""

    def deed(ask: Ask) -> dict[str, Any]:
        row = actions.get_action(ask.session, command.about)
        if row.state not in HOLDABLE:
            raise RefusedError("too-late-to-hold", state=row.state)
        reason = Reason("held-by-person", {"by": command.by, "comment": command.values.get("comment", "")})
        actions.move(ask.session, row.key, ActionState.HELD, ask.now, reason=reason)
        orders.set_state(ask.session, row.order, OrderState.HELD)
        waiting = Waiting(ExceptionKind.BUSINESS, reason, order=row.order, action=row.key)
        exceptions.put(ask.session, [waiting], ask.now)
        audit_log.append(ask.session, [ask.writer.action("action.held", row, by=command.by)])
        return {}

    return deed


def look(wake: Callable[[str], None], leases: LeaseKeeper) -> Callable[[Outside, Command], Deed]:
    """Make the command that has a source looked at now, by the agent that looks at it."""

    def handler(outside: Outside, command: Command) -> Deed:
        lease = lease_of(command.about)
        if leases.is_elsewhere(lease):
            raise LeftToAnotherError
        if command.about not in outside.sources:
            raise RefusedError("source-unknown", source=command.about)
        leases.token(lease)
        wake(command.about)
        return lambda _ask: {}

    return handler


def _require_target(outside: Outside, name: str) -> None:
    if name != pauses.ALL and name not in outside.targets:
        raise RefusedError("target-unknown", target=name, known=", ".join(outside.targets))
