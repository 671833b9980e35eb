"""A slip's rows, as they will stand in the import file."""

from __future__ import annotations

from agent.core.action import Slip
from agent.core.money import plain
from connectors.import_file.csv_text import content_size
from connectors.import_file.errors import ImportRateError, ImportRowsError
from connectors.import_file.layout import Layout
from connectors.import_file.limits import fitted, refuse_empty
from connectors.import_file.template import NUMBER, Scope, filled, scopes_of

Cell = str | None
Row = tuple[Cell, ...]


def rows_of(slip: Slip, key: str, layout: Layout) -> tuple[Row, ...]:
    """Write a slip's rows, every limit of the product looked at.

    Returns:
        One row per row of the file; a cell is None where the slip's running number in its file will stand.

    Raises:
        BusinessError: The product would refuse it; names column, limit and value.
    """
    _refuse_rates(slip, layout)
    scopes = scopes_of(slip, key, layout)
    rows = tuple(
        _row(layout.templates(kind, place, len(scopes)), scope, layout) for place, (kind, scope) in enumerate(scopes)
    )
    _refuse_size(rows, layout)
    return rows


def _row(templates: list[str], scope: Scope, layout: Layout) -> Row:
    cells: list[Cell] = []
    for column, template in zip(layout.file.columns, templates, strict=True):
        if template == NUMBER:
            cells.append(None)
            continue
        cell = fitted(filled(template, scope, layout), column, layout.file)
        if template:
            refuse_empty(cell, column)
        cells.append(cell)
    return tuple(cells)


def numbered(rows: tuple[Row, ...], number: int) -> list[list[str]]:
    """Put a slip's running number in the file into its rows."""
    return [[str(number) if cell is None else cell for cell in row] for row in rows]


def _refuse_rates(slip: Slip, layout: Layout) -> None:
    for line in slip.lines:
        if line.tax_rate not in layout.file.taxes:
            rate = f"{plain(line.tax_rate * 100)}%"
            raise ImportRateError(f"line {line.number}: no tax class for {rate}", line=line.number, rate=rate)


def _refuse_size(rows: tuple[Row, ...], layout: Layout) -> None:
    file = layout.file
    sizes = (
        (file.max_rows, len(rows), "rows"),
        (file.max_file_bytes, content_size(file, numbered(rows, 1)), "bytes"),
    )
    for limit, size, unit in sizes:
        if limit is not None and size > limit:
            what = f"{size} {unit}, one file takes {limit}"
            raise ImportRowsError(f"the slip has {what}", size=size, unit=unit, limit=limit)
