"""Listen to a person's browser: every page, frame and window of it, as it happens."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import time
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, Frame, Page, Request
from playwright.sync_api import Error as PlaywrightError

from agent.browser.pagescript import FILES, furnished
from agent.browser.record_address import without_parameters
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
from agent.browser.record_documents import Documents

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
        self._documents = Documents()
        self._caused: set[int] = set()
        self._secret_parameters: set[str] = set()
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
            self._watch_causes(page, number)

    def _watch_causes(self, page: Page, number: int) -> None:
        """Hear when a link, form or script sends the page itself to another address, and not one of its frames."""
        devtools = self._context.new_cdp_session(page)
        own = devtools.send("Page.getFrameTree")["frameTree"]["frame"]["id"]

        def requested(asked: dict[str, Any]) -> None:
            if asked["frameId"] == own:
                self._caused.add(number)

        devtools.on("Page.frameRequestedNavigation", requested)
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
                frame = self._documents.number_of_frame(request.frame)
                press.posts.append(Post(page, time() * 1000, path, request.is_navigation_request(), frame))

    # ---- what the pages tell -----------------------------------------------------------------------------
    def _heard(self, source: dict[str, Any], told: dict[str, Any]) -> None:
        page, frame = self.number_of(source["page"]), source["frame"]
        document = self._documents.number_of(frame, told, self.recording.n_acts)
        if told["kind"] == "glance":
            self.recording.glances.setdefault(document, {})[told["of"]] = _glance(told)
        elif told["kind"] == "grew":
            self._grew(told["number"])
        elif told["kind"] == "arrived":
            self._arrived(page, document, frame, told)
        elif told["kind"] != "begun":
            self._secret_parameters.add(told.get("parameter", ""))
            self._add(_deed(page, document, told, self._documents.seen(source["page"])))

    def _arrived(self, page: int, document: int, frame: Frame, told: dict[str, Any]) -> None:
        if not self._documents.is_own(document, told):
            return
        is_typed = False
        if frame.parent_frame is None and told["url"]:
            is_first = not any(deed.page == page for deed in self.recording.arrivals.values())
            is_window = is_first and page in self.recording.openers
            is_typed = page not in self._caused and told["how"] != "reload" and not is_window
            self._caused.discard(page)
        self._add(
            Arrived(
                page=page,
                document=document,
                url=without_parameters(told["url"], self._secret_parameters),
                title=told["title"],
                asks_password=told["asks_password"],
                is_typed=is_typed,
                above=self._documents.above.get(document, 0),
                came_along=document in self._documents.came_along,
                seen=self._documents.seen(frame.page),
                frame=self._documents.number_of_frame(frame),
            )
        )

    def _grew(self, number: str) -> None:
        for press in self.recording.presses:
            if press.number == number:
                press.grows = True

    def _add(self, deed: Deed) -> None:
        self.recording.deeds.append(deed)
        self._on_deed(deed)


def _deed(page: int, document: int, told: dict[str, Any], seen: tuple[int, ...]) -> Deed:
    if told["kind"] == "filled":
        return _filled(page, document, told)
    if told["kind"] == "press":
        return _pressed(page, document, told, seen)
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
        day=tuple(told["day"]) if told["day"] else None,
    )


def _pressed(page: int, document: int, told: dict[str, Any], seen: tuple[int, ...]) -> Pressed:
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
        seen=seen,
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
