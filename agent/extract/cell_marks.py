"""What a sheet says beside its values: what is hidden or struck out, merged, or shown otherwise than it is held."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from agent.extract.number_format import as_shown, shown_otherwise

Spot = tuple[int, int]
"""Row and column, from 0."""


class Style(NamedTuple):
    """What the style of a cell does to its value: the number format, and whether it is struck out."""

    code: str
    is_struck: bool


@dataclass(slots=True)
class Marks:
    """What one sheet says beside its values.

    `shown` are texts that stand in place of a value, `otherwise` what a cell shows that holds another number,
    `partly_struck` what is struck out of a text of which more stands.
    """

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    shown: dict[Spot, str] = field(default_factory=dict)
    otherwise: dict[Spot, str] = field(default_factory=dict)
    struck: set[Spot] = field(default_factory=set)
    partly_struck: dict[Spot, str] = field(default_factory=dict)
    merged: dict[Spot, Spot] = field(default_factory=dict)
    is_unread: bool = False

    def take(self, spot: Spot, style: Style, number: Decimal | None) -> None:
        """Note what a style does to a cell, which holds a number or something else."""
        if style.is_struck:
            self.struck.add(spot)
        if number is None or not style.code:
            return
        is_whole = number == number.to_integral_value() and 0 <= number < 10**15
        text = as_shown(int(number), style.code) if is_whole else ""
        other = None if text else shown_otherwise(number, style.code)
        if text:
            self.shown[spot] = text
        elif other is not None:
            self.otherwise[spot] = other

    def take_partly(self, spot: Spot, struck: str, standing: str) -> None:
        """Note a text of which a part is struck out: what stands of it is its cell's."""
        if standing:
            self.partly_struck[spot], self.shown[spot] = struck, standing
        else:
            self.struck.add(spot)
