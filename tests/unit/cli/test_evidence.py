"""`denpyo evidence`: sizes, and what is past its keeping time."""

from __future__ import annotations

import json
import os
from datetime import date, timedelta

import pytest

from agent.cli.main import call
from agent.cli.site import open_site
from agent.settings.scaffold import make_site
from agent.store import actions


@pytest.fixture
def site(tmp_path):
    """A site with a picture of 500 days and one of today."""
    folder = tmp_path / "site"
    make_site(folder, {}, date(2026, 4, 1))
    assert call(["--site", str(folder), "database", "migrate"]) == 0
    with open_site(folder) as opened:
        now = opened.clock.now()
        for name, days in (("old", 500), ("young", 0)):
            piece = opened.evidence.put(name, name.encode() * 1000, "image/jpeg")
            path = next(folder.glob(f"var/evidence/*/{piece.digest}"))
            os.utime(path, (now.timestamp() - days * 86400,) * 2)
            with opened.database.transaction() as session:
                actions.add_evidence(session, name, 1, [piece], now - timedelta(days=days))
    return folder


def run(folder, capsys, *arguments):
    """Run one command and return what it printed."""
    capsys.readouterr()
    assert call(["--site", str(folder), "evidence", *arguments]) == 0
    return capsys.readouterr().out


@pytest.mark.proves("D6")
def test_what_would_be_removed_is_what_is_removed(site, capsys):
    """A dry run removes nothing; the same counts are told when it is done, and nothing is left to do."""
    planned = json.loads(run(site, capsys, "retain", "--dry-run", "--json"))
    still = json.loads(run(site, capsys, "sizes", "--json"))
    done = json.loads(run(site, capsys, "retain", "--json", "--by", "yamada"))

    assert planned == {"pictures": 1, "texts": 0, "bytes": 3_000, "dry_run": True}
    assert still == [{"kind": "image/jpeg", "pieces": 2, "bytes": 8_000, "removed": 0}]
    assert done == {**planned, "dry_run": False}
    assert "0" in run(site, capsys, "retain")
    assert json.loads(run(site, capsys, "sizes", "--json"))[0]["removed"] == 1


def test_it_reads_in_japanese(site, capsys):
    """People read counts and sizes."""
    assert "削除の対象: 画像 1 件、文字 0 件、0.0 MB" in run(site, capsys, "retain", "--dry-run")
    assert "image/jpeg" in run(site, capsys, "sizes")
