"""The exception queue: what waits for a person, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select

from agent.core.codec import reason_to_json
from agent.core.errors import Reason
from agent.store.inserting import insert_all
from agent.store.tables import DocumentRow, ExceptionRow


class ExceptionKind(StrEnum):
    """What sort of thing waits: the order's matter, the system's, an unknown outcome, a document given up."""

    BUSINESS = "business"
    SYSTEM = "system"
    IN_DOUBT = "in-doubt"
    DEAD_LETTER = "dead-letter"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing to put into the queue, with what it is about."""

    kind: ExceptionKind
    reason: Reason
    source: str = ""
    delivery: str | None = None
    document: str | None = None
    order: str | None = None
    action: str | None = None


def put(session: Session, waiting: Sequence[Waiting], now: datetime) -> None:
    """Put things into the exception queue."""
    rows = [
        {
            "kind": one.kind.value,
            "source": one.source,
            "delivery": one.delivery,
            "document": one.document,
            "order": one.order,
            "action": one.action,
            "reason": reason_to_json(one.reason),
            "opened_at": now,
            "resolved_by": "",
            "resolution": "",
            "comment": "",
        }
        for one in waiting
    ]
    insert_all(session, ExceptionRow, rows)


def find_open(session: Session, number: int) -> ExceptionRow | None:
    """Return an exception that still waits, locked until the transaction ends where the database can."""
    statement = select(ExceptionRow).where(ExceptionRow.id == number, col(ExceptionRow.resolved_at).is_(None))
    return session.exec(statement.with_for_update()).first()


def open_of_delivery(session: Session, delivery: str) -> list[ExceptionRow]:
    """Return what waits of a delivery's documents that were not read, locked like `find_open`."""
    statement = select(ExceptionRow).where(ExceptionRow.delivery == delivery, col(ExceptionRow.resolved_at).is_(None))
    return list(session.exec(statement.order_by(col(ExceptionRow.id)).with_for_update()))


def orders_of_delivery(session: Session, delivery: str) -> list[ExceptionRow]:
    """Return what waits of a delivery's orders that no slip was made of, locked like `find_open`."""
    statement = select(ExceptionRow).where(
        DocumentRow.delivery == delivery,
        DocumentRow.key == ExceptionRow.document,
        col(ExceptionRow.order).is_not(None),
        col(ExceptionRow.action).is_(None),
        col(ExceptionRow.resolved_at).is_(None),
    )
    return list(session.exec(statement.order_by(col(ExceptionRow.id)).with_for_update(of=ExceptionRow)))


def deliveries_waiting(session: Session) -> set[str]:
    """Return the deliveries of which a document, or an order in one, waits."""
    statement = select(DocumentRow.delivery).where(
        col(ExceptionRow.resolved_at).is_(None), ExceptionRow.document == DocumentRow.key
    )
    return set(session.exec(statement.distinct()))


def close(session: Session, row: ExceptionRow, now: datetime, by: str, resolution: str, comment: str) -> None:
    """Take a thing out of the queue, with who did it and why."""
    row.resolved_at, row.resolved_by, row.resolution, row.comment = now, by, resolution, comment
    session.add(row)


def put_once(session: Session, waiting: Waiting, now: datetime) -> None:
    """Put something about a target into the queue, unless the same thing about it (and this agent) waits already."""
    code, values = waiting.reason.code, waiting.reason.values
    same = [row for row in open_of_target(session, values.get("target", "")) if row.reason["code"] == code]
    if not any(row.reason["values"].get("agent") == values.get("agent") for row in same):
        put(session, [waiting], now)


def close_of_target(session: Session, target: str, now: datetime, by: str, *, agent: str = "") -> None:
    """Take out of the queue what waited about a target as a whole: it answers again, or was resumed.

    Where an agent is named, what another agent's machine lacks goes on waiting.
    """
    for row in open_of_target(session, target):
        if not agent or row.reason["values"].get("agent", agent) == agent:
            close(session, row, now, by, "over", "")


def open_of_target(session: Session, target: str) -> list[ExceptionRow]:
    """Return what waits about a target as a whole, not about one of its slips."""
    statement = select(ExceptionRow).where(
        ExceptionRow.kind == ExceptionKind.SYSTEM.value,
        col(ExceptionRow.resolved_at).is_(None),
        col(ExceptionRow.action).is_(None),
        col(ExceptionRow.order).is_(None),
    )
    return [row for row in session.exec(statement) if row.reason["values"].get("target") == target]
