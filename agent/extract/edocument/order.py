"""From an electronic document to an order: orders, changes and cancellations become one, nothing else does.

What an order cannot hold without changing its meaning (another currency, a deduction on the whole, a window of days)
is left out with a finding, never turned into something near.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from agent.core.document import Document
from agent.core.errors import Reason
from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Severity
from agent.extract.edocument.findings import YEN, findings_of, foreign_currency
from agent.extract.edocument.lines import Said, days_of, is_dropped, line_of
from agent.extract.edocument.model import Address, EDocument, Kind, Party
from agent.extract.edocument.unread import of_unread
from agent.extract.extraction import Extraction

_SHOWN = 80
_KINDS = {Kind.ORDER: OrderKind.ORDER, Kind.CHANGE: OrderKind.CHANGE, Kind.CANCEL: OrderKind.CANCEL}


def extraction_of(document: Document, found: EDocument) -> Extraction:
    """Turn an electronic document into its order, or say what it is when it is none."""
    if not is_order(found):
        reason = Reason("no-order-but", {"kind": found.kind.value, "number": found.number or "-"}, document.name)
        return Extraction((), found.syntax, reason)
    return Extraction((order_of(document, found),), found.syntax)


def is_order(found: EDocument) -> bool:
    """Whether it becomes an order, a change or a cancellation."""
    return found.kind in _KINDS


def by_form(document: Document, read: Extraction, found: EDocument) -> Extraction | None:
    """Take what the form of a sender reads in place of the standard, with what the standard lets a person look at.

    What the standard reads and the form does not is doubted: its lines, a day, a place, a note. None where the form
    read nothing, or takes a change or a cancellation for something else.
    """
    kind = _KINDS[found.kind]
    if not read.orders or any(order.kind is not kind for order in read.orders if kind is not OrderKind.ORDER):
        return None
    findings = [one for one in findings_of(found, foreign_currency(found)) if one.code != "field-unreadable"]
    findings += _unread_by(read.orders, order_of(document, found))
    return replace(read, orders=tuple(order.with_findings(*findings) for order in read.orders))


def _unread_by(orders: Sequence[Order], standard: Order) -> Iterator[Finding]:
    """Yield what the standard reads of a document and a form does not."""
    n_unread = len(standard.lines) - sum(len(order.lines) for order in orders)
    if n_unread > 0:
        name = standard.lines[-1].product_name or standard.lines[-1].product_code or ""
        yield Finding("rows-unread", Severity.DOUBT, "lines", (("text", name[:_SHOWN]), ("n", str(n_unread))))
    written = dict(standard.provenance)
    for name in ("deliver_on", "deliver_to", "note"):
        if name in written and all(getattr(order, name) is None for order in orders):
            values = (("place", written[name].place), ("text", written[name].text[:_SHOWN]))
            yield Finding("written-elsewhere", Severity.DOUBT, name, values)


def order_of(document: Document, found: EDocument) -> Order:
    """Make the order of a document that is one."""
    said = Said(dict(found.provenance))
    foreign = foreign_currency(found)
    number, customer = _number(said, found), _customer(said, found.buyer or Party())
    ordered_on = said("ordered_on", found.issue_date, "issue_date")
    deliver_on, of_days = _deliver_on(said, found)
    deliver_to, note = _deliver_to(said, found), _note(said, found)
    total, tax = _sums(said, found) if foreign is None else (None, None)
    order = Order(
        document=document.key,
        source=document.source,
        kind=_KINDS[found.kind],
        number=number,
        customer=customer,
        ordered_on=ordered_on,
        deliver_on=deliver_on,
        deliver_to=deliver_to,
        note=note,
        total=total,
        tax=tax,
        lines=tuple(_lines(said, found, is_yen=foreign is None)),
        provenance=tuple(said.provenance),
        findings=(*findings_of(found, foreign), *of_days, *said.findings),
    )
    return order.with_findings(*of_unread(found, order))


def _lines(said: Said, found: EDocument, *, is_yen: bool) -> Iterator[OrderLine]:
    kept = [(at, line) for at, line in enumerate(found.lines, 1) if not is_dropped(found.kind, line)]
    for number, (at, line) in enumerate(kept, 1):
        yield line_of(said, line, f"lines.{at}.", number, is_yen=is_yen)


def _number(said: Said, found: EDocument) -> str | None:
    """Return the order's number: a change or cancellation in UBL has a number of its own, and names the order."""
    if found.kind is Kind.ORDER or (found.syntax != "ubl" and found.order_ref is None):
        return said("number", found.number, "number")
    return said("number", found.order_ref, "order_ref")


