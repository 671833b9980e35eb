"""Whether a text can be the value of a field: a day for a day, a number for a total, a code for a code."""

from __future__ import annotations

import re
from datetime import date

from agent.extract.unseen.words import head_word
from agent.extract.values import BEHIND_DAY, MAX_VALUE, day_in, folded, number_in

DAYS = frozenset({"ordered_on", "deliver_on"})
MONEY = frozenset({"total", "subtotal", "grand", "tax", "inner_tax"})
TEXTS = frozenset({"customer_name", "deliver_to", "note", "supplier"})

_TAX_BEHIND = re.compile(r"[ (]*(税抜き?|税別|税込み?)\)?$")
_BEFORE_MONEY = re.compile(r"(?:金|jpy|yen)\s*(?=[¥\\\d])", re.IGNORECASE)
_NUMBER = re.compile(
    r"#?(?:[A-Za-z]{1,4} )?[A-Za-z0-9][A-Za-z0-9\-_/.]{0,39}|[一-龠ぁ-んァ-ヶー]{1,6}-[A-Za-z0-9\-]{1,30}|第\d{1,10}号"
)
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-]{0,19}")
_TOUCHING = re.compile(r"\d\s+\d")


def fitted(field: str, text: str, near: date) -> str | None:
    """Return what of a text is the field's value, or None when it cannot be one."""
    plain = folded(text)
    if not plain or (field not in TEXTS and len(plain) > MAX_VALUE):
        return None
    if field in DAYS:
        day = BEHIND_DAY.sub("", plain)
        return day if day_in(day, "md", near) is not None else None
    if field in MONEY:
        money = _BEFORE_MONEY.sub("", _TAX_BEHIND.sub("", plain))
        return money if number_in(money) is not None and not _TOUCHING.search(money) else None
    if field == "number":
        return plain if _is_number(plain) else None
    if field == "customer_code":
        return plain if _CODE.fullmatch(plain) and re.search(r"\d", plain) else None
    return text.strip() if _is_words(plain) else None


def _is_number(plain: str) -> bool:
    if not _NUMBER.fullmatch(plain) or not re.search(r"\d", plain):
        return False
    return plain.isdigit() or day_in(plain, "md", date(2000, 1, 1)) is None


def _is_words(plain: str) -> bool:
    """Whether a text says something, and is no label itself."""
    return bool(re.search(r"[^\W\d_]", plain)) and head_word(plain) is None


def apart(text: str) -> str:
    """Keep numbers that only a blank parts from running into one."""
    return re.sub(r"(?<=\d)\s+(?=\d)", " | ", folded(text)) if _TOUCHING.search(folded(text)) else text
