"""Quantities in cases and loose pieces: how many pieces they are, where the document says how many a case holds."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from agent.core.money import plain
from agent.extract.table import Cell
from agent.extract.unseen.fitting import apart
from agent.extract.unseen.goods import Entry, Goods
from agent.extract.values import number_in, quantity_in


class Cases(NamedTuple):
    """The titles of cases, loose pieces and pieces in a case; -1 where the table has none."""

    cases: int
    loose: int
    pack: int

    def pieces(self, entry: Entry) -> str:
        """Return how many pieces a row asks for; empty where it cannot be told."""
        cases, loose, pack = (_number(entry, index) for index in self)
        if cases is None or loose is None or (cases and not pack):
            return ""
        return plain(cases * (pack or 0) + loose)

    def cells(self, entry: Entry) -> list[Cell]:
        """Return the cells that say how many cases and loose pieces."""
        return [*entry.cells.get(self.cases, ()), *entry.cells.get(self.loose, ())]

    def is_summed(self, entry: Entry) -> bool:
        """Whether a row asks for cases, so that its pieces stand nowhere."""
        return bool(_number(entry, self.cases)) and bool(self.pieces(entry))

    def said(self, entry: Entry) -> str:
        """Return the sum as it was worked out: `1×24+3`."""
        cases, loose, pack = (entry.text(index) or "0" for index in self)
        return f"{cases}×{pack}+{loose}"


def cases_in(goods: Goods) -> Cases | None:
    """Return the titles of cases and loose pieces; None where not all of them stand in the table, each once.

    Nor where the pieces of a row are its cases once more.
    """
    found = _titled(goods)
    return None if found is None or any(_repeats(found, goods)) else found


def _titled(goods: Goods) -> Cases | None:
    found = [goods.under(name) for name in Cases._fields]
    return Cases(*(indexes[0] for indexes in found)) if all(len(indexes) == 1 for indexes in found) else None


def _repeats(cases: Cases, goods: Goods) -> list[bool]:
    """Tell of each row that asks for cases whether its loose pieces are as many as all these cases hold."""
    asked = [[_number(entry, index) for index in cases] for entry in goods.entries]
    return [loose == count * pack for count, loose, pack in asked if count and pack and loose is not None]


def total_of(goods: Goods, indexes: Sequence[int]) -> int | None:
    """Return which of several titles of quantities is the sum of cases and loose pieces, if the rows agree with it.

    Pieces that are the cases once more on every row are this sum, too: 入数 12, ケース数 2, バラ数 24.
    """
    titled = _titled(goods)
    if titled is not None and {*indexes} == {titled.cases, titled.loose} and (same := _repeats(titled, goods)):
        return titled.loose if all(same) else None
    totals = [index for index in goods.under("pieces") if index in indexes]
    parts = {index for name in ("cases", "loose") for index in goods.under(name)}
    if len(totals) != 1 or not set(indexes) <= {*totals, *parts}:
        return None
    packs, cases, loose = (goods.under(name) for name in ("pack", "cases", "loose"))
    told = Cases(*(found[0] if len(found) == 1 else -1 for found in (cases, loose, packs)))
    return totals[0] if all(_agrees(told, entry, totals[0]) for entry in goods.entries) else None


def _agrees(told: Cases, entry: Entry, total: int) -> bool:
    if told.pack < 0 or told.cases < 0:
        return True
    pieces, said = told.pieces(entry), quantity_in(apart(entry.text(total)))
    return not pieces or not entry.text(total) or (said is not None and said[0] == Decimal(pieces))


def _number(entry: Entry, index: int) -> Decimal | None:
    """Return the number below a title, zero where nothing stands there; None where it is none."""
    text = entry.text(index).strip() if index >= 0 else ""
    return number_in(apart(text)) if text else Decimal(0)
