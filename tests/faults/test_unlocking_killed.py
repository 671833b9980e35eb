"""kill -9 while a typed password is on its way: all of it is done, or nothing, and no password is left behind."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from agent.settings.typed import TYPED
from agent.store.database import Database
from tests.support.databases import killed_at
from tests.support.forked import run

PROGRAM = "tests.support.unlock_killed"
DONE = {"given": 1, "documents": 2, "orders": ["entered"], "slips": 1, "waiting": []}
NOTHING = {"given": 0, "documents": 1, "orders": [], "slips": 0, "waiting": ["document-locked"]}


@pytest.mark.faults
@pytest.mark.timeout(240)
@pytest.mark.proves("B8")
@killed_at({"command.inside": DONE, "command.stored": DONE}, {"password.kept": NOTHING, "unlock.read": DONE})
def test_a_typed_password_survives_kill_9(tmp_path: Path, database: Database, die_at: str, left: dict[str, object]):
    """Killed at each step, the file waits on or is taken once; the next start removes what was typed."""
    killed = run(PROGRAM, str(tmp_path), database.url, "unlock", die_at=f"{die_at}:1")
    n_lying = len(list((tmp_path / TYPED).iterdir()))
    after = run(PROGRAM, str(tmp_path), database.url, "look")

    assert killed.code == -signal.SIGKILL, killed.err
    assert n_lying == 1
    assert after.code == 0, after.err
    assert json.loads(after.out) == left
    assert list((tmp_path / TYPED).iterdir()) == []
