"""From a robot's YAML and a slip to the entries of one screen."""

from __future__ import annotations

from agent.browser.script import FieldSpec, FieldsSpec
from agent.browser.template import Scope, resolve, resolve_pieces, resolve_text, tokens, written
from agent.browser.values import Entry, Kind, kind_of
from agent.core.action import Slip


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
    template = next((text for text in (spec.value, spec.choose, spec.awaited) if text is not None), "")
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
        css=resolve_text(spec.css, scope),
        by_page=spec.awaited is not None,
        day_format=spec.day_format,
        option=_option(spec, scope),
        shows=resolve_pieces(spec.shows, scope) if spec.shows else (),
        by_calendar=spec.calendar,
        seek=resolve_text(spec.seek, scope),
    )


def _option(spec: FieldSpec, scope: Scope) -> tuple[str, ...]:
    if spec.choose is None:
        return ()
    pieces = resolve_pieces(spec.choose, scope)
    return tuple(spec.words.get(piece, piece) for piece in pieces)
