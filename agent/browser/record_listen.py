"""Listen to a person's browser: every page, frame and window of it, as it happens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from itertools import count
from time import time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Page, Request
from playwright.sync_api import Error as PlaywrightError

from agent.browser.pagescript import FILES, furnished
from agent.browser.record_deeds import (
    Answered,
    Arrived,
    By,
    Deed,
    Filled,
    Glance,
    Keyed,
    Named,
    Post,
    Pressed,
    Recording,
    Table,
)

BINDING = "__denpyoHeard"


def listening_script() -> str:
    """Write the script that stands on every document of a recorded browser."""
    known = "if (window.__denpyoRecords) { window.__denpyoRecords.arrived(); return; }"
    keep = "Object.defineProperty(window, '__denpyoRecords', {value: room});"
    files = (*(name for name in FILES if name not in ("asking", "guard")), "record")
    return f"(() => {{ {known} const room = {{}};\n{furnished(files)}\n{keep} }})()"


class Ear:
    """Turns what the pages tell into a recording.

    Dialogs are left to the person: a listener that does not answer lets the browser show them.

    Args:
        context: The person's browser.
        recording: What was heard goes here.
        on_deed: Called after each deed that was heard.
    """

    def __init__(self, context: BrowserContext, recording: Recording, on_deed: Callable[[Deed], None]) -> None:
        self.recording, self._context, self._on_deed = recording, context, on_deed
        self._pages: dict[Page, int] = {}
        self._documents: dict[int, int] = {}
        self._caused: set[int] = set()
        self._numbers = count(1)
        context.expose_binding(BINDING, self._heard)
        context.add_init_script(listening_script())
        context.on("dialog", lambda _: None)
        context.on("request", self._requested)
        context.on("page", self._opened)
        for page in context.pages:
            self._opened(page)

    # ---- pages -----------------------------------------------------------------------------------------
    def _opened(self, page: Page) -> None:
        number = self.number_of(page)
        page.on("download", lambda download: self._downloaded(number, download.suggested_filename))
        with suppress(PlaywrightError):  # a window that closed again at once
            opener = page.opener()
            if opener is not None:
                self._open_from(number, self.number_of(opener))
            devtools = self._context.new_cdp_session(page)
            devtools.on("Page.frameRequestedNavigation", lambda _: self._caused.add(number))
            devtools.send("Page.enable")

    def _open_from(self, number: int, opener: int) -> None:
        self.recording.openers[number] = opener
        press = self._last_press(opener)
        if press is not None:
            press.opens = press.opens or number

    def number_of(self, page: Page) -> int:
        """Return the number by which deeds name a page."""
        return self._pages.setdefault(page, len(self._pages) + 1)

    def _last_press(self, page: int) -> Pressed | None:
        return next((press for press in reversed(self.recording.presses) if press.page == page), None)

    def _downloaded(self, page: int, name: str) -> None:
        press = self._last_press(page) or self._last_press(self.recording.openers.get(page, 0))
        if press is not None:
            press.file = name

    def _requested(self, request: Request) -> None:
        if request.method != "POST":
            return
        with suppress(PlaywrightError):  # sent by no page: a worker's
            page = self.number_of(request.frame.page)
            press = self._last_press(page)
            if press is not None:
                path = urlsplit(request.url).path
                press.posts.append(Post(page, time() * 1000, path, request.is_navigation_request()))

    # ---- what the pages tell -----------------------------------------------------------------------------
    def _heard(self, source: dict[str, Any], told: dict[str, Any]) -> None:
        page, frame = source["page"], source["frame"]
        number = self.number_of(page)
        if told["kind"] == "arrived":
            if frame == page.main_frame and told["url"].startswith("http"):
                self._arrived(number, told)
            return
        document = self._documents.get(number, 0)
        if told["kind"] == "glance":
            self.recording.glances.setdefault(document, {})[frame] = _glance(told)
            return
        if told["kind"] == "grew":
            self._grew(told["number"])
            return
        self._add(_deed(number, document, told))

    def _arrived(self, page: int, told: dict[str, Any]) -> None:
        is_first = page not in self._documents
        is_typed = page not in self._caused and told["how"] != "reload"
        is_window = is_first and page in self.recording.openers
        self._caused.discard(page)
        document = self._documents[page] = next(self._numbers)
        self._add(
            Arrived(page, document, told["url"], told["title"], told["asks_password"], is_typed and not is_window)
        )

    def _grew(self, number: str) -> None:
        for press in self.recording.presses:
            if press.number == number:
                press.grows = True

    def _add(self, deed: Deed) -> None:
        self.recording.deeds.append(deed)
        self._on_deed(deed)


def _deed(page: int, document: int, told: dict[str, Any]) -> Deed:
    if told["kind"] == "filled":
        return _filled(page, document, told)
    if told["kind"] == "press":
        return _pressed(page, document, told)
    if told["kind"] == "dialog":
        return Answered(page, document, told["type"], told["text"], told["accepted"])
    return Keyed(page, document, told.get("key", "Enter"))


def _filled(page: int, document: int, told: dict[str, Any]) -> Filled:
    return Filled(
        page=page,
        document=document,
        name=Named(**told["name"]),
        value=told["value"],
        words=told["words"],
        control=told["control"],
        secret=told["secret"],
        options=tuple(told["options"]),
        by=By(told["by"]),
        longest=told["longest"],
        locked=told["locked"],
        is_code=told["code"],
    )


def _pressed(page: int, document: int, told: dict[str, Any]) -> Pressed:
    action = urlsplit(told["form"]["action"]).path if told["form"] else ""
    return Pressed(
        page=page,
        document=document,
        at=told["at"],
        number=told["number"],
        **told["ask"],
        action=action,
        carries=told["carries"],
        is_link=told["is_link"],
    )


def _glance(told: dict[str, Any]) -> Glance:
    tables = (
        Table(one["name"], tuple(one["columns"]), tuple(tuple(row) for row in one["rows"])) for one in told["tables"]
    )
    return Glance(
        tuple((label, value) for label, value in told["pairs"]),
        tuple(tables),
        tuple(told["sentences"]),
        tuple(told["buttons"]),
    )
