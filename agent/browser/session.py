"""An account's stored session, and the visits made with it: one fresh context per slip.

The stored session is a secret: it lives in memory only and is written nowhere.
"""

from __future__ import annotations

import base64
import fnmatch
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from time import monotonic
from types import ModuleType
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext, Dialog, HttpCredentials, Page, StorageState
from playwright.sync_api import Error as PlaywrightError

from agent.browser.certificate import client_certificate
from agent.browser.gate import CommitGate
from agent.browser.pagescript import page_script
from agent.browser.screen import Screen
from agent.browser.script import Script, Step
from agent.browser.template import Account
from agent.browser.totp import OneTimeCodes
from agent.browser.trail import Trail, origin_of
from agent.browser.unsaid import Unsaid, session_secrets
from agent.browser.values import Entry, text_for
from agent.core.outcome import FoundSlip
from agent.log import keep_out, keep_out_for

VIEWPORT = {"width": 1280, "height": 900}
REFUSED_S = 60.0


@dataclass(frozen=True, slots=True)
class Place:
    """One robot's way into one system.

    `password` is asked for at each log-in and never kept. `read_document` returns a stored document by its digest,
    for slips that carry one; it raises FileNotFoundError. `totp` is the secret of one-time codes, `certificate` the
    PEM text of a client certificate, both asked for when they are needed. `patience_ms` is how long fields and
    texts may take to appear, `look_up_ms` how long the page's own look-ups may take, `commit_ms` how long the
    commit's answer, `busy_ms` how long the page may say that it works. `options` is what the site says of its
    installation.
    """

    script: Script
    url: str
    user: str
    password: Callable[[], str]
    hooks: ModuleType | None = None
    read_document: Callable[[str], bytes] | None = None
    totp: Callable[[], str] | None = None
    certificate: Callable[[], str] | None = None
    patience_ms: int = 5_000
    look_up_ms: int = 10_000
    commit_ms: int = 60_000
    busy_ms: int = 45_000
    options: Mapping[str, str] = field(default_factory=dict)

    def address(self, path: str) -> str:
        """Return the whole address of a path of the robot's YAML."""
        return urljoin(self.url.rstrip("/") + "/", path.lstrip("/"))


@dataclass(frozen=True, slots=True)
class Doing:
    """The step in hand: of which section, and on which window."""

    step: Step
    section: str
    screen: Screen


@dataclass(slots=True)
class Visit:
    """One fresh context for one slip: its page, what was seen on the way, and the gate while it stands.

    `windows` are the pop-ups it opened that still stand, `papers_bytes` what was printed and downloaded so far.
    """

    key: str
    context: BrowserContext
    screen: Screen
    trail: Trail
    unsaid: Unsaid = field(default_factory=Unsaid)
    gate: CommitGate | None = None
    found: list[FoundSlip] | None = None
    doing: Doing | None = None
    hits: list[dict[str, str]] = field(default_factory=list)
    opened: list[Screen] = field(default_factory=list)
    papers_bytes: int = 0

    @property
    def windows(self) -> list[Screen]:
        """The pop-ups that still stand."""
        return [window for window in self.opened if not window.page.is_closed()]

    @property
    def passes_gate(self) -> bool:
        """Whether the page that committed may be left, and its gate go after it.

        A gate that knows the commit by what it carries stops nothing else, and goes on standing.
        """
        gate = self.gate
        return gate is not None and gate.is_taken and not gate.knows_by_body and not gate.is_closed

    def pass_gate(self) -> None:
        """Take the gate away: the page that committed was left, and cannot commit once more."""
        if self.gate is not None:
            self.gate.close()

    @property
    def n_came_up(self) -> tuple[int, int]:
        """How many requests the gate has held back, and how many dialogs nobody knew came, so far."""
        return self.gate.n_blocked if self.gate is not None else 0, len(self.trail.unexpected)

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
        self._codes = OneTimeCodes(_kept_out(place.totp)) if place.totp else None
        script = place.script
        commit = script.commit
        watches = commit is not None and not commit.carries
        self._page_script = page_script(commit.button if commit else "", watches=watches, polls=script.polls)

    @property
    def is_open(self) -> bool:
        """Whether a log-in is stored, or none is needed."""
        return self._state is not None or not self.place.script.login

    def account(self) -> Account:
        """Return user, password and one-time codes for a log-in."""
        return Account(self.place.user, self._password(), self._codes.next if self._codes else str)

    def _password(self) -> str:
        """Ask for the password; from now on neither it nor what HTTP Basic makes of it is shown by log or evidence."""
        place, password = self.place, self.place.password()
        keep_out(password)
        keep_out(base64.b64encode(f"{place.user}:{password}".encode()).decode())
        return password

    def forget(self) -> None:
        """Drop the stored session: the target asked to log in again."""
        self._state = None

    def keep(self, visit: Visit) -> None:
        """Store the session of a visit that has just logged in."""
        self._state = visit.context.storage_state()
        keep_out_for(self, session_secrets(self._state))

    def leave_unsaid(self, visit: Visit, entries: Iterable[Entry]) -> None:
        """Tell nobody what is typed into fields that the robot's YAML masks, wherever the page repeats it."""
        masks = self.place.script.masks
        labels, places = {mask.label for mask in masks} - {""}, {mask.css for mask in masks} - {""}
        masked = [entry for entry in entries if entry.label in labels or entry.css in places]
        visit.unsaid.add(text_for(entry, "text") for entry in masked if entry.value is not None)
        visit.unsaid.add(piece for entry in masked for piece in (*entry.option, *entry.shows, entry.seek) if piece)

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
        place = self.place
        pem = _kept_out(place.certificate)() if place.certificate else ""
        certificates: Any = [client_certificate(place.url, pem)] if pem else None
        context = browser.new_context(
            storage_state=self._state,
            client_certificates=certificates,
            http_credentials=self._http_log_in(),
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

    def _http_log_in(self) -> HttpCredentials | None:
        """Give the browser what HTTP Basic asks for, for this target's own address and no other."""
        place = self.place
        if not place.script.http_login:
            return None
        password = self._password()
        return HttpCredentials(username=place.user, password=password, origin=origin_of(place.url), send="always")

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


def _kept_out(ask: Callable[[], str]) -> Callable[[], str]:
    """Ask for a secret so that log and evidence never show it."""

    def asked() -> str:
        secret = ask()
        keep_out(secret)
        return secret

    return asked
