"""Take a file that the target hands out, whole, before its context ends."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from time import monotonic

from playwright.sync_api import Download

from agent.browser.errors import FileTooLargeError, TargetDownError, TargetSlowError
from agent.browser.screen import Screen

DOWNLOAD_S = 60.0
MAX_BYTES = 100_000_000


def take_download(screen: Screen, ask: dict[str, str], arrive: Callable[[], None]) -> tuple[str, bytes]:
    """Press and take the file it brings.

    Args:
        screen: The page with its frames.
        ask: What is pressed, as `Screen.find_pressable` takes it.
        arrive: Looks at a page that came instead of a file, and raises what it means.

    Returns:
        The target's own name of the file, and its bytes.

    Raises:
        FileTooLargeError: It is larger than anything an order needs; not read.
        TargetDownError: The file broke off.
        TargetSlowError: Nothing came in time.
    """
    came: list[Download] = []
    screen.page.on("download", lambda download: came.append(download))
    loaded, end = screen.n_loaded, monotonic() + DOWNLOAD_S
    screen.press_only(ask)
    while not came and screen.n_loaded == loaded and monotonic() < end:
        screen.page.wait_for_timeout(10)
    if not came:
        arrive()
        raise TargetSlowError("no file came")
    if came[0].failure():
        raise TargetDownError("the file broke off in the middle")
    file = Path(came[0].path())
    if (n_bytes := file.stat().st_size) > MAX_BYTES:
        raise FileTooLargeError(f"the file has {n_bytes:,} bytes", what=came[0].suggested_filename)
    return came[0].suggested_filename, file.read_bytes()
