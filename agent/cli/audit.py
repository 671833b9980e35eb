"""`denpyo audit`: prove the log of who did what, search it, and hand it out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer

from agent.cli.exits import ExitCode
from agent.cli.options import AsJson, Limit, given, words
from agent.cli.output import local, note, say, show_json, show_table, yen
from agent.core.errors import ConfigError

if TYPE_CHECKING:
    from agent.app.ask.audit import AuditFact, AuditFilter
    from agent.cli.site import OpenSite
    from agent.cli.words import Words

app = typer.Typer(help="The audit log: prove, search and export it.", no_args_is_help=True, rich_markup_mode=None)

_DAY = ["%Y-%m-%d"]
From = Annotated[datetime | None, typer.Option("--from", formats=_DAY, help="First day it happened on.")]
To = Annotated[datetime | None, typer.Option("--to", formats=_DAY, help="Last day it happened on.")]
DayFrom = Annotated[datetime | None, typer.Option(formats=_DAY, help="First day of the deal (order date).")]
DayTo = Annotated[datetime | None, typer.Option(formats=_DAY, help="Last day of the deal (order date).")]
Kind = Annotated[str, typer.Option(help="Audit kind, e.g. order.decided.")]
Order = Annotated[str, typer.Option(help="Key of an order.")]
Partner = Annotated[str, typer.Option(help="Part of a customer's code or name.")]
AmountMin = Annotated[int | None, typer.Option(help="Yen before tax, at least.")]
AmountMax = Annotated[int | None, typer.Option(help="Yen before tax, at most.")]
Actor = Annotated[str, typer.Option(help="Who did it: a person, a robot or an agent.")]
WithEvidence = Annotated[bool, typer.Option("--evidence", help="Documents and pictures too.")]
LookAtEvidence = Annotated[
    bool, typer.Option("--evidence/--no-evidence", help="Hold documents and pictures against the log too, or not.")
]


class CheckpointFileError(ConfigError):
    """A checkpoint or key that was handed over cannot be read."""

    code = "checkpoint-file"
    hint = "Name a `.note` file kept from the checkpoints folder, and the key line as `log.pub` holds it."


class NeverSealedError(ConfigError):
    """The site has no public key yet, because its agent has never sealed the log."""

    code = "never-sealed"
    hint = "Start the agent once with `denpyo run`."


class ExportChoiceError(ConfigError):
    """An export needs one form."""

    code = "export-choice"
    hint = "Write `--jsonl FOLDER` for a log that proves itself, or `--csv FILE` for a table."


@app.command("verify")
def verify(
    ctx: typer.Context,
    checkpoint: Annotated[list[Path] | None, typer.Option(help="A checkpoint kept outside; may be repeated.")] = None,
    key: Annotated[str, typer.Option(help="The key line you kept; else the one beside the checkpoints.")] = "",
    evidence: LookAtEvidence = True,
    as_json: AsJson = False,
) -> None:
    """Prove that no event was changed, removed, added or moved; exit code 3 when there are findings.

    Every document and picture is read as well; `--no-evidence` leaves them out, and is told in the answer.
    """
    from agent.cli.site import open_site
    from agent.store.audit_proof import prove
    from agent.store.checkpoint_files import CheckpointFiles

    with (
        open_site(given(ctx).site) as site,
        _progress(words(ctx)("{n} events verified", n="{task.completed:,}")) as progress,
    ):
        kept = CheckpointFiles(Path(site.settings.checkpoints))
        report = prove(
            site.database,
            kept,
            _key(site, key),
            [(str(path), _read(path)) for path in checkpoint or ()],
            site.evidence if evidence else None,
            progress,
        )
        language = site.settings.language
    if as_json:
        show_json(report.as_json(language))
    else:
        for line in report.lines(language):
            say(line)
        if not evidence:
            say(words(ctx)("Without `--no-evidence` they are looked at as well."))
    if not report.is_proved:
        raise typer.Exit(ExitCode.FINDINGS)


@app.command("search")
def search(
    ctx: typer.Context,
    since: From = None,
    until: To = None,
    day_from: DayFrom = None,
    day_to: DayTo = None,
    kind: Kind = "",
    order: Order = "",
    partner: Partner = "",
    amount_min: AmountMin = None,
    amount_max: AmountMax = None,
    actor: Actor = "",
    limit: Limit = 50,
    as_json: AsJson = False,
) -> None:
    """Search events by when, deal day, amount, customer, order, kind and actor, all at once; newest first."""
    from agent.app.ask.audit import search_audit
    from agent.cli.site import open_site

    t = words(ctx)
    wanted = _Wanted(since, until, day_from, day_to, kind, order, partner, amount_min, amount_max, actor)
    with open_site(given(ctx).site) as site, site.database.reading() as session:
        page = search_audit(session, wanted.filter(site.zone), limit=limit)
    if as_json:
        show_json([asdict(fact) for fact in page.rows])
        return
    rows = [_row(fact, site.zone, t) for fact in page.rows]
    heads = (t("Date"), t("Event"), t("About"), t("Customer"), t("Amount before tax"), t("Business day"), t("By"))
    show_table(heads, rows, nothing=t("No event matches."))


@app.command("export")
def export(
    ctx: typer.Context,
    jsonl: Annotated[Path | None, typer.Option(help="New folder for the whole sealed log with its proof.")] = None,
    csv: Annotated[Path | None, typer.Option(help="File for a table of the events searched for.")] = None,
    evidence: WithEvidence = False,
    since: From = None,
    until: To = None,
    day_from: DayFrom = None,
    day_to: DayTo = None,
    kind: Kind = "",
    order: Order = "",
    partner: Partner = "",
    amount_min: AmountMin = None,
    amount_max: AmountMax = None,
    actor: Actor = "",
) -> None:
    """Hand the log out: a folder that verifies without Denpyo, or a table for a spreadsheet."""
    from agent.cli.site import open_site

    wanted = _Wanted(since, until, day_from, day_to, kind, order, partner, amount_min, amount_max, actor)
    if (jsonl is None) == (csv is None) or (jsonl is not None and wanted != _Wanted()):
        raise ExportChoiceError("say --jsonl FOLDER (always the whole log) or --csv FILE")
    with open_site(given(ctx).site) as site:
        if csv is not None:
            _export_table(site, csv, wanted.filter(site.zone), words(ctx))
        elif jsonl is not None:
            _export_log(site, jsonl, words(ctx), with_evidence=evidence)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What a command line asks for; days are the site's, both ends included."""

    since: datetime | None = None
    until: datetime | None = None
    day_from: datetime | None = None
    day_to: datetime | None = None
    kind: str = ""
    order: str = ""
    partner: str = ""
    amount_min: int | None = None
    amount_max: int | None = None
    actor: str = ""

    def filter(self, zone: ZoneInfo) -> AuditFilter:
        """Return the question in the site's days."""
        from agent.app.ask.audit import AuditFilter

        return AuditFilter(
            since=_began(self.since, zone),
            until=_began(self.until + timedelta(days=1) if self.until else None, zone),
            day_from=self.day_from.date() if self.day_from else None,
            day_to=self.day_to.date() if self.day_to else None,
            amount_from=self.amount_min,
            amount_to=self.amount_max,
            partner=self.partner,
            order=self.order,
            kind=self.kind,
            actor=self.actor,
        )


