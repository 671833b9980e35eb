"""Take up changed rules, forms and masters while running: check, swap, or keep the last good set and say so."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from loguru import logger

from agent.app.forms_passed import digest_of_forms, has_passed, keep_passed
from agent.core.errors import DenpyoError
from agent.engine.events import Writer
from agent.engine.guidance import keep_guidance
from agent.engine.outside import Guidance, Outside
from agent.extract.form_tests import Read
from agent.extract.form_tests import run_tests as run_form_tests
from agent.marks.findings import FilesError
from agent.settings.files import SiteFiles
from agent.settings.form_tests import documents_in
from agent.settings.load import Site
from agent.store import audit_log
from rules.selftest import run_tests

LOOK_EVERY_S = 2.0
LONGEST_TOLD = 2_000
FOLDERS = ("rules", "forms", "forms/tests", "masters")


class Reload:
    """Looks at the site's files every two seconds; sources and targets are taken up at the next start."""

    def __init__(self, site: Site, load: Callable[[], Site], outside: Outside) -> None:
        self._folder, self._digest, self._load, self._outside = site.folder, site.digest, load, outside
        self._stamp = _stamp(site.folder)
        self._looked_at = time.monotonic()

    def look(self) -> None:
        """Take up what changed, if it is whole and right."""
        if time.monotonic() - self._looked_at < LOOK_EVERY_S:
            return
        self._looked_at = time.monotonic()
        stamp = _stamp(self._folder)
        if stamp != self._stamp:
            self._take_up()
            self._stamp = stamp  # only now: what failed in an unforeseen way is tried again

    def _take_up(self) -> None:
        try:
            site = self._load()
            require_passing(site)
            if site.digest != self._digest:
                texts = SiteFiles(self._folder).texts_of("forms")
                require_forms_passing(site, partial(self._outside.parsers.read, forms=texts))
        except DenpyoError as error:
            logger.bind(code=error.code).error("changed files are wrong, the last good set stays:\n{}", error)
            self._note_refused(error)
            return
        if site.digest != self._digest:
            self._outside.parsers.reload(SiteFiles(self._folder).texts_of("forms"))
            guidance = Guidance(site.ruleset, site.masters)
            keep_guidance(self._outside.database, guidance, self._outside.agent, self._outside.now())
            self._outside.rulebook.swap(guidance)
            self._digest = site.digest
            logger.bind(ruleset=site.ruleset.version).info("changed rules, forms and masters were taken up")

    def _note_refused(self, error: DenpyoError) -> None:
        outside, what = self._outside, str(error)[:LONGEST_TOLD]
        writer = Writer(outside.now(), outside.agent)
        event = writer.plain("settings.refused", "site", self._folder.name, code=error.code, what=what)
        with outside.database.transaction() as session:
            audit_log.append(session, [event])


def require_passing(site: Site) -> None:
    """Refuse rules whose own tests fail.

    Raises:
        FilesError: The failed tests, with their places.
    """
    report = run_tests(site.ruleset)
    if report.failed:
        failed = {test.place for test in report.failed}
        raise FilesError([finding for finding in report.findings if finding.place in failed])


def require_forms_passing(site: Site, read: Read) -> None:
    """Refuse forms whose own tests fail; a test that cannot be run on this machine says nothing of its form.

    What passed as it stands is not tried again.

    Args:
        site: The site.
        read: Reads a delivery by its forms, confined.

    Raises:
        FilesError: The failed tests, with their places.
    """
    digest = digest_of_forms(site.folder)
    if has_passed(site.folder, digest):
        return
    failed = run_form_tests(site.forms, read, documents_in(site.folder)).failed
    findings = [one.finding for one in failed if not one.is_of_machine]
    if findings:
        raise FilesError(findings)
    if not failed:
        keep_passed(site.folder, digest)


def _stamp(folder: Path) -> tuple[tuple[str, int], ...]:
    """Sizes and times of the files that are taken up while running."""
    found = [path for name in FOLDERS for path in (folder / name).glob("*") if path.is_file()]
    return tuple(sorted((str(path), path.stat().st_mtime_ns) for path in found))
