"""One sample order as its customer means it, and what ought to become of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Way(StrEnum):
    """How a sample order travels: by which source, in which kind of document."""

    MAIL_BODY = "mail-body"
    MAIL_CSV = "mail-csv"
    MAIL_XLSX = "mail-xlsx"
    MAIL_PDF = "mail-pdf"
    FOLDER_CSV = "folder-csv"
    FOLDER_XLSX = "folder-xlsx"
    FOLDER_PDF = "folder-pdf"
    PORTAL = "portal"


class Fate(StrEnum):
    """What ought to become of a sample order."""

    ENTERED = "entered"
    DUPLICATE = "duplicate"
    AMENDED = "amended"
    HELD = "held"
    APPROVING = "approving"


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One article; the price is yen before tax."""

    product_code: str
    product_name: str
    quantity: Decimal
    unit: str
    unit_price: Decimal
    tax_rate: Decimal = Decimal("0.1")

    @property
    def amount(self) -> Decimal:
        """Quantity times price, yen before tax."""
        return self.quantity * self.unit_price


@dataclass(frozen=True, slots=True)
class SampleOrder:
    """A sample order; `reason` is the code expected when it waits for a person.

    Wrong on purpose: `stated_total` is the sum its paper says instead of the right one, `stated_deliver_on` the text it
    says instead of a delivery day.
    """

    number: str
    customer_code: str
    customer_name: str
    ordered_on: date
    deliver_on: date
    lines: tuple[SampleLine, ...]
    way: Way
    fate: Fate = Fate.ENTERED
    reason: str = ""
    stated_total: Decimal | None = None
    stated_deliver_on: str = ""
    note: str = ""

    @property
    def total(self) -> Decimal:
        """The sum of the lines, yen before tax."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def written_total(self) -> Decimal:
        """The sum its paper states."""
        return self.total if self.stated_total is None else self.stated_total
