"""Part a document into its orders: a table with an order number of its own before it begins another order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from agent.extract.unseen.header import Header
from agent.extract.unseen.labels import Found
from agent.extract.values import folded, squeezed

_OPENING = frozenset({"number", "ordered_on", "deliver_on", "customer_code", "customer_name"})
_OTHERS = ("customer_code", "customer_name", "deliver_to")


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
    """Part rows into orders: by their numbers, and where none stands, by whom and where they are for.

    Args:
        headers: The title rows, in order.
        ends: For each, the last row of its goods and sums.
        found: Every labelled value.
        n_rows: How many rows the document has.
    """
    blocks = [Block(0, n_rows, [headers[0]])]
    for header, before in zip(headers[1:], ends, strict=False):
        opening = _opening(found, before, header.first, _OPENING)
        numbers = numbers_in(found, opening, header.first) if opening >= 0 else []
        block = blocks[-1]
        block.number = block.number or next(
            (folded(one.written.text) for one in numbers_in(found, block.start, before + 1)), ""
        )
        if not numbers and not block.number and _is_for_another(found, block, before, header.first):
            opening = _opening(found, before, header.first, _OPENING | {"deliver_to"})
        elif not numbers or folded(numbers[0].written.text) == block.number:
            block.headers.append(header)
            continue
        block.stop = opening
        blocks.append(Block(opening, n_rows, [header], folded(numbers[0].written.text) if numbers else ""))
    return blocks


def _opening(found: Sequence[Found], before: int, stop: int, fields: frozenset[str]) -> int:
    """Return the first row between two tables that tells of an order; -1 when none does."""
    return min((one.at for one in found if before < one.at < stop and one.field in fields), default=-1)


def _is_for_another(found: Sequence[Found], block: Block, before: int, stop: int) -> bool:
    """Whether the rows above a table name another customer, or another place to deliver to, than the order before."""
    for name in _OTHERS:
        own = {squeezed(one.written.text) for one in found if one.field == name and block.start <= one.at <= before}
        new = {squeezed(one.written.text) for one in found if one.field == name and before < one.at < stop}
        if own and new and not own & new:
            return True
    return False
