"""Checks of each line: product, quantity, price, amount, and of lines among each other."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from agent.core.order import Finding, OrderKind, Severity
from agent.quality.case import Case, CheckedLine, found
from agent.quality.check_sums import is_rounded
from agent.quality.likely import likely_products
from agent.quality.master import MasterProduct
from agent.quality.match import Masters
from agent.quality.normalise import has_reduced_mark
from agent.quality.units import Pack, pack_in, unit_key

REDUCED = Decimal("0.08")


def lines_are_there(case: Case) -> Iterator[Finding]:
    """Stop an order of nothing; a cancellation names the order alone."""
    if not case.order.lines and case.order.kind is not OrderKind.CANCEL:
        yield found("lines-missing", Severity.STOP, "lines")


def each_line(case: Case) -> Iterator[Finding]:
    """Check one line after the other."""
    for checked in case.lines:
        yield from _product(checked, case)
        if checked.product is not None:
            yield from _price(checked)
            yield from _unit(checked)
            yield from _tax_rate(checked)
        yield from _quantity(checked)
        yield from _amount(checked)


def lines_are_different(case: Case) -> Iterator[Finding]:
    """Note a line that stands twice: the same product in the same quantity."""
    first: dict[tuple[str, Decimal | None], int] = {}
    for checked in case.lines:
        if checked.product is None:
            continue
        line = first.setdefault((checked.product.code, checked.line.quantity), checked.line.number)
        if line != checked.line.number:
            yield found("line-twice", Severity.NOTE, checked.at("product_code"), line=line, other=checked.line.number)


def stock_is_enough(case: Case) -> Iterator[Finding]:
    """Doubt the line with which more of a product is ordered than there is to sell; of other units nothing is known."""
    if case.order.kind is OrderKind.CANCEL:
        return
    ordered: dict[str, Decimal] = {}
    for checked in case.lines:
        product, quantity = checked.product, checked.line.quantity
        stock = None if product is None else case.masters.stock.get(product.code)
        if product is None or stock is None or quantity is None or not _is_in_unit_of(product, checked):
            continue
        before = ordered.get(product.code, Decimal(0))
        ordered[product.code] = before + quantity
        if ordered[product.code] > max(stock, before):
            values = {"product": product.name, "ordered": ordered[product.code], "stock": stock}
            yield found("stock-short", Severity.DOUBT, checked.at("quantity"), **values)


def tax_marks_hold(case: Case) -> Iterator[Finding]:
    """Doubt a mark of the reduced rate at another rate, and a reduced line without the mark the others bear."""
    reduced = {True: False, False: False}
    for checked in case.lines:
        reduced[has_reduced_mark(checked.written)] |= checked.line.tax_rate == REDUCED
    for checked in case.lines:
        rate, is_marked = checked.line.tax_rate, has_reduced_mark(checked.written)
        if rate is None or not checked.written:
            continue
        if is_marked != (rate == REDUCED) and (is_marked or reduced[True]):
            yield found("tax-mark-differs", Severity.DOUBT, checked.at("tax_rate"), text=checked.written, rate=rate)


def _product(checked: CheckedLine, case: Case) -> Iterator[Finding]:
    name, product, masters = checked.read.product_name, checked.product, case.masters
    if product is None:
        shown = " ".join(part for part in (checked.read.product_code, name) if part)
        near = likely_products(name or checked.read.product_code or "", masters).values
        yield found("product-unknown", Severity.STOP, checked.at("product_code"), text=shown, **near)
        return
    named = masters.find_product_named(name, case.order.customer.code or "")
    if named is not None and named.code != product.code:
        values = {"by_code": product.code, "by_name": named.code}
        yield found("product-differs", Severity.STOP, checked.at("product_code"), **values)
    elif named is None and name:
        yield from _product_name(checked, name, product.name, masters)


def _product_name(checked: CheckedLine, name: str, master: str, masters: Masters) -> Iterator[Finding]:
    likely = likely_products(name, masters)
    is_another = likely.best_score > likely.score_of(checked.line.product_code or "")
    severity = Severity.DOUBT if is_another else Severity.NOTE
    values = {"text": name, "master": master, **likely.values}
    yield found("product-name-differs", severity, checked.at("product_name"), **values)


def _price(checked: CheckedLine) -> Iterator[Finding]:
    stated, listed, rate = checked.line.unit_price, checked.price, checked.line.tax_rate
    if stated is None or listed is None or stated == listed:
        return
    if rate and is_rounded(listed * (1 + rate), stated):
        yield found("price-with-tax", Severity.STOP, checked.at("unit_price"), stated=stated, master=listed)
    else:
        yield found("price-differs", Severity.DOUBT, checked.at("unit_price"), stated=stated, master=listed)


def _unit(checked: CheckedLine) -> Iterator[Finding]:
    """Doubt another unit than the master's, and a quantity that may count something else than the unit."""
    product = checked.product
    assert product is not None
    written, pack = unit_key(checked.read.unit or ""), pack_in(product.pack)
    if _is_in_unit_of(product, checked):
        if pack is not None:
            yield from _pack(checked, pack, product)
    elif pack is not None and written == pack.inner:
        yield _odd_quantity("quantity-in-pieces", checked, product)
    else:
        values = {"stated": checked.read.unit, "master": product.unit}
        yield found("unit-differs", Severity.DOUBT, checked.at("unit"), **values)


