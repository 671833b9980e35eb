"""An electronic document as its standard means it. Absent is None: an empty element says nothing, and is no zero."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from agent.core.order import Provenance

Syntax = Literal["ubl", "cii", "sme"]


class Kind(StrEnum):
    """What a document is; the first three become orders."""

    ORDER = "order"
    CHANGE = "change"
    CANCEL = "cancel"
    ORDER_RESPONSE = "order-response"
    INVOICE = "invoice"
    CREDIT_NOTE = "credit-note"
    DESPATCH_ADVICE = "despatch-advice"


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; `country` is an ISO 3166 code."""

    street: str | None = None
    street2: str | None = None
    line3: str | None = None
    city: str | None = None
    postal_code: str | None = None
    region: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Buyer or seller. `account` is the code the other side keeps for it; numbers are as written, also wrong ones."""

    name: str | None = None
    trading_name: str | None = None
    id: str | None = None
    account: str | None = None
    endpoint: str | None = None
    endpoint_scheme: str | None = None
    tax_id: str | None = None
    registered_id: str | None = None
    legal_id: str | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """Where the goods go, and when: the day it was, or the days it is asked for."""

    date: datetime.date | None = None
    requested_from: datetime.date | None = None
    requested_to: datetime.date | None = None
    name: str | None = None
    location_id: str | None = None
    address: Address | None = None


@dataclass(frozen=True, slots=True)
class TaxRow:
    """Tax of one category and rate. `rate` is a fraction."""

    category: str | None = None
    rate: Decimal | None = None
    taxable: Decimal | None = None
    tax: Decimal | None = None
    gross: Decimal | None = None
    currency: str | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums a document states."""

    lines: Decimal | None = None
    tax_exclusive: Decimal | None = None
    tax_inclusive: Decimal | None = None
    allowance: Decimal | None = None
    charge: Decimal | None = None
    prepaid: Decimal | None = None
    rounding: Decimal | None = None
    payable: Decimal | None = None


@dataclass(frozen=True, slots=True)
class LineSums:
    """What a line of SME common EDI states beside its price."""

    tax: Decimal | None = None
    gross: Decimal | None = None
    net: Decimal | None = None
    grand: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line. `unit` is the UN/ECE code, `unit_name` the unit people read; the price is for `price_base_qty`.

    `allowances` are deductions and charges on this line, `place` is where it alone is to go, `further` are goods that
    stand within it.
    """

    line_no: str | None = None
    status: str | None = None
    note: str | None = None
    qty: Decimal | None = None
    unit: str | None = None
    unit_name: str | None = None
    amount: Decimal | None = None
    name: str | None = None
    description: str | None = None
    seller_item_code: str | None = None
    buyer_item_code: str | None = None
    gtin: str | None = None
    tax_category: str | None = None
    tax_rate: Decimal | None = None
    unit_price: Decimal | None = None
    price_base_qty: Decimal | None = None
    price_base_unit: str | None = None
    delivery_from: datetime.date | None = None
    delivery_to: datetime.date | None = None
    order_line_ref: str | None = None
    sums: LineSums | None = None
    allowances: tuple[str, ...] = ()
    place: str | None = None
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubt:
    """A value not written as it should be (`other` is None), or two that differ; `path` is that of its provenance."""

    path: str
    text: str
    place: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class EDocument:
    """One document. `provenance` pairs a field's path (`number`, `lines.1.qty`) with where it stood.

    `currencies` are those its prices and sums are in, `allowances` the deductions and charges on the whole document,
    `marks` the names of what makes it no order to be entered: a copy, a test. `unread` are days and sums that are no
    field of it.
    """

    syntax: Syntax
    doc_type: str
    kind: Kind
    version: str | None = None
    number: str | None = None
    name: str | None = None
    type_code: str | None = None
    subtype_code: str | None = None
    purpose_code: str | None = None
    issue_date: datetime.date | None = None
    issued_at: str | None = None
    currency: str | None = None
    currencies: tuple[str, ...] = ()
    valid_until: datetime.date | None = None
    payment_due: datetime.date | None = None
    payment_terms: str | None = None
    order_ref: str | None = None
    sales_order_ref: str | None = None
    buyer_reference: str | None = None
    note: str | None = None
    cancel_note: str | None = None
    buyer: Party | None = None
    seller: Party | None = None
    delivery: Delivery | None = None
    lines: tuple[Line, ...] = ()
    tax: tuple[TaxRow, ...] = ()
    tax_total: Decimal | None = None
    totals: Totals | None = None
    allowances: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    provenance: tuple[tuple[str, Provenance], ...] = field(default=(), repr=False)
    doubts: tuple[Doubt, ...] = ()
    unread: tuple[Provenance, ...] = field(default=(), repr=False)
