"""Rows of a table that are no lines of their own: text that goes on below its line, and marks for "as above"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from agent.core.order import Finding, Severity
from agent.extract.labelled import Written
from agent.extract.table import Table
from agent.extract.titles import is_blank, shape_of
from agent.extract.unseen.words import title_words
from agent.extract.values import SAME_AS_ABOVE

_NUMBERS = frozenset({"quantity", "unit_price", "amount"})


def joined_up(table: Table, field: str) -> Table:
    """Let a row that gives no quantity, price or amount go on the row above: its text belongs to one field of that.

    Such a row above the first line belongs to the titles. One with a product code of its own is a line of its own. One
    above a line that lacks the field itself may be the upper half of that line's text: it is doubted.
    """
    width = max((len(row) for row in table.rows), default=0)
    into = dict(table.columns).get(field, width)
    rows: list[list[str]] = []
    origins: list[int] = []
    joined: dict[int, str] = {}
    pieces: dict[int, list[str]] = {}
    odd: dict[int, tuple[Finding, ...]] = {}
    more = more_rows(table)
    unsure = _below_a_name(table, field, more)
    for number, row in enumerate(table.rows):
        is_more = more[number]
        if number in unsure:
            odd[len(rows)] = (between(table, number - 1),)
        if is_more and not rows:
            continue
        at = len(rows) - is_more
        odd[at] = (*odd.get(at, ()), *table.odd.get(number, ()))
        if is_more:
            texts = [row[index] for _, index in table.columns if row[index]]
            first = next(index for _, index in table.columns if row[index])
            joined.setdefault(at, table.place(number, first))
            pieces.setdefault(at, [rows[-1][into]]).extend(texts)
            continue
        rows.append([*row, *[""] * (width + 1 - len(row))])
        origins.append(number)
    for at, texts in pieces.items():
        rows[at][into] = " ".join(texts).strip()

    def place(row: int, column: int) -> str:
        return joined[row] if column == width else table.place(origins[row], column)

    columns = tuple(table.columns) if field in dict(table.columns) else (*table.columns, (field, width))
    return Table(columns, rows, place, odd, table.names)


def more_rows(table: Table) -> list[bool]:
    """Say of each row whether it gives no quantity, price or amount, and names no product of its own."""
    numbers = [index for name, index in table.columns if name in _NUMBERS]
    own = _own_lines(table, numbers)
    return [is_blank([row[index] for index in numbers]) and number not in own for number, row in enumerate(table.rows)]


def _below_a_name(table: Table, field: str, more: Sequence[bool]) -> set[int]:
    """Return the lines whose text may stand above them; none where that of every line stands below."""
    at = dict(table.columns).get(field)
    if at is None:
        return set()
    lines = [number for number, is_more in enumerate(more) if not is_more]
    named = [number for number in lines if table.rows[number][at].strip()]
    above = range(min(lines, default=0))
    if not named and all(is_titles(table, number) for number in above):
        return set()
    unsure = {number for number in lines if number and more[number - 1] and not is_titles(table, number - 1)}
    return unsure - set(named)


def is_titles(table: Table, number: int) -> bool:
    """Whether a row holds nothing but titles of goods."""
    return all(title_words(table.rows[number][index]) for _, index in table.columns if table.rows[number][index])


def between(table: Table, number: int) -> Finding:
    """Doubt a row whose text may belong to the line above or to the one below."""
    row = table.rows[number]
    first = next(index for _, index in table.columns if row[index])
    shown = " ".join(row[index] for _, index in table.columns if row[index])[:80]
    values = (("place", table.place(number, first)), ("text", shown))
    return Finding("row-between", Severity.DOUBT, "lines", values)


def _own_lines(table: Table, numbers: Sequence[int]) -> set[int]:
    """Return the rows that name a product themselves: beside its name, or by a code as those with numbers have."""
    where = dict(table.columns)
    code, name = where.get("product_code"), where.get("product_name")
    if code is None:
        return set()
    codes = {shape_of(row[code].strip()) for row in table.rows if not is_blank([row[index] for index in numbers])}
    return {
        at
        for at, row in enumerate(table.rows)
        if row[code].strip()
        and (shape_of(row[code].strip()) in codes or (name is not None and bool(row[name].strip())))
    }


def with_marks_filled(table: Table) -> Table:
    """Write out 〃 and 同上: the text above, in the columns the form asks for; below no quantity it says none."""
    quantity = dict(table.columns).get("quantity")
    wanted = [index for _, index in table.columns]
    if not any(row[index].strip() in SAME_AS_ABOVE for row in table.rows for index in wanted):
        return table
    rows: list[Sequence[str]] = []
    for row in table.rows:
        above = rows[-1] if rows else row
        rows.append(
            [
                above[index]
                if index in wanted and text.strip() in SAME_AS_ABOVE and (index != quantity or above[index].strip())
                else text
                for index, text in enumerate(row)
            ]
        )
    return replace(table, rows=rows)


def with_texts_above(lines: Sequence[Sequence[Written]]) -> list[list[Written]]:
    """Write out 〃 and 同上 in lines that a pattern tells: the same field's text in the line above."""
    filled: list[list[Written]] = []
    above: dict[str, str] = {}
    for line in lines:
        is_mark = [one.text.strip() in SAME_AS_ABOVE for one in line]
        texts = [above.get(one.field, one.text) if mark else one.text for one, mark in zip(line, is_mark, strict=True)]
        filled.append([one._replace(text=text) for one, text in zip(line, texts, strict=True)])
        above = {one.field: one.text for one in filled[-1]}
    return filled
