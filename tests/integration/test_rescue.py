"""Actions whose run is gone: taken up again, or put before a person, on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from agent.core.action import ActionState
from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, Way
from agent.engine.durable import DIED_OFTEN
from agent.engine.parsers import Parsers
from agent.engine.rounds import Rescue
from agent.engine.runs import Runs
from agent.store import actions
from agent.store.database import Database
from agent.store.tables import ActionRow
from tests.support.whole_agent import CONFIG, WholeAgent, whole_agent

pytestmark = pytest.mark.integration
ME = "me"


@pytest.fixture
def agent(database: Database, tmp_path: Path, parsers: Parsers) -> Iterator[WholeAgent]:
    """The engine, after one slip was entered."""
    with whole_agent(database, tmp_path, parsers) as running:
        day = sample_orders(CONFIG / "masters", datetime(2026, 11, 25, tzinfo=UTC).date())
        order = next(one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED)
        running.drop("order.csv", file_of([order]).content)
        running.until_idle()
        yield running


def status_of(agent: WholeAgent, statement: sa.TextClause, run: str) -> str | None:
    """The engine's word for a run."""
    with agent.outside.database.reading() as session:
        return session.execute(statement, {"id": run}).scalar()


def leave_in(agent: WholeAgent, state: ActionState, run: str) -> ActionRow:
    """Leave the slip in the middle of an attempt a minute ago, the engine's run of it in some state."""
    (row,) = agent.actions()
    table = "workflow_status" if agent.outside.database.is_sqlite else "dbos.workflow_status"
    ended = sa.text(f"SELECT status FROM {table} WHERE workflow_uuid = :id")
    agent.until(lambda: status_of(agent, ended, f"enter/{row.key}/{row.attempt}") == "SUCCESS")
    update = sa.text(f"UPDATE {table} SET status = :run, executor_id = :me, updated_at = :at WHERE workflow_uuid = :id")
    with agent.outside.database.transaction() as session:
        ago = agent.clock.now() - timedelta(minutes=1)
        sending_at = ago if state is ActionState.SENDING else None
        actions.move(session, row.key, state, ago, sending_at=sending_at, slip_number="")
        session.execute(
            update, {"run": run, "me": ME, "at": int(ago.timestamp() * 1000), "id": f"enter/{row.key}/{row.attempt}"}
        )
    return row


@pytest.mark.parametrize("state", [ActionState.INTENDED, ActionState.SENDING])
def test_a_slip_that_kills_the_agent_again_and_again_waits_for_a_person(agent: WholeAgent, state: ActionState):
    """Once more would be once more the same: it is held with its reason, in doubt where it may have been sent."""
    leave_in(agent, state, DIED_OFTEN)

    Rescue(agent.outside, ME, Runs()).look()

    (waiting,) = agent.waiting()
    assert [row.state for row in agent.actions()] == ["held"]
    assert waiting.reason["code"] == "agent-died-often"
    assert waiting.kind == ("in-doubt" if state is ActionState.SENDING else "system")


def test_a_slip_whose_run_ended_without_a_word_is_entered_all_the_same(agent: WholeAgent):
    """Looked up first, as after any crash: it stands there, and no second one comes."""
    leave_in(agent, ActionState.SENDING, "ERROR")

    Rescue(agent.outside, ME, Runs()).look()
    agent.until(lambda: [row.state for row in agent.actions()] == ["entered"])

    assert len(agent.target.slips) == 1
    assert agent.waiting() == []


def test_a_slip_whose_run_no_thread_works_on_is_taken_up(agent: WholeAgent):
    """Its end could not be stored, and the engine still takes it for begun; one that is worked on is left alone."""
    row, runs = leave_in(agent, ActionState.SENDING, "PENDING"), Runs()

    with runs.at_work(f"enter/{row.key}/{row.attempt}"):
        Rescue(agent.outside, ME, runs).look()
        state_at_work = agent.actions()[0].state
    Rescue(agent.outside, ME, runs).look()
    agent.until(lambda: [row.state for row in agent.actions()] == ["entered"])

    assert state_at_work == "sending"
    assert len(agent.target.slips) == 1
