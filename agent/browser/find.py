"""Find a Chromium on this machine."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import Playwright

from agent.browser.errors import BrowserMissingError

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
SHELL = "chromium_headless_shell-*/chrome-*/headless_shell"
SHELL_NAMES = (SHELL, "chromium_headless_shell-*/chrome-*/chrome-headless-shell")


def find_browser(executable: str, playwright: Playwright) -> str:
    """Return the path of the browser: the site's own, Playwright's, headless shell, Chromium.

    Raises:
        BrowserMissingError: There is none; its hint says what to install.
    """
    if sites := sites_browser(executable):
        return sites
    found = _playwrights(Path(playwright.chromium.executable_path)) or systems_browser()
    if found is None:
        raise BrowserMissingError("no Chromium was found on this machine", what=", ".join(NAMES))
    return found


def sites_browser(executable: str) -> str | None:
    """Return the browser that the site names, if it names one.

    Raises:
        BrowserMissingError: It is not there.
    """
    if executable and not Path(executable).is_file():
        raise BrowserMissingError(f"there is no browser at {executable}", place="site.yaml", what=executable)
    return executable or None


def systems_browser() -> str | None:
    """Return a browser on the path of programs."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def launch_arguments() -> list[str]:
    """Return Chromium's flags: its sandbox stays on, except for root, where it cannot start with one."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _playwrights(own: Path) -> str | None:
    """Return Playwright's own browser where it was installed, its headless shell first."""
    store = next((one for one in own.parents if one.name == "ms-playwright"), None)
    shells = [path for pattern in SHELL_NAMES for path in (store.glob(pattern) if store else ())]
    if shells:
        return str(max(shells))
    return str(own) if own.is_file() else None
