"""Rows of a table whose lines are drawn: what stands in one box, also on several rows, and under which title."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

from agent.extract.table import Cell
from agent.extract.unseen.strips import Strip

MAX_BOX = 6
"""Rows that one box of a table holds at most."""


class Boxes(NamedTuple):
    """The posts of a title row, and for each box between them the title that stands in it, by its number."""

    posts: tuple[float, ...]
    titles: dict[int, int]

    def parts(self, strip: Strip) -> bool:
        """Whether a row is parted as the titles are; one that nothing parts, a heading or a note, is no goods."""
        inner = self.posts[min(self.titles) : max(self.titles)]
        return len({*inner} & {*strip.posts}) * 2 >= len(inner)

    def is_one_row(self, strips: Sequence[Strip], single: frozenset[int]) -> bool:
        """Whether rows between two drawn lines are one: each title of one number has it in one of them at most."""
        filled = [set(self.under(strip.cells)) & single for strip in strips]
        return sum(map(len, filled)) == len(set[int]().union(*filled))

    def under(self, cells: Sequence[Cell]) -> dict[int, list[Cell]]:
        """Give each cell the title of its box; what stands in a box without one is left out."""
        found: dict[int, list[Cell]] = {}
        for cell in cells:
            title = self.titles.get(box_of(cell, self.posts))
            if title is not None:
                found.setdefault(title, []).append(cell)
        return found


def box_of(cell: Cell, posts: Sequence[float]) -> int:
    """Return the number of the box a cell stands in."""
    return bisect(posts, (cell.left + cell.right) / 2)


def boxes_of(posts: tuple[float, ...], titles: Sequence[Cell]) -> Boxes | None:
    """Find the box of each title; None where two stand in one, so that lines alone do not part them."""
    by_box = {box_of(cell, posts): number for number, cell in enumerate(titles)}
    return Boxes(posts, by_box) if len(by_box) == len(titles) > 1 else None


def last_of_band(strips: Sequence[Strip], at: int, stop: int) -> int:
    """Return the last row that stands between the same two lines as a row: the row itself, where none does."""
    last = at
    while last + 1 < min(stop, at + MAX_BOX) and strips[at].band and _is_same_band(strips[at], strips[last + 1]):
        last += 1
    return last


def _is_same_band(strip: Strip, following: Strip) -> bool:
    return strip.page == following.page and strip.band == following.band


def as_one(strips: Sequence[Strip]) -> Strip:
    """Read the rows of one band as one row: box by box, in each from the top."""
    posts = max((strip.posts for strip in strips), key=len)
    cells = [cell for strip in strips for cell in strip.cells if cell.text]
    return strips[0]._replace(cells=tuple(sorted(cells, key=lambda cell: box_of(cell, posts))), posts=posts)


def in_boxes(strip: Strip) -> list[list[Cell]]:
    """Gather a row's cells by the boxes they stand in."""
    found: dict[int, list[Cell]] = {}
    for cell in strip.cells:
        found.setdefault(box_of(cell, strip.posts), []).append(cell)
    return list(found.values())


def run_on(before: str, cell: Cell, last: Cell) -> str:
    """Go on a text with a cell: a word broken at the end of its line goes on without a blank."""
    is_broken = cell.left < last.right and min(before[-1:], cell.text[:1]) > "\u3000"
    return before + ("" if is_broken else " ") + cell.text
