"""Real keys, one after another, for grids and pages that are worked by the keyboard alone.

After each key the page's own requests (a look-up of the code just typed) are awaited before the next, because a key
that comes too early lands in the wrong cell. What the keys set is read back by the step that called this.
"""

from __future__ import annotations

from agent.browser.errors import FieldAmbiguousError, FieldMissingError
from agent.browser.locate import locate
from agent.browser.screen import CLICK_MS, Screen
from agent.browser.script import KeysSpec
from agent.browser.template import Scope, resolve_text
from agent.browser.values import Entry


def press_keys(screen: Screen, spec: KeysSpec, scope: Scope, row: int, limit_ms: int) -> None:
    """Press the cell or field the keys begin in, if one is named, then the keys.

    Args:
        screen: The page with its frames.
        spec: The keys step.
        scope: Values of its texts.
        row: Row of the cell, from 1.
        limit_ms: How long the page's own requests may take after each key.

    Raises:
        PageAskingError: One of them is not answered in time.
        FieldMissingError, FieldAmbiguousError: Nothing, or several, is called so; no key was pressed.
    """
    if spec.at or spec.css:
        _press_start(screen, spec, row)
    for one in spec.press:
        if one.text is None:
            screen.page.keyboard.press(one.key)
        else:
            screen.type(spec.at or spec.css, resolve_text(one.text, scope))
        screen.await_answers(limit_ms)


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
