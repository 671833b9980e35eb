"""What of an electronic document a person must look at before its order is entered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

from agent.core.order import Finding, Severity
from agent.extract.edocument.lines import is_dropped
from agent.extract.edocument.model import Address, Doubt, EDocument, Kind

YEN, NOT_STATED = "JPY", ""
_ORDINARY_TYPES = frozenset({"105", "220", "230"})
_ORDINARY_PURPOSES = frozenset({"1", "3", "4", "5", "9"})
_STAYS = frozenset({"1", "3", "4", "5"})
_LINE_PATH = re.compile(r"lines\.(\d+)\.(.+)")
_HEAD = {
    "issue_date": "ordered_on",
    "buyer.name": "customer",
    "buyer.account": "customer",
    "delivery": "deliver_to",
    "delivery.name": "deliver_to",
    "delivery.date": "deliver_on",
    "delivery.requested_from": "deliver_on",
    "delivery.requested_to": "deliver_on",
    "currency": "total",
    "tax_total": "tax",
    "totals.lines": "total",
    "totals.tax_exclusive": "total",
}
_LINE = {
    "qty": "quantity",
    "unit": "unit",
    "unit_price": "unit_price",
    "price_base_qty": "unit_price",
    "price_base_unit": "unit_price",
    "amount": "amount",
    "sums.net": "amount",
    "name": "product_name",
    "seller_item_code": "product_code",
    "buyer_item_code": "product_code",
    "gtin": "product_code",
    "status": "quantity",
    "tax_category": "tax_rate",
    "tax_rate": "tax_rate",
    "delivery_from": "deliver_on",
    "delivery_to": "deliver_on",
}
"""Fields of the document an order is made from, and the order's fields they bear on."""
_SHOWN = 80
_DAYS = frozenset({"ordered_on", "deliver_on"})


def findings_of(found: EDocument, foreign: str | None) -> Iterator[Finding]:
    """Yield what gives rise to doubt in a document that becomes an order."""
    if foreign == NOT_STATED:
        yield Finding("currency-missing", Severity.STOP, "total")
    elif foreign is not None:
        yield Finding("currency-foreign", Severity.STOP, "total", (("currency", foreign),))
    if found.allowances:
        yield Finding("charge-on-whole", Severity.STOP, "total", (("text", ", ".join(found.allowances[:5])),))
    odd = [code for code, ordinary in _types(found) if code is not None and code not in ordinary]
    for text in (*odd[:1], *found.marks):
        yield Finding("order-type-odd", Severity.DOUBT, "", (("text", text),))
    yield from _of_places(found)
    yield from _of_lines(found)
    for doubt in found.doubts:
        yield from _of_doubt(doubt, found)


def foreign_currency(found: EDocument) -> str | None:
    """Return a currency other than yen that prices or sums are in, `NOT_STATED` where none is; None when all is yen.

    SME common EDI is made for Japan and may leave it out.
    """
    stated = {*found.currencies, *([found.currency] if found.currency else [])}
    if not stated and found.syntax != "sme":
        has_money = found.totals is not None or any(line.unit_price is not None for line in found.lines)
        return NOT_STATED if has_money else None
    return next((currency for currency in sorted(stated) if currency != YEN), None)


def _types(found: EDocument) -> tuple[tuple[str | None, frozenset[str]], ...]:
    return (found.type_code, _ORDINARY_TYPES), (found.purpose_code, _ORDINARY_PURPOSES)


def _of_lines(found: EDocument) -> Iterator[Finding]:
    for number, line in enumerate(found.lines, 1):
        shown = (("number", line.line_no or str(number)), ("name", line.name or "-"))
        if is_dropped(found.kind, line):
            yield Finding("line-dropped", Severity.DOUBT, "lines", shown)
        elif line.status is not None and line.status not in _STAYS:
            yield Finding("line-status-odd", Severity.DOUBT, "lines", (*shown, ("status", line.status)))
        if line.allowances and not is_dropped(found.kind, line):
            text = ("text", ", ".join(line.allowances[:5]))
            yield Finding("charge-on-line", Severity.STOP, "lines", (*shown, text))
        if line.further and not is_dropped(found.kind, line):
            n = ("n", str(len(line.further)))
            yield Finding("rows-unread", Severity.DOUBT, "lines", (("text", line.further[0][:_SHOWN]), n))


def _of_places(found: EDocument) -> Iterator[Finding]:
    """Doubt where to deliver when lines of their own say it, and not all the same as the whole."""
    of_lines = [line.place for line in found.lines if not is_dropped(found.kind, line)]
    stated = next((place for place in of_lines if place), None)
    if stated is None:
        return
    whole = _where(found)
    if any(not set((place or "").split()) <= set(whole.split()) for place in of_lines):
        other = next((place for place in (whole, *of_lines) if place != stated), None) or "-"
        yield Finding("value-twice", Severity.STOP, "deliver_to", (("text", stated), ("other", other)))


def _where(found: EDocument) -> str:
    """Return where the whole order is to go as one text, to be compared."""
    if found.delivery is None:
        return ""
    at = found.delivery.address or Address()
    parts = (found.delivery.name, found.delivery.location_id, *(getattr(at, one.name) for one in fields(at)))
    return " ".join(part for part in parts if part)


def _of_doubt(doubt: Doubt, found: EDocument) -> Iterator[Finding]:
    field = _field_of(doubt.path, found)
    if field is None:
        return
    weight = Severity.DOUBT if field in _DAYS else Severity.STOP
    if doubt.other is None:
        yield Finding("field-unreadable", weight, field, (("text", doubt.text), ("place", doubt.place)))
    else:
        yield Finding("value-twice", weight, field, (("text", doubt.text), ("other", doubt.other)))


def _field_of(path: str, found: EDocument) -> str | None:
    """Return the order's field that a field of the document bears on; None when it bears on none."""
    if path in ("number", "order_ref"):
        return "number" if (path == "number") == (found.kind is Kind.ORDER) or found.syntax != "ubl" else None
    match = _LINE_PATH.fullmatch(path)
    if match is None:
        return _HEAD.get(path)
    field = _LINE.get(match[2])
    if field is None or field in _DAYS:
        return field
    gone = [is_dropped(found.kind, line) for line in found.lines[: int(match[1])]]
    return "lines" if gone[-1] else f"lines.{gone.count(False)}.{field}"
