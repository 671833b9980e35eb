"""Orders and their decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from zlib import crc32

import sqlalchemy as sa
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, func, select

from agent.core.codec import decision_to_json, order_from_json, order_to_json, trace_to_json
from agent.core.decision import Ruling
from agent.core.order import Linked, Order, OrderState
from agent.store.inserting import insert_all, insert_missing
from agent.store.tables import DecisionRow, OrderRow, RulesetRow

CHUNK = 500  # keys asked for at once: SQLite binds at most some thousands of values
LOCKS = 1024  # names share them, so that a large delivery needs no more
_LOCK = sa.text("SELECT pg_advisory_xact_lock(:room, place) FROM unnest(CAST(:places AS integer[])) AS place")


@dataclass(frozen=True, slots=True)
class Known:
    """What is needed of an earlier order to link a later one."""

    key: str
    base_key: str | None
    content_digest: str
    read_digest: str
    revision: int
    state: str


@dataclass(frozen=True, slots=True)
class PlacedOrder:
    """An order with its key, how it stands to earlier ones, and its ruling."""

    key: str
    order: Order
    linked: Linked
    related: str | None
    state: OrderState
    ruling: Ruling
    read_digest: str = ""


def link_alone(session: Session, names: Iterable[str]) -> None:
    """Wait, on PostgreSQL, for whoever links orders of these names, to see what they store; SQLite has one writer.

    The names share a fixed number of locks, taken in one order by all, and held until the transaction ends.
    """
    if session.get_bind().dialect.name == "postgresql":
        places = sorted({crc32(name.encode()) % LOCKS for name in names})
        session.execute(_LOCK, {"room": crc32(b"denpyo-linking") % LOCKS, "places": places})


def known_by_base_key(session: Session, base_keys: Sequence[str]) -> list[Known]:
    """Return earlier orders of these customers and numbers, duplicates left out, oldest revision first."""
    return _known_by(session, col(OrderRow.base_key), base_keys)


def known_by_reading(session: Session, digests: Sequence[str]) -> list[Known]:
    """Return earlier orders in which the same was read, whatever people said of it, duplicates left out."""
    return _known_by(session, col(OrderRow.read_digest), digests)


def _known_by(session: Session, column: Mapped[Any], values: Sequence[str]) -> list[Known]:
    names = [one.name for one in fields(Known)]
    found: list[Known] = []
    for at in range(0, len(values), CHUNK):
        rows = session.execute(
            sa.select(*(getattr(OrderRow, name) for name in names))
            .where(column.in_(values[at : at + CHUNK]))
            .where(col(OrderRow.linked) != Linked.DUPLICATE.value)
            .order_by(col(OrderRow.revision))
        )
        found += [Known(*row) for row in rows]
    return found


def keys_present(session: Session, keys: Sequence[str]) -> set[str]:
    """Return which of these order keys are taken."""
    present: set[str] = set()
    for at in range(0, len(keys), CHUNK):
        present |= set(session.exec(select(OrderRow.key).where(col(OrderRow.key).in_(keys[at : at + CHUNK]))))
    return present


def add_orders(session: Session, placed: Sequence[PlacedOrder], now: datetime) -> None:
    """Insert orders and their first decisions."""
    insert_all(session, OrderRow, [_order_row(one, now) for one in placed])
    insert_all(session, DecisionRow, [decision_row(one.key, 1, one.ruling, now) for one in placed])


def get_order(session: Session, key: str) -> OrderRow:
    """Return an order's row; the caller knows that it is there."""
    return session.exec(select(OrderRow).where(OrderRow.key == key)).one()


def order_of(row: OrderRow) -> Order:
    """Return the frozen value a row holds."""
    return order_from_json(row.body)


def last_decision(session: Session, order: str) -> DecisionRow:
    """Return an order's newest decision."""
    statement = select(DecisionRow).where(DecisionRow.order == order).order_by(col(DecisionRow.n).desc()).limit(1)
    return session.exec(statement).one()


def add_decision(session: Session, order: str, ruling: Ruling, now: datetime, by: str) -> int:
    """Add an order's next decision and return its number."""
    last = session.exec(select(func.max(DecisionRow.n)).where(DecisionRow.order == order)).one()
    n = (last or 0) + 1
    insert_all(session, DecisionRow, [decision_row(order, n, ruling, now, by)])
    return n


def set_state(session: Session, key: str, state: OrderState) -> None:
    """Move an order to a state."""
    session.execute(
        sa.update(OrderRow)
        .where(col(OrderRow.key) == key)
        .values(state=state.value)
        .execution_options(synchronize_session=False)
    )


def note_slip_by_hand(session: Session, key: str, slip_number: str) -> None:
    """Note the number of the slip a person keyed for an order that has no action."""
    session.execute(
        sa.update(OrderRow)
        .where(col(OrderRow.key) == key)
        .values(slip_by_hand=slip_number)
        .execution_options(synchronize_session=False)
    )


def replace_order(session: Session, placed: PlacedOrder) -> None:
    """Store an order as it was read, checked and linked anew; its key stays."""
    order = placed.order
    session.execute(
        sa.update(OrderRow)
        .where(col(OrderRow.key) == placed.key)
        .values(
            body=order_to_json(order),
            document=order.document,
            base_key=order.base_key,
            content_digest=order.content_digest,
            read_digest=placed.read_digest,
            linked=placed.linked.value,
            related=placed.related,
            revision=order.revision,
            kind=order.kind.value,
            **_searchable(order),
        )
        .execution_options(synchronize_session=False)
    )


def keep_ruleset(session: Session, version: str, text: str, now: datetime) -> bool:
    """Keep a ruleset's whole text under its version; False when it was kept before."""
    row = {"version": version, "text": text, "first_used_at": now}
    return bool(insert_missing(session, RulesetRow, [row], "version"))


def decision_row(order: str, n: int, ruling: Ruling, now: datetime, by: str = "agent") -> dict[str, Any]:
    """Write a ruling as a row's values."""
    value = decision_to_json(ruling.decision)
    if ruling.on_approval is not None:
        value["on_approval"] = decision_to_json(ruling.on_approval)
    return {
        "order": order,
        "n": n,
        "kind": value["kind"],
        "value": value,
        "rule": ruling.decision.rule,
        "ruleset": ruling.version,
        "trace": trace_to_json(ruling.trace),
        "decided_at": now,
        "decided_by": by,
    }


def _order_row(one: PlacedOrder, now: datetime) -> dict[str, Any]:
    order = one.order
    return {
        "key": one.key,
        "document": order.document,
        "source": order.source,
        "base_key": order.base_key,
        "content_digest": order.content_digest,
        "read_digest": one.read_digest,
        "linked": one.linked.value,
        "related": one.related,
        "kind": order.kind.value,
        "revision": order.revision,
        "state": one.state.value,
        "slip_by_hand": "",
        "body": order_to_json(order),
        "received_at": now,
        **_searchable(order),
    }


def _searchable(order: Order) -> dict[str, Any]:
    return {
        "number": order.number,
        "customer_code": order.customer.code,
        "customer_name": order.customer.name or order.customer.as_written,
        "ordered_on": order.ordered_on,
        "total_jpy": None if order.total is None else int(order.total),
    }


def count_by_state(session: Session) -> dict[str, int]:
    """Count orders by where they stand."""
    rows = session.exec(
        select(OrderRow.state, func.count()).group_by(col(OrderRow.state)).order_by(col(OrderRow.state))
    )
    return {state: n for state, n in rows}  # noqa: C416 - rows are not pairs to mypy
