"""Print a page to PDF as evidence; what must be masked is left out of it."""

from __future__ import annotations

from collections.abc import Sequence

from agent.browser.look import look
from agent.browser.screen import Screen
from agent.browser.unsaid import Unsaid

HIDDEN = "@media print { [data-denpyo-mask], [data-denpyo-mask] * { visibility: hidden !important } }"


def print_page(screen: Screen, masks: Sequence[dict[str, str]], unsaid: Unsaid) -> bytes:
    """Return the page as PDF (A4), with its backgrounds; a hidden place has no letters in the file either."""
    screen.page.emulate_media(media="print")  # what is masked is looked for on what is printed
    try:
        look(screen, masks, unsaid)
        for frame in screen.frames:
            screen.call("hide_in_print", HIDDEN, frame)
        return screen.page.pdf(format="A4", print_background=True)
    finally:
        screen.page.emulate_media(media="null")
