"""What the engine is handed: ports, the store, the site's rules and masters as they stand now."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from agent.core.business_day import Clock, site_day
from agent.core.ports import Source, Target
from agent.engine.parsers import Parsers
from agent.quality.master import Alias
from agent.quality.match import Masters, learned
from agent.settings.form_folder import FormFolder
from agent.settings.model import TargetSettings
from agent.settings.passwords import SenderPasswords
from agent.store import aliases
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from agent.store.evidence_retention import Keeping
from rules.load import Ruleset


@dataclass(frozen=True, slots=True)
class Guidance:
    """The ruleset and masters one delivery is decided by, as a whole."""

    ruleset: Ruleset
    masters: Masters


class Rulebook:
    """The site's guidance as it stands now; a reload swaps it whole, between two deliveries."""

    def __init__(self, guidance: Guidance) -> None:
        self._guidance = guidance
        self._lock = threading.Lock()
        self._taught: tuple[Guidance, tuple[int, int], Guidance] | None = None

    def now(self) -> Guidance:
        """Return what stands now."""
        with self._lock:
            return self._guidance

    def swap(self, guidance: Guidance) -> None:
        """Put new guidance in place of the old; its ruleset must be kept before (`keep_guidance`)."""
        with self._lock:
            self._guidance = guidance

    def taught(self, stamp: tuple[int, int], learn: Callable[[], tuple[Alias, ...]]) -> Guidance:
        """Return what stands now with what people have taught; `learn` is asked when the stamp is another."""
        with self._lock:
            if self._taught is None or self._taught[0] is not self._guidance or self._taught[1] != stamp:
                self._taught = (self._guidance, stamp, _wiser(self._guidance, learn()))
            return self._taught[2]


def _wiser(guidance: Guidance, known: tuple[Alias, ...]) -> Guidance:
    return Guidance(guidance.ruleset, learned(guidance.masters, known)) if known else guidance


@dataclass(frozen=True, slots=True)
class OpenSource:
    """A source with how often it is looked at, whatever events say."""

    name: str
    port: Source
    every_s: float


@dataclass(frozen=True, slots=True)
class OpenTarget:
    """A target with its settings."""

    name: str
    port: Target
    settings: TargetSettings


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything the engine moves between."""

    database: Database
    evidence: EvidenceFiles
    clock: Clock
    zone: ZoneInfo
    agent: str
    parsers: Parsers
    passwords: SenderPasswords
    rulebook: Rulebook
    sources: dict[str, OpenSource]
    targets: dict[str, OpenTarget]
    forms: FormFolder
    keeping: Keeping = field(default_factory=Keeping)

    def guidance(self) -> Guidance:
        """The rules as they stand now, and the masters with the names people have taught since."""
        with self.database.reading() as session:
            return self.rulebook.taught(aliases.stamp_of(session), lambda: aliases.in_force(session))

    def now(self) -> datetime:
        """The present instant."""
        return self.clock.now()

    def today(self) -> date:
        """The present day of the site."""
        return site_day(self.clock.now(), self.zone)
