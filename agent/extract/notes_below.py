"""Text below the last line of a table, under its columns but none of its goods: notes, telephone numbers, terms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from agent.core.order import Finding
from agent.extract.form_file import LINE_FIELDS
from agent.extract.table import Table
from agent.extract.titles import is_page_number, shape_of
from agent.extract.unseen.head import said_unread
from agent.extract.values import number_in, quantity_in


class Ended(NamedTuple):
    """A table up to its last goods, and what is said of the rows below them."""

    table: Table
    findings: tuple[Finding, ...] = ()


def without_notes(table: Table, *, is_list: bool = False) -> Ended:
    """End a table at the last row with a figure, or a code like those of such rows; rows below it are doubted only.

    Of a list whose rows may be left open, a row with two values is of it, too.
    """
    goods = [row for row in table.rows if _has_figure(table, row)]
    codes = {shape_of(code) for row in goods if (code := _value(table, row, "product_code"))}
    last = next(
        (
            at
            for at in reversed(range(len(table.rows)))
            if _is_goods(table, table.rows[at], codes) or (is_list and _n_values(table, table.rows[at]) > 1)
        ),
        len(table.rows),
    )
    if last + 1 >= len(table.rows):
        return Ended(table)
    texts = [" ".join(text for text in row if text) for row in table.rows[last + 1 :]]
    below = [text for text in texts if not is_page_number(text)]
    odd = {at: found for at, found in table.odd.items() if at <= last}
    ended = replace(table, rows=table.rows[: last + 1], odd=odd)
    return Ended(ended, said_unread(below))


def _is_goods(table: Table, row: Sequence[str], codes: set[str]) -> bool:
    is_of_order = any(row[column].strip() for name, column in table.columns if name not in LINE_FIELDS)
    return is_of_order or _has_figure(table, row) or shape_of(_value(table, row, "product_code")) in codes


def _has_figure(table: Table, row: Sequence[str]) -> bool:
    quantity = _value(table, row, "quantity")
    money = (_value(table, row, name) for name in ("unit_price", "amount"))
    return quantity_in(quantity) is not None or any(number_in(text) is not None for text in money)


def _n_values(table: Table, row: Sequence[str]) -> int:
    return sum(1 for _, column in table.columns if row[column].strip())


def _value(table: Table, row: Sequence[str], name: str) -> str:
    column = dict(table.columns).get(name)
    return "" if column is None else row[column].strip()
