"""What came of a thing in the queue after a person answered: who said what, what happens now, and where to look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.app.ask.orders import OrderSummary, summaries
from agent.app.ask.queue import QueueItem, find_item
from agent.core.action import ActionState
from agent.core.command import CommandKind, Resolution
from agent.core.order import OrderState
from agent.store.exceptions import ExceptionKind
from agent.store.tables import ActionRow, CommandRow, DocumentRow, ExceptionRow, OrderRow
from agent.store.users import shown_name

ANSWERS = (CommandKind.RETRY.value, CommandKind.RESOLVE.value, CommandKind.CORRECT.value, CommandKind.UNLOCK.value)
APPROVALS = (CommandKind.APPROVE.value, CommandKind.REFUSE.value)
WITHIN = timedelta(minutes=1)  # a command is noted as done just after what it changed
BY_PERSON = (Resolution.DONE_BY_HAND.value, Resolution.DROPPED.value, "refused")
AT_WORK = (ActionState.INTENDED.value, ActionState.SENDING.value, ActionState.SENT.value)
MOST = 20


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What happens now. `code` names the sentence (`after.CODE`), `by` is the person's shown name.

    `again` is the next thing about the same matter, when it stopped once more; `orders` were found in a document that
    was read anew; while `is_under_way` the page looks again by itself.
    """

    code: str
    by: str
    slip_number: str = ""
    target: str = ""
    again: QueueItem | None = None
    orders: tuple[OrderSummary, ...] = ()

    @property
    def is_under_way(self) -> bool:
        """Whether the agent is at it."""
        return self.code in ("queued", "entering", "looking")


def aftermath_of(session: Session, item: QueueItem) -> Aftermath:
    """Tell what came of a thing that was resolved."""
    by, order = shown_name(session, item.resolved_by), item.order
    if item.resolution in BY_PERSON:
        return Aftermath(_said(item), by, _slip_typed(session, item) or (order.slip_number if order else ""))
    again = _again(session, item)
    if order is None and item.document:
        found = _orders_in(session, item)
        return Aftermath("stopped-again" if again else "read", by, again=again, orders=found)
    action = _action(session, order.key) if order else None
    code = "stopped-again" if again else _code(order, action)
    return Aftermath(code, by, order.slip_number if order else "", action.target if action else "", again)


def asked_of(session: Session, number: int) -> tuple[str, CommandRow] | None:
    """Return an answer that waits for the agent, with its giver's shown name."""
    return _asked(session, str(number), ANSWERS)


def approval_asked(session: Session, order: str) -> tuple[str, CommandRow] | None:
    """Return a yes or no to an order that waits for the agent, with its giver's shown name."""
    return _asked(session, order, APPROVALS)


def _asked(session: Session, about: str, kinds: tuple[str, ...]) -> tuple[str, CommandRow] | None:
    statement = select(CommandRow).where(
        col(CommandRow.done_at).is_(None), CommandRow.about == about, col(CommandRow.kind).in_(kinds)
    )
    row = session.exec(statement.order_by(col(CommandRow.id)).limit(1)).first()
    return None if row is None else (shown_name(session, row.by), row)


def _said(item: QueueItem) -> str:
    if item.resolution == Resolution.DONE_BY_HAND.value:
        return "found" if item.kind == ExceptionKind.IN_DOUBT.value else "by-hand"
    return item.resolution


def _code(order: OrderSummary | None, action: ActionRow | None) -> str:
    if order is None:
        return "over"
    if order.state != OrderState.DECIDED.value:
        return order.state
    if action is not None and action.state == ActionState.UNKNOWN.value:
        return "looking"
    return "entering" if action is not None and action.state in AT_WORK else "queued"


def _slip_typed(session: Session, item: QueueItem) -> str:
    assert item.resolved_at is not None
    statement = select(CommandRow).where(
        col(CommandRow.done_at).between(item.resolved_at, item.resolved_at + WITHIN),
        CommandRow.about == str(item.id),
        CommandRow.kind == CommandKind.RESOLVE.value,
    )
    answers = [row for row in session.exec(statement) if (row.answer or {}).get("ok")]
    return str(answers[0].values.get("slip_number", "")) if answers else ""


def _again(session: Session, item: QueueItem) -> QueueItem | None:
    """Return the next thing in the queue about the same matter."""
    statement = select(ExceptionRow).where(col(ExceptionRow.id) > item.id).order_by(col(ExceptionRow.id))
    if item.order is not None:
        later = session.exec(statement.where(ExceptionRow.order == item.order.key).limit(1)).first()
    elif item.document:
        later = session.exec(statement.where(ExceptionRow.document == item.document).limit(1)).first()
    else:
        later = next(
            (row for row in session.exec(statement.where(*_of_targets())) if _target(row) == _named(item)), None
        )
    return None if later is None or later.id is None else find_item(session, later.id)


def _of_targets() -> tuple[sa.ColumnElement[bool], ...]:
    is_system = col(ExceptionRow.kind) == ExceptionKind.SYSTEM.value
    return is_system, col(ExceptionRow.order).is_(None), col(ExceptionRow.action).is_(None)


def _target(row: ExceptionRow) -> str:
    return str(row.reason.get("values", {}).get("target", ""))


def _named(item: QueueItem) -> str:
    return item.reason.values.get("target", "-")


def _action(session: Session, order: str) -> ActionRow | None:
    return session.exec(select(ActionRow).where(ActionRow.order == order).limit(1)).first()


def _orders_in(session: Session, item: QueueItem) -> tuple[OrderSummary, ...]:
    """Return the orders of its document, and of the files in it where that is an archive."""
    statement = select(OrderRow).where(
        OrderRow.document == DocumentRow.key,
        DocumentRow.delivery == item.delivery,
        sa.or_(
            col(DocumentRow.key) == item.document, col(DocumentRow.key).startswith(f"{item.document}/", autoescape=True)
        ),
    )
    rows = session.exec(statement.order_by(OrderRow.key).limit(MOST))
    return tuple(summaries(session, list(rows)))
