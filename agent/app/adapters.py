"""Open a site's sources and targets: the one file that names adapters."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from agent.app.apis import open_api
from agent.app.layouts import open_layout
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
from connectors.http_api.target import HttpApiTarget
from connectors.import_file import LAYOUTS
from connectors.import_file.export import Exporter
from connectors.import_file.folder import ImportFolder
from connectors.import_file.target import ImportFileTarget
from robots import ROBOTS
from robots.target import RobotTarget

KINDS = {connector.kind: connector for connector in CONNECTORS}
SHIPPED = tuple(robot.name for robot in ROBOTS)
SHIPPED_LAYOUTS = tuple(layout.name for layout in LAYOUTS)
IMPORT_FILES = Path("var", "import-files")


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
        """Open one target; nothing is asked of it yet, and a robot's browser starts with its first slip."""
        if settings.layout:
            layout = open_layout(settings, self._folder)
            return ImportFileTarget(layout, self._import_folder(name, settings), self._evidence)
        return self._api(name, settings) if settings.api else self._robot(name, settings)

    def exporter(self, name: str, settings: TargetSettings) -> Exporter:
        """Open what gathers the slips of a target with a layout into import files."""
        return Exporter(self._import_folder(name, settings), open_layout(settings, self._folder), name)

    def _import_folder(self, name: str, settings: TargetSettings) -> ImportFolder:
        base = self._folder / (settings.import_file.folder or IMPORT_FILES / name)
        return ImportFolder(base, self._folder / IMPORT_FILES / f"{name}.json")

    def _api(self, name: str, settings: TargetSettings) -> HttpApiTarget:
        return HttpApiTarget(
            open_api(settings.api, self._folder),
            settings,
            name=name,
            vault=self._secrets,
            evidence=self._evidence,
            site=self._folder,
        )

    def _robot(self, name: str, settings: TargetSettings) -> Target:
        script, hooks = open_robot(settings.robot, self._folder)
        return RobotTarget(
            script,
            settings,
            name=name,
            password=partial(self._secrets.get, settings.password),
            evidence=self._evidence,
            browser=self._browser,
            hooks=hooks,
            totp=partial(self._secrets.get, settings.totp) if settings.totp else None,
            certificate=partial(self._secrets.get, settings.certificate) if settings.certificate else None,
        )
