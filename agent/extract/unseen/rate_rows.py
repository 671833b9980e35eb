"""Sums in a table of their own: a row for each tax rate, and one for the whole.

税抜金額   消費税   税込金額
10%対象      4,800      480      5,280
8%対象       5,760      460      6,220
合計        10,560      940     11,500
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.unseen.strips import Strip
from agent.extract.values import folded, squeezed

_RATE = re.compile(
    r"(?:(?:軽減|標準)?(?:税率)?\(?(?:8|10)(?:\.0)?%\)?|非課税|不課税|免税)(?:対象|分|税率)?(?:計|小計)?(?:\([^()]{1,8}\)|[※*])?"
)
_WHOLE = re.compile(r"(?:総?合計|総?計|total)")
_MOST, _TWO = 5, 2


def row_of_sums(strips: Sequence[Strip], looked_in: frozenset[int], at: int) -> int | None:
    """Return the row that holds the whole of the sums titled in a row: where no rows of rates follow, the next.

    None where rows of several rates follow, and none of them all.
    """
    rates, whole = [], []
    for row in range(at + 1, at + 1 + _MOST):
        if row not in looked_in or strips[row].page != strips[at].page:
            break
        first = next((squeezed(folded(cell.text)) for cell in strips[row].cells if cell.text), "")
        if _RATE.fullmatch(first):
            rates.append(row)
        elif _WHOLE.fullmatch(first):
            whole.append(row)
        else:
            break
    if len(rates) < _TWO:
        return at + 1
    return whole[0] if len(whole) == 1 else None
