"""A picture that cannot be had at once."""

from __future__ import annotations

import base64
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Error

from agent.browser.capture import capture
from tests.support.robots import MemoryEvidence


class Busy:
    """A screen whose DevTools has no picture to give for so many times."""

    def __init__(self, n_times: int, says: str = "Page.captureScreenshot: Unable to capture screenshot") -> None:
        self.n_left, self.says, self.n_asked = n_times, says, 0
        self.page = SimpleNamespace(viewport_size=None, wait_for_timeout=lambda ms: None)
        self.frames, self.devtools = [None], self

    def call(self, name: str, given: Any, frame: Any) -> dict[str, Any]:
        return {"text": "伝票", "n_masked": 0, "height": 100}

    def send(self, name: str, given: Any) -> dict[str, str]:
        self.n_asked += 1
        if self.n_asked <= self.n_left:
            raise Error(f"Protocol error ({self.says})")
        return {"data": base64.b64encode(b"picture").decode()}


def test_a_picture_is_asked_for_once_more():
    """Chromium has none to give just after a page has changed on a busy machine."""
    kept = MemoryEvidence()

    capture(Busy(1), "before-commit", kept, [])  # type: ignore[arg-type]

    assert kept.named["before-commit-picture"] == b"picture"


@pytest.mark.parametrize(("screen", "n_asked"), [(Busy(2), 2), (Busy(1, "Target closed"), 1)])
def test_a_picture_that_cannot_be_had_is_an_error(screen, n_asked):
    """It is asked for twice at most, and not at all where the page is gone."""
    with pytest.raises(Error):
        capture(screen, "before-commit", MemoryEvidence(), [])

    assert screen.n_asked == n_asked
