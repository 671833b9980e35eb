"""Under which title each cell of a row stands."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence

from agent.extract.cutting import parted_at, under_edges
from agent.extract.table import Cell
from agent.extract.title_rows import overlap
from agent.extract.unseen.goods import Goods, Places
from agent.extract.unseen.header import Header
from agent.extract.unseen.strips import Strip
from agent.extract.values import number_in, quantity_in


def under_titles(goods: Goods, strip: Strip, written: Sequence[Cell], places: Places) -> dict[int, list[Cell]] | None:
    """Give each cell its title; None when it cannot be told which."""
    groups = goods.header.groups
    if goods.boxes is not None and goods.boxes.parts(strip):
        return _of_groups(goods.header, goods.boxes.under(written))
    if goods.edges:
        written = [
            piece for cell in written for _, piece in (under_edges(cell, goods.edges) if cell.words else [(0, cell)])
        ]
    if places is Places.ROUGH and len(written) < len(groups):
        written = [piece for cell in written for piece in parted_at(cell, [title.left for title, _ in groups])]
    is_counted = places is not Places.GRID and len(written) == len(groups)
    if is_counted and not (places is Places.EXACT and _is_shifted(written, groups)):
        under = {at: [cell] for at, cell in enumerate(written)}
    else:
        under = by_place(written, groups, places, goods.edges)
    if not under and places is not Places.GRID:
        return None
    return _of_groups(goods.header, under)


def _of_groups(header: Header, under: dict[int, list[Cell]]) -> dict[int, list[Cell]] | None:
    """Part what stands under a cell that holds several titles; None when it cannot be told whose each is."""
    found: dict[int, list[Cell]] = {}
    groups = header.groups
    for at, cells in under.items():
        parted = _parted(header, cells, groups[at][1])
        if parted is None:
            return None
        found |= parted
    return found


def by_place(
    written: Sequence[Cell], groups: Sequence[tuple[Cell, list[int]]], places: Places, edges: Sequence[float] = ()
) -> dict[int, list[Cell]]:
    """Give each cell the title it overlaps most; where blanks make the columns, only cells that do overlap one.

    A cell beside all titles is its column's where `edges` part them: a figure at the right end under a short title.
    """
    under: dict[int, list[Cell]] = {}
    for cell in written:
        at = max(range(len(groups)), key=lambda number: overlap(cell, groups[number][0]))
        shared = overlap(cell, groups[at][0])
        if places is Places.ROUGH and (shared <= 0 or at in under):
            return {}
        if shared < 0 and edges:
            at = bisect(edges, (cell.left + cell.right) / 2)
        if places is Places.EXACT or shared >= 0:
            under.setdefault(at, []).append(cell)
    return under


def _is_shifted(written: Sequence[Cell], groups: Sequence[tuple[Cell, list[int]]]) -> bool:
    """Whether counting cells gives one to a title it does not stand under, though it stands under another."""
    return any(
        overlap(cell, own) < 0 and any(overlap(cell, title) > 0 for title, _ in groups)
        for cell, (own, _) in zip(written, groups, strict=True)
    )


def _parted(header: Header, cells: list[Cell], indexes: Sequence[int]) -> dict[int, list[Cell]] | None:
    """Give each of several titles that stand in one cell its own of the cells or words below it.

    A figure that may be one title's is never a part of another's name: then nothing can be told.
    """
    names = [index for index in indexes if header.titles[index].word("product_name") is not None]
    if len(indexes) == 1 or all(index in names or header.titles[index].word("spec") is not None for index in indexes):
        return {(names or list(indexes))[0]: cells}
    if len(cells) == 1:
        words = cells[0].text.split(maxsplit=_most_cuts(header, indexes))
        cells = [cells[0]._replace(text=word) for word in words] or cells
    numbers = [index for index in indexes if header.titles[index].is_number]
    cells = _with_whole_name(header, cells, indexes)
    if len(cells) == len(indexes):
        pairs = dict(zip(indexes, cells, strict=True))
        if all(quantity_in(pairs[index].text) is not None for index in numbers):
            return {index: [cell] for index, cell in pairs.items()}
    counted = [index for index in indexes if header.titles[index].word("quantity") is not None]
    named = [index for index in indexes if index not in numbers and header.titles[index].word("row") is None]
    if not counted and named and numbers and len(cells) > 1 and any(number_in(cell.text) is not None for cell in cells):
        return None
    return {(counted or named or list(indexes))[0]: cells}


def _most_cuts(header: Header, indexes: Sequence[int]) -> int:
    """How often a cell is cut at its blanks: once where a code stands before a text that may have blanks."""
    first, *others = (header.titles[index] for index in indexes)
    is_coded = len(others) == 1 and first.word("product_code") is not None and not others[0].is_number
    return 1 if is_coded else -1


def _with_whole_name(header: Header, cells: list[Cell], indexes: Sequence[int]) -> list[Cell]:
    """Join the words of a name that are more than one, where the one name stands among titles of single words."""
    named = [at for at, index in enumerate(indexes) if header.titles[index].word("product_name") is not None]
    more = len(cells) - len(indexes)
    if more < 1 or len(named) != 1 or not any(header.titles[index].is_number for index in indexes):
        return cells
    first, stop = named[0], named[0] + more + 1
    name = cells[first]._replace(text=" ".join(cell.text for cell in cells[first:stop]))
    return [*cells[:first], name, *cells[stop:]]
