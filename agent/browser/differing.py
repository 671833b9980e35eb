"""Say that values differ: the first field, what was expected and seen there, and the names of the others.

Nothing masked is ever told.

The message names the field alone; the two values stand beside it as `expected` and `seen`, so that a person need not
open the picture to know what happened.
"""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Error as PlaywrightError

from agent.browser.errors import ValueDiffersError
from agent.browser.screen import Screen
from agent.browser.unsaid import HIDDEN
from agent.browser.values import CHOICES, Entry, Kind, Reading, text_for
from agent.core.errors import DenpyoError

LONGEST, MOST_NAMED = 80, 8
EMPTY = "empty"  # said in the person's language, as is the next
ANY = "any"
MASKED = "[data-denpyo-mask]"
MASKED_TEXTS = "(found) => found.map((one) => String(('value' in one ? one.value : one.innerText) || '').trim())"


def value_differs(entry: Entry, reading: Reading, what: str, control: str = "") -> ValueDiffersError:
    """Make the error of one field.

    Args:
        entry: The field and what it must hold.
        reading: What it held.
        what: What is wrong, for the message; never a value.
        control: The HTML type of the control, where it was read from one.
    """
    return ValueDiffersError(
        f"{entry.name}: {what}", field=entry.name, expected=_expected(entry), seen=_seen(entry, reading, control)
    )


def first_of(errors: Sequence[DenpyoError]) -> DenpyoError:
    """Return the first of one screen's errors, with the names of the other fields that are wrong there (`others`)."""
    first, *more = errors
    names = [name for name in dict.fromkeys(error.values["field"] for error in more) if name != first.values["field"]]
    if names:
        left = len(names) - MOST_NAMED
        others = ", ".join(names[:MOST_NAMED]) + (f" … +{left}" if left > 0 else "")
        first.values["others"] = others
        first.message = f"{first.message}; also {others}"
    return first


def hide_masked(error: DenpyoError, screen: Screen, masks: Sequence[dict[str, str]]) -> None:
    """Take both values out of an error whose field is masked; asked once the evidence of the screen is taken.

    Where the page cannot be asked any more, a place masked by CSS may be any field.
    """
    seen = error.values.get("seen")
    if seen is None:
        return
    named = {mask[by] for mask in masks for by in ("label", "css") if mask[by]}
    if error.values["field"].partition(" #")[0] in named or _is_in(seen, screen, masks):
        error.values.update(expected=HIDDEN, seen=HIDDEN)


def _is_in(seen: str, screen: Screen, masks: Sequence[dict[str, str]]) -> bool:
    try:
        texts = [text for frame in screen.frames for text in frame.locator(MASKED).evaluate_all(MASKED_TEXTS)]
    except PlaywrightError:
        return any(mask["css"] for mask in masks)
    return any(not text if seen == EMPTY else seen.rstrip("…") in text for text in texts)


def _expected(entry: Entry) -> str:
    if entry.option:
        return _told("*".join(entry.shows or entry.option))
    return ANY if entry.value is None else _told(text_for(entry, "text"))


def _seen(entry: Entry, reading: Reading, control: str) -> str:
    if entry.kind is Kind.FLAG or control == "checkbox":
        return "true" if reading.checked else "false"
    is_choice = entry.kind is Kind.CHOICE or control in CHOICES
    return _told(reading.words if is_choice and reading.words else reading.value)


def _told(text: str) -> str:
    shown = " ".join(text.split())
    return EMPTY if not shown else shown if len(shown) <= LONGEST else f"{shown[:LONGEST]}…"
