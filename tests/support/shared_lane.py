"""One lane for all robots of a test process: a driver and a browser take a second and a half to start, a context none.

Tests about the lane itself, and about several robots at the same time, have lanes of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TypeVar
from unittest.mock import patch

from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as PlaywrightError

from agent.browser.lane import Job, Lane
from agent.core.ports import BrowserUse
from agent.settings.model import BrowserSettings

T = TypeVar("T")
MAKERS = ("robots.target", "robots.trial", "agent.browser.fetch")
TIDY_S = 30.0
USUAL = BrowserSettings().restart_after_slips


class SharedLane:
    """Stands for one robot's lane; closing it closes this robot's contexts and leaves the browser to the others."""

    def __init__(self, lane: Lane) -> None:
        self._lane = lane
        self._opened: list[BrowserContext] = []

    def do(self, job: Callable[[Browser], T], *, deadline_s: float) -> T:
        """Run a function on the browser."""
        return self._lane.do(self._noting(job), deadline_s=deadline_s)

    def later(self, job: Job, *, deadline_s: float) -> None:
        """Run a function when nothing else is to be done."""
        self._lane.later(self._noting(job), deadline_s=deadline_s)

    def count_slip(self) -> None:
        """Note one more slip; the browser's budget is the lane's."""
        self._lane.count_slip()

    def use(self) -> BrowserUse:
        """Say what the browser takes."""
        return self._lane.use()

    def close(self) -> None:
        """Close what this robot opened."""
        self._lane.do(lambda _browser: self._tidy(), deadline_s=TIDY_S)

    def _noting(self, job: Callable[[Browser], T]) -> Callable[[Browser], T]:
        def noted(browser: Browser) -> T:
            before = set(browser.contexts)
            try:
                return job(browser)
            finally:
                self._opened += set(browser.contexts) - before

        return noted

    def _tidy(self) -> None:
        for context in self._opened:
            try:
                context.close()
            except PlaywrightError:  # it went with a browser that was killed
                continue
        self._opened.clear()


@contextmanager
def shared_lanes(lane: Lane) -> Iterator[None]:
    """Let every robot that asks for nothing special use this lane."""

    def made(name: str, executable: str = "", restart_after_slips: int = USUAL, **special: bool) -> SharedLane | Lane:
        if executable or restart_after_slips != USUAL or any(special.values()):
            return Lane(name, executable, restart_after_slips, **special)
        return SharedLane(lane)

    with ExitStack() as stack:
        for room in MAKERS:
            stack.enter_context(patch(f"{room}.Lane", made))
        yield
