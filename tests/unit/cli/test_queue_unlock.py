"""`queue unlock`: a password is handed over without standing anywhere it could be read."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from sqlmodel import select

from agent.cli import commands
from agent.cli.main import call
from agent.cli.site import open_site
from agent.core.errors import Reason
from agent.settings import typed
from agent.settings.scaffold import make_site
from agent.settings.secrets import Secrets
from agent.settings.typed import TYPED, TypedPasswords
from agent.store import exceptions
from agent.store.exceptions import ExceptionKind, Waiting
from agent.store.tables import CommandRow, ExceptionRow
from tests.support.seeded import NOW, seed

PASSWORD = "planted-cli-4410"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site of the sample's database where a locked file waits, and nobody carries commands out."""
    monkeypatch.setattr(commands, "WAIT_S", 0)
    monkeypatch.setattr("agent.settings.secrets.find_keyring", lambda: None)
    folder = tmp_path / "site"
    make_site(folder, {}, date(2026, 4, 1))
    (folder / "var").mkdir(exist_ok=True)
    database = seed(tmp_path).database
    with database.transaction() as session:
        reason = Reason("document-locked", {"what": "locked-pdf", "why": "password-missing"}, "one.pdf")
        exceptions.put(session, [Waiting(ExceptionKind.DEAD_LETTER, reason, source="folder", document="d")], NOW)
    (folder / "site.yaml").write_text(f"name: sample\nlanguage: ja\ndatabase: sqlite:///{database.file}\n")
    database.close()
    return folder


def number(site, code):
    with open_site(site) as opened, opened.database.reading() as session:
        return str(next(one.id for one in session.exec(select(ExceptionRow)) if one.reason["code"] == code))


def given(site):
    with open_site(site) as opened, opened.database.reading() as session:
        return [(row.kind, row.about, row.values, row.by) for row in session.exec(select(CommandRow))]


def lying(site):
    return list((site / TYPED).iterdir()) if (site / TYPED).is_dir() else []


def run(site, capsys, *arguments):
    code = call(["--site", str(site), *arguments])
    told = capsys.readouterr()
    return code, told.out + told.err


def test_the_row_names_only_where_the_password_lies(site, capsys, monkeypatch):
    """Read from standard input, it lies in a file of its owner alone; the command names the file and the agent."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{PASSWORD}\n"))
    about = number(site, "document-locked")
    code, told = run(site, capsys, "queue", "unlock", about, "--stdin", "--keep", "--by", "hanako")
    [(kind, of, values, by)] = given(site)
    [file] = lying(site)

    assert (code, kind, of, by) == (0, "unlock", about, "hanako")
    assert {name: values[name] for name in ("agent", "keep")} == {"agent": "agent-1", "keep": "yes"}
    assert (values["kept_as"], file.stat().st_mode & 0o777) == (file.name, 0o600)
    assert json.loads(file.read_bytes()) == [PASSWORD]
    assert PASSWORD not in told + repr(values)


@pytest.mark.parametrize("arguments", [["--dry-run"], ["--stdin"]])
def test_nothing_is_kept_of_a_dry_run_or_an_empty_password(site, capsys, monkeypatch, arguments):
    """Neither asks the agent for anything."""
    monkeypatch.setattr("sys.stdin", io.StringIO("\n"))
    code, _ = run(site, capsys, "queue", "unlock", number(site, "document-locked"), *arguments)

    assert code == (0 if arguments == ["--dry-run"] else 2)
    assert (given(site), lying(site)) == ([], [])


@pytest.mark.parametrize("password", ["ab\udc83c", "x" * 201, "   "])
def test_what_is_no_password_is_refused_before_it_is_kept(site, capsys, monkeypatch, password):
    """Bytes that are no UTF-8, an endless line and blanks reach no agent, and are not shown."""
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    code, told = run(site, capsys, "queue", "unlock", number(site, "document-locked"), "--stdin")

    assert code == 2
    assert "x" * 201 not in told
    assert (given(site), lying(site)) == ([], [])


def test_what_is_not_locked_asks_for_no_password(site, capsys):
    """Another item is refused before anything is asked."""
    code, told = run(site, capsys, "queue", "unlock", number(site, "check-failed"))

    assert code == 1
    assert "nothing-locked" in told


def test_a_password_the_agent_could_not_read_is_refused(site, capsys, monkeypatch):
    """Given as another user than the agent's, nothing is written, and the sentence says why."""
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD))
    monkeypatch.setattr(typed.os, "geteuid", lambda: 4711)
    code, told = run(site, capsys, "queue", "unlock", number(site, "document-locked"), "--stdin")

    assert code == 1
    assert "パスワードをエージェントに渡せません" in told
    assert (given(site), lying(site)) == ([], [])


def test_a_command_that_cannot_be_given_leaves_no_password(site, capsys, monkeypatch):
    """Where the database is away, the typed password goes with the command."""
    monkeypatch.setattr("sys.stdin", io.StringIO(PASSWORD))
    monkeypatch.setattr("agent.app.command.give", lambda *_: 1 / 0)
    code, told = run(site, capsys, "queue", "unlock", number(site, "document-locked"), "--stdin")

    assert code != 0
    assert PASSWORD not in told
    assert lying(site) == []


def test_a_name_that_leads_elsewhere_finds_nothing(site):
    """A command's row cannot make the agent read another file."""
    Secrets(site, {}).set("ledger-password", "[1]")

    assert TypedPasswords(site).find("../ledger-password") is None
