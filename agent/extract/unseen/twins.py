"""Tables that go on beside themselves: their titles stand two or three times in one row, and so do their goods."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from agent.extract.table import Cell
from agent.extract.unseen.boxes import as_one, in_boxes, last_of_band
from agent.extract.unseen.header import titles_in
from agent.extract.unseen.row_words import is_head_label
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import title_words
from agent.extract.values import squeezed

MOST = 4
"""How many times titles stand beside themselves at most."""


def one_below_other(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Put the parts of a table that stand beside each other below each other, the left one first."""
    found: list[Strip] = []
    at = 0
    while at < len(strips):
        last = last_of_band(strips, at, len(strips))
        edges = _edges(strips[at] if last == at else _in_one_row(strips[at : last + 1]))
        stop = _stop(strips, last, edges) if edges else at + 1
        found += _parts(strips[at:stop], edges) if edges else [strips[at]]
        at = stop
    return tuple(found)


def _in_one_row(strips: Sequence[Strip]) -> Strip:
    """Write the titles of one box that stand on several rows as one each: `商品コー` over `ド`."""
    whole = as_one(strips)
    if not whole.posts:
        return whole
    cells = (
        box[0]._replace(
            text="".join(cell.text for cell in box),
            left=min(cell.left for cell in box),
            right=max(cell.right for cell in box),
        )
        for box in in_boxes(whole)
    )
    return whole._replace(cells=tuple(cells))


def _edges(strip: Strip) -> list[float]:
    """Return where the parts of a title row meet; none where its titles stand once."""
    titles = [cell for cell in strip.cells if cell.text]
    keys = [squeezed(cell.text) for cell in titles]
    for count in range(2, MOST + 1):
        size = len(keys) // count
        if size * count == len(keys) and keys == keys[:size] * count and _is_goods(titles[:size]):
            return [(titles[at - 1].right + titles[at].left) / 2 for at in range(size, len(keys), size)]
    return []


def _is_goods(titles: Sequence[Cell]) -> bool:
    fields = {word.field for cell in titles for text in (cell.text, *cell.text.split()) for word in title_words(text)}
    return "quantity" in fields and bool(fields & {"product_code", "product_name"})


def _stop(strips: Sequence[Strip], at: int, edges: Sequence[float]) -> int:
    """Return the first row below that is none of the table's: on another page, over two parts, of a label, titles."""
    below = range(at + 1, len(strips))
    return next((row for row in below if not _is_of(strips[row], strips[at], edges)), len(strips))


def _is_of(strip: Strip, titles: Strip, edges: Sequence[float]) -> bool:
    is_across = any(cell.left < edge < cell.right for cell in strip.cells for edge in edges)
    return strip.page == titles.page and not is_across and not _is_other(strip, titles)


def _is_other(strip: Strip, titles: Strip) -> bool:
    if any(is_head_label(cell.text) for cell in strip.cells):
        return True
    return titles_in(strip, 0).is_lines and {cell.text for cell in strip.cells} > {cell.text for cell in titles.cells}


def _parts(strips: Sequence[Strip], edges: Sequence[float]) -> Iterator[Strip]:
    ends = [float("-inf"), *edges, float("inf")]
    for left, right in pairwise(ends):
        for strip in strips:
            cells = tuple(cell for cell in strip.cells if left <= (cell.left + cell.right) / 2 < right)
            if cells:
                yield strip._replace(cells=cells, posts=tuple(post for post in strip.posts if left < post < right))
