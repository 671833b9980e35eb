"""Places of audit events in the tree: what has none yet, and giving it one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.store.tables import AuditEventRow, AuditSealRow

PAGE = 5_000


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far events are visible in one snapshot.

    `top` is the highest event number seen, `all_before` the first transaction that may still be running, `next` the
    one that will begin next. What was numbered up to `top` is visible for good in any later snapshot whose
    `all_before` has reached this one's `next`.
    """

    top: int
    all_before: int
    next: int


@dataclass(frozen=True, slots=True)
class Unsealed:
    """One event without a place, as it stands in the table."""

    number: int
    body: str
    leaf: bytes


def horizon(session: Session) -> Horizon:
    """Return how far events are visible now; on SQLite, which has one writer, everything numbered is."""
    if session.get_bind().dialect.name != "postgresql":
        return Horizon(session.execute(sa.text("SELECT coalesce(max(id), 0) FROM audit_event")).scalar_one(), 1, 1)
    ask = """
    SELECT (SELECT coalesce(max(id), 0) FROM audit_event),
           pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint
    FROM pg_current_snapshot() AS now
    """
    top, all_before, following = session.execute(sa.text(ask)).one()
    return Horizon(top, all_before, following)


def unsealed(session: Session, above: int, limit: int = PAGE) -> list[Unsealed]:
    """Return the lowest numbered events above a number that have no place yet."""
    has_place = sa.exists().where(col(AuditSealRow.event) == AuditEventRow.id)
    row = AuditEventRow
    ask = select(row.id, row.body, row.leaf).where(col(row.id) > above, ~has_place).order_by(col(row.id)).limit(limit)
    return [Unsealed(number, body, leaf) for number, body, leaf in session.execute(ask)]


def count_sealed(session: Session) -> int:
    """Return how many events have a place: one more than the highest place."""
    highest = session.execute(select(sa.func.max(col(AuditSealRow.position)))).scalar_one()
    return 0 if highest is None else highest + 1


def frontier_at(session: Session, size: int) -> bytes | None:
    """Return the tree's edge over the first `size` events, None where no batch ended there."""
    if size == 0:
        return b""
    return session.execute(select(AuditSealRow.frontier).where(AuditSealRow.position == size - 1)).scalar_one_or_none()


def leaves_from(session: Session, position: int) -> Iterator[bytes]:
    """Yield the leaf hashes of sealed events from a place on, page by page."""
    while True:
        ask = (
            select(AuditSealRow.position, AuditEventRow.leaf)
            .join(AuditEventRow, col(AuditEventRow.id) == AuditSealRow.event)
            .where(col(AuditSealRow.position) >= position)
            .order_by(col(AuditSealRow.position))
            .limit(PAGE)
        )
        page = session.execute(ask).all()
        yield from (leaf for _, leaf in page)
        if len(page) < PAGE:
            return
        position = page[-1][0] + 1


def add_seals(session: Session, first: int, events: Sequence[int], frontier: bytes) -> None:
    """Give events the places from `first` on; the last of them carries the tree's edge after it."""
    last = len(events) - 1
    rows = [
        {"position": first + at, "event": number, "frontier": frontier if at == last else None}
        for at, number in enumerate(events)
    ]
    session.execute(sa.insert(AuditSealRow), rows)
