"""A ceiling holds whatever is killed and however many agents key: the target never has one slip more."""

from __future__ import annotations

import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import col, func, select

from agent.demo.feed import feed
from agent.demo.orders import sample_orders
from agent.demo.reader import read_ledger
from agent.demo.sample import Fate, Way
from agent.demo.systems import Systems, start_systems
from agent.store.database import Database
from agent.store.tables import ActionRow
from tests.support.databases import PostgresServer
from tests.support.real_agent import run_command, start_agent, write_setting

pytestmark = [pytest.mark.faults, pytest.mark.browser, pytest.mark.timeout(600)]
N_ORDERS, CEILING = 6, 3
AT = ("enter.sending:1", "enter.answered:1")
RESTS_S = 4.0  # nothing was permitted for so long: the lanes wait
PATIENCE_S = 240.0


class Site:
    """The sample company with a ceiling on its target, and agents that are started and killed on it."""

    def __init__(self, systems: Systems, address: str = "") -> None:
        self._systems = systems
        target = systems.site / "targets" / "demo-ledger.yaml"
        text = target.read_text("utf-8").replace("slips_per_hour: 2000", f"slips_per_hour: {CEILING}")
        target.write_text(text.replace("settle_for: 5", "settle_for: 1"), "utf-8")
        write_setting(systems.site, "database", address or "sqlite:///var/denpyo.db")
        self._database = Database(address or f"sqlite:///{systems.site.resolve()}/var/denpyo.db")
        run_command(systems, "database", "migrate").check_returncode()

    def second_site(self) -> Path:
        """Copy the site for an agent of another name on the same database; no order arrives there."""
        other = self._systems.site.with_name("other-site")
        shutil.copytree(self._systems.site, other, ignore=shutil.ignore_patterns("*.lock"))
        shutil.rmtree(other / "sources")
        (other / "sources").mkdir()
        write_setting(other, "agent", "agent-2")
        for name in ("evidence", "checkpoints"):
            write_setting(other, name, str(self._systems.site.resolve() / "var" / name))
        return other

    @contextmanager
    def agent(self, site: Path | None = None, die_at: str = "") -> Iterator[subprocess.Popen[bytes]]:
        """Run an agent for as long as the block lasts."""
        log = self._systems.site.parent / "agents.log"
        running = start_agent(self._systems, log, die_at, site)
        try:
            yield running
        finally:
            if running.poll() is None:
                running.send_signal(signal.SIGTERM)
            running.wait(60)

    def feed(self) -> None:
        """Let more orders arrive than may be keyed."""
        day = sample_orders(self._systems.masters, datetime.now(UTC).date())
        pattern = [one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED]
        orders = [replace(pattern[n % len(pattern)], number=f"C{n:04d}") for n in range(N_ORDERS)]
        for _ in feed(self._systems, orders):
            pass

    def until_at_rest(self) -> None:
        """Wait until all that may be keyed was permitted, and then that no slip was begun or ended for a while."""
        began = since = time.monotonic()
        seen: Sequence[object] = ()
        while time.monotonic() - since < RESTS_S or len(seen) < N_ORDERS or self.n_permitted() < CEILING:
            assert time.monotonic() - began < PATIENCE_S
            with self._database.reading() as session:
                now = session.exec(select(ActionRow.state, ActionRow.attempt, ActionRow.sending_at)).all()
            if now != seen:
                seen, since = now, time.monotonic()
            time.sleep(0.2)

    def close(self) -> None:
        """Leave the database."""
        self._database.close()

    def n_permitted(self) -> int:
        """How many slips a permit was ever given for."""
        with self._database.reading() as session:
            return session.exec(select(func.count()).where(col(ActionRow.sending_at).is_not(None))).one()

    def n_slips(self) -> int:
        """How many slips the ledger has, by its own export."""
        return len(read_ledger(self._systems.ledger.url, self._systems.ledger.export_token))


@pytest.mark.long
@pytest.mark.proves("D8")
def test_a_ceiling_holds_when_the_agent_is_killed(tmp_path: Path) -> None:
    """Killed with the commit about to leave, and answered, then run on: never four slips of six."""
    with start_systems(tmp_path, console_port=0) as systems, closing(Site(systems)) as site:
        site.feed()
        for place in AT:
            with site.agent(die_at=place) as agent:
                assert agent.wait(PATIENCE_S) == -signal.SIGKILL
            assert site.n_slips() <= CEILING
        with site.agent():
            site.until_at_rest()

        assert site.n_permitted() == CEILING
        assert CEILING - 1 <= site.n_slips() <= CEILING  # one killed before it was sent keeps its place


@pytest.mark.long
@pytest.mark.proves("D8")
def test_a_ceiling_holds_for_two_agents_one_of_which_is_killed(tmp_path: Path, postgres: PostgresServer) -> None:
    """Two agents on one database: the one that holds the account is killed in mid-slip, then the one that took over."""
    address = postgres.new_address()
    with start_systems(tmp_path, console_port=0) as systems, closing(Site(systems, address)) as site:
        other = site.second_site()
        site.feed()
        with site.agent(die_at="enter.answered:1") as first, site.agent(other, die_at="enter.sending:1") as second:
            assert [first.wait(PATIENCE_S), second.wait(PATIENCE_S)] == [-signal.SIGKILL] * 2
        with site.agent(), site.agent(other):
            site.until_at_rest()

        assert site.n_permitted() == CEILING
        assert CEILING - 1 <= site.n_slips() <= CEILING
