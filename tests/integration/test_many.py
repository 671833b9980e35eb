"""Many accounts and many slips: side by side, in the right order, within hours and ceilings, and visibly so."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlmodel import col, select

from agent.app.ask.lanes import LaneStatus, list_lanes
from agent.core.action import ActionState
from agent.core.command import CommandKind
from agent.core.errors import OutcomeUnknownError, TransientError
from agent.engine.parsers import Parsers
from agent.store import actions
from agent.store.database import Database
from agent.store.tables import ActionRow, AuditIndexRow
from tests.support.many import OTHER, SLOW_S, TwoAccounts, two_accounts
from tests.support.whole_agent import PATIENCE_S, TARGET

pytestmark = pytest.mark.integration


@pytest.fixture
def agent(file: Database, tmp_path: Path, parsers: Parsers) -> Iterator[TwoAccounts]:
    """The agent at work on two accounts."""
    with two_accounts(file, tmp_path, parsers) as running:
        yield running


def lane(agent: TwoAccounts, name: str = TARGET) -> LaneStatus:
    """What is told of a lane now."""
    now = agent.clock.now()
    began = now.astimezone(agent.outside.zone).replace(hour=0, minute=0, second=0, microsecond=0)
    with agent.outside.database.reading() as session:
        return next(one for one in list_lanes(session, now, began, [name]) if one.target == name)


def reasons(agent: TwoAccounts) -> set[str]:
    return {row.reason["code"] for row in agent.actions() if row.state == "parked" and row.reason}


@pytest.mark.proves("D8")
def test_two_accounts_are_entered_into_at_the_same_time(database: Database, tmp_path: Path, parsers: Parsers):
    """One slip of each is at work at one moment: each waits in its look-up for the other."""
    with two_accounts(database, tmp_path, parsers) as agent:
        together = threading.Barrier(2, timeout=PATIENCE_S)
        agent.target.at_find = agent.other.at_find = lambda n: together.wait() if n == 1 else None
        agent.order("T1", "O1")
        agent.until_idle()

        assert (agent.entered(), agent.entered(agent.other)) == (["T1"], ["O1"])


@pytest.mark.proves("D8")
def test_an_account_that_hangs_holds_up_no_other(agent: TwoAccounts):
    """While a slip of one hangs, everything of the other is entered; then its own goes on."""
    hangs = threading.Event()
    agent.target.at_find = lambda _n: hangs.wait(PATIENCE_S)
    agent.order("T1", "T2", "T3", "O1", "O2", "O3")
    agent.until(lambda: len(agent.other.slips) == 3)
    slips_meanwhile = list(agent.target.slips)
    hangs.set()
    agent.until_idle()

    assert slips_meanwhile == []
    assert agent.entered() == ["T1", "T2", "T3"]


@pytest.mark.proves("D8")
def test_a_paused_account_costs_nothing_and_holds_up_no_other(agent: TwoAccounts):
    """What waits for a paused account is not tried again and again: its rows stay as they are."""
    agent.say(CommandKind.PAUSE, TARGET, reason="closing")
    agent.order("T1", "T2", "T3", "O1", "O2")
    agent.until(lambda: len(agent.other.slips) == 2)
    agent.until(lambda: reasons(agent) == {"target-paused"})
    before = [(row.key, row.attempt, row.changed_at) for row in agent.actions() if row.target == TARGET]
    cpu = time.process_time()
    time.sleep(2)
    cpu = time.process_time() - cpu
    after = [(row.key, row.attempt, row.changed_at) for row in agent.actions() if row.target == TARGET]
    told = lane(agent)
    agent.say(CommandKind.RESUME, TARGET)
    agent.until_idle()

    assert after == before
    assert cpu < 1.0, f"{cpu:.2f} s of processor in 2 s of waiting"
    assert told.pause is not None
    assert (told.why.code, told.pause.by, told.pause.reason, told.n_waiting) == (
        "target-paused",
        "yamada",
        "closing",
        3,
    )
    assert agent.entered() == ["T1", "T2", "T3"]


@pytest.mark.proves("D8")
def test_priority_then_deadline_then_age(database: Database, tmp_path: Path, parsers: Parsers):
    """Of what waits, a person's word goes first, then priority, deadline, and the order in which it came."""
    with two_accounts(database, tmp_path, parsers, at="2026-11-25T09:00") as agent:
        agent.say(CommandKind.PAUSE, TARGET)
        agent.order("L1", "T1", "T2", "B1", "H1", "L2")
        agent.until(lambda: len(agent.actions()) == 6)
        agent.order("B2", "H2")
        agent.until(lambda: len(agent.actions()) == 8)
        agent.until_parked()
        agent.say(CommandKind.HURRY, agent.key_of("L2"), comment="the customer rang")
        told = lane(agent)
        agent.say(CommandKind.RESUME, TARGET)
        agent.until_idle()
        with agent.outside.database.reading() as session:
            hurried = session.exec(select(AuditIndexRow).where(AuditIndexRow.kind == "action.hurried")).one()

        assert agent.entered() == ["L2", "H1", "H2", "B1", "B2", "T1", "T2", "L1"]
        assert told.waiting == {"hurried": 1, "high": 2, "normal": 4, "low": 1}
        assert hurried.actor == "yamada"


