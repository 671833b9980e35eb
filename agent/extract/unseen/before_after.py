"""A head's fields before and after a change, side by side: `納品日 | 9/24 | 9/28` under 変更前 and 変更後.

What was before is left out, so that what stands beside the label is what shall be.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extract.table import Cell
from agent.extract.unseen.label_words import asks
from agent.extract.unseen.strips import Strip
from agent.extract.values import squeezed

_BEFORE = re.compile(
    r"(?:(?:変更|訂正|修正|改定)(?:前|元)|当初|現在|現行|旧|元|before|from|old)(?:の?(?:内容|ご?注文|発注))?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:(?:変更|訂正|修正|改定)(?:後|先)|変更|訂正|修正|新|after|to|new)(?:の?(?:内容|ご?注文|発注))?", re.IGNORECASE
)
_SAME = re.compile(
    r"(?:変更|訂正|修正)(?:は|事項)?(?:なし|無し?|ありません)|同[左じ上]|そのまま|[〃\"”々]|[-ー―‐]|なし|無し?|n/?a|unchanged",
    re.IGNORECASE,
)
_VALUES = 3


def with_changed_heads(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Leave one value beside each label that stands under titles of before and after."""
    return tuple(_laid(strips))


def _laid(strips: Sequence[Strip]) -> Iterator[Strip]:
    order: tuple[bool, ...] = ()
    page = -1
    for strip in strips:
        written = [cell for cell in strip.cells if cell.text]
        goes_on = strip.page == page and len(written) > 0 and asks(written[0].text)
        order, page = _order_of(written) or (order if goes_on else ()), strip.page
        is_row = goes_on and len(order) > 0 and len(written) == _VALUES
        yield strip._replace(cells=(written[0], _meant(written[1:], order))) if is_row else strip


def _order_of(written: Sequence[Cell]) -> tuple[bool, ...]:
    """Return of the two titles which is that of what shall be; nothing where a row is none of such titles."""
    texts = [squeezed(cell.text) for cell in written[-2:]]
    told = tuple(_AFTER.fullmatch(text) is not None for text in texts)
    are_both = sum(told) == 1 and any(_BEFORE.fullmatch(text) for text in texts)
    return told if are_both and len(written) <= _VALUES else ()


def _meant(values: Sequence[Cell], order: Sequence[bool]) -> Cell:
    before, after = values if order[1] else values[::-1]
    return before if _SAME.fullmatch(squeezed(after.text)) else after
