"""The command line: exit codes, what a person is told, and how quickly help comes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from agent.cli import main as room
from agent.cli.exits import ExitCode
from agent.core.errors import ConfigError


@pytest.fixture
def failing(monkeypatch):
    """A command line whose one command fails as told."""

    def with_failure(error):
        app = typer.Typer(rich_markup_mode=None)
        app.callback()(room.options)

        @app.command("fail")
        def fail() -> None:
            raise error

        monkeypatch.setattr(room, "app", app)

    return with_failure


class ShelfFullError(ConfigError):
    """The shelf is full."""

    code = "shelf-full"
    hint = "Take something off."


def test_help_is_done():
    """Asking for help is no failure."""
    assert room.call(["--help"]) == ExitCode.DONE


@pytest.mark.parametrize("arguments", [["nope"], ["queue", "show"], ["queue", "show", "x"], ["--nope"]])
def test_wrong_use_ends_with_2(arguments, capsys):
    """A command, argument or option that does not exist is wrong use."""
    assert room.call(arguments) == ExitCode.WRONG_USE
    assert "Usage" in capsys.readouterr().err


def test_a_foreseen_failure_is_told_with_place_code_and_next_move(failing, capsys):
    """A person sees what, where and what to do, and no traceback."""
    failing(ShelfFullError("no room", place="shelf 3"))

    assert room.call(["fail"]) == ExitCode.FAILED
    assert capsys.readouterr().err == "shelf 3: no room [shelf-full]\n  Take something off.\n"


def test_the_traceback_comes_when_asked_for(failing, capsys):
    """`--debug` shows where it failed."""
    failing(ShelfFullError("no room"))

    assert room.call(["--debug", "fail"]) == ExitCode.FAILED
    assert "Traceback" in capsys.readouterr().err


def test_a_bug_is_told_without_a_traceback_which_is_kept(failing, capsys, tmp_path):
    """An unforeseen failure keeps its traceback in the site's log folder."""
    (tmp_path / "var").mkdir()
    failing(KeyError("x"))

    assert room.call(["--site", str(tmp_path), "fail"]) == ExitCode.FAILED
    assert "Traceback" not in capsys.readouterr().err
    assert "KeyError" in (tmp_path / "var" / "log" / "crash.txt").read_text("utf-8")


def test_a_file_that_cannot_be_used_is_no_bug(failing, capsys):
    """The system's own refusal is told with the file's name."""
    failing(PermissionError(13, "Permission denied", "/srv/x"))

    assert room.call(["fail"]) == ExitCode.FAILED
    assert "/srv/x: Permission denied [file-unusable]" in capsys.readouterr().err


def test_ctrl_c_ends_with_4(failing):
    """A command that was interrupted says so."""
    failing(KeyboardInterrupt())

    assert room.call(["fail"]) == ExitCode.STOPPED


def test_findings_end_with_3(tmp_path, capsys):
    """Wrong files are told with their places and counted."""
    (tmp_path / "site.yaml").write_text("nmae: x\n", "utf-8")

    assert room.call(["--site", str(tmp_path), "queue", "list"]) == ExitCode.FINDINGS
    err = capsys.readouterr().err
    assert "site.yaml:1:1: `nmae` is not known here [unknown-key]" in err
    assert err.endswith("2 findings\n")


def test_a_folder_without_a_site_is_told_with_the_next_move(tmp_path, capsys):
    """Every command that needs a site says how to give one."""
    assert room.call(["--site", str(tmp_path), "orders", "list"]) == ExitCode.FAILED
    assert "denpyo init" in capsys.readouterr().err


def test_help_loads_none_of_the_heavy_rooms():
    """Help comes at once because nothing is imported that it does not need."""
    code = (
        "import sys; from agent.cli.main import main;"
        "print([name for name in ('sqlmodel', 'sqlalchemy', 'dbos', 'playwright', 'fastapi', 'loguru', 'rich', 'babel')"
        " if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "[]"


def test_no_command_reaches_back_to_the_top():
    """`main` names every command; none names `main`, so that each can be read by itself."""
    files = Path(room.__file__).parent.rglob("*.py")

    assert [
        path.name for path in files if re.search(r"^\s*(from|import) agent\.cli\.main\b", path.read_text("utf-8"), re.M)
    ] == []


@pytest.mark.parametrize(("cut", "code"), [("cut()", 4), ("pass", 4)])
def test_a_process_that_cut_something_ends_without_it(cut, code):
    """A thread that does not come back keeps no process alive that said it cut it; without one, all is as ever."""
    thread = "threading.Thread(target=time.sleep, args=(3600,)).start(); " if cut == "cut()" else ""
    program = f"import threading, time; from agent.cli.exits import cut, end; {thread}{cut}; print('told'); end(4)"

    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)

    assert (ended.returncode, ended.stdout) == (code, "told\n")
