"""One order under check: as it was read, as the masters resolve it, and the day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from agent.core.money import plain, round_down
from agent.core.order import Customer, Finding, Order, OrderLine, Provenance, Severity
from agent.quality.master import MasterCustomer, MasterProduct
from agent.quality.match import Masters


@dataclass(frozen=True, slots=True)
class CheckedLine:
    """One line under check. `written` is the name on paper, `price` what the price list says."""

    read: OrderLine
    line: OrderLine
    product: MasterProduct | None
    price: Decimal | None
    written: str

    def at(self, field: str) -> str:
        """Name a field of this line as findings and provenance do."""
        return f"lines.{self.line.number}.{field}"


@dataclass(frozen=True, slots=True)
class Case:
    """One order under check. `read` stays as it was read, `order` is resolved; `today` None asks nothing of days."""

    read: Order
    order: Order
    customer: MasterCustomer | None
    lines: tuple[CheckedLine, ...]
    masters: Masters
    today: date | None = None


def case_of(order: Order, masters: Masters, today: date | None = None) -> Case:
    """Resolve customer and products, and reckon what the document leaves to reckoning."""
    customer = masters.find_customer(order.customer)
    code = customer.code if customer else ""
    day = order.ordered_on or today
    written = dict(order.provenance)
    lines = tuple(_line_of(written, line, masters, code, day) for line in order.lines)
    resolved = replace(
        order,
        customer=_resolved(order.customer, customer),
        lines=tuple(checked.line for checked in lines),
    )
    return Case(order, _with_total(resolved), customer, lines, masters, today)


def found(code: str, severity: Severity, field: str, **values: object) -> Finding:
    """Make a finding; its values are written plainly."""
    shown = tuple((name, plain(value) if isinstance(value, Decimal) else str(value)) for name, value in values.items())
    return Finding(code, severity, field, shown)


def stated_amounts(case: Case) -> Iterator[Decimal]:
    """Yield the amount of each line that has one."""
    return (checked.line.amount for checked in case.lines if checked.line.amount is not None)


def _resolved(written: Customer, found: MasterCustomer | None) -> Customer:
    if found is None:
        return replace(written, known=False)
    return Customer(found.code, found.name, True, written.as_written)


def _line_of(
    written: Mapping[str, Provenance], read: OrderLine, masters: Masters, customer: str, day: date | None
) -> CheckedLine:
    product = masters.find_product(read.product_code, read.product_name, customer)
    price = masters.find_price(product, customer, day) if product else None
    at = written.get(f"lines.{read.number}.product_name")
    return CheckedLine(read, _reckoned(read, product), product, price, at.text if at else read.product_name or "")


def _reckoned(line: OrderLine, product: MasterProduct | None) -> OrderLine:
    """Reckon an absent amount, and take from the master what the document leaves to it; never a price."""
    if line.amount is None and line.quantity is not None and line.unit_price is not None:
        line = replace(line, amount=_whole(line.quantity * line.unit_price))
    if product is None:
        return line
    return replace(
        line,
        product_code=product.code,
        product_name=product.name,
        unit=line.unit or product.unit or None,
        tax_rate=product.tax_rate if line.tax_rate is None else line.tax_rate,
        known=True,
    )


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
