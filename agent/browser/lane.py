"""One thread, one account: it owns Playwright and a browser, and works off jobs one after another.

A Playwright object belongs to the thread that made it, so nobody else ever touches one: a caller hands the lane a
function and waits for its result. A thread that does not come back is given up with all it holds: its browser is ended
by process number, what waits behind it never begins, and the next job has a new thread and a new browser.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from queue import Empty, SimpleQueue
from time import monotonic, thread_time
from typing import Any, TypeVar

import psutil
from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from agent.browser.errors import BrowserGoneError, LaneStuckError, PageHungError, TargetSlowError, translate
from agent.browser.find import find_browser, launch_arguments
from agent.browser.record_window import find_visible
from agent.browser.watchdog import WATCHDOG, Watchdog
from agent.core.ports import BrowserUse

MAX_AGE_S = 8 * 3_600
MAX_MEMORY_BYTES = 800_000_000
WEIGH_EVERY = 20
GIVE_UP_S = 120.0  # beyond a job's deadline: a browser's start, and the watchdog's two strikes
T = TypeVar("T")
Job = Callable[[Browser], Any]


@dataclass(slots=True)
class _Running:
    """A started browser with what is needed to judge and end it."""

    playwright: Playwright
    browser: Browser
    processes: list[psutil.Process]
    started_at: float
    n_slips: int = 0

    def use(self) -> tuple[int, float]:
        """Return what its processes take: memory in bytes, and processor time in seconds."""
        return self._weight(), sum(_cpu_s(process) for process in self._family())

    def lives(self) -> bool:
        """Whether browser and driver can be used; a driver that was killed leaves a browser that says it is there."""
        with suppress(psutil.Error):
            driver = self.processes[-1]
            return self.browser.is_connected() and driver.is_running() and driver.status() != psutil.STATUS_ZOMBIE
        return False

    def is_worn(self, restart_after: int) -> bool:
        """Whether its budget of slips, hours or memory is used up."""
        if self.n_slips >= restart_after or monotonic() - self.started_at > MAX_AGE_S:
            return True
        return self.n_slips % WEIGH_EVERY == WEIGH_EVERY - 1 and self._weight() > MAX_MEMORY_BYTES

    def _weight(self) -> int:
        total = 0
        for process in self._family():
            with suppress(psutil.Error):
                full = process.memory_full_info()
                total += getattr(full, "pss", full.rss)
        return total

    def _family(self) -> list[psutil.Process]:
        with suppress(psutil.Error):
            return [self.processes[-1], *self.processes[-1].children(recursive=True)]
        return []


class Lane:
    """Runs functions on one browser in one thread. The browser starts at the first job and is renewed on a budget.

    Args:
        name: The account's name, for the thread.
        executable: Path of a Chromium; empty looks for one.
        restart_after_slips: Slips after which the browser is started anew, between two slips.
        watchdog: Ends the browser of a job past its deadline.
        is_headed: Show its windows, for a person who watches.
    """

    def __init__(
        self,
        name: str,
        executable: str = "",
        restart_after_slips: int = 200,
        watchdog: Watchdog = WATCHDOG,
        *,
        is_headed: bool = False,
    ) -> None:
        self._name, self._executable, self._restart_after = name, executable, restart_after_slips
        self._watchdog, self._is_headed = watchdog, is_headed
        self._shift: _Shift | None = None
        self._guard = threading.Lock()
        self._ended_cpu_s = 0.0

    def do(self, job: Callable[[Browser], T], *, deadline_s: float) -> T:
        """Run a function in the lane's thread and return what it returns; may be called from any thread.

        Raises:
            PageHungError: It ran past its deadline and its browser was ended.
            LaneStuckError: Not even that brought it back: nothing is known of what it did.
            TargetSlowError: It never began, and never will: something before it held the lane.
            DenpyoError: Whatever the function raises; a browser library's error arrives translated.
        """
        future: Future[T] = Future()
        with self._guard:
            shift = self._shift_now()
            shift.jobs.put((future, job, deadline_s))
        try:
            return future.result(timeout=deadline_s + GIVE_UP_S)
        except CancelledError:
            raise _never_began(self._name) from None
        except FutureTimeoutError:
            if future.done():  # what ran out of time was something inside the job
                return future.result()
            if not future.cancel():
                self._give_up(shift)
                raise LaneStuckError(f"lane {self._name} did not come back") from None
            if shift.is_overdue:
                self._give_up(shift)
            raise _never_began(self._name) from None

    def count_slip(self) -> None:
        """Note one more slip done, for the browser's budget; called inside a job."""
        if self._shift is not None:
            self._shift.count_slip()

    def later(self, job: Job, *, deadline_s: float) -> None:
        """Run a function in the lane's thread when it has nothing else to do before it; nobody waits for it.

        Where no thread stands, there is nothing to tidy or prepare, and it is left out.
        """
        with self._guard:
            if self._shift is not None:
                self._shift.jobs.put((Future(), job, deadline_s))

    def use(self) -> BrowserUse:
        """Say what the browser takes now, and what all of this lane have taken; may be called from any thread."""
        shift = self._shift
        cpu_s = self._ended_cpu_s + (shift.cpu_s if shift is not None else 0.0)
        running = shift.running if shift is not None else None
        if running is None:
            return BrowserUse(False, 0, 0.0, 0, cpu_s)
        memory_bytes, browser_s = running.use()
        return BrowserUse(True, memory_bytes, monotonic() - running.started_at, running.n_slips, cpu_s + browser_s)

    def close(self) -> None:
        """Let the job in hand end, then close the browser and the thread."""
        with self._guard:
            shift, self._shift = self._shift, None
        if shift is not None:
            shift.jobs.put(None)
            shift.thread.join(timeout=30)

    def _shift_now(self) -> _Shift:
        if self._shift is None or not self._shift.thread.is_alive():
            self._ended_cpu_s += self._shift.cpu_s if self._shift is not None else 0.0
            self._shift = _Shift(self._name, self._executable, self._restart_after, self._watchdog, self._is_headed)
            self._shift.thread.start()
        return self._shift

    def _give_up(self, shift: _Shift) -> None:
        with self._guard:
            if self._shift is shift:
                self._shift = None
                self._ended_cpu_s += shift.cpu_s
            shift.abandon()


