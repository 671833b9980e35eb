"""Fetch what a portal has for us: log in, read its list whole, download each item that is new.

A connector makes one `Fetcher` and calls `fetch` on a schedule:

    fetcher = Fetcher(script, name="portal", url=..., user=..., password=lambda: ctx.secret("portal-password"))
    for item in fetcher.fetch(ctx.is_received, log):
        yield a delivery of item.external_id, item.name, item.media_type, item.content
    fetcher.settle(external_id, log)      # plays `settle:`, where the script has it
    fetcher.close()

The list is complete or an error: its rows are counted against the count the page shows, over all its pages, and it is
read again when it moved meanwhile. A session that ends in the middle is renewed and the same page is asked again.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import ModuleType
from typing import TypeVar

from playwright.sync_api import Browser

from agent.browser.errors import TargetDownError, translated
from agent.browser.lane import Lane
from agent.browser.login import with_session
from agent.browser.options import settle_options
from agent.browser.player import Player
from agent.browser.rows import Row, read_rows
from agent.browser.script import Script
from agent.browser.session import Kept, Place, Session, Visit
from agent.browser.template import Scope
from agent.core.errors import DenpyoError
from agent.core.ports import StepLog

TIDY_S = 30.0
RENEWALS = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FetchedItem:
    """One downloaded file. `external_id` is the row's `id` column, the portal's own lasting name of the item."""

    external_id: str
    name: str
    media_type: str
    content: bytes
    row: tuple[tuple[str, str], ...] = ()


class Fetcher:
    """One account at one portal, with its own lane. Calls may come from any thread.

    Args:
        script: A robot that `fetches`.
        name: The source's name.
        url: Address of the portal.
        user: Log-in name of the account.
        password: Asked for at each log-in, never kept.
        executable: Path of a Chromium; empty looks for one.
        hooks: The robot's hooks.py, imported.
        totp: The secret of one-time codes, where the log-in asks for them.
        certificate: PEM text of a client certificate, where the portal asks for one.
        deadline_s: Seconds the list, or one item, may take before the browser is ended.
        options: What the site says of its installation.

    Raises:
        RobotOptionError: An option is not one of the robot's, or one is missing.
    """

    def __init__(
        self,
        script: Script,
        *,
        name: str,
        url: str,
        user: str,
        password: Callable[[], str],
        executable: str = "",
        hooks: ModuleType | None = None,
        totp: Callable[[], str] | None = None,
        certificate: Callable[[], str] | None = None,
        deadline_s: float = 180.0,
        options: Mapping[str, str] | None = None,
    ) -> None:
        self._script, self._deadline_s = script, deadline_s
        place = Place(
            script,
            url,
            user,
            password,
            hooks,
            totp=totp,
            certificate=certificate,
            options=settle_options(script, options or {}),
        )
        self._session = Session(place)
        self._lane = Lane(name, executable)
        self._kept = Kept()

    def check(self, log: StepLog) -> None:
        """Log in and look at the list, or say by name what is wrong.

        Raises:
            LoginRefusedError: User or password are wrong.
            BrowserMissingError: There is no browser.
            TransientError: The portal cannot be reached, or shows no such list.
        """
        self._rows(log)

    def fetch(self, is_received: Callable[[str], bool], log: StepLog) -> Iterator[FetchedItem]:
        """Yield every item of the list that was not received yet, in the order of the list.

        One item that cannot be had does not hold up the others: its error is raised after the last.

        Raises:
            TransientError: List or item cannot be read now; never taken for "empty".
        """
        failed: DenpyoError | None = None
        spec = self._script.rows
        try:
            for row in self._rows(log):
                if is_received(row[spec.id]):
                    continue
                try:
                    yield self._in_lane(log, lambda visit, row=row: self._item(visit, row, log))  # type: ignore[misc]
                except TargetDownError:
                    raise
                except DenpyoError as error:
                    failed = failed or error
        finally:
            self._lane.later(lambda _: self._kept.drop(), deadline_s=TIDY_S)
        if failed is not None:
            raise failed

    def fetch_again(self, row: Row, log: StepLog) -> FetchedItem:
        """Download one item anew by the row it had, to see whether it is still the same."""
        return self._in_lane(log, lambda visit: self._item(visit, row, log))

    def settle(self, external_id: str, log: StepLog) -> None:
        """Play the script's `settle` for one item, where it has one; it may run again."""
        if self._script.settle:
            scope: Scope = {"row": {self._script.rows.id: external_id}}
            self._in_lane(log, lambda visit: self._player(visit, log, "settle").play(self._script.settle, scope))

    def close(self) -> None:
        """Close session and browser; the call in hand ends first."""
        self._lane.close()

    # ---- in the lane's thread ------------------------------------------------------------------------
    def _in_lane(self, log: StepLog, work: Callable[[Visit], T]) -> T:
        def once(browser: Browser) -> T:
            try:
                with translated():
                    return work(self._visit_now(browser))
            except BaseException as error:
                visit = self._kept.visit
                if visit is not None and isinstance(error, DenpyoError):
                    visit.unsaid.hear_cookies(visit.context)
                    visit.unsaid.hush(error)
                self._kept.drop()
                raise

        def job(browser: Browser) -> T:
            return with_session(self._session, browser, log, lambda: once(browser), RENEWALS)

        return self._lane.do(job, deadline_s=self._deadline_s)

    def _visit_now(self, browser: Browser) -> Visit:
        if self._kept.visit is None or self._kept.visit.screen.page.is_closed():
            self._kept.visit = self._session.visit(browser)
        return self._kept.visit

    def _player(self, visit: Visit, log: StepLog, section: str) -> Player:
        return Player(self._session, visit, log, section)

    def _rows(self, log: StepLog) -> list[Row]:
        steps = self._script.listing
        return self._in_lane(log, lambda visit: read_rows(self._player(visit, log, "list"), steps, {}))

    def _item(self, visit: Visit, row: Row, log: StepLog) -> FetchedItem:
        steps = self._script.item
        at = next(n for n, step in enumerate(steps) if step.download)
        spec = steps[at].download
        assert spec is not None
        scope: Scope = {"row": row}
        player = self._player(visit, log, "item")
        player.play(steps[:at], scope)
        name, content = player.download(spec, scope)
        player.play(steps[at + 1 :], scope)
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        return FetchedItem(row[self._script.rows.id], name, media_type, content, tuple(row.items()))
