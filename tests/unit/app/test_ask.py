"""Questions to the tables: paged by key, filtered together, and never against a writer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session, select

from agent.app.ask.audit import AuditFilter, list_actors, list_kinds, search_audit, stream_audit
from agent.app.ask.orders import OrderFilter, count_open, list_customers, list_orders
from agent.app.ask.overview import overview
from agent.app.ask.paging import Place, place_of
from agent.app.ask.queue import count_waiting, find_item, list_approvals, list_open, list_resolved
from agent.app.ask.runs import find_run, list_runs, running
from agent.app.ask.sources import Intake, intake_on, intake_since, list_sources, sum_of
from agent.app.ask.story import find_delivery, find_document, find_story
from agent.app.ask.targets import find_pause, list_targets
from agent.core.business_day import site_day
from agent.core.decision import Approve
from agent.store import exceptions
from agent.store.tables import ActionRow
from tests.support.papers import CUSTOMERS
from tests.support.seeded import NOW, ZONE, Seeded, seed

TODAY = site_day(NOW, ZONE)
MORNING = NOW - timedelta(hours=10)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seeded]:
    """The sample site."""
    site = seed(tmp_path_factory.mktemp("asked"))
    yield site
    site.database.close()


@pytest.fixture
def session(sample: Seeded) -> Iterator[Session]:
    """A session of the reading pool."""
    with sample.database.reading() as opened:
        yield opened


def numbers(page):
    return [order.number for order in page.rows]


def test_pages_follow_each_other_without_gap_or_repeat(session):
    """Walking the pages gives every order once, newest first, also where instants are equal."""
    whole = list_orders(session, OrderFilter(), limit=1000).rows
    walked, after = [], None
    while True:
        page = list_orders(session, OrderFilter(), after, limit=3)
        walked += page.rows
        after = page.after
        if after is None:
            break
    assert [order.key for order in walked] == [order.key for order in whole]
    assert [order.received_at for order in walked] == sorted((order.received_at for order in walked), reverse=True)


def test_a_place_survives_an_address_and_nonsense_is_the_beginning():
    """A page's address can be kept; a broken one is no error."""
    place = Place(NOW, "C001:注文/1")
    assert place_of(str(place)) == place
    assert [place_of(text) for text in ("", None, "%%", "bm9uc2Vuc2U", "WzEsMl0")] == [None] * 5


def test_text_finds_order_slip_key_and_customer(session):
    """One box finds what a clerk has at hand."""
    story = list_orders(session, OrderFilter(text="D-20487")).rows[0]
    assert numbers(list_orders(session, OrderFilter(text="PO-2511007"))) == [story.number]
    assert numbers(list_orders(session, OrderFilter(text="謎の"))) == ["PO-2511031"]
    assert {order.customer_code for order in list_orders(session, OrderFilter(text="青果")).rows} == {"C005"}
    assert list_orders(session, OrderFilter(text="%")).rows == ()


def test_filters_hold_together(session):
    """Every condition narrows; none widens."""
    wanted = OrderFilter(state="entered", source="inbox", customer="C005", since=MORNING, until=NOW)
    rows = list_orders(session, wanted).rows
    assert rows
    assert {(order.state, order.source, order.customer_code) for order in rows} == {("entered", "inbox", "C005")}
    assert list_orders(session, replace(wanted, until=MORNING)).rows == ()


def test_customers_are_those_who_ordered(session):
    """Codes are walked from one to the next."""
    assert list_customers(session) == sorted(CUSTOMERS)
    assert list_customers(session, "ひながた") == [("C008", "ひながた珈琲株式会社")]


def test_an_order_whose_slip_may_be_there_is_not_said_to_wait_for_its_entry(session):
    """Nobody is led to key it by hand: its outcome is unknown."""
    found = list_orders(session, OrderFilter(), limit=1000).rows
    states = {order.number: (order.state, order.shown_state) for order in found if order.shown_state != order.state}
    unknown = session.exec(select(ActionRow.order).where(ActionRow.state == "unknown")).all()

    assert sorted(order.key for order in found if order.is_in_doubt) == sorted(
        order.key for order in found if order.key in unknown and order.state == "decided"
    )
    assert set(states.values()) == {("decided", "in-doubt")}


def test_the_queue_is_in_doubt_first_then_oldest(session):
    """What may be there twice stands before everything; approvals can be left out."""
    items = list_open(session)
    assert items[0].kind == "in-doubt"
    assert items[0].idempotency_key
    business = [item.opened_at for item in items if item.kind == "business"]
    assert business == sorted(business)
    codes = {item.reason.code for item in list_open(session, with_approvals=False)}
    assert "approval-needed" not in codes
    assert count_waiting(session)["business"] == count_waiting(session, with_approvals=False)["business"] + 1
    assert [item.kind for item in list_open(session, ["system"])] == ["system"]


def test_what_was_dealt_with_moves_to_the_resolved(sample):
    """Closing takes a thing out of the open list and keeps who and why."""
    with sample.database.transaction() as session:
        number = next(item.id for item in list_open(session) if item.kind == "dead-letter")
        row = exceptions.find_open(session, number)
        exceptions.close(session, row, NOW, "hanako", "dropped", "広告")
        page = list_resolved(session)
        assert [(item.id, item.resolved_by, item.comment) for item in page.rows] == [(number, "hanako", "広告")]
        assert find_item(session, number).resolution == "dropped"
        session.rollback()


def test_approvals_say_whose_yes_is_asked(session):
    """An approval names the role, the rule and since when."""
    (one,) = list_approvals(session)
    assert (one.by, one.rule, one.order.number) == ("department-head", "over-limit", "PO-2511045")


