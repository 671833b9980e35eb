"""Find the boxes that rules draw on a level page, and take the rules away."""

from __future__ import annotations

from typing import NamedTuple

import cv2
import numpy as np

from agent.extract.scan.picture import Grey
from agent.extract.scan.straighten import INK

_SHORTEST = 70
"""Dots of the shortest rule (6 mm): no stroke of a letter is as long."""
_GAP = 25
"""Dots a rule may be broken for."""
_SMALLEST = 45


class Box(NamedTuple):
    """A rectangle on the page, in dots."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """How high it is."""
        return self.bottom - self.top

    @property
    def width(self) -> int:
        """How wide it is."""
        return self.right - self.left

    @property
    def area(self) -> int:
        """How large it is."""
        return self.width * self.height


def boxes_in(page: Grey) -> tuple[list[Box], Grey]:
    """Return the boxes, the smallest first, and the page without its rules."""
    rules = _rules(page)
    bare = page.copy()
    bare[cv2.dilate(rules, np.ones((5, 5), np.uint8)) > 0] = 255
    outlines, levels = cv2.findContours(rules, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    if levels is None:
        return [], bare
    holes = (cv2.boundingRect(one) for one, level in zip(outlines, levels[0], strict=True) if level[3] >= 0)
    boxes = [Box(left, top, left + wide, top + high) for left, top, wide, high in holes]
    kept = [box for box in boxes if min(box.width, box.height) >= _SMALLEST]
    return sorted(kept, key=lambda box: box.area), bare


def _rules(page: Grey) -> Grey:
    """Return the rules as a mask; steps of a rule that is not quite level are joined first."""
    ink = (page < INK + 30).astype(np.uint8)
    mask = np.zeros_like(ink)
    for across in (True, False):
        step, rule, gap = (_bar(size, across) for size in (3, _SHORTEST, _GAP))
        joined = cv2.dilate(ink, step.T)
        found = cv2.morphologyEx(cv2.morphologyEx(joined, cv2.MORPH_OPEN, rule), cv2.MORPH_CLOSE, gap)
        mask = np.maximum(mask, np.asarray(cv2.dilate(found, _bar(7, across)), dtype=np.uint8))
    return mask


def _bar(size: int, across: bool) -> Grey:
    return np.ones((1, size) if across else (size, 1), np.uint8)
