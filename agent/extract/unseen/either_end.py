"""Lines counted at both ends, `10箱 コピー用紙 500枚`: how the lines around them are counted tells which end counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.extract.unseen.items import Item
from agent.extract.unseen.strips import Strip, are_adjoining


def settle_ends(strips: Sequence[Strip], items: dict[int, Item]) -> None:
    """Take the first quantity where other lines of the block have no other, and leave it unclear where none tells.

    Args:
        strips: All rows of a text.
        items: The articles by the row they stand in, read by the quantity at their end; changed in place.
    """
    for block in _blocks(strips, sorted(items)):
        both = [at for at in block if items[at].other is not None and not items[at].is_first]
        are_first = {items[at].is_first for at in block if at not in both}
        for at in both:
            other = items[at].other
            if are_first == {True} and other is not None:
                items[at] = other
            elif are_first != {False}:
                items[at].is_unclear = True


def _blocks(strips: Sequence[Strip], rows: Sequence[int]) -> Iterator[list[int]]:
    """Yield the rows that stand right below each other, without a blank line or another row between."""
    block: list[int] = []
    for at in rows:
        if block and (at - block[-1] > 1 or not are_adjoining(strips[at - 1], strips[at])):
            yield block
            block = []
        block.append(at)
    if block:
        yield block
