"""The pattern of an order's lines, made of those that were read: each value a group, what parts them as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from agent.core.order import Order
from agent.extract.table import Page, Row
from agent.extract.values import folded

_MOST_ROWS = 6
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_GROUPS = {
    "product_name": r"\S(?:[^\n]*?\S)?",
    "product_code": r"[A-Za-z0-9][A-Za-z0-9\-_/.]*",
    "quantity": _NUMBER,
    "unit": r"[^\d\s()/@×:,、?~+*!.…・|¥%=]{1,8}",
    "unit_price": rf"¥?{_NUMBER}円?",
    "amount": rf"¥?{_NUMBER}円?",
}
_UNREAD = re.compile(r"\d{4}")
"""More figures than count lines: a code that was not read."""
_BETWEEN = re.compile(r"\n|[^\S\n]+|\d+|[^\s\d]")


class _Spot(NamedTuple):
    """Where a value of a line stands in its text."""

    start: int
    stop: int
    field: str


def patterns_of(pages: Sequence[Page], orders: Sequence[Order]) -> Iterator[dict[str, object]]:
    """Yield the one pattern that all lines of all orders are written by; nothing where they are written in several.

    Args:
        pages: The rows of a text.
        orders: What was read of it.
    """
    rows = [row for page in pages for row in page.rows]
    where = {place: at for at, row in enumerate(rows) for place in (row.place, *(cell.place for cell in row.cells))}
    found = {pattern for order in orders for pattern in _of_order(order, rows, where)}
    if len(found) == 1 and (pattern := found.pop()):
        yield {"lines": {"regex": pattern}}


def _of_order(order: Order, rows: Sequence[Row], where: Mapping[str, int]) -> Iterator[str]:
    """Yield the pattern of each line, an empty one where it cannot be told."""
    written = dict(order.provenance)
    for line in order.lines:
        paths = {name: f"lines.{line.number}.{name}" for name in _GROUPS}
        values = {name: written[path] for name, path in paths.items() if path in written}
        at = sorted(where.get(value.place, -1) for value in values.values())
        if not at or at[0] < 0 or at[-1] - at[0] >= _MOST_ROWS:
            yield ""
            return
        text = "\n".join(folded(row.text) for row in rows[at[0] : at[-1] + 1])
        yield _pattern(text, {name: folded(value.text) for name, value in values.items()})


def _pattern(text: str, values: Mapping[str, str]) -> str:
    spots: list[_Spot] = []
    for name in sorted(values, key=lambda name: -len(values[name])):
        spot = _spot_of(name, values, text, spots)
        if spot is None:
            return ""
        spots.append(spot)
    spots.sort()
    edges = [0, *(edge for spot in spots for edge in (spot.start, spot.stop)), len(text)]
    between = [text[start:stop] for start, stop in zip(edges[::2], edges[1::2], strict=True)]
    if any(map(_UNREAD.search, between)):
        return ""
    pieces = (f"{_literal(before)}{_group(spot, text)}" for before, spot in zip(between, spots, strict=False))
    return rf"^\s*{''.join(pieces)}{_literal(between[-1])}\s*$"


def _group(spot: _Spot, text: str) -> str:
    pattern = _NUMBER + _GROUPS["unit"] if _is_with_unit(spot, text) else _GROUPS[spot.field]
    return f"(?P<{spot.field}>{pattern})"


def _is_with_unit(spot: _Spot, text: str) -> bool:
    return spot.field == "quantity" and not re.fullmatch(_NUMBER, text[spot.start : spot.stop])


def _spot_of(name: str, values: Mapping[str, str], text: str, taken: Sequence[_Spot]) -> _Spot | None:
    """Return where a value stands and no other does; a quantity stands before its unit, where there is one."""
    value, unit = values[name], values.get("unit", "") if name == "quantity" else ""
    edge = r"(?<![\d.,])", r"(?![\d.,]*\d)"
    before, behind = edge if value[:1].isdigit() and value[-1:].isdigit() else ("", "")
    found = [
        _Spot(match.start(), match.end(), name)
        for match in re.finditer(f"{before}{re.escape(value)}{behind}", text)
        if not any(match.start() < other.stop and other.start < match.end() for other in taken)
    ]
    counted = [spot for spot in found if unit and text[spot.stop :].lstrip().startswith(unit)]
    return next(iter(counted or found[::-1]), None)


def _literal(text: str) -> str:
    r"""Write what stands between values: figures count lines, blanks are blanks."""
    return "".join(
        r"\n" if piece == "\n" else r"\s*" if piece.isspace() else r"\d+" if piece.isdigit() else re.escape(piece)
        for piece in _BETWEEN.findall(text)
    )
