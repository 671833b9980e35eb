"""What people said customers and products are called, beside the master files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from agent.quality.master import Alias
from agent.store.inserting import insert_all
from agent.store.tables import AliasRow


@dataclass(frozen=True, slots=True)
class KnownAlias:
    """An alias in force, with who said so, when, and of which order."""

    number: int
    thing: str
    written: str
    code: str
    customer: str
    order: str | None
    added_at: datetime
    added_by: str


def add(session: Session, learned: Sequence[Alias], now: datetime, by: str, order: str) -> list[Alias]:
    """Keep aliases that are not in force yet, and return them."""
    known = set(in_force(session))
    new = [alias for alias in dict.fromkeys(learned) if alias not in known]
    said = {"order": order, "added_at": now, "added_by": by, "removed_by": ""}
    insert_all(
        session,
        AliasRow,
        [{"thing": a.thing, "written": a.written, "code": a.code, "customer": a.customer, **said} for a in new],
    )
    return new


def in_force(session: Session) -> tuple[Alias, ...]:
    """Return the aliases that hold."""
    return tuple(_alias(row) for row in session.exec(_holding()))


def list_known(session: Session) -> tuple[KnownAlias, ...]:
    """Return the aliases that hold with their story, oldest first."""
    return tuple(
        KnownAlias(row.id or 0, row.thing, row.written, row.code, row.customer, row.order, row.added_at, row.added_by)
        for row in session.exec(_holding())
    )


def stamp_of(session: Session) -> tuple[int, int]:
    """Return what changes when an alias is added or removed."""
    statement = select(func.count(), func.max(AliasRow.id)).where(col(AliasRow.removed_at).is_(None))
    n, last = session.exec(statement).one()
    return n, last or 0


def remove(session: Session, number: int, now: datetime, by: str) -> Alias | None:
    """Let an alias hold no more; None when none of this number does."""
    row = session.exec(_holding().where(AliasRow.id == number).with_for_update()).first()
    if row is None:
        return None
    row.removed_at, row.removed_by = now, by
    session.add(row)
    return _alias(row)


def _holding() -> SelectOfScalar[AliasRow]:
    return select(AliasRow).where(col(AliasRow.removed_at).is_(None)).order_by(col(AliasRow.id))


def _alias(row: AliasRow) -> Alias:
    return Alias("customer" if row.thing == "customer" else "product", row.written, row.code, row.customer)
