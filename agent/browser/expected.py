"""What a step of a robot expects of its screen: fields by their labels, a button, a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from agent.browser.script import FieldSpec, FieldsSpec, Path, Script, Step, walk
from agent.browser.template import TOKEN


@dataclass(frozen=True, slots=True)
class Wanted:
    """One field a step names, with its place in the step. `options` must be in its list."""

    path: Path
    label: str
    section: str = ""
    row: int = 0
    part: int = 0
    css: str = ""
    is_typed: bool = False
    takes_any: bool = False
    in_lines: bool = False
    options: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """How people call it."""
        return self.label or self.css

    @property
    def ask(self) -> dict[str, Any]:
        """The field as the resolver is asked for it."""
        reads = not self.is_typed or self.takes_any
        return {
            "label": self.label,
            "section": self.section,
            "row": self.row,
            "part": self.part,
            "css": self.css,
            "reads": reads,
        }


@dataclass(frozen=True, slots=True)
class Expected:
    """What must stand on the screen for a step. `others` are the fields its section fills in other steps.

    `columns` are headings of one table, with their places in the step; where it `may_be_empty`, words may stand there.
    """

    verb: str
    fields: tuple[Wanted, ...] = ()
    others: tuple[Wanted, ...] = ()
    button: str = ""
    columns: tuple[tuple[Path, str], ...] = ()
    may_be_empty: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether words beside a label will do, where no field is."""
        return self.verb in ("compare", "read")


def expected_of(step: Step, script: Script, section: str) -> Expected:
    """Say what a step needs on its screen; a step that needs nothing of its own still has its section's fields."""
    others = tuple(wanted for _, other in walk(script, (section,)) if other is not step for wanted in _filled(other))
    may_be_empty = bool(step.rows and step.rows.empty)
    return Expected(step.verb, tuple(_fields(step)), others, _pressed(step), tuple(_columns(step)), may_be_empty)


def _filled(step: Step) -> Iterator[Wanted]:
    """The fields that a step leaves filled."""
    if step.fill:
        yield from _wanted("fill", step.fill)
    if step.keys:
        yield from (Wanted(("keys",), label) for label in step.keys.sets.fields)
    if step.call:
        yield from (Wanted(("call",), label) for label in step.call.sets)
    if step.upload and step.upload.field:
        yield Wanted(("upload",), step.upload.field, css=step.upload.css)


def _fields(step: Step) -> Iterator[Wanted]:
    if step.fill:
        yield from _wanted("fill", step.fill)
    if step.compare:
        yield from _wanted("compare", step.compare)
    for name, one in (step.read or {}).items():
        if one.label:
            yield Wanted(("read", name), one.label, css=one.css)
    if step.upload and step.upload.field:
        yield Wanted(("upload",), step.upload.field, css=step.upload.css, takes_any=True)


def _columns(step: Step) -> Iterator[tuple[Path, str]]:
    if step.rows:
        yield from ((("rows",), heading) for heading in step.rows.headings)
    if step.compare:
        yield from ((("compare", "lines", label), label) for label in step.compare.lines)


def _wanted(verb: str, spec: FieldsSpec) -> Iterator[Wanted]:
    for label, field in _askable(spec.fields):
        yield from _parts((verb, label), label, field, verb)
    if verb == "fill":
        for label, field in _askable(spec.lines):
            yield from _parts((verb, "lines", label), label, field, verb, in_lines=True)


def _askable(fields: Mapping[str, FieldSpec]) -> Iterator[tuple[str, FieldSpec]]:
    """Leave out what a selector names by values, which are not known here."""
    return ((label, one) for label, one in fields.items() if not TOKEN.search(one.css))


def _parts(path: Path, label: str, field: FieldSpec, verb: str, *, in_lines: bool = False) -> Iterator[Wanted]:
    """Yield the field, or each part of a day; of `words`, nobody says which part they are of."""
    options = _options(field) if verb == "fill" and len(field.parts) == 1 else ()
    for one in field.parts:
        yield Wanted(
            path,
            label,
            one.section,
            one.row or (1 if in_lines else 0),
            one.part,
            one.css,
            is_typed=verb == "fill" and one.awaited is None,
            takes_any=one.choose is not None or one.calendar,
            in_lines=in_lines,
            options=options,
        )


def _options(one: FieldSpec) -> tuple[str, ...]:
    """The words that must be in the field's list, as far as the robot's YAML says them."""
    if one.words:
        return tuple(one.words.values())
    fixed = one.value if one.value and not TOKEN.search(one.value) else ""
    return (fixed,) if fixed else ()


def _pressed(step: Step) -> str:
    pressed = step.press or step.commit or step.download or (step.popup and step.popup.press)
    words = pressed.button if pressed and not pressed.css else ""
    words = words or (step.rows_needed.button if step.rows_needed else "")
    return "" if TOKEN.search(words) else words
