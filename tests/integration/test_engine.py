"""The whole engine in one process, on both databases: received, decided, entered once; a person's commands obeyed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlmodel import select

from agent.app.ask.orders import OrderFilter, list_orders
from agent.app.ask.sources import list_sources
from agent.core.action import ActionState
from agent.core.command import CommandKind
from agent.core.delivery import Settlement, digest_of
from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder, Way
from agent.engine import rounds
from agent.engine.bring import Bringer
from agent.engine.brought import Brought
from agent.engine.parsers import Parsers
from agent.store import actions
from agent.store.database import Database
from agent.store.tables import AgentRow
from tests.support.databases import ON_A_FILE
from tests.support.whole_agent import CONFIG, TARGET, WholeAgent, whole_agent

pytestmark = pytest.mark.integration


@pytest.fixture
def agent(database: Database, tmp_path: Path, parsers: Parsers) -> Iterator[WholeAgent]:
    """The engine at work."""
    with whole_agent(database, tmp_path, parsers) as running:
        yield running


def orders(n: int = 1, **changes: object) -> list[SampleOrder]:
    """Ordinary orders by CSV, with numbers of their own."""
    day = sample_orders(CONFIG / "masters", date(2026, 11, 25))
    pattern = [one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED]
    return [replace(pattern[at % len(pattern)], number=f"T{at:04d}", **changes) for at in range(n)]


@ON_A_FILE
def test_a_slip_carries_the_document_it_came_from(agent: WholeAgent):
    """Name and digest of what the customer sent go with the slip, so that a robot can attach it."""
    content = file_of(orders()).content
    agent.drop("one.csv", content)
    agent.until_idle()

    slip = agent.target.slips[0].slip
    assert slip is not None
    assert (slip.document_name, slip.document_digest) == ("one.csv", digest_of(content))
    assert agent.outside.evidence.read(slip.document_digest) == content


@pytest.mark.proves("A9")
def test_an_order_goes_all_the_way(agent: WholeAgent):
    """A file dropped becomes one slip, its source is told, and every change has its event."""
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_idle()

    assert [row.state for row in agent.orders()] == ["entered"]
    assert agent.source.settled == [("one.csv", Settlement.ACCEPT)]
    assert len(agent.target.slips) == 1
    assert agent.kinds(agent.orders()[0].key) == [
        "order.extracted",
        "order.checked",
        "order.decided",
        "action.queued",
        "action.intended",
        "action.sending",
        "action.sent",
        "slip.confirmed",
    ]


def test_the_same_file_again_is_counted_and_changes_nothing(agent: WholeAgent):
    """The same bytes under the same name are one delivery, however often they come."""
    content = file_of(orders()).content
    agent.drop("one.csv", content)
    agent.until_idle()
    agent.drop("one.csv", content)
    agent.until_idle()

    assert len(agent.orders()) == 1
    assert len(agent.target.slips) == 1


def test_the_same_order_in_another_file_is_linked_and_not_entered(agent: WholeAgent):
    """A duplicate is kept, linked to the first, and never keyed."""
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_idle()
    agent.drop("copy.csv", file_of(orders()).content)
    agent.until_idle()

    first, second = agent.orders()
    assert (second.linked, second.related, second.state) == ("duplicate", first.key, "closed")
    assert len(agent.target.slips) == 1


@ON_A_FILE
def test_an_amended_order_goes_to_a_person(agent: WholeAgent):
    """The same customer and number with another quantity waits; nothing more is keyed."""
    first = orders()[0]
    line = replace(first.lines[0], quantity=first.lines[0].quantity + 1)
    agent.drop("one.csv", file_of([first]).content)
    agent.until_idle()
    agent.drop("two.csv", file_of([replace(first, lines=(line, *first.lines[1:]))]).content)
    agent.until_idle()

    assert [row.state for row in agent.orders()] == ["entered", "held"]
    assert [row.reason["code"] for row in agent.waiting()] == ["order-amended"]
    assert len(agent.target.slips) == 1


@ON_A_FILE
def test_a_wrong_sum_is_held_and_can_be_entered_by_no_short_cut(agent: WholeAgent):
    """A sum that does not add up never reaches the robot, not even when a person asks for it as it stands."""
    agent.drop("one.csv", file_of(orders(stated_total=Decimal(1))).content)
    agent.until_idle()
    waiting = agent.waiting()[0]
    answer = agent.say(CommandKind.RESOLVE, waiting.id, resolution="enter-anyway")

    assert waiting.reason["code"] == "check-failed"
    assert answer["code"] == "check-failed"
    assert agent.target.slips == []


@ON_A_FILE
def test_an_approved_order_is_entered(agent: WholeAgent):
    """An order above the limit waits for a signature, and is keyed after it."""
    line = replace(orders()[0].lines[0], quantity=Decimal(100_000))
    agent.drop("one.csv", file_of(orders(lines=(line,))).content)
    agent.until_idle()
    states = [row.state for row in agent.orders()]
    answer = agent.say(CommandKind.APPROVE, agent.orders()[0].key, by="sato")
    agent.until_idle()

    assert states == ["approving"]
    assert answer == {"ok": True}
    assert [row.state for row in agent.orders()] == ["entered"]
    assert agent.waiting() == []


@ON_A_FILE
def test_a_refused_order_is_closed(agent: WholeAgent):
    """An order whose signature is refused is closed, with a decision that says who."""
    line = replace(orders()[0].lines[0], quantity=Decimal(100_000))
    agent.drop("one.csv", file_of(orders(lines=(line,))).content)
    agent.until_idle()
    agent.say(CommandKind.REFUSE, agent.orders()[0].key, by="sato")

    assert [row.state for row in agent.orders()] == ["closed"]
    assert agent.target.slips == []


@ON_A_FILE
def test_an_unreadable_file_is_kept_and_refused(agent: WholeAgent):
    """What no form can read waits as a dead letter, with the document kept, and the source is told so."""
    agent.drop("odd.csv", b"\x00\x01\x02 not an order")
    agent.until_idle()

    assert [row.kind for row in agent.waiting()] == ["dead-letter"]
    assert agent.source.settled == [("odd.csv", Settlement.REJECT)]


def test_a_lost_answer_is_looked_up_and_not_entered_again(agent: WholeAgent):
    """When the commit's answer is lost, the slip is found by its key; there is one."""
    agent.target.lose_answers = 1
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_idle()

    assert [row.state for row in agent.orders()] == ["entered"]
    assert len(agent.target.slips) == 1
    assert "action.unknown" in agent.kinds(agent.orders()[0].key)


