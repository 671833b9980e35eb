"""Rows of a table whose lines are drawn: what stands in one box, also on several rows, and under which title."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

from agent.extract.laid_out import width_of
from agent.extract.table import Cell
from agent.extract.unseen.strips import Strip

MAX_BOX = 6
"""Rows that one box of a table holds at most."""


class Boxes(NamedTuple):
    """The posts of a title row, and for each box between them the title that stands in it, by its number."""

    posts: tuple[float, ...]
    titles: dict[int, int]

    def parts(self, strip: Strip) -> bool:
        """Whether a row is parted as the titles are: one that nothing parts, a heading or a note, is no goods."""
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
    boxes: dict[int, list[Cell]] = {}
    for cell in (cell for strip in strips for cell in strip.cells if cell.text):
        boxes.setdefault(box_of(cell, posts), []).append(cell)
    cells = [cell for number in sorted(boxes) for cell in _run_on(boxes[number], number, posts)]
    return strips[0]._replace(cells=tuple(cells), posts=posts)


def _run_on(cells: Sequence[Cell], number: int, posts: Sequence[float]) -> list[Cell]:
    """Join the cells of one box where a word is broken for want of room: `ウォーター` over `サーバー`."""
    found: list[Cell] = []
    for cell in cells:
        last = found[-1] if found else None
        if last is not None and 0 < number < len(posts) and _is_broken(last, cell, posts[number - 1], posts[number]):
            found[-1] = cell._replace(text=last.text + cell.text, words=())
        else:
            found.append(cell)
    return found


def _is_broken(cell: Cell, below: Cell, left: float, right: float) -> bool:
    """Whether a text goes on below because not one more letter fits behind it; two words are parted by a blank."""
    letter = (below.right - below.left) * 2 / width_of(below.text)
    room = right - (below.left - left) - cell.right
    return below.left < cell.right and min(cell.text[-1], below.text[0]) > "\u3000" and room < letter


def in_boxes(strip: Strip) -> list[list[Cell]]:
    """Gather a row's cells by the boxes they stand in."""
    found: dict[int, list[Cell]] = {}
    for cell in strip.cells:
        found.setdefault(box_of(cell, strip.posts), []).append(cell)
    return list(found.values())
