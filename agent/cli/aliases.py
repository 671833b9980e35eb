"""`denpyo aliases`: what people have said customers and products are called."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.commands import By, who
from agent.cli.options import AsJson, DryRun, given, words
from agent.cli.output import local, say, show_json, show_table
from agent.core.errors import ConfigError

if TYPE_CHECKING:
    from agent.store.aliases import KnownAlias

app = typer.Typer(
    help="Names learned from corrections: what a customer or product is called on paper.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
COLUMNS = ("thing", "written", "code", "customer", "added_by", "added_at", "order")


class AliasUnknownError(ConfigError):
    """No learned name has this number."""

    code = "alias-unknown"
    hint = "`denpyo aliases list` shows the numbers."


@app.command("list")
def list_all(ctx: typer.Context, as_json: AsJson = False) -> None:
    """List the names that hold, oldest first."""
    from agent.cli.site import open_site
    from agent.store.aliases import list_known

    with open_site(given(ctx).site) as site, site.database.reading() as session:
        known = list_known(session)
    if as_json:
        show_json(known)
        return
    t = words(ctx)
    rows = [
        (
            one.number,
            t(f"word.alias.{one.thing}"),
            one.written,
            one.code,
            one.customer or t("all customers"),
            one.added_by,
            local(one.added_at, site.zone),
        )
        for one in known
    ]
    heads = (t("Item"), t("Thing"), t("As read"), t("Means"), t("Customer's own"), t("By"), t("Added"))
    show_table(heads, rows, nothing=t("No name was learned yet."))


@app.command("remove")
def remove(
    ctx: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Number that `aliases list` shows.")],
    why: Annotated[str, typer.Option("--why", help="Why, in a few words; it stands in the audit log.")] = "",
    by: By = "",
    dry_run: DryRun = False,
) -> None:
    """Let a name hold no more; orders that came before stay as they are."""
    from agent.app.names import remove_alias
    from agent.cli.site import open_site
    from agent.store.aliases import list_known

    t = words(ctx)
    with open_site(given(ctx).site) as site:
        with site.database.reading() as session:
            found = next((one for one in list_known(session) if one.number == number), None)
        if found is None:
            raise AliasUnknownError(f"there is no number {number}", number=number)
        if dry_run:
            say(t("Would be removed: alias {number} ({written}).", number=number, written=found.written))
            return
        remove_alias(site.database, site.clock, number, who(by), why)
    say(t("Alias {number} ({written}) holds no more.", number=number, written=found.written))


@app.command("export")
def export(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Print the names as CSV, to be taken into the master files."""
    from agent.app.audit_csv import safe_cell
    from agent.cli.site import open_site
    from agent.store.aliases import list_known

    with open_site(given(ctx).site) as site, site.database.reading() as session:
        known = list_known(session)
    if as_json:
        show_json(known)
        return
    table = io.StringIO(newline="")
    rows = csv.writer(table, lineterminator="\n")
    rows.writerows([COLUMNS, *([safe_cell(text) for text in _row(one)] for one in known)])
    say(table.getvalue().rstrip("\n"))


def _row(one: KnownAlias) -> tuple[str, ...]:
    at = one.added_at.isoformat(timespec="seconds")
    return (one.thing, one.written, one.code, one.customer, one.added_by, at, one.order or "")
