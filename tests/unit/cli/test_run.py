"""`run` and `once`: signals, exit codes, and what is left running."""

from __future__ import annotations

import json
import logging
import os
import signal
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from loguru import logger

from agent.cli.exits import ExitCode
from agent.cli.main import call
from agent.cli.run import stop_by_signal
from agent.cli.whole_site import load_whole
from agent.cli.words import Words
from agent.core.errors import Reason
from agent.settings.scaffold import make_site
from agent.store.exceptions import ExceptionKind, Waiting, put
from agent.store.tables import SourceRow
from tests.support.action_rows import store_action
from tests.support.databases import new_database

NOON = datetime(2026, 4, 1, 3, tzinfo=UTC)


class AgentThatObeys:
    """An agent that notes what it is told and ends as it was made to."""

    def __init__(self, database, *, finishes):
        self.told, self._finishes, self.ends_itself = [], finishes, False
        settings = SimpleNamespace(passwords=[])
        self.site = SimpleNamespace(folder=None, settings=settings, sources={}, targets={})
        self.outside = SimpleNamespace(database=database)

    def start(self):
        self.told.append("start")
        if self.ends_itself:
            os.kill(os.getpid(), signal.SIGTERM)

    def once(self, progress, stop):
        self.told.append("once")
        with self.outside.database.transaction() as session:
            put(session, [Waiting(ExceptionKind.BUSINESS, Reason("customer-unknown", {"name": "X"}))], NOON)
        progress()
        return {"entered": 1}

    def stop(self, timeout_s):
        self.told.append("stop")
        return self._finishes


class ConsoleThatObeys:
    """A console that serves nothing."""

    address = "http://127.0.0.1:1"

    def start(self):
        """Listen to nobody."""

    def stop(self):
        """Stop listening."""


@pytest.fixture
def agent_of(tmp_path, monkeypatch):
    """Put an agent in the place of the real one; signals and log are put back afterwards."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    root = logging.getLogger()
    root_handlers, level = root.handlers[:], root.level
    (tmp_path / "site.yaml").write_text("name: sample\n", "utf-8")
    monkeypatch.setenv("DENPYO_SITE", str(tmp_path))

    def use(*, finishes):
        agent = AgentThatObeys(new_database("sqlite", tmp_path), finishes=finishes)
        monkeypatch.setattr("agent.app.build.build", lambda folder, clock: agent)
        monkeypatch.setattr("agent.console.server.console_of", lambda agent: ConsoleThatObeys())
        return agent

    yield use
    logger.remove()
    root.handlers[:], root.level = root_handlers, level
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.mark.parametrize(("finishes", "code"), [(True, ExitCode.DONE), (False, ExitCode.STOPPED)])
def test_run_ends_with_what_the_agent_says(agent_of, finishes, code):
    """A stop in order is 0, one that cut something is 4."""
    agent = agent_of(finishes=finishes)
    agent.ends_itself = True

    assert call(["run"]) == code
    assert agent.told == ["start", "stop"]


def test_once_prints_its_counts_and_stops_the_agent(agent_of, capsys):
    """`once` leaves nothing running and tells what became of what it took."""
    agent = agent_of(finishes=True)

    assert call(["once", "--json"]) == ExitCode.DONE
    counted = {"documents": 0, "orders": 0, "keyed": 0, "waiting": 1, "failed": 0, "in_doubt": 0}
    rest = {"in_all": {"entered": 1}, "for_keeper": 0, "down": []}
    assert json.loads(capsys.readouterr().out) == {**counted, **rest}
    assert agent.told == ["start", "once", "stop"]


def test_once_tells_this_run_in_the_sites_language(agent_of, tmp_path, capsys):
    """Progress and result are about this run, in Japanese at a Japanese site; the site's totals come last."""
    agent = agent_of(finishes=True)
    with agent.outside.database.transaction() as session:
        put(session, [Waiting(ExceptionKind.SYSTEM, Reason("unforeseen", {}))] * 3, NOON)  # of an earlier day

    call(["once"])

    told = capsys.readouterr()
    assert told.err.splitlines()[0] == "人の対応待ち: 1"
    assert [line.split() for line in told.out.splitlines()] == [
        ["受信した文書:", "0"],
        ["読み取った注文:", "0"],
        ["入力した伝票:", "0"],
        ["人の対応待ち:", "1"],
        ["失敗:", "0"],
        ["サイト全体の注文:", "入力済み", "1"],
    ]


