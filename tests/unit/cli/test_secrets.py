"""`secrets set` and `secrets remove`: the audit log says who did it, never what the secret is."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest
from sqlmodel import select

from agent.cli.main import call
from agent.cli.site import open_site
from agent.settings.scaffold import make_site
from agent.settings.secrets import Secrets
from agent.store.tables import AuditEventRow
from tests.support.databases import new_database

WORD = "planted-secret-4410"


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site whose database was made."""
    monkeypatch.setattr("agent.settings.secrets.find_keyring", lambda: None)
    folder = tmp_path / "site"
    make_site(folder, {}, date(2026, 4, 1))
    database = new_database("sqlite", tmp_path)
    (folder / "site.yaml").write_text(f"name: sample\nlanguage: ja\ndatabase: sqlite:///{database.file}\n")
    database.close()
    return folder


def run(site, capsys, *arguments):
    code = call(["--site", str(site), "secrets", *arguments])
    told = capsys.readouterr()
    return code, told.out, told.err


def test_the_log_says_who_set_and_removed_it(site, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{WORD}\n"))
    assert run(site, capsys, "set", "sender-a", "--by", "hanako")[0] == 0
    assert Secrets(site, {}).get("sender-a") == WORD
    assert run(site, capsys, "remove", "sender-a", "--by", "taro")[0] == 0
    assert Secrets(site, {}).known() == []

    with open_site(site) as opened, opened.database.reading() as session:
        events = [json.loads(row.body) for row in session.exec(select(AuditEventRow))]
    assert [(one["kind"], one["about"], one["actor"]) for one in events] == [
        ("secret.set", "sender-a", "hanako"),
        ("secret.removed", "sender-a", "taro"),
    ]
    assert WORD not in repr(events)


def test_what_is_not_set_is_not_removed_and_nothing_is_written(site, capsys):
    code, _, told = run(site, capsys, "remove", "sender-a")
    with open_site(site) as opened, opened.database.reading() as session:
        assert session.exec(select(AuditEventRow)).first() is None
    assert (code, "sender-a" in told) == (1, True)


def test_a_site_without_a_database_has_no_log_yet(site, capsys, monkeypatch):
    """Secrets are set before the agent first runs."""
    (site / "site.yaml").write_text("name: sample\nlanguage: en\n")
    monkeypatch.setattr("sys.stdin", io.StringIO(WORD))
    code, _, told = run(site, capsys, "set", "ledger-password")

    assert (code, told) == (0, "")


def test_a_secret_is_set_although_the_log_cannot_be_reached(site, capsys, monkeypatch):
    """It may be what the database is reached with; the person is told what the log lacks."""
    (site / "site.yaml").write_text("name: sample\nlanguage: ja\ndatabase: postgresql://x@127.0.0.1:9/none\n")
    monkeypatch.setattr("sys.stdin", io.StringIO(WORD))
    code, _, told = run(site, capsys, "set", "ledger-password")

    assert (code, Secrets(site, {}).get("ledger-password")) == (0, WORD)
    assert told.startswith("監査ログには記録されていません: ")
    assert WORD not in told
