"""Part a document into its orders: a table with an order number of its own before it begins another order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.extract.unseen.header import Header
from agent.extract.unseen.labels import Found
from agent.extract.values import folded

_OPENING = frozenset({"number", "ordered_on", "deliver_on", "customer_code", "customer_name"})


@dataclass(slots=True)
class Block:
    """One order's rows, from `start` to before `stop`, and the titles of its tables."""

    start: int
    stop: int
    headers: list[Header]
    number: str = ""


def numbers_in(found: Sequence[Found], start: int, stop: int) -> list[Found]:
    """Return the order numbers between two rows, those of the surest label only, each once."""
    numbers = [one for one in found if one.field == "number" and start <= one.at < stop]
    surest = max((one.confidence for one in numbers), default=0.0)
    by_text: dict[str, Found] = {}
    for one in numbers:
        if one.confidence == surest:
            by_text.setdefault(folded(one.written.text), one)
    return list(by_text.values())


def blocks_of(headers: Sequence[Header], ends: Sequence[int], found: Sequence[Found], n_rows: int) -> list[Block]:
    """Part rows into orders.

    Args:
        headers: The title rows, in order.
        ends: For each, the last row of its goods and sums.
        found: Every labelled value.
        n_rows: How many rows the document has.
    """
    blocks = [Block(0, n_rows, [headers[0]])]
    for header, before in zip(headers[1:], ends, strict=False):
        opening = min((one.at for one in found if before < one.at < header.first and one.field in _OPENING), default=-1)
        numbers = numbers_in(found, opening, header.first) if opening >= 0 else []
        block = blocks[-1]
        block.number = block.number or next(
            (folded(one.written.text) for one in numbers_in(found, block.start, before + 1)), ""
        )
        if not numbers or folded(numbers[0].written.text) == block.number:
            block.headers.append(header)
            continue
        block.stop = opening
        blocks.append(Block(opening, n_rows, [header], folded(numbers[0].written.text)))
    return blocks
