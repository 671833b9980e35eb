"""Plays the steps of a robot's script on the screens of one visit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from agent.browser.errors import (
    CommitEarlyError,
    DialogUnexpectedError,
    FieldAmbiguousError,
    FieldMissingError,
    SessionExpiredError,
    SlipRefusedError,
    TargetDownError,
    TextMissingError,
    ValueDiffersError,
)
from agent.browser.fill import fill, read_back
from agent.browser.locate import locate, n_rows_found
from agent.browser.screen import Screen
from agent.browser.script import FieldSpec, FieldsSpec, PressSpec, RowsSpec, Step, Typing
from agent.browser.session import Session, Visit
from agent.browser.template import Scope, resolve, resolve_address, resolve_text, tokens, written
from agent.browser.values import Entry, Kind, Reading, kind_of, same
from agent.core.action import Slip
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
        seen = self.screen.call("arrival", self.script.refusals)
        if seen["status"] >= 500:
            raise TargetDownError(f"the target answers {seen['status']}", what=str(seen["status"]))
        if self.section == "login":
            return
        if seen["asks_password"]:
            raise SessionExpiredError("the target asks to log in again")
        if seen["refusal"]:
            raise SlipRefusedError(f"the target says: {seen['refusal']}", what=seen["refusal"])

    # ---- steps ---------------------------------------------------------------------------------------
    def _open(self, path: str, scope: Scope, _: Sequence[Step]) -> None:
        self.note(f"open {path}")
        self.screen.open(self.session.place.address(resolve_address(path, scope)))
        self.arrive()

    def _fill(self, spec: FieldsSpec, scope: Scope, _: Sequence[Step]) -> None:
        entries = entries_of(spec, scope)
        self.note(f"fill {_names(spec)}")
        fill(self.screen, entries, self.script.typing, self.session.place.look_up_ms)

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
            compare_lines(self.screen, spec, scope)

    def _read(self, specs: dict[str, Any], scope: Scope, _: Sequence[Step]) -> None:
        for name, spec in specs.items():
            self.note(f"read {name}")
            self.read[name] = read_text(self.screen, spec) if spec.text else read_shown(self.screen, spec)

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
        with self._at(self.session.screen_of(self.visit, opening.value)):
            self.play(spec.steps, scope)

    @contextmanager
    def _at(self, screen: Screen) -> Iterator[None]:
        """Play on another window for a while; it may close itself at the last press."""
        before, self.screen = self.screen, screen
        try:
            yield
        finally:
            self.screen = before


# ---- from YAML to entries ------------------------------------------------------------------------------
def entries_of(spec: FieldsSpec, scope: Scope) -> list[Entry]:
    """List every field of a screen with its value, the rows of its lines included."""
    entries = [entry_of(label, one, scope) for label, one in spec.fields.items()]
    slip = scope.get("slip")
    if spec.lines and isinstance(slip, Slip):
        for row, line in enumerate(slip.lines, 1):
            entries += [entry_of(label, one, {**scope, "line": line}, row) for label, one in spec.lines.items()]
    return entries


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


# ---- what a page shows ---------------------------------------------------------------------------------
def compare_shown(screen: Screen, entries: Sequence[Entry]) -> None:
    """Compare values shown beside their labels, as words or in controls.

    Raises:
        FieldMissingError, FieldAmbiguousError, ValueDiffersError: Naming the field, never the value.
    """
    asked = [{"label": entry.label, "section": entry.section, "css": entry.css} for entry in entries]
    seen = screen.wait_until(
        lambda: screen.call("shown", asked), lambda shown: all(one["state"] != "missing" for one in shown)
    )
    for entry, one in zip(entries, seen, strict=True):
        if not same(entry, _one_reading(entry.name, one)):
            raise ValueDiffersError(f"{entry.name}: is not shown as the {entry.kind} ordered", field=entry.name)


def read_shown(screen: Screen, spec: Any) -> str:
    """Return what stands beside a label."""
    asked = [{"label": spec.label, "css": spec.css, "section": ""}]
    seen = screen.wait_until(lambda: screen.call("shown", asked), lambda shown: shown[0]["state"] != "missing")
    return _one_reading(spec.label or spec.css, seen[0]).value


def read_text(screen: Screen, spec: Any) -> str:
    """Return what stands at the * of a sentence of the page."""
    before, _, after = spec.text.partition("*")
    pattern = re.compile(re.escape(_squeezed(before)) + r"(\S+?)" + (re.escape(_squeezed(after)) or r"(?:\s|$)"))
    text = screen.wait_until(lambda: screen.call("text", [])["text"], lambda seen: bool(pattern.search(seen)))
    match = pattern.search(text)
    if match is None:
        raise FieldMissingError(f"the page does not say `{spec.text}`", field=spec.text)
    return match.group(1)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _one_reading(name: str, shown: dict[str, Any]) -> Reading:
    if shown["state"] == "missing":
        raise FieldMissingError(f"{name}: the page shows no such label", field=name)
    if shown["state"] == "ambiguous":
        raise FieldAmbiguousError(f"{name}: the page shows several different values", field=name)
    read = shown["readings"][0]
    return Reading(str(read["value"]), str(read["words"]), bool(read["checked"]))


def compare_lines(screen: Screen, spec: FieldsSpec, scope: Scope) -> None:
    """Compare the rows of the line table with the slip's lines: as many, in the same order, each value the same."""
    slip = scope["slip"]
    assert isinstance(slip, Slip)
    asked = {"table": "", "columns": list(spec.lines)}
    seen = screen.wait_until(lambda: screen.call("rows", asked), lambda rows: rows["state"] != "missing")
    if seen["state"] != "found":
        raise FieldMissingError(f"lines: the table is {seen['state']}", field="lines")
    if len(seen["rows"]) != len(slip.lines):
        raise ValueDiffersError(f"lines: {len(seen['rows'])} shown, {len(slip.lines)} ordered", field="lines")
    for row, (line, texts) in enumerate(zip(slip.lines, seen["rows"], strict=True), 1):
        for (label, one), text in zip(spec.lines.items(), texts, strict=True):
            entry = entry_of(label, one, {**scope, "line": line}, row)
            if not same(entry, Reading(text, text, checked=False)):
                raise ValueDiffersError(f"{entry.name}: is not shown as the {entry.kind} ordered", field=entry.name)
