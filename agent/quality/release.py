"""Whether an order that was read without a form may pass without a person.

Each value that is keyed must have a second witness: quantity, price and amount each other; the amounts the stated
total; customer and product their exact name beside the code; the price the price list. What has none keeps its stop.
"""

from __future__ import annotations

from dataclasses import replace

from agent.core.order import Finding, Order, OrderKind, Severity
from agent.quality.case import Case, CheckedLine
from agent.quality.check_digits import is_jan
from agent.quality.normalise import code_key

UNSEEN = "layout-unseen"
SURE = 0.9
_STATED = ("quantity", "unit_price", "amount")


def release_unseen(order: Order, case: Case) -> Order:
    """Turn the stop of an unseen layout into a note when everything else agrees.

    Args:
        order: As checked, with every finding.
        case: How it was read and resolved.
    """
    others = [one for one in order.findings if one.code != UNSEEN]
    if any(one.severity is not Severity.NOTE for one in others) or not _is_vouched_for(case):
        return order
    return replace(order, findings=tuple(_noted(one) for one in order.findings))


def _noted(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.NOTE) if finding.code == UNSEEN else finding


def _is_vouched_for(case: Case) -> bool:
    return (
        case.read.kind is OrderKind.ORDER
        and bool(case.lines)
        and _is_customer_sure(case)
        and _is_stated(case)
        and all(_is_line_sure(checked, case) for checked in case.lines)
    )


def _is_customer_sure(case: Case) -> bool:
    """Whether the customer is named exactly; a code alone may be one digit off."""
    named = case.masters.find_customer_named(case.read.customer.as_written)
    return named is not None and named == case.customer


def _is_stated(case: Case) -> bool:
    """Whether number, total and each line's figures stand in the document, and all that was read was read surely."""
    written = dict(case.read.provenance)
    needed = ["number", "total", *(checked.at(field) for checked in case.lines for field in _STATED)]
    is_there = case.read.number is not None and case.read.total is not None
    return (
        is_there and all(path in written for path in needed) and all(at.confidence >= SURE for at in written.values())
    )


def _is_line_sure(checked: CheckedLine, case: Case) -> bool:
    """Whether a line's product is known twice over, and its price is that of the price list."""
    read = checked.read
    named = case.masters.find_product_named(read.product_name, case.order.customer.code or "")
    is_named = named is not None and named == checked.product
    is_jan_known = checked.product is not None and is_jan(code_key(read.product_code or "")) and not read.product_name
    is_stated = None not in (read.quantity, read.unit_price, read.amount)
    return is_stated and (is_named or is_jan_known) and read.unit_price == checked.price
