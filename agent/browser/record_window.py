"""Open a browser a person can work in: visible, with a profile of its own that is gone afterwards."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil
from playwright.sync_api import BrowserContext, Playwright
from playwright.sync_api import Error as PlaywrightError

from agent.browser.errors import BrowserMissingError
from agent.browser.find import launch_arguments
from agent.core.errors import ConfigError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge")
PROFILE = "denpyo-record-"
ASKS_NOTHING: dict[str, object] = {
    "credentials_enable_service": False,
    "credentials_enable_autosignin": False,
    "profile": {"password_manager_enabled": False, "password_manager_leak_detection": False},
    "autofill": {"enabled": False, "profile_enabled": False, "credit_card_enabled": False},
    "translate": {"enabled": False},
    "browser": {"has_seen_welcome_page": True},
}


class DisplayMissingError(ConfigError):
    """There is no screen here that a person could look at."""

    code = "display-missing"
    hint = (
        "Record on a computer with a desktop and copy the file here; over ssh, use `ssh -X`. "
        "Without any screen: `xvfb-run -a denpyo robots record …`, seen through a VNC server."
    )


@contextmanager
def persons_browser(playwright: Playwright, executable: str = "") -> Iterator[BrowserContext]:
    """Open a visible browser with an empty profile; cookies and all else of it are gone afterwards.

    It offers to store no password, fills nothing in by itself and translates nothing: its own bubbles would cover the
    page, and a password that was kept would be one more to lose.

    Raises:
        BrowserMissingError: There is no browser that can be seen; a headless shell cannot.
    """
    browser = find_visible(executable, playwright)
    sweep_profiles()
    profile = Path(tempfile.mkdtemp(prefix=f"{PROFILE}{os.getpid()}-"))
    try:
        _furnish(profile)
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=browser,
            headless=False,
            args=[*launch_arguments(), "--no-first-run", "--no-default-browser-check"],
            no_viewport=True,
            handle_sigint=False,
            locale="ja-JP",
            timezone_id="Asia/Tokyo",
        )
        try:
            yield context
        finally:
            with suppress(PlaywrightError):  # the person has closed it
                context.close()
    finally:
        shutil.rmtree(profile, ignore_errors=True)


def _furnish(profile: Path) -> None:
    """Put the browser's own settings into an empty profile before it opens."""
    settings = profile / "Default" / "Preferences"
    settings.parent.mkdir()
    settings.write_text(json.dumps(ASKS_NOTHING), encoding="utf-8")


def require_display() -> None:
    """Refuse where no window can be shown.

    Raises:
        DisplayMissingError: This machine has no screen.
    """
    named = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if not named and sys.platform not in ("win32", "darwin"):
        raise DisplayMissingError("this machine has no screen to show a browser on")


def find_visible(executable: str, playwright: Playwright) -> str:
    """Return a browser with windows: the site's own, the system's, Playwright's.

    Raises:
        BrowserMissingError: There is none.
    """
    own = [executable] if executable and "headless" not in Path(executable).name else []
    systems = [path for name in NAMES if (path := shutil.which(name))]
    found = [path for path in (*own, *systems, playwright.chromium.executable_path) if Path(path).is_file()]
    if not found:
        hint = "A headless shell shows no window: install `chromium`, Google Chrome, or `playwright install chromium`."
        raise BrowserMissingError("no browser with windows was found on this machine", what=", ".join(NAMES), hint=hint)
    return found[0]


def sweep_profiles() -> None:
    """Remove profiles whose recorder was killed: they may hold the cookies of a log-in."""
    for left in Path(tempfile.gettempdir()).glob(f"{PROFILE}*"):
        owner = left.name.removeprefix(PROFILE).split("-")[0]
        if owner.isdigit() and not psutil.pid_exists(int(owner)):
            shutil.rmtree(left, ignore_errors=True)
