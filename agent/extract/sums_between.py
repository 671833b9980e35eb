"""Sums that stand between ordered goods: subtotals, and what is carried from one page to the next."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.table import Cell, key_of
from agent.extract.values import number_in

_SUM = re.compile(
    r"[\[(【〔<]?(?:\d{1,2}%(?:対象)?)?(?:小計|頁計|ページ計|中計|累計|subtotal)(?:[(\[]?(?:税率?)?\d{0,2}%?(?:対象|分|税抜|税別)?[)\]]?)?[\])】〕>]?"
    r"|.{0,8}(?:繰越|繰り越し|次頁へ|次ページへ|前頁より|前ページより)(?:し|す|ぐ|続く|つづく|高|額|金額|合計)?"
    r"|(?:carried|brought)(?:forward|over)",
    re.IGNORECASE,
)


def is_sum_between(cells: Sequence[Cell]) -> bool:
    """Whether a row is nothing but the word for such a sum and its numbers: it asks for no goods."""
    words = [cell.text for cell in cells if cell.text.strip() and number_in(cell.text) is None]
    return len(words) == 1 and _SUM.fullmatch(key_of(words[0])) is not None
