"""Files of fixed length: every column has its bytes, as host systems count them."""

from __future__ import annotations

import re

from agent.extract.csv_table import MAX_ROWS, CsvRows
from agent.extract.form_file import Fixed
from agent.extract.unreadable import MisfitError
from agent.extract.values import UNREADABLE

MAX_RECORD, RECORD = 10_000, "record"
_END_OF_FILE = re.compile(rb"[\x1a\0\r\n]+\Z")
_LINE_END = re.compile(rb"\r\n|\n|\r")


def read_fixed(content: bytes, fixed: Fixed) -> CsvRows:
    """Cut records into columns, below a row of their names; the first column of all is the whole record.

    Args:
        content: The file; an end-of-file mark behind it is not looked at.
        fixed: The names of the columns and their bytes.

    Raises:
        MisfitError: A record is longer or shorter than said, or holds more behind its last column.
    """
    spans = [(0, MAX_RECORD), *map(_span, fixed.columns.values())]
    end = max(stop for _, stop in spans[1:])
    rows, lines = [[RECORD, *fixed.columns]], [0]
    records = _records(_END_OF_FILE.sub(b"", content), fixed.length)
    for number, record in enumerate(records, 1):
        if fixed.length and len(record) != fixed.length:
            wanted = str(fixed.length)
            raise MisfitError("a record of another length", place=f"record {number}", field="lines", wanted=wanted)
        if record[end:].strip():
            raise MisfitError("more behind the last column", place=f"record {number}", field="lines", wanted=str(end))
        rows.append([_cut(record, span, fixed.encoding) for span in spans])
        lines.append(number)
    return CsvRows(rows, lines)


def _span(text: str) -> tuple[int, int]:
    first, _, last = text.partition("-")
    return int(first) - 1, int(last or first)


def _records(content: bytes, length: int) -> list[bytes]:
    if length:
        plain = _LINE_END.sub(b"", content)
        records = [plain[at : at + length] for at in range(0, len(plain), length)]
    else:
        records = [record for record in _LINE_END.split(content) if record.strip()]
    if len(records) > MAX_ROWS:
        raise MisfitError(f"more than {MAX_ROWS} records", field="lines", wanted=str(MAX_ROWS))
    return records


def _cut(record: bytes, span: tuple[int, int], encoding: str) -> str:
    """Take a column's bytes.

    Blanks may be lost at a record's end. A number whose last digits are, and half a character, show as unreadable.
    """
    start, stop = span
    text = record[start:stop].decode(encoding, errors="replace")
    return text + UNREADABLE if start < len(record) < stop and text[-1:].isdigit() else text.strip()
