"""`denpyo export`: gather the slips of a target with a layout into files that a clerk imports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from agent.cli.commands import By, who
from agent.cli.options import AsJson, DryRun, given, words
from agent.cli.output import note, say, show_json, show_table, yen
from agent.core.sentence import Sentence

if TYPE_CHECKING:
    from agent.app.exports import Exports
    from agent.cli.words import Words
    from connectors.import_file.batch import Batch
    from connectors.import_file.export import Exporter

Number = Annotated[
    int | None, typer.Option("--again", metavar="BATCH", min=1, help="Put the file of a batch back as it was.")
]


def export(
    ctx: typer.Context,
    target: Annotated[str, typer.Argument(help="A target with a `layout`.")],
    again: Number = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the batches that went out.")] = False,
    dry_run: DryRun = False,
    as_json: AsJson = False,
    by: By = "",
) -> None:
    """Write the waiting slips into files to import, and tell the totals to compare."""
    from agent.app.adapters import Adapters
    from agent.app.exports import Exports
    from agent.cli.site import open_site
    from agent.cli.whole_site import load_whole

    settings = load_whole(given(ctx).site).targets.get(target)
    if settings is None or not settings.layout:
        raise typer.BadParameter(
            Sentence("there is no target `{target}` with a layout", target=target), param_hint="TARGET"
        )
    with open_site(given(ctx).site) as site:
        adapters = Adapters(site.folder, site.clock, site.database, site.evidence, site.settings.browser)
        exporter = adapters.exporter(target, settings)
        exports = Exports(exporter, target, site.database, site.evidence, site.clock)
        if list_all:
            _list(words(ctx), [exporter.get_batch(number) for number in exporter.numbers()], exporter, as_json=as_json)
            return
        if again is not None:
            batches = [exporter.get_batch(again) if dry_run else exporter.again(again)]
        elif dry_run:
            batches = exports.planned()
        else:
            batches = exports.export(who(by))
        if as_json:
            show_json([_told(batch, exporter) for batch in batches])
        else:
            _say(words(ctx), batches, exporter, dry_run=dry_run)
        if again is None:
            _say_rest(words(ctx), exports)


def _say_rest(t: Words, exports: Exports) -> None:
    """Tell what did not go out, and why."""
    held = exports.held_back()
    if held:
        note(t("Slips held back until the agent has confirmed them: {n}", n=len(held)))
    exports.require_all_there()


def _say(t: Words, batches: list[Batch], exporter: Exporter, *, dry_run: bool) -> None:
    if not batches:
        say(t("No slip waits for an export."))
        return
    for batch in batches:
        where = exporter.path(batch)
        say(t("Would be written: {where}", where=where) if dry_run else str(where))
        values = {"slips": len(batch.slips), "rows": batch.n_rows, "net": yen(batch.net)}
        say("  " + t("Slips {slips}, rows {rows}, yen before tax {net}", **values))
        say("  " + t("Sum of {column}: {total}", column=batch.total_of, total=yen(batch.total)))
        say(f"  SHA-256 {batch.digest}")
    if not dry_run:
        say(t("Import each file once. Then compare the number of slips and the sum with what the product shows."))


def _list(t: Words, batches: list[Batch], exporter: Exporter, *, as_json: bool) -> None:
    if as_json:
        show_json([_told(batch, exporter) for batch in batches])
        return
    heads = (t("Batch"), t("Slips"), t("Rows"), t("Yen before tax"), t("File"))
    rows = [(batch.name, len(batch.slips), batch.n_rows, yen(batch.net), exporter.path(batch)) for batch in batches]
    show_table(heads, rows, nothing=t("Nothing was exported yet."))


def _told(batch: Batch, exporter: Exporter) -> dict[str, Any]:
    return {
        "batch": batch.name,
        "file": exporter.path(batch),
        "slips": len(batch.slips),
        "rows": batch.n_rows,
        "net": batch.net,
        "total_of": batch.total_of,
        "total": batch.total,
        "sha256": batch.digest,
        "keys": [file.key for file in batch.slips],
    }
