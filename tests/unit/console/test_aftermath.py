"""What the page of a queue item shows once a person has answered: no button twice, and what happens now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import quote

import pytest
import sqlalchemy as sa

from agent.app.ask.queue import find_item, items_of, list_open
from agent.core.action import ActionState
from agent.core.errors import Reason
from agent.core.order import OrderState
from agent.store import actions, exceptions, orders
from agent.store.exceptions import ExceptionKind, Waiting
from agent.store.tables import CommandRow, ExceptionRow
from tests.support.seeded import NOW, Seeded, seed, served

LATER = NOW + timedelta(milliseconds=5)


@pytest.fixture
def sample(tmp_path) -> Iterator[Seeded]:
    """A sample site of each test's own: the queue is worked on."""
    site = seed(tmp_path)
    yield site
    site.database.close()


@pytest.fixture
def deps(sample):
    """What the console of this site is given."""
    return sample.deps()


@pytest.fixture
def address(deps):
    """Where this site's console is served."""
    with served(deps) as opened:
        yield opened


def item_of(sample, name):
    with sample.database.reading() as session:
        return next(item for item in items_of(session, sample.keys[name]) if item.resolved_at is None)


def resolve(sample, number, resolution, comment="", by="hanako"):
    with sample.database.transaction() as session:
        row = exceptions.find_open(session, number)
        exceptions.close(session, row, NOW, by, resolution, comment)


def answered(sample, number, kind, answer, **values):
    """Store an answered command, as the engine leaves it."""
    with sample.database.transaction() as session:
        row = CommandRow(kind=kind, about=str(number), values=values, by="hanako", given_at=NOW)
        row.done_at, row.answer = LATER, answer
        session.add(row)
        session.flush()
        return row.id


def put(sample, name, reason, **about):
    with sample.database.transaction() as session:
        waiting = Waiting(ExceptionKind.BUSINESS, reason, "inbox", order=sample.keys.get(name), **about)
        exceptions.put(session, [waiting], NOW)
    with sample.database.reading() as session:
        return session.execute(sa.select(sa.func.max(ExceptionRow.id))).scalar_one()


def test_while_an_answer_waits_for_the_agent_nobody_can_answer_again(sample, as_role):
    """The buttons are gone for everybody, and the page says who asked for what."""
    item = item_of(sample, "wrong-sum")
    browser = as_role("operator")
    path = browser.fill(f"/queue/{item.id}/retry").headers["location"]
    for page in (browser.get(path).text, as_role("admin").get(f"/queue/{item.id}").text):
        assert "受け付けました" in page
        assert "経理 花子" in page
        assert "/retry" not in page
        assert "<form" not in page.split('<main id="main"')[1]


def test_a_retry_that_stopped_again_says_so_and_leads_to_the_new_item(sample, as_role):
    """It is not called done: why it stopped again stands there with a way on, to it and to the order."""
    item = item_of(sample, "unknown-customer")
    resolve(sample, item.id, "retry")
    number = answered(sample, item.id, "retry", {"ok": True})
    new = put(sample, "unknown-customer", Reason("customer-unknown", {"rule": "unknown-customer"}))
    page = as_role("operator").get(f"/queue/{item.id}?command={number}").text
    assert "完了しました" not in page
    assert "また止まりました" in page
    assert page.count("得意先が得意先マスターにありません。") >= 2
    assert f'href="/queue/{new}"' in page
    assert f'href="/orders/{quote(item.order.key, safe="")}"' in page
    assert "/retry" not in page


def test_a_retry_that_is_under_way_is_followed_until_the_slip_is_there(sample, as_role):
    """The page says it is queued, then being entered, and at last the slip's number."""
    item = item_of(sample, "in-doubt")
    resolve(sample, item.id, "not-there")
    browser = as_role("operator")
    for state, said in ((ActionState.QUEUED, "入力待ちです"), (ActionState.SENDING, "に入力しています")):
        with sample.database.transaction() as session:
            actions.move(session, item.action, state, NOW)
        part = browser.get(f"/parts/aftermath/{item.id}")
        assert "見本会計システム" in part.text
        assert said in part.text
        assert "hx-refresh" not in part.headers
    with sample.database.transaction() as session:
        actions.move(session, item.action, ActionState.ENTERED, NOW, slip_number="D-9001")
        orders.set_state(session, item.order.key, OrderState.ENTERED)
    part = browser.get(f"/parts/aftermath/{item.id}")
    assert "伝票 D-9001 として入力済みです" in part.text
    assert part.headers["hx-refresh"] == "true"


