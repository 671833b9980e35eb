"""The composition root: the one file that names adapters and puts the agent together."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.app.reload import Reload, require_passing
from agent.app.robots import open_robot
from agent.app.source_context import SiteSourceContext
from agent.console.deps import ConsoleDeps
from agent.console.server import ConsoleServer
from agent.core.business_day import Clock
from agent.engine.lifecycle import Engine
from agent.engine.outside import Guidance, OpenSource, OpenTarget, Outside, Rulebook
from agent.engine.parsers import Parsers
from agent.engine.sealer import Sealer
from agent.settings.files import SiteFiles
from agent.settings.load import Site, load_site
from agent.settings.model import TargetSettings
from agent.settings.secrets import Secrets
from agent.store import orders
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.migrate import migrate
from connectors import CONNECTORS
from robots import ROBOTS
from robots.target import RobotTarget

STOP_WITHIN_S = 60
KEY_FILE = Path("var", "keys", "log-key.pem")


class Agent:
    """One agent, whole: engine, console, sealer, and the processes that read documents."""

    def __init__(
        self, engine: Engine, console: ConsoleServer, sealer: Sealer, outside: Outside, checkpoints: Path
    ) -> None:
        self._engine, self._console, self._sealer = engine, console, sealer
        self._outside, self._checkpoints = outside, checkpoints

    @property
    def console_address(self) -> str:
        """Where the console answers."""
        return self._console.address

    @property
    def checkpoints(self) -> Path:
        """Where the signed checkpoints are kept."""
        return self._checkpoints

    def is_idle(self) -> bool:
        """Whether every source was looked at and nothing is in hand."""
        return self._engine.has_looked() and self._engine.is_idle()

    @property
    def outside(self) -> Outside:
        """What the agent moves between; for tests and the demo."""
        return self._outside

    def start(self) -> None:
        """Start everything; returns when the agent is ready. What was started before a failure is stopped again.

        Raises:
            ConfigError: The console's port is taken, or the audit log's key or folder cannot be used.
        """
        try:
            self._console.start()
            self._sealer.start()
            self._engine.start()
        except BaseException:
            self.stop(1)
            raise

    def seal(self) -> int:
        """Seal the audit events so far; returns how many."""
        return self._sealer.seal_once()

    def run_until_stopped(self, stop: threading.Event) -> int:
        """Work until told to stop; return the exit code: 0 stopped in order, 4 something was still at work."""
        stop.wait()
        return 0 if self.stop(STOP_WITHIN_S) else 4

    def once(self, progress: Callable[[str], None], stop: threading.Event | None = None) -> dict[str, int]:
        """Work until every source was looked at and nothing is left in hand; return counts by what became of it."""
        told: dict[str, int] = {}
        while not self.is_idle():
            if stop is not None and stop.wait(0.2):
                break
            time.sleep(0.05)
            counts = self.counts()
            if counts != told:
                told = counts
                progress(", ".join(f"{name} {n}" for name, n in counts.items()))
        return self.counts()

    def counts(self) -> dict[str, int]:
        """Count orders by state."""
        with self._outside.database.reading() as session:
            return orders.count_by_state(session)

    def stop(self, timeout_s: float) -> bool:
        """Stop in order; False when something was still at work after the time given."""
        self._console.stop()
        finished = self._engine.stop(max(1, int(timeout_s)))
        self._outside.parsers.close()
        self._sealer.stop()
        self._outside.database.close()
        return finished


def build(folder: Path, clock: Clock) -> Agent:
    """Put the agent of a site together.

    Raises:
        ConfigError: The site's files, its database or its surroundings are wrong.
    """
    folder = folder.resolve()
    load = partial(load_site, folder, {one.kind: one for one in CONNECTORS}, [robot.name for robot in ROBOTS])
    site = load()
    require_passing(site)
    with ExitStack() as undo:
        parsers = Parsers(SiteFiles(folder).texts_of("forms"))
        undo.callback(parsers.close)
        parsers.start()  # before any thread: it forks
        database = Database(site.settings.database)
        undo.callback(database.close)
        migrate(database, clock.now())
        agent = _put_together(site, load, clock, database, parsers)
        undo.pop_all()
    return agent


def _put_together(site: Site, load: Callable[[], Site], clock: Clock, database: Database, parsers: Parsers) -> Agent:
    outside = _outside(site, clock, database, parsers)
    reload = Reload(site, load, outside.rulebook, parsers)
    engine = Engine(outside, duties=[reload.look])
    deps = ConsoleDeps(database, outside.evidence, clock, site.settings, outside.zone, tuple(site.targets))
    console = ConsoleServer(deps, site.settings.console.host, site.settings.console.port)
    sealer = Sealer(database, Path(site.settings.checkpoints), site.folder / KEY_FILE, clock)
    return Agent(engine, console, sealer, outside, Path(site.settings.checkpoints))


def _outside(site: Site, clock: Clock, database: Database, parsers: Parsers) -> Outside:
    evidence = EvidenceFiles(Path(site.settings.evidence))
    secrets = Secrets(site.folder)
    return Outside(
        database=database,
        evidence=evidence,
        clock=clock,
        zone=ZoneInfo(site.settings.time_zone),
        agent=site.settings.agent,
        parsers=parsers,
        rulebook=Rulebook(Guidance(site.ruleset, site.masters)),
        sources=_sources(site, clock, secrets, database),
        targets={
            name: OpenTarget(name, _target(name, settings, site, secrets, evidence), settings)
            for name, settings in site.targets.items()
        },
    )


def _sources(site: Site, clock: Clock, secrets: Secrets, database: Database) -> dict[str, OpenSource]:
    kinds = {one.kind: one for one in CONNECTORS}
    opened = {}
    for name, config in site.sources.items():
        context = SiteSourceContext(name, site.folder, clock, secrets, database, site.settings.browser.executable)
        opened[name] = OpenSource(name, kinds[config.connector].open(config, context), config.every)
    return opened


def _target(name: str, settings: TargetSettings, site: Site, secrets: Secrets, evidence: EvidenceFiles) -> RobotTarget:
    script, hooks = open_robot(settings.robot, site.folder)
    return RobotTarget(
        script,
        settings,
        name=name,
        password=partial(secrets.get, settings.password),
        evidence=evidence,
        browser=site.settings.browser,
        hooks=hooks,
    )
