"""What a customer asked for, with where each value stood."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from agent.core.delivery import digest_of
from agent.core.money import plain


class OrderKind(StrEnum):
    """What the customer's paper says it is."""

    ORDER = "order"
    CHANGE = "change"
    CANCEL = "cancel"


class OrderState(StrEnum):
    """Where an order stands."""

    HELD = "held"
    APPROVING = "approving"
    DECIDED = "decided"
    ENTERED = "entered"
    CLOSED = "closed"


class Linked(StrEnum):
    """How an order stands to an earlier one with the same customer and number."""

    NEW = "new"
    DUPLICATE = "duplicate"
    AMENDED = "amended"
    HELD = "held"


class Severity(StrEnum):
    """How much a finding weighs: stop and doubt wait for a person, a note does not."""

    STOP = "stop"
    DOUBT = "doubt"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a value stood (`注文書!C5`, `line 12`, `page 1 x=120 y=300`), as read, and how sure we are (0 to 1)."""

    place: str
    text: str
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check says of an order: a code with values, so that it reads in either language."""

    code: str
    severity: Severity
    field: str = ""
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One ordered article. Absent is None, never zero or empty. Prices and amounts are yen before tax."""

    number: int
    product_code: str | None = None
    product_name: str | None = None
    quantity: Decimal | None = None
    unit: str | None = None
    unit_price: Decimal | None = None
    amount: Decimal | None = None
    tax_rate: Decimal | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Customer:
    """The customer as written and, where the master knows it, as the master names it."""

    code: str | None = None
    name: str | None = None
    known: bool = False
    as_written: str | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One order. `total` is yen before tax, `tax` the consumption tax, both as the document says, None when absent.

    `number` is the customer's own order number. `provenance` pairs a field's path (`number`, `lines.1.quantity`)
    with where it stood.
    """

    document: str
    source: str
    position: int = 0
    kind: OrderKind = OrderKind.ORDER
    number: str | None = None
    revision: int = 0
    customer: Customer = field(default_factory=Customer)
    ordered_on: date | None = None
    deliver_on: date | None = None
    deliver_to: str | None = None
    note: str | None = None
    total: Decimal | None = None
    tax: Decimal | None = None
    lines: tuple[OrderLine, ...] = ()
    provenance: tuple[tuple[str, Provenance], ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def base_key(self) -> str | None:
        """Customer and order number: what a duplicate and an amendment share; None when either was not read."""
        customer = self.customer.code or self.customer.as_written
        if customer is None or self.number is None:
            return None
        return f"{customer}:{self.number}"

    @property
    def content_digest(self) -> str:
        """Name what was asked for, apart from where and when it was read: equal orders have equal digests.

        An article is named by its code, else by its name; another unit, place or day is another order.
        """
        lines = [
            [
                line.product_code or line.product_name,
                plain_or_none(line.quantity),
                line.unit,
                plain_or_none(line.unit_price),
            ]
            for line in self.lines
        ]
        asked = [
            self.kind.value,
            self.customer.code or self.customer.as_written,
            self.number,
            self.ordered_on.isoformat() if self.ordered_on else None,
            self.deliver_on.isoformat() if self.deliver_on else None,
            self.deliver_to,
            plain_or_none(self.total),
            lines,
        ]
        return digest_of(json.dumps(asked, ensure_ascii=False).encode())[:24]

    def with_findings(self, *more: Finding) -> Order:
        """Return the order with further findings."""
        return replace(self, findings=self.findings + more)

    def has(self, *severities: Severity) -> bool:
        """Whether a finding of one of these severities stands."""
        return any(finding.severity in severities for finding in self.findings)


def plain_or_none(amount: Decimal | None) -> str | None:
    """Write a decimal plainly, keeping absent absent."""
    return None if amount is None else plain(amount)
