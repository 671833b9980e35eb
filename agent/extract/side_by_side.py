"""Titles that stand several times in one row, over lines side by side, and the numbers of rows that have no title."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from agent.extract.cutting import MAX_LOOKED_AT
from agent.extract.table import Cell, Row, Title, meet
from agent.extract.titles import columns_in, key_of
from agent.extract.unreadable import MisfitError

Columns = tuple[tuple[str, int], ...]


def columns_beside(texts: Sequence[str], titles: Sequence[Title], n_beside: int) -> tuple[Columns, ...]:
    """Find the wanted titles once for each of the lines side by side, from left to right; no more than there are."""
    counted = (
        [replace(title, texts=tuple(f"{text}#{number}" for text in title.texts)) for title in titles]
        for number in range(1, n_beside + 1)
    )
    return tuple(columns_in(texts, each) for each in counted)


def refuse_uneven(
    rows: Sequence[Sequence[str]], titles: Sequence[Title], beside: Sequence[Columns], place: str
) -> None:
    """Refuse titles that do not stand as often as lines do, or not group by group.

    Args:
        rows: The titles as they are read, and each row of them as it is written: one below a heading counts, too.
        titles: The columns the form asks for.
        beside: What was found of them for each of the lines side by side.
        place: Where they stand.

    Raises:
        MisfitError: Naming the title, or saying that the titles of two lines are mixed.
    """
    counts = [Counter(key_of(text) for text in texts) for texts in rows]
    for title in titles:
        name = next((text for text in title.texts if counts[0][text]), "")
        most = max(count[name] for count in counts)
        if name and {counts[0][name], most} != {len(beside)}:
            raise MisfitError(f"{most} columns {name}", place=place, field=title.field, wanted=name)
    for left, right in pairwise(beside):
        if max(index for _, index in left) > min(index for _, index in right):
            raise MisfitError(
                "titles of lines side by side are mixed", place=place, field="lines", wanted=titles[0].texts[0]
            )


def without_running(rows: Sequence[Row], titles: Sequence[Cell]) -> list[Row]:
    """Leave out the numbers of rows, one more in each, that stand under no title and beside values of the next ones."""
    likely = _running(rows[:MAX_LOOKED_AT], titles)
    running = _running(rows, titles) & likely if likely else likely
    if not running:
        return list(rows)
    kept = [tuple(cell for cell in row.cells if (cell.left, cell.right) not in running) for row in rows]
    return [replace(row, cells=cells) for row, cells in zip(rows, kept, strict=True)]


def _running(rows: Sequence[Row], titles: Sequence[Cell]) -> set[tuple[float, float]]:
    """Return from where to where cells reach that hold such numbers."""
    own: dict[tuple[float, float], list[tuple[Row, Cell]]] = {}
    for row in rows:
        for cell in row.cells:
            if cell.text:
                own.setdefault((cell.left, cell.right), []).append((row, cell))
    return {
        reach
        for reach, each in own.items()
        if not any(meet(each[0][1], title) for title in titles)
        and _are_running([cell.text for _, cell in each])
        and any(_is_beside_value(*one, titles) for one in each)
    }


def _is_beside_value(row: Row, cell: Cell, titles: Sequence[Cell]) -> bool:
    """Whether the titles left and right of a cell have values of their own in the row, so that it is none of theirs."""
    before = [title for title in titles if title.right < cell.left][-1:]
    following = [title for title in titles if title.left > cell.right][:1]
    values = [other for other in row.cells if other.text]
    return bool(following) and all(any(meet(other, title) for other in values) for title in (*before, *following))


def _are_running(texts: Sequence[str]) -> bool:
    if len(texts) < 2 or not all(text.isdecimal() and len(text) <= 3 for text in texts):
        return False
    return all(int(below) == int(above) + 1 for above, below in pairwise(texts))
