"""What a connector may lean on, made of the site's parts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from agent.app.robots import script_path, shipped_hooks
from agent.core.business_day import Clock
from agent.core.ports import RobotFiles
from agent.settings.secrets import Secrets
from agent.store import deliveries
from agent.store.database import Database


class SiteSourceContext:
    """The context of one source (agent.core.ports.SourceContext)."""

    def __init__(
        self, name: str, folder: Path, clock: Clock, secrets: Secrets, database: Database, browser: str = ""
    ) -> None:
        self._name, self._folder, self._clock = name, folder, clock
        self._secrets, self._database, self._browser = secrets, database, browser

    @property
    def name(self) -> str:
        """The source's name in the site."""
        return self._name

    def now(self) -> datetime:
        """Return the present instant of the clock the agent was given."""
        return self._clock.now()

    def secret(self, name: str) -> str:
        """Return a secret by name; raises ConfigError naming where to set it."""
        return self._secrets.get(name)

    def site_path(self, path: Path) -> Path:
        """Return a path of the site's files as an absolute one."""
        return self._folder / path

    def is_received(self, external_id: str) -> bool:
        """Whether a delivery with this name is already stored and settled."""
        with self._database.reading() as session:
            return deliveries.is_received(session, self._name, external_id)

    def robot(self, name: str) -> RobotFiles:
        """Return a robot by name; raises RobotMissingError when there is none."""
        path = script_path(name, self._folder)
        return RobotFiles(path, shipped_hooks(path), self._browser)
