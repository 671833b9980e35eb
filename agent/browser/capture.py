"""Evidence of what a screen shows: a masked picture and the page's text, and on failure what led to it.

No trace, no HAR, no video: those hold secrets in clear. Masked places are covered in the picture and left out of the
text by one list: `masks:` in the robot's YAML, every password field, and whatever shows one of the account's secrets
or again what a masked field holds. Which words are secret is judged here, never inside the page: a page, or a frame of
somebody else in it, hears of no secret. Log-in screens are never captured.
"""

from __future__ import annotations

import base64
import gzip
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass

from playwright.sync_api import Error as PlaywrightError

from agent.browser.look import Seen, look
from agent.browser.player import Paper
from agent.browser.screen import Screen
from agent.browser.session import Visit
from agent.core.errors import DenpyoError
from agent.core.evidence import Evidence
from agent.core.ports import EvidenceStore

TEXT = "application/gzip"
N_WINDOWS = 3
NO_PICTURE_YET = "Unable to capture screenshot"
AGAIN_MS = 100


@dataclass(frozen=True, slots=True)
class Limits:
    """How much evidence may weigh.

    `quality` of the JPEG; `height_px` of a picture of a page longer than the window; `picture_bytes` one picture,
    which is taken coarser where it is more; `text_bytes` one page's text before it is packed; `papers_bytes` what the
    robot prints and downloads for one slip.
    """

    quality: int = 50
    height_px: int = 4_000
    picture_bytes: int = 2_000_000
    text_bytes: int = 1_000_000
    papers_bytes: int = 20_000_000


class Album:
    """Keeps one target's evidence.

    Args:
        store: Where it goes.
        masks: `masks:` of the robot's YAML, as [{label, css}].
        limits: How much it may weigh.
    """

    def __init__(self, store: EvidenceStore, masks: Sequence[dict[str, str]], limits: Limits) -> None:
        self._store, self._masks, self._limits = store, list(masks), limits

    def take(self, visit: Visit, screen: Screen, name: str) -> tuple[Evidence, ...]:
        """Keep picture and text of a screen as `NAME-picture` (JPEG) and `NAME-text` (gzip of UTF-8)."""
        seen = look(screen, self._masks, visit.unsaid, self._limits.text_bytes)
        return self._picture(screen, name, seen) + self._text(name, seen)

    def take_failure(self, visit: Visit) -> tuple[Evidence, ...]:
        """Keep what can still be had after a failure, of the page and its pop-ups; the trail where all is gone.

        Never raises of its own: the failure is the news, not that it could not be pictured or kept. Without a look at
        what must be masked there is no picture.
        """
        visit.unsaid.hear_cookies(visit.context)
        kept = self._take_what_is_left(visit, visit.screen, "failure")
        for n, window in enumerate(visit.windows[:N_WINDOWS], 1):
            kept += self._take_what_is_left(visit, window, f"failure-window-{n}")
        with suppress(DenpyoError, OSError):
            trail = visit.trail.as_json(visit.unsaid.told)
            kept += (self._store.put("failure-trail", trail, "application/json"),)
        return kept

    def keep_papers(self, visit: Visit, papers: Sequence[Paper], note: Callable[[str], None]) -> tuple[Evidence, ...]:
        """Keep what the steps printed and downloaded; what is too much is left out, and said in the step log."""
        kept = []
        for paper in papers:
            visit.papers_bytes += len(paper.content)
            if visit.papers_bytes > self._limits.papers_bytes:
                visit.papers_bytes -= len(paper.content)
                note(f"left out {paper.name}: {len(paper.content)} bytes are too many")
            else:
                kept.append(self._store.put(paper.name, paper.content, paper.media_type))
        return tuple(kept)

    def _take_what_is_left(self, visit: Visit, screen: Screen, name: str) -> tuple[Evidence, ...]:
        kept: tuple[Evidence, ...] = ()
        with suppress(PlaywrightError, DenpyoError, OSError):
            seen = look(screen, self._masks, visit.unsaid, self._limits.text_bytes)
            with suppress(PlaywrightError):
                kept += self._picture(screen, name, seen)
            kept += self._text(name, seen)
        return kept

    def _text(self, name: str, seen: Seen) -> tuple[Evidence, ...]:
        return (self._store.put(f"{name}-text", gzip.compress(seen.text.encode(), mtime=0), TEXT),)

    def _picture(self, screen: Screen, name: str, seen: Seen) -> tuple[Evidence, ...]:
        """Take the picture, coarser and then of the window alone until it is small enough."""
        limits = self._limits
        for quality, height_px in ((limits.quality, limits.height_px), (limits.quality // 3, 0), (1, 0)):
            picture = _picture(screen, min(seen.height_px, height_px), quality, is_masked=seen.is_masked)
            if len(picture) <= limits.picture_bytes:
                return (self._store.put(f"{name}-picture", picture, "image/jpeg"),)
        return ()


def _picture(screen: Screen, height_px: int, quality: int, *, is_masked: bool) -> bytes:
    """Take the picture; a busy machine has none to give just after a page has changed, and is asked once more."""
    try:
        return _one_picture(screen, height_px, quality, is_masked=is_masked)
    except PlaywrightError as error:
        if NO_PICTURE_YET not in error.message:
            raise
    screen.page.wait_for_timeout(AGAIN_MS)
    return _one_picture(screen, height_px, quality, is_masked=is_masked)


def _one_picture(screen: Screen, height_px: int, quality: int, *, is_masked: bool) -> bytes:
    view = screen.page.viewport_size or {"width": 1280, "height": 900}
    is_long = height_px > view["height"]
    if not is_masked and not is_long:
        return _plain_picture(screen, quality)
    masks = [frame.locator("[data-denpyo-mask]") for frame in screen.frames] if is_masked else []
    return screen.page.screenshot(
        type="jpeg",
        quality=quality,
        mask=masks or None,
        mask_color="#000",
        timeout=3_000,
        full_page=is_long,
        clip={"x": 0, "y": 0, "width": view["width"], "height": height_px} if is_long else None,
    )


def _plain_picture(screen: Screen, quality: int) -> bytes:
    """Take the window as it stands, by DevTools: half the time where nothing is masked or longer than the window."""
    told = screen.devtools.send("Page.captureScreenshot", {"format": "jpeg", "quality": quality})
    return base64.b64decode(told["data"])
