"""Total and tax that no known label names, where figures vouch: the lines' sum, and a rate or a sum of both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from agent.extract.labelled import Written
from agent.extract.table import Cell
from agent.extract.unseen.fitting import ANY_DAY, fitted
from agent.extract.unseen.labels import Found
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.vocabulary import WEAK
from agent.extract.values import folded, number_in

_BEFORE = re.compile(r"[^:：=\s]{0,40}[:：=\s]\s*(?=[^:：=\s]{1,20}$)")
_NET = frozenset({"total", "subtotal"})
_TAXES = frozenset({"tax", "inner_tax"})
_LEAST, _MOST_TAX, _MAX_CELL = 100, Decimal("0.11"), 60
_RATES = (Decimal("0.1"), Decimal("0.08"))


def vouched_sums(
    strips: Sequence[Strip], where: Sequence[int], found: Sequence[Found], lines: Decimal | None
) -> Iterator[Found]:
    """Yield what the lines add up to, and its tax, where no label names a total, or a tax.

    Args:
        strips: All rows of the document.
        where: The rows outside the lines.
        found: Every labelled sum of the order.
        lines: What the lines add up to as written, None when a line has no amount.
    """
    if lines is None or lines < _LEAST:
        return
    taken = {one.written.place for one in found}
    sums = {
        value: (at, cell)
        for at in where
        for cell in strips[at].cells
        if cell.place not in taken
        for value in _sum(cell)
    }
    if not any(one.field in _NET for one in found) and lines in sums:
        yield _found("total", *sums[lines], lines)
    if any(one.field in _TAXES for one in found):
        return
    wholes = {*sums, *(value for one in found for value in [number_in(one.written.text)] if value is not None)}
    taxes = [value for value in sums if 0 < value <= lines * _MOST_TAX and _is_tax(value, lines, wholes)]
    if len(taxes) == 1:
        yield _found("tax", *sums[taxes[0]], taxes[0])
    elif lines in wholes and (
        inner := [one for one in sums if _is_inner(one, lines) and _says_tax(strips[sums[one][0]])]
    ):
        yield _found("inner_tax", *sums[inner[0]], inner[0])


def _sum(cell: Cell) -> Iterator[Decimal]:
    """Yield the sum a cell holds, alone or behind a text: `ご発注金額：¥346,497`."""
    plain = folded(cell.text[:_MAX_CELL])
    text = fitted("total", _BEFORE.sub("", plain, count=1), ANY_DAY)
    value = None if text is None else number_in(text)
    if value is not None:
        yield value


def _is_tax(value: Decimal, lines: Decimal, wholes: set[Decimal]) -> bool:
    """Whether a sum is the tax on the lines: with them it is another sum, or it is the lines times a rate."""
    return lines + value in wholes or is_tax_on(value, lines)


def is_tax_on(value: Decimal, net: Decimal) -> bool:
    """Whether a sum is the tax on another at one of the rates, but for its rounding."""
    return any(abs(net * rate - value) < 1 for rate in _RATES)


def _is_inner(value: Decimal, lines: Decimal) -> bool:
    return any(abs(lines * rate / (1 + rate) - value) < 1 for rate in _RATES)


def _says_tax(strip: Strip) -> bool:
    return "税" in strip.text


def _found(name: str, at: int, cell: Cell, value: Decimal) -> Found:
    return Found(name, Written(name, str(value), cell.place), WEAK, "", at, "", "vouched")
