"""Open the site that a question is asked of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.core.business_day import Clock, FixedClock, SystemClock
from agent.core.errors import ConfigError
from agent.settings.model import SiteSettings
from agent.settings.site_file import load_settings
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles


class NothingStoredError(ConfigError):
    """The site has no database yet, so there is nothing to ask it."""

    code = "nothing-stored"
    hint = "Start the agent once with `denpyo run`, or make the database with `denpyo database migrate`."


@dataclass(frozen=True, slots=True)
class OpenSite:
    """A site opened for questions and commands: its settings, database and evidence; no rules, forms or masters."""

    folder: Path
    settings: SiteSettings
    database: Database
    evidence: EvidenceFiles
    clock: Clock
    zone: ZoneInfo


@contextmanager
def open_site(folder: Path, at: datetime | None = None, *, must_exist: bool = True) -> Iterator[OpenSite]:
    """Open a site by its folder, and close its database afterwards.

    Args:
        folder: The site folder.
        at: The instant to take for now (`--at`); the machine's clock when not given.
        must_exist: Refuse a SQLite site whose database was never made.

    Raises:
        NothingStoredError: There is no database yet.
    """
    settings = load_settings(folder)
    database = Database(settings.database)
    try:
        if must_exist and database.is_sqlite and not database.file.is_file():
            raise NothingStoredError("the site has no database yet", place=str(database.file))
        clock = SystemClock() if at is None else FixedClock(at)
        evidence = EvidenceFiles(Path(settings.evidence))
        yield OpenSite(folder, settings, database, evidence, clock, ZoneInfo(settings.time_zone))
    finally:
        database.close()
