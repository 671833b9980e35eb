"""`denpyo run` and `denpyo once`: start the agent, and stop it without cutting a commit in half."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from agent.cli.exits import ExitCode, cut
from agent.cli.options import AsJson, At, given, instant, words
from agent.cli.output import note, say, show_json, show_pairs

if TYPE_CHECKING:
    from agent.app.ask.since import Done
    from agent.app.build import Agent
    from agent.cli.words import Words
    from agent.settings.load import Site
    from agent.store.database import Database

LOG_FOLDER = Path("var", "log")
STOP_WITHIN_S = 30.0


class LogShape(StrEnum):
    """How the log on stderr reads."""

    HUMAN = "human"
    JSON = "json"


class LogLevel(StrEnum):
    """The least that the log shows."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


Shape = Annotated[LogShape, typer.Option("--log", help="How the log on stderr reads.")]
Level = Annotated[LogLevel, typer.Option("--log-level", help="The least that the log shows.")]


def run(ctx: typer.Context, log: Shape = LogShape.HUMAN, log_level: Level = LogLevel.INFO) -> None:
    """Run the agent until it is stopped.

    It watches the sources, decides, keys and serves the console. Ctrl-C or SIGTERM stops it in order; exit code 4 says
    that something had to be cut.
    """
    from agent.app.build import build
    from agent.console.server import console_of
    from agent.core.business_day import SystemClock

    site, t = given(ctx).site, words(ctx)
    _start_log(site, log, log_level)
    stop = stop_by_signal(t)
    agent = build(site, clock=SystemClock())
    with stopped_after(agent, t):
        console = console_of(agent)
        try:
            console.start()
            agent.start()
            _warn_of_lacks(agent.site, t)
            note(t("Denpyo is ready. Console: {address} (Ctrl-C stops it)", address=console.address))
            stop.wait()
        finally:
            console.stop()


def once(
    ctx: typer.Context,
    log: Shape = LogShape.HUMAN,
    log_level: Level = LogLevel.WARNING,
    at: At = "",
    as_json: AsJson = False,
) -> None:
    """Take what is there now all the way, and end; for cron and for trying out.

    Exit code 3 says that something waits for whoever looks after the system: something is down, or a slip is in doubt.
    """
    from agent.app.build import build
    from agent.cli.keeper import for_keeper
    from agent.core.business_day import Clock, MovedClock, SystemClock
    from agent.settings.site_file import load_settings

    site, t = given(ctx).site, words(ctx)
    _start_log(site, log, log_level)
    stop = stop_by_signal(t)
    moment = instant(at, ZoneInfo(load_settings(site).time_zone))
    clock: Clock = SystemClock() if moment is None else MovedClock(moment)
    agent = build(site, clock=clock)
    with stopped_after(agent, t):
        database = agent.outside.database
        this_run = ThisRun(database, t)
        agent.start()
        _warn_of_lacks(agent.site, t)
        counts = agent.once(this_run.progress, stop)
        done, kept = this_run.done(), for_keeper(database, agent.site.sources, clock.now())
        if as_json:
            show_json(
                {**asdict(done), "in_all": counts, "for_keeper": kept.n_waiting, "down": [*kept.sources, *kept.targets]}
            )
        else:
            this_run.tell(done, counts)
        kept.tell(t)
    if stop.is_set():
        raise typer.Exit(ExitCode.STOPPED)
    if not kept.is_nothing:
        raise typer.Exit(ExitCode.FINDINGS)


@contextmanager
def stopped_after(agent: Agent, t: Words) -> Iterator[None]:
    """Stop the agent when the block ends, however it ends; what does not come back in time is cut.

    Raises:
        typer.Exit: Something was cut, and nothing else went wrong before.
    """
    try:
        yield
    finally:
        finished = _stop(agent)
        if not finished:
            cut()
            note(t("Something was still at work and was cut. The next start looks up what may have been entered."))
    if not finished:
        raise typer.Exit(ExitCode.STOPPED)


def _stop(agent: Agent) -> bool:
    """Stop in order; a stop that fails, such as for a database that is away, has not ended everything."""
    from loguru import logger

    try:
        return agent.stop(STOP_WITHIN_S)
    except Exception:  # noqa: BLE001 - the edge of the process: nothing may keep it from ending
        logger.opt(exception=True).error("the agent could not be stopped in order")
        return False


class ThisRun:
    """Tells what one run did, in the site's language."""

    def __init__(self, database: Database, t: Words) -> None:
        from agent.app.ask.since import mark_of

        self._database, self._t = database, t
        with database.reading() as session:
            self._mark = mark_of(session)

    def done(self) -> Done:
        """Return what was done so far."""
        from agent.app.ask.since import done_since

        with self._database.reading() as session:
            return done_since(session, self._mark)

    def progress(self) -> None:
        """Say on stderr how far it is."""
        told = ", ".join(f"{name}: {n}" for name, n in self._rows(self.done()) if n)
        if told:
            note(told)

    def tell(self, done: Done, in_all: dict[str, int]) -> None:
        """Say what was done, and how many orders the site now has in each state."""
        from agent.wording.catalogue import say_state

        show_pairs(self._rows(done))
        states = ", ".join(f"{say_state(self._t.language, 'order', state)} {n}" for state, n in in_all.items())
        if states:
            say(self._t("All orders of the site: {states}", states=states))

    def _rows(self, done: Done) -> list[tuple[str, int]]:
        t = self._t
        rows = [
            (t("Documents received"), done.documents),
            (t("Orders read"), done.orders),
            (t("Slips keyed"), done.keyed),
            (t("Waiting for a person"), done.waiting),
            (t("Failed"), done.failed),
        ]
        return [*rows, (t("Outcome unknown"), done.in_doubt)] if done.in_doubt else rows


def stop_by_signal(t: Words) -> threading.Event:
    """Return an event that the first SIGINT or SIGTERM sets; the second one ends the process at once."""
    stop = threading.Event()

    def on_signal(number: int, _frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        note(t("Stopping: the call in hand ends first. Once more stops at once; nothing is lost either way."))
        stop.set()

    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
    return stop


def _warn_of_lacks(site: Site, t: Words) -> None:
    """Say what the agent will miss, on stderr and in the log, and go on: what needs it waits by itself."""
    from loguru import logger

    from agent.cli.failure import said
    from agent.cli.lacks import lacks

    for lack in lacks(site):
        what, next_move = said(lack.error, t.language)
        note(f"{t('Warning')}: {t(lack.kind)} {lack.name}: {what} [{lack.error.code}]\n  {next_move}")
        logger.bind(**{lack.kind: lack.name}, code=lack.error.code).warning("{}. {}", lack.error, lack.error.next_move)


def _start_log(site: Path, shape: LogShape, level: LogLevel) -> None:
    from agent.log import set_up_log
    from agent.settings.site_file import require_site

    require_site(site)
    set_up_log(shape=shape.value, level=level.value, folder=site / LOG_FOLDER)
