"""Load a whole site with the connectors and robots that ship, and gather everything that is wrong in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from agent.app.apis import open_api, target_findings
from agent.app.layouts import findings_beside, layout_file
from agent.app.robots import open_robot
from agent.browser.options import RobotOptionError, settle_options
from agent.marks.findings import FileFinding, FilesError
from agent.settings.files import SiteFiles
from agent.settings.load import Site, load_site, own_robots
from connectors import CONNECTORS
from connectors.import_file import LAYOUTS
from robots import ROBOTS


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
    files = SiteFiles(folder)
    broken: set[str] = set()
    for name in files.named("layouts"):
        try:
            layout_file(name, folder)
        except FilesError as error:
            broken.add(name)
            yield from error.findings
    for name, settings in (site.targets if site else {}).items():
        if settings.layout and settings.layout not in broken:
            marked = files.marked(f"targets/{name}.yaml", os.environ)
            yield from findings_beside(marked, settings, layout_file(settings.layout, folder))


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
    files = SiteFiles(folder)
    broken: set[str] = set()
    for name in files.named("apis"):
        try:
            open_api(name, folder)
        except FilesError as error:
            broken.add(name)
            yield from error.findings
    for name, settings in (site.targets if site else {}).items():
        if settings.api and settings.api not in broken:
            marked = files.marked(f"targets/{name}.yaml", os.environ)
            yield from target_findings(marked, settings, open_api(settings.api, folder))
