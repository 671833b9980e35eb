"""From a line of an electronic document to a line of an order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeVar

from agent.core.money import plain
from agent.core.order import Finding, OrderLine, Provenance, Severity
from agent.extract.edocument.model import Kind, Line
from agent.extract.edocument.units import unit_of

Value = TypeVar("Value")

DELETED = "2"
"""UN/EDIFACT 1229: the line is taken out of the order."""
_UNTAXED = frozenset({"E", "G", "O", "Z"})
_DECIMALS = 6


@dataclass(slots=True)
class Said:
    """Where values stood in the document, and where those of the order stand so far."""

    where: dict[str, Provenance]
    provenance: list[tuple[str, Provenance]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    def __call__(self, name: str, value: Value | None, *paths: str) -> Value | None:
        """Give a value back, noting for the order's field where it stood: at the first path that was written."""
        at = next((self.where[path] for path in paths if path in self.where), None)
        if value is not None and at is not None:
            self.provenance.append((name, at))
        return value


def is_dropped(kind: Kind, line: Line) -> bool:
    """Whether a change takes this line out of the order."""
    return kind is Kind.CHANGE and line.status == DELETED


def days_of(first: date | None, last: date | None) -> tuple[date, ...]:
    """Return the one day, or first and last day, between which delivery is asked for."""
    days = [day for day in (first, last) if day is not None]
    return tuple(dict.fromkeys(days))


def line_of(said: Said, line: Line, at: str, number: int, *, is_yen: bool) -> OrderLine:
    """Make one line of an order.

    Args:
        said: Takes note of where each value stood.
        line: As it was read.
        at: Its path in the document (`lines.1.`).
        number: Its number in the order.
        is_yen: Whether its money may be taken.
    """
    to = f"lines.{number}."
    return OrderLine(
        number=number,
        product_code=_product_code(said, line, at, to),
        product_name=said(f"{to}product_name", line.name or line.description, f"{at}name", f"{at}description"),
        quantity=said(f"{to}quantity", line.qty, f"{at}qty"),
        unit=said(f"{to}unit", unit_of(line.unit, line.unit_name), f"{at}unit_name", f"{at}unit"),
        unit_price=_unit_price(said, line, at, to) if is_yen else None,
        amount=_amount(said, line, at, to) if is_yen else None,
        tax_rate=_tax_rate(said, line, at, to),
    )


def _product_code(said: Said, line: Line, at: str, to: str) -> str | None:
    """Return our own code, else the article number, else the customer's code."""
    codes = (
        ("seller_item_code", line.seller_item_code),
        ("gtin", _jan(line.gtin)),
        ("buyer_item_code", line.buyer_item_code),
    )
    name, code = next(((name, code) for name, code in codes if code), ("", None))
    return said(f"{to}product_code", code, f"{at}{name}")


def _jan(gtin: str | None) -> str | None:
    """Return a GTIN of fourteen digits that begins with 0 as the JAN code of thirteen it is."""
    return gtin[1:] if gtin and len(gtin) == 14 and gtin.startswith("0") else gtin


def _unit_price(said: Said, line: Line, at: str, to: str) -> Decimal | None:
    """Return the price of one; a price for several, or for another unit, only where that is exact."""
    price, base = line.unit_price, line.price_base_qty
    if price is None:
        return None
    is_same_unit = None in (line.price_base_unit, line.unit) or line.price_base_unit == line.unit
    one = price if base is None else price / base if base > 0 else None
    is_exact = one is not None and one * (base or 1) == price and -_exponent(one) <= _DECIMALS
    if is_same_unit and is_exact:
        return said(f"{to}unit_price", one, f"{at}unit_price")
    shown = (("price", plain(price)), ("quantity", f"{plain(base or Decimal(1))} {line.price_base_unit or ''}".strip()))
    said.findings.append(Finding("price-for-several", Severity.STOP, f"{to}unit_price", shown))
    return None


def _exponent(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    assert isinstance(exponent, int)
    return exponent


def _amount(said: Said, line: Line, at: str, to: str) -> Decimal | None:
    amount = line.amount if line.amount is not None or line.sums is None else line.sums.net
    return said(f"{to}amount", amount, f"{at}amount", f"{at}sums.net")


def _tax_rate(said: Said, line: Line, at: str, to: str) -> Decimal | None:
    """Return the rate; a category and a rate that contradict each other are none."""
    is_untaxed, rate = line.tax_category in _UNTAXED, line.tax_rate
    if (is_untaxed and rate) or (line.tax_category in ("S", "AA") and rate == 0):
        shown = (("category", line.tax_category or ""), ("rate", plain(rate or Decimal(0))))
        said.findings.append(Finding("tax-category-odd", Severity.DOUBT, f"{to}tax_rate", shown))
        return None
    return said(f"{to}tax_rate", Decimal(0) if is_untaxed else rate, f"{at}tax_rate", f"{at}tax_category")
