"""What the demo shows in the terminal: a table that moves while it runs, and the report at its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rich.console import Console, Group, RenderableType
from rich.panel import Panel
from rich.progress_bar import ProgressBar
from rich.table import Table
from rich.text import Text

from agent.app.ask.sources import Intake, sum_of
from agent.demo.reader import ReaderReport
from agent.demo.words import said
from agent.wording.terminal import pieces

RIGHT, WRONG = "✔", "✘"
BAR_WIDTH = 32
DELIVERIES = ("seen", "taken", "again", "ignored", "unreadable")
ORDERS = ("new", "duplicate", "amended", "held")


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of the demo. `sent` counts per source what was delivered so far, `now` is the robot's present step."""

    elapsed_s: float
    titles: Mapping[str, str]
    sent: Mapping[str, int]
    intakes: tuple[Intake, ...]
    n_to_key: int
    n_keyed: int
    n_waiting: int
    now: str = ""


@dataclass(frozen=True, slots=True)
class Waiting:
    """One order that waits for a person, in that person's words."""

    customer: str
    number: str
    why: str
    next_move: str = ""


@dataclass(frozen=True, slots=True)
class Ending:
    """Everything the end report needs, as plain data. `n_waiting_expected` is what the scenario says."""

    elapsed_s: float
    titles: Mapping[str, str]
    intakes: tuple[Intake, ...]
    reader: ReaderReport
    waiting: tuple[Waiting, ...]
    n_waiting_expected: int
    audit: str
    is_audit_right: bool
    console_url: str = ""
    login_url: str = ""
    incoming: str = ""

    @property
    def is_right(self) -> bool:
        """Whether all that the demo promises holds."""
        return not list(problems(self, "en"))


def progress_table(progress: Progress, language: str) -> RenderableType:
    """Draw one moment."""
    table = Table(
        expand=False, header_style="bold", title=said(language, "title"), title_style="bold", title_justify="left"
    )
    table.add_column(said(language, "source"))
    for name in ("sent", "received", "new", "duplicate", "amended", "held"):
        table.add_column(said(language, name), justify="right")
    known = {intake.source: intake for intake in progress.intakes}
    for source, title in progress.titles.items():
        seen = known.get(source)
        counts = (seen.taken, seen.new, seen.duplicate, seen.amended, seen.held) if seen else (0,) * 5
        table.add_row(title, str(progress.sent.get(source, 0)), *(_count(n) for n in counts))
    return Group(table, _bars(progress, language))


def problems(ending: Ending, language: str) -> Iterator[str]:
    """Say one by one what does not hold."""
    for intake in ending.intakes:
        if intake.unaccounted:
            yield said(language, "sums_wrong", source=ending.titles.get(intake.source, intake.source))
    for one in ending.reader.differences:
        figures = f" ({one.expected} / {one.found})" if one.expected or one.found else ""
        yield f"{one.customer_code} {one.order_number}: {said(language, one.code)}{figures}"
    if len(ending.waiting) != ending.n_waiting_expected:
        yield said(language, "waiting_wrong", expected=ending.n_waiting_expected, found=len(ending.waiting))
    if not ending.is_audit_right:
        yield f"{said(language, 'audit')}: {ending.audit}"


def show_ending(screen: Console, ending: Ending, language: str) -> None:
    """Show the end report, and below it each address on a line of its own, never broken, to be copied from there."""
    screen.print(final_report(ending, language))
    for name, value in (("console", ending.console_url), ("login", ending.login_url), ("drop", ending.incoming)):
        if value:
            screen.print(f"\n{said(language, name)}", markup=False)
            screen.print(Text(value, style="cyan"), soft_wrap=True, highlight=False)


def final_report(ending: Ending, language: str) -> RenderableType:
    """Draw the end report."""
    parts = [_intake_table(ending, language), _waiting_table(ending, language), _facts(ending, language)]
    wrong = list(problems(ending, language))
    if wrong:
        parts.append(
            Panel("\n".join(wrong), title=f"{WRONG} {said(language, 'wrong')}", border_style="red", expand=False)
        )
    else:
        words = Text(f"{RIGHT} {said(language, 'right', seconds=ending.elapsed_s)}", style="bold green")
        parts.append(Panel(words, border_style="green", expand=False))
    return Group(*parts)


def _count(n: int) -> Text:
    return Text(str(n) if n else "–", style="" if n else "dim")


def _bars(progress: Progress, language: str) -> RenderableType:
    grid = Table.grid(padding=(0, 2))
    bar = ProgressBar(total=max(progress.n_to_key, 1), completed=progress.n_keyed, width=BAR_WIDTH)
    grid.add_row(said(language, "keyed"), bar, f"{progress.n_keyed} / {progress.n_to_key}")
    grid.add_row(said(language, "waiting"), Text(str(progress.n_waiting), style="yellow"), "")
    grid.add_row(said(language, "elapsed"), f"{progress.elapsed_s:.0f} s", "")
    grid.add_row(said(language, "now"), Text(progress.now or "–", style="dim", overflow="ellipsis", no_wrap=True), "")
    return grid


def _intake_table(ending: Ending, language: str) -> RenderableType:
    """Draw a column for each source and a row for each count, so that it fits 80 places."""
    table = Table(header_style="bold")
    table.add_column("")
    for intake in ending.intakes:
        table.add_column(ending.titles.get(intake.source, intake.source), justify="right")
    columns = list(ending.intakes)
    if columns:
        table.add_column(said(language, "sum"), justify="right")
        columns.append(sum_of(ending.intakes, ending.intakes[0].day))
    for group in (DELIVERIES, ORDERS):
        for name in group:
            table.add_row(said(language, name), *(_count(getattr(intake, name)) for intake in columns))
        table.add_section()
    table.add_row(said(language, "check"), *(_mark(not intake.unaccounted) for intake in columns))
    return Group(Text(said(language, "intake"), style="bold"), table)


def _waiting_table(ending: Ending, language: str) -> RenderableType:
    table = Table(header_style="bold")
    table.add_column(said(language, "order"), overflow="fold")
    table.add_column(said(language, "why"), overflow="fold")
    for one in ending.waiting:
        advice = Text.assemble("\n→ ", _named(one.next_move)) if one.next_move else Text()
        table.add_row(f"{one.customer}\n{one.number}".rstrip(), Text.assemble(_named(one.why), advice))
    return Group(Text(said(language, "waits"), style="bold"), table)


def _facts(ending: Ending, language: str) -> RenderableType:
    reader = ending.reader
    name = "reader_right" if reader.is_right else "reader_wrong"
    figures = {"n_right": reader.n_right, "n_slips": reader.n_slips, "n_expected": reader.n_expected}
    found = said(language, name, **figures, n_differences=len(reader.differences))
    return Group(
        Text.assemble(_mark(reader.is_right), f" {said(language, 'reader')}: {found}"),
        Text.assemble(_mark(ending.is_audit_right), f" {said(language, 'audit')}: {ending.audit}"),
    )


def _named(text: str) -> Text:
    """Show what stands in backticks in colour."""
    return Text.assemble(*((piece, "cyan" if is_name else "") for piece, is_name in pieces(text)))


def _mark(is_right: bool) -> Text:
    return Text(RIGHT, style="green") if is_right else Text(WRONG, style="red")
