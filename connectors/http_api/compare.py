"""Compare a stored slip with the order, as values: money as money, a day as a day, a code by its letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from agent.browser.template import Scope, resolve, tokens, written
from agent.browser.values import Entry, Kind, Reading, kind_of, same
from agent.core.action import Slip
from connectors.http_api.description import CompareSpec, ConfirmSpec
from connectors.http_api.places import PlaceMissingError, at, text_of

INSTANT = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?")


def differing(spec: ConfirmSpec, answer: Any, scope: Scope, day_format: str) -> list[str]:
    """Name the places that do not hold what was ordered; a missing one differs."""
    return [*_differing(spec.compare, answer, scope, day_format, ""), *_lines(spec, answer, scope, day_format)]


def _lines(spec: ConfirmSpec, answer: Any, scope: Scope, day_format: str) -> Iterator[str]:
    if spec.lines is None:
        return
    slip = scope["slip"]
    assert isinstance(slip, Slip)
    try:
        rows = at(answer, spec.lines.rows)
    except PlaceMissingError:
        rows = None
    if not isinstance(rows, list) or len(rows) != len(slip.lines):
        found = len(rows) if isinstance(rows, list) else "no"
        yield f"{spec.lines.rows} ({found} lines instead of {len(slip.lines)})"
        return
    for n, (line, row) in enumerate(zip(slip.lines, rows, strict=True), 1):
        yield from _differing(spec.lines.compare, row, {**scope, "line": line}, day_format, f"line {n} ")


def _differing(
    compared: Mapping[str, CompareSpec], answer: Any, scope: Scope, day_format: str, before: str
) -> Iterator[str]:
    for place, spec in compared.items():
        try:
            found = at(answer, place)
        except PlaceMissingError:
            yield f"{before}{place} (missing)"
            continue
        if not same(entry := _entry(place, spec, scope, day_format), _reading(found, entry.kind)):
            yield f"{before}{place}"


def _entry(place: str, spec: CompareSpec, scope: Scope, day_format: str) -> Entry:
    value = resolve(spec.value, scope)
    named = tokens(spec.value)
    path = ".".join(part for part in named[0] if part) if len(named) == 1 else ""
    kind = spec.kind or (Kind.TEXT if spec.words or spec.day else kind_of(value, path))
    if spec.words or spec.day:
        text = written(value, spec.day or day_format)
        value = spec.words.get(text, text)
    return Entry(place, value, kind, day_format=day_format)


def _reading(found: Any, kind: Kind) -> Reading:
    text = text_of(found)
    if kind is Kind.DAY and (instant := INSTANT.fullmatch(text)):
        text = instant[1]  # the day as the system writes it; an instant of another day differs, which is safe
    return Reading(text, text, checked=found is True)
