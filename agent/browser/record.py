"""Record a person's browser session, and keep the draft of a robot as it grows: nothing of it is lost."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, sync_playwright
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from agent.browser.errors import translated
from agent.browser.record_deeds import Arrived, Deed, Pressed, Recording
from agent.browser.record_listen import Ear
from agent.browser.record_sections import Naming, draft_of, propose
from agent.browser.record_values import Sheet
from agent.browser.record_window import persons_browser, require_display
from agent.browser.record_yaml import write_yaml
from agent.core.errors import ConfigError

LOOK_MS = 200


class RecordAddressError(ConfigError):
    """The address to record is none of a web page."""

    code = "record-address"
    hint = "Give the address of the log-in page: https://ledger.example.co.jp/login"


class DraftExistsError(ConfigError):
    """A file stands where the draft should go; it is not overwritten."""

    code = "draft-exists"
    hint = "Move it away, or name another file with `--out`."


@dataclass(frozen=True, slots=True)
class Plan:
    """What is recorded and where the draft goes; it grows in `part`, and stands in `out` when all is done.

    `said` puts the draft's remarks into the reader's language.
    """

    naming: Naming
    sheet: Sheet
    out: Path
    said: Callable[[str], str] = str

    @property
    def part(self) -> Path:
        """The draft so far."""
        return self.out.with_name(f"{self.out.name}.part")

    def check(self) -> None:
        """Refuse before a window opens.

        Raises:
            RecordAddressError: Not http or https.
            DraftExistsError: A draft, or one that broke off, stands there already.
        """
        url = urlsplit(self.naming.url)
        if url.scheme not in ("http", "https") or not url.hostname or url.username or url.password:
            raise RecordAddressError(f"`{self.naming.url.split('@')[-1]}` is no address that can be recorded")
        for path in (self.out, self.part):
            if path.exists():
                raise DraftExistsError(f"{path} is there already", place=str(path))

    def text(self, recording: Recording, commit: Pressed | None) -> str:
        """Write the draft of what was heard so far."""
        return write_yaml(draft_of(recording, self.sheet, self.naming, commit), self.said)

    def keep(self, recording: Recording) -> None:
        """Store the draft so far: whatever ends this process, it is there."""
        self.part.parent.mkdir(parents=True, exist_ok=True)
        fresh = self.part.with_name(f"{self.part.name}.new")
        fresh.write_text(self.text(recording, propose(recording)), encoding="utf-8")
        fresh.replace(self.part)

    def finish(self, recording: Recording, commit: Pressed | None) -> str:
        """Store the draft with the commit that was named, and return its text.

        Raises:
            DraftExistsError: A file has come to stand there meanwhile; the draft is kept in `part`.
        """
        text = self.text(recording, commit)
        try:
            with self.out.open("x", encoding="utf-8") as file:
                file.write(text)
        except FileExistsError:
            raise DraftExistsError(f"{self.out} is there already; the draft is in {self.part}") from None
        self.part.unlink(missing_ok=True)
        return text


def record(plan: Plan, on_deed: Callable[[Deed], None], executable: str = "") -> Recording:
    """Open a browser, listen until it is closed or Ctrl-C is pressed, and return what was heard.

    Args:
        plan: What and where to.
        on_deed: Hears each deed as it happens, frames that load themselves anew left out.
        executable: The site's own browser; empty: any that shows windows.

    Raises:
        RecordAddressError, DraftExistsError, DisplayMissingError, BrowserMissingError: Before a window opens.
        TargetDownError: The address cannot be reached.
    """
    plan.check()
    require_display()
    with _stopping() as stopped, sync_playwright() as playwright, persons_browser(playwright, executable) as context:
        recording = Recording()

        def heard(deed: Deed) -> None:
            plan.keep(recording)
            if not _comes_by_itself(recording):
                on_deed(deed)

        Ear(context, recording, heard)
        _go(context, plan.naming.url)
        _listen(context, stopped)
    plan.keep(recording)
    return recording


def _comes_by_itself(recording: Recording) -> bool:
    """Say whether the last that was heard is the page of a frame, and nothing was done for it."""
    *before, last = recording.deeds
    return isinstance(last, Arrived) and last.above > 0 and isinstance(before[-1] if before else None, Arrived)


def _go(context: BrowserContext, url: str) -> None:
    page = context.pages[0] if context.pages else context.new_page()
    try:
        with translated():
            page.goto(url, wait_until="commit")
    except PlaywrightTimeoutError:
        return  # slow, or it asks for a password first: the person sees it


def _listen(context: BrowserContext, stopped: threading.Event) -> None:
    """Hear what happens until no window is left."""
    while context.pages and not stopped.is_set():
        try:
            context.wait_for_event("close", timeout=LOOK_MS)
        except PlaywrightTimeoutError:
            continue
        except PlaywrightError:
            return
        return


@contextmanager
def _stopping() -> Iterator[threading.Event]:
    """Let Ctrl-C end the recording in good order instead of breaking it off."""
    stopped = threading.Event()
    before = {number: signal.signal(number, lambda *_: stopped.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopped
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