def _is_in_unit_of(product: MasterProduct, checked: CheckedLine) -> bool:
    """Whether the quantity counts the master's unit, as far as is known."""
    written, usual = unit_key(checked.read.unit or ""), unit_key(product.unit)
    return not written or not usual or written == usual


def _pack(checked: CheckedLine, pack: Pack, product: MasterProduct) -> Iterator[Finding]:
    """Doubt pieces beside their lot, and a bare multiple of the pack where the unit holds many pieces."""
    quantity = checked.line.quantity
    if quantity is None or quantity <= 0:
        return
    is_lot, is_whole = pack.inner and pack.inner == unit_key(product.unit), quantity % pack.count == 0
    if is_lot and not is_whole:
        yield _odd_quantity("quantity-not-lot", checked, product)
    elif is_whole and not is_lot and not checked.read.unit:
        yield _odd_quantity("quantity-like-pieces", checked, product)


def _odd_quantity(code: str, checked: CheckedLine, product: MasterProduct) -> Finding:
    values = {"quantity": checked.line.quantity, "unit": checked.line.unit, "pack": product.pack}
    return found(code, Severity.DOUBT, checked.at("quantity"), **values)


def _tax_rate(checked: CheckedLine) -> Iterator[Finding]:
    stated, product = checked.line.tax_rate, checked.product
    if product is not None and stated is not None and stated != product.tax_rate:
        yield found("tax-rate-differs", Severity.DOUBT, checked.at("tax_rate"), stated=stated, master=product.tax_rate)


def _quantity(checked: CheckedLine) -> Iterator[Finding]:
    quantity = checked.line.quantity
    if quantity is None:
        yield found("quantity-missing", Severity.STOP, checked.at("quantity"))
    elif quantity <= 0:
        yield found("quantity-not-positive", Severity.STOP, checked.at("quantity"), quantity=quantity)


def _amount(checked: CheckedLine) -> Iterator[Finding]:
    """Stop an amount that is not quantity times price, and say so when it is that with tax."""
    line = checked.line
    if line.unit_price is None:
        yield found("price-missing", Severity.STOP, checked.at("unit_price"))
        return
    if line.quantity is None or line.amount is None:
        return
    reckoned = line.quantity * line.unit_price
    if is_rounded(reckoned, line.amount):
        return
    is_with_tax = line.tax_rate is not None and is_rounded(reckoned * (1 + line.tax_rate), line.amount)
    values = {"stated": line.amount, "reckoned": reckoned}
    yield found("amount-with-tax" if is_with_tax else "line-sum-wrong", Severity.STOP, checked.at("amount"), **values)
