"""The whole engine in one process: a scripted source, a real database, real parsers, a target that remembers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch
from zoneinfo import ZoneInfo

from dbos import DBOSConfig, _dbos
from sqlmodel import col, func, select

from agent.app import command as commands
from agent.core.command import Command, CommandKind
from agent.core.ports import Target
from agent.engine import durable, takeover
from agent.engine.lifecycle import Engine
from agent.engine.outside import Guidance, OpenSource, OpenTarget, Outside, Rulebook
from agent.engine.parsers import Parsers
from agent.quality.match import load_masters
from agent.settings.form_folder import FormFolder
from agent.settings.model import TargetSettings
from agent.settings.passwords import SenderPasswords
from agent.settings.secrets import Secrets
from agent.settings.typed import TypedPasswords
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.tables import ActionRow, AttemptRow, AuditIndexRow, ExceptionRow, IntakeCountRow, OrderRow, SourceRow
from rules.load import load_ruleset
from tests.support.sources import ScriptedSource
from tests.support.targets import RememberingTarget

CONFIG = Path(__file__).parents[2] / "config"
TARGET = "demo-ledger"
PATIENCE_S = 120.0  # how long a test waits for a state: only a machine that stands still is slower
LOOKS_EVERY_S = 0.05  # each look asks the database, beside the engine at work


class MovableClock:
    """Runs with the machine's clock from where it was put, and can be moved on."""

    def __init__(self) -> None:
        self._ahead = timedelta(0)

    def now(self) -> datetime:
        """Return the present instant as this clock has it."""
        return datetime.now(UTC) + self._ahead

    def advance(self, seconds: float) -> None:
        """Move the clock on."""
        self._ahead += timedelta(seconds=seconds)


@dataclass
class WholeAgent:
    """The engine with its surroundings, and what a test asks of it."""

    outside: Outside
    source: ScriptedSource
    target: RememberingTarget
    clock: MovableClock
    engine: Engine

    def drop(self, name: str, content: bytes) -> None:
        """Let a document arrive."""
        self.source.put(name, content)

    def until_idle(self, timeout_s: float = PATIENCE_S) -> None:
        """Wait until nothing is in hand."""
        deadline = time.monotonic() + timeout_s
        while not (self.engine.has_looked() and not self.source.left and self.engine.is_idle()):
            assert time.monotonic() < deadline, f"still at work: {self.states()}"
            time.sleep(LOOKS_EVERY_S)

    def until(self, is_so: Callable[[], bool], timeout_s: float = PATIENCE_S) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + timeout_s
        while not is_so():
            assert time.monotonic() < deadline, f"never came: {self.states()}"
            time.sleep(LOOKS_EVERY_S)

    def until_parked(self) -> None:
        """Wait until every action is over, or parked for more than its turn."""

        def rests(row: ActionRow) -> bool:
            is_due = row.not_before is not None and row.not_before <= self.clock.now()
            return row.state in ("entered", "held") or (row.state == "parked" and not is_due)

        self.until(lambda: bool(self.actions()) and all(rests(row) for row in self.actions()))

    def down_since(self) -> datetime | None:
        """Since when the source cannot be reached."""
        with self.outside.database.reading() as session:
            row = session.get(SourceRow, self.source.name)
            return row.down_since if row else None

    def n_left_alone(self) -> int:
        """How many items lie at the source that its settings do not want."""
        with self.outside.database.reading() as session:
            row = session.get(SourceRow, self.source.name)
            return row.left_alone["n"] if row and row.left_alone else 0

    def intake_counts(self) -> dict[str, int]:
        """What the source brought, by what became of it."""
        with self.outside.database.reading() as session:
            return {row.what: row.n for row in session.exec(select(IntakeCountRow))}

    def add_customer(self, code: str, name: str) -> None:
        """Put a customer into the master, as a reload does."""
        customers, products = master_texts()
        guidance = self.outside.rulebook.now()
        masters = load_masters(customers.rstrip() + f"\n{code},{name},,,,\n", products)
        self.outside.rulebook.swap(Guidance(guidance.ruleset, masters))

    def orders(self) -> list[OrderRow]:
        """All orders, oldest first."""
        with self.outside.database.reading() as session:
            return list(session.exec(select(OrderRow).order_by(col(OrderRow.received_at), col(OrderRow.key))))

    def actions(self) -> list[ActionRow]:
        """All actions."""
        with self.outside.database.reading() as session:
            return list(session.exec(select(ActionRow)))

    def n_attempts_ended(self) -> int:
        """How many attempts at actions have come to their end."""
        with self.outside.database.reading() as session:
            return session.exec(select(func.count()).where(col(AttemptRow.ended_at).is_not(None))).one()

    def waiting(self) -> list[ExceptionRow]:
        """What waits for a person."""
        with self.outside.database.reading() as session:
            return list(session.exec(select(ExceptionRow).where(col(ExceptionRow.resolved_at).is_(None))))

    def states(self) -> list[tuple[str, str]]:
        """Each order's number and state."""
        return [(row.number or "", row.state) for row in self.orders()]

    def kinds(self, order: str) -> list[str]:
        """The audit kinds about an order, in order."""
        with self.outside.database.reading() as session:
            statement = (
                select(AuditIndexRow.kind).where(AuditIndexRow.order == order).order_by(col(AuditIndexRow.event))
            )
            return list(session.exec(statement))

    def say(self, kind: CommandKind, about: object, by: str = "yamada", **values: str) -> dict[str, object]:
        """Give a command as a person would, and wait for its answer."""
        number = commands.give(self.outside.database, self.clock, Command(kind, str(about), by, values))
        answer = commands.answer_of(self.outside.database, number, wait_s=PATIENCE_S)
        assert answer is not None
        return answer


