"""The help of every command in the language of who reads it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from agent.cli.words import Words

BRACKETS = re.compile(r"  \[([^\[\]]+)\]$")  # what typer writes behind an option's help: [default: human]
PARTS = ("env var: {value}", "default: {value}")
SENTENCE_END = re.compile(r"(?<=\.)\s")


def say_help(command: Any, t: Words) -> None:
    """Say the help of a command, of its options, and of all commands below it; what has no sentence stays English.

    `command` is what `typer.main.get_command` returns; its class is not one of typer's public names.
    """
    command.help = _said(command.help, t)
    command.short_help = first_sentence(command.help or "")
    command.context_class = speaking(command.context_class, t)
    for parameter in command.params:
        if hasattr(parameter, "help"):
            parameter.help = _said(parameter.help, t)
    for below in getattr(command, "commands", {}).values():
        say_help(below, t)


def first_sentence(text: str) -> str:
    """Return what a list of commands says of one: its first sentence, however long (typer cuts it off)."""
    return SENTENCE_END.split(" ".join(text.split("\n\n", 1)[0].split()), maxsplit=1)[0]


def speaking(context: Any, t: Words) -> Any:
    """Return typer's class of contexts with headings and usage lines in another language."""
    return type("Context", (context,), {"formatter_class": _formatter(context.formatter_class, t)})


def _formatter(formatter: Any, t: Words) -> Any:
    class Formatter(formatter):  # type: ignore[misc]  # typer's own, by no public name
        """Writes what typer itself says in the reader's language."""

        def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
            """Write the usage line."""
            said = args.replace("COMMAND [ARGS]...", t("COMMAND [ARGS]...")).replace("[OPTIONS]", t("[OPTIONS]"))
            super().write_usage(prog, said, f"{t('Usage')}: " if prefix is None else prefix)

        def write_heading(self, heading: str) -> None:
            """Write the heading of a list."""
            super().write_heading(t(heading))

        def write_dl(self, rows: Sequence[tuple[str, str]], *args: Any, **options: Any) -> None:
            """Write a list of options or commands."""
            super().write_dl([(name, _with_brackets(_said(text, t) or "", t)) for name, text in rows], *args, **options)

    return Formatter


def _with_brackets(text: str, t: Words) -> str:
    return BRACKETS.sub(lambda match: f"  [{'; '.join(_part(part, t) for part in match[1].split('; '))}]", text)


def _part(part: str, t: Words) -> str:
    for msgid in PARTS:
        head = msgid.removesuffix("{value}")
        if part.startswith(head):
            return t(msgid, value=part.removeprefix(head))
    return t("required") if part == "required" else part


def _said(text: str | None, t: Words) -> str | None:
    return t.sentence(text) if text else text
