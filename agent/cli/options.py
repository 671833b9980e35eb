"""Options that many commands share, and what the global ones were given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer

from agent.cli.words import Words, words_of
from agent.core.sentence import Sentence

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and do nothing.")]
At = Annotated[str, typer.Option("--at", metavar="INSTANT", help="Take this for now, e.g. 2026-04-01T09:00.")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="Show at most so many, newest first.")]


@dataclass(frozen=True, slots=True)
class Given:
    """The global options of this call: the site folder and whether a traceback is wanted."""

    site: Path
    debug: bool


def given(ctx: typer.Context) -> Given:
    """Return the global options of this call."""
    options = ctx.find_object(Given)
    assert options is not None, "the main callback stores them"
    return options


def words(ctx: typer.Context) -> Words:
    """Return the words in which this call speaks."""
    return words_of(given(ctx).site)


def instant(text: str, zone: ZoneInfo) -> datetime | None:
    """Read `--at`; without an offset it is the site's time, and empty is None."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            Sentence("`{text}` is no instant; write 2026-04-01T09:00", text=text), param_hint="--at"
        ) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)
