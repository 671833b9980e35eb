"""Where a label stands on a page, and the value beside or below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from agent.extract.table import COLON, Cell, Page
from agent.extract.titles import COUNTED, key_of
from agent.extract.values import folded, number_in

_BOXED = re.compile(r"[A-Za-z0-9\-/.,年月日]")


def labelled_on(
    page: Page, label: str, labels: frozenset[str], titles: frozenset[str], *, below: bool, is_sum: bool
) -> Iterator[Cell]:
    """Yield the values of a label; a neighbour that is a label or a title itself means that nothing was written.

    A sum stands under the amounts, however far from its label, as the one number right of it. Of a label that is
    counted (`納品先#2`) the value of that one on the page alone.
    """
    for number, index, rest in _places_of(page, label):
        cells = page.rows[number].cells
        if rest:
            yield cells[index]._replace(text=rest)
            continue
        if below:
            value = None if _are_titles(page, number + 1, titles) else _under(page, number, cells[index])
        else:
            value = _right_of(page, cells, index, is_sum=is_sum)
        if value is not None and value.text and key_of(value.text) not in labels | titles:
            yield value


def _are_titles(page: Page, number: int, titles: frozenset[str]) -> bool:
    """Whether a row holds several of the titles that a form asks for: what stands there under a label is no value."""
    cells = page.rows[number].cells if number < len(page.rows) else ()
    return sum(1 for cell in cells if key_of(cell.text) in titles) > 1


def is_on(page: Page, label: str) -> bool:
    """Whether a label stands on a page, with or without a value."""
    return bool(_places_of(page, label))


def counted_in(label: str) -> tuple[str, int] | None:
    """Return a label without its count, and the count; None where it has none."""
    found = COUNTED.fullmatch(label)
    return None if found is None else (found[1], int(found[2]))


def times_on(page: Page, label: str) -> int:
    """Count how often a label stands on a page."""
    return len(_every(page, label))


def _places_of(page: Page, label: str) -> list[tuple[int, int, str]]:
    """Return row and cell of a label wherever it stands, and what stands behind it in its own cell."""
    found, counted = _every(page, label), counted_in(label)
    if found or counted is None:
        return found
    name, number = counted
    return _every(page, name)[number - 1 : number]


def _every(page: Page, label: str) -> list[tuple[int, int, str]]:
    return [
        (number, index, rest)
        for number, row in page.values
        for index, cell in enumerate(row.cells)
        if (rest := _after_label(cell.text, label)) is not None
    ]


def _after_label(text: str, label: str) -> str | None:
    """Return what stands behind the label in its own cell, empty when nothing, None when it is another text."""
    if key_of(text) == label:
        return ""
    colon = COLON.search(text)
    if colon is None or key_of(text[: colon.start()]) != label:
        return None
    return text[colon.end() :].strip()


def _right_of(page: Page, cells: tuple[Cell, ...], index: int, *, is_sum: bool) -> Cell | None:
    """Return the value right of a label; a colon that stands before it is the label's."""
    label, following = cells[index], cells[index + 1 :]
    if following and COLON.fullmatch(following[0].text.strip()):
        label, following = following[0], following[1:]
    value = next(iter(following), None)
    if value is not None and value.text and value.left - label.right <= page.reach:
        begun = COLON.match(value.text)
        return (
            _joined(following, page.reach) if begun is None else value._replace(text=value.text[begun.end() :].strip())
        )
    written = (cell for cell in following if cell.text)
    sums = list(takewhile(lambda cell: number_in(cell.text) is not None, written))
    return sums[0] if is_sum and len(sums) == 1 else None


def _joined(cells: Sequence[Cell], reach: float) -> Cell:
    """Return the first of some cells; where each figure has a box of its own, all that stand side by side as one."""
    beside = takewhile(lambda pair: pair[1].left - pair[0].right <= reach, pairwise(cells))
    texts = (folded(cell.text) for cell in (cells[0], *(after for _, after in beside)))
    figures = list(takewhile(_BOXED.fullmatch, texts))
    is_boxed = len(figures) > 1 and any(text.isdecimal() for text in figures)
    return cells[0]._replace(text="".join(figures)) if is_boxed else cells[0]


def _under(page: Page, number: int, label: Cell) -> Cell | None:
    if number + 1 == len(page.rows):
        return None
    under = page.rows[number + 1].cells
    return next((cell for cell in under if cell.left <= label.right and cell.right >= label.left), None)
