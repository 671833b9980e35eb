"""Bring a page upright and level, and its paper to an even white."""

from __future__ import annotations

import cv2
import numpy as np

from agent.extract.scan.ocr import Engine
from agent.extract.scan.picture import Grey

MOST_DEGREES = 5.0
INK = 150
"""Darker is ink, on paper made even."""
_SMALL = 0.25
_DARKEST, _WHITE = 60, 190
"""Paper is no darker, and what is lighter than its white is white: a red seal seen through red glass."""


def straightened(page: Grey, engine: Engine) -> Grey:
    """Return the page with even paper, upright and level."""
    even = _even(page)
    half = cv2.resize(even, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    upright = np.ascontiguousarray(np.rot90(even, engine.quarter_turns(np.asarray(half, dtype=np.uint8))))
    degrees = _skew(upright)
    return upright if abs(degrees) < 0.05 else _turned(upright, degrees)


def _even(page: Grey) -> Grey:
    """Take away shade: what is as dark as its surroundings is paper."""
    small = cv2.resize(page, None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA)
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((5, 5), np.uint8)), 21)
    wide = cv2.resize(paper, page.shape[::-1], interpolation=cv2.INTER_LINEAR)
    even = cv2.divide(page, np.maximum(wide, _DARKEST), scale=255)
    return np.asarray(cv2.convertScaleAbs(even, alpha=255 / _WHITE), dtype=np.uint8)


def _skew(page: Grey) -> float:
    """Return the degrees by which lines of text and rules fall: turned back, their rows are told apart best."""
    small = cv2.resize(page, None, fx=_SMALL, fy=_SMALL, interpolation=cv2.INTER_AREA)
    ink = np.asarray(255 - small, dtype=np.uint8)
    coarse = max(np.arange(-MOST_DEGREES, MOST_DEGREES + 0.1, 0.5), key=lambda degrees: _levelness(ink, degrees))
    return float(max(np.arange(coarse - 0.5, coarse + 0.51, 0.1), key=lambda degrees: _levelness(ink, degrees)))


def _levelness(ink: Grey, degrees: float) -> float:
    rows = _turned(ink, degrees, border=0).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def _turned(page: Grey, degrees: float, border: int = 255) -> Grey:
    high, wide = page.shape
    how = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees, 1.0)
    turned = cv2.warpAffine(page, how, (wide, high), flags=cv2.INTER_CUBIC, borderValue=border)
    return np.asarray(turned, dtype=np.uint8)
