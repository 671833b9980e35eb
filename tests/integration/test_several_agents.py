"""Several agents on one PostgreSQL database: what one cannot do is left to another, nothing waits for the wrong one.

The other agent is played by its rows: that it lives, which targets it has, and what it holds.
"""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from loguru import logger
from sqlmodel import col

from agent.app import command as commands
from agent.browser.errors import BrowserMissingError
from agent.cli.health import Grade, Verdict
from agent.cli.health import shared_evidence as shared_evidence_verdict
from agent.cli.site import OpenSite
from agent.cli.words import Words
from agent.core.business_day import SystemClock
from agent.core.command import Command, CommandKind
from agent.demo.documents import file_of
from agent.engine import shared_evidence
from agent.engine.lease import lease_of
from agent.engine.parsers import Parsers
from agent.engine.queues import queue_of, register_queue
from agent.settings.model import SiteSettings
from agent.store import evidence_files, leases, pauses
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.evidence_marks import EvidenceApartError, agents_apart
from agent.store.tables import ActionRow, AgentRow, AuditIndexRow, LaneRow, LeaseRow
from tests.integration.test_engine import orders
from tests.support.databases import PostgresServer, new_database
from tests.support.whole_agent import PATIENCE_S, TARGET, WholeAgent, whole_agent

pytestmark = pytest.mark.integration
OTHER = "agent-2"


@pytest.fixture
def agent(postgres: PostgresServer, tmp_path: Path, parsers: Parsers) -> Iterator[WholeAgent]:
    """The engine at work, with another agent of the same database that has the same target."""
    database = new_database("postgresql", tmp_path, postgres)
    with whole_agent(database, tmp_path, parsers) as running:
        now = running.clock.now()
        with database.transaction() as session:
            lives = now + timedelta(hours=1)  # it beats
            session.add(AgentRow(executor_id=OTHER, name=OTHER, version="1", started_at=now, beat_at=lives))
            session.add(LaneRow(target=TARGET, agent=OTHER, told_at=now, facts=LANE))
        yield running
    database.close()


LANE = {"waits": None, "agent": OTHER, "busy_ms": 0, "cpu_ms": 0, "n_slips": 0, "average_ms": 0, "browser": None}


def hold(agent: WholeAgent, name: str) -> None:
    """Let the other agent hold a lease."""
    with agent.outside.database.transaction() as session:
        assert leases.acquire(session, name, OTHER, 60) is not None


def die(agent: WholeAgent) -> None:
    """Let the other agent die, and its leases run out."""
    with agent.outside.database.transaction() as session:
        session.execute(sa.update(AgentRow).where(col(AgentRow.name) == OTHER).values(dead=True))
        session.execute(sa.update(LeaseRow).where(col(LeaseRow.holder) == OTHER).values(expires=0.0))


def never_again(agent: WholeAgent) -> None:
    """Let it be long ago that the other agent told of its lane, so that it is no restart; and what waits be due."""
    with agent.outside.database.transaction() as session:
        long_ago = agent.clock.now() - timedelta(hours=1)
        session.execute(sa.update(LaneRow).where(col(LaneRow.agent) == OTHER).values(told_at=long_ago))
        session.execute(sa.update(ActionRow).values(not_before=agent.clock.now()))


def drop(agent: WholeAgent, n: int) -> None:
    """Let orders arrive."""
    agent.drop("orders.csv", file_of(orders(n)).content)
    agent.until(lambda: len(agent.actions()) == n)


def held_by_us(agent: WholeAgent) -> bool:
    with agent.outside.database.reading() as session:
        row = session.get(LeaseRow, TARGET)
        return row is not None and row.holder not in ("", OTHER)


def queues(agent: WholeAgent) -> set[str]:
    """On which queues work waits."""
    waiting = sa.text("SELECT queue_name FROM dbos.workflow_status WHERE status = 'ENQUEUED' AND name = 'enter'")
    with agent.outside.database.reading() as session:
        return set(session.execute(waiting).scalars())


def are_due(agent: WholeAgent, rows: list[ActionRow]) -> bool:
    return all(row.not_before is None or row.not_before <= agent.clock.now() for row in rows)


def another(database: Database, now: datetime) -> str:
    """Enter another agent that beats, and return the id of its process."""
    process = f"{OTHER}:{now:%s}"
    with database.transaction() as session:
        lives = now + timedelta(hours=1)
        session.add(AgentRow(executor_id=process, name=OTHER, version="1", started_at=now, beat_at=lives))
    return process


