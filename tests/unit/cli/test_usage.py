"""What typer says of itself, in Japanese: headings, usage lines, and what was typed wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import typer

from agent.cli.exits import ExitCode
from agent.cli.main import app, call
from agent.cli.usage import SAYINGS, sentence_of
from agent.settings.scaffold import make_site
from agent.wording.catalogue import knows

TYPERS_OWN = ("Usage", "Options:", "Commands:", "Arguments:", "Show this message", "[required", "default:", "env var")


def commands(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Yield the words of every command, groups included."""
    yield path
    for name, below in getattr(command, "commands", {}).items():
        yield from commands(below, (*path, name))


@pytest.fixture(autouse=True)
def japanese(monkeypatch, tmp_path):
    """The terminal of somebody who reads Japanese, where there is no site."""
    monkeypatch.setenv("LC_ALL", "ja_JP.UTF-8")
    monkeypatch.chdir(tmp_path)


def test_no_help_page_mixes_languages(capsys):
    """Headings, usage lines and what stands in brackets are said like the rest of the page."""
    for path in commands(typer.main.get_command(app)):
        call([*path, "-h"])
        shown = capsys.readouterr().out
        assert "使い方: denpyo" in shown
        assert not [words for words in TYPERS_OWN if words in shown], path


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["nope"], "`nope` というコマンドはありません。"),
        (["queue", "sho"], "`sho` というコマンドはありません。近いもの: 'show'"),
        (["run", "--nope"], "`--nope` というオプションはありません。"),
        (["run", "--lo", "x"], "`--lo` というオプションはありません。近いもの: "),
        (["run", "--log"], "オプション `--log` には値が必要です。"),
        (["run", "--log=zz"], "`--log` の値が正しくありません: `zz` は "),
        (["queue", "show"], "引数 `NUMBER` がありません。"),
        (["queue", "show", "x"], "`NUMBER` の値が正しくありません: 整数にしてください"),
        (["queue", "show", "1", "2"], "余分なものがあります: 2"),
        (["queue", "resolve", "1"], "オプション `--as` が必要です。"),
        (["queue", "list", "--limit", "0"], "`--limit` の値が正しくありません: 1 以上にしてください"),
        (["forms", "try", "nofile.csv"], "`file` の値が正しくありません: `nofile.csv` がありません"),
        (["check", "--json=1"], "オプション `--json` に値は付けません。"),
    ],
)
def test_wrong_use_is_told_in_japanese(typed, said, capsys):
    """What was wrong stands in Japanese behind the usage line, and the exit code stays that of wrong use."""
    assert call(typed) == ExitCode.WRONG_USE

    told = capsys.readouterr().err
    assert f"使い方が違います: {said}" in told
    assert not re.search("Usage|Error|Try |Invalid|Missing|No such", told)


def test_a_value_refused_by_a_command_is_told_in_japanese(capsys):
    """What a command of ours refuses after typer took it reads the same way."""
    assert call(["robots", "record", "http://127.0.0.1/", "--name", "Not Kebab"]) == ExitCode.WRONG_USE

    assert "ロボットの名前は英小文字とハイフンで付けます" in capsys.readouterr().err


def test_wrong_use_stays_english_where_the_terminal_is(capsys, monkeypatch):
    """English readers get sentences of the same kind."""
    monkeypatch.setenv("LC_ALL", "C")

    call(["run", "--nope"])

    assert "Wrong use: There is no option `--nope`." in capsys.readouterr().err


def test_every_saying_has_a_japanese_sentence():
    """A pattern without a sentence would show English again."""
    assert not [msgid for msgid in SAYINGS.values() if not knows("ja", msgid)]


def test_what_is_not_known_is_shown_as_it_came():
    """A newer typer may say what we have never heard; better English than nothing."""
    assert sentence_of("Something {new}") == "Something {new}"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--order", "order.xlsx"], "ファイル `order.xlsx` がありません"),
        (["--order", "in/order"], "ファイル `in/order` がありません"),
        (["--number", "7"], "ファイルを --order で指定してください"),
        (["--order", "PO-26.1", "--number", "7"], "ファイルを --order で指定してください"),
    ],
)
def test_an_order_file_that_is_not_there_is_said_before_a_browser_opens(options, said, tmp_path, monkeypatch, capsys):
    """A name with an ending is a file's; a number says which order of a file is meant, and of nothing else."""
    make_site(tmp_path / "site", {}, date(2026, 4, 1))
    for name in ("PRACTICE_URL", "LEDGER_URL"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")

    assert call(["--site", str(tmp_path / "site"), "robots", "try", "demo-ledger", *options]) == ExitCode.WRONG_USE
    assert said in " ".join(capsys.readouterr().err.split())
