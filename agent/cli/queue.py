"""`denpyo queue`: what waits for a person, and what a person says about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from agent.cli.commands import By, order_of, who
from agent.cli.options import AsJson, DryRun, Limit, given, words
from agent.cli.output import local, say, show_json, show_pairs, show_table
from agent.cli.queue_fix import fix
from agent.cli.queue_unlock import unlock
from agent.core.command import Command, CommandKind, Resolution
from agent.core.errors import ConfigError

if TYPE_CHECKING:
    from agent.app.ask.queue import QueueItem
    from agent.app.ask.runs import EvidencePiece
    from agent.cli.words import Words
    from agent.store.evidence_files import EvidenceFiles

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
    heads = (t("Item"), t("Kind"), t("Waiting since"), t("About"), t("Reason"))
    show_table(heads, rows, nothing=t("Nothing waits."))


@app.command("show")
def show(
    ctx: typer.Context,
    number: Number,
    save: Annotated[
        Path | None,
        typer.Option(file_okay=False, help="Folder to write the original, pictures, page texts and the diff into."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show one thing in the queue, why it waits, what to do about it, and what the robot saw."""
    from agent.app.ask.queue import find_item
    from agent.app.ask.runs import evidence_of
    from agent.cli.site import open_site
    from agent.store.deliveries import documents_named

    with open_site(given(ctx).site) as site:
        with site.database.reading() as session:
            item = find_item(session, number)
            kept = evidence_of(session, [item.action]) if item and item.action else {}
            original = documents_named(session, [item.document]) if item and item.document else {}
        if item is None:
            raise NotInQueueError(f"there is no number {number}", number=number)
        pieces = [piece for n in sorted(kept) for piece in kept[n]]
        n_saved = 0
        if save is not None:
            n_saved = _save(pieces, save, site.evidence) + _save_original(original.values(), save, site.evidence)
    if as_json:
        show_json({**asdict(item), "evidence": pieces})
        return
    _tell(item, site.zone, words(ctx))
    _tell_evidence(pieces, site.zone, words(ctx))
    _tell_saved(item, words(ctx), save, n_saved, can_save=bool(pieces or original))


app.command("fix")(fix)
app.command("unlock")(unlock)


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
    from agent.store.exceptions import ExceptionKind
    from agent.wording.catalogue import next_move, next_move_in_doubt, say_reason, say_state

    move = next_move_in_doubt if item.kind == ExceptionKind.IN_DOUBT.value else next_move
    values = {**item.reason.values, "item": item.id}
    told = [
        (t("Kind"), say_state(t.language, "exception", item.kind)),
        (t("Waiting since"), local(item.opened_at, zone)),
        (t("Reason"), say_reason(t.language, item.reason)),
        (t("What to do next"), move(t.language, item.reason.code, **values)),
        (t("Source"), item.source),
        (t("Document"), item.document_name),
        (t("Order key"), item.order.key if item.order else ""),
        (t("Target"), item.target),
        (t("Key in the target"), item.idempotency_key),
        (t("Resolved"), _resolved(item, t)),
    ]
    show_pairs([(name, value) for name, value in told if value])


def _tell_evidence(pieces: Sequence[EvidencePiece], zone: ZoneInfo, t: Words) -> None:
    """List what the robot saw, attempt by attempt."""
    if not pieces:
        return
    rows = [
        (
            piece.attempt,
            piece.name,
            t("Removed") if piece.removed_at else f"{piece.size_bytes / 1000:,.0f} kB",
            local(piece.taken_at, zone),
        )
        for piece in pieces
    ]
    say()
    show_table((t("Attempt"), t("Evidence"), t("Size"), t("Taken at")), rows, nothing="")


def _tell_saved(item: QueueItem, t: Words, save: Path | None, n_saved: int, *, can_save: bool) -> None:
    """Say how original and evidence are written out, or where they were."""
    if save is None:
        if can_save:
            say(t("`denpyo queue show {item} --save FOLDER` writes the original and the evidence.", item=item.id))
    elif n_saved:
        say(t("Written into {folder}", folder=save))
    else:
        say(t("There is nothing to write: no document and no evidence is kept for it."))


def _save(pieces: Sequence[EvidencePiece], folder: Path, evidence: EvidenceFiles) -> int:
    """Write what is still kept as files a person opens, numbered in the order it was taken; return how many."""
    from agent.app.trials import PictureFolder

    files = PictureFolder(folder, evidence)
    kept = [piece for piece in pieces if piece.removed_at is None and evidence.has(piece.digest)]
    for piece in kept:
        files.put(piece.name, evidence.read(piece.digest), piece.media_type)
    return len(kept)


def _save_original(documents: Iterable[tuple[str, str]], folder: Path, evidence: EvidenceFiles) -> int:
    """Write the document it is about, under its own name without folders; return how many."""
    from agent.extract.headers import safe_name

    kept = [(name, digest) for name, digest in documents if evidence.has(digest)]
    for name, digest in kept:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / f"original-{safe_name(name)}").write_bytes(evidence.read(digest))
    return len(kept)


def _resolved(item: QueueItem, t: Words) -> str:
    from agent.wording.catalogue import say_state

    if not item.resolved_at:
        return ""
    how = say_state(t.language, "resolution", item.resolution or "")
    return t("{how} by {by}", how=how, by=item.resolved_by) + (f": {item.comment}" if item.comment else "")
