"""Open a site's sources and targets: the one file that names adapters."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from agent.app.robots import open_robot
from agent.app.source_context import SiteSourceContext
from agent.core.business_day import Clock
from agent.core.ports import Source, Target
from agent.core.spec import ConnectorConfig
from agent.settings.model import BrowserSettings, TargetSettings
from agent.settings.secrets import Secrets
from agent.store.database import Database
from agent.store.evidence_files import EvidenceFiles
from connectors import CONNECTORS
from robots import ROBOTS
from robots.target import RobotTarget

KINDS = {connector.kind: connector for connector in CONNECTORS}
SHIPPED = tuple(robot.name for robot in ROBOTS)


class Adapters:
    """Opens what a site's files name, with the site's clock, secrets, store and browser."""

    def __init__(
        self, folder: Path, clock: Clock, database: Database, evidence: EvidenceFiles, browser: BrowserSettings
    ) -> None:
        self._folder, self._clock, self._database = folder.resolve(), clock, database
        self._evidence, self._browser = evidence, browser
        self._secrets = Secrets(self._folder)

    def source(self, name: str, config: ConnectorConfig) -> Source:
        """Open one source; nothing is asked of it yet."""
        executable = self._browser.executable
        context = SiteSourceContext(name, self._folder, self._clock, self._secrets, self._database, executable)
        return KINDS[config.connector].open(config, context)

    def target(self, name: str, settings: TargetSettings) -> Target:
        """Open one target; its browser starts with its first slip."""
        script, hooks = open_robot(settings.robot, self._folder)
        return RobotTarget(
            script,
            settings,
            name=name,
            password=partial(self._secrets.get, settings.password),
            evidence=self._evidence,
            browser=self._browser,
            hooks=hooks,
        )
