"""An account's stored session, and the visits made with it: one fresh context per slip.

The stored session is a secret: it lives in memory only and is written nowhere.
"""

from __future__ import annotations

import fnmatch
import threading
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from types import ModuleType
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Dialog, Page, StorageState
from playwright.sync_api import Error as PlaywrightError

from agent.browser.capture import Trail
from agent.browser.gate import CommitGate
from agent.browser.pagescript import page_script
from agent.browser.screen import Screen
from agent.browser.script import Script
from agent.browser.template import Account
from agent.core.outcome import FoundSlip

VIEWPORT = {"width": 1280, "height": 900}
REFUSED_S = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """One robot's way into one system.

    `password` is asked for at each log-in and never kept. `patience_ms` is how long fields and texts may take to
    appear, `look_up_ms` how long the page's own look-ups may take, `commit_ms` how long the commit's answer.
    """

    script: Script
    url: str
    user: str
    password: Callable[[], str]
    hooks: ModuleType | None = None
    patience_ms: int = 5_000
    look_up_ms: int = 10_000
    commit_ms: int = 60_000

    def address(self, path: str) -> str:
        """Return the whole address of a path of the robot's YAML."""
        return urljoin(self.url.rstrip("/") + "/", path.lstrip("/"))

    def account(self) -> Account:
        """Return user and password for a log-in."""
        return Account(self.user, self.password())


@dataclass(slots=True)
class Visit:
    """One fresh context for one slip: its page, what was seen on the way, and the gate while it stands."""

    key: str
    context: BrowserContext
    screen: Screen
    trail: Trail
    gate: CommitGate | None = None
    found: list[FoundSlip] | None = None

    def close(self) -> None:
        """End the context; one that died is gone already."""
        try:
            self.context.close()
        except PlaywrightError:
            return


class Kept(threading.local):
    """What a lane's thread keeps between two calls: the visit in hand, and the next one with the time it was made.

    Another thread sees none of it: a thread that was given up takes its visits with it.
    """

    visit: Visit | None = None
    spare: tuple[Visit, float] | None = None

    def drop(self) -> None:
        """Close the visit in hand."""
        visit, self.visit = self.visit, None
        if visit is not None:
            visit.close()


class Session:
    """Opens visits with the stored session and renews it when the target asks to log in again."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self._state: StorageState | None = None
        self._refused: tuple[int, str, float] | None = None
        script = place.script
        commit = script.commit
        watches = commit is not None and not commit.carries
        self._page_script = page_script(commit.button if commit else "", watches=watches)

    @property
    def is_open(self) -> bool:
        """Whether a log-in is stored, or none is needed."""
        return self._state is not None or not self.place.script.login

    def forget(self) -> None:
        """Drop the stored session: the target asked to log in again."""
        self._state = None

    def keep(self, visit: Visit) -> None:
        """Store the session of a visit that has just logged in."""
        self._state = visit.context.storage_state()

    def note_refusal(self, account: Account, what: str) -> None:
        """Remember that the target did not let this account in; of its password only a hash of this process."""
        self._refused = (hash(account), what, monotonic())

    def refusal_of(self, account: Account) -> str | None:
        """Return what the target said when it refused just this account and password a moment ago."""
        if self._refused is None:
            return None
        tried, what, at = self._refused
        return what if tried == hash(account) and monotonic() - at < REFUSED_S else None

    def visit(self, browser: Browser, key: str = "") -> Visit:
        """Open a fresh context from the stored session, with our script and listeners on it."""
        context = browser.new_context(
            storage_state=self._state,
            service_workers="block",
            viewport={"width": VIEWPORT["width"], "height": VIEWPORT["height"]},
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
        )
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(30_000)
        context.add_init_script(self._page_script)
        trail = Trail()
        trail.listen(context)
        visit = Visit(key, context, self.screen_on(context.new_page(), trail), trail)
        context.on("dialog", lambda dialog: self._answer(visit, dialog))
        return visit

    def screen_on(self, page: Page, trail: Trail, *, is_window: bool = False) -> Screen:
        """Look at a page of a visit: its first, or a pop-up."""
        return Screen(
            page, self._page_script, self.place.patience_ms, lambda: not trail.unexpected, is_window=is_window
        )

    def _answer(self, visit: Visit, dialog: Dialog) -> None:
        """Accept what the robot's YAML names, and the question a page asks on leaving; dismiss all else."""
        accept = dialog.type == "beforeunload" or any(
            fnmatch.fnmatchcase(dialog.message, pattern.replace("[", "[[]"))
            for pattern in self.place.script.dialogs.accept
        )
        visit.trail.note_dialog(dialog, accepted=accept)
        if accept:
            dialog.accept()
        else:
            dialog.dismiss()
