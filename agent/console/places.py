"""Where values stand in a document as a page shows it: places as the reader named them, numbered for the eye."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from agent.console.show import DocumentView
from agent.core.order import Provenance

_ON_PAGE = re.compile(r"page (\d{1,4}) x=(-?\d{1,5}) y=(-?\d{1,5})")
_IN_CELL = re.compile(r"(.*)!([A-Z]{1,3})(\d{1,7})", re.DOTALL)
_ON_LINE = re.compile(r"line (\d{1,7})(?: (.+))?", re.DOTALL)
_COLUMN = re.compile(r"column (\d{1,5})")
EM = 9.5
"""Points a full-width letter of an order form is wide, about: how far a mark reaches to the right."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A numbered mark on a drawn page, in points from the top left; `y` is the foot of the writing."""

    number: int
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawn page with its marks."""

    width: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A document to be shown: its view, and which numbers stand where.

    `cells` are by table, row and column, counted from 0; `lines` by the text's line, from 0.
    """

    view: DocumentView
    sheets: tuple[Sheet, ...]
    cells: dict[tuple[int, int, int], tuple[int, ...]]
    lines: dict[int, tuple[int, ...]]


def mark(view: DocumentView, values: Iterable[tuple[str, Provenance]]) -> tuple[Marked, dict[str, int]]:
    """Number the values that are found in what a page shows, in their order; return the numbers by path too."""
    numbers: dict[str, int] = {}
    marks: dict[int, list[Mark]] = {}
    cells: dict[tuple[int, int, int], tuple[int, ...]] = {}
    lines: dict[int, tuple[int, ...]] = {}
    rows, texts = _Rows(view), [_bare(line) for line in view.text.splitlines()]
    for path, at in values:
        number = len(numbers) + 1
        if (spot := _on_page(at, number, view)) is not None:
            marks.setdefault(spot[0], []).append(spot[1])
        elif (cell := _in_cell(at, view) or rows.cell(at)) is not None:
            cells[cell] = (*cells.get(cell, ()), number)
        elif (line := _on_line(at, texts)) is not None:
            lines[line] = (*lines.get(line, ()), number)
        else:
            continue
        numbers[path] = number
    sheets = tuple(Sheet(width, height, tuple(marks.get(n, ()))) for n, (width, height) in enumerate(view.sizes))
    return Marked(view, sheets, cells, lines), numbers


def _on_page(at: Provenance, number: int, view: DocumentView) -> tuple[int, Mark] | None:
    found = _ON_PAGE.fullmatch(at.place)
    if found is None or not 1 <= int(found[1]) <= len(view.sizes):
        return None
    page, x, y = int(found[1]) - 1, float(found[2]), float(found[3])
    return page, Mark(number, x, y, max(12.0, min(_ems(at.text) * EM, view.sizes[page][0] - x)))


def _ems(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(letter) in "WFA" else 0.55 for letter in text[:60])


def _in_cell(at: Provenance, view: DocumentView) -> tuple[int, int, int] | None:
    found = _IN_CELL.fullmatch(at.place)
    if found is None:
        return None
    row, column = int(found[3]) - 1, _column(found[2])
    tables = [n for n, table in enumerate(view.tables) if table.name == found[1]]
    return (tables[0], row, column) if tables and _has(view.tables[tables[0]].rows, row, column) else None


class _Rows:
    """The rows of the one table of a file of lines, by the line each stands on, and where each text stands in them."""

    def __init__(self, view: DocumentView) -> None:
        self._rows = view.tables[0].rows if view.tables else ()
        self._by_line = {line: row for row, line in reversed(list(enumerate(view.lines[: len(self._rows)])))}
        self._columns: dict[str, dict[int, int]] = {}
        for row, cells in enumerate(self._rows):
            for column, text in enumerate(cells):
                self._columns.setdefault(text.strip(), {}).setdefault(row, column)

    def cell(self, at: Provenance) -> tuple[int, int, int] | None:
        """Find a value's cell: by its number, by the title above it, by what was read."""
        found = _ON_LINE.fullmatch(at.place)
        row = self._by_line.get(int(found[1])) if found is not None else None
        column = None if found is None or row is None else self._column(row, found[2] or "", at.text)
        return None if row is None or column is None else (0, row, column)

    def _column(self, row: int, named: str, text: str) -> int | None:
        if (column := _COLUMN.fullmatch(named)) and _has(self._rows, row, int(column[1]) - 1):
            return int(column[1]) - 1
        titles = self._columns.get(named, {}) if named else {}
        above = [title for title in titles if title < row and _has(self._rows, row, titles[title])]
        return titles[above[-1]] if above else self._columns.get(text.strip(), {}).get(row)


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def _has(rows: Sequence[Sequence[str]], row: int, column: int) -> bool:
    return 0 <= row < len(rows) and 0 <= column < len(rows[row])


def _on_line(at: Provenance, lines: Sequence[str]) -> int | None:
    """Find the line: the one named where it holds what was read, else the only one that does."""
    wanted = _bare(at.text)
    if not wanted:
        return None
    found = _ON_LINE.fullmatch(at.place)
    named = int(found[1]) - 1 if found else -1
    if 0 <= named < len(lines) and wanted in lines[named]:
        return named
    holding = [n for n, line in enumerate(lines) if wanted in line]
    return holding[0] if len(holding) == 1 else None


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
