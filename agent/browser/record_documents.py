"""Which document is meant: pages and frames number theirs as they begin."""

from __future__ import annotations

from itertools import count
from typing import Any

from playwright.sync_api import Frame, Page


class Documents:
    """Numbers the documents of pages and frames as they begin, by the names they give themselves.

    One that has no address of its own (a frame's empty page) counts to the one it stands in. `above` is the document a
    frame's stands in; `came_along` are those which no act of the person had brought.
    """

    def __init__(self) -> None:
        self.above: dict[int, int] = {}
        self.came_along: set[int] = set()
        self._own: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._standing: dict[Frame, int] = {}
        self._frames: dict[Frame, int] = {}
        self._began: dict[int, int] = {0: 0}
        self._next = count(1)

    def number_of(self, frame: Frame, told: dict[str, Any], n_acts: int) -> int:
        """Return the number of the document that tells; at its first word it is numbered."""
        if told["of"] not in self._numbers:
            self._numbers[told["of"]] = self._standing[frame] = self._begun(frame, told, n_acts)
        return self._numbers[told["of"]]

    def _begun(self, frame: Frame, told: dict[str, Any], n_acts: int) -> int:
        parent = frame.parent_frame
        above = self._standing.get(parent, 0) if parent is not None else 0
        if told["url"] and not told["url"].startswith("http"):
            return above
        number = next(self._next)
        self._own[number], self._began[number] = str(told["of"]), n_acts
        if parent is not None:
            self.above[number] = above
            if self._began[above] == n_acts and told["url"]:
                self.came_along.add(number)
        return number

    def is_own(self, document: int, told: dict[str, Any]) -> bool:
        """Say whether a document bears its number itself, and does not count to another."""
        return self._own.get(document) == str(told["of"])

    def number_of_frame(self, frame: Frame) -> int:
        """Return the number by which deeds name a page's own or other frame."""
        return self._frames.setdefault(frame, len(self._frames) + 1)

    def seen(self, page: Page) -> tuple[int, ...]:
        """Return the documents that stand in a page and its frames."""
        standing = (self._standing.get(frame, 0) for frame in page.frames)
        return tuple(dict.fromkeys(number for number in standing if number))
