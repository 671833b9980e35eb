"""Compare what stands in an import file with the slip: read as the product reads it, summed anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from agent.core.action import Slip
from agent.core.errors import SlipDiffersError
from connectors.import_file.layout import Layout
from connectors.import_file.limits import fitted
from connectors.import_file.template import DAY_FORMATS, NUMBER, TOKEN, Scope, Value, filled, scopes_of, value_of


def require_same(rows: Sequence[Sequence[str]], slip: Slip, key: str, layout: Layout) -> None:
    """Insist that rows read from a file are this slip's: each cell, and the file's sum against the lines'.

    Raises:
        SlipDiffersError: They are not; names the column.
    """
    scopes = scopes_of(slip, key, layout)
    if len(rows) != len(scopes):
        raise SlipDiffersError(f"{len(rows)} rows instead of {len(scopes)}", field="rows")
    for place, (row, (kind, scope)) in enumerate(zip(rows, scopes, strict=True)):
        templates = layout.templates(kind, place, len(scopes))
        for column, template, cell in zip(layout.file.columns, templates, row, strict=True):
            if not _is_same(cell, template, scope, layout, column.name):
                raise SlipDiffersError(f"{column.name} is another", field=column.name)
    _require_sum(rows, slip, layout)


def sum_of(rows: Sequence[Sequence[str]], layout: Layout) -> Decimal:
    """Sum the layout's total column, empty cells as nothing."""
    at = next(n for n, column in enumerate(layout.file.columns) if column.name == layout.file.total)
    return sum((Decimal(row[at]) for row in rows if row[at]), Decimal(0))


def _is_same(cell: str, template: str, scope: Scope, layout: Layout, name: str) -> bool:
    if template == NUMBER:
        return cell.isdecimal()
    alone = TOKEN.fullmatch(template)
    value = value_of(alone, scope) if alone else ""
    if not isinstance(value, str):
        return _read(cell, value, layout) == value
    column = next(one for one in layout.file.columns if one.name == name)
    return cell == fitted(filled(template, scope, layout), column, layout.file)


def _read(cell: str, value: Value, layout: Layout) -> Decimal | date | None:
    """Read a cell as the kind of thing it should be; None when it is not one."""
    try:
        if isinstance(value, date):
            return datetime.strptime(cell, DAY_FORMATS[layout.file.date]).date()  # noqa: DTZ007 - a day has no zone
        return Decimal(cell)
    except (ValueError, InvalidOperation):
        return None


def _require_sum(rows: Sequence[Sequence[str]], slip: Slip, layout: Layout) -> None:
    """Sum the lines without the help of what wrote the rows: before tax, or with it, is what the file must come to."""
    net = sum((line.amount for line in slip.lines), Decimal(0))
    by_rate = {line.tax_rate for line in slip.lines}
    exact = sum(line.amount * (1 + line.tax_rate) for line in slip.lines)
    total = sum_of(rows, layout)
    if total != net and abs(total - exact) >= max(1, len(by_rate)):
        raise SlipDiffersError(f"the sum of {layout.file.total} is {total}", field=layout.file.total)
