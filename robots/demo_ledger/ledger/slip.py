"""A slip as the ledger keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal

YEN = Decimal(1)


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line; price in yen before tax, rate a fraction."""

    product_code: str
    product_name: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    tax_rate: Decimal

    @property
    def amount(self) -> Decimal:
        """Quantity times price in whole yen, rounded down."""
        return amount_of(self.quantity, self.unit_price)

    @property
    def tax_class(self) -> str:
        """The rate as the screens name it."""
        return tax_class(self.tax_rate)


@dataclass(frozen=True, slots=True)
class LedgerSlip:
    """One slip; `number` is 0 until it is stored."""

    customer_code: str
    customer_name: str
    slip_date: date
    order_number: str
    memo: str
    lines: tuple[LedgerLine, ...]
    number: int = 0
    state: str = ""
    stored_at: str = ""

    @property
    def total(self) -> Decimal:
        """The sum of the lines, yen before tax."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """Consumption tax in yen, rounded down once per rate, as an invoice must."""
        rates = {line.tax_rate for line in self.lines}
        return sum((self._tax_of(rate) for rate in rates), Decimal(0))

    def _tax_of(self, rate: Decimal) -> Decimal:
        net = sum((line.amount for line in self.lines if line.tax_rate == rate), Decimal(0))
        return (net * rate).quantize(YEN, rounding=ROUND_FLOOR)


def tax_class(rate: Decimal) -> str:
    """Name a rate: 10%, 8%軽減."""
    percent = f"{(rate * 100).normalize():f}%"
    return f"{percent}軽減" if rate == Decimal("0.08") else percent


def amount_of(quantity: Decimal, unit_price: Decimal) -> Decimal:
    """Multiply to whole yen, rounded down."""
    return (quantity * unit_price).quantize(YEN, rounding=ROUND_FLOOR)
