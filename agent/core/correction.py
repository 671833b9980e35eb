"""What a person says stands in a document, and which reading of it they said it of."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from agent.core.codec import order_to_json
from agent.core.delivery import digest_of
from agent.core.money import plain
from agent.core.order import Order, OrderLine, OrderState, plain_or_none

HEAD_FIELDS = (
    *("kind", "customer_code", "customer_name", "number", "ordered_on"),
    *("deliver_on", "deliver_to", "note", "total", "tax"),
)
LINE_FIELDS = ("product_code", "product_name", "quantity", "unit", "unit_price", "amount", "tax_rate")
COMPARED = "all"
"""The field of a correction that changes nothing: a person compared every value with the document."""

CORRECTABLE = frozenset({OrderState.HELD.value, OrderState.APPROVING.value})
"""States of an order that nothing was decided for yet."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One field as a person says it is; `lines.3` alone, with an empty text, leaves the line out.

    `reading` names what was read when they said it: of another reading it says nothing.
    """

    field: str
    old: str
    new: str
    reading: str = ""
    why: str = ""
    by: str = ""
    at: datetime | None = None


def reading_of(order: Order) -> str:
    """Name what was read of an order, before it was checked: equal values have equal names."""
    read = order_to_json(order)
    values = {name: value for name, value in read.items() if name not in ("provenance", "findings", "revision")}
    return _digest(values)


def seen_of(order: Order) -> str:
    """Name what a person sees of a checked order, apart from what the masters say: they answer for no other values."""
    values = {name: value for name, value in order_to_json(order).items() if name in HEAD_FIELDS}
    lines = [[line.number, *map(plain_or_none, (line.quantity, line.unit_price, line.amount))] for line in order.lines]
    read = [[path, at.text] for path, at in order.provenance if path != "total"]
    return _digest([values, lines, read])


def text_of(order: Order, field: str) -> str:
    """Write a field's value as a person types it; empty when it is absent or there is no such line."""
    name = field.rpartition(".")[2]
    if field == "customer_code":
        return order.customer.code or ""
    if field == "customer_name":
        return order.customer.as_written or order.customer.name or ""
    holder = order if field in HEAD_FIELDS else line_of(order, field)
    value = getattr(holder, name, None) if name in (*HEAD_FIELDS, *LINE_FIELDS) else None
    return plain(value) if isinstance(value, Decimal) else "" if value is None else str(value)


def shown_in(order: Order, field: str) -> str:
    """Write what stands in a field, or the product of a line that is to be left out."""
    line = line_of(order, field)
    if line is not None and field == f"lines.{line.number}":
        return " ".join(part for part in (line.product_code, line.product_name) if part) or field
    return text_of(order, field)


def line_number(field: str) -> int:
    """Return the number of the line a path (`lines.2.quantity`, `lines.2`) is about; 0 when it is about none."""
    parts = field.split(".")
    is_numbered = len(parts) in (2, 3) and parts[0] == "lines" and parts[1].isascii() and parts[1].isdecimal()
    return int(parts[1]) if is_numbered and len(parts[1]) < 5 else 0


def is_line(field: str) -> bool:
    """Whether a path is of a whole line: `lines.2`."""
    return line_number(field) > 0 and field.count(".") == 1


def line_of(order: Order, field: str) -> OrderLine | None:
    """Return the line a path is about."""
    number = line_number(field)
    return next((line for line in order.lines if line.number == number), None)


def _digest(values: object) -> str:
    return digest_of(json.dumps(values, ensure_ascii=False, sort_keys=True).encode())[:24]