def test_a_commit_that_never_arrived_is_sent_again(agent: WholeAgent):
    """When the commit was lost on its way, the look-up is clear, and the slip is entered once."""
    agent.target.lose_commits = 1
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_idle()

    assert [row.state for row in agent.orders()] == ["entered"]
    assert len(agent.target.slips) == 1


def test_a_target_that_is_down_is_tried_again(agent: WholeAgent):
    """While the target is down the action is parked, and goes on by itself."""
    agent.target.down = 2
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_idle()

    assert [row.state for row in agent.orders()] == ["entered"]


def test_a_refused_slip_waits_and_is_entered_on_retry(agent: WholeAgent):
    """What the target refuses waits for a person with its reason; a retry keys it."""
    agent.target.refuse = 1
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_idle()
    waiting = agent.waiting()
    agent.say(CommandKind.RETRY, waiting[0].id)
    agent.until_idle()

    assert [row.kind for row in waiting] == ["business"]
    assert [row.state for row in agent.orders()] == ["entered"]


@ON_A_FILE
def test_a_slip_keyed_by_hand_is_noted_with_its_number(agent: WholeAgent):
    """A person who keyed the slip says its number, and the order is done."""
    agent.target.refuse = 1
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_idle()
    agent.say(CommandKind.RESOLVE, agent.waiting()[0].id, resolution="done-by-hand", slip_number="D-77")

    assert [(row.state, row.slip_number) for row in agent.actions()] == [("entered", "D-77")]
    assert [row.state for row in agent.orders()] == ["entered"]


