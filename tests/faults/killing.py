"""Kill the agent under the sample company's load, at named places and at random, and look at what is left.

    python -m tests.faults.killing --each 40 --seed 7 --report docs/explain/faults.md
    python -m tests.faults.killing --each 2 --postgres        on a PostgreSQL server of its own

Every round starts the real agent (`denpyo run`) on the real site, lets orders arrive by folder, mail and portal until
it dies by kill -9; the next round starts it again without any hand. At the end it runs until nothing is left, and the
ledger is compared with the orders by the demo's independent reader.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from sqlmodel import col, func, select

from agent.core.action import ActionState
from agent.demo.feed import SOURCE_OF, feed
from agent.demo.orders import sample_orders
from agent.demo.reader import ReaderReport, compare, read_ledger
from agent.demo.sample import Fate, SampleOrder
from agent.demo.systems import Systems, start_systems
from agent.engine.fail_points import POINTS
from agent.store.database import Database
from agent.store.tables import ActionRow, DeliveryRow, ExceptionRow, OrderRow
from tests.support.databases import postgres_server
from tests.support.real_agent import run_command, start_agent, write_setting

RANDOM = "random"
KINDS = (*POINTS, RANDOM)
FEED_EVERY_S = 3.0  # a place nothing reaches any more is reached by what arrives next
MOST_OPEN = 4  # an agent that has so many orders in hand reaches every place without another one
SETTLE_FOR_S = 2  # the practice ledger on the same machine answers within milliseconds
DIES_WITHIN_S = 60
LEASES_LAST_S = 180  # on PostgreSQL a killed agent's leases run out first, a minute each; a SQLite file has one agent
FINISHES_WITHIN_S = 600
IN_FLIGHT = (ActionState.INTENDED, ActionState.SENDING, ActionState.SENT, ActionState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill: where, and how long the next start took until what it had left open was closed."""

    kind: str
    happened: bool
    recovered_s: float


@dataclass(slots=True)
class Report:
    """What a campaign of kills left."""

    seed: int
    database: str = "SQLite"
    kills: list[Kill] = field(default_factory=list)
    orders: list[SampleOrder] = field(default_factory=list)
    ledger: ReaderReport | None = None
    n_stored: int = 0
    n_in_doubt: int = 0
    n_unsettled: int = 0
    audit: str = ""

    def of_kind(self, kind: str) -> list[Kill]:
        """Kills of one kind that did end the agent."""
        return [kill for kill in self.kills if kill.kind == kind and kill.happened]


class Campaign:
    """Kills of every kind, shuffled by a seed, on one site."""

    def __init__(self, folder: Path, systems: Systems, seed: int, address: str) -> None:
        self._folder, self._systems = folder, systems
        self._dice = random.Random(seed)
        self._database = Database(address or f"sqlite:///{systems.site.resolve()}/var/denpyo.db")
        self._report = Report(seed, "SQLite" if self._database.is_sqlite else "PostgreSQL")
        self._patience_s = DIES_WITHIN_S + (0 if self._database.is_sqlite else LEASES_LAST_S)
        self._stream = _endless_orders(systems, self._dice)

    def run(self, each: int) -> Report:
        """Kill so often of each kind, then let the agent finish."""
        run_command(self._systems, "database", "migrate")
        plan = [kind for kind in KINDS for _ in range(each)]
        self._dice.shuffle(plan)
        for kind in plan:
            self._report.kills.append(self._kill(kind))
        self._finish()
        return self._report

    def _kill(self, kind: str) -> Kill:
        place = "" if kind == RANDOM else f"{kind}:{self._dice.randint(1, 2)}"
        left = self._open_work()
        started = time.monotonic()
        agent = self._start(place)
        self._feed()
        recovered_s = self._wait_recovered(left, started, agent)
        happened = self._random_kill(agent) if kind == RANDOM else self._died(agent)
        return Kill(kind, happened, recovered_s)

    def _random_kill(self, agent: subprocess.Popen[bytes]) -> bool:
        time.sleep(self._dice.uniform(0.2, 3.0))
        agent.send_signal(signal.SIGKILL)
        agent.wait()
        return True

    def _died(self, agent: subprocess.Popen[bytes]) -> bool:
        """Let orders arrive until it died; False when it ended otherwise, or reached the place at no order."""
        deadline = time.monotonic() + self._patience_s
        while time.monotonic() < deadline:
            try:
                return agent.wait(FEED_EVERY_S) == -signal.SIGKILL
            except subprocess.TimeoutExpired:
                if self._n_open() < MOST_OPEN:
                    self._feed()
        agent.kill()
        agent.wait()
        return False

    def _start(self, place: str = "") -> subprocess.Popen[bytes]:
        return start_agent(self._systems, self._folder / "agent.log", place)

    def _feed(self) -> None:
        new = next(self._stream)
        self._report.orders.append(new)
        for _ in feed(self._systems, [new]):
            pass

    def _open_work(self) -> set[str]:
        """Name what is in the middle of something: actions between intent and outcome, deliveries not yet settled."""
        with self._database.reading() as session:
            actions = session.exec(select(ActionRow.key).where(col(ActionRow.state).in_(IN_FLIGHT)))
            unsettled = session.exec(select(DeliveryRow.key).where(col(DeliveryRow.settled_at).is_(None)))
            return {*actions, *unsettled}

    def _wait_recovered(self, left: set[str], started: float, agent: subprocess.Popen[bytes]) -> float:
        while left and agent.poll() is None and time.monotonic() - started < self._patience_s:
            left &= self._open_work()
            time.sleep(0.1)
        return time.monotonic() - started

    def _finish(self) -> None:
        agent = self._start()
        deadline = time.monotonic() + FINISHES_WITHIN_S
        while self._n_open() and time.monotonic() < deadline:
            time.sleep(0.2)
        agent.send_signal(signal.SIGTERM)
        agent.wait(60)
        self._look()

    def _n_open(self) -> int:
        with self._database.reading() as session:
            statement = select(func.count()).where(col(ActionRow.state).not_in(["entered", "held"]))
            n_actions = session.exec(statement).one()
            n_orders = session.exec(select(func.count()).select_from(OrderRow)).one()
        return n_actions + (len(self._report.orders) - n_orders)

    def _look(self) -> None:
        report = self._report
        report.ledger = compare(report.orders, read_ledger(self._systems.ledger.url, self._systems.ledger.export_token))
        with self._database.reading() as session:
            report.n_stored = session.exec(select(func.count()).select_from(OrderRow)).one()
            report.n_in_doubt = session.exec(select(func.count()).where(ExceptionRow.kind == "in-doubt")).one()
            report.n_unsettled = session.exec(select(func.count()).where(col(DeliveryRow.settled_at).is_(None))).one()
        verified = run_command(self._systems, "audit", "verify", "--evidence")
        report.audit = "proved" if verified.returncode == 0 else verified.stdout + verified.stderr