@pytest.mark.proves("D8")
def test_agents_of_one_database_share_their_evidence_or_do_not_start(
    postgres: PostgresServer, tmp_path: Path, parsers: Parsers
):
    """Who does not see the mark of another that lives is told its name; a mark of its process before is none."""
    with closing(new_database("postgresql", tmp_path, postgres)) as database:
        process = another(database, datetime.now(UTC))
        evidence = EvidenceFiles(tmp_path / "evidence")
        for mark in ("", f"{OTHER}:before"):
            if mark:
                evidence.mark(OTHER, mark)
            with (
                patch.object(shared_evidence, "PATIENCE_S", 0),
                pytest.raises(EvidenceApartError) as apart,
                whole_agent(database, tmp_path, parsers),
            ):
                pass
            assert (apart.value.values, apart.value.place) == ({"agents": OTHER}, str(tmp_path / "evidence"))
            assert doctors_word(database, evidence).grade is Grade.BAD
        with database.reading() as session:  # one that did not start has not stopped
            assert not session.execute(sa.select(AuditIndexRow).where(col(AuditIndexRow.kind) == "agent.stopped")).all()
        evidence.mark(OTHER, process)
        with whole_agent(database, tmp_path, parsers) as running:
            assert doctors_word(database, evidence).grade is Grade.GOOD
            assert doctors_word(database, EvidenceFiles(tmp_path / "elsewhere")).what.count("agent-") == 2
            drop(running, 1)


@pytest.mark.proves("D8")
def test_a_copy_of_the_folder_with_its_marks_is_another_folder(postgres: PostgresServer, tmp_path: Path):
    """Where the file system makes its numbers up, the mark alone counts, whoever wrote it or reads it."""
    with closing(new_database("postgresql", tmp_path, postgres)) as database:
        process = another(database, datetime.now(UTC))
        evidence = EvidenceFiles(tmp_path / "evidence")
        evidence.mark(OTHER, process)
        shutil.copytree(evidence.folder, tmp_path / "copy")
        copy = EvidenceFiles(tmp_path / "copy")
        assert agents_apart(database, evidence) == []
        assert agents_apart(database, copy) == [OTHER]
        with patch.object(evidence_files, "_number", return_value=""):
            assert agents_apart(database, copy) == []
            copy.mark(OTHER, process)
        assert agents_apart(database, copy) == []


def test_a_number_that_is_listed_as_another_one_is_none(tmp_path: Path):
    """Some shares number their files anew at each look: whatever was written so is no copy."""
    listing = nullcontext([SimpleNamespace(name=".agent-a", inode=lambda: 7)])
    evidence = EvidenceFiles(tmp_path)
    with patch.object(evidence_files.os, "scandir", return_value=listing):
        evidence.mark("a", "a:1")
        assert evidence.mark_of("a") == "a:1"

    assert (tmp_path / ".agent-a").read_text("utf-8") == "a:1\n"


def test_a_mark_that_is_written_anew_meanwhile_is_not_there_yet(tmp_path: Path):
    """A network share says so of the file that was opened: one looks again, as for one that comes late."""
    evidence = EvidenceFiles(tmp_path)
    evidence.mark("a", "a:1")
    with patch.object(Path, "open", side_effect=OSError(errno.ESTALE, "stale file handle")):
        assert evidence.mark_of("a") == ""


@pytest.mark.proves("D8")
def test_a_mark_that_comes_late_is_waited_for(postgres: PostgresServer, tmp_path: Path, parsers: Parsers):
    """Two that start at once on one folder both start, whichever looks first; the log says once who is waited for."""
    with closing(new_database("postgresql", tmp_path, postgres)) as database:
        process = another(database, datetime.now(UTC))
        evidence, looked = EvidenceFiles(tmp_path / "evidence"), []
        own = evidence.folder / ".agent-agent-1"
        own_marks: list[int] = []

        def look(*asked: object) -> list[str]:
            own_marks.append(own.stat().st_mtime_ns)
            looked.append(agents_apart(database, evidence))
            if len(looked) == 2:
                evidence.mark(OTHER, process)
            return looked[-1]

        told: list[str] = []
        with (
            patch.multiple(shared_evidence, agents_apart=look, AGAIN_S=0.01),
            logged(told),
            whole_agent(database, tmp_path, parsers),
        ):
            assert looked == [[OTHER], [OTHER], []]
        assert len(set(own_marks)) == 3  # written anew at each look
        assert told == [f"other agents' marks are waited for: ['{OTHER}']"]


@contextmanager
def logged(told: list[str]) -> Iterator[None]:
    """Take up what is logged of agents that are waited for."""
    handler = logger.add(
        lambda message: told.append(f"{message.record['message']}: {message.record['extra']['agents']}"),
        filter=lambda record: "waited for" in record["message"],
    )
    try:
        yield
    finally:
        logger.remove(handler)


def doctors_word(database: Database, evidence: EvidenceFiles) -> Verdict:
    """Ask the doctor of a site with this evidence folder."""
    settings = SiteSettings(name="sample", title="")
    site = OpenSite(Path(), settings, database, evidence, SystemClock(), ZoneInfo("Asia/Tokyo"))
    return shared_evidence_verdict(site, Words("en"))


