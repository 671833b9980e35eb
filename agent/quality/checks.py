"""Check one order against the masters and against itself; what is found is written into the order.

A stop must never reach a robot without a person; a doubt may be right and is asked; a note only informs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from agent.core.money import YEN, plain, round_down
from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Provenance, Severity
from agent.quality.match import MasterProduct, Masters
from agent.quality.normalise import name_key, text_key

_ROUNDINGS = (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING)


def check(order: Order, masters: Masters, today: date | None = None) -> Order:
    """Resolve customer and products, derive what the document leaves to reckoning, and note every finding.

    Amounts that are absent are quantity times price, an absent total the sum of the lines; units and tax rates come
    from the master, and so does a known product's name. Prices never do: only the document says what was agreed.

    Args:
        order: As it was read; findings of reading stay.
        masters: The site's customers and products.
        today: The site's day, for days that have passed; None leaves that question out.
    """
    known = _with_customer(order, masters)
    resolved = [_with_product(line, masters) for line in known.lines]
    whole = _with_total(replace(known, lines=tuple(line for line, _ in resolved)))
    findings = [
        *_of_customer(whole, masters),
        *_of_head(whole, today),
        *(found for line, product in resolved for found in _of_line(line, product, masters)),
        *_of_sums(whole),
    ]
    unread = {finding.field for finding in order.findings if finding.code == "field-unreadable"}
    named = replace(whole, lines=tuple(_named(line, product) for line, product in resolved))
    return named.with_findings(*(found for found in findings if not _is_said(found, unread)))


def _named(line: OrderLine, product: MasterProduct | None) -> OrderLine:
    """Call a product what the master calls it; what was written stays in the provenance."""
    return line if product is None else replace(line, product_name=product.name)


def _is_said(finding: Finding, unread: set[str]) -> bool:
    """Whether a missing value is one that stands there and could not be read: said once, as unreadable."""
    return finding.code.endswith("-missing") and finding.field in unread


def _with_customer(order: Order, masters: Masters) -> Order:
    found = masters.find_customer(order.customer)
    if found is None:
        return replace(order, customer=replace(order.customer, known=False))
    return replace(order, customer=Customer(found.code, found.name, True, order.customer.as_written))


def _with_product(line: OrderLine, masters: Masters) -> tuple[OrderLine, MasterProduct | None]:
    product = masters.find_product(line.product_code, line.product_name)
    if line.amount is None and line.quantity is not None and line.unit_price is not None:
        line = replace(line, amount=_whole(line.quantity * line.unit_price))
    if product is None:
        return line, None
    resolved = replace(
        line,
        product_code=product.code,
        product_name=line.product_name or product.name,
        unit=line.unit or product.unit or None,
        tax_rate=product.tax_rate if line.tax_rate is None else line.tax_rate,
        known=True,
    )
    return resolved, product


def _whole(amount: Decimal) -> Decimal:
    """Cut a reckoned amount to whole yen, downwards."""
    return amount if amount == amount.to_integral_value() else round_down(amount)


def _with_total(order: Order) -> Order:
    amounts = [line.amount for line in order.lines if line.amount is not None]
    if order.total is not None or not amounts or len(amounts) < len(order.lines):
        return order
    total = sum(amounts, Decimal(0))
    reckoned = ("total", Provenance("sum of the lines", plain(total)))
    return replace(order, total=total, provenance=(*order.provenance, reckoned))


def _of_customer(order: Order, masters: Masters) -> Iterator[Finding]:
    customer = order.customer
    written = customer.as_written or ""
    if not customer.known:
        shown = " ".join(part for part in (customer.code, customer.as_written) if part)
        yield _found("customer-unknown", Severity.STOP, "customer", text=shown)
        return
    named = masters.find_customer_named(written)
    if named is not None and named.code != customer.code:
        yield _found("customer-differs", Severity.STOP, "customer", by_code=customer.code, by_name=named.code)
    elif written and named is None and name_key(written) != name_key(customer.name or ""):
        yield _found("customer-name-differs", Severity.NOTE, "customer", text=written, master=customer.name)


def _of_head(order: Order, today: date | None) -> Iterator[Finding]:
    if order.number is None:
        yield _found("number-missing", Severity.STOP, "number")
    if not order.lines and order.kind is not OrderKind.CANCEL:
        yield _found("lines-missing", Severity.STOP, "lines")
    if order.deliver_on is None:
        return
    if order.ordered_on is not None and order.deliver_on < order.ordered_on:
        shown = {"deliver_on": order.deliver_on, "ordered_on": order.ordered_on}
        yield _found("delivery-before-order", Severity.DOUBT, "deliver_on", **shown)
    elif today is not None and order.deliver_on < today:
        yield _found("date-past", Severity.DOUBT, "deliver_on", deliver_on=order.deliver_on, today=today)


def _of_line(line: OrderLine, product: MasterProduct | None, masters: Masters) -> Iterator[Finding]:
    path = f"lines.{line.number}."
    if product is None:
        shown = " ".join(part for part in (line.product_code, line.product_name) if part)
        yield _found("product-unknown", Severity.STOP, f"{path}product_code", text=shown)
    else:
        yield from _against_master(line, product, masters, path)
    if line.quantity is None:
        yield _found("quantity-missing", Severity.STOP, f"{path}quantity")
    elif line.quantity <= 0:
        yield _found("quantity-not-positive", Severity.STOP, f"{path}quantity", quantity=line.quantity)
    if line.unit_price is None:
        yield _found("price-missing", Severity.STOP, f"{path}unit_price")
    elif line.quantity is not None and line.amount is not None:
        reckoned = line.quantity * line.unit_price
        if not _is_rounded(reckoned, line.amount):
            yield _found("line-sum-wrong", Severity.STOP, f"{path}amount", stated=line.amount, reckoned=reckoned)


def _against_master(line: OrderLine, product: MasterProduct, masters: Masters, path: str) -> Iterator[Finding]:
    named = masters.find_product_named(line.product_name)
    if named is not None and named.code != product.code:
        yield _found("product-differs", Severity.STOP, f"{path}product_code", by_code=product.code, by_name=named.code)
    if product.unit_price is not None and line.unit_price is not None and line.unit_price != product.unit_price:
        yield _found(
            "price-differs", Severity.DOUBT, f"{path}unit_price", stated=line.unit_price, master=product.unit_price
        )
    if line.unit and product.unit and text_key(line.unit) != text_key(product.unit):
        yield _found("unit-differs", Severity.DOUBT, f"{path}unit", stated=line.unit, master=product.unit)
    if line.tax_rate is not None and line.tax_rate != product.tax_rate:
        yield _found(
            "tax-rate-differs", Severity.DOUBT, f"{path}tax_rate", stated=line.tax_rate, master=product.tax_rate
        )


def _of_sums(order: Order) -> Iterator[Finding]:
    amounts = [line.amount for line in order.lines if line.amount is not None]
    if len(amounts) < len(order.lines) or not amounts:
        return
    lines = sum(amounts, Decimal(0))
    if order.total is not None and order.total != lines:
        yield _found("sum-wrong", Severity.STOP, "total", stated=order.total, reckoned=lines)
    if order.tax is not None and not _is_tax_right(order, order.tax):
        yield _found("tax-wrong", Severity.DOUBT, "tax", stated=order.tax)


def _is_tax_right(order: Order, stated: Decimal) -> bool:
    """Whether the tax is that of the lines, rounded once per rate in any of the lawful ways.

    Source: Consumption Tax Act, order 70-10: rounding once per rate and invoice, the way is the issuer's choice.
    """
    bases: dict[Decimal, Decimal] = {}
    for line in order.lines:
        if line.tax_rate is None or line.amount is None:
            return True
        bases[line.tax_rate] = bases.get(line.tax_rate, Decimal(0)) + line.amount
    return any(
        stated == sum((_tax(base, rate, rounding) for rate, base in bases.items()), Decimal(0))
        for rounding in _ROUNDINGS
    )


def _tax(base: Decimal, rate: Decimal, rounding: str) -> Decimal:
    return (base * rate).quantize(YEN, rounding=rounding)


def _is_rounded(exact: Decimal, stated: Decimal) -> bool:
    """Whether a stated amount is the exact one, or the exact one rounded to whole yen in any way."""
    return stated == exact or any(stated == exact.quantize(YEN, rounding=way) for way in _ROUNDINGS)


def _found(code: str, severity: Severity, field: str, **values: object) -> Finding:
    shown = tuple((name, plain(value) if isinstance(value, Decimal) else str(value)) for name, value in values.items())
    return Finding(code, severity, field, shown)
