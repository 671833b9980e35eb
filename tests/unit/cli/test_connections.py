"""`connections test`: every way in and out is looked at, and each failure has its next move."""

from __future__ import annotations

import json
from datetime import date

import pytest

from agent.cli.main import call
from agent.settings.scaffold import make_site


@pytest.fixture
def site(tmp_path):
    """A first site; only its source is tested here, its target stands in the browser tests."""
    make_site(tmp_path / "site", {}, date(2026, 4, 1))
    return tmp_path / "site"


def test_a_source_that_can_be_reached_is_said_so(site, capsys):
    """A folder that is there and may be written is reached."""
    assert call(["--site", str(site), "connections", "test", "incoming", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == [
        {"name": "incoming", "kind": "source", "ok": True, "what": "", "next_move": ""}
    ]


def test_a_source_that_cannot_be_reached_fails_with_its_next_move(site, capsys):
    """A folder that is missing is told by name, and what to do."""
    (site / "incoming").rmdir()

    assert call(["--site", str(site), "connections", "test", "incoming"]) == 1
    out = capsys.readouterr().out
    assert "異常 受信元 incoming" in out
    assert "[folder-missing]" in out
    assert "フォルダーを作成する" in out


def test_a_name_of_nothing_is_wrong_use(site):
    """Only what the site has can be tested."""
    assert call(["--site", str(site), "connections", "test", "nothing"]) == 2
