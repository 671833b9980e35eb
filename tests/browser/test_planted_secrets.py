"""Planted secrets are found nowhere: the whole agent keys into a target that repeats them, and all is searched."""

from __future__ import annotations

import base64
import binascii
import gzip
import io
import re
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
import sqlalchemy as sa
from loguru import logger
from sqlmodel import select

from agent.browser.errors import LoginRefusedError
from agent.browser.lint import load_script
from agent.core.ports import EvidenceStore
from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, Way
from agent.engine.lifecycle import Engine
from agent.engine.parsers import Parsers
from agent.log import set_up_log
from agent.settings.model import BrowserSettings, TargetSettings
from agent.settings.secrets import Secrets
from agent.store.database import Database
from agent.store.tables import AttemptRow, EvidenceRow
from robots.target import RobotTarget
from tests.support.ocr import require_reader, words_in
from tests.support.robots import MemoryEvidence, Steps
from tests.support.sources import ScriptedSource
from tests.support.telltale import PIN, ROBOT, Telltale, a_telltale
from tests.support.whole_agent import CONFIG, PATIENCE_S, MovableClock, WholeAgent, inside_a_test, outside_of

pytestmark = [pytest.mark.browser, pytest.mark.integration, pytest.mark.timeout(300)]
PASSWORD, TOTP = "Maple-9137'Window", "JBSWY3DPEHPK3PXQJBSWY3DPEHPK3PXQ"
KEY_LINE = "MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v3VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g"
PEM = f"-----BEGIN PRIVATE KEY-----\n{KEY_LINE}\n-----END PRIVATE KEY-----\n"
BEARER = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJkZW5weW8ifQ.c2lnbmF0dXJl"
FAILURES = ("dialog", "differs", "refused", "missing")


def a_robot(telltale: Telltale, secret: Callable[[str], str], evidence: EvidenceStore) -> RobotTarget:
    """Open a true robot on the target that repeats everything."""
    robot = RobotTarget(
        load_script(ROBOT, "robot.yaml"),
        TargetSettings(robot="telltale", url=telltale.url, user="keiri", deadline=60),
        name="demo-ledger",
        password=lambda: secret("pw"),
        totp=lambda: secret("totp"),
        evidence=evidence,
        browser=BrowserSettings(),
    )
    robot._session._codes._begun_at -= 60  # as if the agent had been started a minute ago
    return robot


@contextmanager
def an_agent(database: Database, folder: Path, parsers: Parsers, telltale: Telltale) -> Iterator[WholeAgent]:
    """Run the engine with a true robot on the target that repeats everything."""
    vault = Secrets(folder, {})
    for name, value in (("pw", PASSWORD), ("totp", TOTP), ("cert", PEM), ("token", BEARER)):
        vault.set(name, value)
    clock, source = MovableClock(), ScriptedSource("folder")
    outside = outside_of(database, folder, source, None, parsers, clock)  # type: ignore[arg-type]
    target = outside.targets["demo-ledger"]
    robot = a_robot(telltale, vault.get, outside.evidence)
    outside.targets["demo-ledger"] = type(target)(target.name, robot, target.settings)
    with inside_a_test():
        engine = Engine(outside)
        engine.start()
        try:
            yield WholeAgent(outside, source, robot, clock, engine)  # type: ignore[arg-type]
        finally:
            engine.stop(int(PATIENCE_S))
            robot.close()


@pytest.mark.proves("D6")
@pytest.mark.parametrize("database", ["sqlite", pytest.param("postgresql", marks=pytest.mark.long)], indirect=True)
def test_planted_secrets_are_found_nowhere(database: Database, tmp_path: Path, parsers: Parsers):
    """Entries that fail in four ways and one that goes well: no secret is in picture, text, log, event or database."""
    require_reader()
    log = io.StringIO()
    set_up_log(log, level="TRACE")
    orders = [one for one in sample_orders(CONFIG / "masters", date(2026, 11, 25)) if one.way is Way.FOLDER_CSV]
    order = next(one for one in orders if one.fate is Fate.ENTERED)
    with a_telltale(PASSWORD, TOTP, KEY_LINE, BEARER) as telltale:
        with an_agent(database, tmp_path, parsers, telltale) as agent:
            for n, telltale.fails in enumerate((*FAILURES, "")):
                agent.drop(f"{n}.csv", file_of([type(order)(**{**_fields(order), "number": f"T{n}"})]).content)
                agent.until_idle()
            states = [row.state for row in agent.orders()]
            pieces = dict(_pieces(agent))
            logger.error("by hand: {}", " ".join(one for one in telltale.secrets() if one != PIN))
        secrets = telltale.secrets()
        typed = telltale.heard

    assert sorted(states) == ["entered", "held", "held", "held", "held"]
    assert PASSWORD in typed
    assert any(one.startswith("Basic ") for one in typed)
    found = [(place, one) for place, text in _everything(database, tmp_path, log) for one in secrets if one in text]
    assert found == []
    assert {name.partition("-")[0] for name, _ in pieces} == {"before", "confirmed", "failure"}
    for (name, media_type), content in pieces.items():
        if media_type == "image/jpeg" and database.is_sqlite:  # the pictures are the same on both
            read = words_in(content)
            assert not re.search("Maple|Window|9137|JBSW|MC4CAQ|eyJhbG|82640", read), name


