"""The agent is stopped while something does not come back: it says so, and nobody else takes what is in use."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from agent.demo.documents import file_of
from agent.engine.parsers import Parsers
from agent.store import leases
from agent.store.database import Database
from agent.store.tables import LeaseRow
from tests.integration.test_engine import orders
from tests.support.whole_agent import PATIENCE_S, TARGET, whole_agent

pytestmark = pytest.mark.integration


def test_a_slip_that_does_not_come_back_is_cut_and_told(file: Database, tmp_path: Path, parsers: Parsers):
    """The stop does not wait for ever, its answer says that something was cut, and the account's lease runs on."""
    hangs, reached = threading.Event(), threading.Event()

    def hang(_n: int) -> None:
        reached.set()
        hangs.wait(PATIENCE_S)

    with whole_agent(file, tmp_path, parsers) as agent:
        agent.target.at_find = hang
        agent.drop("order.csv", file_of(orders(1)).content)
        assert reached.wait(PATIENCE_S)
        finished = agent.engine.stop(1)
        is_closed = agent.target.closed
        with file.reading() as session:
            is_held = col(LeaseRow.expires) > leases.database_now(session)
            held = session.execute(sa.select(LeaseRow.name).where(is_held)).scalars().all()
        hangs.set()
        agent.until(lambda: agent.engine.leases.in_turn() == [])

    assert (finished, is_closed, held) == (False, False, [TARGET])