def test_an_approved_order_keeps_its_priority(agent: TwoAccounts):
    """What the rules say of an order's urgency holds after it was signed, as for any other."""
    agent.say(CommandKind.PAUSE, TARGET)
    agent.order("HA1")
    agent.until(lambda: [row.state for row in agent.orders()] == ["approving"])
    agent.say(CommandKind.APPROVE, agent.key_of("HA1"))
    agent.until(lambda: len(agent.actions()) == 1)

    assert lane(agent).waiting["high"] == 1


@pytest.mark.proves("D8")
def test_what_is_urgent_waits_for_two_others_at_most(agent: TwoAccounts):
    """However many were queued before, what comes with priority is next but two."""
    agent.order(*(f"T{n:02d}" for n in range(12)))
    agent.until(lambda: len(agent.target.slips) >= 2)
    agent.order("H1")
    agent.until(lambda: len(agent.actions()) == 13)
    n_before = len(agent.target.slips)
    agent.until_idle()

    assert agent.entered().index("H1") <= n_before + 2
    assert [number for number in agent.entered() if number != "H1"] == [f"T{n:02d}" for n in range(12)]


@pytest.mark.proves("D8")
def test_every_tenth_slip_is_the_one_that_waits_longest(agent: TwoAccounts):
    """What goes last is entered all the same, however much comes with priority."""
    agent.say(CommandKind.PAUSE, TARGET)
    agent.order("L1")
    agent.until(lambda: reasons(agent) == {"target-paused"})
    agent.order(*(f"H{n:02d}" for n in range(12)))
    agent.until(lambda: len(agent.actions()) == 13)
    agent.say(CommandKind.RESUME, TARGET)
    agent.until_idle()

    assert agent.entered().index("L1") == 9


@pytest.mark.proves("D8")
def test_a_slip_begun_within_the_hours_is_finished_and_none_is_begun_after(
    database: Database, tmp_path: Path, parsers: Parsers
):
    """At the end of the day the slip in hand is entered, the next one waits, and goes by itself in the morning."""
    hours = {"days": "mon-fri", "start": "09:00", "end": "17:29", "closed": ["2026-11-26"]}
    with two_accounts(database, tmp_path, parsers, at="2026-11-25T17:28:30", hours=hours) as agent:
        agent.target.at_find = lambda n: agent.clock.advance(150) if n == 1 else None
        agent.order("T1", "T2", "T3")
        agent.until(lambda: len(agent.target.slips) == 1)
        agent.until_parked()
        agent.until(lambda: lane(agent).until is not None)
        told, in_the_evening = lane(agent), agent.entered()
        agent.set_clock("2026-11-27T08:59:30")
        time.sleep(1)
        before_opening = agent.entered()
        agent.set_clock("2026-11-27T09:00:01")
        agent.clock.advance(300)
        agent.until_idle()

        assert (in_the_evening, before_opening) == (["T1"], ["T1"])
        assert told.why.code == "outside-hours"
        assert told.until is not None
        assert told.until.astimezone(agent.outside.zone).isoformat() == "2026-11-27T09:00:00+09:00"
        assert sorted(agent.entered()) == ["T1", "T2", "T3"]


@pytest.mark.proves("D8")
def test_the_yen_of_a_day_are_not_passed_and_smaller_slips_go_before(agent: TwoAccounts):
    """A ceiling counts what was sent; what does not fit waits for the next day and a person is told once."""
    agent.order("T1")
    agent.until_idle()
    each = agent.actions()[0].total_jpy
    with_ceiling(agent, yen_per_day=2 * each + 1)
    agent.order("T2", "T3", "T4")
    agent.until(lambda: len(agent.target.slips) == 2)
    agent.until(lambda: len([row for row in agent.actions() if row.reason]) == 2)
    today = agent.entered()
    told = [row.reason["code"] for row in agent.waiting()]
    agent.clock.advance(86400)
    agent.until(lambda: len(agent.target.slips) == 4)

    assert today == ["T1", "T2"]
    assert told == ["ceiling-yen"]


def with_ceiling(agent: TwoAccounts, **ceiling: int) -> None:
    """Give the account another ceiling."""
    known = agent.outside.targets[TARGET]
    settings = known.settings.model_validate({**known.settings.model_dump(), "ceiling": ceiling})
    agent.outside.targets[TARGET] = type(known)(TARGET, known.port, settings)


