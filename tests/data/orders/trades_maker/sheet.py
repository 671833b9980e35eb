"""Paper and workbooks: the other sets' helpers under one name, squared paper and flat text beside them."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from fresh_maker.paper import MINCHO, Paper
from market_maker.sheet import PDF, XLSX, ods, xls
from more_maker.book import Book

__all__ = ("MINCHO", "PDF", "XLSX", "Book", "Paper", "flat", "ods", "squared", "xls")


def flat(lines: Iterable[Iterable[Any]], *, by: str = ",", quoted: bool = False, end: str = "\r\n") -> str:
    """Flat text of rows of cells."""
    out = io.StringIO(newline="")
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    csv.writer(out, delimiter=by, quoting=style, lineterminator=end).writerows(lines)
    return out.getvalue()


def squared(name: str, cells: dict[str, tuple[Any, str]], width: float = 2.4) -> Book:
    """A sheet of narrow columns; its cells stand by their places, each a value and a look."""
    book = Book(name)
    book.page.set_column(0, 60, width)
    for place, (value, look) in cells.items():
        book.put(place, value, look)
    return book
