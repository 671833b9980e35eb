"""Bring everything up for one campaign, run it, take everything down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import islice
from pathlib import Path

from tests.faults.entries.campaign import Campaign, Result
from tests.faults.entries.denpyo import LANES, DenpyoRobot
from tests.faults.entries.director import Director
from tests.faults.entries.ledgersmb import LedgerSmbRig
from tests.faults.entries.naive_robot import STRIKES_ALIKE, NaiveWorker
from tests.faults.entries.orders import endless_orders
from tests.faults.entries.plan import Fault, Kind, Moment, make_plan
from tests.faults.entries.rigs import MASTERS, DemoRig, Rig
from tests.faults.entries.wire import Answered, Asked, Deed, Wire
from tests.support.ledgersmb.runs import a_ledgersmb


class _Later:
    """Stands for the director until it is there: the robots must know the wire's address first."""

    director: Director | None = None

    def asked(self, asked: Asked) -> Deed:
        return self.director.asked(asked) if self.director else Deed.PASS

    def answered(self, asked: Asked, answer: Answered) -> tuple[Deed, Answered]:
        return self.director.answered(asked, answer) if self.director else (Deed.PASS, answer)

    def passed(self, asked: Asked) -> None:
        if self.director:
            self.director.passed(asked)


def strike_denpyo(
    folder: Path, rig: Rig, count: int, seed: int, file: Path | None = None, kinds: Sequence[Kind] = tuple(Kind)
) -> Result:
    """Strike the agent's entries, one fault each; returns when every order has come to its end."""
    orders = list(islice(endless_orders(MASTERS, seed), count))
    plan = make_plan([order.number for order in orders], seed, kinds)
    with ExitStack() as stack:
        later = _Later()
        urls = _wires(stack, rig, LANES, later)
        robot = DenpyoRobot(folder, rig, urls)
        stack.callback(robot.close)
        later.director = Director(rig, plan, robot)
        result = Campaign(robot, rig, later.director, plan, file).run(orders)
        robot.process.stop()
        result.audit = robot.audit()
    return result


def strike_naive(
    folder: Path, rig: Rig, count: int, seed: int, file: Path | None = None, kinds: Sequence[Kind] = tuple(Kind)
) -> Result:
    """Strike the naive robot's entries with the same faults of the same plan, those that can strike it."""
    orders = list(islice(endless_orders(MASTERS, seed), count))
    whole = make_plan([order.number for order in orders], seed, kinds)
    plan = {number: _without_search(fault) for number, fault in whole.items() if fault.kind in STRIKES_ALIKE}
    with ExitStack() as stack:
        later = _Later()
        urls = _wires(stack, rig, NaiveWorker.lanes, later)
        robot = NaiveWorker(folder, rig, urls[NaiveWorker.lanes[0]])
        stack.callback(robot.close)
        later.director = Director(rig, plan, robot)
        return Campaign(robot, rig, later.director, plan, file).run([one for one in orders if one.number in plan])


def _wires(stack: ExitStack, rig: Rig, lanes: Sequence[str], watcher: _Later) -> dict[str, str]:
    wires = {lane: Wire(lane, rig.port, watcher) for lane in lanes}
    for wire in wires.values():
        stack.callback(wire.close)
    return {lane: wire.url for lane, wire in wires.items()}


def _without_search(fault: Fault) -> Fault:
    """Move to the form what would strike at the search: a naive robot does not search."""
    moment = Moment.FORM if fault.moment is Moment.SEARCH else fault.moment
    return Fault(fault.order, fault.kind, moment, fault.delay_s, fault.share)


@contextmanager
def demo_rig(folder: Path) -> Iterator[Rig]:
    """Run the demo ledger for as long as the block lasts."""
    rig = DemoRig(folder / "ledger")
    try:
        yield rig
    finally:
        rig.stop()


@contextmanager
def ledgersmb_rig(_folder: Path) -> Iterator[Rig]:
    """Run a LedgerSMB for as long as the block lasts."""
    with a_ledgersmb() as ledger:
        yield LedgerSmbRig(ledger)


RIGS = {"demo": demo_rig, "ledgersmb": ledgersmb_rig}
