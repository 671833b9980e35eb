"""What has been done since a moment, such as in one run of `denpyo once`."""

from __future__ import annotations

from dataclasses import dataclass

from sqlmodel import Session, col, func, select

from agent.store.exceptions import ExceptionKind
from agent.store.tables import AuditIndexRow, ExceptionRow

KEYED = ("slip.confirmed", "slip.adopted")


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment, as the last numbers the database had given by then; no clock is asked."""

    event: int
    exception: int


@dataclass(frozen=True, slots=True)
class Done:
    """What was done since a mark.

    `waiting` still waits for a person, `failed` for whoever looks after the system, `in_doubt` for a look into the
    target.
    """

    documents: int
    orders: int
    keyed: int
    waiting: int
    failed: int
    in_doubt: int


def mark_of(session: Session) -> Mark:
    """Return the moment now."""
    event = session.exec(select(func.max(AuditIndexRow.event))).one()
    exception = session.exec(select(func.max(ExceptionRow.id))).one()
    return Mark(event or 0, exception or 0)


def done_since(session: Session, mark: Mark) -> Done:
    """Count what was done since a mark, by whichever agent."""
    opened = _opened(session, mark)
    return Done(
        documents=_n_about(session, mark, ("document.received",)),
        orders=_n_about(session, mark, ("order.extracted",)),
        keyed=_n_about(session, mark, KEYED),
        waiting=opened.get(ExceptionKind.BUSINESS, 0) + opened.get(ExceptionKind.DEAD_LETTER, 0),
        failed=opened.get(ExceptionKind.SYSTEM, 0),
        in_doubt=opened.get(ExceptionKind.IN_DOUBT, 0),
    )


def _n_about(session: Session, mark: Mark, kinds: tuple[str, ...]) -> int:
    """Count the things that events of some kinds are about, each once."""
    row = AuditIndexRow
    ask = select(func.count(func.distinct(row.about))).where(col(row.event) > mark.event, col(row.kind).in_(kinds))
    return session.exec(ask).one()


def _opened(session: Session, mark: Mark) -> dict[str, int]:
    """Count by kind what came into the exception queue and still waits there."""
    row = ExceptionRow
    ask = select(row.kind, func.count()).where(col(row.id) > mark.exception, col(row.resolved_at).is_(None))
    return {kind: n for kind, n in session.exec(ask.group_by(col(row.kind)))}  # noqa: C416 - rows are no pairs to mypy
