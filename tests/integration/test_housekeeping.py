"""What the agent tidies up by itself: runs of long ago and evidence nothing points to, on both databases."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import select

from agent.core.command import CommandKind
from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, Way
from agent.engine import housekeeping
from agent.engine.housekeeping import KEEP_RUNS, Housekeeping
from agent.engine.parsers import Parsers
from agent.store.database import Database
from agent.store.tables import AgentRow, LaneRow
from tests.support.whole_agent import CONFIG, TARGET, WholeAgent, whole_agent

pytestmark = pytest.mark.integration


@pytest.fixture
def agent(database: Database, tmp_path: Path, parsers: Parsers) -> Iterator[WholeAgent]:
    """The engine at work."""
    with whole_agent(database, tmp_path, parsers) as running:
        yield running


def one_file() -> bytes:
    """An ordinary order by CSV."""
    day = sample_orders(CONFIG / "masters", datetime(2026, 11, 25, tzinfo=UTC).date())
    return file_of([next(one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED)]).content


def runs(agent: WholeAgent) -> list[tuple[str, str]]:
    """The engine's own notes: each run's name and state."""
    return [(one.workflow_id, one.status) for one in agent.engine.durable.client.list_workflows()]


def n_noted(agent: WholeAgent) -> int:
    """How many results of transactions the engine has noted."""
    table = "datasource_outputs" if agent.outside.database.is_sqlite else "dbos.datasource_outputs"
    with agent.outside.database.reading() as session:
        return int(session.execute(sa.text(f"SELECT count(*) FROM {table}")).scalar_one())


def keeper(agent: WholeAgent, keep_runs: timedelta = KEEP_RUNS) -> Housekeeping:
    """Housekeeping beside the agent's own, to be asked at once."""
    return Housekeeping(agent.outside, agent.engine.durable, keep_runs)


def test_runs_that_ended_long_ago_are_forgotten_and_open_ones_are_not(agent: WholeAgent):
    """What is done stays in our tables; what waits in the engine is never touched, however old it is."""
    agent.drop("one.csv", one_file())
    agent.until_idle()
    agent.until(lambda: {status for _, status in runs(agent)} == {"SUCCESS"})
    young = keeper(agent).tidy(), len(runs(agent))
    old = keeper(agent, timedelta(days=-1)).tidy(), runs(agent), n_noted(agent)
    agent.drop("one.csv", one_file())
    agent.until_idle()

    assert young == (True, 2)
    assert old == (True, [], 0)
    assert [row.state for row in agent.orders()] == ["entered"]
    assert len(agent.target.slips) == 1


def test_a_run_that_is_still_open_is_kept(agent: WholeAgent):
    """Housekeeping in the middle of an entry forgets nothing of it."""
    is_looking_up, go_on = threading.Event(), threading.Event()

    def hold_up(_n: int) -> None:
        is_looking_up.set()
        go_on.wait(60)

    agent.target.at_find = hold_up
    agent.drop("one.csv", one_file())
    agent.until(is_looking_up.is_set)
    keeper(agent, timedelta(days=-1)).tidy()
    left = {name.partition("/")[0] for name, _ in runs(agent)}
    go_on.set()
    agent.until_idle()

    assert left == {"enter"}
    assert [row.state for row in agent.orders()] == ["entered"]


def test_an_orphan_is_swept_unless_an_old_run_may_still_want_it(
    agent: WholeAgent, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """While a run that began before the orphan's day is open, its evidence may be on its way: the sweep waits."""
    agent.say(CommandKind.PAUSE, TARGET)
    orphan = agent.outside.evidence.put("orphan", b"orphan", "text/plain")
    path = tmp_path / "evidence" / orphan.digest[:2] / orphan.digest
    os.utime(path, (0, 0))
    with monkeypatch.context() as patched:
        patched.setattr(agent.engine.durable, "is_any_open_since", lambda _before: True)
        is_put_off = not keeper(agent).tidy() and path.exists()

    assert is_put_off
    assert keeper(agent).tidy()
    assert not path.exists()
    assert agent.outside.evidence.read(orphan.digest) == b"orphan"  # set aside first


def test_agents_that_are_long_gone_are_forgotten(agent: WholeAgent):
    """A dead agent's row and its lanes go after a month; the living one's stay, and so do those of yesterday."""
    now = datetime.now(UTC)
    with agent.outside.database.transaction() as session:
        for name, days in (("gone", 31), ("yesterday", 1)):
            at = now - timedelta(days=days)
            session.add(AgentRow(executor_id=name, name=name, version="1", started_at=at, beat_at=at, dead=True))
            session.add(LaneRow(target=TARGET, agent=name, told_at=at, facts={}))
    keeper(agent).tidy()

    with agent.outside.database.reading() as session:
        agents = set(session.exec(select(AgentRow.executor_id)))
        lanes = set(session.exec(select(LaneRow.agent)))
    assert "yesterday" in agents
    assert "gone" not in agents
    assert len(agents) == 2
    assert "yesterday" in lanes
    assert "gone" not in lanes


def test_an_open_run_counts_from_the_instant_it_began(agent: WholeAgent):
    """A run that stands in the middle of an entry is older than now and younger than yesterday."""
    is_looking_up, go_on = threading.Event(), threading.Event()
    agent.target.at_find = lambda _n: (is_looking_up.set(), go_on.wait(60), None)[-1]
    agent.drop("one.csv", one_file())
    agent.until(is_looking_up.is_set)
    now = datetime.now(UTC)
    seen = [agent.engine.durable.is_any_open_since(now + timedelta(hours=hours)) for hours in (1, -24)]
    go_on.set()
    agent.until_idle()

    assert seen == [True, False]


def test_it_is_done_by_itself_and_tried_again_when_it_fails(agent: WholeAgent, monkeypatch: pytest.MonkeyPatch):
    """Soon after the start the thread tidies up; a failure is logged and the next try comes sooner than tomorrow."""
    monkeypatch.setattr(housekeeping, "FIRST_S", 0.0)
    monkeypatch.setattr(housekeeping, "AGAIN_S", 0.0)
    tries: list[float] = []

    def fail_first(self: Housekeeping) -> bool:
        tries.append(time.monotonic())
        if len(tries) == 1:
            raise OSError("the disk was away")
        return len(tries) > 2

    monkeypatch.setattr(Housekeeping, "tidy", fail_first)
    one = keeper(agent)
    one.start()
    agent.until(lambda: len(tries) == 3)
    one.stop()

    assert len(tries) == 3
