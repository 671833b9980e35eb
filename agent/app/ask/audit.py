"""Who did what when."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from agent.app.ask.orders import list_customers
from agent.app.ask.paging import PAGE, Page, Place, page_of, place_of
from agent.store.tables import AgentRow, AuditEventRow, AuditIndexRow, AuditSealRow, UserRow

RARE = 500  # events of these amounts: fewer are asked for by their numbers


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What to search for, all at once; empty asks nothing.

    `since` and `until` bound the instant of the event (up to before the second); `day_from` and `day_to` the business
    day, `amount_from` and `amount_to` the amount in yen before tax, both ends included. `partner` is a part of the
    customer's code or name, `order` an order's key, `kind` an audit kind, `actor` who did it.
    """

    since: datetime | None = None
    until: datetime | None = None
    day_from: date | None = None
    day_to: date | None = None
    amount_from: int | None = None
    amount_to: int | None = None
    partner: str = ""
    order: str = ""
    kind: str = ""
    actor: str = ""


@dataclass(frozen=True, slots=True)
class AuditFact:
    """One audit event. `position` is its place in the chain from 0, None until sealed; `body` is what is proved."""

    event: int
    position: int | None
    at: datetime
    kind: str
    actor: str
    about: str
    order: str | None
    partner: str | None
    amount_jpy: int | None
    day: date | None
    body: dict[str, Any]


def search_audit(session: Session, wanted: AuditFilter, after: str | None = None, limit: int = PAGE) -> Page[AuditFact]:
    """Return one page of events, the last recorded first."""
    statement = select(AuditIndexRow.event).where(*_conditions(session, wanted), *_rare(session, wanted))
    place = place_of(after)
    if place is not None and place.key.isdecimal():
        statement = statement.where(col(AuditIndexRow.event) < int(place.key))
    found = list(session.exec(statement.order_by(col(AuditIndexRow.event).desc()).limit(limit + 1)))
    facts = sorted(_facts(session, found), key=lambda fact: -fact.event)
    return page_of(facts, limit, [Place(fact.at, str(fact.event)) for fact in facts])


def stream_audit(session: Session, wanted: AuditFilter) -> Iterator[AuditFact]:
    """Yield every event found, in the order they were recorded, without holding them all at once."""
    statement = _statement().where(*_conditions(session, wanted)).order_by(col(AuditIndexRow.event))
    for row in session.execute(statement.execution_options(yield_per=500)):
        yield _fact(*row)


def events_of(session: Session, order: str, document: str) -> tuple[AuditFact, ...]:
    """Return everything that was done about one order and its document, in the order it was recorded.

    A person's word about an order (`order.closed`) names it as what it is about.
    """
    about = col(AuditIndexRow.about).in_([document, order])
    received = list(session.exec(select(AuditIndexRow.event).where(about, col(AuditIndexRow.order).is_(None))))
    own = list(session.exec(select(AuditIndexRow.event).where(AuditIndexRow.order == order)))
    return tuple(sorted(_facts(session, received + own), key=lambda fact: fact.event))


def list_kinds(session: Session) -> list[str]:
    """Return the audit kinds there are, walking the index from one to the next."""
    return _distinct(session, col(AuditIndexRow.kind))


def list_actors(session: Session) -> list[str]:
    """Return the people and agents there are; robots are named after both (`agent-1/demo-ledger`)."""
    people = session.exec(select(UserRow.name).order_by(UserRow.name))
    agents = session.exec(select(AgentRow.name).distinct().order_by(AgentRow.name))
    return [*people, *agents]


def _facts(session: Session, events: list[int]) -> list[AuditFact]:
    rows = session.execute(_statement().where(col(AuditIndexRow.event).in_(events)))
    return [_fact(*row) for row in rows]


def _statement() -> Any:
    return (
        select(AuditIndexRow, AuditEventRow.body, AuditSealRow.position)
        .join(AuditEventRow, col(AuditEventRow.id) == AuditIndexRow.event)
        .join(AuditSealRow, col(AuditSealRow.event) == AuditIndexRow.event, isouter=True)
    )


def _conditions(session: Session, wanted: AuditFilter) -> Iterable[sa.ColumnElement[bool]]:
    row = AuditIndexRow
    if wanted.since is not None:
        yield col(row.at) >= wanted.since
    if wanted.until is not None:
        yield col(row.at) < wanted.until
    if wanted.day_from is not None:
        yield col(row.day) >= wanted.day_from
    if wanted.day_to is not None:
        yield col(row.day) <= wanted.day_to
    yield from _amounts(wanted)
    yield from _equalities(session, wanted)


def _amounts(wanted: AuditFilter) -> Iterable[sa.ColumnElement[bool]]:
    if wanted.amount_from is not None:
        yield col(AuditIndexRow.amount_jpy) >= wanted.amount_from
    if wanted.amount_to is not None:
        yield col(AuditIndexRow.amount_jpy) <= wanted.amount_to


def _rare(session: Session, wanted: AuditFilter) -> Iterable[sa.ColumnElement[bool]]:
    """Name the events themselves where few have such an amount: a database may else read the log from its end."""
    row = AuditIndexRow
    amounts = list(_amounts(wanted))
    if amounts:
        found = list(session.exec(select(row.event).where(*amounts).limit(RARE + 1)))
        if len(found) <= RARE:
            yield col(row.event).in_(found)


def _equalities(session: Session, wanted: AuditFilter) -> Iterable[sa.ColumnElement[bool]]:
    row = AuditIndexRow
    if wanted.partner:
        yield col(row.partner).in_(_partners(session, wanted.partner.strip()))
    if wanted.order:
        yield col(row.order) == wanted.order
    if wanted.kind:
        yield col(row.kind) == wanted.kind
    if wanted.actor:
        yield col(row.actor) == wanted.actor


def _partners(session: Session, text: str) -> set[str]:
    """Return the customer codes a text means: a code or a part of one in the log, or a part of a customer's name."""
    in_log = (code for code in _distinct(session, col(AuditIndexRow.partner)) if text in code)
    return {text, *in_log, *(code for code, _ in list_customers(session, text))}


def _distinct(session: Session, column: Any) -> list[str]:
    values = select(sa.func.min(column).label("value")).cte("found", recursive=True)
    following = select(sa.func.min(column)).where(column > values.c.value).correlate(values).scalar_subquery()
    values = values.union_all(select(following).where(values.c.value.is_not(None)))
    return list(session.execute(select(values.c.value).where(values.c.value.is_not(None))).scalars())


def _fact(row: AuditIndexRow, body: str, position: int | None) -> AuditFact:
    return AuditFact(
        event=row.event,
        position=position,
        at=row.at,
        kind=row.kind,
        actor=row.actor,
        about=row.about,
        order=row.order,
        partner=row.partner,
        amount_jpy=row.amount_jpy,
        day=row.day,
        body=json.loads(body),
    )
