"""Actions, their attempts and evidence. What sets a state here carries the lease token it was set under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from agent.core.action import Action, ActionKey, ActionState, Slip, idempotency_key
from agent.core.codec import reason_to_json, slip_from_json, slip_to_json
from agent.core.errors import Reason
from agent.core.evidence import Evidence
from agent.store.inserting import insert_all
from agent.store.tables import ActionRow, AttemptRow, EvidenceRow

OVER = (ActionState.ENTERED.value, ActionState.HELD.value)


def may_be_sent(row: ActionRow) -> bool:
    """Whether a commit of this action may ever have left: the instant of the last is kept for good."""
    return row.sending_at is not None


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action to be stored: queued for its first attempt, or parked until its turn comes near."""

    key: str
    order: str
    target: str
    account: str
    idempotency_key: str
    slip: dict[str, Any]
    is_queued: bool

    @property
    def attempt(self) -> int:
        """Attempts so far, the one that is queued included."""
        return 1 if self.is_queued else 0


def new_action(order: str, slip: Slip, target: str, key_length: int, *, is_queued: bool) -> NewAction:
    """Make the action that keys this slip of this order into this target."""
    key = ActionKey(order, target, slip.kind)
    name = idempotency_key(key, key_length)
    return NewAction(str(key), order, target, target, name, slip_to_json(slip), is_queued)


def add_actions(session: Session, new: Sequence[NewAction], now: datetime) -> None:
    """Insert actions; their unique keys keep an order from being keyed twice."""
    insert_all(session, ActionRow, [_new_row(one, now) for one in new])


def _new_row(new: NewAction, now: datetime) -> dict[str, Any]:
    return {
        "key": new.key,
        "order": new.order,
        "target": new.target,
        "account": new.account,
        "idempotency_key": new.idempotency_key,
        "slip": new.slip,
        "total_jpy": int(Decimal(new.slip["total"])),
        "state": (ActionState.QUEUED if new.is_queued else ActionState.PARKED).value,
        "attempt": new.attempt,
        "token": 0,
        "slip_number": "",
        "priority": 100,
        "reason": None if new.is_queued else reason_to_json(Reason("waiting-turn")),
        "changed_at": now,
        "not_before": None if new.is_queued else now,
        "failures": 0,
    }


def get_action(session: Session, key: str) -> ActionRow:
    """Return an action's row, locked until the transaction ends where the database can."""
    return session.exec(select(ActionRow).where(ActionRow.key == key).with_for_update()).one()


def find_action_of(session: Session, order: str) -> ActionRow | None:
    """Return an order's action when it has one."""
    return session.exec(select(ActionRow).where(ActionRow.order == order).limit(1)).first()


def action_of(row: ActionRow) -> Action:
    """Return the value stations work with."""
    return Action(
        key=row.key,
        order=row.order,
        target=row.target,
        account=row.account,
        idempotency_key=row.idempotency_key,
        slip=slip_from_json(row.slip),
        state=ActionState(row.state),
        attempt=row.attempt,
    )


def move(session: Session, key: str, state: ActionState, now: datetime, **values: Any) -> None:
    """Set an action's state, and what goes with it."""
    reason = values.pop("reason", None)
    values["reason"] = reason_to_json(reason) if isinstance(reason, Reason) else sa.null()
    session.execute(
        sa.update(ActionRow)
        .where(col(ActionRow.key) == key)
        .values(state=state.value, changed_at=now, **values)
        .execution_options(synchronize_session=False)
    )


def is_any_due(session: Session, now: datetime) -> bool:
    """Whether the time of a parked or unknown action has come."""
    return session.exec(_due(now).limit(1)).first() is not None


def due_parked(session: Session, now: datetime, limit: int = 50) -> list[ActionRow]:
    """Return parked and unknown actions whose time has come, oldest first, locked for this transaction."""
    statement = _due(now).order_by(col(ActionRow.not_before)).limit(limit)
    return list(session.exec(statement.with_for_update(skip_locked=True)))


def _due(now: datetime) -> SelectOfScalar[ActionRow]:
    waiting = [ActionState.PARKED.value, ActionState.UNKNOWN.value]
    return select(ActionRow).where(col(ActionRow.state).in_(waiting), col(ActionRow.not_before) <= now)


def n_sent_since(session: Session, target: str, since: datetime) -> int:
    """Count the slips a target was sent since an instant."""
    statement = select(func.count()).where(ActionRow.target == target, col(ActionRow.sending_at) >= since)
    return session.exec(statement).one()


def yen_sent_since(session: Session, target: str, since: datetime) -> Decimal:
    """Add up the yen before tax of the slips a target was sent since an instant."""
    statement = select(func.coalesce(func.sum(ActionRow.total_jpy), 0))
    total = session.exec(statement.where(ActionRow.target == target, col(ActionRow.sending_at) >= since)).one()
    return Decimal(total)


def in_hand_since(session: Session, before: datetime, limit: int = 50) -> list[ActionRow]:
    """Return actions that have stood in the middle of something since before an instant, oldest first."""
    states = [ActionState.QUEUED, ActionState.INTENDED, ActionState.SENDING, ActionState.SENT]
    statement = (
        select(ActionRow)
        .where(col(ActionRow.state).in_([state.value for state in states]), col(ActionRow.changed_at) < before)
        .order_by(col(ActionRow.changed_at))
        .limit(limit)
    )
    return list(session.exec(statement))


def n_unfinished(session: Session, until: datetime) -> int:
    """Count actions that the agent itself still brings to an end; what waits for a person or for later is not."""
    waits = col(ActionRow.state).in_([ActionState.PARKED.value, ActionState.UNKNOWN.value])
    is_paused = sa.and_(waits, col(ActionRow.not_before).is_(None))
    is_later = sa.and_(col(ActionRow.not_before).is_not(None), col(ActionRow.not_before) > until)
    open_ones = col(ActionRow.state).not_in(OVER)
    return session.exec(select(func.count()).where(open_ones, sa.not_(is_paused), sa.not_(is_later))).one()


def begin_attempt(session: Session, key: str, n: int, now: datetime) -> None:
    """Open an attempt; the same attempt begun again after a crash starts its steps anew."""
    session.merge(AttemptRow(action=key, n=n, started_at=now, steps=[]))


def end_attempt(session: Session, key: str, n: int, now: datetime, result: str, reason: Reason | None) -> None:
    """Close an attempt with how it ended."""
    row = session.get(AttemptRow, (key, n))
    if row is not None:
        row.ended_at, row.result = now, result
        row.reason = reason_to_json(reason) if reason else None
        session.add(row)


def note_steps(session: Session, key: str, n: int, steps: Sequence[str]) -> None:
    """Store an attempt's step log as far as it went."""
    session.execute(
        sa.update(AttemptRow)
        .where(col(AttemptRow.action) == key, col(AttemptRow.n) == n)
        .values(steps=list(steps))
        .execution_options(synchronize_session=False)
    )


def add_evidence(session: Session, key: str, n: int, evidence: Sequence[Evidence], now: datetime) -> None:
    """Hang evidence on an attempt."""
    for piece in evidence:
        session.merge(
            EvidenceRow(
                action=key,
                attempt=n,
                name=piece.name,
                digest=piece.digest,
                media_type=piece.media_type,
                size_bytes=piece.size_bytes,
                taken_at=now,
            )
        )
