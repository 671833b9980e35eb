"""Taxes of each rate beside their sum, as trees list them: `taxes: [{rate, base, tax}, …], taxAmount: 5124`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from agent.extract.table import Page
from agent.extract.unseen.words import bare, head_word
from agent.extract.values import number_in

_OF_TAX = re.compile("tax|vat|税")


def without_said_taxes(tables: Sequence[Page], head: Sequence[Page]) -> list[Page]:
    """Leave out the lists of taxes of which a column comes to the tax that the head states: they say it again.

    Args:
        tables: The lists of a tree.
        head: Its single values.
    """
    stated = set(_stated(head))
    return [page for page in tables if not (_is_of_tax(page) and stated & set(_sums(page)))]


def _stated(head: Sequence[Page]) -> Iterator[Decimal]:
    for row in (row for page in head for row in page.rows):
        word, value = head_word(row.cells[0].text), number_in(row.cells[1].text)
        if word is not None and word.field == "tax" and value:
            yield value


def _is_of_tax(page: Page) -> bool:
    return _OF_TAX.search(bare(page.name.rpartition(".")[2])) is not None


def _sums(page: Page) -> Iterator[Decimal]:
    """Yield what each column comes to that has a number on every row."""
    columns: dict[float, list[Decimal]] = {}
    for cell in (cell for row in page.rows[1:] for cell in row.cells):
        number = number_in(cell.text)
        if number is not None:
            columns.setdefault(cell.left, []).append(number)
    yield from (sum(numbers, Decimal(0)) for numbers in columns.values() if len(numbers) == len(page.rows) - 1)
