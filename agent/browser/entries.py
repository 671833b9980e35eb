"""From a robot's YAML and a slip to the entries of one screen."""

from __future__ import annotations

from agent.browser.script import FieldSpec, FieldsSpec
from agent.browser.template import Scope, resolve, resolve_pieces, resolve_text, tokens, written
from agent.browser.values import Entry, Kind, kind_of
from agent.core.action import Slip


def entries_of(spec: FieldsSpec, scope: Scope) -> list[Entry]:
    """List every field of a screen with its value, the rows of its lines included."""
    return [*head_entries(spec, scope), *(entry for row in line_entries(spec, scope) for entry in row)]


def head_entries(spec: FieldsSpec, scope: Scope) -> list[Entry]:
    """List the entries of the fields that stand once."""
    return [entry for label, one in spec.fields.items() for entry in _entries(label, one, scope)]


def line_entries(spec: FieldsSpec, scope: Scope) -> list[list[Entry]]:
    """List the entries of each of the slip's lines."""
    slip = scope.get("slip")
    if not spec.lines or not isinstance(slip, Slip):
        return []
    return [
        [entry for label, one in spec.lines.items() for entry in _entries(label, one, {**scope, "line": line}, row)]
        for row, line in enumerate(slip.lines, 1)
    ]


def _entries(label: str, spec: FieldSpec, scope: Scope, row: int = 0) -> list[Entry]:
    """Make the entries of one field of the robot's YAML: one, or one for each part of a day."""
    return [_entry(label, one, scope, row) for one in spec.parts]


def _entry(label: str, spec: FieldSpec, scope: Scope, row: int) -> Entry:
    assert isinstance(spec.day_format, str)
    template = next((text for text in (spec.value, spec.choose, spec.awaited) if text is not None), "")
    value = resolve(template, scope, spec.day_format)
    found = tokens(template)
    path = ".".join(part for part in found[0] if part) if len(found) == 1 else ""
    word = spec.words.get(written(value, spec.day_format))
    if word is not None:
        value = word
    anything = spec.awaited == ""
    return Entry(
        label=label,
        value=None if anything else value,
        kind=spec.kind or (Kind.TEXT if word is not None else kind_of(value, path)),
        section=spec.section,
        row=spec.row or row or 1,
        part=spec.part,
        css=resolve_text(spec.css, scope),
        by_page=spec.awaited is not None,
        day_format=spec.day_format,
        option=_option(spec, scope),
        shows=resolve_pieces(spec.shows, scope, spec.day_format) if spec.shows else (),
        by_calendar=spec.calendar,
        seek=resolve_text(spec.seek, scope, spec.day_format),
    )


def _option(spec: FieldSpec, scope: Scope) -> tuple[str, ...]:
    if spec.choose is None:
        return ()
    assert isinstance(spec.day_format, str)
    pieces = resolve_pieces(spec.choose, scope, spec.day_format)
    return tuple(spec.words.get(piece, piece) for piece in pieces)
