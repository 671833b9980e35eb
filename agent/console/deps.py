"""What the console is given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from agent.core.business_day import Clock, site_day
from agent.quality.match import Masters
from agent.settings.model import SiteSettings
from agent.settings.typed import TypedPasswords
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles


@dataclass(frozen=True, slots=True)
class Faces:
    """How people know the sources and targets: titles by name, and the folder of each source that watches one."""

    sources: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ConsoleDeps:
    """The site's database, evidence, clock, settings and zone, the names of its targets, and how things are shown.

    `typed` takes the passwords of locked files; `masters` gives the customers and products as they stand now.
    """

    database: Database
    evidence: EvidenceFiles
    clock: Clock
    settings: SiteSettings
    site_zone: ZoneInfo
    typed: TypedPasswords
    targets: tuple[str, ...] = ()
    faces: Faces = field(default_factory=Faces)
    masters: Callable[[], Masters] = Masters

    def today(self) -> date:
        """Return the site's present day."""
        return site_day(self.clock.now(), self.site_zone)

    def began(self, day: date) -> datetime:
        """Return the instant a day of the site began."""
        return datetime.combine(day, time.min, self.site_zone)
