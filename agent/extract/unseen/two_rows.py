"""Articles that take two rows each, code below name and unit below quantity: both become one row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from agent.extract.table import Cell, meet
from agent.extract.unseen.header import Header, titles_in
from agent.extract.unseen.row_words import sum_or_end
from agent.extract.unseen.strips import Strip, moved
from agent.extract.unseen.words import title_words
from agent.extract.values import number_in

MAX_TRIED = 40
"""Rows of a document that are tried as titles of such a table."""


def on_one_row(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Put the second row of each article behind its first, where two rows of titles say that articles have two."""
    found: list[Strip] = []
    at = tried = 0
    while at < len(strips):
        titles = _titles(strips, at) if tried < MAX_TRIED else None
        tried += titles is not None
        stop = _stop(strips, at) if titles is not None else at + 1
        pairs = list(_pairs(strips[at + 2 : stop], *titles)) if titles is not None else []
        if not _are_of_two_rows(pairs):
            found.append(strips[at])
            at += 1
            continue
        offset = max(cell.right for strip in strips[at:stop] for cell in strip.cells) + 1
        found += [_joined(one, other, offset) for one, other in [(strips[at], strips[at + 1]), *pairs]]
        at = stop
    return tuple(found)


def _titles(strips: Sequence[Strip], at: int) -> tuple[Header, Header] | None:
    """Return two rows of titles of which the lower names other fields right below known ones."""
    if at + 1 == len(strips) or strips[at + 1].page != strips[at].page:
        return None
    upper, lower = titles_in(strips[at], at), titles_in(strips[at + 1], at + 1)
    is_known = all(title.words and number_in(title.cell.text) is None for title in lower.titles)
    both = upper.fields | lower.fields
    is_lines = "quantity" in both and bool(both & {"product_code", "product_name"})
    is_more = len(upper.fields) > 1 and bool(lower.fields - upper.fields)
    return (upper, lower) if is_known and is_lines and is_more and _is_below(upper, lower) else None


def _is_below(upper: Header, lower: Header) -> bool:
    """Whether every lower title stands below one that means something else, and does not only make another with it."""
    over = [
        next((one.cell for one in upper.titles if one.words and meet(one.cell, each.cell)), None)
        for each in lower.titles
    ]
    pairs = [(one, title.cell) for one, title in zip(over, lower.titles, strict=True) if one is not None]
    parted = {one for one, cell in pairs if not title_words(one.text + cell.text)}
    return len(pairs) == len(lower.titles) and all(one in parted for one, _ in pairs)


def _stop(strips: Sequence[Strip], at: int) -> int:
    """Return where the rows of two end at the latest: with their page, or where their titles come again."""
    names = {cell.text for cell in strips[at].cells}
    for row in range(at + 2, len(strips)):
        if strips[row].page != strips[at].page or {cell.text for cell in strips[row].cells} == names:
            return row
    return len(strips)


def _pairs(rows: Sequence[Strip], upper: Header, lower: Header) -> Iterator[tuple[Strip, Strip | None]]:
    """Pair rows: a second row has cells only below the lower titles, the first has others, or they take turns."""
    own = [one.cell for one in upper.titles if not any(meet(one.cell, each.cell) for each in lower.titles)]
    at = 0
    while at < len(rows):
        below = rows[at + 1] if at + 1 < len(rows) else None
        is_second = below is not None and _is_second(below, own, lower)
        yield rows[at], below if is_second and not _is_second(rows[at], own, lower) else None
        at += 2 if is_second and not _is_second(rows[at], own, lower) else 1


def _is_second(strip: Strip, own: Sequence[Cell], lower: Header) -> bool:
    cells = [cell for cell in strip.cells if cell.text]
    is_below = all(any(meet(cell, title.cell) for title in lower.titles) for cell in cells)
    return is_below and not any(meet(cell, one) for cell in cells for one in own)


def _are_of_two_rows(pairs: Sequence[tuple[Strip, Strip | None]]) -> bool:
    n_two = sum(second is not None for _, second in pairs)
    n_goods = sum(sum_or_end([cell for cell in first.cells if cell.text]) is None for first, _ in pairs)
    return n_two > 0 and n_two * 2 >= n_goods


def _joined(first: Strip, second: Strip | None, offset: float) -> Strip:
    return first if second is None else first._replace(cells=(*first.cells, *moved(second.cells, offset)))
