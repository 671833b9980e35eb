"""Tell the demo: bring the sample company up, let its day arrive, and hold the end to what was meant."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType

from rich.console import Console
from rich.live import Live

from agent.app.ask.queue import QueueItem, list_open
from agent.app.ask.runs import running
from agent.app.ask.sources import intake_on
from agent.app.build import Agent, build
from agent.console.server import console_of
from agent.core.business_day import SystemClock
from agent.demo.feed import SOURCE_OF, feed
from agent.demo.orders import is_followup, sample_orders, waits
from agent.demo.reader import compare, read_ledger
from agent.demo.sample import Fate, SampleOrder
from agent.demo.systems import Systems, start_systems
from agent.demo.tell import Ending, Progress, Waiting, progress_table, show_ending
from agent.demo.words import said
from agent.log import set_up_log
from agent.store.audit_proof import prove
from agent.store.checkpoint_files import CheckpointFiles
from agent.store.users import add_user, list_users, make_login_link
from agent.wording.catalogue import next_move, say_reason
from agent.wording.steps import say_step
from agent.wording.terminal import language_here

USER = "demo"
ROLES = ("operator", "approver", "it", "auditor", "admin")
GIVE_UP_S = 300.0
STOP_WITHIN_S = 30.0


@dataclass(slots=True)
class _Day:
    """The sample day under way."""

    systems: Systems
    agent: Agent
    console: str
    orders: Sequence[SampleOrder]
    language: str
    began: float
    sent: Counter[str] = field(default_factory=Counter)
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def titles(self) -> dict[str, str]:
        """Names of the sources for people."""
        return {name: said(self.language, name) for name in ("mail", "folder", "portal")}


def run_demo(folder: Path | None, *, once: bool, console_port: int) -> int:
    """Run the demo and return its exit code: 0 only when everything it promises holds.

    Args:
        folder: Where the sample site lives; a fresh folder, removed after a good `once`, when None.
        once: End by itself; otherwise everything stays up to play with until Ctrl-C.
        console_port: Port of the console; 0 takes a free one.
    """
    data = folder or Path(tempfile.mkdtemp(prefix="denpyo-demo-"))
    language = language_here()
    screen = Console()
    screen.print(said(language, "starting"))
    began = time.monotonic()
    with start_systems(data, console_port=console_port) as systems:
        os.environ.update(systems.variables)
        set_up_log(shape="human", level="ERROR", folder=systems.site / "var" / "log")
        agent = build(systems.site, SystemClock())
        console = console_of(agent)
        try:
            console.start()
            agent.start()
            orders = sample_orders(systems.masters, datetime.now(UTC).astimezone(agent.outside.zone).date())
            day = _Day(systems, agent, console.address, orders, language, began)
            _stop_by_signal(day.stop)
            ending = _live_through(day, screen, is_open=not once)
            show_ending(screen, ending, language)
            if not once:
                screen.print(f"\n{said(language, 'stays_up')}")
                day.stop.wait()
        finally:
            console.stop()
            agent.stop(STOP_WITHIN_S)
    if once and ending.is_right and folder is None:
        shutil.rmtree(data, ignore_errors=True)
    elif folder is None:
        screen.print(said(language, "kept", folder=data), soft_wrap=True)
    return 0 if ending.is_right else 1


def _live_through(day: _Day, screen: Console, *, is_open: bool) -> Ending:
    first = [order for order in day.orders if not is_followup(order)]
    second = [order for order in day.orders if is_followup(order)]
    with Live(console=screen, refresh_per_second=8, get_renderable=lambda: progress_table(_now(day), day.language)):
        _arrive(day, first)
        _until(day, lambda: _n_received(day) >= len(first))
        _arrive(day, second)
        _until(day, lambda: _n_received(day) >= len(day.orders) and day.agent.is_idle())
    return _ending(day, is_open=is_open)


def _arrive(day: _Day, orders: Sequence[SampleOrder]) -> None:
    for order in feed(day.systems, orders, pace_s=0.02):
        day.sent[SOURCE_OF[order.way]] += 1


def _until(day: _Day, is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + GIVE_UP_S
    while not is_so() and not day.stop.is_set() and time.monotonic() < deadline:
        time.sleep(0.1)


def _n_received(day: _Day) -> int:
    with day.agent.outside.database.reading() as session:
        return sum(one.found for one in intake_on(session, day.agent.outside.today()))


def _now(day: _Day) -> Progress:
    outside = day.agent.outside
    with outside.database.reading() as session:
        runs = running(session)
        return Progress(
            elapsed_s=time.monotonic() - day.began,
            titles=day.titles,
            sent=dict(day.sent),
            intakes=intake_on(session, outside.today()),
            n_to_key=sum(order.fate is Fate.ENTERED for order in day.orders),
            n_keyed=day.agent.counts().get("entered", 0),
            n_waiting=len(list_open(session)),
            now=say_step(day.language, runs[0].steps[-1]) if runs and runs[0].steps else "",
        )


def _ending(day: _Day, *, is_open: bool) -> Ending:
    outside, agent = day.agent.outside, day.agent
    agent.seal()
    slips = read_ledger(day.systems.ledger.url, day.systems.ledger.export_token)
    audit, is_right = _audit(day)
    with outside.database.reading() as session:
        intakes = intake_on(session, outside.today())
        waiting = tuple(_waiting(day, item) for item in list_open(session))
    return Ending(
        elapsed_s=time.monotonic() - day.began,
        titles=day.titles,
        intakes=intakes,
        reader=compare(day.orders, slips),
        waiting=waiting,
        n_waiting_expected=sum(map(waits, day.orders)),
        audit=audit,
        is_audit_right=is_right,
        console_url=day.console if is_open else "",
        login_url=_login(day) if is_open else "",
        incoming=str(day.systems.incoming) if is_open else "",
    )


def _waiting(day: _Day, item: QueueItem) -> Waiting:
    order = item.order
    return Waiting(
        customer=(order.customer_name or order.customer_code or "") if order else item.document_name,
        number=(order.number or "") if order else "",
        why=say_reason(day.language, item.reason),
        next_move=next_move(day.language, item.reason.code, **{**item.reason.values, "item": str(item.id)}),
    )


def _audit(day: _Day) -> tuple[str, bool]:
    checkpoints = CheckpointFiles(Path(day.agent.site.settings.checkpoints))
    report = prove(
        day.agent.outside.database, checkpoints, checkpoints.find_key() or "", (), day.agent.outside.evidence
    )
    return report.lines(day.language)[0], report.is_proved


def _login(day: _Day) -> str:
    """Make the demo's user when there is none, and a one-time link for this start."""
    outside = day.agent.outside
    with outside.database.transaction() as session:
        if USER not in {user.name for user in list_users(session)}:
            add_user(session, USER, ROLES, outside.now(), language=day.language)
        return f"{day.console}/first/{make_login_link(session, USER, outside.now())}"


def _stop_by_signal(stop: threading.Event) -> None:
    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
