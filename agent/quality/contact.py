"""Postal codes and telephone numbers in one spelling."""

from __future__ import annotations

import re

from agent.quality.normalise import text_key

_POSTAL = re.compile(r"〒?(\d{3})-?(\d{4})")
_TELEPHONE = re.compile(r"(?:tel|fax|電話|℡|携帯)?(?:番号)?[:.]?(\+81-?(?:\(0\))?)?([\d()-]{9,18})")
_FREE_OR_MOBILE = ("0800", "050", "070", "080", "090")


def postal_code(text: str) -> str | None:
    """Read a postal code as `100-0001`: `〒１００－０００１`, `1000001`; None when it is none."""
    match = _POSTAL.fullmatch(text_key(text).replace("ー", "-"))
    return f"{match[1]}-{match[2]}" if match else None


def telephone(text: str) -> str | None:
    """Read a Japanese telephone number as its digits: `０３（１２３４）５６７８`, `+81-3-1234-5678` → 0312345678.

    None when the digits are too few or too many for one number.
    """
    match = _TELEPHONE.fullmatch(text_key(text).replace("ー", "-"))
    if match is None:
        return None
    digits = re.sub(r"\D", "", match[2])
    if match[1]:
        digits = "0" + digits.removeprefix("0")
    long = digits.startswith(_FREE_OR_MOBILE)
    return digits if digits.startswith("0") and len(digits) == 10 + long else None
