"""What an error of a library means to a person."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError, ProgrammingError

from agent.cli.failure import foreseen


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("database is locked", "database-busy"),
        ("database or disk is full", "disk-full"),
        ("no such table: delivery", "not-migrated"),
        ("unable to open database file", "database-unreachable"),
    ],
)
def test_what_the_database_says_is_told_with_a_next_move(what, code):
    """Locked, full, without tables, away: each has its own next move."""
    known = foreseen(OperationalError("SELECT 1", {}, sqlite3.OperationalError(what)))

    assert known is not None
    assert known.code == code
    assert known.next_move


def test_a_table_that_postgresql_lacks_is_not_migrated():
    """PostgreSQL says it in other words."""
    known = foreseen(ProgrammingError("SELECT 1", {}, Exception('relation "delivery" does not exist')))

    assert known is not None
    assert known.code == "not-migrated"


def test_a_bug_is_nothing_foreseen():
    """What no class of ours and no known refusal explains stays a bug."""
    assert foreseen(KeyError("x")) is None
    assert foreseen(OSError("no file in it")) is None
