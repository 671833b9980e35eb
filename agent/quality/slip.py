"""What is to be entered for an order."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from agent.core.action import Slip, SlipLine
from agent.core.errors import BusinessError
from agent.core.order import Order, OrderLine

Value = TypeVar("Value")


class SlipIncompleteError(BusinessError):
    """A value that every slip needs was not read and not filled in."""

    code = "slip-incomplete"
    hint = "Enter the missing value by hand, or ask the customer."


def slip_of(order: Order, kind: str, today: date) -> Slip:
    """Make the slip of one checked order.

    Args:
        order: As `check` gives it back.
        kind: The kind of slip the decision names (`sales`).
        today: The slip's date, a day of the site.

    Raises:
        SlipIncompleteError: A value is missing, named in `values`.
    """
    lines = tuple(_slip_line(line, number) for number, line in enumerate(order.lines, 1))
    if not lines:
        raise SlipIncompleteError("the order has no lines", field="lines")
    return Slip(
        kind=kind,
        customer_code=_needed(order.customer.code, "customer_code"),
        customer_name=_needed(order.customer.name, "customer_name"),
        order_number=_needed(order.number, "number"),
        slip_date=today,
        total=_needed(order.total, "total"),
        lines=lines,
        note=order.note or "",
        ordered_on=order.ordered_on,
        deliver_on=order.deliver_on,
        deliver_to=order.deliver_to or "",
    )


def _slip_line(line: OrderLine, number: int) -> SlipLine:
    path = f"lines.{line.number}."
    return SlipLine(
        number=number,
        product_code=_needed(line.product_code, f"{path}product_code"),
        product_name=_needed(line.product_name, f"{path}product_name"),
        quantity=_needed(line.quantity, f"{path}quantity"),
        unit_price=_needed(line.unit_price, f"{path}unit_price"),
        amount=_needed(line.amount, f"{path}amount"),
        tax_rate=_needed(line.tax_rate, f"{path}tax_rate"),
    )


def _needed(value: Value | None, field: str) -> Value:
    if value is None:
        raise SlipIncompleteError(f"{field} is missing", field=field)
    return value
