"""How a screen differs from what a robot expects: renamed, moved, gone, turned into words, new and required.

Pure functions over an outline; no browser. What is suggested instead of a missing label is the nearest one that the
robot does not use itself: by its letters first, then by its place between the same neighbours.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from unicodedata import normalize

from agent.browser.expected import Expected, Wanted
from agent.browser.outline import Control, Outline
from agent.browser.script import Path

LIKE = 0.5


class Kind(StrEnum):
    """What has become of a field, button or column."""

    RENAMED = "field-renamed"
    MOVED = "field-moved"
    WORDS = "field-words"
    LOCKED = "field-locked"
    TWICE = "field-ambiguous"
    GONE = "field-missing"
    REQUIRED = "field-required"
    OPTION = "option-missing"
    BUTTON_RENAMED = "button-renamed"
    BUTTON = "button-missing"
    COLUMN = "column-missing"


STOPS = frozenset(Kind) - {Kind.REQUIRED, Kind.OPTION}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. `path` is its place in the step; `instead` is what stands there now, empty where nothing does."""

    kind: Kind
    path: Path
    name: str
    instead: str = ""


def changes_of(expected: Expected, outline: Outline) -> list[Change]:
    """List how a screen differs from what a step expects.

    Args:
        expected: What the step names, and what its section fills elsewhere.
        outline: The screen, asked for `expected.fields` and then `expected.others`.
    """
    found = [*_fields(expected, outline), *_columns(expected, outline), *_button(expected, outline)]
    if expected.verb == "fill" or expected.others:
        found += _required(expected, outline)
    return found


def _fields(expected: Expected, outline: Outline) -> Iterator[Change]:
    missing = [(k, wanted) for k, wanted in enumerate(expected.fields) if outline.states[k] != "found" and wanted.label]
    instead = _renamed(expected, outline, [k for k, _ in missing])
    for k, wanted in missing:
        yield _missing(wanted, outline, k, instead.get(k, ""))
    for k, wanted in enumerate(expected.fields):
        yield from _options(wanted, outline, k)


def _missing(wanted: Wanted, outline: Outline, k: int, instead: str) -> Change:
    state, word = outline.states[k], outline.words[k]
    if state == "readonly":
        return Change(Kind.LOCKED, wanted.path, wanted.name)
    sections = [one.section for one in outline.controls if one.word == word and one.label]
    if state in ("ambiguous", "shared"):
        return Change(Kind.TWICE, wanted.path, wanted.name, ", ".join(dict.fromkeys(filter(None, sections))))
    if sections and wanted.section:
        return Change(Kind.MOVED, wanted.path, wanted.name, ", ".join(dict.fromkeys(sections)))
    if wanted.is_typed and any(one.word == word for one in outline.captions):
        return Change(Kind.WORDS, wanted.path, wanted.name)
    return Change(Kind.RENAMED if instead else Kind.GONE, wanted.path, wanted.name, instead)


def _renamed(expected: Expected, outline: Outline, missing: Sequence[int]) -> dict[int, str]:
    """Pair each missing label with one the robot does not use: the likest first, then by the neighbours."""
    if expected.is_shown:
        used = set(outline.words)
        free = list(dict.fromkeys(one.label for one in outline.captions if one.word not in used))
        order = [one.label for one in outline.captions]
    else:
        free = list(dict.fromkeys(one.label for one in outline.controls if one.asked < 0 and one.label))
        order = [one.label if one.asked < 0 else outline.words[one.asked] for one in outline.controls]
    absent = [k for k in missing if not any(one.word == outline.words[k] for one in outline.captions)]
    pairs: dict[int, str] = {}
    for _, k, label in sorted(
        ((likeness(expected.fields[k].label, label), k, label) for k in absent for label in free), reverse=True
    ):
        if k not in pairs and label not in pairs.values() and likeness(expected.fields[k].label, label) >= LIKE:
            pairs[k] = label
    if not expected.is_shown:
        pairs |= _by_place(expected, outline, [k for k in absent if k not in pairs], free, order, set(pairs.values()))
    return pairs


def _by_place(
    expected: Expected, outline: Outline, absent: Sequence[int], free: Sequence[str], order: list[str], taken: set[str]
) -> dict[int, str]:
    """Take what stands where the label stood, between the same neighbours."""
    mine = [outline.words[k] for k in range(len(expected.fields))]
    pairs: dict[int, str] = {}
    for tag, a, b, c, d in SequenceMatcher(None, mine, order, autojunk=False).get_opcodes():
        if tag != "replace":
            continue
        left = [k for k in range(a, b) if k in absent]
        right = [label for label in order[c:d] if label in free and label not in taken]
        pairs |= dict(zip(left, right, strict=False))
    return pairs


def likeness(one: str, other: str) -> float:
    """Return how alike two labels are, from 0 to 1: one minus the edits between them by the longer one's letters."""
    longest = max(len(one), len(other))
    return 1 - _edits(one, other) / longest if longest else 0.0


