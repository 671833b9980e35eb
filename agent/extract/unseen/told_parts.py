"""Part what a text tells into its orders: goods below an order number of their own are another order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from agent.extract.unseen.blocks import numbers_in
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.labels import Found
from agent.extract.unseen.prose import Told
from agent.extract.unseen.strips import Strip

_OPENING = frozenset({"number", "ordered_on", "deliver_on", "customer_code", "customer_name", "deliver_to"})
_OF_LAST = re.compile("(?:こちら|これ|この(?:ご?注文|分|方)|後者|[^。、]{1,12}(?:のみ|だけ))")
"""What begins a sentence below all goods that is of the last order alone: こちらは4/12着でお願いします."""
_COMMON = frozenset({"", "customer_code", "customer_name", "supplier"})


@dataclass(frozen=True, slots=True)
class ToldPart:
    """One order of a text: its goods, the rows in which its head may stand, and the row it begins in."""

    told: Told
    where: tuple[int, ...]
    start: int = 0


def parts_of(told: Told, strips: Sequence[Strip], found: Sequence[Found]) -> Iterator[ToldPart]:
    """Part the goods of a text at its order numbers; they are one order unless each number has goods below it."""
    free = [at for at in range(len(strips)) if at not in told.at]
    openings = _openings(told, found, len(strips))
    if not openings:
        yield ToldPart(told, tuple(free))
        return
    last = max(told.begins)
    trailing = [at for at in free if at > last and not _is_own(strips[at])]
    for start, stop in zip(openings, [*openings[1:], len(strips)], strict=True):
        own = [number for number, at in enumerate(told.begins) if start <= at < stop]
        rows = tuple(told.rows[number] for number in own)
        part = replace(told, rows=rows, begins=tuple(told.begins[number] for number in own))
        where = sorted({*(at for at in free if at < openings[0] or start <= at < stop), *trailing})
        yield ToldPart(part, tuple(where), start)


def _openings(told: Told, found: Sequence[Found], n_rows: int) -> list[int]:
    """Return the rows in which orders begin; none when there is one order, or goods stand outside their numbers."""
    numbers = numbers_in(found, 0, n_rows)
    if len(numbers) < 2:
        return []
    openings = []
    for number in numbers:
        above = max((at for at in told.begins if at < number.at), default=-1)
        openings.append(min(one.at for one in found if above < one.at <= number.at and one.field in _OPENING))
    spans = list(zip(openings, [*openings[1:], n_rows], strict=True))
    has_goods = all(any(start <= at < stop for at in told.begins) for start, stop in spans)
    return openings if has_goods and min(told.begins) > openings[0] else []


def _is_own(strip: Strip) -> bool:
    """Whether a row below all goods is of the last order alone, by its label or by how it begins."""
    if _OF_LAST.match(strip.text):
        return True
    labels = [label_in(cell.text) for cell in strip.cells]
    return any(label is not None and label.word.field not in _COMMON for label in labels)
