"""Lay tables of other shapes out as the plain table they mean: one row of titles, one row for each article."""

from __future__ import annotations

from collections.abc import Sequence

from agent.extract.unseen.days_across import spread_days
from agent.extract.unseen.flat_titles import plain_titles
from agent.extract.unseen.goods_across import spread_goods
from agent.extract.unseen.joined_records import joined_records
from agent.extract.unseen.levels import on_one_level
from agent.extract.unseen.places_across import spread_places
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.two_rows import on_one_row

_IN_COLUMNS = frozenset({"sheet", "csv"})


def laid_flat(strips: Sequence[Strip], reads: str) -> tuple[Strip, ...]:
    """Lay out every table that is none of the plain kind; each value keeps the place it stands at.

    Args:
        strips: All rows of the document.
        reads: How it is read: only where each cell has a column of its own is a table told from its looks.
    """
    if reads == "pdf":
        return on_one_level(strips)
    if reads not in _IN_COLUMNS:
        return tuple(strips)
    for lay in (plain_titles, joined_records, on_one_row, spread_days, spread_places, spread_goods):
        strips = lay(strips)
    return tuple(strips)
