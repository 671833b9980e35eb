"""Proposed changes to forms at the terminal: listed, shown as a difference, answered as a command."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import select

from agent.app.ask.forms import list_proposals
from agent.cli.main import call
from agent.store.database import Database
from agent.store.migrate import migrate
from agent.store.tables import CommandRow, FormProposalRow

NOW = datetime(2026, 4, 1, tzinfo=UTC)
OLD = "form: a\nfields:\n  number: {label: 番号}\n"
NEW = OLD.replace("番号", "[注番, 番号]")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one proposal."""
    (tmp_path / "site.yaml").write_text("name: sample\nlanguage: ja\n", "utf-8")
    (tmp_path / "var").mkdir()
    database = Database(f"sqlite:///{tmp_path / 'var' / 'denpyo.db'}")
    migrate(database, NOW)
    told = {"form": "a", "file": "forms/a.yaml", "base_digest": "x", "base_text": OLD, "new_text": NEW, "document": "d"}
    named = {"document_name": "a.txt", "test_document": "tests/a.txt", "order": "o", "by": "hanako", "why": "書式変更"}
    with database.transaction() as session:
        session.add(FormProposalRow(**told, **named, is_found=True, expected=[{"lines": []}], at=NOW, state="open"))
    database.close()
    return tmp_path


def test_proposals_are_listed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who proposed what and why, for people and for programs."""
    assert call(["--site", str(site), "forms", "proposals"]) == 0
    shown = capsys.readouterr().out
    assert call(["--site", str(site), "forms", "proposals", "--json"]) == 0
    [told] = json.loads(capsys.readouterr().out)

    assert [text for text in ("判断待ち", "hanako", "書式変更") if text not in shown] == []
    assert (told["number"], told["form"], told["state"], told["test_document"]) == (1, "a", "open", "tests/a.txt")


def test_dry_run_shows_what_patch_takes(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The difference can be written by hand where the site's files are kept."""
    assert call(["--site", str(site), "forms", "accept", "1", "--dry-run"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["--- a/forms/a.yaml", "+++ b/forms/a.yaml"]
    assert ("-  number: {label: 番号}" in lines, "+  number: {label: [注番, 番号]}" in lines) == (True, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, NEW),
        (OLD.rstrip("\n"), NEW),
        (OLD, NEW.rstrip("\n")),
        (OLD.replace("\n", "\r\n"), NEW.replace("\n", "\r\n")),
        (OLD.replace("a\n", 'a\ntitle: "a\u2028b\x0cc"\n'), NEW.replace("a\n", 'a\ntitle: "a\u2028b\x0cc"\n')),
    ],
)
def test_difference_is_taken_by_patch(tmp_path: Path, old: str, new: str) -> None:
    """However the file ends its lines, and whether the last one ends."""
    told = {"form": "a", "file": "forms/a.yaml", "base_digest": "x", "document": "d", "by": "x", "why": "", "at": NOW}
    more = {"document_name": "a", "test_document": "tests/a", "order": "o", "is_found": True, "expected": []}
    database = Database(f"sqlite:///{tmp_path / 'denpyo.db'}")
    migrate(database, NOW)
    with database.transaction() as session:
        session.add(FormProposalRow(**told, **more, base_text=old, new_text=new, state="open"))
    with database.reading() as session:
        [proposal] = list_proposals(session)
    database.close()
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms" / "a.yaml").write_bytes(old.encode())
    command = ["patch", "-p1", "--binary", "--directory", str(tmp_path)]
    subprocess.run(command, input=proposal.diff.encode(), check=True, capture_output=True)

    assert (tmp_path / "forms" / "a.yaml").read_bytes() == new.encode()
    assert {line.kind for line in proposal.diff_lines} <= {"add", "del", "same", "part"}


@pytest.mark.parametrize("verb", ["accept", "refuse"])
def test_answer_is_given_to_the_agent(
    site: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    """Nothing is written here: the agent carries it out."""
    monkeypatch.setattr("agent.cli.commands.WAIT_S", 0.0)

    assert call(["--site", str(site), "forms", verb, "1", "--why", "確認済み", "--by", "joho"]) == 0
    assert "変更案 1 番" in capsys.readouterr().out
    database = Database(f"sqlite:///{site / 'var' / 'denpyo.db'}")
    with database.reading() as session:
        [row] = session.exec(select(CommandRow)).all()
    database.close()
    assert (row.kind, row.about, row.by, row.values) == (f"{verb}-form", "1", "joho", {"comment": "確認済み"})


def test_number_nobody_knows_is_said(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong number names the command that lists them."""
    assert call(["--site", str(site), "forms", "refuse", "9", "--why", "x"]) == 1
    assert "forms proposals" in capsys.readouterr().err
