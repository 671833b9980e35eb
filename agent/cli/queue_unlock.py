"""`denpyo queue unlock`: open a locked file with the password a person types, as the console's page does."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from agent.cli.commands import By, tell_answer, tell_plan, who
from agent.cli.options import DryRun, given, words
from agent.cli.output import note
from agent.core.command import Command, CommandKind
from agent.core.sentence import Sentence

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Number that `queue list` shows.")]


def unlock(
    ctx: typer.Context,
    number: Number,
    keep: Annotated[
        bool,
        typer.Option("--keep", help="Keep the password for everything from this sender or folder, from now on."),
    ] = False,
    stdin: Annotated[bool, typer.Option("--stdin", help="Read the password from standard input.")] = False,
    by: By = "",
    dry_run: DryRun = False,
) -> None:
    """Open a locked file with its password; it is asked for, and tried once by the agent."""
    from agent.app.ask.queue import NothingLockedError, find_item
    from agent.app.command import give_password
    from agent.cli.site import open_site
    from agent.extract.passwords import LockedError
    from agent.settings.typed import TypedPasswords

    with open_site(given(ctx).site) as site:
        with site.database.reading() as session:
            item = find_item(session, number)
        if item is None or item.resolved_at is not None or item.reason.code != LockedError.code:
            raise NothingLockedError(f"number {number} is no locked file", number=number)
        values = {"agent": site.settings.agent} | ({"keep": "yes"} if keep else {})
        command = Command(CommandKind.UNLOCK, str(number), who(by), values)
        t = words(ctx)
        if keep:
            note(t("Keep it for everything from {sender}", sender=item.kept_for))
        if dry_run:
            tell_plan(site, command)
            return
        password = _password(t("Password of this file"), stdin=stdin)
        n = give_password(site.database, site.clock, command, TypedPasswords(site.folder), password)
        tell_answer(site, command, n)


def _password(asked: str, *, stdin: bool) -> str:
    from agent.settings.typed import LONGEST

    password = sys.stdin.readline().rstrip("\r\n") if stdin else str(typer.prompt(asked, hide_input=True, err=True))
    if not password.strip():
        raise typer.BadParameter(Sentence("the password is empty"))
    if len(password) > LONGEST or not _is_text(password):
        raise typer.BadParameter(Sentence("the password is no text in UTF-8 of at most {n} letters", n=LONGEST))
    return password


def _is_text(password: str) -> bool:
    """Whether it came in UTF-8; other bytes are read as halves of letters."""
    try:
        password.encode()
    except UnicodeEncodeError:
        return False
    return True
