"""Which orders are there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.app.ask.paging import PAGE, Page, Place, page_of, place_of
from agent.core.action import ActionState
from agent.core.order import OrderState
from agent.store.tables import ActionRow, OrderRow

LAST = "\uffff"  # sorts after every text with the same beginning
OPEN_STATES = (OrderState.HELD, OrderState.APPROVING, OrderState.DECIDED)


@dataclass(frozen=True, slots=True)
class OrderFilter:
    """What to list; empty asks nothing. `text` is an order or slip number's beginning, or part of a customer's name.

    `since` and `until` bound the instant it was received: from the first, up to before the second.
    """

    text: str = ""
    state: str = ""
    source: str = ""
    customer: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrderSummary:
    """One order as a list shows it. `total_jpy` is before tax; `slip_number` is empty until a slip is entered.

    `is_in_doubt` says that its slip may or may not be in the target.
    """

    key: str
    number: str | None
    customer_code: str | None
    customer_name: str | None
    ordered_on: date | None
    total_jpy: int | None
    kind: str
    state: str
    linked: str
    revision: int
    source: str
    received_at: datetime
    target: str = ""
    slip_number: str = ""
    is_in_doubt: bool = False

    @property
    def shown_state(self) -> str:
        """Its state as people are told it."""
        return "in-doubt" if self.is_in_doubt else self.state


def list_orders(
    session: Session, wanted: OrderFilter, after: str | None = None, limit: int = PAGE
) -> Page[OrderSummary]:
    """Return one page of orders, newest first."""
    statement = select(OrderRow).where(*_conditions(session, wanted))
    place = place_of(after)
    if place is not None:
        statement = statement.where(
            sa.tuple_(col(OrderRow.received_at), col(OrderRow.key)) < sa.tuple_(place.at, place.key)
        )
    statement = statement.order_by(col(OrderRow.received_at).desc(), col(OrderRow.key).desc()).limit(limit + 1)
    found = list(session.exec(statement))
    return page_of(summaries(session, found), limit, [Place(row.received_at, row.key) for row in found])


def count_open(session: Session) -> dict[str, int]:
    """Count the orders that are not finished, by state."""
    statement = (
        select(OrderRow.state, sa.func.count())
        .where(col(OrderRow.state).in_([state.value for state in OPEN_STATES]))
        .group_by(OrderRow.state)
    )
    return dict(session.execute(statement).all())


def list_customers(session: Session, named: str = "") -> list[tuple[str, str]]:
    """Return code and name of customers that ordered, whose name or code holds the text.

    Walks the index from one code to the next: as fast with a million orders as with a hundred.
    """
    return [(code, name) for code, name in _customers(session) if named in name or named.casefold() in code.casefold()]


def summaries(session: Session, rows: Sequence[OrderRow]) -> list[OrderSummary]:
    """Add to orders the slip each was entered as, by a robot or by hand."""
    slips = _slips(session, [row.key for row in rows])
    return [_summary(row, *slips.get(row.key, ("", "", ""))) for row in rows]


def _summary(row: OrderRow, target: str, slip_number: str, action: str) -> OrderSummary:
    return OrderSummary(
        key=row.key,
        number=row.number,
        customer_code=row.customer_code,
        customer_name=row.customer_name,
        ordered_on=row.ordered_on,
        total_jpy=row.total_jpy,
        kind=row.kind,
        state=row.state,
        linked=row.linked,
        revision=row.revision,
        source=row.source,
        received_at=row.received_at,
        target=target,
        slip_number=slip_number or row.slip_by_hand,
        is_in_doubt=action == ActionState.UNKNOWN.value and row.state == OrderState.DECIDED.value,
    )


def _conditions(session: Session, wanted: OrderFilter) -> Iterable[sa.ColumnElement[bool]]:
    if wanted.state:
        yield col(OrderRow.state) == wanted.state
    if wanted.source:
        yield col(OrderRow.source) == wanted.source
    if wanted.customer:
        yield col(OrderRow.customer_code) == wanted.customer
    if wanted.since is not None:
        yield col(OrderRow.received_at) >= wanted.since
    if wanted.until is not None:
        yield col(OrderRow.received_at) < wanted.until
    if wanted.text:
        yield _names(session, wanted.text.strip())


def _names(session: Session, text: str) -> sa.ColumnElement[bool]:
    """Order number, slip number or key by their beginning; customers by any part of code or name."""
    begins = _begins_postgres if session.get_bind().dialect.name == "postgresql" else _begins_sqlite
    slips = select(ActionRow.order).where(col(ActionRow.slip_number) != "", begins(col(ActionRow.slip_number), text))
    by_key = select(ActionRow.order).where(ActionRow.idempotency_key == text)
    customers = [code for code, _ in list_customers(session, text)]
    return sa.or_(
        begins(col(OrderRow.number), text),
        col(OrderRow.key) == text,
        col(OrderRow.key).in_(slips),
        sa.and_(col(OrderRow.slip_by_hand) != "", begins(col(OrderRow.slip_by_hand), text)),
        col(OrderRow.key).in_(by_key),
        col(OrderRow.customer_code).in_(customers),
        sa.and_(col(OrderRow.customer_code).is_(None), col(OrderRow.customer_name).contains(text, autoescape=True)),
    )


def _begins_sqlite(column: Any, text: str) -> sa.ColumnElement[bool]:
    """Ask for a beginning as a range: SQLite sorts by bytes, and its LIKE goes by no index of ours."""
    between: sa.ColumnElement[bool] = column.between(text, text + LAST)
    return between


def _begins_postgres(column: Any, text: str) -> sa.ColumnElement[bool]:
    """Ask for a beginning whatever language the database sorts by."""
    begins: sa.ColumnElement[bool] = column.startswith(text, autoescape=True)
    return begins


def _customers(session: Session) -> list[tuple[str, str]]:
    first: Any = select(sa.func.min(OrderRow.customer_code).label("code"))
    codes = first.cte("codes", recursive=True)
    following = (
        select(sa.func.min(OrderRow.customer_code))
        .where(col(OrderRow.customer_code) > codes.c.code)
        .correlate(codes)
        .scalar_subquery()
    )
    codes = codes.union_all(select(following).where(codes.c.code.is_not(None)))
    name = (
        select(OrderRow.customer_name)
        .where(OrderRow.customer_code == codes.c.code)
        .order_by(col(OrderRow.received_at).desc())
        .limit(1)
        .correlate(codes)
        .scalar_subquery()
    )
    rows = session.execute(select(codes.c.code, name).where(codes.c.code.is_not(None)))
    return [(code, known or code) for code, known in rows]


def _slips(session: Session, orders: Sequence[str]) -> dict[str, tuple[str, str, str]]:
    wanted = (ActionRow.order, ActionRow.target, ActionRow.slip_number, ActionRow.state)
    statement = select(*wanted).where(col(ActionRow.order).in_(orders))
    return {order: (target, number, state) for order, target, number, state in session.exec(statement)}
