"""Writes rows of values into the merged columns of a sheet."""

from trades_maker.sheet import Book


def fill(book: Book, row: int, columns: str, lines: list, spec: str = "b") -> int:
    """Writes rows one below the other and returns the row after them."""
    for values in lines:
        book.row(row, columns, values, spec)
        row += 1
    return row
