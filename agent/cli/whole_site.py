"""Load a whole site with the connectors and robots that ship, and gather everything that is wrong in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

from agent.app.apis import open_api, target_findings
from agent.app.layouts import findings_beside, layout_file
from agent.app.robots import open_robot
from agent.browser.options import RobotOptionError, settle_options
from agent.marks.findings import FileFinding, FilesError
from agent.marks.reader import Marked
from agent.settings.files import SiteFiles
from agent.settings.load import Site, load_site, own_robots
from agent.settings.model import TargetSettings
from connectors import CONNECTORS
from connectors.import_file import LAYOUTS
from robots import ROBOTS

T = TypeVar("T")


def load_whole(folder: Path) -> Site:
    """Load every file of a site with what ships.

    Raises:
        SiteMissingError: There is no `site.yaml` in the folder.
        FilesError: Every finding of all files at once.
    """
    return load_site(
        folder,
        {one.kind: one for one in CONNECTORS},
        [robot.name for robot in ROBOTS],
        layouts=[layout.name for layout in LAYOUTS],
    )


def findings_of(folder: Path) -> tuple[Site | None, list[FileFinding]]:
    """Return the site, None when its files hold findings, and all findings, those of robots, layouts and APIs included.

    Raises:
        SiteMissingError: There is no `site.yaml` in the folder.
    """
    site: Site | None = None
    findings: list[FileFinding] = []
    try:
        site = load_whole(folder)
    except FilesError as error:
        findings.extend(error.findings)
    for name in sorted(own_robots(SiteFiles(folder).texts)):
        findings.extend(robot_findings(name, folder))
    findings.extend(option_findings(folder, site))
    findings.extend(layout_findings(folder, site))
    findings.extend(api_findings(folder, site))
    return (None if findings else site), findings


def layout_findings(folder: Path, site: Site | None) -> Iterator[FileFinding]:
    """Yield what is wrong in the site's own layouts, and in what its targets set beside a layout."""
    return _described(folder, site, "layouts", lambda settings: settings.layout, layout_file, findings_beside)


def robot_findings(name: str, folder: Path) -> Iterator[FileFinding]:
    """Yield what is wrong in one robot's script."""
    try:
        open_robot(name, folder)
    except FilesError as error:
        yield from error.findings


def option_findings(folder: Path, site: Site | None) -> Iterator[FileFinding]:
    """Yield what targets say otherwise than their robots ask for in `options:`."""
    files = SiteFiles(folder)
    for name, settings in (site.targets if site else {}).items():
        if settings.robot:
            try:
                settle_options(open_robot(settings.robot, folder)[0], settings.options)
            except FilesError:
                continue  # told of its own file
            except RobotOptionError as error:
                marked = files.marked(f"targets/{name}.yaml", os.environ)
                at = ("options",) if settings.options else ("robot",)
                yield marked.finding(at, error.code, error.message, error.hint, key=True)


def api_findings(folder: Path, site: Site | None) -> Iterator[FileFinding]:
    """Yield what is wrong in the site's API descriptions, and in what its targets set beside them."""
    return _described(folder, site, "apis", lambda settings: settings.api, open_api, target_findings)


def _described(
    folder: Path,
    site: Site | None,
    kind: str,
    named_by: Callable[[TargetSettings], str],
    opened: Callable[[str, Path], T],
    beside: Callable[[Marked, TargetSettings, T], Iterable[FileFinding]],
) -> Iterator[FileFinding]:
    """Open each description of a kind; then hold every target that names a sound one against it."""
    files = SiteFiles(folder)
    broken: set[str] = set()
    for name in files.named(kind):
        try:
            opened(name, folder)
        except FilesError as error:
            broken.add(name)
            yield from error.findings
    for name, settings in (site.targets if site else {}).items():
        described = named_by(settings)
        if described and described not in broken:
            marked = files.marked(f"targets/{name}.yaml", os.environ)
            yield from beside(marked, settings, opened(described, folder))
