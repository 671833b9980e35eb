"""Flat text: cells to bytes, and columns of a fixed width."""

import csv
import io
from collections.abc import Iterable

Cells = Iterable[Iterable[object]]


def flat(titles: str, rows: Cells, *, quoted: bool = False, end: str = "\r\n") -> str:
    """The titles, parted by commas, and the rows below them."""
    out = io.StringIO(newline="")
    style = csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL
    writer = csv.writer(out, quoting=style, lineterminator=end)
    writer.writerow(titles.split(","))
    writer.writerows(rows)
    return out.getvalue()


def fixed(*fields: tuple[object, int]) -> bytes:
    """Fields one after the other: numbers filled up with zeros on the left, texts with blanks on the right."""
    out = b""
    for value, width in fields:
        raw = str(value).encode("cp932")
        out += str(value).zfill(width).encode() if isinstance(value, int) else raw[:width].ljust(width)
    return out
