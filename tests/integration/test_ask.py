"""The console's and command line's questions answer alike on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import timedelta

import pytest

from agent.app.ask.audit import AuditFilter, list_actors, list_kinds, search_audit, stream_audit
from agent.app.ask.orders import OrderFilter, list_customers, list_orders
from agent.app.ask.overview import overview
from agent.app.ask.queue import count_waiting, list_approvals, list_open
from agent.app.ask.runs import list_runs, running
from agent.app.ask.story import find_story
from agent.core.business_day import site_day
from tests.support.papers import CUSTOMERS
from tests.support.seeded import NOW, ZONE, seed

pytestmark = pytest.mark.integration


def test_every_question_is_answered_on_both_databases(database, tmp_path):
    """Lists, pages, searches and one order's story hold what was seeded."""
    sample = seed(tmp_path, database=database)
    today = site_day(NOW, ZONE)
    with database.reading() as session:
        seen = overview(session, NOW, today, NOW - timedelta(hours=10))
        assert (seen.entered, seen.open_orders["held"], len(seen.runs)) == (24, 3, 1)
        assert count_waiting(session, with_approvals=False)["business"] == 3
        assert list_open(session)[0].kind == "in-doubt"
        assert len(list_approvals(session)) == 1
        assert list_customers(session) == sorted(CUSTOMERS)
        assert [order.number for order in list_orders(session, OrderFilter(text="D-20487")).rows] == ["PO-2511007"]
        first = list_orders(session, OrderFilter(), limit=20)
        second = list_orders(session, OrderFilter(), first.after, limit=20)
        assert not {order.key for order in first.rows} & {order.key for order in second.rows}
        assert len(first.rows) + len(second.rows) == 33
        assert list_runs(session).rows[0].result == "unknown"
        assert running(session)[0].picture is not None
        assert find_story(session, sample.keys["entered-3"]).actions[0].slip_number == "D-20483"
        wanted = AuditFilter(
            partner="青果", amount_from=50_000, amount_to=60_000, kind="slip.confirmed", day_from=today
        )
        assert [fact.order for fact in search_audit(session, wanted).rows] == ["C005:PO-2511021"]
        assert sum(1 for _ in stream_audit(session, AuditFilter())) > 200
        assert "order.decided" in list_kinds(session)
        assert "agent-1" in list_actors(session)
