"""kill -9 inside a person's correction: all of it stands, or nothing, and it is done once."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from agent.store.database import Database
from tests.support.forked import run

PROGRAM = "tests.support.correct_killed"


@pytest.mark.faults
@pytest.mark.timeout(180)
@pytest.mark.proves("B7")
def test_a_correction_survives_kill_9(tmp_path: Path, database: Database):
    """Killed before it was stored, it is carried out at the next start: one slip, one event, each row once."""
    killed = run(PROGRAM, str(tmp_path), database.url, "correct", die_at="command.inside:1")
    left = run(PROGRAM, str(tmp_path), database.url, "look")

    assert killed.code == -signal.SIGKILL, killed.err
    assert left.code == 0, left.err
    assert json.loads(left.out) == {"state": "entered", "counts": [2, 2, 1], "slips": 1, "waiting": 0, "reviewed": 1}
