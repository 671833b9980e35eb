"""The composition root: put the agent together."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.app.adapters import KINDS, SHIPPED, SHIPPED_LAYOUTS, Adapters
from agent.app.keeping import keeping_of
from agent.app.reload import Reload, require_forms_passing, require_passing
from agent.core.business_day import Clock
from agent.engine.lifecycle import Engine
from agent.engine.outside import Guidance, OpenSource, OpenTarget, Outside, Rulebook
from agent.engine.parsers import Parsers
from agent.engine.sealer import Sealer
from agent.settings.files import SiteFiles
from agent.settings.form_folder import FormFolder
from agent.settings.load import Site, load_site
from agent.settings.passwords import SenderPasswords
from agent.settings.secrets import Secrets
from agent.settings.typed import TypedPasswords
from agent.store import orders
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.migrate import migrate

KEY_FILE = Path("var", "keys", "log-key.pem")


class Agent:
    """One agent, whole: engine, sealer, and the processes that read documents."""

    def __init__(self, site: Site, outside: Outside, engine: Engine, sealer: Sealer) -> None:
        self.site, self.outside = site, outside
        self._engine, self._sealer = engine, sealer

    def start(self) -> None:
        """Start everything; returns when the agent is ready. What was started before a failure is stopped again.

        Raises:
            ConfigError: The audit log's key or folder cannot be used.
        """
        try:
            self._sealer.start()
            self._engine.start()
        except BaseException:
            self.stop(1)
            raise

    def once(self, progress: Callable[[], object], stop: threading.Event) -> dict[str, int]:
        """Work until every source was looked at and nothing is left in hand; return counts of orders by state.

        `progress` is called each time these have changed.
        """
        told: dict[str, int] = {}
        while not self.is_idle() and not stop.wait(0.1):
            counts = self.counts()
            if counts != told:
                told = counts
                progress()
        return self.counts()

    def is_idle(self) -> bool:
        """Whether every source was looked at and nothing is in hand."""
        return self._engine.has_looked() and self._engine.is_idle()

    def counts(self) -> dict[str, int]:
        """Count orders by state."""
        with self.outside.database.reading() as session:
            return orders.count_by_state(session)

    def seal(self) -> int:
        """Seal the audit events so far; returns how many."""
        return self._sealer.seal_once()

    def stop(self, timeout_s: float) -> bool:
        """Stop in order, each part whatever becomes of the others; False when something was still at work."""
        with ExitStack() as stack:
            stack.callback(self.outside.database.close)
            stack.callback(self._sealer.stop)
            stack.callback(self.outside.parsers.close)
            return self._engine.stop(max(1, int(timeout_s)))


def build(folder: Path, clock: Clock) -> Agent:
    """Put the agent of a site together.

    Raises:
        ConfigError: The site's files, its database or its surroundings are wrong.
    """
    folder = folder.resolve()
    load = partial(load_site, folder, KINDS, SHIPPED, layouts=SHIPPED_LAYOUTS)
    site = load()
    require_passing(site)
    with ExitStack() as undo:
        passwords = SenderPasswords(site.settings.passwords, Secrets(folder), TypedPasswords(folder))
        parsers = Parsers(SiteFiles(folder).texts_of("forms"), passwords=passwords.of)
        undo.callback(parsers.close)
        parsers.start()  # before any thread: it forks
        require_forms_passing(site, parsers.read)
        database = Database(site.settings.database)
        undo.callback(database.close)
        migrate(database, clock.now())
        outside = _outside(site, clock, database, parsers, passwords)
        keep_runs = timedelta(days=site.settings.keep_runs_days)
        engine = Engine(outside, duties=[Reload(site, load, outside).look], keep_runs=keep_runs)
        undo.pop_all()
    sealer = Sealer(database, Path(site.settings.checkpoints), folder / KEY_FILE, clock)
    return Agent(site, outside, engine, sealer)


def _outside(site: Site, clock: Clock, database: Database, parsers: Parsers, passwords: SenderPasswords) -> Outside:
    evidence = EvidenceFiles(Path(site.settings.evidence))
    adapters = Adapters(site.folder, clock, database, evidence, site.settings.browser)
    return Outside(
        database=database,
        evidence=evidence,
        clock=clock,
        zone=ZoneInfo(site.settings.time_zone),
        agent=site.settings.agent,
        parsers=parsers,
        forms=FormFolder(site.folder),
        passwords=passwords,
        rulebook=Rulebook(Guidance(site.ruleset, site.masters)),
        sources={
            name: OpenSource(name, adapters.source(name, config), config.every) for name, config in site.sources.items()
        },
        targets={
            name: OpenTarget(name, adapters.target(name, settings), settings) for name, settings in site.targets.items()
        },
        keeping=keeping_of(site.settings),
    )
