"""The help of the commands in Japanese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer

from agent.cli.help import first_sentence, say_help
from agent.cli.main import app, call
from agent.cli.reference.commands import commands
from agent.cli.words import Words
from agent.wording.catalogue import knows


def texts_of(command: Any) -> Iterator[str]:
    """Yield every text of a command's help, of its options, and of the commands below it."""
    yield from filter(None, (command.help, *(getattr(one, "help", None) for one in command.params)))
    for below in getattr(command, "commands", {}).values():
        yield from texts_of(below)


def test_every_help_text_is_said_in_japanese():
    """Whoever reads Japanese reads what each command and option does."""
    texts = set(texts_of(typer.main.get_command(app)))

    assert len(texts) > 100
    assert not [text for text in sorted(texts) if not knows("ja", text)]


@pytest.mark.parametrize("columns", ["60", "100"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_no_list_of_commands_is_cut_off(language, columns, monkeypatch):
    """Each group names its commands with their first sentence, whole, also on a narrow terminal."""
    monkeypatch.setenv("COLUMNS", columns)
    root = typer.main.get_command(app)
    say_help(root, Words(language))
    n_listed = 0
    for path, group in commands(root).items():
        context = group.make_context(path, [], resilient_parsing=True)
        shown = "".join(group.get_help(context).split())
        for below in getattr(group, "commands", {}).values():
            n_listed += 1
            assert "".join(first_sentence(below.help).split()) in shown, f"{path} {below.name}"
        assert "..." not in shown.replace("[ARGS]...", "").replace("[引数]...", "").replace("[NAME]...", ""), path
    assert n_listed > 40


def test_a_first_sentence_may_hold_dots():
    """It ends with a full stop before a blank, or with its paragraph."""
    assert first_sentence("Look at `rules.d/x.yaml`,\nwhole. More.\n\nYet more.") == "Look at `rules.d/x.yaml`, whole."
    assert first_sentence("一つ目。二つ目。\n\n次") == "一つ目。二つ目。"


@pytest.mark.parametrize("asked", [[], ["-h"], ["robots"], ["robots", "--help"], ["run", "-h"]])
def test_help_speaks_the_terminals_language(asked, tmp_path, monkeypatch, capsys):
    """Where there is no site, the user's terminal says in which language help is read."""
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    monkeypatch.chdir(tmp_path)

    call(asked)

    told = capsys.readouterr()
    assert any(words in told.out + told.err for words in ("ロボット", "エージェント"))


def test_help_speaks_the_sites_language(tmp_path, monkeypatch, capsys):
    """A site in English is told of in English, whatever the terminal speaks."""
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    (tmp_path / "site.yaml").write_text("name: sample\ntitle: Sample\nlanguage: en\n", "utf-8")

    call(["--site", str(tmp_path), "robots", "-h"])

    assert "The robots that know web systems." in capsys.readouterr().out
