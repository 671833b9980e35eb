"""Changes to forms that were proposed by corrections, and what became of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.store.tables import FormProposalRow

MOST = 200


class ProposalState(StrEnum):
    """Where a proposal stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    REFUSED = "refused"


def find(session: Session, number: int) -> FormProposalRow | None:
    """Return a proposal."""
    return session.get(FormProposalRow, number)


def find_locked(session: Session, number: int) -> FormProposalRow | None:
    """Return a proposal, locked until the transaction ends."""
    return session.exec(select(FormProposalRow).where(FormProposalRow.id == number).with_for_update()).first()


def find_same(session: Session, form: str, order: str, new_text: str) -> FormProposalRow | None:
    """Return an open proposal that says the same of the same order."""
    statement = select(FormProposalRow).where(
        FormProposalRow.form == form,
        FormProposalRow.order == order,
        FormProposalRow.new_text == new_text,
        FormProposalRow.state == ProposalState.OPEN.value,
    )
    return session.exec(statement).first()


def of_order(session: Session, order: str) -> Sequence[FormProposalRow]:
    """Return the proposals that corrections of an order made, oldest first."""
    return session.exec(
        select(FormProposalRow).where(FormProposalRow.order == order).order_by(col(FormProposalRow.id))
    ).all()


def count_open(session: Session) -> int:
    """Count the proposals that wait."""
    is_open = col(FormProposalRow.state) == ProposalState.OPEN.value
    return session.exec(select(sa.func.count()).select_from(FormProposalRow).where(is_open)).one()


def list_proposals(session: Session) -> Sequence[FormProposalRow]:
    """Return proposals: the open ones first, then the latest decided."""
    is_decided = col(FormProposalRow.state) != ProposalState.OPEN.value
    statement = select(FormProposalRow).order_by(is_decided, col(FormProposalRow.id).desc())
    return session.exec(statement.limit(MOST)).all()


def decide(session: Session, row: FormProposalRow, state: ProposalState, by: str, at: datetime, why: str) -> None:
    """Write down what became of a proposal."""
    row.state, row.decided_by, row.decided_at, row.decided_why = state.value, by, at, why
    session.add(row)