@ON_A_FILE
def test_an_order_keyed_by_hand_without_us_is_found_by_its_slip_number(agent: WholeAgent):
    """An order that was held before any action can be keyed by hand too: its number stands with the order."""
    agent.drop("one.csv", file_of(orders(stated_total=Decimal(1))).content)
    agent.until_idle()
    agent.say(CommandKind.RESOLVE, agent.waiting()[0].id, resolution="done-by-hand", slip_number="D-78")
    key = agent.orders()[0].key
    with agent.outside.database.reading() as session:
        found = list_orders(session, OrderFilter(text="D-7")).rows

    assert agent.actions() == []
    assert [(row.key, row.slip_number, row.state) for row in found] == [(key, "D-78", "entered")]


def test_two_slips_with_our_key_go_to_a_person_in_doubt(agent: WholeAgent):
    """When the target holds two slips with our key, nothing is keyed and a person looks, first in line."""
    agent.say(CommandKind.PAUSE, TARGET)
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_parked()
    key = agent.actions()[0].idempotency_key
    agent.target.plant(key, "A1")
    agent.target.plant(key, "A2")
    agent.say(CommandKind.RESUME, TARGET)
    agent.until_idle()

    assert [row.kind for row in agent.waiting()] == ["business"]
    assert [row.reason["code"] for row in agent.waiting()] == ["slips-several"]
    assert len(agent.target.slips) == 2


def test_a_paused_target_is_not_keyed_into_until_resumed(agent: WholeAgent):
    """While a target is paused its actions wait, however long; resumed, they go on."""
    agent.say(CommandKind.PAUSE, TARGET, reason="month-end closing")
    agent.drop("one.csv", file_of(orders(2)).content)
    agent.until_parked()
    slips_while_paused = list(agent.target.slips)
    agent.say(CommandKind.RESUME, TARGET)
    agent.until_idle()

    assert slips_while_paused == []
    assert len(agent.target.slips) == 2


@ON_A_FILE
def test_a_ceiling_stops_the_robot_before_it_acts(database: Database, tmp_path: Path, parsers: Parsers):
    """Above so many slips an hour the rest waits."""
    with whole_agent(database, tmp_path, parsers, ceiling={"slips_per_hour": 2}) as agent:
        agent.drop("one.csv", file_of(orders(4)).content)
        agent.until_parked()

        assert len(agent.target.slips) == 2
        assert {row.reason["code"] for row in agent.actions() if row.reason} == {"ceiling-slips"}


@ON_A_FILE
def test_while_its_lane_waits_a_slip_is_looked_up_and_not_keyed(database: Database, tmp_path: Path, parsers: Parsers):
    """A commit that was lost, and a ceiling reached by it: the slip is looked up, and not a key is typed."""
    with whole_agent(database, tmp_path, parsers, ceiling={"slips_per_hour": 1}) as agent:
        agent.target.lose_commits = 1
        agent.drop("one.csv", file_of(orders()).content)
        agent.until(lambda: [row.reason["code"] for row in agent.actions() if row.reason] == ["ceiling-slips"])

        assert [row.state for row in agent.actions()] == ["unknown"]
        assert (agent.target.look_ups, agent.target.entries) == (2, 1)


def test_a_source_that_is_away_is_unknown_and_comes_back(agent: WholeAgent):
    """A source that cannot be reached is noted once, and read whole when it is back."""
    agent.source.away = True
    agent.engine.wake("folder")
    agent.until(lambda: agent.down_since() is not None)
    agent.drop("one.csv", file_of(orders()).content)
    agent.source.away = False
    agent.until_idle()

    assert agent.down_since() is None
    assert len(agent.target.slips) == 1


