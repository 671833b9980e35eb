"""The how-to "your first robot", typed as it stands: only the hand that keys while it is recorded is left out."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from agent.demo.systems import PracticeSystem
from tests.support.robots import LEDGER_ROBOT

pytestmark = [pytest.mark.browser, pytest.mark.timeout(300)]
PAGE = (LEDGER_ROBOT.parents[2] / "docs" / "howto" / "your-first-robot.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```", re.MULTILINE | re.DOTALL)
BY_HAND = ("python -m robots.demo_ledger.ledger", "denpyo robots record", "denpyo run", "cp examples/", "denpyo orders")
ADDRESS = "http://127.0.0.1:8511"


@pytest.fixture(scope="module")
def ledger(tmp_path_factory) -> Iterator[PracticeSystem]:
    """The ledger of the page: it knows the first site's customers and products."""
    masters = LEDGER_ROBOT.parents[2] / "agent" / "settings" / "first_site" / "masters"
    running = PracticeSystem(
        "robots.demo_ledger.ledger", tmp_path_factory.mktemp("ledger"), ("--masters", str(masters))
    )
    running.start()
    yield running
    running.stop()


def typed(kind: str) -> str:
    """Everything the page shows of one kind, without what is done by hand."""
    text = "".join(fence["text"] for fence in FENCE.finditer(PAGE) if fence["kind"] == kind)
    return "\n".join(line for line in text.splitlines() if not line.startswith(BY_HAND)) + "\n"


def run(lines: str, folder: Path) -> str:
    """Type lines into a shell; all of them must succeed."""
    variables = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}", "LANG": "ja_JP.UTF-8"}
    done = subprocess.run(
        ["bash", "-ec", lines], cwd=folder, env=variables, capture_output=True, text=True, timeout=240, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.proves("D7")
def test_a_new_user_comes_from_an_empty_folder_to_a_tried_robot(ledger, tmp_path):
    """Site, secret, order, check, target, try, live check: each command of the page as it is written there."""
    before, _, after = typed("sh").partition("denpyo robots check my-first\n")
    run(before.replace("echo practice", f"echo {ledger.password}"), tmp_path)
    site = tmp_path / "first-robot"
    own = site / "robots" / "my_first" / "robot.yaml"
    own.parent.mkdir(parents=True)
    own.write_text(LEDGER_ROBOT.read_text("utf-8").replace("robot: demo-ledger", "robot: my-first"), "utf-8")
    (site / "targets" / "my-ledger.yaml").write_text(typed("yaml").replace(ADDRESS, ledger.url), "utf-8")

    said = run(f"denpyo robots check my-first\n{after}", site)

    assert "一括入力とキー入力で、隠れた欄も含む" in said
    assert said.count("ロボット 1 件; 指摘はありません") == 2
    assert "http://" in said.splitlines()[-1]
    assert ledger.admin("/admin/faults")["counts"].get("commits", 0) == 0


def test_the_page_names_what_is_done_by_hand():
    """What this test leaves out stands on the page."""
    assert [words for words in BY_HAND if words not in PAGE] == []
