"""Find the pieces of writing on a page: each a stretch of one line, with no wide gap in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import cv2
import numpy as np

from agent.extract.scan.picture import Grey
from agent.extract.scan.rulings import Box
from agent.extract.scan.straighten import INK
from agent.extract.unreadable import UnreadableError

_GAP = 37
"""Dots between two pieces: as wide as a letter of 9 points."""
_SPECK = 10
_LOWEST = 9
_ONE_LINE = 50
"""Dots two parts of one letter (二, ÷) may reach from top to bottom together."""
MAX_PIECES = 2_000


def pieces_in(page: Grey, box: Box) -> list[Box]:
    """Return the pieces inside a box from top to bottom, those of one line from left to right.

    Raises:
        UnreadableError: There are more than a page of writing has.
    """
    ink = _without_specks((page[box.top : box.bottom, box.left : box.right] < INK).astype(np.uint8))
    joined = cv2.dilate(ink, np.ones((7, _GAP), np.uint8))
    count, labels, stats, _ = cv2.connectedComponentsWithStats(joined)
    if count > MAX_PIECES:
        raise UnreadableError(f"more than {MAX_PIECES} pieces of writing", what="size")
    found = [_tight(ink, labels, number, stats[number], box) for number in range(1, count)]
    whole = [piece for piece in _joined(found) if piece.height >= _LOWEST or piece.width >= _LOWEST]
    return [piece for line in lines_of(whole) for piece in line]


def lines_of(pieces: Sequence[Box]) -> Iterator[list[Box]]:
    """Gather pieces that stand on one line: beside the highest of those beside the first."""
    rest = sorted(pieces, key=lambda one: one.top + one.bottom)
    while rest:
        anchor = max((one for one in rest if _is_beside(rest[0], one)), key=lambda one: one.height)
        line = [one for one in rest if one is rest[0] or _is_beside(anchor, one)]
        rest = [one for one in rest if one not in line]
        yield sorted(line)


def _is_beside(one: Box, other: Box) -> bool:
    """Whether the middle of the lower of two stands within the higher."""
    small, large = sorted((one, other), key=lambda box: box.height)
    middle = (small.top + small.bottom) / 2
    return large.top <= middle <= large.bottom


def _without_specks(ink: Grey) -> Grey:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink)
    large = stats[:, cv2.CC_STAT_AREA] > _SPECK
    large[0] = False
    return np.asarray(large[labels], dtype=np.uint8)


def _tight(ink: Grey, labels: np.ndarray, number: int, stats: np.ndarray, box: Box) -> Box:
    left, top, wide, high = (int(stats[at]) for at in range(4))
    own = ink[top : top + high, left : left + wide] * (labels[top : top + high, left : left + wide] == number)
    rows, columns = np.flatnonzero(own.any(axis=1)), np.flatnonzero(own.any(axis=0))
    x, y = box.left + left, box.top + top
    return Box(x + int(columns[0]), y + int(rows[0]), x + int(columns[-1]) + 1, y + int(rows[-1]) + 1)


def _joined(pieces: Sequence[Box]) -> list[Box]:
    """Join parts of one letter that stand over each other."""
    found: list[Box] = []
    for piece in sorted(pieces, key=lambda one: one.top):
        over = next((one for one in found if _is_one_letter(one, piece)), None)
        if over is None:
            found.append(piece)
        else:
            found[found.index(over)] = _union(over, piece)
    return found


def _is_one_letter(one: Box, other: Box) -> bool:
    return min(one.right, other.right) > max(one.left, other.left) and _union(one, other).height <= _ONE_LINE


def _union(one: Box, other: Box) -> Box:
    return Box(
        min(one.left, other.left), min(one.top, other.top), max(one.right, other.right), max(one.bottom, other.bottom)
    )
