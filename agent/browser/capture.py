"""Evidence of what a screen shows: a masked picture and the page's text, and on failure what led to it.

No trace, no HAR, no video: those hold secrets in clear. Masked places are covered in the picture and left out of the
text by one list (`masks:` in the robot's YAML, and every password field). Log-in screens are never captured.
"""

from __future__ import annotations

import base64
import gzip
import json
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Dialog, Request, Response
from playwright.sync_api import Error as PlaywrightError

from agent.browser.screen import Screen
from agent.core.errors import DenpyoError
from agent.core.evidence import Evidence
from agent.core.ports import EvidenceStore

QUALITY = 50
MAX_HEIGHT_PX = 4_000
TEXT = "application/gzip"
N_REQUESTS = 20
NO_PICTURE_YET = "Unable to capture screenshot"
AGAIN_MS = 100


@dataclass  # without slots: Playwright hangs a note of its own on the owner of a listener
class Trail:
    """What was seen on the way to a failure: dialogs, last requests without bodies or queries, the step log."""

    dialogs: list[str] = field(default_factory=list)
    unexpected: list[str] = field(default_factory=list)
    requests: deque[str] = field(default_factory=lambda: deque(maxlen=N_REQUESTS))
    steps: list[str] = field(default_factory=list)

    def listen(self, context: BrowserContext) -> None:
        """Hear of requests as they go and are answered."""
        context.on("response", self._answered)
        context.on("requestfailed", self._failed)

    def _answered(self, response: Response) -> None:
        self.requests.append(f"{response.request.method} {urlsplit(response.url).path} {response.status}")

    def _failed(self, request: Request) -> None:
        self.requests.append(f"{request.method} {urlsplit(request.url).path} failed")

    def note_dialog(self, dialog: Dialog, *, accepted: bool) -> None:
        """Remember a dialog by its text and how it was answered."""
        self.dialogs.append(f"{dialog.type} {'accepted' if accepted else 'dismissed'}: {dialog.message}")
        if not accepted:
            self.unexpected.append(dialog.message)

    def as_json(self) -> bytes:
        """Write it down for the evidence store."""
        told = {"dialogs": self.dialogs, "requests": list(self.requests), "steps": self.steps}
        return json.dumps(told, ensure_ascii=False, indent=1).encode()


def capture(screen: Screen, name: str, store: EvidenceStore, masks: Sequence[dict[str, str]]) -> tuple[Evidence, ...]:
    """Keep picture and text of a screen as `NAME-picture` (JPEG) and `NAME-text` (gzip of UTF-8)."""
    told = [(frame, screen.call("text", list(masks), frame)) for frame in screen.frames]
    text = "\n\n".join(one["text"] for _, one in told if one["text"])
    picture = _picture(screen, told[0][1]["height"] if told else 0, n_masked=sum(one["n_masked"] for _, one in told))
    return (
        store.put(f"{name}-picture", picture, "image/jpeg"),
        store.put(f"{name}-text", gzip.compress(text.encode(), mtime=0), TEXT),
    )


def capture_failure(
    screen: Screen | None, store: EvidenceStore, masks: Sequence[dict[str, str]], trail: Trail
) -> tuple[Evidence, ...]:
    """Keep what can still be had after a failure; a page that hangs or died gives the trail alone.

    Never raises of its own: the failure is the news, not that it could not be pictured or kept.
    """
    kept: tuple[Evidence, ...] = ()
    if screen is not None:
        with suppress(PlaywrightError, DenpyoError, OSError):
            kept = capture(screen, "failure", store, masks)
    with suppress(DenpyoError, OSError):
        kept += (store.put("failure-trail", trail.as_json(), "application/json"),)
    return kept


def _picture(screen: Screen, height_px: int, *, n_masked: int) -> bytes:
    """Take the picture; a busy machine has none to give just after a page has changed, and is asked once more."""
    try:
        return _one_picture(screen, height_px, n_masked=n_masked)
    except PlaywrightError as error:
        if NO_PICTURE_YET not in error.message:
            raise
    screen.page.wait_for_timeout(AGAIN_MS)
    return _one_picture(screen, height_px, n_masked=n_masked)


def _one_picture(screen: Screen, height_px: int, *, n_masked: int) -> bytes:
    view = screen.page.viewport_size or {"width": 1280, "height": 900}
    if not n_masked and height_px <= view["height"]:
        return _plain_picture(screen)
    masks = [frame.locator("[data-denpyo-mask]") for frame in screen.frames] if n_masked else []
    is_long = height_px > view["height"]
    return screen.page.screenshot(
        type="jpeg",
        quality=QUALITY,
        mask=masks or None,
        mask_color="#000",
        timeout=3_000,
        full_page=is_long,
        clip={"x": 0, "y": 0, "width": view["width"], "height": min(height_px, MAX_HEIGHT_PX)} if is_long else None,
    )


def _plain_picture(screen: Screen) -> bytes:
    """Take the window as it stands, by DevTools: half the time where nothing is masked or longer than the window."""
    told = screen.devtools.send("Page.captureScreenshot", {"format": "jpeg", "quality": QUALITY})
    return base64.b64decode(told["data"])
