"""Open rows of a list of goods that may ask for some elsewhere than under the quantity: beside a price, in a name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set

from agent.extract.elsewhere_words import goods_in
from agent.extract.table import Table
from agent.extract.titles import key_of
from agent.extract.unseen.across import is_asked
from agent.extract.unseen.unheeded import is_harmless
from agent.extract.unseen.words import title_words
from agent.extract.values import folded, number_in, quantity_in

_FILLED_IN = frozenset({"quantity", "line_note", "deliver_on", "deliver_to"})
_MAY_ASK = re.compile(r"(?:ご?(?:注文|発注|希望|要望|追加|特記))(?:数量?|事項)?(?:\(.{1,8}\))?")
_COUNT_AT_END = re.compile(r"[\s(×x*](?P<count>[^\s()×x*]{1,12})\)?")
_ASKS = re.compile(
    r"(?:^|[^\dA-Za-z.])[×x✕*] ?\d{1,4} ?\D{0,4}$|\d{1,4} ?つ|同じ|同数|前回|追加|希望|お願い|下さい|ください"
)
"""A name that says how many, or that some are wanted; behind the figures of a size, `2L×6`, it is more of a size."""
_PARTS = {"product_code": 2, "unit": 2, "product_name": 4}
"""Of all rows that name goods, at most one in so many is written in: where more have a count there, it is printed."""


def asking_rows(table: Table, named: Sequence[int], left_open: Set[int]) -> set[int]:
    """Return the open rows that say more than goods that are printed.

    Args:
        table: The list.
        named: Its rows that name goods.
        left_open: Those of them without a quantity.
    """
    seldom = _seldom_filled(table, left_open)
    written_in = {at for name, index in table.columns for at in _written_in(table, name, index, named)}
    lacking = {at for at in _lacking(table, named) if goods_in(folded(" ".join(table.rows[at])))}
    return {at for at in left_open if at in written_in | lacking or _may_ask(table, at, seldom)}


def _written_in(table: Table, name: str, index: int, named: Sequence[int]) -> Iterator[int]:
    """Yield the rows that count goods in the column of a field, where it is no habit of the list to do so."""
    asking = [at for at in named if _counts(name, table.rows[at][index])]
    if name == "unit_price" or len(asking) * _PARTS.get(name, len(named) + 1) <= len(named):
        yield from asking


def _counts(name: str, text: str) -> bool:
    """Whether a text in the column of a field counts goods: a unit `5袋`, a code `P1004 5袋`, a price `五`."""
    if name == "unit_price":
        has_figures = re.search(r"\d", text) is not None
        return has_figures != (number_in(text) is not None)
    if name == "unit":
        return quantity_in(text) is not None
    plain = folded(text)
    if name == "product_name" and (_ASKS.search(plain) or goods_in(plain.partition(" ")[0])):
        return True
    ends = (found["count"] for found in _COUNT_AT_END.finditer(plain) if found.end() == len(plain))
    asked = [read for count in ends if (read := quantity_in(count)) is not None]
    return any(name == "product_code" or goods_in(f"{number}{unit or ''}") for number, unit in asked)


def _lacking(table: Table, named: Sequence[int]) -> Iterator[int]:
    """Yield the rows that have nothing in a column which most rows fill, as a text below a list has."""
    columns = [index for name, index in table.columns if name not in ("quantity", "amount")]
    most = [index for index in columns if 2 * sum(bool(table.rows[at][index]) for at in named) > len(named)]
    return (at for at in named if not all(table.rows[at][index] for index in most))


def _may_ask(table: Table, number: int, seldom: Set[int]) -> bool:
    """Whether an open row says something in a column not asked for: of what is ordered, or `seldom` filled in."""
    texts = ((at, title, table.text(number, at)) for at, title in table.unasked)
    return any(is_asked(text) and text.strip() and (at in seldom or _is_of_order(title)) for at, title, text in texts)


def _seldom_filled(table: Table, left_open: Set[int]) -> set[int]:
    """Return the columns of no known use in which most open rows have nothing: somebody filled in what stands there."""
    counts = Counter(at for at, _ in table.unasked for number in left_open if table.text(number, at))
    return {at for at, n in counts.items() if 2 * n <= len(left_open) and not _is_printed(table.names[at])}


def _is_printed(title: str) -> bool:
    """Whether a title is that of what a list says of its goods, and no customer."""
    fields = {word.field for word in title_words(title)} - {""}
    return is_harmless(title) or bool(fields - _FILLED_IN)


def _is_of_order(title: str) -> bool:
    words = {word.field for word in title_words(title)}
    return bool({"quantity", "line_note"} & words) or _MAY_ASK.fullmatch(key_of(title)) is not None
