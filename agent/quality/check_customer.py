"""Checks of who orders, under which number, where to, and how much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from agent.core.order import Finding, Severity
from agent.quality.address import address_key, is_same_place
from agent.quality.case import Case, found
from agent.quality.check_digits import is_registration_number
from agent.quality.likely import likely_customers
from agent.quality.normalise import code_key, name_key

_REGISTRATION = re.compile(r"t\d{13}", re.ASCII)


def customer_is_known(case: Case) -> Iterator[Finding]:
    """Stop an order of nobody the master knows; who it may be is suggested."""
    written = case.read.customer
    if case.customer is None:
        shown = " ".join(part for part in (written.code, written.as_written) if part)
        near = likely_customers(written.as_written, case.masters).values if written.as_written else {}
        yield found("customer-unknown", Severity.STOP, "customer", text=shown, **near)


def customer_is_named_so(case: Case) -> Iterator[Finding]:
    """Stop a code and a name of two customers; doubt a name that is more like another's."""
    customer, written = case.customer, case.read.customer.as_written or ""
    if customer is None or not written:
        return
    named = case.masters.find_customer_named(written)
    if named is not None and named.code != customer.code:
        yield found("customer-differs", Severity.STOP, "customer", by_code=customer.code, by_name=named.code)
    elif named is None and name_key(written) != name_key(customer.name):
        likely = likely_customers(written, case.masters)
        severity = Severity.DOUBT if likely.best_score > likely.score_of(customer.code) else Severity.NOTE
        yield found("customer-name-differs", severity, "customer", text=written, master=customer.name, **likely.values)


def registration_number_holds(case: Case) -> Iterator[Finding]:
    """Doubt a registration number whose check digit is wrong; a sole proprietor's may be."""
    code = case.read.customer.code or ""
    if _REGISTRATION.fullmatch(code_key(code)) and not is_registration_number(code_key(code)):
        yield found("registration-number-wrong", Severity.DOUBT, "customer", text=code)


def number_is_usual(case: Case) -> Iterator[Finding]:
    """Stop an order without a number; doubt one that does not look like this customer's."""
    number = case.order.number
    if number is None:
        yield found("number-missing", Severity.STOP, "number")
    elif case.customer and case.customer.number_pattern and not case.customer.number_pattern.fullmatch(number):
        yield found("number-unusual", Severity.DOUBT, "number", text=number, customer=case.customer.name)


def credit_holds(case: Case) -> Iterator[Finding]:
    """Doubt an order above what the customer is given on credit."""
    limit = case.customer.credit_limit if case.customer else None
    if limit is not None and case.order.total is not None and case.order.total > limit:
        yield found("credit-exceeded", Severity.DOUBT, "total", total=case.order.total, limit=limit)


def place_is_usual(case: Case) -> Iterator[Finding]:
    """Note goods that go elsewhere than the master says."""
    usual, asked = case.customer.ship_to if case.customer else "", case.order.deliver_to or ""
    if not usual or not asked or is_same_place(usual, asked):
        return
    keys = address_key(usual), address_key(asked)
    if keys[0] not in keys[1] and keys[1] not in keys[0]:
        yield found("deliver-to-differs", Severity.NOTE, "deliver_to", text=asked, master=usual)
