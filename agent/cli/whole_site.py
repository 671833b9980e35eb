"""Load a whole site with the connectors and robots that ship, and gather everything that is wrong in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from agent.app.robots import open_robot
from agent.marks.findings import FileFinding, FilesError
from agent.settings.files import SiteFiles
from agent.settings.load import Site, load_site, own_robots
from connectors import CONNECTORS
from robots import ROBOTS


def load_whole(folder: Path) -> Site:
    """Load every file of a site with what ships.

    Raises:
        SiteMissingError: There is no `site.yaml` in the folder.
        FilesError: Every finding of all files at once.
    """
    return load_site(folder, {one.kind: one for one in CONNECTORS}, [robot.name for robot in ROBOTS])


def findings_of(folder: Path) -> tuple[Site | None, list[FileFinding]]:
    """Return the site, None when its files hold findings, and all findings, those of its own robots included.

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
    return (None if findings else site), findings


def robot_findings(name: str, folder: Path) -> Iterator[FileFinding]:
    """Yield what is wrong in one robot's script."""
    try:
        open_robot(name, folder)
    except FilesError as error:
        yield from error.findings
