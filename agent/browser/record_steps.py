"""From the deeds of one section to its steps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from agent.browser.record_deeds import Answered, Arrived, By, Deed, Filled, Keyed, Pressed, Recording
from agent.browser.record_draft import Step
from agent.browser.record_screen import screens_of
from agent.browser.record_shown import compared
from agent.browser.record_values import Sheet

SECRET_PARAMETER = re.compile(r"sess|token|sid$|auth|pass|pwd|secret|ticket|csrf|nonce|^key$|code$", re.IGNORECASE)
LOOKS_SECRET = re.compile(r"^(?=.*\d)[A-Za-z0-9_\-+/=.]{24,}$")
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
    ) -> None:
        self._recording, self._sheet, self._site, self._number = recording, sheet, site, slip_number
        self._commit, self._is_window = commit, is_window
        self._steps: list[Step] = []
        self._filled: list[Filled] = []
        self._grown: list[Pressed] = []
        self._compared: set[int] = set()
        self._wanted: int | None = None if is_window else 0
        self._page = 0
        self._windows = windows_of(recording, commit)

    def write(self, deeds: Sequence[Deed], *, lands: bool = False) -> list[Step]:
        """Return the steps of these deeds; `lands`: the last page is opened although nothing was done on it."""
        for n, deed in enumerate(deeds):
            if self._is_window or deed.page not in self._windows:
                self._take(deed, deeds[n + 1 :])
        self._flush()
        if lands and self._wanted is not None:
            self._open()
        return self._steps

    # ---- deeds -------------------------------------------------------------------------------------------
    def _take(self, deed: Deed, after: Sequence[Deed]) -> None:
        if isinstance(deed, Arrived):
            self._arrive(deed)
            return
        if isinstance(deed, Pressed) and self._wanted is not None and (landing := _landing(deed, after)):
            self._wanted = landing.document
            return
        if isinstance(deed, Filled) and deed.by in (By.PAGE, By.START) and self._wanted is not None:
            return
        self._be_at(deed)
        if isinstance(deed, Filled) and deed.control == "file":
            self._flush()
            name = deed.name
            self._steps.append(Step("upload", name.label or {"css": name.css}, "the order's own document"))
        elif isinstance(deed, Filled):
            self._filled.append(deed)
        elif isinstance(deed, Pressed):
            self._press(deed)
        else:
            self._remark(deed)

    def _arrive(self, deed: Arrived) -> None:
        if self._is_window:
            return
        if deed.is_typed or self._wanted is not None or (self._page and deed.page != self._page):
            self._flush()
            self._wanted = deed.document

    def _be_at(self, deed: Deed) -> None:
        if self._is_window:
            return
        if self._wanted == 0 or (self._page and deed.page != self._page):
            self._flush()
            self._wanted = deed.document
        self._page = deed.page
        if self._wanted is not None:
            self._open()

    def _open(self) -> None:
        arrived = self._recording.arrivals.get(self._wanted or 0)
        self._wanted = None
        if arrived is None:
            return
        path, remark = address_of(arrived, self._recording, self._site)
        self._page = arrived.page
        self._steps.append(Step("open", self._sheet.in_text(path, self._number), remark))

    def _remark(self, deed: Answered | Keyed) -> None:
        if isinstance(deed, Keyed):
            self._flush()
            self._steps.append(Step("keys", {"press": [deed.key]}))
        elif not deed.accepted:
            self._flush()
            self._steps.append(Step("", remark=f"Here the person answered Cancel to: {deed.text}"))

    def _press(self, deed: Pressed) -> None:
        if deed.grows and not deed.moves_by_post:
            self._grown.append(deed)
            return
        self._flush()
        self._compare_before(deed)
        if deed is self._commit:
            self._steps.append(
                Step("commit", commit_body(deed, self._recording), "the one press that makes the slip exist")
            )
        elif deed.opens in self._windows:
            inside = Writer(self._recording, self._sheet, self._site, self._number, is_window=True)
            steps = inside.write([one for one in self._recording.deeds if one.page == deed.opens])
            self._steps.append(Step("popup", self._ask(deed), "a window of its own", tuple(steps)))
        else:
            self._steps.append(self._plain_press(deed))

    def _plain_press(self, deed: Pressed) -> Step:
        ask = self._ask(deed)
        body = str(ask["button"]) if list(ask) == ["button"] else ask
        remark = f"`{deed.button}` alone does not name it" if deed.css and deed.button else ""
        return Step("download" if deed.file else "press", body, remark or (f"gave {deed.file}" if deed.file else ""))

    def _ask(self, deed: Pressed) -> dict[str, object]:
        if deed.css:
            return {"css": deed.css}
        said = {name: self._sheet.in_text(getattr(deed, name), self._number) for name in PLAIN_NAMES}
        return {name: text for name, text in said.items() if text}

    def _compare_before(self, deed: Pressed) -> None:
        """A page on which nothing was typed shows what was: compare it before going on."""
        document = deed.document
        if self._is_window or document in self._compared or _is_typed_on(self._recording, document):
            return
        self._compared.add(document)
        fields = compared(self._recording.glance(document), self._sheet, self._number)
        if fields is not None:
            self._steps.append(Step("compare", fields, "the target's own reading"))

    def _flush(self) -> None:
        """Write the fields of the screen in hand."""
        screens = screens_of(self._filled, self._sheet)
        grown, document = self._grown, self._filled[-1].document if self._filled else 0
        self._filled, self._grown = [], []
        if any(screen.lines for screen in screens):
            adds = grown[0].button if grown else self._unpressed(document)
            remark = "" if grown else "not pressed in the recording; for orders with more lines"
            if adds:
                self._steps.append(Step("rows_needed", {"button": adds}, remark))
        else:
            self._steps += [self._plain_press(press) for press in grown]
        for screen in screens:
            said = "one screen, found whole before the first key" if screen.lines else ""
            self._steps.append(Step("fill", screen, said))

    def _unpressed(self, document: int) -> str:
        return next((words for words in self._recording.glance(document).buttons if ADDS_ROW.search(words)), "")


def windows_of(recording: Recording, commit: Pressed | None) -> set[int]:
    """Return the pages that are look-up windows: opened by another, neither asked for a log-in nor committed in."""
    homes = {deed.page for deed in recording.deeds if isinstance(deed, Filled) and deed.secret}
    return set(recording.openers) - homes - ({commit.page} if commit else set())


def _landing(press: Pressed, after: Sequence[Deed]) -> Arrived | None:
    """Return the page a plain link led to, which can then be opened by its address."""
    if not press.is_link or press.opens or press.posts or press.file:
        return None
    for deed in after:
        if deed.page == press.page and isinstance(deed, Pressed):
            return None
        if deed.page == press.page and isinstance(deed, Arrived):
            return deed
    return None


def _is_typed_on(recording: Recording, document: int) -> bool:
    return any(isinstance(deed, Filled) and deed.document == document for deed in recording.deeds)


def address_of(arrived: Arrived, recording: Recording, site: str) -> tuple[str, str]:
    """Return a page's path without what may be a secret, and a remark where something was left out."""
    url = urlsplit(arrived.url)
    before = [
        one for one in recording.arrivals.values() if one.page == arrived.page and one.document < arrived.document
    ]
    from_log_in = bool(before) and not arrived.is_typed and recording.asks_password(before[-1].document)
    given = parse_qsl(url.query, keep_blank_values=True)
    kept = [] if from_log_in else [pair for pair in given if not _is_secret(*pair)]
    path = re.sub(r";[^/?#]*", "", url.path) or "/"
    query = f"?{urlencode(kept)}" if kept and len(kept) != len(given) else f"?{url.query}" if kept else ""
    fragment = f"#{url.fragment}" if url.fragment and not LOOKS_SECRET.match(url.fragment.split("=")[-1]) else ""
    left = "a part of the address that looked like a log-in's secret was left out" if len(kept) < len(given) else ""
    here = f"{url.scheme}://{url.netloc}"
    return ("" if here == site else here) + path + query + fragment, left


def _is_secret(name: str, value: str) -> bool:
    return bool(
        LOOKS_SECRET.match(value) or (SECRET_PARAMETER.search(name) and re.search(r"\d", value) and len(value) > 15)
    )


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
