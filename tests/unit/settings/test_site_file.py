"""`site.yaml`: variables, paths and places of findings."""

from __future__ import annotations

import pytest

from agent.marks.findings import FilesError
from agent.settings.site_file import SiteMissingError, load_settings


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "site.yaml").write_text("name: sample\ntitle: ${TITLE}\n", "utf-8")
    return tmp_path


def test_relative_paths_are_made_absolute_to_the_site(folder):
    """Database, evidence and checkpoints lie in the site folder, wherever the command is started."""
    settings = load_settings(folder, {"TITLE": "見本商事"})

    assert settings.title == "見本商事"
    assert settings.database == f"sqlite:///{folder / 'var' / 'denpyo.db'}"
    assert settings.evidence == str(folder / "var" / "evidence")
    assert settings.checkpoints == str(folder / "var" / "checkpoints")


def test_a_postgresql_address_is_left_alone(folder):
    """Only SQLite paths belong to the folder."""
    (folder / "site.yaml").write_text("name: sample\ndatabase: postgresql://denpyo@db/denpyo\n", "utf-8")

    assert load_settings(folder, {}).database == "postgresql://denpyo@db/denpyo"


def test_an_undefined_variable_is_a_finding_at_its_place(folder):
    """`${NAME}` without a value is named with line, column and what to do."""
    with pytest.raises(FilesError) as caught:
        load_settings(folder, {})

    (finding,) = caught.value.findings
    assert (finding.code, str(finding.place)) == ("undefined-variable", "site.yaml:2:8")
    assert "TITLE" in finding.hint


def test_an_unknown_time_zone_is_a_finding(folder):
    """A time zone no table knows is told at its line."""
    (folder / "site.yaml").write_text("name: sample\ntime_zone: Asia/Tokio\n", "utf-8")

    with pytest.raises(FilesError, match=r"site\.yaml:2:12.*`Asia/Tokio` is no time zone"):
        load_settings(folder, {})


def test_a_folder_without_a_site_says_how_to_make_one(tmp_path):
    """A wrong folder is told with the next move."""
    with pytest.raises(SiteMissingError) as caught:
        load_settings(tmp_path, {})

    assert "denpyo init" in caught.value.next_move


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"name: \x83T", "not-utf8"),
        (b"", "file-empty"),
        (b"- a\n", "file-empty"),
        (b"name: a\nnmae: b\n", "unknown-key"),
    ],
)
def test_a_wrong_file_is_told_by_code(folder, content, code):
    """Bytes that are not UTF-8, an empty file and an unknown key each have their finding."""
    (folder / "site.yaml").write_bytes(content)

    with pytest.raises(FilesError) as caught:
        load_settings(folder, {})

    assert [finding.code for finding in caught.value.findings] == [code]
