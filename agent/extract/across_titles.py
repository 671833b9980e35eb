"""Quantities that stand across a table, under titles that are days or places: each becomes a row of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fnmatch import fnmatchcase

from agent.core.money import plain
from agent.core.order import Finding, Severity
from agent.extract import title_rows
from agent.extract.form_file import Across
from agent.extract.open_rows import open_rows, span_of
from agent.extract.table import Table
from agent.extract.title_rows import no_title_across
from agent.extract.titles import key_of, titles_shown
from agent.extract.unasked_columns import remarks_that_tell
from agent.extract.unreadable import MisfitError
from agent.extract.unseen.across import is_asked
from agent.extract.values import day_in, number_in, quantity_in, squeezed

MOST, MOST_SUMMED = 3, 12
_ORDERED = ("quantity", "deliver_on", "deliver_to")


def spread(
    table: Table, across: Across, near: date, *, by_title: bool, leaves_open: bool
) -> tuple[Table, list[Finding]]:
    """Give every quantity a row of its own, with its title as the day or the place beside it.

    A further column with numbers that the form does not leave is doubted: it may be a day or a place of another
    spelling. So is a row whose quantities are not its sum.

    Args:
        table: The rows, with the titles of all columns.
        across: Which titles the quantities stand under.
        near: The day the document came, for days without a year.
        by_title: Whether all of one title come before those of the next; else all of one row.
        leaves_open: Whether rows of the table ask for nothing where nobody has filled them in.

    Raises:
        MisfitError: No title is one of them.
    """
    asked = {index for _, index in table.columns}
    keys = [key_of(name) for name in table.names]
    under = [at for at, key in enumerate(keys) if at not in asked and _is_across(key, across, near)]
    if not under:
        raise no_title_across(_wanted(across), table.names)
    totals = [at for at, key in enumerate(keys) if key in across.total]
    if across.total and not totals:
        shown = titles_shown(table.names)
        raise MisfitError("no title of a sum", field="quantity", wanted=" / ".join(across.total), found=shown)
    known = {*asked, *under, *totals, *(at for at, key in enumerate(keys) if key in across.leave)}
    width = max([len(table.names), *map(len, table.rows)])
    findings = [
        *_twice(table, under, across, near),
        *_unknown(table, [at for at in range(width) if at not in known]),
        *_unsummed(table, under, totals),
    ]
    cells = [(number, at) for number, row in enumerate(table.rows) for at in under if is_asked(row[at])]
    cells.sort(key=lambda cell: cell[1] if by_title else cell[0])
    findings += [*_unasked(table, under, totals, leaves_open=leaves_open), *_of_others(table, under)]
    findings += remarks_that_tell(table, range(len(table.rows)))
    return _laid(table, cells, _ORDERED[1] if across.days else _ORDERED[2]), findings


def among_titles(across: Across, near: date) -> title_rows.Across:
    """Return what a title row must hold beside the columns of a line."""

    def are_in(texts: Sequence[str]) -> bool:
        return any(_is_across(key_of(text), across, near) for text in texts)

    def n_known(texts: Sequence[str]) -> int:
        others = {*across.total, *across.leave}
        return sum(key in others or _is_across(key, across, near) for key in map(key_of, texts))

    return title_rows.Across(are_in, _wanted(across), n_known)


def _wanted(across: Across) -> str:
    return " / ".join(across.places) or "4/6"


def _is_across(key: str, across: Across, near: date) -> bool:
    if across.days:
        return day_in(key, across.days, near) is not None
    return any(fnmatchcase(key.casefold(), place.casefold()) for place in across.places)


def _laid(table: Table, cells: Sequence[tuple[int, int]], field: str) -> Table:
    width = max(len(table.names), *map(len, table.rows))
    rows = [
        [*table.rows[number], *[""] * (width - len(table.rows[number])), table.rows[number][at], _title(table, at)]
        for number, at in cells
    ]

    def place(row: int, column: int) -> str:
        number, at = cells[row]
        return table.place(number, at if column >= width else column)

    odd = {at: table.odd[number] for at, (number, _) in enumerate(cells) if number in table.odd}
    return Table((*table.columns, ("quantity", width), (field, width + 1)), rows, place, odd, ())


def _title(table: Table, at: int) -> str:
    return squeezed(table.names[at])


def _unknown(table: Table, columns: Sequence[int]) -> Iterator[Finding]:
    """Doubt columns with numbers that the form does not name."""
    filled = (
        (at, next((n for n, row in enumerate(table.rows) if at < len(row) and _asked(row[at])), None)) for at in columns
    )
    for at, number in [(at, number) for at, number in filled if number is not None][:MOST]:
        name = table.names[at] if at < len(table.names) else ""
        shown = f"{squeezed(name)}: {table.rows[number][at]}"[:80]
        yield Finding(
            "written-elsewhere", Severity.DOUBT, "lines", (("place", table.place(number, at)), ("text", shown))
        )


def _unsummed(table: Table, under: Sequence[int], totals: Sequence[int]) -> Iterator[Finding]:
    """Doubt rows whose sum is not that of their quantities."""
    for number, row in enumerate(table.rows):
        found = sum((_asked(row[at]) for at in under), Decimal(0))
        for at in totals:
            said = quantity_in(row[at]) if is_asked(row[at]) else (Decimal(0), None)
            if said is None or said[0] != found:
                place = (("place", table.place(number, at)), ("text", row[at][:80]), ("value", plain(found)))
                yield Finding("across-sum", Severity.DOUBT, "lines", place)


def _twice(table: Table, under: Sequence[int], across: Across, near: date) -> Iterator[Finding]:
    """Doubt two titles that are one day or place: the one may be of last time, or two shops have one name."""
    seen: set[object] = set()
    for at in under:
        title = _title(table, at)
        what = day_in(key_of(title), across.days, near) if across.days else title.casefold()
        if what in seen:
            values = (("text", title), ("other", title))
            yield Finding("rows-differ", Severity.DOUBT, _ORDERED[1] if across.days else _ORDERED[2], values)
        seen.add(what)


def _of_others(table: Table, under: Sequence[int]) -> Iterator[Finding]:
    """Doubt a title under which nothing but the sums of the others stand: 全店 beside 新宿店 and 渋谷店."""
    numbers = [[_asked(row[at]) for at in under] for row in table.rows]
    rows = [row for row in numbers if any(row)]
    sums = [sum(row, Decimal(0)) for row in rows]
    for column, at in enumerate(under):
        is_of_all = all(2 * row[column] == sum_ for row, sum_ in zip(rows, sums, strict=True))
        if rows and len(under) > 2 and (is_of_all or _is_of_neighbours(rows, column)):
            values = (("text", _title(table, at)), ("n", str(len(rows))))
            yield Finding("across-others", Severity.DOUBT, "lines", values)


def _is_of_neighbours(rows: Sequence[Sequence[Decimal]], column: int) -> bool:
    """Whether a column holds what two or more right before or behind it add up to: 東京計 behind 新宿店, 渋谷店."""
    for step, n_beside in ((-1, column), (1, len(rows[0]) - 1 - column)):
        for count in range(2, min(MOST_SUMMED, n_beside) + 1):
            parts = [[row[column + step * each] for each in range(1, count + 1)] for row in rows]
            are_several = any(sum(map(bool, part)) > 1 for part in parts)
            if are_several and all(sum(part) == row[column] for part, row in zip(parts, rows, strict=True)):
                return True
    return False


def _asked(text: str) -> Decimal:
    read = quantity_in(text)
    return Decimal(0) if read is None else read[0]


def _unasked(table: Table, under: Sequence[int], totals: Sequence[int], *, leaves_open: bool) -> Iterator[Finding]:
    """Name the rows that ask for nothing under any title; doubt them where neither form nor sum says so, too."""
    rows = [row for row in table.rows if not any(is_asked(row[at]) for at in under)]
    if rows:
        is_said = leaves_open or (bool(totals) and all(number_in(row[at]) == 0 for row in rows for at in totals))
        texts = [" ".join(text for text in row if text) for row in rows]
        yield open_rows(texts, span_of(table), Severity.NOTE if is_said else Severity.DOUBT)
