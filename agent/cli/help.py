"""The help of every command in the language of who reads it."""

from __future__ import annotations

from typing import Any

from agent.cli.words import Words


def say_help(command: Any, t: Words) -> None:
    """Say the help of a command, of its options, and of all commands below it; what has no sentence stays English.

    `command` is what `typer.main.get_command` returns; its class is not one of typer's public names.
    """
    command.help = _said(command.help, t)
    for parameter in command.params:
        if hasattr(parameter, "help"):
            parameter.help = _said(parameter.help, t)
    for below in getattr(command, "commands", {}).values():
        say_help(below, t)


def _said(text: str | None, t: Words) -> str | None:
    return t(text) if text else text
