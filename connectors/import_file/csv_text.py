"""Rows to the bytes of an import file and back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from connectors.import_file.layout import LayoutFile

CODECS = {"cp932": "cp932", "utf-8": "utf-8", "utf-8-bom": "utf-8-sig"}
LINE_ENDS = {"crlf": "\r\n", "lf": "\n"}


class QuotingAll(csv.excel):
    """Every cell in double quotes."""

    quoting = csv.QUOTE_ALL


def content_of(file: LayoutFile, rows: Iterable[Sequence[str]]) -> bytes:
    """Write a whole import file, with its heading row where the layout has one.

    Raises:
        UnicodeEncodeError: A character has no place in the encoding; never written as another.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, QuotingAll if file.quote == "all" else "excel", lineterminator=LINE_ENDS[file.line_end])
    if file.headings:
        writer.writerow([column.name for column in file.columns])
    writer.writerows(rows)
    return text.getvalue().encode(CODECS[file.encoding])


def content_size(file: LayoutFile, rows: Iterable[Sequence[str]]) -> int:
    """Count the bytes a file of these rows has."""
    return len(content_of(file, rows))


def rows_in(file: LayoutFile, content: bytes) -> list[list[str]]:
    """Read the rows of an import file, without its heading row.

    Raises:
        ValueError: It is not such a file: encoding, headings or number of columns are others.
    """
    rows = list(csv.reader(io.StringIO(content.decode(CODECS[file.encoding]), newline=""), strict=True))
    if file.headings and (not rows or rows.pop(0) != [column.name for column in file.columns]):
        raise ValueError("its headings are others")
    if any(len(row) != len(file.columns) for row in rows):
        raise ValueError("a row has another number of columns")
    return rows
