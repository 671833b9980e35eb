"""One figure of the benchmark beside its target, and the table of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rich.table import Table


@dataclass(frozen=True, slots=True)
class Measured:
    """One row: a figure with its unit, its ratio to what it is held against, and the most that either may be.

    The target is the ratio's where there is a ratio, else the figure's.
    """

    what: str
    figure: float
    unit: str
    ratio: float | None = None
    spread: tuple[float, float] | None = None
    target: float | None = None

    @property
    def is_met(self) -> bool | None:
        """Whether the target is met; None where there is none."""
        if self.target is None:
            return None
        return (self.figure if self.ratio is None else self.ratio) <= self.target

    def as_json(self) -> dict[str, Any]:
        """Return everything as plain values."""
        return {**asdict(self), "is_met": self.is_met}

    def cells(self) -> tuple[str, ...]:
        """Return the row as the table shows it."""
        spread = f" ({self.spread[0]:.2f} to {self.spread[1]:.2f})" if self.spread else ""
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}{spread}"
        unit = f" {self.unit}" if self.ratio is None else ""
        target = "" if self.target is None else f"≤ {self.target:g}{unit}"
        met = {None: "", True: "met", False: "NOT met"}[self.is_met]
        return self.what, f"{self.figure:,.0f} {self.unit}", ratio, target, met


def table(title: str, rows: Iterable[Measured]) -> Table:
    """Lay the rows out."""
    found = Table(title=title, title_justify="left")
    for name in ("what", "median, or most", "ratio (rounds)", "target", ""):
        found.add_column(name)
    for row in rows:
        found.add_row(*row.cells())
    return found
