"""Cut what stands too close: cells at the titles or labels a form knows, rows at the blank between two columns."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import pairwise
from math import inf

from agent.extract.table import COLON, Cell, Page, Word
from agent.extract.titles import key_of

MAX_RUN = 6
MAX_BLANKS = 6
MAX_LOOKED_AT = 200
"""Rows that are looked at to tell where two columns part."""


def cut_page(page: Page, labels: frozenset[str]) -> Page:
    """Cut a page's cells at labels, in sentences not."""
    rows = tuple(replace(row, cells=cut_at(row.cells, labels, only_far=True)) for row in page.rows)
    return replace(page, rows=rows)


def cut_at(cells: Sequence[Cell], keys: frozenset[str], *, only_far: bool) -> tuple[Cell, ...]:
    """Cut cells in which known texts stand beside others: `数量 単位`.

    Args:
        cells: One row.
        keys: The folded texts that stand for themselves, or before a colon and their value.
        only_far: Whether a known text counts only with more before it than the blank between two words, and a Latin one
            only with more behind it, too.
    """
    return tuple(piece for cell in cells for piece in _pieces(cell, keys, only_far=only_far))


def _pieces(cell: Cell, keys: frozenset[str], *, only_far: bool) -> Sequence[Cell]:
    words = cell.words
    if len(words) < 2 or key_of(cell.text) in keys:
        return (cell,)
    cuts: set[int] = set()
    at = 0
    while at < len(words):
        count, has_value = _known(words, at, keys) if at == 0 or words[at].is_far or not only_far else (0, False)
        end = at + count
        if has_value:
            cuts.add(at)
        elif count and (end == len(words) or words[end].is_far or not only_far or not _is_latin(words[at:end])):
            cuts |= {at, end}
        at += count or 1
    places = sorted(cuts - {0, len(words)})
    return [_joined(words[start:end]) for start, end in pairwise([0, *places, len(words)])] if places else (cell,)


def _is_latin(words: Sequence[Word]) -> bool:
    """Whether blanks part the words of a sentence, too, and so do not show where a label ends."""
    return all(word.text.isascii() for word in words)


def _known(words: Sequence[Word], at: int, keys: frozenset[str]) -> tuple[int, bool]:
    """Count the words from one on that are a known text, the most first, and say whether a colon and a value follow."""
    for count in range(min(MAX_RUN, len(words) - at), 0, -1):
        text = "".join(word.text for word in words[at : at + count])
        if key_of(text) in keys:
            return count, at + count < len(words) and COLON.match(words[at + count].text) is not None
        colon = COLON.search(text)
        if colon is not None and key_of(text[: colon.start()]) in keys:
            return count, True
    return 0, False


def _joined(words: Sequence[Word]) -> Cell:
    text = "".join(word.text for word in words).strip()
    return Cell(text, words[0].left, words[-1].right, words[0].place, words=tuple(words))


def edges_between(titles: Sequence[Cell], rows: Sequence[Sequence[Cell]]) -> list[float]:
    """Find where each two neighbouring columns part; nowhere, where rows are no words but boxes.

    Of the blanks between two titles' outer ends those are taken that leave most cells of the table filled. A word that
    an edge goes through, a cell that it cuts and a title that it touches count against it; so does a word left of the
    title it is given to: figures stand at the right end under a short title, not before it.

    Args:
        titles: The cells of the title row, from left to right.
        rows: The cells of each row that stands under them.
    """
    looked_at = rows[:MAX_LOOKED_AT]
    if not any(cell.words for row in looked_at for cell in row):
        return []
    middles = [sorted(_middle(word) for cell in row for word in cell.words) for row in looked_at]
    found: list[tuple[float, tuple[float, ...]]] = [(0.0, ())]
    for title, following in pairwise(titles):
        blanks = list(_blanks(title, following, looked_at))
        found = [
            max((score + worth + _filled(middles, edges, edge), (*edges, edge)) for score, edges in found)
            for edge, worth in blanks
        ]
    return list(max((score + _filled(middles, edges, inf), edges) for score, edges in found)[1])


