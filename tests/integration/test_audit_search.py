"""What an auditor may ask: by date, amount and customer, alone and together."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest

from agent.app.ask.audit import AuditFilter, search_audit, stream_audit
from agent.audit.event import AuditEvent
from agent.store import audit_log
from agent.store.database import Database
from tests.support.audit_logs import BEGAN

pytestmark = [pytest.mark.integration, pytest.mark.proves("F5")]

FIRST = date(2026, 4, 1)
DAYS: tuple[dict[str, Any], ...] = (
    {},
    {"day_from": FIRST + timedelta(days=9)},
    {"day_to": FIRST + timedelta(days=20)},
    {"day_from": FIRST + timedelta(days=5), "day_to": FIRST + timedelta(days=5)},
    {"day_from": FIRST + timedelta(days=20), "day_to": FIRST + timedelta(days=9)},
)
AMOUNTS: tuple[dict[str, Any], ...] = (
    {},
    {"amount_from": 0},
    {"amount_to": 5_000},
    {"amount_from": 5_000, "amount_to": 5_000},
    {"amount_from": -3_000, "amount_to": 70_000},
)
PARTNERS: tuple[dict[str, Any], ...] = ({}, {"partner": "C001"}, {"partner": "C00"}, {"partner": "nobody"})
INSTANTS: tuple[dict[str, Any], ...] = (
    {},
    {"since": BEGAN + timedelta(minutes=100), "until": BEGAN + timedelta(minutes=200)},
)


def events() -> list[AuditEvent]:
    """Make 300 events, some without customer, amount or day, and a correction of an order among them."""
    chance = random.Random(3)
    return [
        AuditEvent(
            chance.choice(("order.decided", "order.corrected", "evidence.removed")),
            "order",
            f"order-{n}",
            BEGAN + timedelta(minutes=n),
            partner=chance.choice((None, "C001", "C002", "D001")),
            amount_jpy=chance.choice((None, -3_000, 0, 4_999, 5_000, 5_001, 70_000)),
            day=chance.choice((None, FIRST + timedelta(days=chance.randrange(30)))),
        )
        for n in range(300)
    ]


def scanned(all_events: list[AuditEvent], wanted: AuditFilter) -> list[str]:
    """Search by looking at every event."""
    return [event.about for event in all_events if _is_wanted(event, wanted)]


def _is_wanted(event: AuditEvent, wanted: AuditFilter) -> bool:
    return (
        _is_between(event.day, wanted.day_from, wanted.day_to)
        and _is_between(event.amount_jpy, wanted.amount_from, wanted.amount_to)
        and (wanted.since is None or event.at >= wanted.since)
        and (wanted.until is None or event.at < wanted.until)
        and (not wanted.partner or wanted.partner in (event.partner or ""))
    )


def _is_between(value: Any, low: Any, high: Any) -> bool:
    if low is None and high is None:
        return True
    return value is not None and (low is None or value >= low) and (high is None or value <= high)


def test_every_combination_equals_a_plain_scan(database: Database) -> None:
    """Ranges of day and amount, customer and time, alone and together, find what looking at each event finds."""
    stored = events()
    with database.transaction() as session:
        audit_log.append(session, stored)

    with database.reading() as session:
        for parts in product(DAYS, AMOUNTS, PARTNERS, INSTANTS):
            wanted = AuditFilter(**{name: value for part in parts for name, value in part.items()})
            found = [fact.about for fact in stream_audit(session, wanted)]
            assert found == scanned(stored, wanted), wanted


def test_corrections_and_removals_stand_beside_what_they_changed(database: Database) -> None:
    """Nothing is replaced: a correction and a removal are further events, found by their kind."""
    stored = events()
    with database.transaction() as session:
        audit_log.append(session, stored)

    with database.reading() as session:
        for kind in ("order.decided", "order.corrected", "evidence.removed"):
            page = search_audit(session, AuditFilter(kind=kind), limit=300)
            assert {fact.about for fact in page.rows} == {event.about for event in stored if event.kind == kind}
