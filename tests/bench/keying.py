"""Keying: the whole robot against a bare script, other tools and raw DevTools, in rounds that take turns.

Ours is the whole entry: look-up, every field found before the first key, guarded typing, read-back, two pieces of
evidence, the gate, confirmation; a fresh context per slip, and by `--one-context` also one for all. The baseline, in
the same run: at most 60 lines, `fill`, waits gathered at the end, one context, the same browser. `--others` adds the
same script in other tools. Every way keys the same orders, and at the end the ledger's own export must hold each slip
once and right.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from playwright.sync_api import sync_playwright

from agent.browser.find import find_browser, launch_arguments
from agent.core.action import Slip
from agent.demo.systems import PracticeSystem
from tests.bench import bare, lane_memory, other_tools, random_form
from tests.bench.entry import USER, enter, open_robot
from tests.bench.measured import Measured
from tests.bench.orders import LEDGER, Keyed, Masters, as_json, ledger_options

BARE, FRESH, ONE = "bare `fill` script, one context", "whole entry, fresh context per slip", "whole entry, one context"
TARGETS = {FRESH: 1.0, ONE: 0.8}
FORM_TARGET, MEMORY_TARGET_MB, SEED = 1.2, 800, 1
Way = Callable[[Slip, str], str]
Taken = dict[str, list[list[float]]]


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what can be said about this part."""
    keying = parser.add_argument_group("keying")
    keying.add_argument("--slips", type=int, default=5, help="slips per round and way (5)")
    keying.add_argument("--rounds", type=int, default=6, help="rounds of slips (6); 0: none")
    keying.add_argument("--one-context", action="store_true", help="key in one context for all slips, too")
    keying.add_argument("--others", action="store_true", help="key with other tools, too; installs them at first")
    keying.add_argument("--form-rounds", type=int, default=10, help="rounds of the random form (10); 0: none")
    keying.add_argument("--entries", type=int, default=0, help="entries over which the lane is weighed (0: none)")


def run(given: argparse.Namespace) -> list[Measured]:
    """Measure what was asked for."""
    found: list[Measured] = []
    if given.rounds:
        found += _slip_rows(_slips(given))
    if given.form_rounds:
        found += _form_rows(random_form.measure(given.form_rounds, SEED))
    if given.entries:
        most_mb = lane_memory.measure(given.entries) / 1_000_000
        what = f"lane (PSS, driver too), most over {given.entries:,} entries"
        found.append(Measured(what, most_mb, "MB", target=MEMORY_TARGET_MB))
    return found


def _slips(given: argparse.Namespace) -> Taken:
    masters, keyed = Masters(), Keyed()
    with tempfile.TemporaryDirectory() as folder:
        ledger = PracticeSystem(LEDGER, Path(folder) / "ledger", ledger_options())
        ledger.start()
        try:
            with _ways(ledger, Path(folder), given) as ways:
                _round(ways, [masters.slip(0, "WARM-UP")], keyed, "W")
                taken: Taken = {name: [] for name in ways}
                for at in range(given.rounds):
                    slips = [masters.slip(at * given.slips + k, f"{at}-{k}") for k in range(given.slips)]
                    for name, seconds in _round(ways, slips, keyed, f"R{at}").items():
                        taken[name].append(seconds)
            keyed.prove(ledger)
        finally:
            ledger.stop()
    return taken


@contextmanager
def _ways(ledger: PracticeSystem, folder: Path, given: argparse.Namespace) -> Iterator[Mapping[str, Way]]:
    """Open every way, logged in or ready to."""
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        path = find_browser("", playwright)
        browser = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        stack.callback(browser.close)
        page = bare.log_in(browser, ledger.url, USER, ledger.password)
        ways: dict[str, Way] = {BARE: lambda slip, memo: bare.key(page, ledger.url, as_json(slip, memo))}
        for name in (FRESH, ONE) if given.one_context else (FRESH,):
            target = open_robot(ledger, folder / "evidence", one_context=name == ONE)
            stack.callback(target.close)
            ways[name] = partial(enter, target)
        for name in other_tools.TOOLS if given.others else ():
            tool = other_tools.OtherTool(name, folder, url=ledger.url, password=ledger.password, browser=path)
            stack.callback(tool.close)
            ways[f"bare script in {name}"] = partial(_key_by, tool)
        yield ways


def _key_by(tool: other_tools.OtherTool, slip: Slip, memo: str) -> str:
    return tool.key(as_json(slip, memo))


def _round(ways: Mapping[str, Way], slips: list[Slip], keyed: Keyed, name: str) -> dict[str, list[float]]:
    """Key the same orders every way, one way after the other; seconds per slip."""
    taken: dict[str, list[float]] = {}
    for n_way, (way, key) in enumerate(ways.items()):
        taken[way] = []
        for n, order in enumerate(slips):
            slip = replace(order, order_number=f"{n_way}-{order.order_number}")
            memo = f"{name}WAY{n_way}SLIP{n:06}"
            began = time.perf_counter()
            number = key(slip, memo)
            taken[way].append(time.perf_counter() - began)
            keyed.add(slip, memo, number)
    return taken


def _slip_rows(taken: Taken) -> list[Measured]:
    """Hold every way against the bare script: per round the medians' ratio, over the rounds their median."""
    rows = []
    for name, rounds in taken.items():
        ratios = [
            statistics.median(ours) / statistics.median(base) for ours, base in zip(rounds, taken[BARE], strict=True)
        ]
        figure_ms = 1000 * statistics.median(one for seconds in rounds for one in seconds)
        spread = None if name == BARE else (min(ratios), max(ratios))
        rows.append(Measured(name, figure_ms, "ms", statistics.median(ratios), spread, TARGETS.get(name)))
    return rows


def _form_rows(taken: Mapping[str, list[float]]) -> list[Measured]:
    rows = []
    for way, seconds in taken.items():
        ratios = [ours / raw for ours, raw in zip(seconds, taken[random_form.RAW], strict=True)]
        spread = None if way == random_form.RAW else (min(ratios), max(ratios))
        target = FORM_TARGET if way == random_form.MOUSE else None
        what = f"random form: {way}"
        rows.append(Measured(what, 1000 * statistics.median(seconds), "ms", statistics.median(ratios), spread, target))
    return rows
