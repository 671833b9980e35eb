"""What a robot sees at one moment: a page with its frames, and our script inside each."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from time import monotonic
from typing import Any, TypeVar

from playwright.sync_api import CDPSession, Frame, Page
from playwright.sync_api import Error as PlaywrightError

from agent.browser.errors import (
    ButtonAmbiguousError,
    ButtonMissingError,
    FieldGoneError,
    FieldRefusedError,
    PageAskingError,
    TargetDownError,
)
from agent.browser.pagescript import ABSENT, CALL
from agent.browser.trail import path_of

MOVED = ("Execution context was destroyed", "Cannot find context", "frame got detached", "Frame was detached")
LOOK_AGAIN_MS = 30
FRAME_MS = 10_000
WINDOW_S = 0.5
CLICK_MS = 10_000
CLEARS_MS = 1_500  # a calendar or list that is closing still covers what stands below it
COVERED = "is covered by another element"  # as js/words.js says it
GONE = "is gone from the page"  # as js/words.js says it

T = TypeVar("T")


def joined(texts: Sequence[str]) -> str:
    """Return what page and frames say as one text."""
    return "\n\n".join(text for text in texts if text)


class Screen:
    """One page. Every wait ends when the thing itself is there, never on a fixed pause.

    Args:
        page: The page; it belongs to the lane's thread.
        script: Our script, for documents that came into being without it.
        patience_ms: How long a field, button or text may take to appear.
        is_window: It was opened by another page and may close itself on a press.
        is_calm: Whether nothing unexpected was said; waiting ends when something was.
    """

    def __init__(
        self,
        page: Page,
        script: str,
        patience_ms: int,
        is_calm: Callable[[], bool] = lambda: True,
        *,
        is_window: bool = False,
    ) -> None:
        self.page, self.patience_ms, self.is_calm = page, patience_ms, is_calm
        self._script, self.is_window = script, is_window
        self._n_loaded = 0
        self._devtools: CDPSession | None = None
        self._n_moves: Counter[Frame] = Counter()
        page.on("domcontentloaded", self._loaded)
        page.on("framenavigated", self._moved)

    @property
    def devtools(self) -> CDPSession:
        """The page's DevTools, for what Playwright has no quick word for."""
        if self._devtools is None:
            self._devtools = self.page.context.new_cdp_session(self.page)
        return self._devtools

    def _loaded(self, _: Page) -> None:
        self._n_loaded += 1

    def _moved(self, frame: Frame) -> None:
        self._n_moves[frame] += 1

    @property
    def frames(self) -> list[Frame]:
        """The page and its frames that are still there."""
        return [frame for frame in self.page.frames if not frame.is_detached()]

    def call(self, name: str, given: Any = None, frame: Frame | None = None, *, by: str = CALL) -> Any:
        """Call one of our functions inside the page or a frame of it; `by` is the script that calls it."""
        where = frame or self.page.main_frame
        asked = [name, json.dumps(given, allow_nan=False)]
        answer = where.evaluate(by, asked)
        if answer == ABSENT:
            where.evaluate(self._script)
            answer = where.evaluate(by, asked)
        return json.loads(answer)

    def call_all(self, name: str, given: Any = None) -> list[Any]:
        """Call one of our functions in the page and each of its frames."""
        return [self.call(name, given, frame) for frame in self.frames]

    def call_several(self, *calls: tuple[str, Any]) -> list[tuple[Any, ...]]:
        """Call several of our functions at one moment; returns, for each, its answers in the page and its frames."""
        return list(zip(*self.call_all("several", calls), strict=True))

    def whole_text(self) -> str:
        """Return the words of the page and its frames, with what their controls hold."""
        return joined(self.call_all("text"))

    def wait_until(self, look: Callable[[], T], is_there: Callable[[T], bool], patience_ms: int | None = None) -> T:
        """Look again until it is there or patience is over; returns the last look either way."""
        end = monotonic() + (self.patience_ms if patience_ms is None else patience_ms) / 1000
        while True:
            seen = self._look(look)
            if monotonic() > end or not self.is_calm() or (seen is not None and is_there(seen)):
                return look() if seen is None else seen
            self.page.wait_for_timeout(LOOK_AGAIN_MS)

    def _look(self, look: Callable[[], T]) -> T | None:
        try:
            return look()
        except PlaywrightError as error:
            if any(sign in error.message for sign in MOVED):
                return None  # the page changed under the look: look again
            raise

    def open(self, address: str) -> None:
        """Go to an address and wait for its document, or for another part (#) of the one that is there.

        Raises:
            TargetDownError: The target answers with a fault of its own.
        """
        before, _, part = self.page.url.partition("#")
        if not part or "#" not in address or before != address.partition("#")[0]:
            answer = self.page.goto(address, wait_until="domcontentloaded")
        elif self.call("go_to_part", address.partition("#")[2]):
            return
        else:
            answer = self.page.reload(wait_until="domcontentloaded")
        if answer is not None and answer.status >= 500:
            raise TargetDownError(f"the target answers {answer.status}", what=str(answer.status))

    def find_pressable(self, ask: dict[str, str]) -> tuple[Frame, dict[str, Any]]:
        """Find the one thing that can be pressed, in the page and its frames.

        Raises:
            ButtonMissingError: There is none, or it is disabled.
            ButtonAmbiguousError: There are several; names them.
        """
        seen = self.wait_until(lambda: self._pressables(ask), lambda found: len(found) > 0)
        name = ask.get("button") or ask.get("css", "")
        if not seen:
            raise ButtonMissingError(f"nothing can be pressed under `{name}`", field=name)
        candidates = [one for _, report in seen for one in report["candidates"]]
        if len(seen) > 1 or seen[0][1]["state"] == "ambiguous":
            raise ButtonAmbiguousError(f"`{name}` fits several: {', '.join(candidates)}", field=name)
        return seen[0]

    def can_press(self, button: str) -> bool:
        """Whether something can be pressed under this name now; does not wait."""
        return bool(self._pressables({"button": button}))

    def _pressables(self, ask: dict[str, str]) -> list[tuple[Frame, dict[str, Any]]]:
        looks = [(frame, self.call("pressable", ask, frame)) for frame in self.frames]
        return [(frame, report) for frame, report in looks if report["state"] in ("found", "ambiguous")]

    def press(self, ask: dict[str, str], times: int = 1) -> None:
        """Press something and, where that leaves the page, wait for the next document."""
        before, moves = self._n_loaded, Counter(self._n_moves)
        frame, done = self.press_only(ask, times)
        if self.is_window:
            self._see_off(before)
        else:
            self._follow(frame, before, moves, done)

    def press_only(self, ask: dict[str, str], times: int = 1) -> tuple[Frame, dict[str, Any]]:
        """Press something and wait for nothing; says what it is about to do to the page.

        Raises:
            FieldRefusedError: A person could not press it: it is covered, disabled or gone.
        """
        frame, _ = self.find_pressable(ask)
        try:
            done = self.call("press_soon" if self.is_window else "press", times, frame)
        except PlaywrightError as error:
            if not any(sign in error.message for sign in MOVED):
                raise
            done = {"why": "", "leaving": True, "target": ""}
        if done["why"]:
            name = ask.get("button") or ask.get("css", "")
            raise FieldRefusedError(f"`{name}` {done['why']}", field=name)
        return frame, done

    def press_hard(self, ask: dict[str, str]) -> None:
        """Press with the real mouse, for pages that insist on it."""
        frame, _ = self.find_pressable(ask)
        before, moves = self._n_loaded, Counter(self._n_moves)
        try:
            self.click(frame, ask.get("button") or ask.get("css", ""), CLICK_MS)
        except PlaywrightError:
            if not self.is_window or not self.page.is_closed():
                raise
        if self.is_window:
            self._see_off(before)
            return
        leaving = self._n_loaded != before or self.wait_until(lambda: bool(self.call("is_leaving")), bool, 0)
        self._follow(frame, before, moves, {"leaving": leaving, "target": ""})

    def type(self, name: str, text: str, *, has_lines: bool = False) -> None:
        """Type by real keys. A line break would be the Enter key, which sends a form or takes a suggestion.

        Raises:
            FieldRefusedError: The text holds a line break, and the field has one line.
        """
        if not has_lines and any(one in text for one in "\r\n"):
            raise FieldRefusedError(f"{name}: a line break cannot be typed here", field=name)
        self.page.keyboard.type(text)

    def click(self, frame: Frame, name: str, timeout_ms: int) -> None:
        """Click what was found with the real mouse; a click that would meet anything else is stopped in the page.

        Raises:
            FieldGoneError: It is no longer on the page.
            FieldRefusedError: A person could not press it: it is covered or disabled.
        """
        marked = self.call("mark", None, frame)
        if marked["why"]:
            refused = FieldGoneError if marked["why"] == GONE else FieldRefusedError
            raise refused(f"`{name}` {marked['why']}", field=name)
        if frame == self.page.main_frame:
            self.page.mouse.click(marked["x"], marked["y"])
        else:
            frame.locator("[data-denpyo-press]").click(timeout=timeout_ms)

    def _see_off(self, before: int) -> None:
        """Give a window a moment to close itself or to show its next document."""
        end = monotonic() + WINDOW_S
        with suppress(PlaywrightError):  # it closed under the wait
            while not self.page.is_closed() and self._n_loaded == before and monotonic() < end:
                self.page.wait_for_timeout(LOOK_AGAIN_MS)

    def _follow(self, frame: Frame, before: int, moves: Counter[Frame], done: dict[str, Any]) -> None:
        named = self._named(frame, done["target"])
        moving = named or frame
        if moving == self.page.main_frame or moving.is_detached():
            if named is not None:  # `_top` of a page in frames; a script may have thought better of it
                self.wait_until(lambda: self._n_loaded != before, bool, FRAME_MS)
            elif done["leaving"]:
                self.wait_loaded(before)
        elif named is not None or done["leaving"]:
            self.wait_until(lambda: self._n_moves[moving] > moves[moving], bool, FRAME_MS)
            moving.wait_for_load_state("domcontentloaded")

    def _named(self, frame: Frame, target: str) -> Frame | None:
        """Return the frame that a press sends its answer to, where it is another one of this page."""
        if target in ("_top", "_parent"):
            return (self.page.main_frame if target == "_top" else frame.parent_frame) or frame
        return self.page.frame(name=target) if target else None

    @property
    def n_loaded(self) -> int:
        """How many documents this page has loaded."""
        return self._n_loaded

    def wait_loaded(self, before: int, timeout_ms: int = 30_000) -> None:
        """Wait until a document after the first `before` ones is there."""
        if self._n_loaded == before:
            self.page.wait_for_event("domcontentloaded", timeout=timeout_ms)

    def await_answers(self, limit_ms: int) -> None:
        """Wait until the page's own requests are answered; a window that closed itself is told nothing any more.

        Raises:
            PageAskingError: One is not, in this time.
        """
        try:
            seen = self.wait_until(lambda: self.call_all("unanswered"), lambda frames: not any(frames), limit_ms)
        except PlaywrightError:
            if self.is_window and self.page.is_closed():
                return
            raise
        self.refuse_unanswered([path for paths in seen for path in paths])

    def refuse_unanswered(self, paths: Sequence[str]) -> None:
        """Stop where the page's own requests are unanswered, unless a dialog came: that is the better reason."""
        if paths and self.is_calm():
            path = path_of(paths[0])
            raise PageAskingError(f"the page's own request to {path} is not answered", what=path)

    def says(self, text: str) -> bool:
        """Whether page or frames show these words."""
        return any(self.call_all("says", text))
