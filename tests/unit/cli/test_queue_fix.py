"""`queue fix` and `aliases`: a correction without a console, and the names learned from it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlmodel import select

from agent.cli import commands, queue_fix
from agent.cli.exits import ExitCode
from agent.cli.main import call
from agent.cli.site import open_site
from agent.core.correction import seen_of
from agent.quality.master import Alias
from agent.settings.scaffold import make_site
from agent.store import aliases, orders
from agent.store.tables import AuditEventRow, AuditIndexRow, CommandRow, ExceptionRow
from tests.support.seeded import seed

REMOVED = '"alias.removed"'


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site whose database is the sample's: orders that wait, and nobody who carries commands out."""
    monkeypatch.setattr(commands, "WAIT_S", 0)
    monkeypatch.setattr(queue_fix, "WAIT_S", 0)
    folder = tmp_path / "site"
    make_site(folder, {}, date(2026, 4, 1))
    database = seed(tmp_path).database
    (folder / "site.yaml").write_text(f"name: sample\nlanguage: ja\ndatabase: sqlite:///{database.file}\n")
    database.close()
    return folder


def run(site, capsys, *arguments):
    """Run a command and return its exit code and what it printed."""
    capsys.readouterr()
    code = call(["--site", str(site), *arguments])
    return code, capsys.readouterr().out


def item(site, code):
    """The number and order of what waits for this reason."""
    with open_site(site) as opened, opened.database.reading() as session:
        row = next(one for one in session.exec(select(ExceptionRow)) if one.reason["code"] == code)
        return str(row.id), orders.order_of(orders.get_order(session, row.order)) if row.order else None


def given(site):
    """The commands that were stored."""
    with open_site(site) as opened, opened.database.reading() as session:
        return [(row.kind, row.about, row.values, row.by) for row in session.exec(select(CommandRow))]


@pytest.mark.proves("B7")
def test_a_correction_is_handed_to_the_agent(site, capsys):
    """The command says which fields, why, by whom, and of what somebody saw."""
    number, order = item(site, "check-failed")
    code, out = run(
        site, capsys, "queue", "fix", number, "--set", "total=12,000", "--why", "電話で確認", "--by", "hanako"
    )
    values = {"fields": '{"total": "12,000"}', "seen": seen_of(order), "comment": "電話で確認"}
    assert (code, given(site)) == (0, [("correct", number, values, "hanako")])
    assert f"要対応 {number} 番の注文を訂正" in out


def test_a_dry_run_says_what_would_change_and_gives_nothing(site, capsys):
    """Old and new stand beside each other."""
    number, _ = item(site, "check-failed")
    fields = ("--set", "note=至急", "--set", "lines.1=")
    code, out = run(site, capsys, "queue", "fix", number, *fields, "--why", "x", "--dry-run")
    assert (code, given(site)) == (0, [])
    assert "訂正予定 note: (空欄) → 至急" in out
    assert "訂正予定 lines.1: P" in out


def test_programs_get_the_changes_and_the_answer(site, capsys):
    """JSON holds what changes, what is remembered, and null as long as no agent has answered."""
    number, _ = item(site, "customer-unknown")
    wanted = ("--set", "customer_code=C001", "--why", "x", "--alias", "--json")
    code, out = run(site, capsys, "queue", "fix", number, *wanted)
    told = json.loads(out)
    assert (code, told["answer"], told["dry_run"]) == (0, None, False)
    assert told["changes"] == [{"field": "customer_code", "old": "", "new": "C001"}]
    assert told["aliases"] == ["customer"]


@pytest.mark.proves("B5")
def test_no_name_is_learned_that_nobody_spoke_of(site, capsys):
    """A note was put right; what the document calls its products stays as little known as it was."""
    number, _ = item(site, "customer-unknown")
    out = run(site, capsys, "queue", "fix", number, "--set", "note=至急", "--why", "x", "--alias", "--json")[1]
    assert json.loads(out)["aliases"] == []


@pytest.mark.parametrize(
    "wrong", [("--set", "total"), ("--set", "total=many"), ("--set", "source=x"), ("--set", "lines.0.unit=x")]
)
def test_what_no_field_can_hold_is_wrong_use(site, capsys, wrong):
    """Nothing is given to the agent."""
    number, _ = item(site, "check-failed")
    assert run(site, capsys, "queue", "fix", number, *wrong, "--why", "x")[0] == ExitCode.WRONG_USE
    assert given(site) == []


def test_what_is_about_no_order_or_in_doubt_is_not_corrected(site, capsys):
    """An order a slip may have been made of stays as it is."""
    for code in ("outcome-unknown", "source-unreachable"):
        number, _ = item(site, code)
        assert run(site, capsys, "queue", "fix", number, "--set", "note=x", "--why", "x")[0] == ExitCode.FAILED
    assert given(site) == []


@pytest.mark.proves("B5")
def test_names_are_listed_exported_and_removed(site, capsys):
    """What was learned can be seen, taken into the masters, and taken back, with an event of who did it."""
    with open_site(site) as opened, opened.database.transaction() as session:
        learned = [Alias("customer", "ミホンさん", "C001"), Alias("product", "=K-1", "P1001", "C001")]
        aliases.add(session, learned, opened.clock.now(), "hanako", "C001:PO-1#0")
    assert "ミホンさん" in run(site, capsys, "aliases", "list")[1]
    assert json.loads(run(site, capsys, "aliases", "list", "--json")[1])[0]["written"] == "ミホンさん"
    exported = run(site, capsys, "aliases", "export")[1].splitlines()
    assert exported[0] == "thing,written,code,customer,added_by,added_at,order"
    assert exported[1].startswith("customer,ミホンさん,C001,,hanako,")
    assert exported[2].startswith("product,'=K-1,P1001,C001,")
    assert run(site, capsys, "aliases", "remove", "1", "--dry-run")[0] == 0
    assert "ミホンさん" in run(site, capsys, "aliases", "list")[1]
    assert run(site, capsys, "aliases", "remove", "1", "--by", "joho", "--why", "別の店だった")[0] == 0
    assert "ミホンさん" not in run(site, capsys, "aliases", "list")[1]
    assert run(site, capsys, "aliases", "remove", "1")[0] == ExitCode.FAILED
    with open_site(site) as opened, opened.database.reading() as session:
        events = session.exec(select(AuditIndexRow).where(AuditIndexRow.kind == "alias.removed")).all()
        [told] = [json.loads(row.body)["values"] for row in session.exec(select(AuditEventRow)) if REMOVED in row.body]
    assert [(event.actor, event.about) for event in events] == [("joho", "C001")]
    assert (told["number"], told["written"], told["why"]) == ("1", "ミホンさん", "別の店だった")
