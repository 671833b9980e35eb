"""The reference says what the code says, and the checks on documentation find what they should."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from agent.audit.event import KINDS
from agent.cli.main import app
from agent.cli.reference import commands, errors, features, pages, truth, words

TREE = Path(__file__).parents[2]


def test_every_error_code_means_one_thing():
    """A code is kebab-case and belongs to one name, which says what it means; two rooms may each have that name."""
    classes = errors.error_classes()
    names = {(one.code, one.__name__) for one in classes}
    codes = [code for code, _ in names]

    assert sorted(codes) == sorted(set(codes))
    assert [code for code in codes if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)] == []
    assert [one.__name__ for one in classes if not one.__doc__] == []


def test_every_error_code_has_its_section():
    """The page of errors holds a heading for each code."""
    headings = set(re.findall(r"^## (.+)$", errors.page(), re.MULTILINE))

    assert {one.code for one in errors.error_classes()} == headings


def test_every_command_has_its_help_on_the_page():
    """The page of commands holds each command as typed."""
    root = typer.main.get_command(app)
    page = commands.page(root)

    assert [path for path in commands.helps(root) if f"## {path}\n" not in page] == []


def test_every_audit_kind_is_on_its_page():
    """The page of audit kinds holds each kind."""
    page = words.audit_kinds_page()

    assert [kind for kind in KINDS if f"`{kind}`" not in page] == []


def test_a_feature_is_proved_by_a_mark_in_a_test(tmp_path):
    """A row counts as proved when a test with its mark is there, and its sentence is shown."""
    (tmp_path / "docs" / "explain").mkdir(parents=True)
    (tmp_path / "tests").mkdir()
    rows = (
        "## A. Intake\n| # | capability | proof |\n|---|---|---|\n"
        "| A1 | Mail: all of it | x |\n| A2 ★ | Files | y |\n| A3 | Kills | z |\n"
    )
    (tmp_path / "docs" / "explain" / "features.md").write_text(rows, "utf-8")
    test = '@pytest.mark.proves("A1")\ndef test_mail():\n    """Mail comes in."""\n'
    test += '@pytest.mark.long\n@pytest.mark.proves("A3")\ndef test_kills():\n    """Killed."""\n'
    (tmp_path / "tests" / "test_mail.py").write_text(test, "utf-8")

    page = features.page(tmp_path)
    assert "| A1 | Mail | proved | Mail comes in. (`tests/test_mail.py`) |" in page
    assert "| A2 ★ | Files | not yet |  |" in page
    assert "| A3 | Kills | proved on demand | Killed. (`tests/test_mail.py`, on demand) |" in page


def test_every_proof_names_a_row_that_exists():
    """A mark with a row nobody wrote down proves nothing."""
    rows = set(
        re.findall(r"^\| ([A-Z]\d+)", (TREE / "docs" / "explain" / "features.md").read_text("utf-8"), re.MULTILINE)
    )

    assert {proof.row for proof in features.proofs_in(TREE / "tests")} - rows == set()


def test_a_help_block_is_filled_and_filled_again():
    """The block after a help mark is the command's help, however often it is written."""
    once = pages.with_help("a\n<!-- help: denpyo queue -->\nb", {"denpyo queue": "HELP"})

    assert once == "a\n<!-- help: denpyo queue -->\n```text\nHELP\n```\nb".replace("```\nb", "```b")
    assert pages.with_help(once, {"denpyo queue": "HELP"}) == once


def test_a_help_block_of_no_command_is_refused():
    """A help mark must name a command."""
    with pytest.raises(pages.HelpUnknownError, match="denpyo nothing"):
        pages.with_help("<!-- help: denpyo nothing -->\n", {})


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[a](b.md)", ["dead-link"]),
        ("[a](page.md#here-it-is)\n# Here it is", []),
        ("[a](#nowhere)", ["dead-link"]),
        ("`[a](b.md)`\n```\n[a](b.md)\n```", []),
        ("[a](https://example.com/x)", []),
        ("a plugin", ["word"]),
        ("`plugin`", []),
        ("to be written", ["word"]),
    ],
)
def test_dead_links_and_wrong_words_are_found(tmp_path, text, codes):
    """Links that lead nowhere and words the house does not use are findings; code is left alone."""
    truth._anchors.cache_clear()
    (tmp_path / "docs").mkdir()
    (tmp_path / "page.md").write_text(text, "utf-8")

    assert [finding.code for finding in truth.findings(tmp_path)] == codes
