"""Compare what stands in the ledger with what the customers meant, by a way of its own.

Shares no code with robot, target or ledger: the ledger's CSV over plain HTTP, read with the standard library.
"""

from __future__ import annotations

import csv
import io
import urllib.request
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from agent.demo.sample import Fate, SampleOrder

TIMEOUT_S = 30

LineFigures = tuple[str, Decimal, Decimal]


@dataclass(frozen=True, slots=True)
class BookedSlip:
    """One slip as the ledger exports it; lines as product code, quantity and price, in the slip's order."""

    number: str
    customer_code: str
    order_number: str
    memo: str
    total: Decimal
    lines: tuple[LineFigures, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it should be: slip-missing, slip-doubled, slip-unexpected, total- or lines-differ."""

    code: str
    customer_code: str
    order_number: str
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class ReaderReport:
    """How many orders ought to stand in the ledger, how many slips do, and every difference."""

    n_expected: int
    n_slips: int
    n_right: int
    differences: tuple[Difference, ...]

    @property
    def is_right(self) -> bool:
        """Whether the ledger holds exactly what it ought to."""
        return not self.differences


def read_ledger(url: str, token: str) -> list[BookedSlip]:
    """Fetch every slip of the ledger.

    Raises:
        OSError: The ledger does not answer, or refuses the token.
    """
    request = urllib.request.Request(f"{url}/export.csv", headers={"Authorization": f"Bearer {token}"})  # noqa: S310
    with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:  # noqa: S310 (an address we were handed)
        text = answer.read().decode()
    rows: dict[str, list[Mapping[str, str]]] = defaultdict(list)
    for row in csv.DictReader(io.StringIO(text)):
        rows[row["slip_number"]].append(row)
    return [_slip(number, of_slip) for number, of_slip in rows.items()]


def compare(orders: Sequence[SampleOrder], slips: Sequence[BookedSlip]) -> ReaderReport:
    """Hold slips against orders: one equal slip for each order to be entered, none for any other."""
    expected = {(order.customer_code, order.number): order for order in orders if order.fate is Fate.ENTERED}
    found: dict[tuple[str, str], list[BookedSlip]] = defaultdict(list)
    for slip in slips:
        found[slip.customer_code, slip.order_number].append(slip)
    differences = [one for key, order in expected.items() for one in _differences(order, found.get(key, []))]
    differences += [
        Difference("slip-unexpected", slip.customer_code, slip.order_number, found=slip.number)
        for slip in slips
        if (slip.customer_code, slip.order_number) not in expected
    ]
    wrong = {(one.customer_code, one.order_number) for one in differences}
    return ReaderReport(len(expected), len(slips), len(expected.keys() - wrong), tuple(differences))


def _slip(number: str, rows: Sequence[Mapping[str, str]]) -> BookedSlip:
    ordered = sorted(rows, key=lambda row: int(row["line"]))
    lines = tuple((row["product_code"], Decimal(row["quantity"]), Decimal(row["unit_price"])) for row in ordered)
    head = ordered[0]
    return BookedSlip(number, head["customer_code"], head["order_number"], head["memo"], Decimal(head["total"]), lines)


def _differences(order: SampleOrder, slips: Sequence[BookedSlip]) -> Iterator[Difference]:
    if not slips:
        yield Difference("slip-missing", order.customer_code, order.number)
    if len(slips) > 1:
        numbers = " ".join(slip.number for slip in slips)
        yield Difference("slip-doubled", order.customer_code, order.number, found=numbers)
    lines = tuple((line.product_code, line.quantity, line.unit_price) for line in order.lines)
    for slip in slips:
        if slip.total != order.total:
            yield Difference("total-differs", order.customer_code, order.number, str(order.total), str(slip.total))
        if slip.lines != lines:
            yield Difference("lines-differ", order.customer_code, order.number, _text(lines), _text(slip.lines))


def _text(lines: Sequence[LineFigures]) -> str:
    return ", ".join(f"{code} x {quantity} @ {price}" for code, quantity, price in lines)
