"""Take a day from the calendar that opens on a field, for fields that take no text.

The month shown is turned one by one until it is the day's own; the read-back afterwards proves the day.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from agent.browser.locate import Place, refusal
from agent.browser.screen import CLEARS_MS, CLICK_MS, COVERED, Screen
from agent.browser.values import day_of, text_for
from agent.core.era import ERAS

OPENS_MS = 2_000
TURNS_MS = 2_000
MAX_TURNS = 120
YEAR_BEFORE = {era.name: era.year(0) for era in ERAS}
Look = dict[str, Any] | None


def take_day(screen: Screen, place: Place, limit_ms: int) -> None:
    """Open the field's calendar, turn to the month and press the day.

    Raises:
        FieldRefusedError: No calendar comes, it does not turn as it should, or the value is no day.
    """
    value = place.entry.value
    day = value if isinstance(value, date) else day_of(text_for(place.entry, "text"))
    if day is None:
        raise refusal(place, "a calendar takes days only")
    why = screen.wait_until(
        lambda: screen.call("calendar_start", place.at, place.frame), lambda seen: seen != COVERED, CLEARS_MS
    )
    if why:
        raise refusal(place, why)
    shown = _open(screen, place, min(OPENS_MS, limit_ms))
    for _ in range(MAX_TURNS):
        away = (day.year - shown["year"]) * 12 + day.month - shown["month"]
        if away == 0:
            _press(screen, place, day.day)
            return
        shown = _turn(screen, place, shown, 1 if away > 0 else -1)
    raise refusal(place, "the calendar does not reach the day")


def _open(screen: Screen, place: Place, limit_ms: int) -> dict[str, Any]:
    """Press the field; where nothing comes, what stands beside it."""
    screen.click(place.frame, place.entry.name, CLICK_MS)
    shown = _wait(screen, place, None, limit_ms // 2)
    if shown is None and screen.call("calendar_opener", place.at, place.frame):
        screen.click(place.frame, place.entry.name, CLICK_MS)
        shown = _wait(screen, place, None, limit_ms)
    if shown is None:
        raise refusal(place, "shows no calendar")
    return shown


def _turn(screen: Screen, place: Place, shown: dict[str, Any], step: int) -> dict[str, Any]:
    _press(screen, place, "next" if step > 0 else "prev")
    turned = _wait(screen, place, shown, TURNS_MS)
    if turned is None or _months(turned) - _months(shown) != step:
        raise refusal(place, "the calendar does not turn by a month")
    return turned


def _press(screen: Screen, place: Place, what: int | str) -> None:
    if not screen.call("calendar_aim", what, place.frame):
        raise refusal(place, f"the calendar has no {'such day' if isinstance(what, int) else 'arrow'}")
    screen.click(place.frame, place.entry.name, CLICK_MS)


def _wait(screen: Screen, place: Place, before: Look, limit_ms: int) -> Look:
    def look() -> Look:
        shown: Look = screen.call("calendar_look", YEAR_BEFORE, place.frame)
        return shown

    def is_there(seen: Look) -> bool:
        return seen is not None and (before is None or _months(seen) != _months(before))

    return screen.wait_until(look, is_there, limit_ms)


def _months(shown: dict[str, Any]) -> int:
    return int(shown["year"]) * 12 + int(shown["month"])