class _Shift:
    """One thread with its jobs and its browser; a lane that gives it up shares nothing with it any more."""

    def __init__(self, name: str, executable: str, restart_after: int, watchdog: Watchdog, is_headed: bool) -> None:
        self._name, self._executable, self._restart_after = name, executable, restart_after
        self._watchdog, self._is_headed = watchdog, is_headed
        self.jobs: SimpleQueue[tuple[Future[Any], Job, float] | None] = SimpleQueue()
        self.running: _Running | None = None
        self.thread = threading.Thread(target=self._work, name=f"lane {name}", daemon=True)
        self._due_at = inf
        self._thread_cpu_s = self._browsers_cpu_s = 0.0
        self._is_between_slips = self._is_abandoned = False

    @property
    def is_overdue(self) -> bool:
        """Whether the job in hand should have come back long ago."""
        return monotonic() > self._due_at

    @property
    def cpu_s(self) -> float:
        """Processor seconds of the thread and of the browsers that were closed."""
        return self._thread_cpu_s + self._browsers_cpu_s

    def count_slip(self) -> None:
        """Note one more slip done."""
        if self.running is not None:
            self.running.n_slips += 1
            self._is_between_slips = True

    def abandon(self) -> None:
        """Let nothing begin that waits here, and end the browser by process number; for other threads to call."""
        self._is_abandoned = True
        with suppress(Empty):
            while True:
                taken = self.jobs.get_nowait()
                if taken is not None:
                    taken[0].cancel()
        self.jobs.put(None)
        for process in self.running.processes if self.running is not None else []:
            with suppress(psutil.Error):
                process.kill()

    def _work(self) -> None:
        while (taken := self.jobs.get()) is not None:
            future, job, deadline_s = taken
            if future.set_running_or_notify_cancel():
                self._due_at = monotonic() + deadline_s + GIVE_UP_S
                self._serve(future, job, deadline_s)
                self._thread_cpu_s = thread_time()
                self._due_at = inf
        self._stop()

    def _serve(self, future: Future[Any], job: Job, deadline_s: float) -> None:
        try:
            future.set_result(self._run(job, deadline_s))
        except PlaywrightError as error:
            future.set_exception(translate(error))
        except Exception as error:  # noqa: BLE001 (the lane's edge: the caller gets it, the lane lives on)
            future.set_exception(error)

    def _run(self, job: Job, deadline_s: float) -> Any:
        running = self._ready()
        if self._is_abandoned:  # looked at after the browser stands, so that `abandon` ends either it or this job
            raise _never_began(self._name)
        with self._watchdog.within(deadline_s, running.processes) as watch:
            try:
                return job(running.browser)
            except (PlaywrightError, BrowserGoneError) as error:
                if watch.has_struck:
                    hung = PageHungError(f"the page hung for {deadline_s:g} s and its browser was ended")
                    hung.evidence = getattr(error, "evidence", ())
                    raise hung from None
                raise

    def _ready(self) -> _Running:
        running = self.running
        is_between, self._is_between_slips = self._is_between_slips, False
        if running is not None and (not running.lives() or (is_between and running.is_worn(self._restart_after))):
            self._stop()
        if self.running is None:
            self.running = self._start()
        return self.running

    def _start(self) -> _Running:
        playwright = sync_playwright().start()
        try:
            find = find_visible if self._is_headed else find_browser
            path = find(self._executable, playwright)
            browser = playwright.chromium.launch(
                executable_path=path, headless=not self._is_headed, args=launch_arguments()
            )
            told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")["processInfo"]
            shell = psutil.Process(next(int(one["id"]) for one in told if one["type"] == "browser"))
            driver = next((one for one in shell.parents() if one.ppid() == os.getpid()), None)  # a script may start it
        except BaseException:
            playwright.stop()
            raise
        return _Running(playwright, browser, [shell, driver] if driver else [shell], monotonic())

    def _stop(self) -> None:
        running, self.running = self.running, None
        if running is not None:
            self._browsers_cpu_s += running.use()[1]
            with suppress(PlaywrightError):  # a browser that is gone needs no closing
                running.browser.close()
            with suppress(PlaywrightError):
                running.playwright.stop()


def _cpu_s(process: psutil.Process) -> float:
    with suppress(psutil.Error):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0


def _never_began(name: str) -> TargetSlowError:
    """Say that a job waited in vain: nothing of it was done, and nothing will be."""
    return TargetSlowError(f"lane {name} was held by something else; this was never begun")
