"""Find every field of a screen before the first key, in the page and its frames."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Frame

from agent.browser.errors import FieldAmbiguousError, FieldMissingError, FieldRefusedError
from agent.browser.screen import Screen
from agent.browser.values import Entry

Looks = list[tuple[Frame, list[dict[str, Any]]]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where one entry goes: a frame, the position among the controls found there, and the control's HTML type."""

    entry: Entry
    frame: Frame
    at: int
    control: str


def refusal(place: Place, why: str) -> FieldRefusedError:
    """Say of a field, by its name and never its value, why it is refused."""
    return FieldRefusedError(f"{place.entry.name}: {why}", field=place.entry.name)


def locate(screen: Screen, entries: Sequence[Entry]) -> list[Place]:
    """Find the control of every entry; waits while one is missing, for pages that build themselves.

    Raises:
        FieldMissingError: No control has this label.
        FieldAmbiguousError: Several fit, or two labels claim one; names the candidates. Two frames are two.
        FieldRefusedError: Only a read-only or disabled control has this label.
    """
    asked = [_asked(entry) for entry in entries]
    looks = screen.wait_until(lambda: _look(screen, asked), _has_all)
    return [_place(entry, at, looks) for at, entry in enumerate(entries)]


def n_found(screen: Screen, entry: Entry) -> int:
    """Count the frames that have a control for an entry now; does not wait."""
    return sum(reports[0]["state"] != "missing" for _, reports in _look(screen, [_asked(entry)]))


def n_rows_found(screen: Screen, label: str, count: int) -> int:
    """Count how many rows, from the first, have a control under this column heading."""
    asked = [_asked(Entry(label, "", row=row)) for row in range(1, count + 1)]
    found = [
        sum(1 for one in reports if one["state"] == "found")
        for _, reports in _look(screen, asked)
    ]  # fmt: skip
    return max(found, default=0)


def _look(screen: Screen, asked: list[dict[str, Any]]) -> Looks:
    return [(frame, screen.call("resolve", asked, frame)) for frame in screen.frames]


def _has_all(looks: Looks) -> bool:
    return all(
        any(one["state"] != "missing" for one in reports) for reports in zip(*(r for _, r in looks), strict=True)
    )


def _asked(entry: Entry) -> dict[str, Any]:
    return {
        "label": entry.label,
        "section": entry.section,
        "row": entry.row,
        "part": entry.part,
        "css": entry.css,
        "reads": not entry.is_typed or entry.is_pressed,
    }


def _place(entry: Entry, at: int, looks: Looks) -> Place:
    seen = [(frame, reports[at]) for frame, reports in looks if reports[at]["state"] != "missing"]
    if not seen:
        raise FieldMissingError(f"{entry.name}: no field has this label", field=entry.name)
    if len(seen) > 1:
        raise FieldAmbiguousError(f"{entry.name}: {len(seen)} frames have a field with this label", field=entry.name)
    frame, report = seen[0]
    if report["state"] == "readonly":
        raise FieldRefusedError(f"{entry.name}: readonly: {', '.join(report['candidates'])}", field=entry.name)
    if report["state"] != "found":
        why = f"{report['state']}: {', '.join(report['candidates'])}"
        raise FieldAmbiguousError(f"{entry.name}: {why}", field=entry.name, candidates=", ".join(report["candidates"]))
    return Place(entry, frame, at, report["type"])
