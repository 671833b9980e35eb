"""What a person says stands in a document: kept, decided anew, entered once; names learned are asked once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlmodel import select

from agent.core.command import CommandKind
from agent.core.correction import seen_of
from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder, Way
from agent.engine import correcting
from agent.engine.parsers import Parsers
from agent.store import corrections, orders
from agent.store.database import Database
from agent.store.tables import AliasRow, AuditEventRow, ExceptionRow
from tests.support.whole_agent import CONFIG, WholeAgent, whole_agent

pytestmark = pytest.mark.integration

TODAY = datetime.now(ZoneInfo("Asia/Tokyo")).date()  # what is due tomorrow would wait for another reason


@pytest.fixture
def agent(database: Database, tmp_path: Path, parsers: Parsers) -> Iterator[WholeAgent]:
    """The engine at work."""
    with whole_agent(database, tmp_path, parsers) as running:
        yield running


def sample(n: int = 0, **changes: object) -> SampleOrder:
    """One ordinary order by CSV."""
    day = sample_orders(CONFIG / "masters", TODAY)
    pattern = next(one for one in day if one.way is Way.FOLDER_CSV and one.fate is Fate.ENTERED)
    return replace(pattern, number=f"T{n:04d}", **changes)


def drop(agent: WholeAgent, name: str, *wanted: SampleOrder, was: str = "", now: str = "") -> None:
    """Let orders arrive; a text may be put in place of another, as a customer writes it."""
    content = file_of(list(wanted)).content
    assert was.encode() in content
    agent.drop(name, content.replace(was.encode(), now.encode()) if was else content)
    agent.until_idle()


def fix(agent: WholeAgent, number: object, *, seen: str = "", **values: str) -> dict[str, object]:
    """Correct an order as the review page does."""
    with agent.outside.database.reading() as session:
        item = session.get(ExceptionRow, number)
        assert item is not None
        shown = seen_of(orders.order_of(orders.get_order(session, str(item.order))))
    return agent.say(CommandKind.CORRECT, number, seen=seen or shown, **{"comment": "お客様に確認", **values})


def events(agent: WholeAgent, kind: str) -> list[dict[str, object]]:
    """The bodies of the audit events of a kind."""
    with agent.outside.database.reading() as session:
        bodies = [json.loads(row.body) for row in session.exec(select(AuditEventRow).order_by(AuditEventRow.id))]
    return [body for body in bodies if body["kind"] == kind]


@pytest.mark.proves("B7")
def test_a_corrected_value_is_entered_with_who_and_why(agent: WholeAgent):
    """A wrong total is put right: the slip is entered once, and value, name and reason stand in the audit log."""
    drop(agent, "one.csv", sample(stated_total=Decimal(1)))
    total = sum(line.quantity * line.unit_price for line in sample().lines)
    answer = fix(agent, agent.waiting()[0].id, fields=json.dumps({"total": f"{total:,}円"}))
    agent.until_idle()

    [order] = agent.orders()
    [event] = events(agent, "order.reviewed")
    assert answer == {"ok": True}
    assert (order.state, order.total_jpy) == ("entered", total)
    assert len(agent.target.slips) == 1
    assert event["actor"] == "yamada"
    assert event["values"] == {
        "fields": {"total": {"old": "1", "new": str(total)}},
        "compared": False,
        "why": "お客様に確認",
    }
    with agent.outside.database.reading() as session:
        [kept] = corrections.of_order(session, order.key)
    assert (kept.field, kept.old, kept.new, kept.by) == ("total", "1", str(total), "yamada")


@pytest.mark.proves("B5")
def test_the_same_misfit_is_asked_once(agent: WholeAgent):
    """A name a person explained is an alias: what waits for it is tried again, and what comes later passes."""
    was = sample().customer_name
    for n in (1, 2):
        drop(agent, f"{n}.csv", sample(n), was=f"{sample().customer_code},{was}", now=",ミホンさん")
    before = [row.reason["code"] for row in agent.waiting()]
    fields = json.dumps({"customer_code": sample().customer_code})
    answer = fix(agent, agent.waiting()[0].id, fields=fields, alias="customer")
    agent.until_idle()
    drop(agent, "3.csv", sample(3), was=f"{sample().customer_code},{was}", now=",ミホンさん")

    assert answer == {"ok": True}
    assert before == ["customer-unknown", "customer-unknown"]
    assert [row.state for row in agent.orders()] == ["entered"] * 3
    assert len(agent.target.slips) == 3
    assert [event["about"] for event in events(agent, "alias.added")] == [sample().customer_code]


@pytest.mark.proves("B5")
def test_a_product_that_one_customer_calls_so_is_asked_once(agent: WholeAgent):
    """A customer's own code and name of a product are learned for this customer alone."""
    code = sample().lines[0].product_code
    drop(agent, "1.csv", sample(1), was=f",{code},", now=",K-1,")
    fields = json.dumps({"lines.1.product_code": code})
    fix(agent, agent.waiting()[0].id, fields=fields, alias="lines.1")
    drop(agent, "2.csv", sample(2), was=f",{code},", now=",K-1,")
    drop(
        agent,
        "3.csv",
        sample(3, customer_code="C002", customer_name="サンプル食品株式会社"),
        was=f",{code},",
        now=",K-1,",
    )

    assert [row.state for row in agent.orders()] == ["entered", "entered", "held"]
    assert [event["values"]["customer"] for event in events(agent, "alias.added")] == [sample().customer_code]


