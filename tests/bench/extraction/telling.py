"""When two values say the same: texts whatever their widths and blanks, numbers whatever their zeros."""

from __future__ import annotations

import unicodedata
from datetime import date
from decimal import Decimal
from typing import Any

NUMBERS = frozenset({"total", "tax", "gross", "quantity", "unit_price", "amount", "tax_rate"})
DAYS = frozenset({"ordered_on", "deliver_on"})
_UNITS = {"BG": "袋", "BX": "箱", "CS": "ケース", "CT": "カートン", "KGM": "kg", "LTR": "L", "H87": "個"}
"""Codes of UN/ECE Recommendations 20 and 21, and the name by which an order may say the same unit."""


def plainly(name: str, value: Any) -> Any:
    """Write a field's value so that equal ones are equal, from an answer or from an order."""
    if value is None or value == "":
        return None
    if name in NUMBERS:
        return number_of(value)
    if name in DAYS:
        return value if isinstance(value, date) else date.fromisoformat(value)
    text = squeezed(str(value))
    return _UNITS.get(text, text) if name == "unit" else text


def number_of(value: Any) -> Decimal | None:
    """Return a number, absent staying absent."""
    return None if value is None else Decimal(value)


def squeezed(text: str) -> str:
    """Fold widths (NFKC) and drop every blank: where a PDF has blanks is seldom certain."""
    return "".join(unicodedata.normalize("NFKC", text).split())
