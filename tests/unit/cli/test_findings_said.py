"""What is wrong in a site's files is told in the site's language; programs read codes and English."""

import json
from datetime import date
from pathlib import Path

import pytest

from agent.cli.main import call
from agent.settings.scaffold import make_site

TARGET = "robot: demo-ledgr\nurl: http://127.0.0.1/\nuser: denpyo\npassword: ledger-password\npasword: x\n"
ROBOT = """\
robot: mine
enters: sales
lookup:
  - open: /slips
entry:
  - press: 登録
    open: /slips
confirm: []
"""


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A first site, with mistakes in a target's file and in a rules file."""
    folder = tmp_path / "site"
    make_site(folder, {}, date(2026, 11, 26))
    (folder / "targets" / "mine.yaml").write_text(TARGET, "utf-8")
    rules = next((folder / "rules").glob("*.yaml"))
    rules.write_text(rules.read_text("utf-8").replace("order.total", "order.totl"), "utf-8")
    return folder


def test_check_speaks_japanese_at_a_japanese_site(broken, capsys):
    """A misspelt key and a misspelt field are told in Japanese, with place, caret and what was meant."""
    assert call(["--site", str(broken), "check"]) == 3

    told = capsys.readouterr().out
    assert "targets/mine.yaml:5:1: `pasword` はここでは使えません [unknown-key]" in told
    assert "`password` ではありませんか。" in told
    assert "注文に項目 `totl` はありません [unknown-field]" in told
    assert "is not known" not in told


def test_rules_check_speaks_japanese_too(broken, capsys):
    """What ends a command is told like what it lists."""
    assert call(["--site", str(broken), "rules", "check"]) == 3

    assert "注文に項目 `totl` はありません" in capsys.readouterr().err


def test_robots_check_speaks_japanese_too(broken, capsys):
    """A site's own robot is written by people who read Japanese."""
    own = broken / "robots" / "mine"
    own.mkdir(parents=True)
    (own / "robot.yaml").write_text(ROBOT, "utf-8")

    assert call(["--site", str(broken), "robots", "check", "mine"]) == 3

    assert "一つの手順ですることは一つです" in capsys.readouterr().out


def test_programs_read_codes_and_english(broken, capsys):
    """A program that reads `--json` need not know the site's language."""
    call(["--site", str(broken), "check", "--json"])

    [found] = [one for one in json.loads(capsys.readouterr().out) if one["code"] == "unknown-key"]
    assert (found["file"], found["line"], found["column"]) == ("targets/mine.yaml", 5, 1)
    assert found["message"] == "`pasword` is not known here"