@pytest.mark.proves("D8")
def test_a_target_that_is_down_is_not_tried_by_every_slip(agent: TwoAccounts):
    """After three slips in a row the lane waits as a whole, says so, and goes on by itself."""
    agent.target.at_find = lambda _n: None
    agent.target.down = 10**6
    agent.order(*(f"T{n}" for n in range(12)))
    agent.until(lambda: "target-down" in reasons(agent))
    agent.until(lambda: lane(agent).why.code == "target-down")
    told, n_tries = lane(agent), sum(row.attempt for row in agent.actions())
    agent.target.down = 0
    agent.until_idle()

    assert n_tries <= 6
    assert told.until is not None
    assert told.failed_today >= 3
    assert len(agent.target.slips) == 12


@pytest.mark.proves("D8")
def test_a_target_that_asks_to_be_left_alone_is(agent: TwoAccounts):
    """How long a busy target asks to wait is honoured, for the whole lane."""

    def busy(n: int) -> None:
        if n == 1:
            raise TransientError("busy", again_s=600)

    agent.target.at_find = busy
    agent.order("T1", "T2")
    agent.until_parked()
    waits = [row.not_before - agent.clock.now() for row in agent.actions() if row.not_before]

    assert agent.target.slips == []
    assert max(waits) > timedelta(seconds=500)
    assert lane(agent).n_waiting == 2


@pytest.mark.proves("D8")
def test_the_lanes_tell_what_they_do_and_what_it_costs(database: Database, tmp_path: Path, parsers: Parsers):
    """Another process can read what is being entered, what waits, what is late, and what a slip takes."""
    with two_accounts(database, tmp_path, parsers) as agent:
        agent.order("T1", "T2")
        agent.until_idle()
        agent.until(lambda: (cost := lane(agent).cost) is not None and cost.n_slips == 2)
        idle = lane(agent)
        hangs = threading.Event()
        agent.target.at_find = lambda _n: hangs.wait(PATIENCE_S)
        agent.order("T3", "T4", "T5")
        agent.until(lambda: lane(agent).is_at_work)
        with agent.outside.database.transaction() as session:
            for row in session.exec(select(ActionRow).where(col(ActionRow.state).in_(["parked", "queued"]))):
                row.deadline = agent.clock.now() - timedelta(minutes=1)
                session.add(row)
        working, other = lane(agent), lane(agent, OTHER)
        hangs.set()
        agent.until_idle()

        assert (idle.why.code, idle.slips_today, idle.failed_today) == ("lane-idle", 2, 0)
        assert idle.cost is not None
        assert SLOW_S <= idle.cost.average_s < 20
        assert 0 < idle.cost.busy <= 1
        assert working.runs[0].order is not None
        assert (working.runs[0].order.number, working.n_waiting) == ("T3", 2)
        assert [late.is_over for late in working.late] == [True, True]
        assert (other.why.code, other.n_waiting) == ("lane-idle", 0)


def test_what_waits_is_put_off_a_portion_at_a_time(agent: TwoAccounts, monkeypatch: pytest.MonkeyPatch):
    """However many wait for a paused account, no write is long; round by round all of them come to wait."""
    monkeypatch.setattr(actions, "PORTION", 2)
    agent.say(CommandKind.PAUSE, TARGET, reason="closing")
    agent.order("T1", "T2", "T3", "T4", "T5")

    def waiting() -> list[ActionRow]:
        return [row for row in agent.actions() if row.reason and row.reason["code"] == "target-paused"]

    agent.until(lambda: len(waiting()) == 5)


def test_what_is_in_doubt_keeps_its_wait_when_it_is_hurried(agent: TwoAccounts):
    """The target's own slowness cannot be hurried; a slip that merely waits its turn goes at once."""
    agent.say(CommandKind.PAUSE, TARGET, reason="closing")
    agent.order("T1", "T2")
    agent.until_parked()
    doubt, parked = (row.key for row in agent.actions())
    now = agent.clock.now()
    later = now + timedelta(minutes=30)
    with agent.outside.database.transaction() as session:
        for key, state in ((doubt, ActionState.UNKNOWN), (parked, ActionState.PARKED)):
            actions.move(session, key, state, now, not_before=later)
            actions.hurry(session, key, now)
    waits = {row.key: row.not_before for row in agent.actions()}

    assert (waits[doubt], waits[parked]) == (later, now)


def test_a_doubt_without_a_permit_is_stored_as_doubt(agent: TwoAccounts):
    """The page itself may have sent the slip: from now on it is looked up before anything else, and settles first."""

    def doubt(n: int) -> None:
        if n == 1:
            raise OutcomeUnknownError("something was posted before the commit step")

    agent.target.at_find = doubt
    agent.order("T1")
    agent.until(lambda: bool(agent.actions()) and agent.actions()[0].sending_at is not None)
    agent.until_idle()

    assert agent.entered() == ["T1"]
