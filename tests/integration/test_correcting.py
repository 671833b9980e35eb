"""What a person says stands in a document: kept, decided anew, entered once; names learned are asked once."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from unittest.mock import patch
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from agent.core.command import CommandKind
from agent.core.correction import seen_of
from agent.core.decision import Enter, Ruling
from agent.core.order import Linked, OrderState
from agent.demo.documents import file_of
from agent.demo.orders import sample_orders
from agent.demo.sample import Fate, SampleOrder, Way
from agent.engine import correcting
from agent.engine.linking import link_again
from agent.engine.parsers import Parsers
from agent.engine.reading import Ruled
from agent.store import corrections, orders
from agent.store.database import Database
from agent.store.tables import AliasRow, AuditEventRow, CommandRow, ExceptionRow, OrderRow
from tests.support.databases import ON_A_FILE
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


@ON_A_FILE
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


@ON_A_FILE
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


@ON_A_FILE
def test_the_true_bearer_of_a_misread_number_is_kept(agent: WholeAgent):
    """An order whose number was corrected leaves its old number to the order that really has it."""
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1)))
    fix(agent, agent.waiting()[0].id, fields=json.dumps({"number": "T0007", "total": str(sample().total)}))
    drop(agent, "2.csv", sample(1))
    drop(agent, "3.csv", sample(7))

    assert sorted(agent.states()) == [("T0001", "entered"), ("T0007", "closed"), ("T0007", "entered")]
    assert sorted(one.slip.order_number for one in agent.target.slips) == ["T0001", "T0007"]
    assert len({row.key for row in agent.orders()}) == 3


@ON_A_FILE
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
@ON_A_FILE
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
@ON_A_FILE
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


def as_written(agent: WholeAgent, name: str, n: int, **changes: object) -> None:
    """Let an order arrive whose customer is named as the master does not name it."""
    known = f"{sample().customer_code},{sample().customer_name}"
    drop(agent, name, sample(n, **changes), was=known, now=",ミホンさん")


def say_who(agent: WholeAgent, **more: str) -> None:
    """Say of the first order that waits whose it is, and that the name is to be remembered."""
    fields = json.dumps({"customer_code": sample().customer_code, **more})
    assert fix(agent, agent.waiting()[0].id, fields=fields, alias="customer") == {"ok": True}
    agent.until_idle()


@pytest.mark.proves("B5")
@ON_A_FILE
def test_a_name_learned_cuts_no_order_off_from_an_earlier_one(agent: WholeAgent):
    """An order that was keyed by hand under the written name is known when it comes again, the same or changed."""
    as_written(agent, "1.csv", 1)
    hand = {"resolution": "done-by-hand", "slip_number": "H-1", "comment": "急ぎ"}
    agent.say(CommandKind.RESOLVE, agent.waiting()[0].id, **hand)
    as_written(agent, "2.csv", 2)
    say_who(agent)
    as_written(agent, "again.csv", 1)
    as_written(agent, "changed.csv", 1, deliver_on=TODAY)

    first = agent.orders()[0]
    assert [one.slip.order_number for one in agent.target.slips] == ["T0002"]
    assert [(row.state, row.related) for row in agent.orders() if row.number == "T0001"][1:] == [
        ("held", first.key),
        ("held", first.key),
    ]


@pytest.mark.proves("B5")
@ON_A_FILE
def test_what_waits_under_a_written_name_is_linked_when_the_name_is_said(agent: WholeAgent):
    """Two came before anyone said whose they are: the one done by hand stands in the way of the other."""
    as_written(agent, "1.csv", 1)
    hand = {"resolution": "done-by-hand", "slip_number": "H-1", "comment": "急ぎ"}
    agent.say(CommandKind.RESOLVE, agent.waiting()[0].id, **hand)
    as_written(agent, "2.csv", 1, deliver_on=TODAY)
    say_who(agent)

    assert agent.target.slips == []
    assert [row.reason["code"] for row in agent.waiting()] == ["order-amended"]


@pytest.mark.proves("B7")
def test_a_paper_that_was_corrected_is_known_when_it_comes_again(agent: WholeAgent):
    """Number and customer say something else since: what was read of it is still the same."""
    as_written(agent, "1.csv", 1)
    say_who(agent, number="T0099")
    as_written(agent, "again.csv", 1)

    [first, again] = sorted(agent.orders(), key=lambda row: row.received_at)
    assert [one.slip.order_number for one in agent.target.slips] == ["T0099"]
    assert (again.linked, again.state, again.related) == ("amended", "held", first.key)


@ON_A_FILE
def test_the_same_paper_corrected_twice_is_keyed_once(agent: WholeAgent):
    """Both wait for a number; the first that is given one is entered, the other waits for a person once more."""
    for name in ("1.csv", "2.csv"):
        drop(agent, name, sample(1), was="T0001,", now=",")
    for number in ("T0050", "T0051"):
        keyless = next(row for row in agent.waiting() if row.reason["code"] == "order-key-missing")
        assert fix(agent, keyless.id, fields=json.dumps({"number": number})) == {"ok": True}
        agent.until_idle()

    assert len(agent.target.slips) == 1
    assert [row.reason["code"] for row in agent.waiting()] == ["order-amended"]


def is_waited_for(database: Database) -> bool:
    """Whether somebody waits for the lock of those who link orders."""
    asked = sa.text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with database.reading() as session:
        return bool(session.execute(asked).scalar())


def test_an_order_that_comes_during_a_correction_sees_what_it_is_called_now(agent: WholeAgent):
    """While a correction is held open the true bearer of its number arrives: one slip, and a person looks."""
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1)))
    number = agent.waiting()[0].id
    inside, go_on, real = threading.Event(), threading.Event(), correcting.close_item

    def held_open(*args: object) -> None:
        inside.set()
        go_on.wait(60)
        real(*args)

    with patch.object(correcting, "close_item", held_open), ThreadPoolExecutor(1) as pool:
        answer = pool.submit(fix, agent, number, fields=json.dumps({"number": "T0003", "total": str(sample().total)}))
        assert inside.wait(60)
        agent.drop("3.csv", file_of([sample(3, deliver_on=TODAY)]).content)
        if not agent.outside.database.is_sqlite:  # there a second writer waits by itself
            agent.until(lambda: is_waited_for(agent.outside.database) or len(agent.orders()) == 2)
        go_on.set()
        assert answer.result(60) == {"ok": True}
    agent.until_idle()
    assert [one.slip.order_number for one in agent.target.slips].count("T0003") == 1
    assert [row.reason["code"] for row in agent.waiting()] == ["order-amended"]


def test_two_corrections_at_once_see_each_other(agent: WholeAgent):
    """Two orders are given one number by two people at once: whoever comes second knows of the first."""
    for n in (1, 2):
        drop(agent, f"{n}.csv", sample(n, stated_total=Decimal(n)))
    [first, second] = agent.orders()

    def called_anew(session: Session, row: OrderRow) -> Linked:
        order = replace(orders.order_of(row), number="T0009")
        one = Ruled(order, Ruling(Enter("demo-ledger", "sales", "any"), "1"), order)
        placed = replace(link_again(session, row.key, one), key=row.key)
        orders.replace_order(session, placed)
        return placed.linked

    def alone(row: OrderRow) -> Linked:
        with agent.outside.database.transaction() as session:
            return called_anew(session, row)

    with ThreadPoolExecutor(1) as pool:
        with agent.outside.database.transaction() as session:
            linked = [called_anew(session, first)]
            later = pool.submit(alone, second)
            if not agent.outside.database.is_sqlite:
                agent.until(lambda: later.done() or is_waited_for(agent.outside.database))
        linked.append(later.result(60))
    assert linked == [Linked.NEW, Linked.AMENDED]


@ON_A_FILE
def test_whose_product_it_is_must_be_known_to_remember_its_name(agent: WholeAgent):
    """Nothing is learned, and nothing stored, while the customer is a riddle."""
    code = sample().lines[0].product_code
    content = file_of([sample(1)]).content.decode()
    known = f"{sample().customer_code},{sample().customer_name}"
    agent.drop("1.csv", content.replace(known, ",謎の店").replace(f",{code},", ",K-1,").encode())
    agent.until_idle()
    fields = json.dumps({"lines.1.product_code": code})

    assert fix(agent, agent.waiting()[0].id, fields=fields, alias="lines.1")["code"] == "alias-of-nothing"
    with agent.outside.database.reading() as session:
        assert session.exec(select(AliasRow)).all() == []


@ON_A_FILE
def test_what_is_tried_again_says_which_name_was_learned(agent: WholeAgent):
    """The other order's retry tells who said so, why, and of which order."""
    for n in (1, 2):
        as_written(agent, f"{n}.csv", n)
    said_of = agent.waiting()[0].order
    say_who(agent)

    with agent.outside.database.reading() as session:
        [retry] = session.exec(select(CommandRow).where(CommandRow.kind == CommandKind.RETRY.value)).all()
    assert retry.values == {"comment": "お客様に確認", "alias": "ミホンさん", "order": said_of}


@ON_A_FILE
def test_an_order_that_is_decided_is_not_corrected(agent: WholeAgent):
    """Whatever still waits because of it, its values stay as they were decided."""
    drop(agent, "1.csv", sample(1, stated_total=Decimal(1)))
    [item] = agent.waiting()
    with agent.outside.database.transaction() as session:
        orders.set_state(session, str(item.order), OrderState.CLOSED)
    assert fix(agent, item.id, fields='{"note": "x"}')["code"] == "exception-not-open"


@ON_A_FILE
def test_a_changed_order_that_reads_otherwise_now_says_what_to_do(agent: WholeAgent):
    """It cannot be tried again, so that nobody is told to."""
    drop(agent, "1.csv", sample(1))
    drop(agent, "2.csv", sample(1, deliver_on=TODAY))
    [item] = agent.waiting()
    answer = fix(agent, item.id, seen="another", fields='{"note": "x"}')
    assert (item.reason["code"], answer["code"]) == ("order-amended", "amended-changed")