def _fields(order: object) -> dict[str, object]:
    return {name: getattr(order, name) for name in order.__dataclass_fields__}  # type: ignore[attr-defined]


def _pieces(agent: WholeAgent) -> Iterator[tuple[tuple[str, str], bytes]]:
    """Every piece of evidence of every attempt."""
    with agent.outside.database.reading() as session:
        for row in session.exec(select(EvidenceRow)):
            yield (row.name, row.media_type), agent.outside.evidence.read(row.digest)
        assert any(attempt.steps for attempt in session.exec(select(AttemptRow)))


def _everything(database: Database, folder: Path, log: io.StringIO) -> Iterator[tuple[str, str]]:
    """Yield each place the agent writes to, with all that stands in it."""
    yield "log", log.getvalue()
    for path in folder.rglob("*"):
        if path.is_file() and "secrets" not in path.parts:
            yield str(path), _opened(path.read_bytes())
    with database.writer.connect() as connection:
        for schema in sa.inspect(connection).get_schema_names():
            if schema in ("information_schema", "pg_catalog"):
                continue
            for table in sa.inspect(connection).get_table_names(schema=schema):
                rows = connection.exec_driver_sql(f'SELECT * FROM "{schema}"."{table}"').all()
                yield f"{schema}.{table}", "\n".join(_opened(cell) for row in rows for cell in row)


def _opened(cell: object) -> str:
    """Write a cell or a file as text, unpacked and decoded where it was."""
    raw = cell if isinstance(cell, bytes) else str(cell).encode("utf-8", "replace")
    if raw[:2] == b"\x1f\x8b":
        raw = gzip.decompress(raw)
    try:
        decoded = base64.b64decode(raw, validate=True) if len(raw) > 16 else b""
    except binascii.Error:
        decoded = b""
    return (raw + b"\n" + decoded).decode("utf-8", "replace")


@pytest.mark.proves("D6")
def test_a_log_in_that_repeats_the_password_is_told_without_it():
    """A refusal with the password in it is told as a refusal; of the log-in no picture is taken."""
    kept, steps = MemoryEvidence(), Steps()
    with a_telltale(PASSWORD, TOTP) as telltale:
        telltale.fails = "login"
        robot = a_robot(telltale, lambda name: {"pw": PASSWORD, "totp": TOTP}[name], kept)
        with pytest.raises(LoginRefusedError, match="■■■ は") as refused:
            robot.find("KEY", steps)
        robot.close()

    told = f"{refused.value} {refused.value!r} {refused.value.reason} {steps.heard} {traceback_of(refused.value)}"
    assert PASSWORD in telltale.heard
    assert not [one for one in (PASSWORD, TOTP, *telltale.secrets()) if one in told]
    assert kept.kept == {}


def traceback_of(error: BaseException) -> str:
    """Write an error as a log without any care would."""
    return "".join(traceback.format_exception(error))


def test_the_search_finds_what_is_there(database: Database, tmp_path: Path):
    """A secret that does stand in a table, a file or packed text is found: the search of these tests is not blind."""
    (tmp_path / "piece").write_bytes(gzip.compress(PIN.encode()))
    with database.transaction() as session:
        session.execute(
            sa.text("INSERT INTO lease (name, token, holder, expires) VALUES (:name, 0, '', 0)"), {"name": PIN}
        )
        pickled = base64.b64encode(b"a result " + PIN.encode()).decode()
        session.execute(
            sa.text("INSERT INTO lease (name, token, holder, expires) VALUES (:name, 0, '', 0)"), {"name": pickled}
        )

    found = [place for place, text in _everything(database, tmp_path, io.StringIO(f"a {PIN}")) if PIN in text]
    assert found[0] == "log"
    assert any(place.endswith("piece") for place in found)
    assert any(place.endswith(".lease") for place in found)
    assert PIN in _opened(pickled)
