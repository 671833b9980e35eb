"""kill -9 inside a person's correction: all of it stands, or nothing, and it is done once."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.databases import KINDS, PostgresServer

ROOT = Path(__file__).parents[2]


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'denpyo.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_address()


def run(folder: Path, address: str, what: str, die_at: str = "") -> subprocess.CompletedProcess[str]:
    """Run the agent's process to its end."""
    return subprocess.run(
        [sys.executable, "-m", "tests.support.correct_killed", str(folder), address, what],
        cwd=ROOT, env=os.environ | {"DENPYO_DIE_AT": die_at}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.faults
@pytest.mark.timeout(180)
@pytest.mark.proves("B7")
def test_a_correction_survives_kill_9(tmp_path: Path, address: str):
    """Killed before it was stored, it is carried out at the next start: one slip, one event, each row once."""
    killed = run(tmp_path, address, "correct", "command.inside:1")
    left = run(tmp_path, address, "look")

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert left.returncode == 0, left.stderr
    assert json.loads(left.stdout) == {"state": "entered", "counts": [2, 2, 1], "slips": 1, "waiting": 0, "reviewed": 1}
