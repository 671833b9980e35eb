"""The right answers: what a document says, written down before the document is drawn."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

AUTO = "quantity times price"


@dataclass(frozen=True)
class Line:
    """One ordered article as the document shows it, and what only the drawing needs (`more`)."""

    code: str | None = None
    name: str | None = None
    qty: Decimal | None = None
    unit: str | None = None
    price: Decimal | None = None
    amount: Decimal | None = None
    rate: Decimal | None = None
    on: date | None = None
    more: dict[str, Any] = field(default_factory=dict)

    def answer(self) -> dict[str, Any]:
        """Return the line of the right answer."""
        return {
            "product_code": clean(self.code),
            "product_name": clean(self.name),
            "quantity": plain(self.qty),
            "unit": clean(self.unit),
            "unit_price": plain(self.price),
            "amount": plain(self.amount),
            "tax_rate": plain(self.rate),
            "deliver_on": self.on.isoformat() if self.on else None,
        }


def line(
    code: str | None,
    name: str | None,
    qty: int | str | None,
    unit: str | None = None,
    price: int | str | None = None,
    amount: int | str | None = AUTO,
    *,
    rate: str | None = None,
    on: date | None = None,
    **more: Any,
) -> Line:
    """Build a line; the amount is quantity times price unless one is named (None: the document shows none)."""
    count, each = decimal(qty), decimal(price)
    money = product(count, each) if amount == AUTO else decimal(amount)
    return Line(code, name, count, unit, each, money, decimal(rate), on, more)


def product(count: Decimal | None, each: Decimal | None) -> Decimal | None:
    """Multiply, when both are there."""
    return None if count is None or each is None else count * each


def order(
    lines: list[Line],
    *,
    number: str | None = None,
    ordered_on: date | None = None,
    deliver_on: date | None = None,
    customer: str | None = None,
    customer_code: str | None = None,
    deliver_to: str | None = None,
    tax_mode: str | None = None,
    total: Decimal | int | None = None,
    tax: Decimal | int | None = None,
    gross: Decimal | int | None = None,
    kind: str = "order",
) -> dict[str, Any]:
    """Return one order of the right answer."""
    return {
        "kind": kind,
        "number": clean(number),
        "ordered_on": ordered_on.isoformat() if ordered_on else None,
        "deliver_on": deliver_on.isoformat() if deliver_on else None,
        "customer_code": customer_code,
        "customer_name": clean(customer),
        "deliver_to": clean(deliver_to),
        "tax_mode": tax_mode,
        "total": plain(decimal(total)),
        "tax": plain(decimal(tax)),
        "gross": plain(decimal(gross)),
        "lines": [each.answer() for each in lines],
    }


@dataclass(frozen=True)
class Made:
    """A document's bytes, its orders, and the fields on which two honest readers may differ, each with the reason."""

    data: bytes
    orders: list[dict[str, Any]]
    judgement: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Document:
    """A document to be made."""

    name: str
    kind: str
    what: str
    about: str
    make: Callable[[], Made]


DOCUMENTS: list[Document] = []


def document(
    name: str, kind: str, about: str, what: str = "order"
) -> Callable[[Callable[[], Made]], Callable[[], Made]]:
    """Register a maker under the name of its file."""

    def keep(make: Callable[[], Made]) -> Callable[[], Made]:
        DOCUMENTS.append(Document(name, kind, what, about, make))
        return make

    return keep


def decimal(value: Decimal | int | str | None) -> Decimal | None:
    """Read a number, keeping absent absent."""
    return None if value is None else Decimal(str(value))


def plain(value: Decimal | None) -> str | None:
    """Write a number plainly: no exponent, no trailing zeros behind the point."""
    if value is None:
        return None
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def clean(text: str | None) -> str | None:
    """Return text after NFKC with every run of blanks as one blank."""
    if text is None:
        return None
    return re.sub(r"\s+", " ", unicodedata.normalize("NFKC", text)).strip()


def total(lines: list[Line], rate: str | None = None) -> Decimal:
    """Add up the amounts, of one tax rate when it is named."""
    wanted = decimal(rate)
    return sum((each.amount or Decimal(0) for each in lines if wanted is None or each.rate == wanted), Decimal(0))


def tax_of(amount: Decimal, rate: str) -> Decimal:
    """Return the consumption tax, cut off below one yen."""
    return Decimal(int(amount * Decimal(rate)))
