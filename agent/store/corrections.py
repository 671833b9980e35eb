"""What people corrected in orders, in the order they said it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlmodel import Session, col, select

from agent.core.correction import Correction
from agent.store.inserting import insert_all
from agent.store.tables import CorrectionRow, DocumentRow, OrderRow


def add(session: Session, order: str, made: Sequence[Correction]) -> None:
    """Keep what a person corrected in an order."""
    names = ("field", "old", "new", "reading", "why", "by", "at")
    rows = [{"order": order, **{name: getattr(one, name) for name in names}} for one in made]
    insert_all(session, CorrectionRow, rows)


def of_order(session: Session, order: str) -> tuple[Correction, ...]:
    """Return what was corrected in one order, oldest first."""
    statement = select(CorrectionRow).where(CorrectionRow.order == order).order_by(col(CorrectionRow.id))
    return tuple(_correction(row) for row in session.exec(statement))


def of_delivery(session: Session, delivery: str) -> dict[tuple[str, int], tuple[Correction, ...]]:
    """Return what was corrected in the orders of a delivery, by document and position in it."""
    statement = (
        select(CorrectionRow, OrderRow)
        .where(CorrectionRow.order == OrderRow.key, OrderRow.document == DocumentRow.key)
        .where(DocumentRow.delivery == delivery)
        .order_by(col(CorrectionRow.id))
    )
    found: dict[tuple[str, int], tuple[Correction, ...]] = {}
    for row, order in session.exec(statement):
        spot = (order.document, int(order.body["position"]))
        found[spot] = (*found.get(spot, ()), _correction(row))
    return found


def _correction(row: CorrectionRow) -> Correction:
    return Correction(row.field, row.old, row.new, row.reading, row.why, row.by, row.at)