@pytest.mark.parametrize("kind", [ExceptionKind.SYSTEM, ExceptionKind.IN_DOUBT])
def test_once_fails_while_something_waits_for_the_keeper_of_the_system(agent_of, kind, capsys):
    """Cron hears of it at every run until it is dealt with; stderr names count and next command."""
    agent = agent_of(finishes=True)
    with agent.outside.database.transaction() as session:
        put(session, [Waiting(kind, Reason("unforeseen", {}))] * 2, NOON)  # of an earlier run

    assert call(["once", "--json"]) == ExitCode.FINDINGS
    told = capsys.readouterr()
    assert "システム担当の対応待ちが 2 件" in told.err
    assert "`denpyo queue list --kind system --kind in-doubt`" in told.err
    assert json.loads(told.out)["for_keeper"] == 2


def test_once_fails_when_a_source_is_down(agent_of, capsys):
    """A mailbox that lets nobody in is no empty mailbox; one that the site has no more is nobody's matter."""
    agent = agent_of(finishes=True)
    agent.site.sources = {"inbox": None}
    with agent.outside.database.transaction() as session:
        for name in ("inbox", "given-up"):
            session.add(SourceRow(name=name, down_since=NOON, reason={"code": "folder-missing", "values": {}}))

    assert call(["once"]) == ExitCode.FINDINGS
    told = capsys.readouterr().err
    assert "受信元 inbox に接続できません" in told
    assert "`denpyo connections test inbox`" in told
    assert "given-up" not in told


@pytest.mark.parametrize(
    ("failures", "code", "is_told"),
    [(1, "target-slow", True), (0, "target-down", True), (0, "machine-unfit", True), (2, "outside-hours", False)],
)
def test_once_fails_when_a_target_takes_nothing(agent_of, failures, code, is_told, capsys):
    """Slips that were tried in vain, or wait because the target is down; not those that wait as the site wishes."""
    agent = agent_of(finishes=True)
    reason = {"code": code, "values": {"target": "ledger"}}
    store_action(agent.outside.database, "K", "parked", "ledger", failures=failures, reason=reason)

    assert call(["once"]) == (ExitCode.FINDINGS if is_told else ExitCode.DONE)
    assert ("入力先 ledger に入力できません" in capsys.readouterr().err) == is_told


def test_once_that_had_to_cut_says_so(agent_of):
    """Work still in hand at the end is exit code 4."""
    agent_of(finishes=False)

    assert call(["once"]) == ExitCode.STOPPED


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_first_signal_asks_and_the_second_insists(agent_of, number):
    """One signal sets the event; the next one has the system's own effect again."""
    stop = stop_by_signal(Words("en"))
    os.kill(os.getpid(), number)

    assert stop.is_set()
    assert signal.getsignal(number) is signal.SIG_DFL


def test_a_wrong_instant_is_wrong_use(agent_of, capsys):
    """`--at` must be an instant."""
    agent_of(finishes=True)

    assert call(["once", "--at", "yesterday"]) == ExitCode.WRONG_USE
    assert "2026-04-01T09:00" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["run", "once"])
def test_what_the_agent_will_miss_is_told_at_its_start(agent_of, command, tmp_path, capsys, monkeypatch):
    """A missing secret and a missing browser are named with target and next move, on stderr and in the log."""
    agent = agent_of(finishes=True)
    agent.ends_itself = command == "run"
    make_site(tmp_path / "own", {}, date(2026, 4, 1))
    whole = load_whole(tmp_path / "own")
    browser = whole.settings.browser.model_copy(update={"executable": "/nowhere/chromium"})
    agent.site = replace(whole, settings=whole.settings.model_copy(update={"browser": browser}))
    monkeypatch.setenv("DENPYO_SITE", str(tmp_path / "own"))

    assert call([command]) == ExitCode.DONE

    told = capsys.readouterr().err
    log = (tmp_path / "own" / "var" / "log" / "denpyo.jsonl").read_text("utf-8")
    assert "入力先 my-ledger" in told
    assert "denpyo secrets set ledger-password" in told
    assert "[browser-missing]" in told
    assert {"secret-missing", "browser-missing"} == {json.loads(line)["code"] for line in log.splitlines()}