def _endless_orders(systems: Systems, dice: random.Random) -> Iterator[SampleOrder]:
    """Ordinary orders with numbers of their own, over all the site's ways in."""
    number = 0
    taken = {file.stem for file in (systems.site / "sources").glob("*.yaml")}
    while True:
        for order in sample_orders(systems.masters, datetime.now(UTC).date(), dice.randrange(10**6)):
            if order.fate is Fate.ENTERED and SOURCE_OF[order.way] in taken:
                number += 1
                yield replace(order, number=f"K{number:05d}")


def campaign(folder: Path, each: int, seed: int, database: str = "", *, portal: bool = True) -> Report:
    """Bring the sample company up in a folder, and kill its agent.

    `database` is SQLite's file when empty. Without the portal each start has one browser to open, not two.
    """
    with start_systems(folder, console_port=0) as systems:
        if not portal:
            (systems.site / "sources" / "portal.yaml").unlink()
        target = systems.site / "targets" / "demo-ledger.yaml"
        target.write_text(target.read_text("utf-8").replace("settle_for: 5", f"settle_for: {SETTLE_FOR_S}"), "utf-8")
        if database:
            write_setting(systems.site, "database", database)
        return Campaign(folder, systems, seed, database).run(each)


def page(report: Report, commit: str) -> str:
    """Write the report as a page."""
    ledger = report.ledger
    assert ledger is not None
    rows = [_row(kind, report.of_kind(kind)) for kind in KINDS]
    return f"""# What kill -9 leaves

The agent was killed under the sample company's load and started again without a hand, then run until nothing was
left, on {report.database}. Written by
`python -m tests.faults.killing --each {len(report.of_kind(RANDOM))} --seed {report.seed}`, commit {commit}.

| where | kills | recovered after, median | longest |
|---|---|---|---|
{chr(10).join(rows)}

| | |
|---|---|
| orders that arrived | {len(report.orders)} |
| orders stored | {report.n_stored} |
| slips in the ledger | {ledger.n_slips} |
| slips equal to their order, exactly one each | {ledger.n_right} |
| differences found by the independent reader | {len(ledger.differences)} |
| outcomes left in doubt for a person | {report.n_in_doubt} |
| deliveries whose source was not told | {report.n_unsettled} |
| `denpyo audit verify` | {report.audit} |

Recovery is counted from the start of the next process until every action that was between intent and outcome, and
every delivery that was stored and not settled, had been brought to its end: it holds the start itself and, where a
commit may have left, the target's own slowness (`settle_for`, here two seconds). Two shared cores.
"""


def _row(kind: str, kills: Sequence[Kill]) -> str:
    times = [kill.recovered_s for kill in kills] or [0.0]
    return f"| `{kind}` | {len(kills)} | {median(times):.1f} s | {max(times):.1f} s |"


def main() -> int:
    """Run a campaign from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--each", type=int, default=40)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--report", type=Path)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL server of its own, not on SQLite")
    given = parser.parse_args()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        address = stack.enter_context(postgres_server()).new_address() if given.postgres else ""
        report = campaign(folder, given.each, given.seed, address)
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True)
    text = page(report, commit.stdout.strip())
    print(text)
    if given.report:
        given.report.write_text(text, encoding="utf-8")
    assert report.ledger is not None
    return 0 if report.ledger.is_right and report.audit == "proved" and report.n_unsettled == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
