"""`denpyo queue`: what waits for a person, and what a person says about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from agent.cli.commands import By, order_of, who
from agent.cli.options import AsJson, DryRun, Limit, given, words
from agent.cli.output import local, show_json, show_pairs, show_table
from agent.core.command import Command, CommandKind, Resolution
from agent.core.errors import ConfigError

if TYPE_CHECKING:
    from agent.app.ask.queue import QueueItem
    from agent.cli.words import Words

app = typer.Typer(help="The exception queue: what waits for a person.", no_args_is_help=True, rich_markup_mode=None)

Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Number that `queue list` shows.")]
Kinds = Annotated[list[str], typer.Option("--kind", help="Only business, system, in-doubt or dead-letter.")]


class NotInQueueError(ConfigError):
    """The exception queue holds nothing with this number."""

    code = "not-in-queue"
    hint = "`denpyo queue list` shows the numbers there are."


@app.command("list")
def list_queue(ctx: typer.Context, kind: Kinds = [], limit: Limit = 200, as_json: AsJson = False) -> None:  # noqa: B006 - typer copies it
    """List what waits for a person: in doubt first, then oldest first."""
    from agent.app.ask.queue import list_open
    from agent.cli.site import open_site
    from agent.wording.catalogue import say_reason, say_state

    with open_site(given(ctx).site) as site, site.database.reading() as session:
        items = list_open(session, kind, limit)
    if as_json:
        show_json(items)
        return
    language, zone = site.settings.language, site.zone
    rows = [
        (
            item.id,
            say_state(language, "exception", item.kind),
            local(item.opened_at, zone),
            (item.order.number if item.order else None) or item.document_name or item.target,
            say_reason(language, item.reason),
        )
        for item in items
    ]
    t = words(ctx)
    heads = (t("Item"), t("Kind"), t("Waiting since"), t("Order or document"), t("Reason"))
    show_table(heads, rows, nothing=t("Nothing waits."))


@app.command("show")
def show(ctx: typer.Context, number: Number, as_json: AsJson = False) -> None:
    """Show one thing in the queue, why it waits and what to do about it."""
    from agent.app.ask.queue import find_item
    from agent.cli.site import open_site

    with open_site(given(ctx).site) as site, site.database.reading() as session:
        item = find_item(session, number)
    if item is None:
        raise NotInQueueError(f"there is no number {number}", number=number)
    if as_json:
        show_json(item)
        return
    _tell(item, site.zone, words(ctx))


@app.command("retry")
def retry(ctx: typer.Context, number: Number, by: By = "", dry_run: DryRun = False) -> None:
    """Try again what one thing in the queue stopped."""
    _about(ctx, Command(CommandKind.RETRY, str(number), who(by)), number, dry_run=dry_run)


@app.command("resolve")
def resolve(
    ctx: typer.Context,
    number: Number,
    resolution: Annotated[Resolution, typer.Option("--as", help="How it was dealt with.")],
    comment: Annotated[str, typer.Option("--comment", help="Why, in a sentence; it stands in the audit log.")],
    slip_number: Annotated[str, typer.Option("--slip-number", help="The slip that was keyed by hand.")] = "",
    by: By = "",
    dry_run: DryRun = False,
) -> None:
    """Say that a person dealt with one thing in the queue, and how."""
    values = {"resolution": resolution.value, "comment": comment, "slip_number": slip_number}
    _about(ctx, Command(CommandKind.RESOLVE, str(number), who(by), values), number, dry_run=dry_run)


@app.command("hold")
def hold(
    ctx: typer.Context,
    action: Annotated[str, typer.Argument(help="Key of the action; `orders show` tells it.")],
    by: By = "",
    dry_run: DryRun = False,
) -> None:
    """Keep one slip from being keyed for now."""
    from agent.cli.site import open_site

    with open_site(given(ctx).site) as site:
        order_of(site, Command(CommandKind.HOLD, action, who(by)), dry_run=dry_run)


def _about(ctx: typer.Context, command: Command, number: int, *, dry_run: bool) -> None:
    from agent.app.ask.queue import find_item
    from agent.cli.site import open_site

    with open_site(given(ctx).site) as site:
        with site.database.reading() as session:
            item = find_item(session, number)
        if item is None:
            raise NotInQueueError(f"there is no number {number}", number=number)
        order_of(site, command, dry_run=dry_run)


def _tell(item: QueueItem, zone: ZoneInfo, t: Words) -> None:
    from agent.wording.catalogue import next_move, say_reason, say_state

    told = [
        (t("Kind"), say_state(t.language, "exception", item.kind)),
        (t("Waiting since"), local(item.opened_at, zone)),
        (t("Reason"), say_reason(t.language, item.reason)),
        (t("What to do next"), next_move(t.language, item.reason.code, **item.reason.values)),
        (t("Source"), item.source),
        (t("Document"), item.document_name),
        (t("Order key"), item.order.key if item.order else ""),
        (t("Target"), item.target),
        (t("Key in the target"), item.idempotency_key),
        (t("Resolved"), _resolved(item, t)),
    ]
    show_pairs([(name, value) for name, value in told if value])


def _resolved(item: QueueItem, t: Words) -> str:
    from agent.wording.catalogue import say_state

    if not item.resolved_at:
        return ""
    how = say_state(t.language, "resolution", item.resolution or "")
    return t("{how} by {by}", how=how, by=item.resolved_by) + (f": {item.comment}" if item.comment else "")
