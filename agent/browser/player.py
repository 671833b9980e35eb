"""Plays the steps of a robot's script on the screens of one visit."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Error as PlaywrightError

from agent.browser.download import take_download
from agent.browser.entries import entries_of, head_entries, line_entries
from agent.browser.errors import (
    CommitEarlyError,
    DialogUnexpectedError,
    DocumentMissingError,
    FieldMissingError,
    FileTooLargeError,
    SessionExpiredError,
    TargetDownError,
    TargetSlowError,
    TextMissingError,
    refuse_login,
)
from agent.browser.fill import fill, read_back
from agent.browser.keys import press_keys
from agent.browser.locate import locate, n_rows_found
from agent.browser.printing import print_page
from agent.browser.screen import Screen
from agent.browser.script import (
    DownloadSpec,
    FieldsSpec,
    KeysSpec,
    PressSpec,
    PrintSpec,
    RowsSpec,
    Step,
    Typing,
    UploadSpec,
)
from agent.browser.session import Doing, Session, Visit
from agent.browser.shown import await_shown, compare, read_shown
from agent.browser.template import Scope, resolve_address, resolve_text
from agent.browser.upload import upload
from agent.browser.values import Entry, Kind
from agent.core.action import Slip
from agent.core.errors import DenpyoError, SlipRefusedError
from agent.core.ports import StepLog

MAX_ROWS_ADDED = 500
UNAUTHORIZED = 401
BAD_CREDENTIALS = "ERR_INVALID_AUTH_CREDENTIALS"


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that a step brought and that is kept as evidence."""

    name: str
    content: bytes
    media_type: str


