"""The doctor: what it finds on a machine and in a site."""

from __future__ import annotations

import pytest

from agent.cli.health import Grade, disk, environment, examine, python_and_sqlite


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
    assert python_and_sqlite(python, sqlite).grade is grade


def test_variables_that_reach_past_the_settings_are_found():
    """Names the engine reads from the environment are told, without their values."""
    found = environment({"DBOS__VMID": "hidden", "PATH": "/bin"})

    assert (found.grade, found.what) == (Grade.BAD, "DBOS__VMID")
    assert environment({"PATH": "/bin"}).grade is Grade.GOOD


@pytest.mark.parametrize(("free_mb", "grade"), [(50, Grade.BAD), (500, Grade.DOUBT), (5000, Grade.GOOD)])
def test_room_on_the_disk_is_graded(tmp_path, monkeypatch, free_mb, grade):
    """Little room is a doubt, almost none is bad; a folder not made yet is asked by its parent."""
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": free_mb * 1_000_000}))

    assert disk(tmp_path / "var" / "evidence").grade is grade


def test_a_folder_without_a_site_is_examined_all_the_same(tmp_path):
    """What cannot be asked is told with its next move, and the rest is still asked."""
    verdicts = {verdict.question: verdict for verdict in examine(tmp_path)}

    assert verdicts["site files"].grade is Grade.BAD
    assert "denpyo init" in verdicts["site files"].next_move
    assert verdicts["python"].grade is Grade.GOOD
