"""Lists of a shop's goods into which a customer writes how many: rows left open are no lines of the order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from agent.core.order import Finding, Order, OrderLine, Severity
from agent.extract.table import Table, key_of
from agent.extract.unseen.across import is_asked
from agent.extract.unseen.rows import GROUPED_BY
from agent.extract.unseen.unheeded import is_harmless
from agent.extract.unseen.words import title_words
from agent.extract.values import number_in

_PRODUCT = ("product_code", "product_name")
_ASKED = ("quantity", "amount")
_FILLED_IN = frozenset({"quantity", "line_note", "deliver_on", "deliver_to"})
_MAY_ASK = re.compile(r"(?:ご?(?:注文|発注|希望|要望|追加|特記))(?:数量?|事項)?(?:\(.{1,8}\))?")


class Asked(NamedTuple):
    """The rows of a table that ask for goods, and as texts those of a list that name some and ask for none.

    It `is_said` that the table is a list where its form says so; `doubtful` are those of its open rows that may ask for
    goods in another column.
    """

    numbers: Sequence[int]
    unasked: Sequence[str] = ()
    is_said: bool = False
    doubtful: Sequence[str] = ()


def asked_in(table: Table, *, is_list: bool) -> Asked:
    """Part a list's rows; where nobody says that it is one, it is where more of them are left open than filled in.

    Where nothing at all is filled in, every row is a line that lacks its quantity. So is an open row of an order that
    has no other.
    """
    where = dict(table.columns)
    every = range(len(table.rows))
    if "quantity" not in where:
        return Asked(every)
    named = [at for at in every if any(table.rows[at][where[name]].strip() for name in _PRODUCT if name in where)]
    is_open = _is_unasked if is_list else _is_blank
    left_open = {at for at in named if all(is_open(table.rows[at][where[name]]) for name in _ASKED if name in where)}
    if len(left_open) in (0, len(named)) or not (is_list or len(named) < 2 * len(left_open)):
        return Asked(every)
    if is_list:
        left_open -= set(_alone(table, left_open))
    texts = {at: " ".join(text for text in table.rows[at] if text) for at in sorted(left_open)}
    seldom = _seldom_filled(table, left_open) if is_list else set()
    doubtful = [texts[at] for at in texts if _may_ask(table, at, seldom)] if is_list else []
    return Asked([at for at in every if at not in left_open], list(texts.values()), is_list, doubtful)


def _is_blank(text: str) -> bool:
    return not text.strip() or number_in(text.strip()) == 0


def _is_unasked(text: str) -> bool:
    """Whether a cell of a list asks for nothing: blank, zero or a stroke; one that cannot be read may ask."""
    return not is_asked(text)


def _alone(table: Table, left_open: set[int]) -> Iterator[int]:
    """Yield open rows of an order of which no other row is filled in."""
    columns = [index for name, index in table.columns if name in GROUPED_BY]
    filled = {
        (index, row[index].strip()) for at, row in enumerate(table.rows) if at not in left_open for index in columns
    }
    for at in left_open:
        own = {(index, text) for index in columns if (text := table.rows[at][index].strip())}
        if not own <= filled:
            yield at


def _may_ask(table: Table, number: int, seldom: set[int]) -> bool:
    """Whether an open row says more than goods that are printed: beside a price, or in a column not asked for.

    Such a column is one of what is ordered, or one that is `seldom` filled in.
    """
    row, price = table.rows[number], dict(table.columns).get("unit_price")
    if price is not None and number_in(row[price]) is None and re.search(r"\d", row[price]):
        return True
    others = [at for at in _unasked(table, row) if is_asked(row[at]) and row[at].strip()]
    return any(at in seldom or _is_of_order(table.names[at]) for at in others)


def _unasked(table: Table, row: Sequence[str]) -> list[int]:
    return [at for at, _ in table.unasked if at < len(row)]


def _seldom_filled(table: Table, left_open: set[int]) -> set[int]:
    """Return the columns of no known use in which most open rows have nothing: somebody filled in what stands there."""
    counts = Counter(at for number in left_open for at in _unasked(table, table.rows[number]) if table.rows[number][at])
    return {at for at, n in counts.items() if 2 * n <= len(left_open) and not _is_printed(table.names[at])}


def _is_printed(title: str) -> bool:
    """Whether a title is that of what a list says of its goods, and no customer."""
    fields = {word.field for word in title_words(title)} - {""}
    return is_harmless(title) or bool(fields - _FILLED_IN)


def _is_of_order(title: str) -> bool:
    words = {word.field for word in title_words(title)}
    return bool({"quantity", "line_note"} & words) or _MAY_ASK.fullmatch(key_of(title)) is not None


def with_unasked(order: Order, asked: Asked) -> Order:
    """Note the rows of a list that ask for nothing; doubt them unless the lines are all that the total has.

    Where the form says that it is a list, they are doubted where the total has more, or they may ask in another column.
    """
    if not asked.unasked:
        return order
    amounts = [amount_of(line) for line in order.lines]
    known = [one for one in amounts if one is not None]
    is_whole = len(known) == len(amounts) and order.total == sum(known, Decimal(0))
    if asked.is_said:
        is_whole = not asked.doubtful and (is_whole or order.total is None or len(known) < len(amounts))
    shown = [*asked.doubtful, *asked.unasked][0]
    values = (("text", shown[:80]), ("n", str(len(asked.unasked))))
    weight = Severity.NOTE if is_whole else Severity.DOUBT
    return order.with_findings(Finding("rows-without-quantity", weight, "lines", values))


def amount_of(line: OrderLine) -> Decimal | None:
    """Return a line's amount, worked out where only its price is written."""
    if line.amount is not None or line.quantity is None or line.unit_price is None:
        return line.amount
    return line.quantity * line.unit_price
