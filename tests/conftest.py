"""What every test may ask for."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadFileScheduling

from agent.browser.lane import Lane
from agent.cli.main import COLLECT_EVERY
from agent.engine.parsers import Parsers
from agent.store.database import Database
from tests.support.databases import KINDS, PostgresServer, new_database, postgres_server
from tests.support.ledgersmb.packages import missing
from tests.support.ledgersmb.programs import DEBIAN, codename
from tests.support.ledgersmb.runs import a_ledgersmb
from tests.support.ledgersmb.server import LedgerSmb
from tests.support.shared_lane import shared_lanes
from tests.support.whole_agent import warm_parsers


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", help="run the long forms too")


class ByFile(LoadFileScheduling):
    """Give each file to one worker, and all files on LedgerSMB to the same: what a module starts is started once."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "ledgersmb" if "/test_ledgersmb" in file else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByFile:
    """Share the tests out by file."""
    return ByFile(config, log)


def pytest_collection_finish() -> None:
    """Leave the modules out of what the garbage collector looks through, and let it look less often, as the agent."""
    gc.freeze()
    gc.set_threshold(COLLECT_EVERY)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if not config.getoption("--long"):
        skip = pytest.mark.skip(reason="long form, on demand: --long")
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(skip)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A throw-away PostgreSQL cluster, shared by the tests of one process."""
    with postgres_server() as server:
        yield server


@pytest.fixture(scope="session")
def ledgersmb() -> Iterator[LedgerSmb]:
    """A running LedgerSMB with the sample company's customers and parts, shared by the tests of one process."""
    if codename() != DEBIAN:
        pytest.skip("LedgerSMB is brought up from the packages of Debian 12")
    lacking = missing()
    if lacking and not os.environ.get("CI"):
        pytest.skip(f"LedgerSMB needs {' '.join(lacking)}: `bin/test` installs them")
    with a_ledgersmb() as running:
        yield running


@pytest.fixture(scope="session")
def parsers() -> Iterator[Parsers]:
    """A warm parser server with the sample company's forms, shared by the tests of one process."""
    with warm_parsers() as running:
        yield running


@pytest.fixture(scope="session")
def lane() -> Iterator[Lane]:
    """A lane whose browser the robots of one process share."""
    lane = Lane("shared")
    yield lane
    lane.close()


@pytest.fixture(autouse=True, scope="module")
def robots_share_a_browser(request: pytest.FixtureRequest) -> Iterator[None]:
    """Spare most robots a browser of their own; a module whose tests are about browsers says `OWN_BROWSERS = True`."""
    if getattr(request.module, "OWN_BROWSERS", False):
        yield
        return
    with shared_lanes(request.getfixturevalue("lane")):
        yield


@pytest.fixture(params=KINDS)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with all tables, once as a SQLite file and once on PostgreSQL."""
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    opened = new_database(request.param, tmp_path, server)
    yield opened
    opened.close()
