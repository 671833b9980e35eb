"""The help of the commands in Japanese."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import typer

from agent.cli.main import app, call
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