def test_intake_adds_up(agent: WholeAgent):
    """Deliveries seen are taken, seen again or unreadable; orders found are new, duplicate, amended or held."""
    content = file_of(orders(3)).content
    agent.drop("one.csv", content)
    agent.until_idle()
    agent.drop("one.csv", content)
    agent.drop("copy.csv", content + b"\r\n")
    agent.drop("odd.csv", b"\x00\x01")
    agent.until_idle()
    counts = agent.intake_counts()

    assert counts["seen"] == counts["taken"] + counts.get("again", 0) + counts["unreadable"]
    assert (counts["orders-new"], counts["orders-duplicate"]) == (3, 3)


@pytest.mark.proves("A8")
def test_what_a_source_leaves_alone_is_counted_once_and_told(agent: WholeAgent):
    """An item the source's settings do not want is seen and ignored once, however often it is looked at."""
    agent.source.unwanted = ("memo.txt",)
    agent.until(lambda: agent.intake_counts() == {"seen": 1, "ignored": 1})
    agent.source.unwanted = ("memo.txt", "photo.jpg")
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_idle()
    with agent.outside.database.reading() as session:
        [status] = list_sources(session, agent.clock.now())
    agent.source.unwanted = ()
    agent.engine.wake("folder")
    agent.until(lambda: agent.n_left_alone() == 0)
    counts = agent.intake_counts()

    assert (status.n_left_alone, status.left_alone) == (2, ("memo.txt", "photo.jpg"))
    assert (counts["seen"], counts["ignored"], counts["taken"]) == (3, 2, 1)


@ON_A_FILE
def test_a_held_order_is_decided_again_after_the_master_was_corrected(agent: WholeAgent):
    """An order from an unknown customer waits; once the customer is in the master, a retry enters it."""
    stranger = orders(customer_code="C777", customer_name="新しい商店")
    agent.drop("one.csv", file_of(stranger).content)
    agent.until_idle()
    waiting = agent.waiting()[0]
    agent.add_customer("C777", "新しい商店")
    agent.say(CommandKind.RETRY, waiting.id)
    agent.until_idle()

    assert waiting.reason["code"] == "customer-unknown"
    assert [row.state for row in agent.orders()] == ["entered"]
    assert agent.waiting() == []


def test_a_thousand_orders_of_one_file_are_all_stored(database: Database, tmp_path: Path, parsers: Parsers):
    """One CSV of a thousand orders is one transaction: a thousand orders, decisions and queued actions."""
    with whole_agent(database, tmp_path, parsers) as agent:
        agent.say(CommandKind.PAUSE, TARGET)
        agent.drop("many.csv", file_of(orders(1000)).content)
        agent.until(lambda: len(agent.orders()) == 1000)

        assert len(agent.actions()) == 1000
        assert len({row.idempotency_key for row in agent.actions()}) == 1000


def test_a_person_who_ends_an_action_while_it_is_looked_up_is_obeyed(agent: WholeAgent):
    """Done by hand during the look-up of an unknown outcome: the agent keys nothing more."""

    def end_by_hand(n_look_up: int) -> None:
        if n_look_up == 2:
            with agent.outside.database.transaction() as session:
                row = actions.get_action(session, agent.actions()[0].key)
                actions.move(session, row.key, ActionState.ENTERED, agent.clock.now(), slip_number="BY-HAND")

    agent.target.lose_commits = 1
    agent.target.at_find = end_by_hand
    agent.drop("one.csv", file_of(orders()).content)
    agent.until(lambda: agent.n_attempts_ended() == 2)

    assert agent.target.slips == []
    assert [row.slip_number for row in agent.actions()] == ["BY-HAND"]


@ON_A_FILE
def test_a_commit_whose_answer_is_lost_again_and_again_waits_for_a_person(agent: WholeAgent):
    """A target that never answers this commit is not sent it for ever: after three times a person looks."""
    agent.target.lose_commits = 10**6
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_idle()

    assert [row.kind for row in agent.waiting()] == ["in-doubt"]
    assert 10**6 - agent.target.lose_commits == 3


