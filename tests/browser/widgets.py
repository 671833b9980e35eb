"""Pages whose lists and calendars are drawn by real widget libraries: Dojo, jQuery UI, Select2, React, flatpickr.

The pages stand in `tests/data/widgets`, the libraries are served out of what `bin/test` fetched; nothing leaves the
machine. Every page keeps what its widgets would send in `sent`, so that a test can look behind what a field shows.
"""

from __future__ import annotations

import mimetypes
from pathlib import Path

from playwright.sync_api import Page, Route

HOST = "http://widgets.test"
PAGES = Path(__file__).parents[1] / "data" / "widgets"
NODE = Path(__file__).parents[2] / ".venv" / "widgets" / "node_modules"
DEBIAN = Path("/usr/share/javascript")
NPM = ("jquery", "jquery-ui", "select2", "react", "react-dom", "downshift", "flatpickr")
DOJO = ("dojo", "dijit")


def has_npm() -> bool:
    """Whether the libraries from npm are there."""
    return all((NODE / name).is_dir() for name in NPM)


def has_dojo() -> bool:
    """Whether Debian's Dojo is there."""
    return all((DEBIAN / name).is_dir() for name in DOJO)


def serve(page: Page) -> None:
    """Answer every address of `HOST` out of these folders."""
    page.route(f"{HOST}/**", _answer)


def _answer(route: Route) -> None:
    path = route.request.url.removeprefix(HOST).split("?")[0].strip("/")
    first = path.split("/")[0]
    file = (PAGES if "/" not in path else DEBIAN if first in DOJO else NODE) / path
    if file.is_file():
        route.fulfill(body=file.read_bytes(), content_type=f"{mimetypes.guess_type(file.name)[0]}; charset=utf-8")
    else:
        route.fulfill(status=404, body="", content_type="text/plain")
