"""The agent's clock is set by hours, and its account is taken over: nothing is keyed twice, nothing stands still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import col

from agent.core.business_day import SystemClock
from agent.demo.documents import file_of
from agent.engine import ending
from agent.engine.parsers import Parsers
from agent.engine.permit import FENCE_NEED_S
from agent.engine.presence import take_presence
from agent.engine.takeover import declare_dead
from agent.store import leases
from agent.store.alone import DEAD_S
from agent.store.database import Database
from agent.store.tables import LaneRow, LeaseRow
from tests.integration.test_engine import orders
from tests.support.databases import PostgresServer, new_database
from tests.support.whole_agent import TARGET, WholeAgent, whole_agent

pytestmark = pytest.mark.integration
HOURS = 5 * 3600


@pytest.fixture
def agent(file: Database, tmp_path: Path, parsers: Parsers) -> Iterator[WholeAgent]:
    """The engine at work on a target that is three seconds slow."""
    with whole_agent(file, tmp_path, parsers) as running:
        target = running.outside.targets[TARGET]
        slow = target.settings.model_copy(update={"settle_for": 3.0})
        running.outside.targets[TARGET] = replace(target, settings=slow)
        yield running


def in_state(agent: WholeAgent, state: str) -> bool:
    return [row.state for row in agent.actions()] == [state]


@pytest.mark.proves("D2")
def test_a_clock_put_forward_does_not_shorten_the_targets_slowness(agent: WholeAgent):
    """A commit is still under way when the clock jumps: it is looked up again, and not keyed again before its time."""
    agent.target.lose_commits = 1
    agent.drop("one.csv", file_of(orders()).content)
    agent.until(lambda: in_state(agent, "unknown"))
    key = agent.actions()[0].idempotency_key
    n_before = agent.target.look_ups
    agent.target.at_find = lambda n: agent.target.plant(key, "S1") if n == n_before + 2 else None
    agent.clock.advance(HOURS)
    agent.until_idle()

    assert in_state(agent, "entered")
    assert [slip.number for slip in agent.target.slips] == ["S1"]


@pytest.mark.proves("D2")
def test_a_clock_put_back_leaves_nothing_standing_for_hours(agent: WholeAgent):
    """What waited for an instant that is hours away now is taken up at once."""
    agent.target.lose_answers = 1
    agent.drop("one.csv", file_of(orders()).content)
    agent.until(lambda: in_state(agent, "unknown"))
    agent.clock.advance(-HOURS)
    agent.until(lambda: in_state(agent, "entered"), timeout_s=30)

    assert len(agent.target.slips) == 1


def test_a_clock_put_back_does_not_stop_the_pace(agent: WholeAgent):
    """A slip sent in what is now the future does not hold the next one back for hours."""
    target = agent.outside.targets[TARGET]
    paced = target.settings.model_copy(update={"pace": 1.0})
    agent.outside.targets[TARGET] = replace(target, settings=paced)
    first, second = orders(2)
    agent.drop("one.csv", file_of([first]).content)
    agent.until(lambda: in_state(agent, "entered"))
    agent.clock.advance(-HOURS)
    agent.drop("two.csv", file_of([second]).content)

    agent.until(lambda: [row.state for row in agent.actions()] == ["entered", "entered"], timeout_s=30)


@pytest.mark.proves("D2")
def test_whoever_lost_the_lease_leaves_the_target_alone_until_it_is_free(
    agent: WholeAgent, monkeypatch: pytest.MonkeyPatch
):
    """Refused at the gate once, the agent neither looks up, keys nor tries while another holds its account."""
    monkeypatch.setitem(ending.AGAIN_S, "lease-lost", 0.3)
    agent.target.at_find = lambda n: take_over(agent, 4.0) if n == 1 else None
    agent.drop("one.csv", file_of(orders()).content)
    agent.until(lambda: in_state(agent, "entered"))

    assert len(agent.target.slips) == 1
    assert agent.target.look_ups == 2
    assert agent.actions()[0].attempt == 2


def take_over(agent: WholeAgent, for_s: float) -> None:
    """Take the account away as another agent does."""
    with agent.outside.database.transaction() as session:
        until = leases.database_now(session) + for_s
        taken = {"token": col(LeaseRow.token) + 1, "holder": "another", "expires": until}
        session.execute(sa.update(LeaseRow).where(col(LeaseRow.name) == TARGET).values(**taken))


def left_s(database: Database, name: str) -> float:
    """How long a lease lasts still, by the database's clock."""
    with database.reading() as session:
        left = sa.select(LeaseRow.expires - leases.database_now(session)).where(col(LeaseRow.name) == name)
        return float(session.execute(left).scalar_one())


@pytest.mark.proves("D8")
def test_what_an_agent_said_of_its_lanes_before_it_was_started_anew_counts_no_more(
    postgres: PostgresServer, tmp_path: Path
):
    """Nothing is left to it before it has looked at its targets again, whatever its machine's clock says."""
    database = new_database("postgresql", tmp_path, postgres)
    here, other = (take_presence(database, name, SystemClock()) for name in ("agent-1", "agent-2"))
    told_at = datetime.now(UTC) + timedelta(hours=1)  # by a clock that was put back since
    with database.transaction() as session:
        session.add(LaneRow(target="ledger", agent="agent-2", told_at=told_at, facts={"waits": None}))
    assert here.others_able("ledger")

    other.leave()
    assert not here.others_able("ledger")
    started_again = take_presence(database, "agent-2", SystemClock())
    assert not here.others_able("ledger")
    with database.transaction() as session:
        session.merge(LaneRow(target="ledger", agent="agent-2", told_at=told_at, facts={"waits": None}))
    assert here.others_able("ledger")
    for one in (here, started_again):
        one.leave()
    database.close()


@pytest.mark.proves("D2")
def test_the_leases_of_a_dead_agent_run_out_within_seconds(postgres: PostgresServer, tmp_path: Path):
    """One that is silent for long leaves its account to others soon; one that beats keeps it."""
    database = new_database("postgresql", tmp_path, postgres)
    silent, beating = (take_presence(database, name, SystemClock()) for name in ("agent-1", "agent-2"))
    with database.transaction() as session:
        leases.acquire(session, "ledger", silent.executor_id, 60)
        leases.acquire(session, "portal", beating.executor_id, 60)
        late = sa.text("update agent set beat_at = clock_timestamp() - interval '16 s' where executor_id = :him")
        session.execute(late, {"him": silent.executor_id})

    assert declare_dead(database)
    assert left_s(database, "ledger") <= FENCE_NEED_S
    assert left_s(database, "portal") > DEAD_S
    beating.leave()
    started_again = take_presence(database, "agent-2", SystemClock())
    assert left_s(database, "portal") <= DEAD_S
    for one in (silent, started_again):
        one.leave()
    database.close()
