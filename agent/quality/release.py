"""Whether an order that was read without a form, or from a picture, may pass without a person.

Each value that is keyed must have a second witness: quantity, price and amount each other; the amounts the stated
total; customer and product their exact name beside the code; the price the price list. What has none keeps its stop.
"""

from __future__ import annotations

from dataclasses import replace

from agent.core.order import Finding, Order, OrderKind, Provenance, Severity
from agent.quality.address import address_key
from agent.quality.case import Case, CheckedLine
from agent.quality.check_digits import is_jan
from agent.quality.normalise import code_key

PICTURE = "read-from-picture"
HELD = frozenset({"layout-unseen", PICTURE, "value-unclear"})
"""Findings of how an order was read; they fall with the doubt of it."""
SURE = 0.9
_STATED = ("quantity", "unit_price", "amount")
_DAYS = ("ordered_on", "deliver_on")
"""What a picture must show, too: a label that was misread would not tell that its day is missing."""
_NOWHERE = Provenance("", "")


def release(order: Order, case: Case) -> Order:
    """Turn the stop of an unseen layout or of a picture into a note when everything else agrees.

    Args:
        order: As checked, with every finding.
        case: How it was read and resolved.
    """
    others = [one for one in order.findings if one.code not in HELD]
    if any(one.severity is not Severity.NOTE for one in others) or not _is_vouched_for(case):
        return order
    return replace(order, findings=tuple(_noted(one) for one in order.findings))


def _noted(finding: Finding) -> Finding:
    return replace(finding, severity=Severity.NOTE) if finding.code in HELD else finding


def _is_vouched_for(case: Case) -> bool:
    return (
        case.read.kind is OrderKind.ORDER
        and bool(case.lines)
        and _is_customer_sure(case)
        and _is_stated(case)
        and all(_is_line_sure(checked, case) for checked in case.lines)
    )


def _is_customer_sure(case: Case) -> bool:
    """Whether the customer is named exactly, or known by who sent it; a code that was read may be one digit off."""
    if dict(case.read.provenance).get("customer_code", _NOWHERE).place.startswith("form "):
        return case.customer is not None
    named = case.masters.find_customer_named(case.read.customer.as_written)
    return named is not None and named == case.customer


def _is_stated(case: Case) -> bool:
    """Whether number, total and each line's figures stand in the document, and all that was read was read surely."""
    written = dict(case.read.provenance)
    needed = ["number", "total", *(checked.at(field) for checked in case.lines for field in _STATED)]
    needed += _DAYS if _is_picture(case) else ()
    is_there = case.read.number is not None and case.read.total is not None and _is_text_sure(case)
    unsure = {path for path, at in written.items() if at.confidence < SURE}
    return is_there and all(path in written for path in needed) and not unsure - _witnessed(case)


def _is_text_sure(case: Case) -> bool:
    """Whether nothing is noted that only a person understands, and a picture shows no place but the usual one."""
    if case.read.note:
        return False
    if not _is_picture(case):
        return True
    place = case.read.deliver_to
    usual = case.customer.ship_to if case.customer is not None else ""
    return not place or address_key(place) == address_key(usual)


def _is_picture(case: Case) -> bool:
    return any(finding.code == PICTURE for finding in case.read.findings)


def _witnessed(case: Case) -> set[str]:
    """Return what a picture need not show clearly, because another value or a master says it, too."""
    if not _is_picture(case):
        return set()
    paths = {"customer_code", "customer_name", "total", "tax"}
    for checked in case.lines:
        paths |= {checked.at(field) for field in ("product_code", "product_name", *_STATED)}
        if checked.product is not None and checked.product.unit:
            paths.add(checked.at("unit"))
    return paths


def _is_line_sure(checked: CheckedLine, case: Case) -> bool:
    """Whether a line's product is known twice over, and its price is that of the price list."""
    read = checked.read
    named = case.masters.find_product_named(read.product_name, case.order.customer.code or "")
    is_named = named is not None and named == checked.product
    is_jan_known = checked.product is not None and is_jan(code_key(read.product_code or "")) and not read.product_name
    is_stated = None not in (read.quantity, read.unit_price, read.amount)
    return is_stated and (is_named or is_jan_known) and read.unit_price == checked.price
