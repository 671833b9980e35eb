"""The `denpyo` command: global options, command groups, exit codes.

Command files import what they work with inside their functions, so that `--help` is instant.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from agent.cli import (
    aliases,
    audit,
    check,
    connections,
    database,
    demo,
    docs,
    doctor,
    evidence,
    export,
    forms,
    init,
    orders,
    queue,
    robots,
    rules,
    run,
    secrets,
    users,
)
from agent.cli.exits import ExitCode, end
from agent.cli.failure import foreseen, told, told_of_bug
from agent.cli.help import say_help
from agent.cli.options import Given
from agent.cli.output import note
from agent.cli.usage import told_of_usage
from agent.cli.words import words_of
from agent.core.errors import DenpyoError

INTERRUPTED = 130  # what typer makes of Ctrl-C
COLLECT_EVERY = 50_000  # new objects: a start makes hundreds of thousands, and keeps them all

app = typer.Typer(
    name="denpyo",
    help="Take orders out of mail, folders and old web portals and key them into accounting systems, exactly once.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"max_content_width": 100, "help_option_names": ["-h", "--help"]},
)


def _tell_version(wanted: bool) -> None:
    if wanted:
        import importlib.metadata

        typer.echo(f"denpyo {importlib.metadata.version('denpyo')}")
        raise typer.Exit


@app.callback()
def options(
    ctx: typer.Context,
    site: Annotated[Path, typer.Option(envvar="DENPYO_SITE", help="The site's folder.")] = Path(),
    debug: Annotated[bool, typer.Option("--debug", help="Show the traceback of a failure.")] = False,
    _version: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="Say which.")
    ] = False,
) -> None:
    """Take orders out of mail, folders and old web portals and key them into accounting systems, exactly once."""
    ctx.obj = Given(site, debug)


app.command("init")(init.init)
app.command("demo")(demo.demo)
app.command("check")(check.check)
app.add_typer(connections.app, name="connections")
app.command("run")(run.run)
app.command("once")(run.once)
app.add_typer(forms.app, name="forms")
app.add_typer(rules.app, name="rules")
app.add_typer(robots.app, name="robots")
app.add_typer(queue.app, name="queue")
app.add_typer(aliases.app, name="aliases")
app.add_typer(orders.app, name="orders")
app.command("export")(export.export)
app.add_typer(audit.app, name="audit")
app.add_typer(evidence.app, name="evidence")
app.add_typer(users.app, name="users")
app.add_typer(secrets.app, name="secrets")
app.add_typer(database.app, name="database")
app.add_typer(docs.app, name="docs")
app.command("doctor")(doctor.doctor)


def main() -> None:
    """Run the command that was typed, and end with its exit code."""
    gc.set_threshold(COLLECT_EVERY)
    end(call(sys.argv[1:]))


def call(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; what failed was told on stderr."""
    debug = "--debug" in arguments
    try:
        command = typer.main.get_command(app)
        if _asks_help(arguments):
            say_help(command, words_of(_site_of(arguments)))
        code = command(args=list(arguments), prog_name="denpyo", standalone_mode=False)
    except TyperException as error:
        return told_of_usage(error, words_of(_site_of(arguments)))
    except typer.Abort:
        note(words_of(_site_of(arguments))("Broken off."))
        return ExitCode.FAILED
    except SystemExit as ended:
        code = ended.code
    except DenpyoError as error:
        return told(error, _site_of(arguments), debug=debug)
    except Exception as error:  # noqa: BLE001 - the edge of the process: a bug is told, and its traceback kept
        known = foreseen(error)
        return (
            told(known, _site_of(arguments), debug=debug)
            if known
            else told_of_bug(error, _site_of(arguments), debug=debug)
        )
    return ExitCode.STOPPED if code == INTERRUPTED else int(code or 0)


def _asks_help(arguments: Sequence[str]) -> bool:
    groups = [group.name for group in app.registered_groups]
    return not arguments or arguments[-1] in groups or bool({"-h", "--help"} & set(arguments))


def _site_of(arguments: Sequence[str]) -> Path:
    for option, value in pairwise([*arguments, ""]):
        if option == "--site":
            return Path(value)
        if option.startswith("--site="):
            return Path(option.removeprefix("--site="))
    return Path(os.environ.get("DENPYO_SITE", ""))
