"""What the documentation shows is real: commands, options, YAML files, programs."""

from __future__ import annotations

import os
import re
import shlex
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import typer

from agent.cli.main import app
from agent.cli.reference.commands import commands
from agent.cli.reference.truth import markdown
from agent.settings.load import load_site
from agent.settings.scaffold import make_site
from connectors import CONNECTORS
from connectors.http_api.lint import load_api
from connectors.import_file import LAYOUTS
from connectors.import_file.lint import load_layout
from robots import ROBOTS
from rules.selftest import run_tests

TREE = Path(__file__).parents[2]
PAGES = [page for page in markdown(TREE) if page.parent.name != "reference"]
FENCE = re.compile(r"^( *)```(?P<kind>\w*)\n(?P<text>.*?)^ *```", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`(denpyo [^`]+)`")
NAMED = re.compile(r"^ *# (?P<file>(sources|forms|rules|targets|apis|layouts)/[a-z0-9-]+\.yaml)\n")
PROGRAM = re.compile(r"\bbin/[a-z]+")
PLANNED = TREE / "docs" / "explain"  # the design also names commands of later days


def typed_commands(page):
    """Every `denpyo …` a page tells people to type, as its words."""
    text = page.read_text("utf-8")
    lines = [
        line
        for fence in FENCE.finditer(text)
        if fence["kind"] in ("sh", "ini")
        for line in fence["text"].replace("\\\n", " ").splitlines()
    ]
    spans = [] if page.is_relative_to(PLANNED) else [" ".join(span.split()) for span in SPAN.findall(text)]
    for line in lines + spans:
        match = re.search(r"(?:^|[\s/|])denpyo (?P<rest>[^#|;)]*)", line)
        if match:
            yield shlex.split(match["rest"].replace("…", "").replace("`", ""))


@cache
def known_commands():
    """Every command there is, by the words it is called with."""
    return commands(typer.main.get_command(app))


def options_of(command):
    """The options a command takes, and whether each takes a value."""
    return {
        name: not getattr(one, "is_flag", False) for one in command.params for name in [*one.opts, *one.secondary_opts]
    }


def parsed(words):
    """Split typed words into the command they name and what is wrong with their options."""
    known, path, wrong, values = known_commands(), "denpyo", [], iter(words)
    for word in values:
        if word.startswith("-"):
            name, _, given = word.partition("=")
            takes = options_of(known[path])
            if name not in takes and name not in options_of(known["denpyo"]):
                wrong.append(name)
            elif not given and takes.get(name, False):
                next(values, None)
        elif f"{path} {word}" in known:
            path = f"{path} {word}"
        elif hasattr(known[path], "list_commands"):
            wrong.append(word)
    return path, wrong


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TREE).as_posix())
def test_every_command_in_a_page_exists(page):
    """Whatever a page tells people to type is a command, with options it takes."""
    wrong = {" ".join(words): parsed(words)[1] for words in typed_commands(page) if "|" not in " ".join(words)}

    assert {typed: what for typed, what in wrong.items() if what} == {}


def test_commands_are_found_at_all():
    """The pages hold commands, so the test above is not empty."""
    assert sum(1 for page in PAGES for _ in typed_commands(page)) > 40


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TREE).as_posix())
def test_every_program_in_a_page_exists(page):
    """`bin/demo` and its neighbours are there and may be run."""
    missing = {name for name in PROGRAM.findall(page.read_text("utf-8")) if not os.access(TREE / name, os.X_OK)}

    assert missing - {"bin/python", "bin/denpyo"} == set()


def yaml_files():
    """Every YAML file a page shows whole: its first line is a comment with its name."""
    for page in PAGES:
        for fence in FENCE.finditer(page.read_text("utf-8")):
            named = NAMED.match(fence["text"])
            if fence["kind"] == "yaml" and named:
                text = re.sub(rf"(?m)^{fence[1]}", "", fence["text"])
                yield pytest.param(named["file"], text, id=f"{page.name}:{named['file']}")


@pytest.mark.parametrize(("file", "text"), list(yaml_files()))
def test_every_yaml_file_in_a_page_is_right(tmp_path, file, text):
    """A file shown in a page can be put into a fresh site as it stands, and the rules' tests pass."""
    make_site(tmp_path / "site", {}, date(2026, 4, 1))
    (tmp_path / "site" / file).parent.mkdir(exist_ok=True)
    (tmp_path / "site" / file).write_text(text, "utf-8")
    if file.startswith("apis/"):
        load_api(text, file)
    if file.startswith("layouts/"):
        load_layout(text, file)
    site = load_site(
        tmp_path / "site",
        {one.kind: one for one in CONNECTORS},
        [robot.name for robot in ROBOTS],
        {"ACCOUNTING_URL": "https://accounting.example"},
        layouts=[one.name for one in LAYOUTS],
        apis=[Path(shown.values[0]).stem for shown in yaml_files() if shown.values[0].startswith("apis/")],
    )

    report = run_tests(site.ruleset)
    assert report.failed == ()
    assert report.untested == ()