def _row(fact: AuditFact, zone: ZoneInfo, t: Words) -> tuple[Any, ...]:
    from agent.wording.catalogue import say_kind

    what = say_kind(t.language, fact.kind)
    return (local(fact.at, zone), what, fact.about, fact.partner, yen(fact.amount_jpy), fact.day, fact.actor)


def _export_table(site: OpenSite, file: Path, wanted: AuditFilter, t: Words) -> None:
    from agent.app.ask.audit import stream_audit
    from agent.app.audit_csv import write_csv

    with file.open("w", encoding="utf-8", newline="") as stream, site.database.reading() as session:
        n = write_csv(stream_audit(session, wanted), stream, site.zone)
    say(t("{n} events in {file}", n=n, file=file))


def _export_log(site: OpenSite, folder: Path, t: Words, *, with_evidence: bool) -> None:
    from agent.store.audit_export import export_log
    from agent.store.checkpoint_files import CheckpointFiles

    kept = CheckpointFiles(Path(site.settings.checkpoints))
    with _progress(t("{n} events exported", n="{task.completed:,}")) as progress:
        made = export_log(site.database, kept, folder, site.evidence if with_evidence else None, progress)
    counts = {"n": made.n_events, "n_evidence": made.n_evidence}
    say(t("{n} events and {n_evidence} pieces of evidence in {folder}", folder=folder, **counts))
    for digest in made.missing:
        note(t("Evidence {digest} is missing.", digest=digest))
    command = f"python3 {folder / 'verify.py'} --key '{kept.find_key() or 'KEY LINE'}'"
    say(t("Prove it with: {command}", command=command))


def _key(site: OpenSite, handed: str) -> str:
    from agent.audit.verify import read_key
    from agent.store.checkpoint_files import CheckpointFiles

    line = handed or CheckpointFiles(Path(site.settings.checkpoints)).find_key()
    if line is None:
        raise NeverSealedError("there is no public key yet", place=site.settings.checkpoints)
    try:
        read_key(line)
    except ValueError as error:
        raise CheckpointFileError(str(error), place="--key" if handed else site.settings.checkpoints) from error
    return line


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace")
    except OSError as error:
        raise CheckpointFileError(f"it cannot be read: {error.strerror}", place=str(path)) from error


@contextmanager
def _progress(told: str) -> Iterator[Callable[[int], None]]:
    """Show on stderr, where somebody looks, how many events were gone through."""
    from rich.console import Console
    from rich.progress import Progress, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    shown = Progress(
        TextColumn(told),
        TimeElapsedColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with shown as bar:
        task = bar.add_task("", total=None)
        yield lambda n: bar.update(task, completed=n)


def _began(day: date | None, zone: ZoneInfo) -> datetime | None:
    return None if day is None else datetime.combine(day, time(), zone)
