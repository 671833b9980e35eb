"""The whole agent into a system's HTTP API that fails all day: each order becomes exactly one slip, equal to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch

import pytest

from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, Way
from agent.engine import ending
from agent.engine.parsers import Parsers
from agent.store.database import Database
from tests.support.api_server import API, ApiServer
from tests.support.apis import an_api_target
from tests.support.databases import ON_A_FILE
from tests.support.whole_agent import CONFIG, TARGET, WholeAgent, whole_agent

pytestmark = [pytest.mark.integration, pytest.mark.timeout(180)]

FAULTS = (
    *("entry_throttled", "entry_unavailable", "entry_error", "entry_lost_request", "entry_html", "entry_redirected"),
    *("entry_lost_answer", "entry_reset", "entry_error_after", "entry_html_after", "entry_cut"),
    *("look_html", "look_error", "look_throttled", "look_redirected", "look_lost_request"),
)


@pytest.fixture
def server() -> Iterator[ApiServer]:
    """The system."""
    made = ApiServer()
    yield made
    made.stop()


@pytest.fixture
def agent(database: Database, tmp_path: Path, parsers: Parsers, server: ApiServer) -> Iterator[WholeAgent]:
    """The engine at work, with its target reached by API."""
    with patch.object(ending, "DOWN_FIRST_S", 0.05), whole_agent(database, tmp_path, parsers) as running:
        target = an_api_target(server, running.outside.evidence, text=API)
        running.outside.targets[TARGET] = replace(running.outside.targets[TARGET], port=target)
        yield running


@pytest.mark.proves("D9")
@ON_A_FILE
def test_each_order_becomes_one_slip_whatever_fails(agent: WholeAgent, server: ApiServer):
    """An order for each fault: one slip each, final and with its order's total; nobody is needed."""
    server.books.honours_key = False
    day = sample_orders(CONFIG / "masters", date(2026, 11, 25))
    pattern = next(one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED)

    for n, fault in enumerate(FAULTS, 1):
        server.books.faults.update([fault])
        agent.drop(f"{fault}.csv", file_of([replace(pattern, number=f"T-{fault}")]).content)
        agent.until(lambda n=n: Counter(row.state for row in agent.orders()) == {"entered": n})
        assert not +server.books.faults, f"{fault} never came"

    stored = {slip["order"]: slip for slip in server.books.slips}
    assert len(server.books.slips) == len(stored) == len(FAULTS)
    assert {slip["state"] for slip in stored.values()} == {"posted"}
    ordered = {row.slip["order_number"]: Decimal(row.slip["total"]) for row in agent.actions()}
    assert {number: slip["total"] for number, slip in stored.items()} == ordered