class Player:
    """Plays steps in one visit. The commit step is not played here but by `agent.browser.commit`.

    Args:
        session: The account's session; gives script and hooks.
        visit: The context the steps are played in.
        log: Hears each step; never a typed value.
        section: Which section of the script is played: log-in pages are judged otherwise.
    """

    def __init__(self, session: Session, visit: Visit, log: StepLog, section: str) -> None:
        self.session, self.visit, self.section = session, visit, section
        self.script = session.place.script
        self.screen = visit.screen
        self.read: dict[str, str] = {}
        self.papers: list[Paper] = []
        self._log = log

    def play(self, steps: Sequence[Step], scope: Scope) -> None:
        """Play steps in order; whatever a `read` step brings is in `read` afterwards."""
        scope = {"option": self.session.place.options, **scope}
        for n, step in enumerate(steps):
            self.begin(step)
            getattr(self, f"_{step.verb}")(getattr(step, step.verb), scope, steps[n + 1 :])
            self.check_calm()
            self.end(step)

    def begin(self, step: Step) -> None:
        """Take a step in hand, so that whatever goes wrong is known to be its."""
        self.visit.doing = Doing(step, self.section, self.screen)

    def end(self, step: Step) -> None:
        """Be done with a step; for those who watch a player."""

    def note(self, text: str) -> None:
        """Tell one step to whoever watches, and keep it for the trail."""
        told = self.visit.unsaid.told(text)
        self.visit.trail.steps.append(told)
        self._log.step(told)

    def check_calm(self) -> None:
        """Stop when a dialog came that nobody knows, or something pressed commit too early.

        Raises:
            DialogUnexpectedError: Its text is the reason.
            CommitEarlyError: It was refused; nothing was sent.
        """
        if self.visit.trail.unexpected:
            text = self.visit.trail.unexpected[0]
            raise DialogUnexpectedError(f"the page said: {text}", what=text)
        if self.visit.gate is not None and self.visit.gate.is_early:
            raise CommitEarlyError("something pressed commit before the commit step; it was refused")

    def arrive(self) -> None:
        """Look at a page once its own requests are answered: a fault, the log-in, or a refusal end the play here.

        Raises:
            PageAskingError: Its own script still waits for an answer.
            TargetDownError: The page is a fault of the target's own.
            SessionExpiredError: The target asks to log in.
            SlipRefusedError: The target shows why it refuses.
        """
        if self.screen.page.url.startswith("chrome-error:"):
            raise TargetDownError("the target closed the connection or cannot be reached")
        seen = self.screen.wait_until(
            lambda: self.screen.call_all("arrival", self.script.refusals),
            lambda frames: not any(one["unanswered"] for one in frames) or self._ends_here(frames),
            self.session.place.look_up_ms,
        )
        self._learn(seen)
        status = max(one["status"] for one in seen)
        if status >= 500:
            raise TargetDownError(f"the target answers {status}", what=str(status))
        if status == UNAUTHORIZED:
            raise self._not_logged_in()
        unanswered = [path for one in seen for path in one["unanswered"]]
        if self.section == "login":
            self.screen.refuse_unanswered(unanswered)
            return
        if any(one["asks_password"] for one in seen) or self._shows(self.script.logged_out):
            raise SessionExpiredError("the target asks to log in again")
        if refusal := _refusal_in(seen):
            raise refused(refusal)
        self.screen.refuse_unanswered(unanswered)

    def _ends_here(self, seen: Sequence[dict[str, Any]]) -> bool:
        """Whether the play ends on this page whatever its scripts are still told."""
        if any(one["status"] >= 500 or one["status"] == UNAUTHORIZED for one in seen):
            return True
        return self.section != "login" and any(one["asks_password"] or one["refusal"] for one in seen)

    def _learn(self, seen: Sequence[dict[str, Any]]) -> None:
        """Let the gate learn the commit from the page that holds its button."""
        forms = [one["commit"] for one in seen if one["commit"]]
        if self.visit.gate is not None and len(forms) == 1 and forms[0]["method"] == "POST":
            self.visit.gate.learn(forms[0]["action"], forms[0]["method"])

    def wait_idle(self) -> None:
        """Wait until the page no longer says that its own script works.

        Raises:
            TargetSlowError: It still does after its time.
        """
        if self.script.busy and self.screen.wait_until(
            lambda: self._shows(self.script.busy), lambda works: not works, self.session.place.busy_ms
        ):
            raise TargetSlowError("the page is still at work")

    def _shows(self, css: str) -> bool:
        return bool(css) and any(self.screen.call_all("stands", css))

    @contextmanager
    def _answered(self) -> Iterator[None]:
        """Wait until the page has its answer to what the block did; one lost or not logged in ends the play."""
        trail = self.visit.trail
        n_unauthorized, n_lost = trail.n_unauthorized, trail.n_lost
        try:
            yield
        except PlaywrightError as error:
            raise self._not_logged_in() if BAD_CREDENTIALS in error.message else error from None
        self.wait_idle()
        if self.script.busy and trail.n_unauthorized > n_unauthorized:
            raise self._not_logged_in()
        if self.script.busy and trail.n_lost > n_lost:
            raise TargetDownError("the target closed the connection or cannot be reached")

    def _not_logged_in(self) -> DenpyoError:
        if self.section == "login":
            return refuse_login("401")
        return SessionExpiredError("the target asks to log in again")

    def refusal(self) -> str:
        """Return the words by which the page refuses now; empty where it shows none."""
        return _refusal_in(self.screen.call_all("arrival", self.script.refusals))

    # ---- steps ---------------------------------------------------------------------------------------
    def _open(self, path: str, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"open {path}")
        address = self.session.place.address(resolve_address(path, scope))
        before = self.visit.n_came_up
        self._load(address)
        if self.section != "entry" and self.visit.passes_gate:
            self.visit.pass_gate()
            if self.visit.n_came_up != before:  # of the page that committed, or of this one: only a second look tells
                del self.visit.trail.unexpected[before[1] :]
                self._load(address)
        self.arrive()

    def _load(self, address: str) -> None:
        with self._answered():
            self.screen.open(address)

    def _fill(self, spec: FieldsSpec, scope: Scope, _: Sequence[Step]) -> None:
        entries = entries_of(spec, scope)
        self.session.leave_unsaid(self.visit, entries)
        self.note(f"fill {_names(spec)}")
        try:
            fill(self.screen, entries, self.script.typing, self.session.place.look_up_ms)
        except DenpyoError:
            self.check_calm()  # what the page said is the better reason
            raise

    def _press(self, spec: PressSpec, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"press {spec.name}")
        loaded = self.screen.n_loaded
        with self._answered():
            if self.script.typing is Typing.KEYS:
                self.screen.press_hard(_ask(spec, scope))
            else:
                self.screen.press(_ask(spec, scope))
        self._follow(loaded)

    def _follow(self, loaded: int) -> None:
        """Look at what a press or a key brought; a window that was opened may have closed itself instead."""
        if self.screen.n_loaded != loaded or not self.screen.is_window:
            self.arrive()
        else:
            self.screen.await_answers(self.session.place.look_up_ms)

    def _rows_needed(self, spec: Any, scope: Scope, after: Sequence[Step]) -> None:
        slip = scope["slip"]
        assert isinstance(slip, Slip)
        needed = len(slip.lines)
        self.note(f"rows needed: {needed}")
        label = next((next(iter(step.fill.lines)) for step in after if step.fill and step.fill.lines), "")
        for _ in range(MAX_ROWS_ADDED):
            loaded, found = self.screen.n_loaded, n_rows_found(self.screen, label, needed)
            if found >= needed:
                return
            self.screen.press({"button": spec.button}, times=1 if found == 0 else needed - found)
            self.check_calm()
            self._follow(loaded)
            if self.screen.n_loaded == loaded and found > 0:
                return  # the fill that follows waits for the rows, and stops when one is missing
        raise FieldMissingError(f"{label}: `{spec.button}` adds no rows", field=label)

    def _call(self, spec: Any, scope: Scope, _: Sequence[Step]) -> None:
        slip = scope["slip"]
        assert isinstance(slip, Slip)
        hook = getattr(self.session.place.hooks, spec.hook)
        self.note(f"call {spec.hook}")
        subjects: list[object] = list(slip.lines) if spec.each else [slip]
        for row, subject in enumerate(subjects, 1):
            set_values = hook(self.screen.page, subject) or {}
            self.check_calm()
            self.screen.await_answers(self.session.place.look_up_ms)
            entries = [_set_by_hook(label, row, set_values) for label in spec.sets]
            self.session.leave_unsaid(self.visit, entries)
            if entries:
                read_back(self.screen, locate(self.screen, entries), self.session.place.look_up_ms)

    def _keys(self, spec: KeysSpec, scope: Scope, _: Sequence[Step]) -> None:
        slip = scope.get("slip")
        subjects: Sequence[object] = slip.lines if spec.each and isinstance(slip, Slip) else [None]
        self.note(f"keys {spec.at or spec.css}".rstrip())
        loaded = self.screen.n_loaded
        for row, line in enumerate(subjects, 1):
            seen_from = {**scope, "line": line} if line else scope
            texts = [resolve_text(one.text, seen_from) for one in spec.press if one.text]
            self.session.leave_unsaid(self.visit, [Entry(spec.at, text, css=spec.css) for text in texts])
            press_keys(self.screen, spec, seen_from, row, self.session.place.look_up_ms)
            self.check_calm()
        self._follow(loaded)
        rows = line_entries(spec.sets, scope)
        await_shown(self.screen, head_entries(spec.sets, scope), rows, self.session.place.look_up_ms)

    def _upload(self, spec: UploadSpec, scope: Scope, _: Sequence[Step]) -> None:
        slip, read = scope["slip"], self.session.place.read_document
        assert isinstance(slip, Slip)
        if not slip.document_digest or read is None:
            raise DocumentMissingError("the order came without a document")
        name = resolve_text(spec.name, scope) or slip.document_name
        self.note(f"upload {spec.field or spec.button}")
        try:
            content = read(slip.document_digest)
        except FileNotFoundError:
            raise DocumentMissingError("the order's document is not in the evidence store") from None
        upload(self.screen, spec, name, content, resolve_text(spec.shows, scope))

    def _print(self, spec: PrintSpec, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"print {spec.name}")
        masks = [{"label": mask.label, "css": mask.css} for mask in self.script.masks]
        content = print_page(self.screen, masks, self.visit.unsaid)
        self.papers.append(Paper(f"print-{spec.name}", content, "application/pdf"))

    def _wait_for(self, text: str, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"wait for {text}")
        wanted = resolve_text(text, scope)
        if not self.screen.wait_until(lambda: self.screen.says(wanted), bool, self.session.place.look_up_ms):
            raise TextMissingError(f"`{text}` did not come", what=text)

    def _compare(self, spec: FieldsSpec, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"compare {_names(spec)}")
        compare(self.screen, head_entries(spec, scope), line_entries(spec, scope) if spec.lines else ())

    def _read(self, specs: dict[str, Any], scope: Scope, _: Sequence[Step]) -> None:
        for name, spec in specs.items():
            self.note(f"read {name}")
            shown = read_shown(self.screen, spec.model_copy(update={"css": resolve_text(spec.css, scope)}))
            self.read[name] = spec.words.get(shown, shown)

    def _rows(self, spec: RowsSpec, scope: Scope, _: Sequence[Step]) -> None:
        raise AssertionError("rows are read by agent.browser.rows")

    def _download(self, spec: DownloadSpec, scope: Scope, _: Sequence[Step]) -> None:
        try:
            name, content = self.download(spec, scope)
        except FileTooLargeError as error:  # the slip is none the worse for it
            self.note(f"left out {error.values['what']}: {error.message}")
            return
        media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
        self.papers.append(Paper(f"download-{name}", content, media_type))

    def download(self, spec: DownloadSpec, scope: Scope) -> tuple[str, bytes]:
        """Press and take the file it brings: its name, as the script or the target says, and its bytes.

        Raises:
            FileTooLargeError: It is larger than any document.
            SessionExpiredError: The log-in came instead of a file.
            TargetDownError: The target failed, or the file broke off.
            TargetSlowError: Nothing came in time.
        """
        self.note(f"download {spec.button or spec.css}")
        ask = {"button": spec.button, "row": resolve_text(spec.row, scope), "section": "", "css": spec.css}
        name, content = take_download(self.screen, ask, self.arrive)
        return resolve_text(spec.name, scope) or name, content

    def _commit(self, spec: Any, scope: Scope, _: Sequence[Step]) -> None:
        raise AssertionError("the commit is pressed by agent.browser.commit")

    def _each_line(self, steps: Sequence[Step], scope: Scope, _: Sequence[Step]) -> None:
        slip = scope["slip"]
        assert isinstance(slip, Slip)
        for line in slip.lines:
            self.note(f"line {line.number}")
            self.play(steps, {**scope, "line": line})

    def _popup(self, spec: Any, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"window: press {spec.press.name}")
        with self.screen.page.expect_popup() as opening:
            self.screen.press(_ask(spec.press, scope))
        opening.value.wait_for_load_state("domcontentloaded")
        window = self.session.screen_on(opening.value, self.visit.trail, is_window=True)
        self.visit.opened.append(window)
        with self._at(window):
            self.play(spec.steps, scope)
        self.screen.await_answers(self.session.place.look_up_ms)

    @contextmanager
    def _at(self, screen: Screen) -> Iterator[None]:
        """Play on another window for a while; it may close itself at the last press."""
        before, self.screen = self.screen, screen
        try:
            yield
        finally:
            self.screen = before


def refused(words: str) -> SlipRefusedError:
    """Say that the target refused, in its own words."""
    return SlipRefusedError(f"the target says: {words}", what=words)


def _refusal_in(seen: Sequence[dict[str, Any]]) -> str:
    return " ".join(one["refusal"] for one in seen if one["refusal"])


def _set_by_hook(label: str, row: int, set_values: dict[str, str]) -> Entry:
    value = set_values.get(label)
    return Entry(label, value, Kind.TEXT, row=row, by_page=True)


def _ask(spec: PressSpec, scope: Scope) -> dict[str, str]:
    asked = {"button": spec.button, "row": spec.row, "section": spec.section, "css": spec.css}
    return {name: resolve_text(text, scope) for name, text in asked.items()}


def _names(spec: FieldsSpec) -> str:
    return ", ".join([*spec.fields, *(f"lines/{name}" for name in spec.lines)])