def _customer(said: Said, buyer: Party) -> Customer:
    """Name the customer: by the code we gave it, by its name, and by its own number only where nothing else stands."""
    code = said("customer_code", buyer.account, "buyer.account")
    name = said("customer_name", buyer.name, "buyer.name")
    name = name or said("customer_name", buyer.trading_name, "buyer.trading_name")
    if code is None and name is None:
        code = said("customer_code", buyer.id, "buyer.id")
    return Customer(code=code, as_written=name)


def _deliver_on(said: Said, found: EDocument) -> tuple[date | None, list[Finding]]:
    """Return the one day everything is asked for; where there is none, say why."""
    head = found.delivery
    days = days_of(head.date or head.requested_from, head.date or head.requested_to) if head else ()
    of_lines = [days_of(line.delivery_from, line.delivery_to) for line in found.lines]
    stated = {each for each in of_lines if each} | ({days} if days else set())
    if not stated:
        return None, []
    first = next(iter(sorted(stated)))
    if len(stated) > 1 or (not days and not all(of_lines)):
        return None, [_days("delivery-days-differ", first[0], max(each[-1] for each in stated))]
    if len(first) > 1:
        return None, [_days("delivery-window", *first)]
    paths = [f"delivery.{name}" for name in ("date", "requested_from", "requested_to")]
    paths += ["lines.1.delivery_from", "lines.1.delivery_to"]
    return said("deliver_on", first[0], *paths), []


def _days(code: str, first: date, last: date) -> Finding:
    shown = (("text", first.isoformat()), ("other", last.isoformat()))
    return Finding(code, Severity.DOUBT, "deliver_on", shown)


def _deliver_to(said: Said, found: EDocument) -> str | None:
    if found.delivery is None:
        return None
    at = found.delivery.address or Address()
    parts = [found.delivery.name, at.postal_code, at.region, at.city, at.street, at.street2, at.line3]
    text = " ".join(part for part in parts if part) or None
    names = ("name", "address.postal_code", "address.region", "address.city", "address.street")
    return said("deliver_to", text, *(f"delivery.{name}" for name in names))


def _note(said: Said, found: EDocument) -> str | None:
    noted = [(number, line) for number, line in enumerate(found.lines, 1) if line.note]
    of_lines = (f"[{line.line_no or number}] {line.note}" for number, line in noted)
    text = "\n".join(text for text in (found.note, found.cancel_note, *of_lines) if text) or None
    return said("note", text, "note", "cancel_note", *(f"lines.{number}.note" for number, _ in noted))


def _sums(said: Said, found: EDocument) -> tuple[Decimal | None, Decimal | None]:
    """Return total before tax and tax as stated, those of each rate added up where no sum of all stands."""
    totals = found.totals
    total = said("total", totals.tax_exclusive, "totals.tax_exclusive") if totals else None
    if total is None and totals and not found.allowances:
        total = said("total", totals.lines, "totals.lines")
    tax = said("tax", found.tax_total, "tax_total")
    if total is None:
        total = said("total", _added(found, lambda row: row.taxable), "tax.1.taxable")
    return total, said("tax", _added(found, lambda row: row.tax), "tax.1.tax") if tax is None else tax


def _added(found: EDocument, part: Callable[[Any], Decimal | None]) -> Decimal | None:
    amounts: Sequence[Decimal | None] = [part(row) for row in found.tax if row.currency in (None, YEN)]
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known and len(known) == len(amounts) else None
