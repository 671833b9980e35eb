"""`denpyo evidence`: how much pictures and texts weigh, and remove those whose keeping time is over."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from agent.cli.commands import By, who
from agent.cli.options import AsJson, DryRun, given, words
from agent.cli.output import say, show_json, show_table

if TYPE_CHECKING:
    from agent.cli.site import OpenSite
    from agent.store.evidence_retention import Due

app = typer.Typer(help="Pictures, page texts and printed pages.", no_args_is_help=True, rich_markup_mode=None)


@app.command("sizes")
def sizes(ctx: typer.Context, as_json: AsJson = False) -> None:
    """Show how much evidence there is, by kind."""
    from agent.cli.site import open_site
    from agent.store.evidence_retention import sizes as sizes_of

    t = words(ctx)
    with open_site(given(ctx).site) as site, site.database.reading() as session:
        rows = sizes_of(session)
    if as_json:
        show_json([dict(zip(("kind", "pieces", "bytes", "removed"), row, strict=True)) for row in rows])
        return
    shown = [(kind, f"{n - gone:,}", f"{size / 1e6:,.1f} MB", f"{gone:,}") for kind, n, size, gone in rows]
    show_table((t("Kind"), t("Pieces"), t("Size"), t("Removed")), shown, nothing=t("There is no evidence yet."))


@app.command("retain")
def retain(ctx: typer.Context, dry_run: DryRun = False, as_json: AsJson = False, by: By = "") -> None:
    """Remove what is past `keep_pictures_days` or `keep_texts_days`; the agent does so daily by itself.

    Documents are never removed, nor what belongs to a slip that is still open. Digests stay, and the audit log says
    what was removed, so that `denpyo audit verify` tells it from a file that somebody deleted.
    """
    from agent.cli.site import open_site

    t = words(ctx)
    with open_site(given(ctx).site) as site:
        due = _look_ahead(site) if dry_run else _remove(site, who(by))
    counts = {"pictures": due.n_pictures, "texts": due.n_texts, "bytes": due.n_bytes}
    if as_json:
        show_json({**counts, "dry_run": dry_run})
        return
    told = {"pictures": f"{due.n_pictures:,}", "texts": f"{due.n_texts:,}", "size": f"{due.n_bytes / 1e6:,.1f} MB"}
    if dry_run:
        say(t("Would be removed: {pictures} pictures, {texts} texts, {size}", **told))
    else:
        say(t("Removed: {pictures} pictures, {texts} texts, {size}", **told))


def _look_ahead(site: OpenSite) -> Due:
    from agent.app.keeping import keeping_of
    from agent.store.evidence_retention import look_ahead, settled_before

    return look_ahead(site.database, site.evidence, keeping_of(site.settings), site.clock.now(), settled_before())


def _remove(site: OpenSite, by: str) -> Due:
    """Remove it, unless an agent is just about it: then there is nothing left to do here."""
    from agent.app.keeping import keeping_of
    from agent.store.alone import Work, alone
    from agent.store.evidence_retention import Due, settled_before
    from agent.store.evidence_retention import retain as remove

    keeping, now = keeping_of(site.settings), site.clock.now()
    with alone(site.database, Work.HOUSEKEEPING) as is_alone:
        if not is_alone:
            return Due()
        return remove(site.database, site.evidence, keeping, now, by=by, before=settled_before())