def test_an_order_tells_its_story(session, sample):
    """From the document to the slip: values, decisions, attempts, evidence, events in the order they happened."""
    story = find_story(session, sample.keys["entered-3"])
    assert story.document.settlement == "accept"
    assert [run.result for run in story.actions[0].runs] == ["entered"]
    assert {piece.name for piece in story.actions[0].runs[0].evidence} >= {"before-commit-picture", "confirmed-picture"}
    assert [fact.at for fact in story.events] == sorted(fact.at for fact in story.events)
    assert story.events[0].kind == "document.received"
    assert isinstance(find_story(session, sample.keys["approving"]).decisions[0].decision, Approve)
    assert [order.linked for order in find_story(session, sample.keys["entered-5"]).relatives] == ["duplicate"]
    assert find_story(session, "no-such") is None
    assert find_document(session, "no-such") is None
    assert find_delivery(session, sample.keys["dead-letter/delivery"]).name == "11月分ご注文書の送付"


def test_runs_are_those_at_work_and_those_that_ended(session, sample):
    """A run shows its steps so far and its latest picture."""
    (run,) = running(session)
    assert run.is_running
    assert run.picture is not None
    ended = list_runs(session, limit=10)
    assert all(not one.is_running for one in ended.rows)
    assert list_runs(session, ended.after, limit=10).rows[0].started_at <= ended.rows[-1].started_at
    assert find_run(session, run.action, 1) == run
    assert find_run(session, run.action, 9) is None


def test_counts_add_up_per_source_and_day(session):
    """Deliveries seen and orders found are accounted for; a gap is a number, not a silence."""
    intakes = intake_on(session, TODAY)
    assert [one.unaccounted for one in intakes] == [0, 0, 0]
    assert sum_of(intakes, TODAY).found == sum(one.found for one in intakes) == 35
    assert Intake("x", TODAY, seen=3, taken=2).unaccounted == 1
    days = [one.day for one in intake_since(session, "inbox", TODAY - timedelta(days=3))]
    assert days == [TODAY - timedelta(days=ago) for ago in range(4)]


def test_a_source_that_is_down_is_unknown_and_says_since_when(session):
    """Down is a state of its own, with its reason."""
    portal = next(one for one in list_sources(session, NOW) if one.name == "web-portal")
    assert portal.is_down
    assert portal.reason.code == "source-unreachable"
    assert portal.lag_s == 20


def test_targets_say_pause_and_queue(session):
    """A target that nothing was keyed into is listed when the site has it."""
    by_name = {one.name: one for one in list_targets(session, MORNING, ["spare"])}
    assert (by_name["demo-ledger"].waiting, by_name["demo-ledger"].running) == (2, 1)
    assert by_name["demo-ledger"].entered_today == 24
    assert by_name["old-ledger"].pause.by == "joho"
    assert by_name["spare"].counts == {}
    assert find_pause(session) is None


def test_the_overview_says_the_same_as_its_parts(session):
    """The first page's numbers are the lists' numbers."""
    seen = overview(session, NOW, TODAY, MORNING)
    assert seen.open_orders == count_open(session)
    assert seen.entered == len(list_orders(session, OrderFilter(state="entered"), limit=100).rows)
    assert seen.runs == running(session)
    assert [agent.name for agent in seen.agents] == ["agent-1"]


def plainly(facts, wanted, codes):
    """Filter by looking at every event: what the search is compared with."""

    def fits(fact):
        return (
            (wanted.since is None or fact.at >= wanted.since)
            and (wanted.until is None or fact.at < wanted.until)
            and (wanted.day_from is None or (fact.day is not None and fact.day >= wanted.day_from))
            and (wanted.amount_from is None or (fact.amount_jpy is not None and fact.amount_jpy >= wanted.amount_from))
            and (wanted.amount_to is None or (fact.amount_jpy is not None and fact.amount_jpy <= wanted.amount_to))
            and (not wanted.partner or fact.partner in codes)
            and (not wanted.kind or fact.kind == wanted.kind)
        )

    return [fact.event for fact in facts if fits(fact)]


@pytest.mark.proves("F5")
@pytest.mark.parametrize("partner", ["", "青果", "C00"])
@pytest.mark.parametrize("amounts", [(None, None), (50_000, None), (None, 60_000), (50_000, 60_000)])
@pytest.mark.parametrize("since", [None, NOW - timedelta(minutes=40)])
def test_date_amount_and_partner_ranges_agree_with_a_plain_scan(session, partner, amounts, since):
    """Every combination of the ranges finds exactly what looking at every event finds."""
    wanted = AuditFilter(since=since, day_from=TODAY, amount_from=amounts[0], amount_to=amounts[1], partner=partner)
    codes = {"青果": {"C005"}, "C00": {code for code, _ in CUSTOMERS}}.get(partner, set())
    everything = list(stream_audit(session, AuditFilter()))
    found = [fact.event for fact in stream_audit(session, wanted)]
    assert found == plainly(everything, wanted, codes)
    page = search_audit(session, wanted, limit=10_000)
    assert [fact.event for fact in page.rows] == found[::-1]


def test_the_audit_search_names_what_can_be_asked_for(session):
    """Kinds and actors in use are offered for choosing."""
    assert "slip.confirmed" in list_kinds(session)
    assert list_actors(session) == ["bucho", "emma", "hanako", "joho", "kanri", "kansa", "agent-1"]
    assert search_audit(session, AuditFilter(actor="nobody")).rows == ()
