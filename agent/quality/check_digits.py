"""Check digits of corporate numbers, registration numbers and article numbers."""

from __future__ import annotations

import re

_DIGITS = re.compile(r"\d{13}", re.ASCII)
_JAN = re.compile(r"\d{8}|\d{13}", re.ASCII)


def is_corporate_number(digits: str) -> bool:
    """Whether 13 digits are a corporate number (法人番号) by their first, the check digit.

    Source: ministerial ordinance on corporate numbers (平成26年財務省令第70号), article 2.
    """
    if not _DIGITS.fullmatch(digits):
        return False
    weighed = sum(int(digit) * (1 + n % 2) for n, digit in enumerate(reversed(digits[1:])))
    return int(digits[0]) == 9 - weighed % 9


def is_registration_number(text: str) -> bool:
    """Whether a text is the number of an issuer of qualified invoices: T and a corporate number.

    Sole proprietors have 13 digits of another kind behind their T: a number that fails may be theirs.
    """
    return text[:1].upper() == "T" and is_corporate_number(text[1:])


def is_jan(digits: str) -> bool:
    """Whether 8 or 13 digits are a JAN (EAN, GTIN) code by their last, the check digit. Source: GS1, ISO/IEC 15420."""
    if not _JAN.fullmatch(digits):
        return False
    weighed = sum(int(digit) * (3 if n % 2 else 1) for n, digit in enumerate(reversed(digits)))
    return weighed % 10 == 0
