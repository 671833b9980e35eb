"""Look, after a step stopped, whether the screen has changed; say it in the error and as a diff beside the picture."""

from __future__ import annotations

import gzip
from urllib.parse import urlsplit

from playwright.sync_api import Error as PlaywrightError

from agent.browser.capture import TEXT
from agent.browser.changes import Change, Kind, changes_of, diff_of
from agent.browser.errors import (
    ButtonMissingError,
    ButtonRenamedError,
    CommitNotSentError,
    DialogUnexpectedError,
    FieldAmbiguousError,
    FieldMissingError,
    FieldMovedError,
    FieldRefusedError,
    FieldRenamedError,
    FieldRequiredError,
    FieldWordsError,
    ListUnreadableError,
    TextMissingError,
)
from agent.browser.expected import Expected, expected_of
from agent.browser.outline import Outline, outline_of
from agent.browser.script import Script
from agent.browser.session import Doing, Visit
from agent.core.errors import DenpyoError, SlipRefusedError
from agent.core.ports import EvidenceStore

ABOUT_SCREENS = (
    ButtonMissingError,
    CommitNotSentError,
    DialogUnexpectedError,
    FieldAmbiguousError,
    FieldMissingError,
    FieldRefusedError,
    ListUnreadableError,
    SlipRefusedError,
    TextMissingError,
)
HELD_BACK = (ButtonMissingError, CommitNotSentError, FieldMissingError, FieldRefusedError, TextMissingError)
BY_LABEL = {Kind.RENAMED: FieldRenamedError, Kind.MOVED: FieldMovedError, Kind.WORDS: FieldWordsError}


def explain(error: DenpyoError, visit: Visit, script: Script, store: EvidenceStore) -> DenpyoError:
    """Return the error that says what has changed, with the diff as evidence; the error itself where nothing has.

    Never raises of its own: a page that hangs or died tells nothing, and the first error is the one to be told.
    """
    doing = visit.doing
    if doing is None or not isinstance(error, ABOUT_SCREENS):
        return error
    try:
        expected, outline = look(doing, script)
        changes = changes_of(expected, outline)
        if isinstance(error, DialogUnexpectedError):
            error = _with_empty_fields(error, outline)
        if not changes:
            return error
        diff = diff_of(_name(doing), urlsplit(doing.screen.page.url).path, outline, expected, changes)
        kept = store.put("failure-diff", gzip.compress(visit.unsaid.told(diff).encode(), mtime=0), TEXT)
    except (PlaywrightError, DenpyoError, OSError):
        return error
    better = _better(error, changes)
    better.evidence = (*error.evidence, kept)
    return better


def look(doing: Doing, script: Script) -> tuple[Expected, Outline]:
    """Say what the step in hand expects, and list what stands on its screen now."""
    expected = expected_of(doing.step, script, doing.section)
    asks = [one.ask for one in (*expected.fields, *expected.others)]
    return expected, outline_of(doing.screen, asks, shown=expected.is_shown)


def _better(error: DenpyoError, changes: list[Change]) -> DenpyoError:
    """Say what has become of the field the error is about; a field left empty is said where the page stood still."""
    name = error.values.get("field", "").partition(" #")[0]
    for change in changes:
        if change.name == name and isinstance(error, FieldMissingError) and change.kind in BY_LABEL:
            return _of_field(change)
        if change.name == name and change.kind is Kind.BUTTON_RENAMED:
            said = f"`{name}` cannot be pressed; `{change.instead}` stands there"
            return ButtonRenamedError(said, field=name, instead=change.instead)
    columns = [change.name for change in changes if change.kind is Kind.COLUMN]
    if columns and isinstance(error, ListUnreadableError):
        what = ", ".join(columns)
        return ListUnreadableError(f"the list has no heading `{what}`", what=what)
    empty = [change.name for change in changes if change.kind is Kind.REQUIRED]
    is_about_another = any(change.name == name and change.kind is not Kind.REQUIRED for change in changes)
    if empty and isinstance(error, HELD_BACK) and not is_about_another:
        fields = ", ".join(empty)
        return FieldRequiredError(f"{fields}: must be filled, and the robot does not", field=fields)
    return error


def _with_empty_fields(error: DialogUnexpectedError, outline: Outline) -> DialogUnexpectedError:
    """Name the fields a page wants filled and that stand empty: its dialog is mostly about them."""
    empty = [one.label or one.control for one in outline.controls if one.required and one.empty and not one.locked]
    if not empty:
        return error
    fields = ", ".join(dict.fromkeys(empty))
    better = DialogUnexpectedError(f"{error.message}; empty: {fields}", **{**error.values, "field": fields})
    better.evidence = error.evidence
    return better


def _of_field(change: Change) -> FieldMissingError:
    said = {
        Kind.RENAMED: f"no field has this label; `{change.instead}` stands there",
        Kind.MOVED: f"stands under `{change.instead}` now",
        Kind.WORDS: "words stand there, and no field",
    }[change.kind]
    return BY_LABEL[change.kind](f"{change.name}: {said}", field=change.name, instead=change.instead)


def _name(doing: Doing) -> str:
    return f"{doing.section}: {doing.step.verb}"
