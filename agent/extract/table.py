"""The one shape all formats become: pages of rows of cells, each cell with its place.

Left and right are columns of a sheet, characters of a text or points of a page, so that "beside", "below" and
"under this title" mean the same for all.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from agent.core.order import Finding

COLON = re.compile("[:：]")


class Word(NamedTuple):
    """A piece of a cell, with the blank behind it.

    It `is_far` when more than the blank between two words stands before it, and `is_bound` when that is a blank which
    was written: what stands before it is then likely of the same text.
    """

    text: str
    left: float
    right: float
    place: str
    is_far: bool
    is_bound: bool = False


class Cell(NamedTuple):
    """One text, how far it reaches from left to right, where it stands, and how surely it was read (0 to 1).

    A cell that only the blanks around it part from others has its words, so that it can be cut; a box has none. One
    that is written in several lines may have these, too.
    """

    text: str
    left: float
    right: float
    place: str
    confidence: float = 1.0
    words: tuple[Word, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, from left to right; an empty text marks a box left empty.

    Those `above` stand in rows before and are merged down over this one. `posts` are the lines drawn from its top to
    its bottom; rows between the same two lines that lie over and under them share a `band`, 0 is none. On paper a row
    stands on its `foot`, so far down, and is so high; 0 where it is no paper.
    """

    cells: tuple[Cell, ...]
    place: str
    above: tuple[Cell, ...] = ()
    posts: tuple[float, ...] = ()
    band: int = 0
    foot: float = 0
    height: float = 0

    @property
    def text(self) -> str:
        """The row as one text."""
        return " ".join(cell.text for cell in self.cells if cell.text)


class Doubt(NamedTuple):
    """What the reader of a page found doubtful, for every order on it, or for a value read from one `place` only."""

    finding: Finding
    place: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet, page or text. A value stands at most `reach` beside its label; `doubts` are those of its reader.

    A table goes on from one page to the next. On a page that is whole it does not: such a page holds one table whose
    titles are its first row, and a second one with the wanted titles is not read into the first. Each object of a table
    that `is_once` stands alone where it stands, and so may as well be no row.
    """

    name: str
    rows: tuple[Row, ...]
    reach: float
    is_whole: bool = False
    is_once: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def values(self) -> Iterator[tuple[int, Row]]:
        """The rows that may hold a label or a value, with their numbers: all but the titles of a whole page."""
        return islice(enumerate(self.rows), int(self.is_whole), None)


class Part(NamedTuple):
    """The pages of one order; what stands `above` the first block belongs to every order, unless its own says more."""

    pages: list[Page]
    above: Sequence[Page] = ()

    @property
    def all(self) -> list[Page]:
        """Everything that belongs to the order, from the top."""
        return [*self.above, *self.pages]


@dataclass(frozen=True, slots=True)
class Title:
    """A column a form asks for: its field, the texts its title may have, and whether it must be there.

    A column without titles has its `number`, from 1. `is_head` when its field is the order's, not the line's.
    """

    field: str
    texts: tuple[str, ...]
    required: bool = True
    number: int = 0
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their titles: `columns` pairs a field with its index in each row of `rows`.

    `odd` are the rows whose values may stand under the wrong titles, and what is said of each. `names` are the titles
    of all columns as they are written, none where columns are told by number. `unread` are rows that may be lines, too.
    """

    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[str]]
    place: Callable[[int, int], str]
    odd: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)
    names: Sequence[str] = ()
    unread: tuple[str, ...] = ()

    @property
    def unasked(self) -> list[tuple[int, str]]:
        """The columns that no field stands in, each with its title."""
        asked = {index for _, index in self.columns}
        return [(at, name) for at, name in enumerate(self.names) if at not in asked]

    def text(self, number: int, column: int) -> str:
        """Return what a row says in a column; nothing where it ends before."""
        row = self.rows[number]
        return row[column] if column < len(row) else ""


def meet(one: Cell, other: Cell) -> bool:
    """Whether two cells stand below each other, at least with their edges."""
    return one.left <= other.right and other.left <= one.right
