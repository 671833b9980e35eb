"""Money: exact decimals, and one rounding function per rule."""

from __future__ import annotations

from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

YEN = Decimal(1)


def round_half_up(amount: Decimal) -> Decimal:
    """Round to whole yen, halves away from zero (四捨五入)."""
    return amount.quantize(YEN, rounding=ROUND_HALF_UP)


def round_down(amount: Decimal) -> Decimal:
    """Round to whole yen, downwards (切り捨て), as most Japanese invoices round consumption tax."""
    return amount.quantize(YEN, rounding=ROUND_FLOOR)


def plain(amount: Decimal) -> str:
    """Write a decimal without exponent and without trailing zeros: 1200, 12.5.

    Equal amounts give equal texts, so the text may stand in keys and comparisons.
    """
    text = format(amount, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
