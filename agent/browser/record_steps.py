"""From the deeds of one section to its steps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.browser.record_address import address_of
from agent.browser.record_deeds import Answered, Arrived, By, Deed, Filled, Keyed, Pressed, Recording
from agent.browser.record_draft import Step, together
from agent.browser.record_screen import screens_of
from agent.browser.record_shown import compared
from agent.browser.record_values import Sheet
from agent.core.sentence import Sentence

ADDS_ROW = re.compile(r"^(行|明細)を?(の)?(追加|増やす)$|^(追加|＋|\+)行?$|^add (a )?(row|line|item)s?$", re.IGNORECASE)
PLAIN_NAMES = ("button", "section", "row", "css")


class Writer:
    """Writes the steps of one section. It begins with an `open`: every section starts on a fresh page.

    Args:
        recording: All that was heard.
        sheet: What the person keyed from.
        site: Scheme and host of the recorded system; addresses elsewhere are written whole.
        slip_number: The number the target gave, where it is known by now.
        is_window: These are the deeds in a window that a press opened; it needs no `open`.
        commit: The press that makes the slip exist.
        stands_on: The document the player stands on already, where the section goes on from another.
        placed: The deeds, by their identity, that have their step; they are added here.
    """

    def __init__(
        self,
        recording: Recording,
        sheet: Sheet,
        site: str,
        slip_number: str = "",
        *,
        is_window: bool = False,
        commit: Pressed | None = None,
        stands_on: int = 0,
        placed: set[int] | None = None,
    ) -> None:
        self._recording, self._sheet, self._site, self._number = recording, sheet, site, slip_number
        self._commit, self._is_window, self._stands_on = commit, is_window, stands_on
        self._placed = set() if placed is None else placed
        self._on_the_way: list[Deed] = []
        self._steps: list[Step] = []
        self._filled: list[Filled] = []
        self._grown: list[Pressed] = []
        self._compared: set[tuple[int, ...]] = set()
        self._wanted: int | None = None if is_window else 0
        self._in_frame = 0
        self._page = 0
        self._windows = windows_of(recording, commit)
        self._days = sheet.days([deed for deed in recording.deeds if isinstance(deed, Filled)])

    def write(self, deeds: Sequence[Deed], *, lands: bool = False) -> list[Step]:
        """Return the steps of these deeds; `lands`: the last page is opened although nothing was done on it."""
        for n, deed in enumerate(deeds):
            if self._is_window or deed.page not in self._windows:
                self._take(deed, deeds[n + 1 :])
        self._flush()
        if lands and self._wanted is not None:
            self._wanted = self._wanted or self._in_frame
            self._open()
        return self._steps

    # ---- deeds -------------------------------------------------------------------------------------------
    def _take(self, deed: Deed, after: Sequence[Deed]) -> None:
        if isinstance(deed, Arrived):
            self._arrive(deed)
            return
        if isinstance(deed, Pressed) and self._wanted is not None and (landing := self._landing(deed, after)):
            self._wanted = landing.document
            self._on_the_way.append(deed)
            return
        if isinstance(deed, Filled) and deed.by in (By.PAGE, By.START) and self._wanted is not None:
            return
        if isinstance(deed, Answered):
            self._answer(deed)
            return
        self._be_at(deed)
        self._placed.add(id(deed))
        if isinstance(deed, Filled) and deed.control == "file":
            self._flush()
            name = deed.name
            self._steps.append(Step("upload", name.label or {"css": name.css}, Sentence("the order's own document")))
        elif isinstance(deed, Filled):
            self._filled.append(deed)
        elif isinstance(deed, Pressed):
            self._press(deed)
        else:
            self._flush()
            self._steps.append(Step("keys", {"press": [deed.key]}))

    def _arrive(self, deed: Arrived) -> None:
        if self._is_window:
            return
        if deed.above:
            self._in_frame = deed.document
        elif deed.is_typed or self._wanted is not None or (self._page and deed.page != self._page):
            self._flush()
            self._wanted, self._in_frame = deed.document, 0
            self._on_the_way += [deed] if deed.is_typed else []

    def _be_at(self, deed: Deed) -> None:
        if self._is_window:
            return
        if self._page and deed.page != self._page:
            self._flush()
            self._wanted = deed.document
        if self._wanted == 0 and deed.document and deed.document == self._stands_on:
            self._wanted = None
        self._page = deed.page
        if self._wanted is not None:
            self._wanted = deed.document or self._wanted
            self._open()

    def _open(self) -> None:
        arrived = self._recording.opening(self._wanted or 0)
        self._placed.update(id(deed) for deed in self._on_the_way)
        self._wanted, self._on_the_way = None, []
        if arrived is None:
            return
        self._page = arrived.page
        if not arrived.url:
            said = Sentence("A script wrote this page: it has no address. Open what leads to it.")
            self._steps.append(Step("", remark=said))
            return
        path, left = address_of(arrived, self._recording, self._site)
        alone = Sentence("a frame's page, opened alone") if arrived.above else ""
        self._steps.append(Step("open", self._sheet.in_text(path, self._number), together(left, alone)))

    def _landing(self, press: Pressed, after: Sequence[Deed]) -> Arrived | None:
        """Return the page a plain link led to, which can then be opened by its address.

        In frames the link is pressed, unless it stands on a page that does not come along when the frames are opened.
        """
        if not press.is_link or press.opens or press.posts or press.file:
            return None
        opening = self._recording.opening(press.document)
        is_reached = opening is None or not opening.above or press.document == self._stands_on
        in_frame: Arrived | None = None
        for deed in (deed for deed in after if deed.page == press.page):
            if isinstance(deed, Pressed) or (isinstance(deed, Arrived) and deed.is_typed):
                break
            if isinstance(deed, Arrived) and not deed.above:
                return deed
            if isinstance(deed, Arrived) and deed.url and not deed.came_along:
                in_frame = in_frame or deed
        return None if is_reached else in_frame

    def _answer(self, deed: Answered) -> None:
        """What was accepted stands in the robot's `dialogs`."""
        self._placed.add(id(deed))
        if not deed.accepted:
            self._flush()
            said = Sentence("Here the person answered Cancel to: {text}", text=deed.text)
            self._steps.append(Step("", remark=said))

    def _press(self, deed: Pressed) -> None:
        if deed.grows and not deed.moves_by_post:
            self._grown.append(deed)
            return
        self._flush()
        self._compare_before(deed)
        if deed is self._commit:
            said = Sentence("the one press that makes the slip exist")
            self._steps.append(Step("commit", commit_body(deed, self._recording), said))
        elif deed.opens in self._windows:
            inside = Writer(self._recording, self._sheet, self._site, self._number, is_window=True, placed=self._placed)
            steps = inside.write([one for one in self._recording.deeds if one.page == deed.opens])
            self._steps.append(Step("popup", self._ask(deed), Sentence("a window of its own"), tuple(steps)))
        else:
            self._steps.append(self._plain_press(deed))

    def _plain_press(self, deed: Pressed) -> Step:
        ask = self._ask(deed)
        body = str(ask["button"]) if list(ask) == ["button"] else ask
        unclear = Sentence("`{button}` alone does not name it", button=deed.button) if deed.css and deed.button else ""
        gave = Sentence("gave {file}", file=deed.file) if deed.file else ""
        return Step("download" if deed.file else "press", body, unclear or gave)

    def _ask(self, deed: Pressed) -> dict[str, object]:
        if deed.css:
            return {"css": deed.css}
        said = {name: self._sheet.in_text(getattr(deed, name), self._number) for name in PLAIN_NAMES}
        return {name: text for name, text in said.items() if text}

    def _compare_before(self, deed: Pressed) -> None:
        """A page on which nothing was typed shows what was: compare it before going on."""
        seen = deed.seen or (deed.document,)
        if self._is_window or seen in self._compared or any(_is_typed_on(self._recording, one) for one in seen):
            return
        self._compared.add(seen)
        fields = compared(self._recording.sight(seen), self._sheet, self._number)
        if fields is not None:
            self._steps.append(Step("compare", fields, Sentence("the target's own reading")))

    def _flush(self) -> None:
        """Write the fields of the screen in hand."""
        screens = screens_of(self._filled, self._sheet, self._days)
        grown, document = self._grown, self._filled[-1].document if self._filled else 0
        self._filled, self._grown = [], []
        if any(screen.lines for screen in screens):
            adds = grown[0].button if grown else self._unpressed(document)
            if adds:
                said = Sentence("not pressed in the recording; for orders with more lines")
                self._steps.append(Step("rows_needed", {"button": adds}, "" if grown else said))
            others = dict.fromkeys(press.name for press in grown if not adds or press.button != adds)
            self._steps += [Step("", remark=_unplaced(name)) for name in others]
        else:
            self._steps += [self._plain_press(press) for press in grown]
        said = Sentence("one screen, found whole before the first key")
        for screen in screens:
            self._steps.append(Step("fill", screen, said if screen.lines else ""))

    def _unpressed(self, document: int) -> str:
        return next((words for words in self._recording.glance(document).buttons if ADDS_ROW.search(words)), "")


