"""What tests of the whole engine share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.engine.parsers import Parsers
from agent.store.database import Database
from tests.support.databases import new_database
from tests.support.whole_agent import warm_parsers


@pytest.fixture(scope="module")
def parsers() -> Iterator[Parsers]:
    """One warm parser server for all tests."""
    with warm_parsers() as running:
        yield running


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite file, where the store is not in question."""
    opened = new_database("sqlite", tmp_path)
    yield opened
    opened.close()
