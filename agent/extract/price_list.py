"""Lists of a shop's goods into which a customer writes how many: rows left open are no lines of the order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from agent.core.order import Order, OrderLine, Severity
from agent.extract.asking_rows import asking_rows
from agent.extract.open_rows import open_rows, span_of
from agent.extract.table import Table
from agent.extract.unseen.across import is_asked
from agent.extract.unseen.rows import GROUPED_BY
from agent.extract.values import number_in

_PRODUCT = ("product_code", "product_name")
_ASKED = ("quantity", "amount")


class Asked(NamedTuple):
    """The rows of a table that ask for goods, and as texts those of a list that name some and ask for none.

    It `is_said` that the table is a list where its form says so; `doubtful` are those of its open rows that may ask for
    goods elsewhere than under the quantity. The list stands between the places of its `span`.
    """

    numbers: Sequence[int]
    unasked: Sequence[str] = ()
    is_said: bool = False
    doubtful: Sequence[str] = ()
    span: tuple[str, str] = ("", "")


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
    doubtful = [texts[at] for at in sorted(asking_rows(table, named, left_open))] if is_list else []
    numbers = [at for at in every if at not in left_open]
    return Asked(numbers, list(texts.values()), is_list, doubtful, span_of(table))


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
    texts = sorted(asked.unasked, key=lambda text: text not in asked.doubtful)
    weight = Severity.NOTE if is_whole else Severity.DOUBT
    return order.with_findings(open_rows(texts, asked.span, weight))


def amount_of(line: OrderLine) -> Decimal | None:
    """Return a line's amount, worked out where only its price is written."""
    if line.amount is not None or line.quantity is None or line.unit_price is None:
        return line.amount
    return line.quantity * line.unit_price
