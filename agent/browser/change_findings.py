"""Say how a screen differs from a robot's YAML as findings, each at the place that must be changed."""

from __future__ import annotations

from collections.abc import Sequence

from agent.browser.changes import Change, Kind
from agent.browser.script import Path
from agent.core.sentence import Sentence
from agent.marks.findings import FileFinding
from agent.marks.reader import Marked

SAID = {
    Kind.RENAMED: ("no field is called `{name}`; `{instead}` stands there", "Same field? Write `{instead}`."),
    Kind.MOVED: ("`{name}` stands under `{instead}` now", "Same field? Write `section: {instead}`."),
    Kind.WORDS: ("`{name}` is words now, and no field", "Take it out of `fill`, and `compare` it instead."),
    Kind.LOCKED: ("`{name}` is read-only now", "The page fills it? Write `awaited:`. Else take it out of `fill`."),
    Kind.TWICE: ("`{name}` fits several fields", "Add `section:`, `part:`, `row:` or `css:`. It stands in: {instead}."),
    Kind.GONE: ("`{name}` is not on the screen", "Take it out, or write what it is called now."),
    Kind.REQUIRED: ("`{name}` must be filled, and the robot does not fill it", "Add it to `fill`."),
    Kind.OPTION: ("`{name}` has no option `{instead}`", "Write the option's words as the list shows them."),
    Kind.BUTTON: ("nothing can be pressed under `{name}`", "Write the words that stand on the button now."),
    Kind.BUTTON_RENAMED: ("nothing is called `{name}`; `{instead}` can be pressed", "Same button? Write `{instead}`."),
    Kind.COLUMN: ("the table has no column `{name}`", "Write the heading that stands there now. Nearest: {instead}."),
}


def finding_of(step: Path, change: Change, marked: Marked) -> FileFinding:
    """Say one difference at its place in the robot's YAML."""
    message, hint = SAID[change.kind]
    values = {"name": change.name, "instead": change.instead or "–"}
    path = (*step, *change.path)
    is_key = path in marked.keys
    return marked.finding(path, str(change.kind), Sentence(message, **values), Sentence(hint, **values), key=is_key)


def findings_of_changes(changes: Sequence[tuple[Path, Change]], marked: Marked) -> list[FileFinding]:
    """Say all of them, in the order of the file."""
    found = [finding_of(step, change, marked) for step, change in changes]
    return sorted(found, key=lambda one: (one.place.line, one.place.column))