def test_an_alias_for_what_the_master_lacks_is_refused_whole(agent: WholeAgent):
    """A code that was mistyped teaches nothing and changes nothing."""
    drop(agent, "1.csv", sample(1), was=f"{sample().customer_code},", now="C999,")
    [item] = agent.waiting()
    answer = fix(agent, item.id, fields=json.dumps({"customer_code": "C998"}), alias="customer")

    assert answer["code"] == "alias-of-nothing"
    assert [row.id for row in agent.waiting()] == [item.id]
    assert events(agent, "order.reviewed") == []
    with agent.outside.database.reading() as session:
        assert session.exec(select(AliasRow)).all() == []


def test_an_order_a_slip_was_made_of_is_not_corrected(agent: WholeAgent):
    """Once a slip may be in the target, the order stays as it was keyed."""
    agent.target.refuse = 1
    drop(agent, "1.csv", sample(1))
    [item] = agent.waiting()
    answer = fix(agent, item.id, fields=json.dumps({"number": "X"}))

    assert answer["code"] == "already-queued"
    assert [row.number for row in agent.orders()] == ["T0001"]


def test_what_another_corrected_meanwhile_is_not_talked_over(agent: WholeAgent):
    """Who looked at values that no longer stand is told so, and nothing changes."""
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1)))
    [item] = agent.waiting()
    seen = seen_of(orders.order_of(agent.orders()[0]))
    fix(agent, item.id, fields=json.dumps({"note": "至急"}))
    [later] = agent.waiting()
    answer = fix(agent, later.id, seen=seen, fields=json.dumps({"note": "普通"}))

    assert later.id != item.id
    assert answer["code"] == "order-changed"
    assert agent.orders()[0].body["note"] == "至急"


def test_a_correction_holds_through_a_retry(agent: WholeAgent):
    """The document read once more does not undo what a person said; both corrections count."""
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1)), was=f"{sample().customer_code},", now="C999,")
    fix(agent, agent.waiting()[0].id, fields=json.dumps({"customer_code": sample().customer_code}))
    [item] = agent.waiting()
    agent.say(CommandKind.RETRY, item.id)
    [again] = agent.waiting()
    fix(agent, again.id, fields=json.dumps({"total": str(sample().total)}))
    agent.until_idle()

    assert [item.reason["code"], again.reason["code"]] == ["check-failed", "check-failed"]
    assert [row.state for row in agent.orders()] == ["entered"]
    assert agent.target.slips[0].slip.customer_code == sample().customer_code


def test_a_correction_of_another_reading_is_not_used(agent: WholeAgent, parsers: Parsers):
    """When other lines are read now, what was said of line 1 may be about another article: a person looks again."""
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1)))
    fix(agent, agent.waiting()[0].id, fields=json.dumps({"lines.1.quantity": "999"}))
    with agent.outside.database.transaction() as session:
        session.execute(sa.text("UPDATE correction SET reading = 'another'"))
    agent.say(CommandKind.RETRY, agent.waiting()[0].id)

    [order] = agent.orders()
    assert (order.state, agent.target.slips) == ("held", [])
    assert "correction-outdated" in [finding["code"] for finding in order.body["findings"]]
    assert order.body["lines"][0]["quantity"] != "999"


