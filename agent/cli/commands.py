"""Hand a person's command to the agent, and tell what it answered."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.cli.exits import ExitCode
from agent.cli.output import note, say
from agent.cli.words import Words

if TYPE_CHECKING:
    from agent.cli.site import OpenSite
    from agent.core.command import Command

WAIT_S = 5.0
NOTES = {"comment": "Comment", "slip_number": "Slip number", "reason": "Reason"}

By = Annotated[str, typer.Option("--by", help="Who gives the command; the log-in name when not given.")]


def who(by: str) -> str:
    """Return the name a command carries."""
    return by or getpass.getuser()


def order_of(site: OpenSite, command: Command, *, dry_run: bool) -> None:
    """Give a command and wait a little for the agent's answer; without an agent it waits as a row.

    Raises:
        typer.Exit: The agent refused it.
    """
    from agent.app.command import give

    if dry_run:
        tell_plan(site, command)
    else:
        tell_answer(site, command, give(site.database, site.clock, command))


def tell_plan(site: OpenSite, command: Command) -> None:
    """Say what would be given."""
    t = Words(site.settings.language)
    told = f"{_in_words(command, t)}{_values(command, t)}"
    say(t("Would be given by {by}: {told}", by=command.by, told=told))


def tell_answer(site: OpenSite, command: Command, number: int) -> None:
    """Wait a little for the agent's answer to a command that was given, and say it.

    Raises:
        typer.Exit: The agent refused it.
    """
    from agent.app.command import answer_of

    t = Words(site.settings.language)
    told = _in_words(command, t)
    answer = answer_of(site.database, number, WAIT_S)
    if answer is None:
        say(t("Stored as command {n}: {told}. The agent carries it out when it runs.", n=number, told=told))
    elif answer.get("ok"):
        say(t("Carried out: {told}", told=told))
    else:
        _refused(t, answer)
        raise typer.Exit(ExitCode.FAILED)


def _refused(t: Words, answer: dict[str, Any]) -> None:
    from agent.wording.catalogue import next_move, say_reason

    code = str(answer.get("code", ""))
    note(f"{t('Refused')}: {say_reason(t.language, answer)} [{code}]")
    hint = next_move(t.language, code, **answer.get("values", {}))
    if hint:
        note(f"  {hint}")


def _in_words(command: Command, t: Words) -> str:
    """Say what is asked as a person would, such as `try number 12 of the exception queue again`."""
    from agent.wording.catalogue import say as said
    from agent.wording.catalogue import say_state

    sentence = f"command.{command.kind.value}" + (".all" if command.about == "*" else "")
    how = say_state(t.language, "resolution", command.values.get("resolution", ""))
    return said(t.language, sentence, about=command.about, resolution=how)


def _values(command: Command, t: Words) -> str:
    """Say what a person wrote beside it."""
    noted = ((NOTES[name], value) for name, value in command.values.items() if value and name in NOTES)
    return "".join(t(", {name}: {value}", name=t(name), value=value) for name, value in noted)
