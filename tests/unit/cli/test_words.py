"""Every text of the command line is said in the site's language."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path

import pytest

from agent.cli.main import call
from agent.cli.words import Words, words_of
from agent.settings.scaffold import make_site
from agent.wording.catalogue import knows
from agent.wording.terminal import language_here, pieces

CLI = Path(__file__).parents[3] / "agent" / "cli"


def texts_of(path):
    """Every text that a file of the command line says: `t("…")`, `t.count(n, "…", "…")`, `words(ctx)("…")`."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in ("t", "t.count", "words(ctx)"):
            yield from (one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str))


def test_every_text_of_the_command_line_is_translated():
    """No command shows English to somebody who reads Japanese."""
    texts = {text for path in CLI.glob("*.py") for text in texts_of(path)}

    assert len(texts) > 100
    assert [text for text in sorted(texts) if not knows("ja", text)] == []


def test_the_site_says_the_language(tmp_path):
    """The site's setting counts; where there is no readable site, the terminal's."""
    (tmp_path / "site.yaml").write_text("name: sample\nlanguage: en\n", "utf-8")

    assert words_of(tmp_path).language == "en"


@pytest.mark.parametrize(
    ("variables", "language"),
    [({"LANG": "ja_JP.UTF-8"}, "ja"), ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"), ({}, "en"), ({"LANG": ""}, "en")],
)
def test_the_terminal_says_the_language_where_no_site_does(variables, language):
    """The first of LC_ALL, LC_MESSAGES and LANG that is set counts."""
    assert language_here(variables) == language


def test_a_count_has_its_noun():
    """One is not many, in English."""
    assert Words("en").count(1, "{n} finding", "{n} findings") == "1 finding"
    assert Words("en").count(2, "{n} finding", "{n} findings") == "2 findings"


def test_backticks_part_a_sentence():
    """What stands in backticks is a name; a lone backtick is a letter like any other."""
    assert list(pieces("Run `denpyo check` now.")) == [("Run ", False), ("denpyo check", True), (" now.", False)]
    assert list(pieces("a ` b")) == [("a ` b", False)]


@pytest.mark.parametrize(
    "words",
    [["check"], ["rules", "test"], ["secrets", "list"], ["orders", "list"], ["queue", "list"], ["users", "list"]],
)
def test_a_japanese_site_is_spoken_to_in_japanese(tmp_path, capsys, words):
    """Nothing a command prints of its own is English; `denpyo` and its options may be."""
    make_site(tmp_path / "site", {}, date(2026, 4, 1))
    call(["--site", str(tmp_path / "site"), "database", "migrate"])
    capsys.readouterr()

    call(["--site", str(tmp_path / "site"), *words])
    told = "".join(piece for piece, is_name in pieces(capsys.readouterr().out) if not is_name)

    assert any(letter > "ぁ" for letter in told)
    assert not any(word.isalpha() and word.isascii() for word in told.split())


def test_a_failure_is_told_in_the_sites_language(tmp_path, capsys):
    """What is wrong and what to do next are Japanese, the code is not."""
    (tmp_path / "site.yaml").write_text("name: sample\nlanguage: ja\n", "utf-8")

    call(["--site", str(tmp_path), "queue", "list"])

    told = capsys.readouterr().err
    assert "データベースがまだありません。 [nothing-stored]" in told
    assert "実行してください" in told
