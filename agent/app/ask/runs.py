"""What the robots do now and did lately."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.app.ask.orders import OrderSummary, summaries
from agent.app.ask.paging import PAGE, Page, Place, page_of, place_of
from agent.core.action import ActionState
from agent.core.codec import reason_from_json
from agent.core.errors import Reason
from agent.store.tables import ActionRow, AttemptRow, EvidenceRow, OrderRow

RUNNING = (ActionState.INTENDED, ActionState.SENDING, ActionState.SENT)


@dataclass(frozen=True, slots=True)
class EvidencePiece:
    """One piece of evidence of an attempt. `removed_at` says when its keeping time was over and its file removed."""

    attempt: int
    name: str
    digest: str
    media_type: str
    size_bytes: int
    taken_at: datetime
    removed_at: datetime | None = None

    @property
    def is_picture(self) -> bool:
        """Whether a page can show it as a picture."""
        return self.media_type.startswith("image/")


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt at an action, with its steps so far. `ended_at` is None and `result` empty while it runs."""

    action: str
    n: int
    state: str
    target: str
    slip_number: str
    order: OrderSummary | None
    started_at: datetime
    ended_at: datetime | None
    result: str
    reason: Reason | None
    steps: tuple[str, ...]
    evidence: tuple[EvidencePiece, ...]

    @property
    def is_running(self) -> bool:
        """Whether it has not ended."""
        return self.ended_at is None

    @property
    def picture(self) -> EvidencePiece | None:
        """The latest picture."""
        pictures = [piece for piece in self.evidence if piece.is_picture and piece.removed_at is None]
        return max(pictures, key=lambda piece: piece.taken_at) if pictures else None


def running(session: Session) -> tuple[Run, ...]:
    """Return the attempts at work now, oldest first."""
    statement = (
        select(AttemptRow, ActionRow)
        .where(AttemptRow.action == ActionRow.key, col(AttemptRow.ended_at).is_(None))
        .where(AttemptRow.n == ActionRow.attempt)
        .where(col(ActionRow.state).in_([state.value for state in RUNNING]))
        .order_by(col(AttemptRow.started_at))
    )
    return _runs(session, list(session.exec(statement)))


def list_runs(session: Session, after: str | None = None, limit: int = PAGE) -> Page[Run]:
    """Return finished attempts, newest first."""
    statement = select(AttemptRow, ActionRow).where(AttemptRow.action == ActionRow.key)
    statement = statement.where(col(AttemptRow.ended_at).is_not(None))
    place = place_of(after)
    if place is not None:
        statement = statement.where(
            sa.tuple_(col(AttemptRow.started_at), col(AttemptRow.action)) < sa.tuple_(place.at, place.key)
        )
    statement = statement.order_by(col(AttemptRow.started_at).desc(), col(AttemptRow.action).desc()).limit(limit + 1)
    found = list(session.exec(statement))
    places = [Place(attempt.started_at, attempt.action) for attempt, _ in found]
    return page_of(list(_runs(session, found)), limit, places)


def find_run(session: Session, action: str, n: int) -> Run | None:
    """Return one attempt."""
    statement = select(AttemptRow, ActionRow).where(
        AttemptRow.action == ActionRow.key, AttemptRow.action == action, AttemptRow.n == n
    )
    runs = _runs(session, list(session.exec(statement)))
    return runs[0] if runs else None


def evidence_of(session: Session, actions: Sequence[str]) -> dict[tuple[str, int], tuple[EvidencePiece, ...]]:
    """Return the evidence of actions by action and attempt, in the order it was taken.

    Pieces of one instant: what was taken before the commit comes first.
    """
    rows = session.exec(select(EvidenceRow).where(col(EvidenceRow.action).in_(actions)))
    found: dict[tuple[str, int], tuple[EvidencePiece, ...]] = {}
    for row in sorted(rows, key=lambda row: (row.taken_at, "before" not in row.name, row.name)):
        piece = _piece(row)
        found[row.action, row.attempt] = (*found.get((row.action, row.attempt), ()), piece)
    return found


def find_evidence(session: Session, digest: str) -> EvidencePiece | None:
    """Return a piece by its digest, when an attempt carries it."""
    row = session.exec(select(EvidenceRow).where(EvidenceRow.digest == digest).limit(1)).first()
    return None if row is None else _piece(row)


def _piece(row: EvidenceRow) -> EvidencePiece:
    return EvidencePiece(
        row.attempt, row.name, row.digest, row.media_type, row.size_bytes, row.taken_at, row.removed_at
    )


def _runs(session: Session, found: Sequence[tuple[AttemptRow, ActionRow]]) -> tuple[Run, ...]:
    evidence = evidence_of(session, [action.key for _, action in found])
    keys = {action.order for _, action in found}
    orders = list(session.exec(select(OrderRow).where(col(OrderRow.key).in_(keys))))
    told = {order.key: order for order in summaries(session, orders)}
    return tuple(
        run_of(attempt, action, told.get(action.order), evidence.get((action.key, attempt.n), ()))
        for attempt, action in found
    )


def run_of(
    attempt: AttemptRow, action: ActionRow, order: OrderSummary | None, evidence: tuple[EvidencePiece, ...]
) -> Run:
    """Put together what is known of one attempt."""
    return Run(
        action=action.key,
        n=attempt.n,
        state=action.state,
        target=action.target,
        slip_number=action.slip_number,
        order=order,
        started_at=attempt.started_at,
        ended_at=attempt.ended_at,
        result=attempt.result,
        reason=None if attempt.reason is None else reason_from_json({"values": {}, "place": "", **attempt.reason}),
        steps=tuple(attempt.steps),
        evidence=evidence,
    )
