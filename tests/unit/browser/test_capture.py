"""A picture that cannot be had at once."""

from __future__ import annotations

import base64
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Error

from agent.browser.capture import Album, Limits
from agent.browser.unsaid import Unsaid
from tests.support.robots import MemoryEvidence


class Busy:
    """A screen whose DevTools has no picture to give for so many times."""

    def __init__(self, n_times: int, says: str = "Page.captureScreenshot: Unable to capture screenshot") -> None:
        self.n_left, self.says, self.n_asked = n_times, says, 0
        context = SimpleNamespace(cookies=list)
        self.page = SimpleNamespace(viewport_size=None, wait_for_timeout=lambda ms: None, context=context)
        self.frames, self.devtools = [None], self

    def call(self, name: str, given: Any, frame: Any) -> dict[str, Any]:
        return {"pieces": ["伝票"], "asides": [], "held": [], "is_cut": False, "n_masked": 0, "height": 100}

    def send(self, name: str, given: Any) -> dict[str, str]:
        self.n_asked += 1
        if self.n_asked <= self.n_left:
            raise Error(f"Protocol error ({self.says})")
        return {"data": base64.b64encode(b"picture").decode()}


def take(screen: Busy) -> MemoryEvidence:
    """Take evidence of a screen."""
    kept = MemoryEvidence()
    visit = SimpleNamespace(unsaid=Unsaid())
    Album(kept, [], Limits()).take(visit, screen, "before-commit")  # type: ignore[arg-type]
    return kept


def test_a_picture_is_asked_for_once_more():
    """Chromium has none to give just after a page has changed on a busy machine."""
    assert take(Busy(1)).named["before-commit-picture"] == b"picture"


@pytest.mark.parametrize(("screen", "n_asked"), [(Busy(2), 2), (Busy(1, "Target closed"), 1)])
def test_a_picture_that_cannot_be_had_is_an_error(screen, n_asked):
    """It is asked for twice at most, and not at all where the page is gone."""
    with pytest.raises(Error):
        take(screen)

    assert screen.n_asked == n_asked
