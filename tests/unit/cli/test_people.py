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
from agent.store.tables import AuditIndexRow, CommandRow, LaneRow, PauseRow, UserRow
from agent.wording.catalogue import say_reason

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
    told = "take number 1 out of the exception queue (Dropped), Comment: a test"
    assert f"Would be given by hanako: {told}" in capsys.readouterr().out
    assert rows_of(database, CommandRow) == []


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["queue", "retry", "1"], "要対応 1 番を再試行"),
        (
            ["queue", "resolve", "1", "--as", "not-there", "--comment", "x"],
            "要対応 1 番を「未登録のため再入力」として処理済みに",
        ),
        (["queue", "hold", "a-1"], "a-1 の伝票の入力を保留"),
        (["robots", "pause", "ledger"], "ledger への入力を一時停止"),
        (["robots", "resume", "*"], "すべての入力先への入力を再開"),
    ],
)
def test_a_command_is_told_in_a_clerks_words(site, capsys, words, told):
    """What was stored or would be is a sentence in the site's language, without the command's own words."""
    folder, database = site
    waiting(database)
    (folder / "site.yaml").write_text("name: sample\nlanguage: ja\n", "utf-8")

    for more, said in ((["--dry-run"], "実行される指示(hanako): "), ([], "受け付けました(指示 1): ")):
        assert call(["--site", str(folder), *words, "--by", "hanako", *more]) == 0
        assert f"{said}{told}" in capsys.readouterr().out


def test_what_a_person_wrote_stands_beside_the_command(site, capsys):
    """It is joined as the site's language joins it."""
    folder, _ = site
    (folder / "site.yaml").write_text("name: sample\nlanguage: ja\n", "utf-8")
    words = ["robots", "pause", "*", "--reason", "月次", "--by", "hanako", "--dry-run"]

    assert call(["--site", str(folder), *words]) == 0
    assert "すべての入力先への入力を一時停止、理由: 月次" in capsys.readouterr().out


def test_what_waits_about_a_target_names_it(site, capsys):
    """A log-in refused is about no order: list and story say which target it is."""
    folder, database = site
    with database.transaction() as session:
        put(session, [Waiting(ExceptionKind.SYSTEM, Reason("login-refused", {"target": "keiri"}))], NOON)

    assert call(["--site", str(folder), "queue", "list"]) == 0
    assert "keiri" in capsys.readouterr().out
    assert call(["--site", str(folder), "queue", "show", "1"]) == 0
    assert ["Target:", "keiri"] in [line.split() for line in capsys.readouterr().out.splitlines()]


def test_a_pause_by_the_agent_is_told_as_a_sentence(site, capsys):
    """Why it paused stands there in words, with the number that tells what to do; a person's own words as they are."""
    folder, database = site
    (folder / "site.yaml").write_text("name: sample\nlanguage: ja\n", "utf-8")
    with database.transaction() as session:
        put(session, [Waiting(ExceptionKind.SYSTEM, Reason("login-refused", {"target": "keiri"}))], NOON)
        session.add(PauseRow(target="keiri", by="agent-1", since=NOON, reason="login-refused"))
        session.add(PauseRow(target="hanbai", by="hanako", since=NOON, reason="月次更新"))
        for target in ("keiri", "hanbai"):
            facts = {"waits": None, "agent": "agent-1", "since": NOON.isoformat(), "n_slips": 0, "average_ms": 0}
            told_at = datetime.now(UTC)
            session.add(
                LaneRow(target=target, agent="agent-1", told_at=told_at, facts={**facts, "busy_ms": 0, "cpu_ms": 0})
            )

    assert call(["--site", str(folder), "robots", "list"]) == 0
    told = capsys.readouterr().out
    assert say_reason("ja", Reason("login-refused", {"target": "keiri"})) in told
    assert "login-refused" not in told
    assert "(自動)" in told
    assert "(hanako): 月次更新" in told
    assert "`denpyo queue show 1`" in told


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
