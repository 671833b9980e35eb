"""The lines drawn on a PDF's page: what parts its cells from side to side, and its rows from top to bottom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from ctypes import byref, c_float
from typing import Any, NamedTuple, TypeAlias

import pypdfium2.raw as pdfium

MAX_DRAWN, MAX_CORNERS, MAX_LINES = 6_000, 20_000, 4_000
"""What may be drawn on a page, with how many corners and straight lines; a page with more is read without them."""
THIN, ALIKE = 1.5, 2.0
"""Points: how far a line may lean, and how far two pieces of one may stand from each other."""
LEAST = 5.0
"""Points a line is long at least: a shorter one is a dot or a stroke of a letter."""
STRUCK = (0.7, 0.3)
"""The part of a letter's height, from its foot, that a line through it is drawn in."""
SEAL = 72.0
"""Points a box is wide at most that reaches into the text beside it; a wider line may strike a whole row out."""
MOST_NEAR = 20
"""Lines that are looked at for one letter."""
MOST_OF = 0.6
"""The part of a row that a line over or under it reaches along at least."""

Point: TypeAlias = tuple[float, float]


class Line(NamedTuple):
    """A straight line: where it stands, and from where to where it reaches the other way."""

    at: float
    start: float
    stop: float


class Rules(NamedTuple):
    """The lines of a page in points from its top left: `levels` lie, `posts` stand, `free` levels edge no small box."""

    levels: tuple[Line, ...] = ()
    posts: tuple[Line, ...] = ()
    free: tuple[Line, ...] = ()

    def posts_at(self, middle: float) -> tuple[float, ...]:
        """Return where posts stand that a row reaches through, from left to right."""
        return tuple(dict.fromkeys(post.at for post in self.posts if post.start <= middle <= post.stop))

    def strikes(self, left: float, right: float, bottom: float, height: float) -> bool:
        """Whether a line is drawn through a letter: along all of it, and neither near its head nor its foot.

        The edge of a box, as of a seal that reaches into the text beside it, strikes nothing out.
        """
        first = bisect_left(self.free, (bottom - height * STRUCK[0],))
        stop = bisect_right(self.free, (bottom - height * STRUCK[1],))
        middle = (left + right) / 2
        return any(level.start <= middle <= level.stop for level in self.free[first : min(stop, first + MOST_NEAR)])

    def band_of(self, left: float, right: float, middle: float) -> Point | None:
        """Return the levels right above and below a row that reach along most of it, None where one is missing."""
        along: dict[float, float] = {}
        for level in self.levels:
            shared = min(level.stop, right) - max(level.start, left)
            along[level.at] = along.get(level.at, 0.0) + max(shared, 0.0)
        found = sorted(at for at, shared in along.items() if shared >= MOST_OF * (right - left))
        below = bisect_right(found, middle)
        return (found[below - 1], found[below]) if 0 < below < len(found) else None


def rules_on(objects: Sequence[Any], turned: Callable[[float, float], Point]) -> Rules:
    """Gather the straight lines of a page.

    Args:
        objects: What the page is made of.
        turned: Says where a point of the page stands as it is read, in points from the top left.
    """
    lying: list[Line] = []
    standing: list[Line] = []
    for one, other in _sides(objects, turned):
        (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        if bottom - top <= THIN and right - left >= LEAST:
            lying.append(Line((top + bottom) / 2, left, right))
        elif right - left <= THIN and bottom - top >= LEAST:
            standing.append(Line((left + right) / 2, top, bottom))
        if len(lying) + len(standing) > MAX_LINES:
            return Rules()
    levels, posts = tuple(_whole(lying)), tuple(_whole(standing))
    return Rules(levels, posts, tuple(level for level in levels if not _is_edge(level, posts)))


def _is_edge(level: Line, posts: Sequence[Line]) -> bool:
    """Whether a short line ends at a standing one on both sides."""
    return level.stop - level.start <= SEAL and all(
        any(
            post.start - ALIKE <= level.at <= post.stop + ALIKE
            for post in posts[bisect_left(posts, (end - ALIKE,)) : bisect_right(posts, (end + ALIKE,))]
        )
        for end in (level.start, level.stop)
    )


def _sides(objects: Sequence[Any], turned: Callable[[float, float], Point]) -> Iterator[tuple[Point, Point]]:
    """Yield the ends of every straight line that is drawn, as far as a page may have them."""
    drawn = [one for one in objects if one.type == pdfium.FPDF_PAGEOBJ_PATH]
    n_corners = 0
    for path in drawn if len(drawn) <= MAX_DRAWN else ():
        n_corners += pdfium.FPDFPath_CountSegments(path.raw)
        if n_corners > MAX_CORNERS:
            return
        for one, other in _sides_of(path):
            yield turned(*one), turned(*other)


def _sides_of(path: Any) -> Iterator[tuple[Point, Point]]:
    """Yield the straight sides of one path, where they stand on the page."""
    matrix, form = path.get_matrix(), path.container
    while form is not None:
        matrix, form = matrix.multiply(form.get_matrix()), form.container
    x, y = c_float(), c_float()
    first = before = (0.0, 0.0)
    for number in range(pdfium.FPDFPath_CountSegments(path.raw)):
        segment = pdfium.FPDFPath_GetPathSegment(path.raw, number)
        pdfium.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        point = matrix.on_point(x.value, y.value)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield before, point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, first
        before = point


def _whole(lines: Iterable[Line]) -> Iterator[Line]:
    """Join the pieces of lines that are drawn cell by cell, and the two edges of one that is drawn as an area."""
    kept: list[Line] = []
    at = 0.0
    for line in sorted(lines):
        if not kept or line.at - at > ALIKE:
            yield from _joined(kept)
            kept, at = [], line.at
        kept.append(line._replace(at=at))
    yield from _joined(kept)


def _joined(pieces: Iterable[Line]) -> Iterator[Line]:
    last: Line | None = None
    for line in sorted(pieces):
        if last is not None and line.start - last.stop <= ALIKE:
            last = last._replace(stop=max(last.stop, line.stop))
            continue
        if last is not None:
            yield last
        last = line
    if last is not None:
        yield last