def test_a_slip_keyed_by_hand_shows_its_number_wherever_the_order_stands(sample, as_role):
    """An order that no robot was to enter shows the number on its page, in the list and in the queue's item."""
    item, browser = item_of(sample, "undecided"), as_role("operator")
    resolve(sample, item.id, "done-by-hand", "電話で確認")
    answered(sample, item.id, "resolve", {"ok": True}, resolution="done-by-hand", slip_number="T-4711")
    with sample.database.transaction() as session:
        orders.note_slip_by_hand(session, item.order.key, "T-4711")
        orders.set_state(session, item.order.key, OrderState.ENTERED)
    page = browser.get(f"/queue/{item.id}").text
    assert "手入力の伝票番号 T-4711 を記録しました" in page
    assert "電話で確認" in page
    story = browser.get(f"/orders/{quote(item.order.key, safe='')}").text
    assert "手入力した伝票" in story
    assert "T-4711" in story
    assert "経理 花子" in story
    assert "T-4711" in browser.get("/orders?text=T-47").text


def test_a_document_without_an_order_keeps_the_number_typed_for_it(sample, as_role):
    """A dead letter keyed by hand tells its slip too: it stands in the command."""
    with sample.database.reading() as session:
        item = list_open(session, ["dead-letter"])[0]
    resolve(sample, item.id, "done-by-hand")
    answered(sample, item.id, "resolve", {"ok": True}, resolution="done-by-hand", slip_number="T-12")
    assert "T-12" in as_role("operator").get(f"/queue/{item.id}").text


def test_a_command_that_was_refused_says_why_and_keeps_the_answers(sample, as_role):
    """Nothing was changed, so the item can be answered in another way."""
    item = item_of(sample, "wrong-sum")
    number = answered(sample, item.id, "retry", {"code": "order-not-in-document", "values": {}})
    page = as_role("operator").get(f"/queue/{item.id}?command={number}").text
    assert "できませんでした" in page
    assert "読み直した文書に注文が見つかりませんでした" in page
    assert "/retry" in page


def test_what_was_said_about_a_target_that_failed_again_is_found(sample, as_role):
    """Resuming a target closes what was said of it; the same trouble again is one click away."""
    reason = Reason("login-refused", {"target": "demo-ledger", "what": "password"})
    with sample.database.transaction() as session:
        for _ in range(2):
            exceptions.put(session, [Waiting(ExceptionKind.SYSTEM, reason)], NOW)
    with sample.database.reading() as session:
        first, second = list_open(session, ["system"])[-2:]
    resolve(sample, first.id, "over")
    page = as_role("it").get(f"/queue/{first.id}").text
    assert "また止まりました" in page
    assert f'href="/queue/{second.id}"' in page


def test_an_approval_that_was_given_cannot_be_given_again(sample, as_role):
    """The order's page says who answered, until the agent has done it."""
    key, browser = sample.keys["approving"], as_role("approver")
    path = browser.fill("/approvals/approve", order=key).headers["location"]
    page = browser.get(path).text
    assert "営業部長" in page
    assert "/approvals/approve" not in page


@pytest.mark.parametrize("resolution", ["dropped", "refused", "over"])
def test_every_way_to_resolve_says_what_happens_now(sample, as_role, resolution):
    """No bare code, no button."""
    item = item_of(sample, "wrong-sum")
    resolve(sample, item.id, resolution, "理由")
    page = as_role("operator").get(f"/queue/{item.id}").text
    assert "after." not in page
    assert 'name="resolution"' not in page
    with sample.database.reading() as session:
        assert find_item(session, item.id).resolved_by == "hanako"
