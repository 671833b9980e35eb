"""What `denpyo doctor` looks at: one function per question, each answered with what to do next."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import sqlalchemy as sa
from playwright.sync_api import sync_playwright
from sqlmodel import col

from agent.browser.find import find_browser
from agent.cli.site import OpenSite, open_site
from agent.cli.whole_site import findings_of
from agent.core.action import ActionState
from agent.core.errors import DenpyoError
from agent.settings.secrets import Secrets
from agent.settings.site_file import load_settings
from agent.store.tables import ActionRow, DeliveryRow, ExceptionRow

OLDEST_PYTHON = (3, 11)
NEEDS_NEW_SQLITE = (3, 12)
NEW_SQLITE = (3, 42)
LEAKS = "DBOS__"  # the engine reads these names from the environment, past our settings
ENOUGH_MB = 2_000
TOO_LITTLE_MB = 200
BAD_ENDS = ("ERROR", "MAX_RECOVERY_ATTEMPTS_EXCEEDED")


class Grade(StrEnum):
    """How much a finding of the doctor weighs."""

    GOOD = "good"
    DOUBT = "doubt"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One question's answer, and the next move where one is needed."""

    question: str
    grade: Grade
    what: str
    next_move: str = ""


def examine(folder: Path) -> Iterator[Verdict]:
    """Ask every question of the machine and of the site in the folder."""
    yield python_and_sqlite(sys.version_info[:3], sqlite3.sqlite_version_info)
    yield environment(os.environ)
    yield letters()
    yield _guarded("site files", lambda: site_files(folder))
    yield _guarded("browser", lambda: browser(folder))
    yield _guarded("secrets", lambda: secrets(folder))
    yield _guarded("disk", lambda: disk(Path(load_settings(folder).evidence)))
    yield from _stored(folder)


def python_and_sqlite(python: tuple[int, ...], sqlite: tuple[int, ...]) -> Verdict:
    """Say whether this Python and its SQLite work together."""
    what = f"Python {'.'.join(map(str, python))}, SQLite {'.'.join(map(str, sqlite))}"
    if python < OLDEST_PYTHON:
        return Verdict("python", Grade.BAD, what, "Use Python 3.11 or newer.")
    if python >= NEEDS_NEW_SQLITE and sqlite < NEW_SQLITE:
        hint = "Use Python 3.11, or a Python whose SQLite is 3.42 or newer: the engine does not start on this pair."
        return Verdict("python", Grade.BAD, what, hint)
    return Verdict("python", Grade.GOOD, what)


def environment(variables: Mapping[str, str]) -> Verdict:
    """Say whether the environment would change the durable engine behind our back."""
    leaks = sorted(name for name in variables if name.startswith(LEAKS))
    if leaks:
        hint = "Unset them before `denpyo` starts: they change the durable engine past site.yaml."
        return Verdict("environment", Grade.BAD, ", ".join(leaks), hint)
    return Verdict("environment", Grade.GOOD, "nothing in it changes the engine")


def letters() -> Verdict:
    """Say whether pictures can show Japanese."""
    if shutil.which("fc-list") is None:
        return Verdict("fonts", Grade.GOOD, "not asked: this system has no fc-list")
    found = subprocess.run(["fc-list", ":lang=ja", "family"], capture_output=True, text=True, check=False)
    if not found.stdout.strip():
        hint = "Install fonts-noto-cjk (or another Japanese font)."
        return Verdict("fonts", Grade.DOUBT, "no Japanese font: pictures show boxes", hint)
    return Verdict("fonts", Grade.GOOD, found.stdout.splitlines()[0])


def site_files(folder: Path) -> Verdict:
    """Say whether the site's files are without findings."""
    _, findings = findings_of(folder)
    if findings:
        return Verdict("site files", Grade.BAD, f"{len(findings)} findings", "Run `denpyo check`.")
    return Verdict("site files", Grade.GOOD, "no findings")


def browser(folder: Path) -> Verdict:
    """Say which browser robots will use."""
    with sync_playwright() as playwright:
        found = find_browser(load_settings(folder).browser.executable, playwright)
    return Verdict("browser", Grade.GOOD, found)


