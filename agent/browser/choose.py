"""Choose from a list that a script draws: open it, wait for exactly one option with these words, press it, look again.

Nothing is taken for near enough: no option, or two, stops the robot with the screen as it is. The press meets the
option that was found or nothing, however the list moves meanwhile. Error texts name the field, never the value.
"""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import Any

from agent.browser.errors import FieldGoneError
from agent.browser.locate import Place, refusal
from agent.browser.screen import CLEARS_MS, CLICK_MS, COVERED, Screen
from agent.browser.values import Reading, fits, same

SETTLED_MS = 1_000  # options stand there, none fits, and nothing changed for so long: the list has answered
OPENED_MS = 1_000
KEPT_MS = 3_000
MOST_DRAWN = 5  # how often a list may be drawn anew between look and press


def choose(screen: Screen, place: Place, limit_ms: int) -> None:
    """Choose the one option of an entry in its control.

    Args:
        screen: The page with its frames.
        place: Where the list is: a drawn one, a field with a list below it, or a list of the browser's own.
        limit_ms: How long the list may take to come.

    Raises:
        FieldRefusedError: No list comes, no option or several fit, or the choice is not kept.
        PageAskingError: The list is still being asked for when the time is over.
    """
    started = screen.wait_until(
        lambda: _ask(screen, place, "choose_start", place.at), lambda seen: seen["why"] != COVERED, CLEARS_MS
    )
    _refuse(place, started["why"])
    if started["kind"] == "native":
        at = _one_option(screen, place, 0)
        _refuse(place, _ask(screen, place, "choose_native", {"at": place.at, "n": at}))
        return
    if started["kind"] == "drawn":
        screen.click(place.frame, place.entry.name, CLICK_MS)
        is_search = screen.wait_until(lambda: bool(_ask(screen, place, "choose_search")), bool, _opening_ms(place))
    else:
        screen.page.keyboard.press("Delete")
        is_search = True
    if is_search:
        screen.type(place.entry.name, place.entry.sought)
    _press_option(screen, place, limit_ms)
    _require_kept(screen, place)
    if started["kind"] == "text":
        screen.page.keyboard.press("Tab")


def _press_option(screen: Screen, place: Place, limit_ms: int) -> None:
    """Press the one option; where the list is drawn anew before, nothing was pressed, and it is looked for again.

    Raises:
        FieldRefusedError: No option fits, several do, or the list never stands still.
    """
    for _ in range(MOST_DRAWN):
        _ask(screen, place, "choose_aim", _one_option(screen, place, limit_ms))
        try:
            screen.click(place.frame, place.entry.name, CLICK_MS)
        except FieldGoneError:
            continue
        return
    raise refusal(place, "is drawn anew again and again")


def _opening_ms(place: Place) -> int:
    return 0 if place.control == "text" else OPENED_MS // 4


def _one_option(screen: Screen, place: Place, limit_ms: int) -> int:
    """Look at the list until exactly one option fits twice in a row, or the list has settled without it.

    Raises:
        FieldRefusedError: No option fits, or several do.
        PageAskingError: The page is still asking for its options.
    """
    end, since = monotonic() + limit_ms / 1000, monotonic()
    held: Sequence[dict[str, Any]] = []
    while True:
        seen: Sequence[dict[str, Any]] = _ask(screen, place, "choose_list", place.at)
        hits = [n for n, one in enumerate(seen) if fits(place.entry.option, one["words"])]
        now, is_same = monotonic(), seen == held
        if not is_same:
            held, since = seen, now
        if len(hits) == 1 and (is_same or limit_ms == 0):
            _refuse(place, "has this option disabled" if seen[hits[0]]["disabled"] else "")
            return hits[0]
        is_settled = bool(seen) and now - since > SETTLED_MS / 1000
        if now >= end or is_settled or not screen.is_calm():
            screen.await_answers(0)  # a list that is still asked for may hold it yet
            raise refusal(place, _why(seen, hits))
        screen.page.wait_for_timeout(30)


def _why(seen: Sequence[object], hits: Sequence[int]) -> str:
    if not seen:
        return "shows no list"
    return "has several such options" if hits else "has no such option"


def _require_kept(screen: Screen, place: Place) -> None:
    """Wait until the list has closed and the control shows what was chosen."""

    def is_kept() -> bool:
        seen = _ask(screen, place, "choose_seen", place.at)
        read = seen["reading"]
        if seen["open"] or read is None:
            return False
        return same(place.entry, Reading(str(read["value"]), str(read["words"]), bool(read["checked"])))

    if not screen.wait_until(is_kept, bool, KEPT_MS):
        raise refusal(place, "does not keep the choice")


def _ask(screen: Screen, place: Place, name: str, given: object = None) -> Any:
    return screen.call(name, given, place.frame)


def _refuse(place: Place, why: str) -> None:
    if why:
        raise refusal(place, why)
