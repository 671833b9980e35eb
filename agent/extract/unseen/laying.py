"""Lay tables of other shapes out as the plain table they mean: one row of titles, one row for each article."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import groupby

from agent.extract.table import Cell
from agent.extract.unseen.before_after import with_changed_heads
from agent.extract.unseen.boxes import box_of
from agent.extract.unseen.calendar_days import with_days
from agent.extract.unseen.days_across import spread_days
from agent.extract.unseen.flat_titles import plain_titles
from agent.extract.unseen.goods_across import spread_goods
from agent.extract.unseen.joined_records import joined_records
from agent.extract.unseen.levels import on_one_level
from agent.extract.unseen.places_across import spread_places
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.two_rows import on_one_row

_IN_COLUMNS = frozenset({"sheet", "csv"})
_FEWEST, _EDGE = 4, 0.5
_Lay = Callable[[Sequence[Strip]], tuple[Strip, ...]]


def laid_flat(strips: Sequence[Strip], reads: str) -> tuple[Strip, ...]:
    """Lay out every table that is none of the plain kind; each value keeps the place it stands at.

    Args:
        strips: All rows of the document.
        reads: How it is read: only where each cell has a column of its own is a table told from its looks.
    """
    strips = with_changed_heads(strips)
    if reads == "pdf":
        for lay in (spread_days, spread_places):
            strips = _in_boxes(strips, lay)
        return on_one_level(strips)
    if reads == "text":
        tables = groupby(strips, _is_of_table)
        strips = [strip for is_table, run in tables for strip in (on_one_row(list(run)) if is_table else run)]
        runs = groupby(strips, _is_of_boxes)
        return tuple(strip for is_boxed, run in runs for strip in (_across(list(run)) if is_boxed else run))
    if reads not in _IN_COLUMNS:
        return tuple(strips)
    for lay in (plain_titles, joined_records, on_one_row, with_days, spread_days, spread_places, spread_goods):
        strips = lay(strips)
    return tuple(strips)


def _is_of_boxes(strip: Strip) -> bool:
    """Whether a row of a text is one of a table whose cells are told apart, as of HTML or pasted with tabs."""
    return len(strip.cells) > 1 and not any(cell.words for cell in strip.cells)


def _is_of_table(strip: Strip) -> bool:
    """Whether a row is one of such a table, or all that stands below others in its columns."""
    is_inside = any(cell.left > 0 for cell in strip.cells)
    return is_inside and not any(cell.words for cell in strip.cells)


def _across(strips: Sequence[Strip]) -> Sequence[Strip]:
    """Lay out a table of a mail whose quantities stand across."""
    for lay in (spread_days, spread_places, spread_goods):
        strips = lay(strips)
    return strips


def _in_boxes(strips: Sequence[Strip], lay: _Lay) -> tuple[Strip, ...]:
    """Lay out tables of a page whose lines are drawn, each cell as wide as its box."""
    wide = [_widened(strip) for strip in strips]
    own = {id(one): strip for one, strip in zip(wide, strips, strict=True)}
    return tuple(own[id(one)] if id(one) in own else _plain(one) for one in lay(wide))


def _widened(strip: Strip) -> Strip:
    if len(strip.posts) < _FEWEST:
        return strip
    return strip._replace(cells=tuple(_as_box(cell, strip.posts) for cell in strip.cells))


def _as_box(cell: Cell, posts: tuple[float, ...]) -> Cell:
    box = box_of(cell, posts)
    if not 0 < box < len(posts):
        return cell
    return cell._replace(left=posts[box - 1] + _EDGE, right=posts[box] - _EDGE)


def _plain(strip: Strip) -> Strip:
    """Return a row of a table that was laid out: nothing is drawn between its cells any more."""
    return strip._replace(cells=tuple(cell._replace(words=()) for cell in strip.cells), posts=(), band=0)
