"""The exception queue in the console: each kind is answered by a command with the person's name."""

from __future__ import annotations

import pytest
from sqlmodel import col, select

from agent.app.ask.queue import list_open
from agent.console.pages import queue
from agent.store.tables import CommandRow


def last_command(sample):
    with sample.database.reading() as session:
        row = session.exec(select(CommandRow).order_by(col(CommandRow.id).desc()).limit(1)).one()
        return row.kind, row.about, row.values, row.by


def item_of(sample, kind, code=None):
    with sample.database.reading() as session:
        return next(item for item in list_open(session, [kind]) if code in (None, item.reason.code))


@pytest.mark.proves("F2")
def test_in_doubt_comes_first_and_says_what_to_look_for(sample, as_role):
    """The queue begins with what may be there twice; its page shows the key and offers two answers only."""
    browser = as_role("operator")
    page = browser.get("/queue").text
    assert page.index("結果不明</span>") < page.index("業務</span>")
    item = item_of(sample, "in-doubt")
    detail = browser.get(f"/queue/{item.id}").text
    assert item.idempotency_key in detail
    assert 'value="done-by-hand"' in detail
    assert 'value="not-there"' in detail
    assert "/retry" not in detail


@pytest.mark.proves("F2")
def test_a_slip_that_is_there_is_noted_with_its_number(sample, as_role):
    """The answer is a command: what, about what, by whom."""
    item = item_of(sample, "in-doubt")
    browser = as_role("operator")
    answer = browser.fill(f"/queue/{item.id}/resolve", resolution="done-by-hand", slip_number=" D-777 ")
    assert answer.headers["location"].startswith(f"/queue/{item.id}?command=")
    told = {"resolution": "done-by-hand", "slip_number": "D-777"}
    assert last_command(sample) == ("resolve", str(item.id), told, "hanako")
    assert browser.fill(f"/queue/{item.id}/resolve", resolution="done-by-hand").status_code == 409
    assert browser.fill(f"/queue/{item.id}/resolve", resolution="dropped", comment="x").status_code == 403


@pytest.mark.proves("F2")
def test_a_business_matter_is_retried_or_dropped_with_a_reason(sample, as_role):
    """Dropping needs a reason; a finding that stops is never entered anyway."""
    item = item_of(sample, "business", "customer-unknown")
    browser = as_role("operator")
    assert browser.fill(f"/queue/{item.id}/retry").status_code == 303
    assert last_command(sample)[:2] == ("retry", str(item.id))
    assert browser.fill(f"/queue/{item.id}/resolve", resolution="dropped").status_code == 409
    assert browser.fill(f"/queue/{item.id}/resolve", resolution="enter-anyway", comment="x").status_code == 403
    assert browser.fill(f"/queue/{item.id}/resolve", resolution="nonsense").status_code == 422
    assert browser.get("/queue/99999").status_code == 404


def test_an_order_without_a_stop_may_be_entered_anyway(sample, as_role):
    """A doubt that a person has cleared goes on to the robot, with the reason."""
    item = item_of(sample, "business", "undecided")
    answer = as_role("operator").fill(f"/queue/{item.id}/resolve", resolution="enter-anyway", comment="電話で確認")
    assert answer.status_code == 303
    assert last_command(sample)[2] == {"resolution": "enter-anyway", "comment": "電話で確認"}


def test_it_retries_what_is_the_systems(sample, as_role):
    """IT works the system's matters and cannot open the business's."""
    browser = as_role("it")
    assert browser.get(f"/queue/{item_of(sample, 'system').id}").status_code == 200
    assert browser.get(f"/queue/{item_of(sample, 'business').id}").status_code == 403


def test_an_approval_is_given_on_the_order_by_somebody_who_may(sample, as_role):
    """Approve and refuse are commands about the order; a refusal says why."""
    key = sample.keys["approving"]
    browser = as_role("approver")
    assert "PO-2511045" in browser.get("/approvals").text
    assert browser.fill("/approvals/refuse", order=key).status_code == 409
    assert browser.fill("/approvals/approve", order=key).status_code == 303
    assert last_command(sample) == ("approve", key, {}, "bucho")
    browser.fill("/approvals/refuse", order=key, comment="与信超過")
    assert last_command(sample) == ("refuse", key, {"comment": "与信超過"}, "bucho")
    assert browser.fill("/approvals/approve", order=sample.keys["entered-1"]).status_code == 404
    assert "PO-2511045" not in browser.get("/queue").text


def test_what_became_of_a_command_is_told_to_its_giver_only(sample, as_role):
    """The page says handed over, done, or why not; nobody reads another's."""
    giver, other = as_role("operator"), as_role("admin")
    number = giver.fill("/targets/pause", target="demo-ledger").headers["location"].split("command=")[1]
    assert "受け付けました" in giver.get(f"/parts/command/{number}").text
    assert other.get(f"/parts/command/{number}").text.strip() == ""
    assert "hx-refresh" not in giver.get(f"/parts/command/{number}").headers
    answers = (({"ok": True}, "完了しました"), ({"code": "already-entered", "values": {"slip": "D-9"}}, "伝票 D-9"))
    for answer, said in answers:
        with sample.database.transaction() as session:
            row = session.get(CommandRow, int(number))
            row.done_at, row.answer = sample.clock.now(), answer
            session.add(row)
        told = giver.get(f"/parts/command/{number}")
        assert said in told.text
        assert told.headers["hx-refresh"] == "true"


def test_nothing_is_called_done_above_what_was_before(sample, as_role, monkeypatch):
    """A command that is carried out while its page is put together is done on the next page, which shows it."""
    item = item_of(sample, "business")
    with sample.database.transaction() as session:
        row = CommandRow(kind="retry", about=str(item.id), by="hanako", given_at=sample.clock.now(), values={})
        session.add(row)
        session.flush()
        number = row.id
    before = queue._item

    def carried_out_behind(visit, wanted):
        found = before(visit, wanted)
        with sample.database.transaction() as session:
            row = session.get(CommandRow, number)
            row.done_at, row.answer = sample.clock.now(), {"ok": True}
            session.add(row)
        return found

    monkeypatch.setattr(queue, "_item", carried_out_behind)
    browser = as_role("operator")
    first = browser.get(f"/queue/{item.id}?command={number}").text
    assert "完了しました" not in first
    assert "every 1s" in first  # the page asks on: nobody waits for an answer that never comes
    assert "完了しました" in browser.get(f"/queue/{item.id}?command={number}").text


def test_only_known_targets_and_sources_are_commanded(as_role):
    """A name from outside reaches no command."""
    browser = as_role("operator")
    assert browser.fill("/targets/pause", target="no-such").status_code == 404
    assert browser.fill("/targets/pause", target="*", reason="棚卸").status_code == 303
    assert browser.fill("/targets/resume", target="old-ledger").status_code == 303
    assert browser.fill("/sources/look", source="inbox").status_code == 303
    assert browser.fill("/sources/look", source="no-such").status_code == 404
