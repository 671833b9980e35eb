"""kill -9 while a typed password is on its way: all of it is done, or nothing, and no password is left behind."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from agent.settings.typed import TYPED
from tests.support.databases import KINDS, PostgresServer

ROOT = Path(__file__).parents[2]
DONE = {"given": 1, "documents": 2, "orders": ["entered"], "slips": 1, "waiting": []}
NOTHING = {"given": 0, "documents": 1, "orders": [], "slips": 0, "waiting": ["document-locked"]}


def run(folder: Path, address: str, what: str, die_at: str = "") -> subprocess.CompletedProcess[str]:
    """Run the agent's process to its end."""
    return subprocess.run(
        [sys.executable, "-m", "tests.support.unlock_killed", str(folder), address, what],
        cwd=ROOT, env=os.environ | {"DENPYO_DIE_AT": die_at}, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture(params=KINDS)
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty database of each kind."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'denpyo.db'}"
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.new_address()


@pytest.mark.faults
@pytest.mark.timeout(240)
@pytest.mark.proves("B8")
@pytest.mark.parametrize(
    ("die_at", "left"),
    [("password.kept", NOTHING), ("unlock.read", DONE), ("command.inside", DONE), ("command.stored", DONE)],
)
def test_a_typed_password_survives_kill_9(tmp_path: Path, address: str, die_at: str, left: dict[str, object]):
    """Killed at each step, the file waits on or is taken once; the next start removes what was typed."""
    killed = run(tmp_path, address, "unlock", f"{die_at}:1")
    n_lying = len(list((tmp_path / TYPED).iterdir()))
    after = run(tmp_path, address, "look")

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert n_lying == 1
    assert after.returncode == 0, after.stderr
    assert json.loads(after.stdout) == left
    assert list((tmp_path / TYPED).iterdir()) == []
