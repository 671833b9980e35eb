"""Hand a person's command to the agent, and tell what it answered."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.cli.exits import ExitCode
from agent.cli.output import note, say

if TYPE_CHECKING:
    from agent.cli.site import OpenSite
    from agent.core.command import Command

WAIT_S = 5.0

By = Annotated[str, typer.Option("--by", help="Who gives the command; the log-in name when not given.")]


def who(by: str) -> str:
    """Return the name a command carries."""
    return by or getpass.getuser()


def order_of(site: OpenSite, command: Command, *, dry_run: bool) -> None:
    """Give a command and wait a little for the agent's answer; without an agent it waits as a row.

    Raises:
        typer.Exit: The agent refused it.
    """
    from agent.app.command import answer_of, give

    told = f"{command.kind.value} {command.about}"
    if dry_run:
        say(f"Would be given: {told}, by {command.by}{_values(command.values)}.")
        return
    number = give(site.database, site.clock, command)
    answer = answer_of(site.database, number, WAIT_S)
    if answer is None:
        say(f"Stored as command {number}: {told}. The agent carries it out when it runs.")
    elif answer.get("ok"):
        say(f"Done: {told}.")
    else:
        _refused(site.settings.language, answer)
        raise typer.Exit(ExitCode.FAILED)


def _refused(language: str, answer: dict[str, Any]) -> None:
    from agent.wording.catalogue import next_move, say_reason

    code = str(answer.get("code", ""))
    note(f"Refused: {say_reason(language, answer)} [{code}]")
    hint = next_move(language, code, **answer.get("values", {}))
    if hint:
        note(f"  {hint}")


def _values(values: dict[str, str]) -> str:
    return "".join(f", {name}: {value}" for name, value in values.items() if value)
