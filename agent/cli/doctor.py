"""`denpyo doctor`: what on this machine or in this site will make trouble."""

from __future__ import annotations

import typer

from agent.cli.exits import ExitCode
from agent.cli.options import AsJson, given, words
from agent.cli.output import say, show_json


def doctor(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Say what on this machine or in this site will make trouble, and what to do."""
    from agent.cli.health import Grade, examine

    t = words(ctx)
    verdicts = list(examine(given(ctx).site, t))
    marks = {Grade.GOOD: t("ok  "), Grade.DOUBT: t("??  "), Grade.BAD: t("BAD ")}
    if as_json:
        show_json(verdicts)
    else:
        for verdict in verdicts:
            say(f"{marks[verdict.grade]}{t(verdict.question)}: {verdict.what}")
            if verdict.next_move:
                say(f"      {verdict.next_move}")
    if any(verdict.grade is Grade.BAD for verdict in verdicts):
        raise typer.Exit(ExitCode.FINDINGS)
