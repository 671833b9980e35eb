"""Actions, their attempts and evidence. What sets a state here carries the lease token it was set under."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, func, select

from agent.core.action import Action, ActionKey, ActionState, Priority, Slip, idempotency_key
from agent.core.codec import reason_to_json, slip_from_json, slip_to_json
from agent.core.errors import Reason
from agent.core.evidence import Evidence
from agent.store.inserting import insert_all
from agent.store.tables import ActionRow, AttemptRow, EvidenceRow

OVER = (ActionState.ENTERED.value, ActionState.HELD.value)
IN_HAND = (ActionState.QUEUED, ActionState.INTENDED, ActionState.SENDING, ActionState.SENT)
WAITING = (ActionState.PARKED.value, ActionState.UNKNOWN.value)
NEVER = datetime.max.replace(tzinfo=UTC)
PORTION = 1_000
CLOCKS_DIFFER = timedelta(seconds=60)  # what lies further ahead was noted before the clock was put back


BY_URGENCY = (
    col(ActionRow.priority),
    col(ActionRow.deadline).asc().nulls_last(),
    col(ActionRow.waits_since),
    col(ActionRow.key),
)


def may_be_sent(row: ActionRow) -> bool:
    """Whether a commit of this action may ever have left: the instant of the last is kept for good."""
    return row.sending_at is not None


@dataclass(frozen=True, slots=True, order=True)
class Urgency:
    """How soon an action is to go, the smaller the sooner: by priority, then deadline, then since when it waits."""

    priority: Priority
    deadline: datetime
    waits_since: datetime

    @property
    def due_by(self) -> datetime | None:
        """The deadline, where there is one."""
        return None if self.deadline == NEVER else self.deadline


@dataclass(frozen=True, slots=True)
class NewAction:
    """An action to be stored: queued for its first attempt, or parked until its turn comes near."""

    key: str
    order: str
    target: str
    account: str
    idempotency_key: str
    slip: dict[str, Any]
    urgency: Urgency
    is_queued: bool = False

    @property
    def attempt(self) -> int:
        """Attempts so far, the one that is queued included."""
        return 1 if self.is_queued else 0


def new_action(order: str, slip: Slip, target: str, key_length: int, urgency: Urgency) -> NewAction:
    """Make the action that keys this slip of this order into this target, not queued yet."""
    key = ActionKey(order, target, slip.kind)
    name = idempotency_key(key, key_length)
    return NewAction(str(key), order, target, target, name, slip_to_json(slip), urgency)


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
        "priority": new.urgency.priority.value,
        "deadline": new.urgency.due_by,
        "waits_since": new.urgency.waits_since,
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


def due_accounts(session: Session, now: datetime) -> list[str]:
    """Name the accounts with parked or unknown actions whose time has come; each question goes by an index."""
    is_put_off = sa.and_(col(ActionRow.not_before) > now, _is_put_back(now))
    found: dict[str, None] = {}
    for is_due in (col(ActionRow.not_before) <= now, is_put_off):
        statement = select(ActionRow.account).where(col(ActionRow.state).in_(WAITING), is_due).distinct()
        found.update(dict.fromkeys(session.exec(statement)))
    return list(found)


def busy_accounts(session: Session) -> set[str]:
    """Return the accounts that have something on the queue, at work, or waiting for no more than its turn."""
    is_waiting = sa.and_(col(ActionRow.state) == ActionState.PARKED.value, col(ActionRow.failures) == 0)
    is_busy = sa.or_(col(ActionRow.state).in_([state.value for state in IN_HAND]), is_waiting)
    return set(session.exec(select(ActionRow.account).where(is_busy).distinct()))


def n_in_state(session: Session, states: Sequence[ActionState]) -> dict[str, int]:
    """Count by account the actions that stand in one of these states."""
    wanted = [state.value for state in states]
    statement = select(ActionRow.account, func.count()).where(col(ActionRow.state).in_(wanted))
    return {str(account): int(n) for account, n in session.execute(statement.group_by(ActionRow.account))}


def find_next(
    session: Session, account: str, now: datetime, *, oldest: bool = False, only_sent: bool = False
) -> ActionRow | None:
    """Return the due action of an account that is to go next, locked for this transaction.

    `oldest` asks for the one that waits longest, whatever its priority; `only_sent` for one that may have been sent
    and needs looking up, no more.
    """
    statement = select(ActionRow).where(ActionRow.account == account, _is_due(now))
    if only_sent:
        statement = statement.where(col(ActionRow.sending_at).is_not(None))
    order = [col(ActionRow.waits_since), col(ActionRow.key)] if oldest else BY_URGENCY
    return session.exec(statement.order_by(*order).limit(1).with_for_update(skip_locked=True)).first()


def put_off(
    session: Session,
    account: str,
    now: datetime,
    until: datetime,
    reason: Reason,
    *,
    above_jpy: Decimal | None = None,
    up_to_jpy: Decimal | None = None,
    and_sent: bool = False,
) -> bool:
    """Let the due actions of an account wait until an instant, a portion of them: it is the account that waits.

    `above_jpy` and `up_to_jpy` leave out smaller and larger slips; `and_sent` takes along those that may have been
    sent. Returns whether there were any; the next round takes the next portion, so that no writer waits for long.
    """
    is_meant = sa.and_(ActionRow.account == account, _is_due(now))  # type: ignore[arg-type]
    if above_jpy is not None:
        is_meant = sa.and_(is_meant, col(ActionRow.total_jpy) > above_jpy)
    if up_to_jpy is not None:
        is_meant = sa.and_(is_meant, col(ActionRow.total_jpy) <= up_to_jpy)
    if not and_sent:
        is_meant = sa.and_(is_meant, col(ActionRow.sending_at).is_(None))
    values = {"not_before": until, "changed_at": now, "reason": reason_to_json(reason)}
    portion = select(ActionRow.key).where(is_meant).limit(PORTION)
    changed = (
        sa.update(ActionRow)
        .where(is_meant, col(ActionRow.key).in_(portion))
        .values(**values)
        .returning(col(ActionRow.key))
    )
    return session.execute(changed.execution_options(synchronize_session=False)).first() is not None


def hurry(session: Session, key: str, now: datetime) -> None:
    """Let an action go before all others of its account, as soon as its lane may; one in doubt keeps its wait."""
    is_parked = col(ActionRow.state) == ActionState.PARKED.value
    values = {"priority": Priority.HURRIED.value, "not_before": sa.case((is_parked, now), else_=ActionRow.not_before)}
    statement = sa.update(ActionRow).where(col(ActionRow.key) == key).values(**values)
    session.execute(statement.execution_options(synchronize_session=False))


def _is_due(now: datetime) -> sa.ColumnElement[bool]:
    """Say what is due; so is what was parked before the clock was put back."""
    is_put_back = sa.and_(col(ActionRow.not_before).is_not(None), _is_put_back(now))
    return sa.and_(col(ActionRow.state).in_(WAITING), sa.or_(col(ActionRow.not_before) <= now, is_put_back))


def _is_put_back(now: datetime) -> sa.ColumnElement[bool]:
    """Whether the clock was put back since a row was changed: it was changed later than now."""
    return col(ActionRow.changed_at) > now + CLOCKS_DIFFER


def n_sent_since(session: Session, target: str, since: datetime, until: datetime | None = None) -> int:
    """Count the slips a target was sent since an instant, and until another one where it is given."""
    statement = select(func.count()).where(ActionRow.target == target, col(ActionRow.sending_at) >= since)
    if until is not None:
        statement = statement.where(col(ActionRow.sending_at) <= until)
    return session.exec(statement).one()


def sent_times(session: Session, target: str, since: datetime, limit: int) -> list[datetime]:
    """Return the instants of the newest slips a target was sent since an instant, newest first."""
    statement = select(ActionRow.sending_at).where(ActionRow.target == target, col(ActionRow.sending_at) >= since)
    found = session.exec(statement.order_by(col(ActionRow.sending_at).desc()).limit(limit))
    return [at for at in found if at is not None]


def yen_sent_since(session: Session, target: str, since: datetime) -> Decimal:
    """Add up the yen before tax of the slips a target was sent since an instant."""
    statement = select(func.coalesce(func.sum(ActionRow.total_jpy), 0))
    total = session.exec(statement.where(ActionRow.target == target, col(ActionRow.sending_at) >= since)).one()
    return Decimal(total)


def in_hand_since(session: Session, before: datetime, limit: int = 50) -> list[ActionRow]:
    """Return actions that have stood in the middle of something since before an instant, oldest first."""
    statement = (
        select(ActionRow)
        .where(col(ActionRow.state).in_([state.value for state in IN_HAND]), col(ActionRow.changed_at) < before)
        .order_by(col(ActionRow.changed_at))
        .limit(limit)
    )
    return list(session.exec(statement))


def n_unfinished(session: Session, until: datetime) -> int:
    """Count actions that the agent itself still brings to an end; what waits for a person or for later is not."""
    waits = col(ActionRow.state).in_(WAITING)
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
