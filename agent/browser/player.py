"""Plays the steps of a robot's script on the screens of one visit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from agent.browser.errors import (
    CommitEarlyError,
    DialogUnexpectedError,
    FieldMissingError,
    SessionExpiredError,
    TargetDownError,
    TextMissingError,
)
from agent.browser.fill import fill, read_back
from agent.browser.locate import locate, n_rows_found
from agent.browser.screen import Screen
from agent.browser.script import FieldSpec, FieldsSpec, PressSpec, RowsSpec, Step, Typing
from agent.browser.session import Session, Visit
from agent.browser.shown import compare_lines, compare_shown, read_shown
from agent.browser.template import Scope, resolve, resolve_address, resolve_text, tokens, written
from agent.browser.values import Entry, Kind, kind_of
from agent.core.action import Slip
from agent.core.errors import DenpyoError, SlipRefusedError
from agent.core.ports import StepLog

MAX_ROWS_ADDED = 500


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
        self._log = log

    def play(self, steps: Sequence[Step], scope: Scope) -> None:
        """Play steps in order; whatever a `read` step brings is in `read` afterwards."""
        for n, step in enumerate(steps):
            getattr(self, f"_{step.verb}")(getattr(step, step.verb), scope, steps[n + 1 :])
            self.check_calm()

    def note(self, text: str) -> None:
        """Tell one step to whoever watches, and keep it for the trail."""
        self.visit.trail.steps.append(text)
        self._log.step(text)

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
        """Look at a page just arrived at: a fault, the log-in, or a refusal end the play here.

        Raises:
            TargetDownError: The page is a fault of the target's own.
            SessionExpiredError: The target asks to log in.
            SlipRefusedError: The target shows why it refuses.
        """
        if self.screen.page.url.startswith("chrome-error:"):
            raise TargetDownError("the target closed the connection or cannot be reached")
        seen = self.screen.call_all("arrival", self.script.refusals)
        status = max(one["status"] for one in seen)
        if status >= 500:
            raise TargetDownError(f"the target answers {status}", what=str(status))
        if self.section == "login":
            return
        if any(one["asks_password"] for one in seen):
            raise SessionExpiredError("the target asks to log in again")
        if refusal := _refusal_in(seen):
            raise refused(refusal)

    def refusal(self) -> str:
        """Return the words by which the page refuses now; empty where it shows none."""
        return _refusal_in(self.screen.call_all("arrival", self.script.refusals))

    # ---- steps ---------------------------------------------------------------------------------------
    def _open(self, path: str, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"open {path}")
        self.screen.open(self.session.place.address(resolve_address(path, scope)))
        self.arrive()

    def _fill(self, spec: FieldsSpec, scope: Scope, _: Sequence[Step]) -> None:
        entries = entries_of(spec, scope)
        self.note(f"fill {_names(spec)}")
        try:
            fill(self.screen, entries, self.script.typing, self.session.place.look_up_ms)
        except DenpyoError:
            self.check_calm()  # what the page said is the better reason
            raise

    def _press(self, spec: PressSpec, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"press {spec.name}")
        loaded = self.screen.n_loaded
        if self.script.typing is Typing.KEYS:
            self.screen.press_hard(_ask(spec, scope))
        else:
            self.screen.press(_ask(spec, scope))
        if self.screen.n_loaded != loaded:
            self.arrive()

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
            if self.screen.n_loaded == loaded and found > 0:
                return  # the fill that follows waits for the rows, and stops when one is missing
            if self.screen.n_loaded != loaded:
                self.arrive()
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
            entries = [_set_by_hook(label, row, set_values) for label in spec.sets]
            if entries:
                read_back(self.screen, locate(self.screen, entries), self.session.place.look_up_ms)

    def _wait_for(self, text: str, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"wait for {text}")
        wanted = resolve_text(text, scope)
        if not self.screen.wait_until(lambda: self.screen.says(wanted), bool, self.session.place.look_up_ms):
            raise TextMissingError(f"`{text}` did not come", what=text)

    def _compare(self, spec: FieldsSpec, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"compare {_names(spec)}")
        compare_shown(self.screen, [entry_of(label, one, scope) for label, one in spec.fields.items()])
        if spec.lines:
            compare_lines(self.screen, line_entries(spec, scope))

    def _read(self, specs: dict[str, Any], scope: Scope, _: Sequence[Step]) -> None:
        for name, spec in specs.items():
            self.note(f"read {name}")
            self.read[name] = read_shown(self.screen, spec)

    def _rows(self, spec: RowsSpec, scope: Scope, _: Sequence[Step]) -> None:
        raise AssertionError("rows are read by agent.browser.rows")

    def _download(self, spec: Any, scope: Scope, _: Sequence[Step]) -> None:
        raise AssertionError("downloads are taken by agent.browser.fetch")

    def _commit(self, spec: Any, scope: Scope, _: Sequence[Step]) -> None:
        raise AssertionError("the commit is pressed by agent.browser.commit")

    def _popup(self, spec: Any, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"window: press {spec.press.name}")
        with self.screen.page.expect_popup() as opening:
            self.screen.press(_ask(spec.press, scope))
        opening.value.wait_for_load_state("domcontentloaded")
        with self._at(self.session.screen_on(opening.value, self.visit.trail, is_window=True)):
            self.play(spec.steps, scope)

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


# ---- from YAML to entries ------------------------------------------------------------------------------
def entries_of(spec: FieldsSpec, scope: Scope) -> list[Entry]:
    """List every field of a screen with its value, the rows of its lines included."""
    heads = [entry_of(label, one, scope) for label, one in spec.fields.items()]
    return [*heads, *(entry for row in line_entries(spec, scope) for entry in row)]


def line_entries(spec: FieldsSpec, scope: Scope) -> list[list[Entry]]:
    """List the entries of each of the slip's lines."""
    slip = scope.get("slip")
    if not spec.lines or not isinstance(slip, Slip):
        return []
    return [
        [entry_of(label, one, {**scope, "line": line}, row) for label, one in spec.lines.items()]
        for row, line in enumerate(slip.lines, 1)
    ]


def entry_of(label: str, spec: FieldSpec, scope: Scope, row: int = 0) -> Entry:
    """Make one entry of a field of the robot's YAML."""
    template = spec.value if spec.value is not None else spec.awaited or ""
    value = resolve(template, scope)
    found = tokens(template)
    path = ".".join(part for part in found[0] if part) if len(found) == 1 else ""
    if spec.words:
        value = spec.words.get(written(value), written(value))
    anything = spec.awaited == ""
    return Entry(
        label=label,
        value=None if anything else value,
        kind=spec.kind or (Kind.TEXT if spec.words else kind_of(value, path)),
        section=spec.section,
        row=spec.row or row or 1,
        part=spec.part,
        css=spec.css,
        by_page=spec.awaited is not None,
        day_format=spec.day_format,
    )


def _set_by_hook(label: str, row: int, set_values: dict[str, str]) -> Entry:
    value = set_values.get(label)
    return Entry(label, value, Kind.TEXT, row=row, by_page=True)


def _ask(spec: PressSpec, scope: Scope) -> dict[str, str]:
    asked = {"button": spec.button, "row": spec.row, "section": spec.section, "css": spec.css}
    return {name: resolve_text(text, scope) for name, text in asked.items()}


def _names(spec: FieldsSpec) -> str:
    return ", ".join([*spec.fields, *(f"lines/{name}" for name in spec.lines)])