@pytest.mark.proves("D8")
def test_work_waits_for_the_agent_that_holds_the_account_and_moves_when_it_dies(agent: WholeAgent):
    """It stands on that agent's queue, which nobody else works off; when it dies, on ours, and is entered once."""
    register_queue(queue_of(OTHER), 1)
    hold(agent, TARGET)
    drop(agent, 3)
    agent.until(lambda: queues(agent) == {queue_of(OTHER)})
    n_before = agent.target.look_ups
    die(agent)
    agent.until_idle()

    assert n_before == 0
    assert sorted(row.state for row in agent.actions()) == ["entered"] * 3
    assert len(agent.target.slips) == 3


@pytest.mark.proves("D8")
def test_a_target_that_one_agent_cannot_reach_is_left_to_the_other_at_once(agent: WholeAgent):
    """The lease is free again and nothing is put off; alone again, this one tries anew when its wait is over."""
    agent.target.down = 3
    drop(agent, 5)
    agent.until(lambda: agent.target.down == 0 and not held_by_us(agent))
    agent.until(lambda: {row.state for row in agent.actions()} == {"parked"})
    waiting = [row for row in agent.actions() if row.failures == 0]
    n_tried, are_waiting_due = agent.target.look_ups, are_due(agent, waiting)
    die(agent)
    agent.until_idle()

    assert (len(waiting), are_waiting_due, n_tried) == (2, True, 0)
    assert len(agent.target.slips) == 5


@pytest.mark.proves("D8")
def test_a_machine_without_a_browser_does_not_pause_the_account_for_the_others(agent: WholeAgent):
    """A person is told, one slip was tried, and the lease is free for whoever has a browser."""

    def without_browser(_n: int) -> None:
        raise BrowserMissingError("no Chromium was found")

    agent.target.at_find = without_browser
    drop(agent, 2)
    agent.until(lambda: [row.reason["code"] for row in agent.waiting()] == ["browser-missing"])
    agent.until(lambda: not held_by_us(agent))
    agent.until(lambda: are_due(agent, agent.actions()))

    with agent.outside.database.reading() as session:
        assert not pauses.is_paused(session, TARGET)
    assert agent.target.look_ups == 1
    assert {row.state for row in agent.actions()} == {"parked"}


def test_where_no_agent_can_the_account_is_paused_as_by_one_alone(agent: WholeAgent):
    """The other one's lane waits, too: nobody goes on in its place, and nothing stays due without an explanation."""

    def without_browser(_n: int) -> None:
        raise BrowserMissingError("no Chromium was found")

    with agent.outside.database.transaction() as session:
        unfit = LANE | {"waits": {"code": "machine-unfit", "until": None}}
        session.execute(sa.update(LaneRow).where(col(LaneRow.agent) == OTHER).values(facts=unfit))
    agent.target.at_find = without_browser
    drop(agent, 2)
    agent.until(lambda: {(row.reason or {}).get("code") for row in agent.actions()} >= {"browser-missing"})
    agent.until_idle()

    with agent.outside.database.reading() as session:
        assert pauses.is_paused(session, TARGET)


def test_a_target_that_only_the_other_agent_has_is_left_to_it(agent: WholeAgent):
    """It is not held as unknown; once nobody has it, it is, with its reason."""
    hold(agent, TARGET)
    drop(agent, 1)
    agent.until(lambda: queues(agent) == {queue_of(OTHER)})
    known = agent.outside.targets.pop(TARGET)
    with agent.outside.database.transaction() as session:
        session.execute(sa.update(LeaseRow).values(expires=0.0))
        moved = sa.text(
            "UPDATE dbos.workflow_status SET queue_name = :mine WHERE status = 'ENQUEUED' AND name = 'enter'"
        )
        session.execute(moved, {"mine": queue_of(agent.outside.agent)})
    agent.until(lambda: [(row.reason or {}).get("code") for row in agent.actions()] == ["account-elsewhere"])
    states_with_other = [row.state for row in agent.actions()]
    die(agent)
    never_again(agent)
    agent.until(lambda: [row.state for row in agent.actions()] == ["held"])
    agent.outside.targets[TARGET] = known

    assert states_with_other == ["parked"]
    assert [row.reason["code"] for row in agent.waiting()] == ["target-unknown"]


def test_a_look_is_carried_out_by_the_agent_that_looks_at_the_source(agent: WholeAgent):
    """The command waits for it, and is ours when that one is gone."""
    agent.until(lambda: agent.engine.has_looked())
    with agent.outside.database.transaction() as session:
        session.execute(sa.delete(LeaseRow))
    agent.engine.leases.forget(lease_of("folder"), 1)
    hold(agent, lease_of("folder"))
    database = agent.outside.database
    number = commands.give(database, agent.clock, Command(CommandKind.LOOK, "folder", "yamada", {}))

    answer_meanwhile = commands.answer_of(database, number, wait_s=1.5)
    die(agent)

    assert answer_meanwhile is None
    assert commands.answer_of(database, number, wait_s=PATIENCE_S) == {"ok": True}
