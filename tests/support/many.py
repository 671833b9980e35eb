"""An agent with two accounts, and rules that send orders to them by the first letter of their number."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder, Way
from agent.engine.lifecycle import Engine
from agent.engine.outside import Guidance, OpenTarget, Rulebook
from agent.engine.parsers import Parsers
from agent.settings.model import TargetSettings
from agent.store.database import Database
from rules.load import load_ruleset
from tests.support.sources import ScriptedSource
from tests.support.targets import RememberingTarget
from tests.support.whole_agent import CONFIG, PATIENCE_S, TARGET, MovableClock, WholeAgent, inside_a_test, outside_of

OTHER = "other-ledger"
TOKYO = ZoneInfo("Asia/Tokyo")
SLOW_S = 0.3  # a slip that takes so long is one that nobody overtakes on the queue
RULES = """
on_missing: {hold: undecided}
entry:
  policy: first
  otherwise: {enter: demo-ledger}
  rules:
    - {id: other, why: two accounts, when: order.number.startsWith('O'), then: {enter: other-ledger}}
    - {id: ask, why: a person signs, when: order.number.startsWith('HA'), then: {approve: head}}
    - {id: high, why: goes first, when: order.number.startsWith('H'), then: {enter: demo-ledger, priority: high}}
    - {id: low, why: goes last, when: order.number.startsWith('L'), then: {enter: demo-ledger, priority: low}}
    - {id: by, why: has a deadline, when: order.number.startsWith('B'), then: {enter: demo-ledger, by: "23:59"}}
"""


class TwoAccounts(WholeAgent):
    """The agent with the target of the sample company, and another one."""

    other: RememberingTarget

    def order(self, *numbers: str) -> None:
        """Let one file with orders of these numbers arrive."""
        self.drop(f"{numbers[0]}.csv", file_of(_orders(numbers)).content)

    def entered(self, target: RememberingTarget | None = None) -> list[str]:
        """Name the orders whose slips a target holds, in the order they were entered."""
        return [one.slip.order_number for one in (target or self.target).slips if one.slip is not None]

    def key_of(self, number: str) -> str:
        """Return an order's key."""
        return next(row.key for row in self.orders() if row.number == number)

    def set_clock(self, text: str) -> None:
        """Put the clock to an instant of the site's time."""
        wanted = datetime.fromisoformat(text).replace(tzinfo=TOKYO)
        self.clock.advance((wanted - self.clock.now()).total_seconds())


@contextmanager
def two_accounts(
    database: Database, folder: Path, parsers: Parsers, at: str = "", **settings: object
) -> Iterator[TwoAccounts]:
    """Run the engine on two slow accounts for as long as the block lasts; `settings` are those of the first.

    `at` is the site's time the clock shows at the start.
    """
    source, clock = ScriptedSource("folder"), MovableClock()
    target, other = RememberingTarget(), RememberingTarget()
    outside = outside_of(database, folder, source, target, parsers, clock, **settings)
    plain = TargetSettings(robot="demo-ledger", url="http://127.0.0.1", settle_for=0.2)
    outside.targets[OTHER] = OpenTarget(OTHER, other, plain)
    ruleset = load_ruleset({"rules/many.yaml": RULES}, {TARGET, OTHER})
    outside = replace(outside, rulebook=Rulebook(Guidance(ruleset, outside.rulebook.now().masters)))
    with inside_a_test():
        running = TwoAccounts(outside, source, target, clock, Engine(outside))
        running.other = other
        for one in (target, other):
            one.at_find = lambda _n: time.sleep(SLOW_S)
        if at:
            running.set_clock(at)
        running.engine.start()
        try:
            yield running
        finally:
            running.engine.stop(int(PATIENCE_S))


def _orders(numbers: tuple[str, ...]) -> list[SampleOrder]:
    day = sample_orders(CONFIG / "masters", date(2026, 11, 25))
    pattern = next(one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED)
    return [replace(pattern, number=number) for number in numbers]