def test_the_true_bearer_of_a_misread_number_is_kept(agent: WholeAgent):
    """An order whose number was corrected leaves its old number to the order that really has it."""
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1)))
    fix(agent, agent.waiting()[0].id, fields=json.dumps({"number": "T0007", "total": str(sample().total)}))
    drop(agent, "2.csv", sample(1))
    drop(agent, "3.csv", sample(7))

    assert sorted(agent.states()) == [("T0001", "entered"), ("T0007", "closed"), ("T0007", "entered")]
    assert sorted(one.slip.order_number for one in agent.target.slips) == ["T0001", "T0007"]
    assert len({row.key for row in agent.orders()}) == 3


def test_a_line_left_out_and_a_line_added_reach_the_slip(agent: WholeAgent):
    """What is no line goes, what was not read comes; the slip counts its lines from 1 without a gap."""
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1)))
    lines = sample().lines
    total = sample().total - lines[0].amount + Decimal(4800)
    n = len(lines) + 1
    new = {"product_code": "P1001", "quantity": "2", "unit_price": "2400"}
    fields = {"lines.1": "", "total": str(total), **{f"lines.{n}.{name}": text for name, text in new.items()}}
    answer = fix(agent, agent.waiting()[0].id, fields=json.dumps(fields))
    agent.until_idle()

    [slip] = [one.slip for one in agent.target.slips]
    assert answer == {"ok": True}
    assert [line.number for line in slip.lines] == list(range(1, n))
    assert (slip.lines[-1].product_code, slip.lines[-1].quantity) == ("P1001", Decimal(2))


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"fields": '{"total": "many"}'}, "correction-unreadable"),
        ({"fields": '{"source": "x"}'}, "correction-unreadable"),
        ({"fields": '{"lines.0.quantity": "1"}'}, "correction-unreadable"),
        ({"fields": '{"lines.501.quantity": "1"}'}, "correction-unreadable"),
        ({"fields": '{"total": "1"}', "comment": " "}, "correction-unexplained"),
        ({"fields": '{"total": "1"}'}, "nothing-corrected"),
        ({"fields": "[]"}, "correction-unreadable"),
    ],
)
def test_what_no_field_can_hold_is_refused(agent: WholeAgent, values: dict[str, str], code: str):
    """Nothing half-typed reaches an order."""
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1)))
    assert fix(agent, agent.waiting()[0].id, **values)["code"] == code
    assert [row.state for row in agent.orders()] == ["held"]


def test_a_correction_that_was_cut_off_is_done_whole_or_not_at_all(agent: WholeAgent):
    """What fails inside its transaction leaves nothing behind, and said again it is done once."""
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1)))
    number = agent.waiting()[0].id
    with patch.object(correcting, "close_item", side_effect=OSError("cut")):
        answer = fix(agent, number, fields=json.dumps({"total": str(sample().total)}))
    with agent.outside.database.reading() as session:
        kept = corrections.of_order(session, agent.orders()[0].key)
    assert (answer["code"], kept, agent.actions()) == ("unexpected", (), [])
    fix(agent, number, fields=json.dumps({"total": str(sample().total)}))
    agent.until_idle()
    assert (len(agent.target.slips), [row.state for row in agent.orders()]) == (1, ["entered"])


@pytest.mark.proves("B5")
def test_a_name_alone_can_be_remembered(agent: WholeAgent):
    """The code was right and the name odd: with the name remembered nothing is doubted, now and later."""
    named = {"customer_name": "見本フードセンター"}
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1), **named))
    [item] = agent.waiting()
    before = agent.orders()[0].body["findings"]
    answer = fix(agent, item.id, fields=json.dumps({"total": str(sample().total)}), alias="customer")
    agent.until_idle()

    assert answer == {"ok": True}
    assert "customer-name-differs" in [one["code"] for one in before]
    assert "customer-name-differs" not in [one["code"] for one in agent.orders()[0].body["findings"]]
    with agent.outside.database.reading() as session:
        assert [row.written for row in session.exec(select(AliasRow))] == ["見本フードセンター"]