def secrets(folder: Path) -> Verdict:
    """Say whether every secret that the targets name is set."""
    site, _ = findings_of(folder)
    named = {target.password for target in site.targets.values() if target.password} if site is not None else set()
    for name in sorted(named):
        Secrets(folder).get(name)
    return Verdict("secrets", Grade.GOOD, f"{len(named)} named by targets, all set")


def disk(folder: Path) -> Verdict:
    """Say whether there is room for documents and evidence."""
    while not folder.exists():
        folder = folder.parent
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    grade = Grade.GOOD if free_mb >= ENOUGH_MB else Grade.DOUBT if free_mb >= TOO_LITTLE_MB else Grade.BAD
    hint = "" if grade is Grade.GOOD else f"Make room on the disk of {folder}."
    return Verdict("disk", grade, f"{free_mb:,} MB free", hint)


def _stored(folder: Path) -> Iterator[Verdict]:
    try:
        with open_site(folder) as site:
            answer = _guarded("database", lambda: database(site))
            yield answer
            if answer.grade is Grade.BAD:
                return
            yield _guarded("unsettled", lambda: unsettled(site))
            yield _guarded("in doubt", lambda: in_doubt(site))
            yield _guarded("engine", lambda: engine(site))
    except DenpyoError as error:
        yield _failed("database", error)


def database(site: OpenSite) -> Verdict:
    """Say whether the database answers, and what waits in it."""
    with site.database.reading() as session:
        waiting = session.execute(sa.select(sa.func.count()).where(col(ExceptionRow.resolved_at).is_(None))).scalar()
    kind = "SQLite" if site.database.is_sqlite else "PostgreSQL"
    return Verdict("database", Grade.GOOD, f"{kind} answers; {waiting} in the exception queue")


def unsettled(site: OpenSite) -> Verdict:
    """Say how many stored deliveries their source has not been told of."""
    with site.database.reading() as session:
        n = session.execute(sa.select(sa.func.count()).where(col(DeliveryRow.settled_at).is_(None))).scalar() or 0
    if n:
        hint = "A running agent settles them at its next look; if they stay, see the source's state in the console."
        return Verdict("unsettled", Grade.DOUBT, f"{n} deliveries stored, their source not yet told", hint)
    return Verdict("unsettled", Grade.GOOD, "every stored delivery is settled")


def in_doubt(site: OpenSite) -> Verdict:
    """Say how many slips may or may not be in their target."""
    state = col(ActionRow.state).in_([ActionState.UNKNOWN.value, ActionState.SENDING.value])
    with site.database.reading() as session:
        n = session.execute(sa.select(sa.func.count()).where(state)).scalar() or 0
    if n:
        hint = "A running agent looks them up; those it cannot clear stand first in `denpyo queue list`."
        return Verdict("in doubt", Grade.DOUBT, f"{n} slips", hint)
    return Verdict("in doubt", Grade.GOOD, "no slip")


def engine(site: OpenSite) -> Verdict:
    """Say how many of the durable engine's runs ended in an error."""
    schema = None if site.database.is_sqlite else "dbos"
    table = sa.table("workflow_status", sa.column("status"), schema=schema)
    with site.database.reading() as session:
        statement = sa.select(sa.func.count()).select_from(table).where(table.c.status.in_(BAD_ENDS))
        n = session.execute(statement).scalar() or 0
    if n:
        hint = "The watcher runs them again with back-off; if the number grows, send var/log to support."
        return Verdict("engine", Grade.DOUBT, f"{n} runs ended in an error", hint)
    return Verdict("engine", Grade.GOOD, "no run ended in an error")


def _guarded(question: str, ask: Callable[[], Verdict]) -> Verdict:
    try:
        return ask()
    except DenpyoError as error:
        return _failed(question, error)
    except sa.exc.DatabaseError as error:
        hint = "Run `denpyo database migrate`, or start the database server."
        return Verdict(question, Grade.BAD, str(error.orig).strip().splitlines()[0], hint)


def _failed(question: str, error: DenpyoError) -> Verdict:
    return Verdict(question, Grade.BAD, str(error).splitlines()[0], error.next_move)
