"""Names that are wrapped above and below the row of their figures, which stand in the middle of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from agent.core.order import Finding
from agent.extract.joining import between, is_titles, more_rows
from agent.extract.table import Table


class _Centred(NamedTuple):
    """A line and the rows above and below it that are its name's."""

    line: int
    above: range
    below: range


def centred_up(table: Table, field: str) -> Table:
    """Join the rows above and below each line to it: as many above as below, as figures stand in the middle.

    Where rows cannot be shared out so, or a line that has a name in its own row would get more, nothing is joined there
    and the line is doubted: its name may stand above, below or in its own row.
    """
    more = more_rows(table)
    lines = [number for number, is_more in enumerate(more) if not is_more]
    begin = next((number for number in range(len(more)) if not (more[number] and is_titles(table, number))), 0)
    shared = _shared(lines, begin, len(more))
    width = max((len(row) for row in table.rows), default=0)
    into = dict(table.columns).get(field, width)
    rows = [[*table.rows[number], *[""] * (width + 1 - len(table.rows[number]))] for number in lines]
    odd: dict[int, tuple[Finding, ...]] = {}
    places: dict[int, str] = {}
    is_any_wrapped = any(one.above or one.below for one in shared)
    for at, one in enumerate(shared):
        loose = [*one.above, *one.below]
        odd[at] = tuple(finding for number in (one.line, *loose) for finding in table.odd.get(number, ()))
        is_named = bool(rows[at][into].strip())
        if loose and (is_named or len(one.above) != len(one.below)):
            odd[at] += (between(table, loose[0]),)
        elif not loose and not is_named and is_any_wrapped:
            odd[at] += (between(table, one.line),)
        elif loose:
            rows[at][into] = " ".join(_text(table, number) for number in loose)
            places[at] = table.place(loose[0], _first(table, loose[0]))

    def place(row: int, column: int) -> str:
        return places[row] if column == into and row in places else table.place(lines[row], min(column, width - 1))

    columns = table.columns if field in dict(table.columns) else (*table.columns, (field, width))
    return Table(columns, rows, place, odd, table.names, table.unread)


def _shared(lines: Sequence[int], begin: int, end: int) -> list[_Centred]:
    """Share the rows between lines out, from the top: a line has as many below as above, the next one the others."""
    found = []
    start = begin
    for line, following in pairwise([*lines, end]):
        n_above = line - start
        stop = min(line + 1 + n_above, following) if following != end else end
        found.append(_Centred(line, range(start, line), range(line + 1, stop)))
        start = stop
    return found


def _text(table: Table, number: int) -> str:
    row = table.rows[number]
    return " ".join(row[index] for _, index in table.columns if row[index])


def _first(table: Table, number: int) -> int:
    return next(index for _, index in table.columns if table.rows[number][index])