def _filled(middles: Sequence[Sequence[float]], edges: Sequence[float], edge: float) -> float:
    """Count the rows with something between the last edge so far and the next; one out of turn is worth nothing."""
    begin = edges[-1] if edges else -inf
    return sum(bisect_left(row, begin) < bisect_left(row, edge) for row in middles) if begin < edge else -inf


def _blanks(title: Cell, following: Cell, rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[float, float]]:
    """Yield the middles of the best blanks two columns may part in, and what each is worth by itself."""
    left, right = title.left, following.right
    cells = [cell for row in rows for cell in row if cell.right > left and cell.left < right]
    words = [word for cell in cells for word in cell.words if word.right > left and word.left < right]
    by_word, by_cell, by_title = _crossing(words), _crossing(cells), _crossing([title, following])
    by_blank = _crossing([blank for cell in cells for blank in _bound(cell)])
    ends = {end for word in words for end in (word.left, word.right)} | {title.right, following.left}
    last_before = max((word.left for word in words if word.right <= following.left), default=-inf)
    places = sorted({left, right, *(end for end in ends if left < end < right)})
    blanks = [
        (
            (start + stop) / 2,
            -2.0 * by_word(start)
            - 0.5 * (by_cell(start) + by_blank(start))
            - 0.1 * by_title(start)
            - 0.05 * (start <= last_before)
            + (stop - start) / 10_000,
        )
        for start, stop in pairwise(places)
    ]
    yield from nlargest(MAX_BLANKS, blanks, key=lambda blank: blank[1]) or [((left + right) / 2, 0.0)]


def _bound(cell: Cell) -> Iterator[Cell]:
    """Yield the blanks of a cell that were written."""
    for before, word in pairwise(cell.words):
        if word.is_bound:
            yield Cell("", before.right, word.left, cell.place)


def _crossing(pieces: Sequence[Word] | Sequence[Cell]) -> Callable[[float], int]:
    """Return how many pieces reach from a place, or from before it, to behind it."""
    begins, ends = sorted(piece.left for piece in pieces), sorted(piece.right for piece in pieces)
    return lambda place: bisect_right(begins, place) - bisect_right(ends, place)


def _middle(piece: Word) -> float:
    return (piece.left + piece.right) / 2


def under_edges(cell: Cell, edges: Sequence[float]) -> Iterator[tuple[int, Cell]]:
    """Yield the columns a cell of words stands in, cut where it reaches over an edge."""
    columns = [bisect_left(edges, _middle(word)) for word in cell.words]
    _keep_names_whole(columns, cell.words)
    start = 0
    for at in range(1, len(columns) + 1):
        if at == len(columns) or columns[at] != columns[start]:
            yield columns[start], _joined(cell.words[start:at])
            start = at


def _keep_names_whole(columns: list[int], words: Sequence[Word]) -> None:
    """Leave the end of a name with it that reaches into a column where another text begins: `茶 100` beside `5`."""
    for at in range(1, len(words)):
        if words[at].is_bound and columns[at] != columns[at - 1]:
            begins = (k for k in range(at, len(words)) if columns[k] == columns[at] and not words[k].is_bound)
            until = next(begins, at)
            columns[at:until] = [columns[at - 1]] * (until - at)


def parted_at(cell: Cell, places: Sequence[float]) -> Iterator[Cell]:
    """Part a cell of a text at the blank right before a place where a title begins: `001 P1006` under 行 and コード."""
    rest = cell
    for place in sorted(places):
        at = int(place - rest.left)
        if 0 < at < len(rest.text) and rest.text[:at].isascii() and rest.text[at - 1].isspace():
            yield rest._replace(text=rest.text[:at].rstrip(), right=place - 1)
            rest = rest._replace(text=rest.text[at:].lstrip(), left=place)
    yield rest
