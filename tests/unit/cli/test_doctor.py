"""The doctor: what it finds on a machine and in a site."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlmodel import SQLModel

from agent.cli.health import Grade, disk, environment, examine, left_alone, python_and_sqlite, scans
from agent.cli.main import call
from agent.cli.site import open_site
from agent.cli.words import Words
from agent.settings.scaffold import make_site
from agent.store.tables import SourceRow

EN = Words("en")


@pytest.mark.parametrize(
    ("python", "sqlite", "grade"),
    [
        ((3, 11, 2), (3, 40, 1), Grade.GOOD),
        ((3, 12, 1), (3, 40, 1), Grade.BAD),
        ((3, 12, 1), (3, 42, 0), Grade.GOOD),
        ((3, 10, 9), (3, 45, 0), Grade.BAD),
    ],
)
def test_python_and_sqlite_must_fit(python, sqlite, grade):
    """From Python 3.12 on the engine needs SQLite 3.42; before, any will do."""
    assert python_and_sqlite(python, sqlite, EN).grade is grade


def test_variables_that_reach_past_the_settings_are_found():
    """Names the engine reads from the environment are told, without their values."""
    found = environment({"DBOS__VMID": "hidden", "PATH": "/bin"}, EN)

    assert (found.grade, found.what) == (Grade.BAD, "DBOS__VMID")
    assert environment({"PATH": "/bin"}, EN).grade is Grade.GOOD


@pytest.mark.parametrize(("free_mb", "grade"), [(50, Grade.BAD), (500, Grade.DOUBT), (5000, Grade.GOOD)])
def test_room_on_the_disk_is_graded(tmp_path, monkeypatch, free_mb, grade):
    """Little room is a doubt, almost none is bad; a folder not made yet is asked by its parent."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": free_mb * 1_000_000}))

    assert disk(tmp_path / "var" / "evidence", EN).grade is grade


@pytest.mark.parametrize(("folder", "grade"), [(None, Grade.DOUBT), ("/models", Grade.GOOD)])
def test_reader_of_scans_is_graded(monkeypatch, folder, grade):
    """Without it scans wait for a person; the answer names what to install."""
    monkeypatch.setattr("agent.cli.health.find_models", lambda: folder)
    found = scans(EN)

    assert (found.grade, "tesseract-ocr-jpn" in found.next_move) == (grade, folder is None)


def test_a_folder_without_a_site_is_examined_all_the_same(tmp_path):
    """What cannot be asked is told with its next move, and the rest is still asked."""
    verdicts = {verdict.question: verdict for verdict in examine(tmp_path, EN)}

    assert verdicts["site files"].grade is Grade.BAD
    assert "denpyo init" in verdicts["site files"].next_move
    assert verdicts["python"].grade is Grade.GOOD


def test_every_secret_that_is_missing_is_named_with_who_needs_it(tmp_path):
    """The target that needs it, its name and the command that sets it stand in the answer."""
    make_site(tmp_path / "site", {}, date(2026, 4, 1))

    (found,) = [one for one in examine(tmp_path / "site", Words("ja")) if one.question == "secrets"]

    assert found.grade is Grade.BAD
    assert "入力先 my-ledger" in found.what
    assert "denpyo secrets set ledger-password" in found.next_move


def test_a_database_that_no_agent_has_worked_on_is_no_trouble(tmp_path, capsys):
    """Between `database migrate` and the first `run` the engine has no tables: said so, with what to do next."""
    make_site(tmp_path / "site", {}, date(2026, 4, 1))
    assert call(["--site", str(tmp_path / "site"), "database", "migrate"]) == 0

    found = {one.question: one for one in examine(tmp_path / "site", EN)}

    assert (found["engine"].grade, found["engine"].what) == (Grade.GOOD, "no agent has run here yet")
    assert "`denpyo run`" in found["engine"].next_move
    assert found["shared evidence"].grade is Grade.GOOD


def test_files_that_no_pattern_wants_are_told_by_name(tmp_path):
    """What lies in a watched folder and is never read is a doubt, not silence."""
    make_site(tmp_path / "site", {}, date(2026, 4, 1))
    with open_site(tmp_path / "site", must_exist=False) as site:
        SQLModel.metadata.create_all(site.database.writer)
        assert left_alone(site, EN).grade is Grade.GOOD
        with site.database.transaction() as session:
            looked = {"last_look_at": datetime(2026, 4, 1, tzinfo=UTC)}
            session.add(SourceRow(name="incoming", left_alone={"n": 1, "names": ["order.txt"]}, **looked))

        assert (left_alone(site, EN).grade, left_alone(site, EN).what) == (Grade.DOUBT, "incoming: 1 (order.txt)")
