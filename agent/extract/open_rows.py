"""Rows of a list of goods that ask for nothing: what is said of them, and where their list stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from agent.core.order import Finding, Order, Severity
from agent.extract.table import Row, Table

_CODE = "rows-without-quantity"


def open_rows(texts: Sequence[str], span: tuple[str, str], weight: Severity) -> Finding:
    """Tell of rows left open.

    Args:
        texts: What they say; the first is shown.
        span: The places of the first and the last row of their list.
        weight: Whether it is sure that nobody asks for them.
    """
    values = (("text", texts[0][:80]), ("n", str(len(texts))), ("first", span[0]), ("last", span[1]))
    return Finding(_CODE, weight, "lines", values)


def span_of(table: Table) -> tuple[str, str]:
    """Return the places of the first and the last row of a table."""
    first, *_, last = *_places(table, 0), *_places(table, len(table.rows) - 1)
    return first, last


def _places(table: Table, number: int) -> list[str]:
    return [table.place(number, at) for at, text in enumerate(table.rows[number]) if text]


def is_noted(finding: Finding) -> bool:
    """Whether a finding only notes the open rows of a list, so that what stands outside it is not told yet."""
    return finding.code == _CODE and finding.severity is Severity.NOTE


def listed_in(orders: Iterable[Order], rows: Sequence[Row]) -> set[int]:
    """Return which of all rows stand in a list whose open rows are noted."""
    noted = [dict(one.values) for order in orders for one in order.findings if is_noted(one)]
    spans = {(values["first"], values["last"]) for values in noted}
    return {at for first, last in spans for at in _between(rows, first, last)}


def _between(rows: Sequence[Row], first: str, last: str) -> Iterator[int]:
    ends = [at for at, row in enumerate(rows) if _holds(row, first) or _holds(row, last)]
    yield from range(ends[0], ends[-1] + 1) if ends else ()


def _holds(row: Row, place: str) -> bool:
    return place == row.place or place.startswith(f"{row.place} ") or any(place == cell.place for cell in row.cells)
