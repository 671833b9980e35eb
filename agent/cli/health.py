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
from functools import partial
from pathlib import Path

import sqlalchemy as sa
from sqlmodel import col

from agent.app.ask.sources import list_sources
from agent.cli.failure import said
from agent.cli.lacks import find_its_browser, missing_secrets, secrets_named
from agent.cli.site import OpenSite, open_site
from agent.cli.whole_site import findings_of
from agent.cli.words import Words
from agent.core.action import ActionState
from agent.core.errors import DenpyoError
from agent.extract.scan.models import find_models
from agent.settings.site_file import load_settings
from agent.store.evidence_marks import agents_apart, apart_error
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


def examine(folder: Path, t: Words) -> Iterator[Verdict]:
    """Ask every question of the machine and of the site in the folder."""
    yield python_and_sqlite(sys.version_info[:3], sqlite3.sqlite_version_info, t)
    yield environment(os.environ, t)
    yield letters(t)
    yield scans(t)
    yield _guarded("site files", lambda: site_files(folder, t), t)
    yield _guarded("browser", lambda: browser(folder), t)
    yield from secrets(folder, t)
    yield _guarded("disk", lambda: disk(Path(load_settings(folder).evidence), t), t)
    yield from _stored(folder, t)


def python_and_sqlite(python: tuple[int, ...], sqlite: tuple[int, ...], t: Words) -> Verdict:
    """Say whether this Python and its SQLite work together."""
    what = f"Python {'.'.join(map(str, python))}, SQLite {'.'.join(map(str, sqlite))}"
    if python < OLDEST_PYTHON:
        return Verdict("python", Grade.BAD, what, t("Use Python 3.11 or newer."))
    if python >= NEEDS_NEW_SQLITE and sqlite < NEW_SQLITE:
        hint = t("The engine does not start on this pair: use Python 3.11, or a Python whose SQLite is 3.42 or newer.")
        return Verdict("python", Grade.BAD, what, hint)
    return Verdict("python", Grade.GOOD, what)


def environment(variables: Mapping[str, str], t: Words) -> Verdict:
    """Say whether the environment would change the durable engine behind our back."""
    leaks = sorted(name for name in variables if name.startswith(LEAKS))
    if leaks:
        hint = t("Unset them before `denpyo` starts: they change the durable engine past site.yaml.")
        return Verdict("environment", Grade.BAD, ", ".join(leaks), hint)
    return Verdict("environment", Grade.GOOD, t("nothing in it changes the engine"))


def letters(t: Words) -> Verdict:
    """Say whether pictures can show Japanese."""
    if shutil.which("fc-list") is None:
        return Verdict("fonts", Grade.GOOD, t("not asked: this system has no fc-list"))
    found = subprocess.run(["fc-list", ":lang=ja", "family"], capture_output=True, text=True, check=False)
    if not found.stdout.strip():
        hint = t("Install fonts-noto-cjk (or another Japanese font).")
        return Verdict("fonts", Grade.DOUBT, t("no Japanese font: pictures show boxes"), hint)
    return Verdict("fonts", Grade.GOOD, found.stdout.splitlines()[0])


def scans(t: Words) -> Verdict:
    """Say whether scans and pictures can be read."""
    folder = find_models()
    if folder is None:
        hint = t("Install tesseract-ocr and tesseract-ocr-jpn, where scans or faxes come in.")
        return Verdict("scans", Grade.DOUBT, t("no reader of scans: they wait for a person"), hint)
    return Verdict("scans", Grade.GOOD, t("read with the models in {folder}", folder=folder))


def site_files(folder: Path, t: Words) -> Verdict:
    """Say whether the site's files are without findings."""
    _, findings = findings_of(folder)
    if findings:
        what = t.count(len(findings), "{n} finding", "{n} findings")
        return Verdict("site files", Grade.BAD, what, t("Run `denpyo check`."))
    return Verdict("site files", Grade.GOOD, t("no findings"))


def browser(folder: Path) -> Verdict:
    """Say which browser robots will use."""
    return Verdict("browser", Grade.GOOD, find_its_browser(load_settings(folder).browser.executable))


def secrets(folder: Path, t: Words) -> Iterator[Verdict]:
    """Say of every secret that sources and targets name whether it is set."""
    try:
        site, _ = findings_of(folder)
    except DenpyoError as error:
        yield _failed("secrets", error, t)
        return
    if site is None:
        yield Verdict(
            "secrets", Grade.DOUBT, t("not asked while the site's files hold findings"), t("Run `denpyo check`.")
        )
        return
    missing = list(missing_secrets(site))
    for one in missing:
        what, next_move = said(one.error, t.language)
        yield Verdict("secrets", Grade.BAD, f"{t(one.kind)} {one.name}: {what}", next_move)
    if not missing:
        n = len({secret for _, _, secret in secrets_named(site)})
        yield Verdict("secrets", Grade.GOOD, t("{n} named by sources and targets, all set", n=n))


