"""The page of commands: the help of every command, as `denpyo` itself prints it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from agent.cli.exits import ExitCode

WIDTH = 100
ENDS = {
    ExitCode.DONE: "done",
    ExitCode.FAILED: "failed; what, where and the next move stand on stderr",
    ExitCode.WRONG_USE: "wrong use of the command line",
    ExitCode.FINDINGS: "findings: something is wrong in files or tests, or waits for whoever looks after the system",
    ExitCode.STOPPED: "stopped before it was finished",
    ExitCode.DECLARED_DEAD: "the other agents of this database declared this one dead, and do its work",
}


def page(root: Any) -> str:
    """Write the page; `root` is `denpyo` itself, as the click command a call is parsed by."""
    parts = ["# Commands", "Results stand on stdout, the log on stderr. `denpyo --help` says the same as this page."]
    parts.append("## Exit codes\n\n| code | meaning |\n|---|---|")
    parts[-1] += "".join(f"\n| {int(code)} | {meaning} |" for code, meaning in ENDS.items())
    for path, help_text in helps(root).items():
        parts.append(f"## {path}\n\n```text\n{help_text}\n```")
    return "\n\n".join(parts)


def helps(root: Any) -> dict[str, str]:
    """Map each command, groups included, as typed, to its help."""
    return dict(_helps(root, "denpyo", None))


def commands(root: Any) -> dict[str, Any]:
    """Map each command, groups included, as typed, to its parsed form."""
    return {path: command for path, command, _ in _walk(root, "denpyo", None)}


def _helps(command: Any, path: str, parent: Any) -> Iterator[tuple[str, str]]:
    for name, one, context in _walk(command, path, parent):
        lines = one.get_help(context).rstrip().splitlines()
        yield name, "\n".join(line.rstrip() for line in lines)


def _walk(command: Any, path: str, parent: Any) -> Iterator[tuple[str, Any, Any]]:
    name = path.rsplit(" ", 1)[-1]
    context = command.make_context(
        name, [], parent=parent, resilient_parsing=True, terminal_width=WIDTH, max_content_width=WIDTH
    )
    yield path, command, context
    for child in command.list_commands(context) if hasattr(command, "list_commands") else []:
        yield from _walk(command.get_command(context, child), f"{path} {child}", context)
