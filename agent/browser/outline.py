"""What stands on a screen, for comparing it with what a robot expects: controls by their labels, words, buttons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from agent.browser.pagescript import CALL, furnisher
from agent.browser.screen import Screen

BY = "(asked) => {{ const room = window.__denpyo; if (room && !room.outline) ({text})(room); return ({call})(asked); }}"
ORDER = ("found", "readonly", "ambiguous", "shared", "missing")


@dataclass(frozen=True, slots=True)
class Control:
    """One visible field. `asked` are the asks that found it; `word` is its label folded, empty where none leads to it.

    `options` are the words and values of a list, one after the other.
    """

    asked: int
    label: str
    word: str
    section: str
    control: str
    locked: bool
    required: bool
    empty: bool
    column: bool
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """Short words of a page, whether a field follows them or not."""

    label: str
    word: str
    section: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table by its caption and the headings of its columns."""

    name: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """One screen with its frames. `words` and `states` stand in the order of what was asked."""

    words: tuple[str, ...]
    states: tuple[str, ...]
    controls: tuple[Control, ...]
    captions: tuple[Caption, ...]
    buttons: tuple[str, ...]
    tables: tuple[Table, ...]


def outline_of(screen: Screen, asks: Sequence[dict[str, Any]], *, shown: bool = False) -> Outline:
    """List what stands on a screen now, and what each ask finds there; nothing is changed.

    Args:
        screen: The page with its frames.
        asks: As the resolver takes them.
        shown: Look for words beside a label as well as for fields.
    """
    asked = {"asks": list(asks), "shown": shown}
    looks = [screen.call("outline", asked, frame, by=_call()) for frame in screen.frames]
    states = [min((look["states"][k] for look in looks), key=ORDER.index) for k in range(len(asks))]
    return Outline(
        tuple(looks[0]["words"]),
        tuple(states),
        tuple(Control(**{**one, "options": tuple(one["options"])}) for look in looks for one in look["controls"]),
        tuple(Caption(**one) for look in looks for one in look["captions"]),
        tuple(dict.fromkeys(words for look in looks for words in look["buttons"])),
        tuple(Table(one["name"], tuple(one["columns"])) for look in looks for one in look["tables"]),
    )


def held_by(screen: Screen) -> dict[str, str]:
    """Return what every control of the screen holds, hidden ones too, by form and name; passwords are left out."""
    held: dict[str, str] = {}
    for n, frame in enumerate(screen.frames):
        told = screen.call("held", None, frame, by=_call())
        held |= {f"{f'frame {n}: ' if n else ''}{name}": str(value) for name, value in told}
    return held


@cache
def _call() -> str:
    """Write the script that adds the outline to a document and calls it at one moment: the next may be another."""
    return BY.format(text=furnisher("outline"), call=CALL)
