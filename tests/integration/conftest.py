"""What tests of the whole engine share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.store.database import Database
from tests.support.databases import new_database


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Database]:
    """An empty SQLite file, where the store is not in question."""
    opened = new_database("sqlite", tmp_path)
    yield opened
    opened.close()
