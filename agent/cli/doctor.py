"""`denpyo doctor`: what on this machine or in this site will make trouble."""

from __future__ import annotations

import typer

from agent.cli.exits import ExitCode
from agent.cli.options import AsJson, given
from agent.cli.output import say, show_json

MARKS = {"good": "ok  ", "doubt": "??  ", "bad": "BAD "}


def doctor(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Say what on this machine or in this site will make trouble, and what to do."""
    from agent.cli.health import Grade, examine

    verdicts = list(examine(given(ctx).site))
    if as_json:
        show_json(verdicts)
    else:
        for verdict in verdicts:
            say(f"{MARKS[verdict.grade.value]}{verdict.question + ':':<14}{verdict.what}")
            if verdict.next_move:
                say(f"                  {verdict.next_move}")
    if any(verdict.grade is Grade.BAD for verdict in verdicts):
        raise typer.Exit(ExitCode.FINDINGS)
