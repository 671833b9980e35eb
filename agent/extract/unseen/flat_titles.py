"""Titles of a shop's export that one column alone does not explain: an address in parts, `Name` that is a number."""

from __future__ import annotations

import re
from collections.abc import Sequence

from agent.extract.table import Cell
from agent.extract.unseen.fitting import looks_like
from agent.extract.unseen.header import titles_in
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import bare
from agent.extract.values import folded

_WITHIN = 5
_PART = re.compile(
    r"(?P<who>送付先|お?届け?先|配送先|発送先|納品先|納入先)(?:の?ご?住所)?[:：_ ()（]*"
    r"(?P<part>都道府県|市区町村|都市区|郡市区|市区郡?|町以降|町名|町名?番地|番地|それ以降の?住所|住所[1-4]?|[1-4]|建物名?|マンション名?|ビル名)[)）]?"
)
_BUILDING = re.compile("建物|マンション|ビル")
_ORDER, _ADDRESS = "注文番号", "住所"


def plain_titles(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Join the parts of a place's address into one column, and call a column of numbers that is titled `Name` so."""
    found = list(strips)
    for at in range(min(_WITHIN, len(strips))):
        if titles_in(strips[at], at).is_lines:
            return tuple(_joined(_numbered(found, at), at))
    return tuple(found)


def _numbered(strips: list[Strip], at: int) -> list[Strip]:
    named = next((cell for cell in strips[at].cells if bare(cell.text) == "name"), None)
    if named is None or not any(bare(cell.text).startswith("lineitem") for cell in strips[at].cells):
        return strips
    values = [cell.text for strip in strips[at + 1 :] for cell in strip.cells if cell.left == named.left]
    if not values or not all(looks_like("number", text) for text in values):
        return strips
    cells = tuple(cell._replace(text=_ORDER) if cell is named else cell for cell in strips[at].cells)
    return [*strips[:at], strips[at]._replace(cells=cells), *strips[at + 1 :]]


def _joined(strips: list[Strip], at: int) -> list[Strip]:
    parts = [(cell, match) for cell in strips[at].cells if (match := _PART.fullmatch(folded(cell.text))) is not None]
    own = [(cell, match) for cell, match in parts if match["who"] == parts[0][1]["who"]]
    if len(own) < 2:
        return strips
    first = own[0][0]
    columns = {cell.left: bool(_BUILDING.search(match["part"])) for cell, match in own}
    titles = [cell for cell in strips[at].cells if cell.left not in columns or cell is first]
    titles = [cell._replace(text=own[0][1]["who"] + _ADDRESS) if cell is first else cell for cell in titles]
    below = [strip._replace(cells=_with_address(strip.cells, columns, first)) for strip in strips[at + 1 :]]
    return [*strips[:at], strips[at]._replace(cells=tuple(titles)), *below]


def _with_address(cells: Sequence[Cell], columns: dict[float, bool], first: Cell) -> tuple[Cell, ...]:
    parts = [cell for cell in cells if cell.left in columns]
    if not parts:
        return tuple(cells)
    text = "".join(f" {cell.text}" if columns[cell.left] else cell.text for cell in parts).strip()
    whole = parts[0]._replace(text=text, left=first.left, right=first.right)
    others = [cell for cell in cells if cell.left not in columns]
    return tuple(sorted([*others, whole], key=lambda cell: cell.left))
