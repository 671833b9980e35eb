"""A person's visible browser that the recorder listens to, and the hands that work in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, FrameLocator, Page, Route, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from agent.browser.record_deeds import Recording
from agent.browser.record_listen import Ear
from agent.browser.record_sections import Naming, draft_of, propose
from agent.browser.record_values import Sheet
from agent.browser.record_window import persons_browser
from agent.browser.record_yaml import write_yaml
from tests.support.screens import a_screen

KEY = "ABCDEFGHIJKLMNOP"


@dataclass
class Watched:
    """A person's browser with an ear on it."""

    context: BrowserContext
    recording: Recording
    ear: Ear

    def wait(self, ms: int) -> None:
        """Let the pages be, and hear what they tell."""
        try:
            self.context.wait_for_event("close", timeout=ms)
        except PlaywrightTimeoutError:
            return

    def show(self, html: str, others: Mapping[str, str] | None = None, slow: str = "") -> Page:
        """Open a page with this body in a window of its own; `others` are pages by path, `slow` one that waits."""
        page = self.context.new_page()
        page.set_default_timeout(5_000)
        bodies = others or {}

        def answer(route: Route) -> None:
            path = urlsplit(route.request.url).path
            if path == slow:
                self.wait(600)
            route.fulfill(body=f"<meta charset=utf-8>{bodies.get(path, html)}", content_type="text/html")

        page.route("**/*", answer)
        page.goto("http://page.example/form")
        return page

    def heard(self, page: Page) -> Recording:
        """Return what was heard of one window."""
        self.wait(200)
        number = self.ear.number_of(page)
        pages = {number, *(one for one, opener in self.recording.openers.items() if opener == number)}
        deeds = [deed for deed in self.recording.deeds if deed.page in pages]
        return Recording(deeds, self.recording.glances, self.recording.openers)


@contextmanager
def a_watched_browser() -> Iterator[Watched]:
    """Open one on a screen without a monitor."""
    with a_screen(), sync_playwright() as playwright, persons_browser(playwright) as context:
        recording = Recording()
        yield Watched(context, recording, Ear(context, recording, lambda _: None))


def type_into(page: Page, css: str, text: str, n: int = 0, within: FrameLocator | None = None) -> None:
    """Type by keys, as a person does; in a frame where one is given."""
    (within or page).locator(css).nth(n).click()
    page.keyboard.press("Control+A")
    page.keyboard.type(text)


def press(page: Page | FrameLocator, words: str) -> None:
    """Press a button by its words."""
    page.get_by_role("button", name=words).click()


def written(recording: Recording, sheet: Sheet, url: str, said: Callable[[str], str] = str) -> str:
    """Write the draft as the command does."""
    return write_yaml(draft_of(recording, sheet, Naming("recorded", url), propose(recording)), said)
