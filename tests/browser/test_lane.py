"""One thread, one browser: jobs from any thread, errors in our words, a browser that does not grow old."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import psutil
import pytest
from playwright.sync_api import Browser

from agent.browser.errors import BrowserGoneError, BrowserMissingError, PageHungError, TargetDownError
from agent.browser.lane import Lane

pytestmark = [pytest.mark.browser, pytest.mark.timeout(60)]


@pytest.fixture(scope="module")
def lane() -> Iterator[Lane]:
    lane = Lane("account", restart_after_slips=2)
    yield lane
    lane.close()


def pid(browser: Browser) -> int:
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
    return next(int(one["id"]) for one in told if one["type"] == "browser")


def test_jobs_of_several_threads_run_in_one(lane):
    """Whoever asks, the lane's own thread does it, one after another."""
    seen: list[str] = []
    callers = [
        threading.Thread(target=lambda: seen.append(lane.do(lambda _: threading.current_thread().name, deadline_s=20)))
        for _ in range(4)
    ]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()

    assert seen == ["lane account"] * 4


def test_the_browser_is_renewed_on_its_budget(lane):
    """After its slips are used up, and only between two of them, the next job has a new browser."""

    def slip(browser: Browser) -> int:
        lane.count_slip()
        return pid(browser)

    first = lane.do(pid, deadline_s=20)
    assert [lane.do(slip, deadline_s=20), lane.do(slip, deadline_s=20)] == [first, first]
    assert lane.do(pid, deadline_s=20) != first


def test_a_killed_browser_is_started_anew(lane):
    """A browser that dies under a job is an error in our words; the lane lives on."""

    def die(browser: Browser) -> None:
        page = browser.new_page()
        psutil.Process(pid(browser)).kill()
        page.wait_for_timeout(5_000)

    with pytest.raises(BrowserGoneError):
        lane.do(die, deadline_s=20)
    assert lane.do(pid, deadline_s=20)


def test_a_job_past_its_deadline_loses_its_browser(lane):
    """A script that never ends is ended with its browser; evaluate alone would wait for ever."""
    with pytest.raises(PageHungError):
        lane.do(lambda browser: browser.new_page().evaluate("() => { for (;;); }"), deadline_s=1.0)


def test_errors_arrive_in_our_words(lane):
    """An address nobody listens at is a target that is down; a bug stays what it is."""
    with pytest.raises(TargetDownError):
        lane.do(lambda browser: browser.new_page().goto("http://127.0.0.1:9/"), deadline_s=20)
    with pytest.raises(ZeroDivisionError):
        lane.do(lambda _: 1 / 0, deadline_s=20)


def test_a_missing_browser_is_said_by_name():
    """A path that holds no browser names the file to correct."""
    lane = Lane("nobody", executable="/nowhere/chromium")
    with pytest.raises(BrowserMissingError) as missing:
        lane.do(pid, deadline_s=20)
    lane.close()
    assert "site.yaml" in missing.value.next_move
