"""What a run of LedgerSMB leaves behind when it is killed with its servers."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.ledgersmb.server import LedgerSmb, running_in


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A folder whose servers ended without a word: their numbers still stand there."""
    with subprocess.Popen([sys.executable, "-c", ""]) as ended:
        pass
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "postmaster.pid").write_text(f"{ended.pid}\n{tmp_path / 'data'}\n1795750000\n")
    (tmp_path / "web.pid").write_text(str(ended.pid))
    (tmp_path / "ports").write_text("1 2")
    return tmp_path


def test_servers_that_ended_are_not_ended_again(left):
    assert running_in(left, left) is None
    LedgerSmb(left, left).stop()


def test_a_number_used_again_by_something_else_is_left_alone(left):
    (left / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n{left / 'data'}\n")
    (left / "web.pid").write_text(str(os.getpid()))
    assert running_in(left, left) is None
    LedgerSmb(left, left).stop()
