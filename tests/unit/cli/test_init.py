"""`init`: a first site, and what it says to type next."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from agent.cli.init import PORT, next_steps
from agent.cli.main import call
from agent.cli.words import Words

TREE = Path(__file__).parents[3]
ENDLESS = re.compile(r" run$| -m robots\.demo_ledger\.ledger ")


@pytest.fixture
def site(tmp_path, monkeypatch, capsys):
    """A first site below the folder the commands are typed in, and what `init` printed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "ja_JP.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    assert call(["init", "my site"]) == 0
    return tmp_path / "my site", capsys.readouterr().out


def typed(command, folder):
    """Run a command as a shell does that finds our programs."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["/bin/sh", "-c", command], cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True
    )


def a_free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_what_comes_next_can_be_pasted_line_by_line(site):
    """Every line that is no comment is a command, in order; those that end do their work."""
    folder, printed = site
    commands = [line for line in printed.splitlines()[1:] if line and not line.startswith("#")]
    port = str(a_free_port())
    target = folder / "targets" / "my-ledger.yaml"
    target.write_text(target.read_text("utf-8").replace(str(PORT), port), "utf-8")
    (ledger,) = [one.replace(str(PORT), port) for one in commands if "demo_ledger" in one]
    name = shlex.split(ledger)[0]
    program = name if Path(name).is_absolute() else sys.executable
    child = subprocess.Popen([program, *shlex.split(ledger)[1:]], cwd=folder.parent, stdout=subprocess.PIPE)
    try:
        assert child.stdout.readline()
        for command in commands:
            if not ENDLESS.search(command):
                done = typed(command, folder.parent)
                assert done.returncode == 0, (command, done.stdout, done.stderr)
    finally:
        child.terminate()
        child.wait()
        child.stdout.close()

    assert (folder / "incoming" / "order-1001.csv").is_file()


def test_nothing_is_missing_on_the_way_to_a_slip():
    """Ledger, its password, database, user, agent and an order come in the order they are needed."""
    told = "\n".join(command for _, command in next_steps(Path("my-site"), Words("en")))
    parts = ("check", "demo_ledger", "secrets set", "connections test", "migrate", "users add", " run", "cp ", "orders")

    assert [told.index(part) for part in parts] == sorted(told.index(part) for part in parts)


def test_the_readme_tells_the_same_steps():
    """Whoever follows the README types what `init` says."""
    for page in ("README.md", "README.ja.md"):
        text = (TREE / page).read_text("utf-8")
        for _, command in next_steps(Path("my-site"), Words("en")):
            plain = re.sub(r"\S*/bin/", "", command)
            assert plain in text, (page, plain)
