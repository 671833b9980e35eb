"""`denpyo forms proposals`, `accept` and `refuse`: changes to forms that corrections proposed."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.cli.commands import By, order_of, who
from agent.cli.options import AsJson, DryRun, given, words
from agent.cli.output import local, say, show_json, show_table
from agent.core.command import Command, CommandKind
from agent.core.errors import ConfigError

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Number that `forms proposals` shows.")]
Why = Annotated[str, typer.Option("--why", help="Why, in a few words; it stands in the audit log.")]


class ProposalUnknownError(ConfigError):
    """No proposed change to a form has this number."""

    code = "proposal-unknown"
    hint = "`denpyo forms proposals` shows the numbers."


def list_all(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the proposed changes to forms: those that wait first, then those decided."""
    from agent.app.ask.forms import list_proposals
    from agent.cli.site import open_site
    from agent.wording.catalogue import say_state

    t = words(ctx)
    with open_site(given(ctx).site) as site, site.database.reading() as session:
        found = list_proposals(session)
    if as_json:
        show_json(found)
        return
    rows = [
        (
            one.number,
            one.form,
            say_state(t.language, "proposal", one.state),
            "" if one.is_found else t("Needs a hand"),
            one.by,
            local(one.at, site.zone),
            one.why,
        )
        for one in found
    ]
    heads = (t("Item"), t("Form"), t("State"), "", t("By"), t("Proposed"), t("Reason"))
    show_table(heads, rows, nothing=t("No change to a form was proposed yet."))


def accept(ctx: typer.Context, number: Number, why: Why = "", by: By = "", dry_run: DryRun = False) -> None:
    """Have the agent write a proposed form and its test, after all tests of all forms pass with it.

    With --dry-run the change is shown as `patch -p1` takes it, in the site's folder.
    """
    _decide(ctx, CommandKind.ACCEPT_FORM, number, why, by, dry_run=dry_run)


def refuse(ctx: typer.Context, number: Number, why: Why = "", by: By = "", dry_run: DryRun = False) -> None:
    """Leave a form as it is, and say why."""
    _decide(ctx, CommandKind.REFUSE_FORM, number, why, by, dry_run=dry_run)


def _decide(ctx: typer.Context, kind: CommandKind, number: int, why: str, by: str, *, dry_run: bool) -> None:
    from agent.app.ask.forms import find_proposal
    from agent.cli.site import open_site

    with open_site(given(ctx).site) as site:
        with site.database.reading() as session:
            found = find_proposal(session, number)
        if found is None:
            raise ProposalUnknownError(f"there is no number {number}", number=number)
        if dry_run:
            say(found.diff.rstrip("\n"))
            return
        order_of(site, Command(kind, str(number), who(by), {"comment": why}), dry_run=False)
