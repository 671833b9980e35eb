"""`denpyo audit` as a person types it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from agent.cli.main import call
from tests.support.audit_logs import AuditedSite, an_event
from tests.support.databases import new_database

pytestmark = pytest.mark.integration


@pytest.fixture
def site(tmp_path: Path) -> AuditedSite:
    """A site folder with a sealed log of six events."""
    (tmp_path / "var").mkdir()
    (tmp_path / "site.yaml").write_text(
        "name: sample\nlanguage: en\ncheckpoints: checkpoints\nevidence: evidence\ndatabase: sqlite:///var/denpyo.db\n",
        "utf-8",
    )
    site = AuditedSite(new_database("sqlite", tmp_path / "var"), tmp_path)
    site.write([an_event(n, (site.photographed("page"),)) for n in range(5)])
    site.seal()
    return site


def denpyo(site: AuditedSite, *arguments: str) -> int:
    return call(["--site", str(site.folder), "audit", *arguments])


def test_verify_proves_and_says_what_it_proved(site: AuditedSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 0, the counts and the key."""
    assert denpyo(site, "verify") == 0
    told = capsys.readouterr().out
    assert "The audit log is proved" in told
    assert "6 events proved, 0 not yet sealed, 1 checkpoints, 1 evidence files" in told
    assert site.key in told


def test_verify_looks_at_the_evidence_unless_told_not_to(site: AuditedSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A picture that is gone is found; without looking, the answer says so and counts nothing."""
    for piece in (site.folder / "evidence").rglob("*"):
        if piece.is_file():
            piece.unlink()

    assert denpyo(site, "verify") == 3
    assert "is missing" in capsys.readouterr().out
    assert denpyo(site, "verify", "--no-evidence") == 0
    told = capsys.readouterr().out
    assert "evidence (documents and pictures) was not looked at" in told
    assert "evidence files" not in told
    assert "Without `--no-evidence` they are looked at as well." in told


def test_verify_names_what_was_done_to_the_log(site: AuditedSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 3 and one line for each finding; the same as JSON."""
    site.tamper("UPDATE audit_event SET body = replace(body, 'agent-1', 'agent-9') WHERE id = 3")

    assert denpyo(site, "verify") == 3
    assert "event 3: the event was changed after it was written" in capsys.readouterr().out
    assert denpyo(site, "verify", "--json") == 3
    told = json.loads(capsys.readouterr().out)
    assert told["proved"] is False
    assert {"code": "leaf-differs", "position": 2, "event": 3}.items() <= told["findings"][0].items()


def test_verify_takes_a_checkpoint_kept_outside(site: AuditedSite, capsys: pytest.CaptureFixture[str]) -> None:
    """A tail cut together with the site's own checkpoint is seen against the one an auditor kept."""
    kept = site.folder / "kept.note"
    kept.write_text(site.outside[0][1], "utf-8")
    assert denpyo(site, "verify", "--checkpoint", str(kept), "--key", site.key) == 0

    cut = ("audit_index WHERE event > 5", "audit_event WHERE id > 5", "audit_seal WHERE position > 4")
    site.tamper(*(f"DELETE FROM {rest}" for rest in cut))
    assert denpyo(site, "verify", "--checkpoint", str(kept), "--key", site.key) == 3
    assert "cut off or rolled back" in capsys.readouterr().out


def test_verify_says_what_is_wrong_with_what_it_was_handed(
    site: AuditedSite, capsys: pytest.CaptureFixture[str]
) -> None:
    """A checkpoint that is not there, a broken key and a log never sealed are said with the next move."""
    assert denpyo(site, "verify", "--checkpoint", "nowhere.note") == 1
    assert "[checkpoint-file]" in capsys.readouterr().err
    assert denpyo(site, "verify", "--key", "nonsense") == 1
    assert "as `log.pub` holds it" in capsys.readouterr().err
    (site.folder / "checkpoints" / "log.pub").unlink()
    assert denpyo(site, "verify") == 1
    assert "[never-sealed]" in capsys.readouterr().err


def test_search_combines_what_was_asked(site: AuditedSite, capsys: pytest.CaptureFixture[str]) -> None:
    """Day of the event, deal day, amount, customer, order, kind and actor at once."""
    asked = ("--from", "2026-04-01", "--to", "2026-04-01", "--day-from", "2026-04-02", "--amount-min", "2000")
    asked += ("--amount-max", "3000", "--partner", "C00", "--kind", "order.decided", "--actor", "agent-1")

    assert denpyo(site, "search", *asked, "--json") == 0
    assert [fact["about"] for fact in json.loads(capsys.readouterr().out)] == ["order-3", "order-2"]
    assert denpyo(site, "search", "--order", "order-4") == 0
    assert "order-4" in capsys.readouterr().out


def test_export_writes_a_table_and_a_folder(site: AuditedSite, capsys: pytest.CaptureFixture[str]) -> None:
    """CSV of what was searched for; JSON lines whole, with the line that proves them."""
    table, folder = site.folder / "events.csv", site.folder / "handed out"

    assert denpyo(site, "export", "--csv", str(table), "--amount-min", "3000") == 0
    with table.open(encoding="utf-8-sig", newline="") as stream:
        assert [row["about"] for row in csv.DictReader(stream)] == ["order-3", "order-4"]
    assert denpyo(site, "export", "--jsonl", str(folder), "--evidence") == 0
    assert "6 events and 1 pieces of evidence" in capsys.readouterr().out
    assert {path.name for path in folder.iterdir()} == {
        "README.md", "checkpoints", "events.jsonl", "evidence", "log.pub", "verify.py",
    }  # fmt: skip


@pytest.mark.parametrize("asked", [(), ("--csv", "a.csv", "--jsonl", "b"), ("--jsonl", "b", "--kind", "order.decided")])
def test_an_export_of_no_one_form_is_refused(
    site: AuditedSite, asked: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    """Neither, both, or a part of the log as JSON lines: told what to write."""
    assert denpyo(site, "export", *asked) == 1
    assert "[export-choice]" in capsys.readouterr().err