def _unplaced(button: str) -> Sentence:
    said = "Heard and not placed, because `rows_needed` takes one button, by its words: press {button}"
    return Sentence(said, button=button)


def windows_of(recording: Recording, commit: Pressed | None) -> set[int]:
    """Return the pages that are look-up windows: opened by another, neither asked for a log-in nor committed in."""
    homes = {deed.page for deed in recording.deeds if isinstance(deed, Filled) and deed.secret}
    return set(recording.openers) - homes - ({commit.page} if commit else set())


def _is_typed_on(recording: Recording, document: int) -> bool:
    return any(isinstance(deed, Filled) and deed.document == document for deed in recording.deeds)


def commit_body(press: Pressed, recording: Recording) -> dict[str, object]:
    """Write the commit: where a script or a key may send it, or several buttons post to one address, what tells it."""
    body: dict[str, object] = {"button": press.button or press.css}
    post = next((post for post in press.posts if post.moves_page), next(iter(press.posts), None))
    if post is None:
        return body
    others = [one for one in recording.presses if one is not press and one.document in _same_form(press, recording)]
    shares = any(other.path == post.path for one in others for other in one.posts)
    if shares and press.carries:
        return body | {"sends": post.path, "carries": press.carries}
    has_keys = any(isinstance(deed, Keyed) for deed in recording.deeds) and not shares
    is_plain = post.moves_page and post.path == press.action and not has_keys
    return body if is_plain else body | {"sends": post.path}


def _same_form(press: Pressed, recording: Recording) -> set[int]:
    return {document for document in recording.arrivals if document <= press.document}