def _edits(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for n, letter in enumerate(one, 1):
        before, row[0] = row[0], n
        for m, against in enumerate(other, 1):
            before, row[m] = row[m], min(row[m] + 1, row[m - 1] + 1, before + (letter != against))
    return row[-1]


def _options(wanted: Wanted, outline: Outline, k: int) -> Iterator[Change]:
    held = next((one for one in outline.controls if one.asked == k), None)
    if held is None or not held.options:
        return
    there = {_folded(option) for option in held.options}
    for option in wanted.options:
        if _folded(option) not in there:
            yield Change(Kind.OPTION, wanted.path, wanted.name, option)


def _folded(text: str) -> str:
    return "".join(normalize("NFKC", text).split())


def _required(expected: Expected, outline: Outline) -> Iterator[Change]:
    """Yield what must be filled, at the field this step fills just before it; at no place where another step does."""
    before: Path = ()
    for one in outline.controls:
        if one.asked >= 0:
            before = expected.fields[one.asked].path if one.asked < len(expected.fields) else ()
        elif one.required and one.empty and not one.locked and one.control != "password":
            yield Change(Kind.REQUIRED, before, one.label or one.control)


def _columns(expected: Expected, outline: Outline) -> Iterator[Change]:
    names = [_folded(name) for _, name in expected.columns]
    if not names:
        return
    tables = [[_folded(column) for column in table.columns] for table in outline.tables]
    best = max(tables, key=lambda columns: len(set(columns) & set(names)), default=[])
    if not set(best) & set(names):
        if expected.may_be_empty:
            return
        yield Change(Kind.COLUMN, expected.columns[0][0], ", ".join(name for _, name in expected.columns))
        return
    free = [column for column in best if column not in names]
    for path, name in expected.columns:
        if _folded(name) not in best:
            nearest = max(free, key=lambda column: likeness(name, column), default="")
            like = nearest if nearest and likeness(name, nearest) >= LIKE else free[0] if len(free) == 1 else ""
            yield Change(Kind.COLUMN, path, name, like)


def _button(expected: Expected, outline: Outline) -> Iterator[Change]:
    words = expected.button
    if not words or _folded(words) in map(_folded, outline.buttons):
        return
    nearest = max(outline.buttons, key=lambda other: likeness(words, other), default="")
    is_like = bool(nearest) and likeness(words, nearest) >= LIKE
    kind = Kind.BUTTON_RENAMED if is_like else Kind.BUTTON
    yield Change(kind, (expected.verb,), words, nearest if is_like else "")


def diff_of(place: str, address: str, outline: Outline, expected: Expected, changes: Sequence[Change]) -> str:
    """Write the screen as a diff: `-` what the robot expects and is not there, `+` what stands there instead.

    Args:
        place: The step in the robot's YAML.
        address: The page.
        outline: The screen.
        expected: What the step names.
        changes: What differs.
    """
    lines = [f"--- {place}", f"+++ {address}"]
    renamed = {change.instead: change for change in changes if change.kind is Kind.RENAMED}
    section = ""
    for one in outline.controls:
        if one.asked < 0 and not one.label and not one.required:
            continue  # further rows of a grid
        if one.section != section:
            section = one.section
            lines.append(f"@@ {section} @@")
        change = renamed.pop(one.label, None) if one.asked < 0 else None
        lines += [*([f"- {change.name}"] if change else []), _line(one, is_new=bool(change))]
    left = [change for change in changes if change.kind is not Kind.REQUIRED]
    lines += [_plainly(one) for one in left if one.kind is not Kind.RENAMED or one in renamed.values()]
    if expected.button or expected.columns:
        lines += [f"  [{words}]" for words in outline.buttons]
        lines += [f"  {table.name}: {' | '.join(table.columns)}" for table in outline.tables]
    return "\n".join(lines) + "\n"


def _line(one: Control, *, is_new: bool) -> str:
    is_demanded = one.required and one.empty and one.asked < 0 and not one.locked
    marks = [one.control, *(["readonly"] if one.locked else []), *(["required"] if is_demanded else [])]
    return f"{'+' if is_new or is_demanded else ' '} {one.label or '?'}  ({', '.join(marks)})"


def _plainly(change: Change) -> str:
    if change.kind is Kind.WORDS:
        return f"- {change.name}  (input)\n+ {change.name}  (words)"
    if change.kind is Kind.LOCKED:
        return f"- {change.name}  (input)\n+ {change.name}  (readonly)"
    if change.kind is Kind.OPTION:
        return f"- {change.name}: {change.instead}"
    if change.kind is Kind.MOVED:
        return f"- {change.name}\n+ {change.instead} / {change.name}"
    return f"- {change.name}" + (f"\n+ {change.instead}" if change.instead else "")
