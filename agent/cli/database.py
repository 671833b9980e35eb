"""`denpyo database migrate`: bring the database to this program's tables."""

from __future__ import annotations

import typer

from agent.cli.options import DryRun, given, words
from agent.cli.output import say

app = typer.Typer(help="The site's database.", no_args_is_help=True, rich_markup_mode=None)


@app.callback()
def group() -> None:
    """Keep the site's database in step with the program."""


@app.command("migrate")
def migrate(ctx: typer.Context, dry_run: DryRun = False) -> None:
    """Make or upgrade the database; on SQLite a copy of the file is made beside it first."""
    from agent.cli.site import open_site
    from agent.store import migrate as store

    t = words(ctx)
    with open_site(given(ctx).site, must_exist=False) as site:
        if dry_run:
            names = store.pending(site.database)
            told = t("Would be run: {names}", names=", ".join(names))
        else:
            names = store.migrate(site.database, site.clock.now())
            told = t("Run: {names}", names=", ".join(names))
    say(told if names else t("The database is as it should be."))
