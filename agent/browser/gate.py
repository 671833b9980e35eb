"""Holds the commit request at the browser's door, lets it out once, and knows whether it went.

A click cannot say whether the commit was sent, and Chromium sends a POST a second time by itself when a kept-alive
connection dies before the answer: the target then stores two slips while the page reports one. So the commit request
is taken over here: first the permit (intent stored, lease fenced, ceilings counted), then one send on a connection of
its own without retry, then its answer is handed to the page. Any further send of the same commit is blocked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from time import monotonic, time

from playwright.sync_api import BrowserContext, Request, Route
from playwright.sync_api import Error as PlaywrightError

from agent.browser.script import CommitSpec
from agent.browser.trail import path_of
from agent.core.ports import Permit

HARMLESS = ("GET", "HEAD", "OPTIONS")
NEVER_LEFT = ("ECONNREFUSED", "ENOTFOUND", "EHOSTUNREACH", "ENETUNREACH", "EAI_AGAIN")
COMMIT_TIMEOUT_MS = 60_000
PERMIT_LASTS_S = 5.0  # a permit holds for so long from when it was asked: a process that stood still meanwhile has none
LATE = "permit-late"


class Fate(StrEnum):
    """What is known of the commit request: it never left, it was answered, or it left and no answer came."""

    NOT_SENT = "not-sent"
    ANSWERED = "answered"
    UNKNOWN = "unknown"


class CommitGate:
    """Guards the one commit of one slip, from the first step of `entry`.

    Where the robot says `sends:`, the address is known from the start; otherwise it is learned from the form that
    holds the commit button, on every page it stands on. The buttons of such a form share that address: the guard
    inside the page (js/guard.js) tells them apart, and what a script of the page posts there is taken for the commit.
    A commit that comes before `pressing` is refused and remembered in `is_early`; what passed before the address was
    known is doubt (`fate`); what is given up (`bar`) can no longer be sent. `is_told_address`: the robot says `sends:`.

    Args:
        context: The browser context, so that pop-ups and frames are covered.
        spec: The robot's commit step.
        permit: Asked at the last moment before the request leaves.
        passed: Told of other posts as they pass (`POST /path`).
        timeout_ms: How long the target may take to answer.
    """

    def __init__(
        self,
        context: BrowserContext,
        spec: CommitSpec,
        permit: Permit,
        passed: Callable[[str], None],
        timeout_ms: int = COMMIT_TIMEOUT_MS,
    ) -> None:
        self._context, self._permit, self._passed, self.timeout_ms = context, permit, passed, timeout_ms
        self._carries, self._method = spec.carries.encode(), "POST"
        self._address: re.Pattern[str] | None = None
        self._is_pressing = self._was_pressed = self._is_barred = self._is_over = self.is_taken = False
        self._fate, self._n_others = Fate.NOT_SENT, 0
        self._passed_to: set[str] = set()
        self.is_told_address = bool(spec.sends)
        self.is_early = self.is_closed = False
        self.n_blocked, self.status = 0, 0
        self.moves_page = False
        self.refused = ""
        self.never_left = ""
        self.failure: Exception | None = None
        context.on("request", self._see)
        if spec.sends:
            self._stand_at(re.compile(r"^https?://[^/]+" + re.escape(spec.sends) + r"(\?.*)?$"))

    @property
    def fate(self) -> Fate:
        """What is known of the commit; a post that passed by the gate may have been it, so "not sent" is doubt."""
        return Fate.UNKNOWN if self._fate is Fate.NOT_SENT and self._n_others else self._fate

    @property
    def is_decided(self) -> bool:
        """Whether the commit came to the gate and is over: refused, answered, or given up."""
        return self._is_over

    @property
    def knows_by_body(self) -> bool:
        """Whether it tells the commit from other posts to its address."""
        return bool(self._carries)

    def learn(self, action: str, method: str) -> None:
        """Take the address and method of the form that holds the commit button; the one of the newest page counts."""
        address = action.split("#")[0]
        pattern = re.compile("^" + re.escape(address) + "$")
        if self.is_told_address or self.is_taken or (self._address, self._method) == (pattern, method):
            return
        if address in self._passed_to:
            self._fate = Fate.UNKNOWN
        if self._address is not None:
            self._context.unroute(self._address, self._at_gate)
        self._method = method
        self._stand_at(pattern)

    @contextmanager
    def pressing(self) -> Iterator[None]:
        """Open the gate for the one press; the commit may come while this is open."""
        self._is_pressing = self._was_pressed = True
        try:
            yield
        finally:
            self._is_pressing = False

    def bar(self) -> None:
        """Give the commit up: refuse it and every other post from now on, until the context is closed.

        A page may commit long after the press, when a check of its own comes back. What passed by before this stood
        counts as doubt (`fate`).
        """
        with suppress(PlaywrightError):  # a context that died sends nothing any more
            self._context.route("**/*", self._refuse)
            self._is_barred = True

    def close(self) -> None:
        """Stop standing in the way: the page that could commit was left, and the same context goes on to confirm."""
        self.is_closed = True
        self._context.remove_listener("request", self._see)
        if self._address is not None:
            with suppress(PlaywrightError):  # a context that died has nothing left to unroute
                self._context.unroute(self._address, self._at_gate)

    def _stand_at(self, address: re.Pattern[str]) -> None:
        self._address = address
        self._context.route(address, self._at_gate)

    def _see(self, request: Request) -> None:
        if request.method in HARMLESS or self._is_commit(request):
            return
        if self._was_pressed and not self._is_barred:
            self._n_others += 1
        if not self.is_told_address and not request.is_navigation_request():
            self._passed_to.add(request.url.split("#")[0])
        self._passed(f"{request.method} {path_of(request.url)}")

    def _is_commit(self, request: Request) -> bool:
        if self._address is None or request.method != self._method or not self._address.search(request.url):
            return False
        return not self._carries or self._carries in (request.post_data_buffer or b"")

    def _at_gate(self, route: Route) -> None:
        if not self._is_commit(route.request):
            route.fallback()
        elif self._is_another_button(route.request):
            self._passed(f"{route.request.method} {path_of(route.request.url)}")
            route.fallback()
        elif not self._is_pressing and not self.is_taken:
            self.is_early = True
            route.abort("blockedbyclient")
        elif self.is_taken:
            self.n_blocked += 1
            route.abort("blockedbyclient")
        else:
            self.is_taken = True
            self.moves_page = route.request.is_navigation_request() and route.request.frame.parent_frame is None
            self._ask(route)

    def _is_another_button(self, request: Request) -> bool:
        """Whether another button of the commit's own form was pressed; the commit itself the guard inside refuses."""
        return not (self.is_told_address or self._is_pressing or self.is_taken) and request.is_navigation_request()

    def _refuse(self, route: Route) -> None:
        if route.request.method in HARMLESS and not self._is_commit(route.request):
            route.fallback()
        else:
            self.n_blocked += 1
            route.abort("blockedbyclient")

    def _ask(self, route: Route) -> None:
        asked_at, by_the_wall = monotonic(), time()
        try:
            self.refused = self._permit.ask() or ""
            if max(monotonic() - asked_at, time() - by_the_wall) > PERMIT_LASTS_S:
                self.refused = self.refused or LATE
        except Exception as error:  # noqa: BLE001 (a callback's edge: the caller of `pressing` raises it again)
            self.failure = error
        if self.refused or self.failure:
            self._is_over = True
            route.abort("blockedbyclient")
        else:
            self._send(route)

    def _send(self, route: Route) -> None:
        self._fate = Fate.UNKNOWN
        try:
            answer = route.fetch(max_redirects=0, max_retries=0, timeout=self.timeout_ms)
        except PlaywrightError as error:
            self.never_left = next((sign for sign in NEVER_LEFT if sign in error.message), "")
            if self.never_left:
                self._fate = Fate.NOT_SENT
            route.abort("connectionfailed")
            return
        finally:
            self._is_over = True
        self.status = answer.status
        self._fate = Fate.ANSWERED if answer.status < 500 else Fate.UNKNOWN
        route.fulfill(response=answer)
