"""Commands over a site's database: users, the exception queue, orders."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from sqlmodel import Session, SQLModel, select

from agent.cli.main import call
from agent.core.errors import Reason
from agent.store.database import Database
from agent.store.exceptions import ExceptionKind, Waiting, put
from agent.store.tables import AuditIndexRow, CommandRow, UserRow

NOON = datetime(2026, 4, 1, 3, tzinfo=UTC)


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A site with a database, and commands that do not wait for an agent."""
    monkeypatch.setattr("agent.cli.commands.WAIT_S", 0)
    (tmp_path / "site.yaml").write_text("name: sample\nlanguage: en\n", "utf-8")
    database = Database(f"sqlite:///{tmp_path / 'var' / 'denpyo.db'}")
    SQLModel.metadata.create_all(database.writer)
    yield tmp_path, database
    database.close()


def rows_of(database, table):
    with Session(database.reader) as session:
        return list(session.exec(select(table)))


def test_a_user_added_gets_a_link_and_an_audit_event(site, capsys):
    """Adding a user prints a one-time link, and who did it is written down in the same transaction."""
    folder, database = site

    assert call(["--site", str(folder), "users", "add", "hanako", "--role", "admin", "--by", "root"]) == 0
    assert capsys.readouterr().out.startswith("http://127.0.0.1:8420/first/")
    assert [(row.name, row.password) for row in rows_of(database, UserRow)] == [("hanako", "")]
    assert [(row.kind, row.actor, row.about) for row in rows_of(database, AuditIndexRow)] == [
        ("user.added", "root", "hanako")
    ]


def test_a_user_who_cannot_be_added_leaves_nothing(site, capsys):
    """A refused user leaves neither a row nor an event."""
    folder, database = site

    assert call(["--site", str(folder), "users", "add", "hanako", "--role", "boss"]) == 1
    assert "[role-unknown]" in capsys.readouterr().err
    assert rows_of(database, UserRow) == []
    assert rows_of(database, AuditIndexRow) == []


def test_users_are_listed_and_shut_out(site, capsys):
    """A user who was shut out is shown so."""
    folder, _ = site
    call(["--site", str(folder), "users", "add", "hanako", "--role", "admin"])
    call(["--site", str(folder), "users", "disable", "hanako"])
    capsys.readouterr()

    assert call(["--site", str(folder), "users", "list", "--json"]) == 0
    (user,) = json.loads(capsys.readouterr().out)
    assert (user["name"], user["roles"], user["disabled"]) == ("hanako", ["admin"], True)


def waiting(database):
    with database.transaction() as session:
        put(session, [Waiting(ExceptionKind.BUSINESS, Reason("customer-unknown", {"name": "X"}), "inbox")], NOON)


def test_what_waits_is_listed_with_its_reason(site, capsys):
    """The queue shows number, kind, since when by the site's clock, and why."""
    folder, database = site
    waiting(database)

    assert call(["--site", str(folder), "queue", "list"]) == 0
    assert "2026-04-01 12:00:00" in capsys.readouterr().out


def test_a_command_is_a_row_that_the_agent_reads(site, capsys):
    """Without a running agent a command waits as a row that carries its giver's name."""
    folder, database = site
    waiting(database)

    assert call(["--site", str(folder), "queue", "retry", "1", "--by", "hanako"]) == 0
    assert "Stored as command 1" in capsys.readouterr().out
    assert [(row.kind, row.about, row.by) for row in rows_of(database, CommandRow)] == [("retry", "1", "hanako")]


def test_a_dry_run_stores_nothing(site, capsys):
    """`--dry-run` says what would be given, and gives nothing."""
    folder, database = site
    waiting(database)
    words = ["queue", "resolve", "1", "--as", "dropped", "--comment", "a test", "--by", "hanako", "--dry-run"]

    assert call(["--site", str(folder), *words]) == 0
    assert "Would be given: resolve 1, by: hanako, resolution: dropped, comment: a test" in capsys.readouterr().out
    assert rows_of(database, CommandRow) == []


def test_a_refused_command_says_why_and_fails(site, capsys, monkeypatch):
    """What the agent answers with a code is told, and the exit code says it failed."""
    folder, database = site
    waiting(database)
    answer = {"code": "customer-unknown", "values": {}}
    monkeypatch.setattr("agent.app.command.answer_of", lambda *_: answer)

    assert call(["--site", str(folder), "queue", "retry", "1"]) == 1
    assert "[customer-unknown]" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["queue", "show", "7"], "not-in-queue"),
        (["queue", "retry", "7"], "not-in-queue"),
        (["orders", "show", "7"], "order-unknown"),
        (["rules", "explain", "7"], "order-unknown"),
    ],
)
def test_a_name_of_nothing_is_told_with_the_next_move(site, capsys, words, code):
    """Asking for what is not there says where the names are listed."""
    folder, _ = site

    assert call(["--site", str(folder), *words]) == 1
    err = capsys.readouterr().err
    assert f"[{code}]" in err
    assert "list` shows" in err


@pytest.mark.parametrize("words", [["queue", "list"], ["orders", "list"], ["users", "list"]])
def test_nothing_is_said_in_words_and_is_an_empty_list_in_json(site, capsys, words):
    """An empty answer is a sentence for people and a list for programs."""
    folder, _ = site

    assert call(["--site", str(folder), *words]) == 0
    assert capsys.readouterr().out.strip()
    assert call(["--site", str(folder), *words, "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_database_without_tables_says_how_to_make_them(tmp_path, capsys):
    """A file that was never migrated is told with the command that migrates it."""
    (tmp_path / "site.yaml").write_text("name: sample\n", "utf-8")
    (tmp_path / "var").mkdir()
    (tmp_path / "var" / "denpyo.db").touch()

    assert call(["--site", str(tmp_path), "queue", "list"]) == 1
    assert "denpyo database migrate" in capsys.readouterr().err


def test_a_site_that_never_ran_says_so(tmp_path, capsys):
    """A question to a site without a database does not make one."""
    (tmp_path / "site.yaml").write_text("name: sample\n", "utf-8")

    assert call(["--site", str(tmp_path), "queue", "list"]) == 1
    assert "[nothing-stored]" in capsys.readouterr().err
    assert not (tmp_path / "var" / "denpyo.db").exists()
