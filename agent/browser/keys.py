"""Real keys, one after another, for grids and pages that are worked by the keyboard alone.

After each key the page's own requests (a look-up of the code just typed) are awaited before the next, because a key
that comes too early lands in the wrong cell. What the keys set is read back by the step that called this.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, Request

from agent.browser.errors import FieldAmbiguousError, FieldMissingError
from agent.browser.locate import locate
from agent.browser.screen import CLICK_MS, Screen
from agent.browser.script import KeysSpec
from agent.browser.template import Scope, resolve_text
from agent.browser.values import Entry

ASKING = frozenset({"xhr", "fetch"})
ANSWER_MS = 10_000


def press_keys(screen: Screen, spec: KeysSpec, scope: Scope, row: int) -> None:
    """Press the cell or field the keys begin in, if one is named, then the keys.

    Args:
        screen: The page with its frames.
        spec: The keys step.
        scope: Values of its texts.
        row: Row of the cell, from 1.

    Raises:
        FieldMissingError, FieldAmbiguousError: Nothing, or several, is called so; no key was pressed.
    """
    if spec.at or spec.css:
        _press_start(screen, spec, row)
    with _asked(screen.page) as open_requests:
        for one in spec.press:
            if one.text is None:
                screen.page.keyboard.press(one.key)
            else:
                screen.type(spec.at or spec.css, resolve_text(one.text, scope))
            screen.wait_until(lambda: not open_requests, bool, ANSWER_MS)


def _press_start(screen: Screen, spec: KeysSpec, row: int) -> None:
    name = spec.at or spec.css
    if spec.at:
        asked = {"column": spec.at, "row": row}
        looks = [(frame, screen.call("cell", asked, frame)) for frame in screen.frames]
        cells = [(frame, state) for frame, state in looks if state != "missing"]
        if len(cells) > 1 or any(state == "ambiguous" for _, state in cells):
            raise FieldAmbiguousError(f"{name}: several grids have this column", field=name)
        if cells:
            screen.click(cells[0][0], name, CLICK_MS)
            return
        if row > 1:
            raise FieldMissingError(f"{name}: the grid has no row {row}", field=name)
    place = locate(screen, [Entry(spec.at, None, css=spec.css)])[0]
    screen.call("aim", place.at, place.frame)
    screen.click(place.frame, name, CLICK_MS)


@contextmanager
def _asked(page: Page) -> Iterator[set[Request]]:
    """Hear which of the page's own requests are not answered yet."""
    open_requests: set[Request] = set()

    def begun(request: Request) -> None:
        if request.resource_type in ASKING:
            open_requests.add(request)

    def ended(request: Request) -> None:
        open_requests.discard(request)

    heard = {"request": begun, "requestfinished": ended, "requestfailed": ended}
    for event, handler in heard.items():
        page.on(event, handler)  # type: ignore[call-overload]
    try:
        yield open_requests
    finally:
        for event, handler in heard.items():
            page.remove_listener(event, handler)
