"""What a table of goods gave: its rows under their titles, and what is known of the table."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from agent.extract.table import Cell
from agent.extract.unseen.boxes import Boxes
from agent.extract.unseen.header import Header


class Places(Enum):
    """What the place of a cell says: its very column, a point on paper, or blanks in a line."""

    GRID = "grid"
    EXACT = "exact"
    ROUGH = "rough"


@dataclass(slots=True)
class Entry:
    """What stands under the titles from row `at` to row `last`: for each title its cells."""

    at: int
    cells: dict[int, list[Cell]]
    last: int = -1

    @property
    def rows(self) -> range:
        """The rows it stands on."""
        return range(self.at, max(self.at, self.last) + 1)

    def text(self, index: int) -> str:
        """Return what stands under a title."""
        return " ".join(cell.text for cell in self.cells.get(index, ()))


@dataclass(slots=True)
class Goods:
    """What one table gave: its rows, which ask for nothing, and those that may be goods but were not read.

    `sums_at` is the row below a row of labels of sums, which holds the sums. Between its columns stand `edges`, where
    the blank alone parts them, or `boxes` where lines are drawn; above the rows of `gaps` a line of a text is left
    blank. The sums beside it are `stated`.
    """

    header: Header
    is_grid: bool
    entries: list[Entry] = field(default_factory=list)
    unasked: list[int] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    last: int = 0
    is_closed: bool = False
    sums_at: int = -1
    edges: list[float] = field(default_factory=list)
    boxes: Boxes | None = None
    gaps: set[int] = field(default_factory=set)
    stated: frozenset[Decimal] = frozenset()

    def under(self, name: str) -> tuple[int, ...]:
        """Return the titles that may mean a field."""
        return tuple(index for index, title in enumerate(self.header.titles) if title.word(name) is not None)
