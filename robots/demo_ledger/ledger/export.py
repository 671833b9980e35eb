"""All slips as CSV, for whoever wants to check the books without the screens."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from robots.demo_ledger.ledger.slip import LedgerSlip

COLUMNS = (
    "slip_number", "state", "customer_code", "customer_name", "slip_date", "order_number", "memo", "total", "tax",
    "line", "product_code", "product_name", "quantity", "unit", "unit_price", "tax_rate", "amount", "stored_at",
)  # fmt: skip


def export_csv(slips: Iterable[LedgerSlip]) -> bytes:
    """Write one row per line with the slip's head repeated (UTF-8, heading row, plain decimals)."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for slip in slips:
        head = (slip.number, slip.state, slip.customer_code, slip.customer_name, slip.slip_date.isoformat())
        rest = (slip.order_number, slip.memo, f"{slip.total:f}", f"{slip.tax:f}")
        for n, line in enumerate(slip.lines, 1):
            figures = (f"{line.quantity:f}", line.unit, f"{line.unit_price:f}", f"{line.tax_rate:f}")
            article = (n, line.product_code, line.product_name, *figures, f"{line.amount:f}")
            writer.writerow((*head, *rest, *article, slip.stored_at))
    return text.getvalue().encode()