def outside_of(
    database: Database,
    folder: Path,
    source: ScriptedSource,
    target: Target,
    parsers: Parsers,
    clock: MovableClock,
    **settings: object,
) -> Outside:
    """Make the surroundings: the sample company's rules, forms and masters."""
    texts = {f"rules/{path.name}": path.read_text("utf-8") for path in (CONFIG / "rules").glob("*.yaml")}
    masters = load_masters(
        *[(CONFIG / "masters" / f"{name}.csv").read_text("utf-8") for name in ("customers", "products")]
    )
    told = TargetSettings(robot="demo-ledger", url="http://127.0.0.1", settle_for=0.2, **settings)
    return Outside(
        database=database,
        evidence=EvidenceFiles(folder / "evidence"),
        clock=clock,
        zone=ZoneInfo("Asia/Tokyo"),
        agent="agent-1",
        parsers=parsers,
        passwords=passwords_of(folder),
        forms=FormFolder(folder),
        rulebook=Rulebook(Guidance(load_ruleset(texts, {TARGET}), masters)),
        sources={source.name: OpenSource(source.name, source, 1.0)},
        targets={TARGET: OpenTarget(TARGET, target, told)},
    )


def passwords_of(folder: Path) -> SenderPasswords:
    """What a site in this folder knows to open locked files; nothing is named in its settings."""
    (folder / "var").mkdir(exist_ok=True)
    return SenderPasswords((), Secrets(folder, {}), TypedPasswords(folder))


def master_texts() -> tuple[str, str]:
    """The sample company's customers and products."""
    folder = CONFIG / "masters"
    return (folder / "customers.csv").read_text("utf-8"), (folder / "products.csv").read_text("utf-8")


def form_texts() -> dict[str, str]:
    """The sample company's forms."""
    return {f"forms/{path.name}": path.read_text("utf-8") for path in sorted((CONFIG / "forms").glob("*.yaml"))}


@contextmanager
def warm_parsers() -> Iterator[Parsers]:
    """Run a parser server with the sample company's forms."""
    running = Parsers(form_texts())
    running.start()
    try:
        yield running
    finally:
        running.close()


@contextmanager
def inside_a_test() -> Iterator[None]:
    """Let an engine run in the tests' own process: its fence would end that, and its stop takes no second or two.

    The durable engine looks twenty times a second, not once, whether all its runs and threads have ended.
    """
    impatient = SimpleNamespace(time=time.time, sleep=lambda seconds: time.sleep(min(seconds, LOOKS_EVERY_S)))
    config = partial(DBOSConfig, notification_listener_polling_interval_sec=LOOKS_EVERY_S)
    with (
        patch.object(takeover, "FENCE_S", PATIENCE_S),
        patch.object(_dbos, "time", impatient),
        patch.object(durable, "DBOSConfig", config),
    ):
        yield


@contextmanager
def whole_agent(
    database: Database, folder: Path, parsers: Parsers, *, source_name: str = "folder", **settings: object
) -> Iterator[WholeAgent]:
    """Run the engine for as long as the block lasts."""
    source, clock = ScriptedSource(source_name), MovableClock()
    target = RememberingTarget()
    outside = outside_of(database, folder, source, target, parsers, clock, **settings)
    with inside_a_test():
        engine = Engine(outside)
        try:
            engine.start()
            yield WholeAgent(outside, source, target, clock, engine)
        finally:
            engine.stop(int(PATIENCE_S))
