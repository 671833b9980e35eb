"""One thread, one browser: jobs from any thread, errors in our words, a browser that does not grow old."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress

import psutil
import pytest
from playwright.sync_api import Browser, Route
from playwright.sync_api import Error as PlaywrightError

from agent.browser import lane as lane_module
from agent.browser.errors import (
    BrowserGoneError,
    BrowserMissingError,
    LaneStuckError,
    PageHungError,
    TargetDownError,
    TargetSlowError,
)
from agent.browser.lane import Lane
from tests.support.commit_server import CommitServer

pytestmark = [
    pytest.mark.browser,
    pytest.mark.timeout(60),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),  # calls that died with their driver
]


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
    with pytest.raises(TimeoutError, match="a hook's own"):
        lane.do(_run_out_of_time, deadline_s=20)


def _run_out_of_time(_: Browser) -> None:
    raise TimeoutError("a hook's own")


class Stuck:
    """A job that comes back only when it is let go, and a job that notes that it ran."""

    def __init__(self) -> None:
        self.began, self.let_go = threading.Event(), threading.Event()
        self.ran: list[str] = []
        self.thread = threading.current_thread()

    def hang(self, _: Browser) -> None:
        self.thread = threading.current_thread()
        self.began.set()
        self.let_go.wait(30)

    def note(self, _: Browser) -> None:
        self.ran.append(threading.current_thread().name)


@pytest.fixture
def stuck(lane, monkeypatch) -> Iterator[Stuck]:
    """Give a lane with a browser up half a second after a job of 20 seconds was asked for."""
    lane.do(pid, deadline_s=20)
    monkeypatch.setattr(lane_module, "GIVE_UP_S", -19.5)
    made = Stuck()
    yield made
    made.let_go.set()


def test_a_stuck_thread_is_given_up_with_all_it_holds(lane, stuck, monkeypatch):
    """Its own job is unknown, what waits behind it never runs, its browser is ended, and the next job has a new one."""
    old = psutil.Process(lane.do(pid, deadline_s=20))
    errors: list[Exception] = []

    def wait_behind() -> None:
        stuck.began.wait(5)
        try:
            lane.do(stuck.note, deadline_s=60)
        except TargetSlowError as error:
            errors.append(error)

    behind = threading.Thread(target=wait_behind)
    behind.start()
    with pytest.raises(LaneStuckError):
        lane.do(stuck.hang, deadline_s=20)
    behind.join(5)
    monkeypatch.undo()
    old.wait(5)

    assert psutil.Process(lane.do(pid, deadline_s=20)) != old
    stuck.let_go.set()
    stuck.thread.join(10)
    assert not stuck.thread.is_alive()
    assert (len(errors), stuck.ran) == (1, [])
    assert lane.do(pid, deadline_s=20)


def test_a_job_behind_a_stuck_one_nobody_waits_for_is_slow_not_unknown(lane, stuck, monkeypatch):
    """The preparing of a context hangs: the call behind it never began, so nothing of it is in doubt."""
    lane.later(stuck.hang, deadline_s=19.6)
    stuck.began.wait(5)

    with pytest.raises(TargetSlowError):
        lane.do(stuck.note, deadline_s=20)

    monkeypatch.undo()
    lane.do(stuck.note, deadline_s=20)
    stuck.let_go.set()
    stuck.thread.join(10)
    assert len(stuck.ran) == 1


def test_a_call_that_waited_too_long_leaves_the_job_before_it_alone(lane, stuck, monkeypatch):
    """The job in hand is within its time: only the call behind it is given up."""
    lane.later(stuck.hang, deadline_s=100)
    stuck.began.wait(5)

    with pytest.raises(TargetSlowError):
        lane.do(stuck.note, deadline_s=20)

    stuck.let_go.set()
    monkeypatch.undo()
    assert lane.do(lambda _: threading.current_thread(), deadline_s=20) is stuck.thread
    assert stuck.ran == []


def test_a_missing_browser_is_said_by_name():
    """A path that holds no browser names the file to correct."""
    lane = Lane("nobody", executable="/nowhere/chromium")
    with pytest.raises(BrowserMissingError) as missing:
        lane.do(pid, deadline_s=20)
    lane.close()
    assert "site.yaml" in missing.value.next_move


@pytest.mark.proves("D2")
def test_a_driver_that_was_killed_is_started_again():
    """Killed while it waits for an answer, with a request in our hands: the next job has a new driver and browser."""
    server, lane = CommitServer(), Lane("killed")
    server.mode = "hold"

    def job(browser: Browser) -> None:
        context = browser.new_context()
        page = context.new_page()
        page.goto(server.url)

        def fetched(route: Route) -> None:
            threading.Timer(0.2, drivers()[-1].kill).start()
            with suppress(PlaywrightError):
                route.fetch(max_retries=0)

        context.route("**/commit", fetched)
        page.click("button")
        page.wait_for_timeout(3_000)

    with pytest.raises(BrowserGoneError):
        lane.do(job, deadline_s=20)
    try:
        assert lane.do(lambda browser: browser.new_context().new_page().title(), deadline_s=20) == ""
    finally:
        lane.close()
        server.close()


def test_the_watchdogs_second_strike_is_at_the_driver():
    """Where a script starts the browser, the script's process is not taken for the driver."""
    lane = Lane("scripted")
    try:
        lane.do(lambda _: None, deadline_s=20)
        shift = lane._shift
        assert shift is not None
        assert shift.running is not None
        assert shift.running.processes[-1].pid in [one.pid for one in drivers()]
    finally:
        lane.close()


@pytest.mark.proves("D8")
def test_a_lane_tells_what_its_browser_takes():
    """Memory, age and slips while it is open; the processor time stays counted when it is closed."""
    lane = Lane("told")
    before = lane.use()
    try:
        lane.do(lambda browser: browser.new_page().set_content("x" * 10_000), deadline_s=60)
        lane.count_slip()
        open_one = lane.use()
    finally:
        lane.close()

    assert (before.is_open, before.cpu_s) == (False, 0.0)
    assert (open_one.is_open, open_one.n_slips) == (True, 1)
    assert open_one.memory_bytes > 20_000_000
    assert open_one.cpu_s > 0


def drivers() -> list[psutil.Process]:
    """Return the drivers this process started, the newest last."""
    mine = psutil.Process().children()
    return sorted((one for one in mine if "playwright/driver" in one.cmdline()[0]), key=psutil.Process.create_time)