def disk(folder: Path, t: Words) -> Verdict:
    """Say whether there is room for documents and evidence."""
    while not folder.exists():
        folder = folder.parent
    free_mb = shutil.disk_usage(folder).free // 1_000_000
    grade = Grade.GOOD if free_mb >= ENOUGH_MB else Grade.DOUBT if free_mb >= TOO_LITTLE_MB else Grade.BAD
    hint = "" if grade is Grade.GOOD else t("Make room on the disk of {folder}.", folder=folder)
    return Verdict("disk", grade, t("{n} MB free", n=f"{free_mb:,}"), hint)


def _stored(folder: Path, t: Words) -> Iterator[Verdict]:
    try:
        with open_site(folder) as site:
            answer = _guarded("database", lambda: database(site, t), t)
            yield answer
            if answer.grade is Grade.BAD:
                return
            for question, ask in (
                ("unsettled", unsettled),
                ("left alone", left_alone),
                ("in doubt", in_doubt),
                ("engine", engine),
                ("shared evidence", shared_evidence),
            ):
                yield _guarded(question, partial(ask, site, t), t)
    except DenpyoError as error:
        yield _failed("database", error, t)


def database(site: OpenSite, t: Words) -> Verdict:
    """Say whether the database answers, and what waits in it."""
    with site.database.reading() as session:
        waiting = session.execute(sa.select(sa.func.count()).where(col(ExceptionRow.resolved_at).is_(None))).scalar()
    kind = "SQLite" if site.database.is_sqlite else "PostgreSQL"
    return Verdict("database", Grade.GOOD, t("{kind} answers; {n} in the exception queue", kind=kind, n=waiting))


def unsettled(site: OpenSite, t: Words) -> Verdict:
    """Say how many stored deliveries their source has not been told of."""
    with site.database.reading() as session:
        n = session.execute(sa.select(sa.func.count()).where(col(DeliveryRow.settled_at).is_(None))).scalar() or 0
    if n:
        hint = t("A running agent settles them at its next look; if they stay, see the source's state in the console.")
        return Verdict("unsettled", Grade.DOUBT, t("{n} deliveries stored, their source not yet told", n=n), hint)
    return Verdict("unsettled", Grade.GOOD, t("every stored delivery is settled"))


def left_alone(site: OpenSite, t: Words) -> Verdict:
    """Say what lies in the sources and is no delivery, such as files that fit no `pattern`."""
    with site.database.reading() as session:
        found = [one for one in list_sources(session, site.clock.now()) if one.n_left_alone]
    if not found:
        return Verdict("left alone", Grade.GOOD, t("nothing lies there that is not wanted"))
    named = "; ".join(f"{one.name}: {one.n_left_alone} ({', '.join(one.left_alone)})" for one in found)
    hint = t(
        "They fit no `pattern` of their source and are not read: rename them, widen the pattern, or take them away."
    )
    return Verdict("left alone", Grade.DOUBT, named, hint)


def in_doubt(site: OpenSite, t: Words) -> Verdict:
    """Say how many slips may or may not be in their target."""
    state = col(ActionRow.state).in_([ActionState.UNKNOWN.value, ActionState.SENDING.value])
    with site.database.reading() as session:
        n = session.execute(sa.select(sa.func.count()).where(state)).scalar() or 0
    if n:
        hint = t("A running agent looks them up; those it cannot clear stand first in `denpyo queue list`.")
        return Verdict("in doubt", Grade.DOUBT, t.count(n, "{n} slip", "{n} slips"), hint)
    return Verdict("in doubt", Grade.GOOD, t("no slip"))


def engine(site: OpenSite, t: Words) -> Verdict:
    """Say how many of the durable engine's runs ended in an error."""
    schema = None if site.database.is_sqlite else "dbos"
    table = sa.table("workflow_status", sa.column("status"), schema=schema)
    with site.database.reading() as session:
        if not sa.inspect(session.connection()).has_table(table.name, schema=schema):
            hint = t("`denpyo run` starts it; the engine makes its own tables then.")
            return Verdict("engine", Grade.GOOD, t("no agent has run here yet"), hint)
        statement = sa.select(sa.func.count()).select_from(table).where(table.c.status.in_(BAD_ENDS))
        n = session.execute(statement).scalar() or 0
    if n:
        hint = t("The watcher runs them again with back-off; if the number grows, send var/log to support.")
        return Verdict("engine", Grade.DOUBT, t("{n} runs ended in an error", n=n), hint)
    return Verdict("engine", Grade.GOOD, t("no run ended in an error"))


def shared_evidence(site: OpenSite, t: Words) -> Verdict:
    """Say whether every agent that works on the database now keeps its evidence in this site's folder."""
    apart = agents_apart(site.database, site.evidence)
    if not apart:
        return Verdict("shared evidence", Grade.GOOD, t("no agent works with another evidence folder"))
    return _failed("shared evidence", apart_error(apart, site.evidence), t)


def _guarded(question: str, ask: Callable[[], Verdict], t: Words) -> Verdict:
    try:
        return ask()
    except DenpyoError as error:
        return _failed(question, error, t)
    except sa.exc.DatabaseError as error:
        hint = t("Run `denpyo database migrate`, or start the database server.")
        return Verdict(question, Grade.BAD, str(error.orig).strip().splitlines()[0], hint)


def _failed(question: str, error: DenpyoError, t: Words) -> Verdict:
    what, next_move = said(error, t.language)
    return Verdict(question, Grade.BAD, what.splitlines()[0], next_move)
