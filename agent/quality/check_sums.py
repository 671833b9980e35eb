"""Checks of the total and the tax against the lines."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

from agent.core.money import YEN
from agent.core.order import Finding, Order, Severity
from agent.quality.case import Case, found, stated_amounts

_ROUNDINGS = (ROUND_HALF_UP, ROUND_FLOOR, ROUND_CEILING)


def total_adds_up(case: Case) -> Iterator[Finding]:
    """Stop a total that is not the sum of the lines, and say so when it is that with tax."""
    amounts, total = list(stated_amounts(case)), case.order.total
    if not amounts or len(amounts) < len(case.lines) or total is None:
        return
    lines = sum(amounts, Decimal(0))
    if total != lines:
        is_with_tax = total - lines in lawful_taxes(case.order)
        values = {"stated": total, "reckoned": lines}
        yield found("total-with-tax" if is_with_tax else "sum-wrong", Severity.STOP, "total", **values)


def tax_is_lawful(case: Case) -> Iterator[Finding]:
    """Doubt a tax that no lawful rounding of the lines gives."""
    lawful = lawful_taxes(case.order)
    if case.order.tax is not None and lawful and case.order.tax not in lawful:
        yield found("tax-wrong", Severity.DOUBT, "tax", stated=case.order.tax)


def lawful_taxes(order: Order) -> frozenset[Decimal]:
    """Return the taxes the lines may bear: rounded once per rate in any of the lawful ways; none without a rate.

    Source: Consumption Tax Act, order 70-10: rounding once per rate and invoice, the way is the issuer's choice.
    """
    bases: dict[Decimal, Decimal] = {}
    for line in order.lines:
        if line.tax_rate is None or line.amount is None:
            return frozenset()
        bases[line.tax_rate] = bases.get(line.tax_rate, Decimal(0)) + line.amount
    return frozenset(
        sum((_rounded(base * rate, rounding) for rate, base in bases.items()), Decimal(0)) for rounding in _ROUNDINGS
    )


def is_rounded(exact: Decimal, stated: Decimal) -> bool:
    """Whether a stated amount is the exact one, or the exact one rounded to whole yen in any way."""
    return stated == exact or any(stated == _rounded(exact, rounding) for rounding in _ROUNDINGS)


def _rounded(amount: Decimal, rounding: str) -> Decimal:
    return amount.quantize(YEN, rounding=rounding)