@ON_A_FILE
def test_a_slip_with_a_number_that_is_not_found_is_never_keyed_again(agent: WholeAgent):
    """The target answered with a number, then does not show the slip: a person looks, nothing is keyed twice."""
    agent.target.hide_slips = True
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_idle()

    assert [row.kind for row in agent.waiting()] == ["in-doubt"]
    assert len(agent.target.slips) == 1


@ON_A_FILE
def test_a_wrong_password_pauses_the_target_and_a_person_is_told_once(agent: WholeAgent):
    """After one refused log-in no further slip is tried, so that the account is not locked out; resumed, all go on."""
    agent.target.wrong_password = True
    agent.drop("one.csv", file_of(orders(3)).content)
    agent.until_parked()
    told = [(row.kind, row.order) for row in agent.waiting()]
    agent.target.wrong_password = False
    agent.say(CommandKind.RESUME, TARGET)
    agent.until_idle()

    assert told == [("system", None)]
    assert agent.target.log_ins <= 2
    assert len(agent.target.slips) == 3
    assert agent.waiting() == []


@ON_A_FILE
def test_an_order_that_came_again_under_its_right_name_is_not_entered_twice(agent: WholeAgent):
    """Held for an unknown customer, sent again once the master knows it: the first is entered, the other waits."""
    stranger = file_of(orders(customer_code="", customer_name="新しい商店")).content
    agent.drop("one.csv", stranger)
    agent.until_idle()
    first = agent.waiting()[0]
    agent.add_customer("C777", "新しい商店")
    agent.drop("again.csv", stranger)
    agent.until_idle()
    agent.say(CommandKind.RETRY, first.id)
    agent.until_idle()

    assert len(agent.target.slips) == 1
    assert sorted((row.linked, row.state) for row in agent.orders()) == [("amended", "held"), ("new", "entered")]


@ON_A_FILE
def test_the_same_again_without_a_number_waits_for_a_person(agent: WholeAgent):
    """Two equal orders without a number may be two orders: both wait, none is dropped in silence."""
    nameless = file_of([replace(orders()[0], number="")]).content
    agent.drop("one.csv", nameless)
    agent.until_idle()
    agent.drop("next-week.csv", nameless)
    agent.until_idle()

    assert [row.state for row in agent.orders()] == ["held", "held"]
    assert len(agent.waiting()) == 2


def test_an_action_whose_run_ended_without_a_word_is_taken_up_again(agent: WholeAgent, monkeypatch):
    """A run that died of the database leaves its action in hand; the rounds find it, and it goes on."""
    monkeypatch.setattr(rounds, "STANDS_STILL_S", 0.0)
    monkeypatch.setattr(rounds, "RESCUE_EVERY_S", 0.1)
    under_lease, failures = Bringer._under_lease, iter([RuntimeError("the database went away")])

    def fail_once(self: Bringer, key: str, token: int) -> Brought | None:
        for failure in failures:
            raise failure
        return under_lease(self, key, token)

    monkeypatch.setattr(Bringer, "_under_lease", fail_once)
    agent.drop("one.csv", file_of(orders()).content)
    agent.until(lambda: [row.state for row in agent.orders()] == ["entered"])

    assert len(agent.target.slips) == 1


@ON_A_FILE
def test_retrying_what_is_said_of_a_target_resumes_it(agent: WholeAgent):
    """A person who repaired the account retries the item in the queue: the target goes on, the item is gone."""
    agent.target.wrong_password = True
    agent.drop("one.csv", file_of(orders()).content)
    agent.until_parked()
    agent.target.wrong_password = False
    answer = agent.say(CommandKind.RETRY, agent.waiting()[0].id)
    agent.until_idle()

    assert answer == {"ok": True}
    assert len(agent.target.slips) == 1
    assert agent.waiting() == []


def test_an_agent_that_runs_is_seen_to_live(agent: WholeAgent):
    """The console asks this table whether anybody works; on SQLite too."""
    with agent.outside.database.reading() as session:
        rows = session.exec(select(AgentRow)).all()

    assert [(row.name, row.dead) for row in rows] == [("agent-1", False)]
