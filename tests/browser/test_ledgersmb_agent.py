"""The whole agent with LedgerSMB as its target: the orders that go elsewhere go into it too, once each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, Way
from tests.support.databases import new_database
from tests.support.ledgersmb.relay import Relay
from tests.support.ledgersmb.robots import a_ledgersmb_robot
from tests.support.whole_agent import CONFIG, TARGET, WholeAgent, whole_agent

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]
N_ORDERS = 2
PATIENCE_S = 400.0


@pytest.fixture
def relay(ledgersmb) -> Iterator[Relay]:
    """A fresh company, and a way to it that can lose an answer."""
    ledgersmb.reset()
    made = Relay(ledgersmb.port)
    yield made
    made.close()


@pytest.fixture
def agent(relay, tmp_path, parsers) -> Iterator[WholeAgent]:
    """The engine at work, with LedgerSMB as its target."""
    database = new_database("sqlite", tmp_path)
    with closing(database), whole_agent(database, tmp_path, parsers) as running:
        target = a_ledgersmb_robot(relay.url, running.outside.evidence)
        running.outside.targets[TARGET] = replace(running.outside.targets[TARGET], port=target)
        yield running
        target.close()


@pytest.mark.proves("D1")
@pytest.mark.proves("D2")
def test_orders_become_posted_invoices(agent, ledgersmb, relay):
    """Orders come in, the first Save's answer is lost: each is one posted invoice of its total, nobody is needed."""
    day = sample_orders(CONFIG / "masters", date(2026, 11, 25))
    pattern = [one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED]
    orders = [replace(pattern[at], number=f"L{at:04d}") for at in range(N_ORDERS)]
    relay.lose_next_answer()

    agent.drop("orders.csv", file_of(orders).content)
    agent.until(lambda: Counter(row.state for row in agent.orders()) == {"entered": N_ORDERS}, PATIENCE_S)

    stored = ledgersmb.ask("SELECT ordnumber, ponumber, netamount, approved FROM ar ORDER BY ordnumber")
    ordered = {str(row.slip["order_number"]): row for row in agent.actions()}
    assert [number for number, *_ in stored] == sorted(ordered)
    for number, key, net, is_posted in stored:
        row = ordered[str(number)]
        assert (key, net, is_posted) == (row.idempotency_key, Decimal(row.slip["total"]), True)
