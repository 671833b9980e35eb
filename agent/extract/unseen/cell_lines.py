"""Cells of several lines: an article with its code below it stays one cell, a card or a list of goods is parted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extract.table import Cell
from agent.extract.unseen.items import item_in, spread
from agent.extract.unseen.words import is_label
from agent.extract.values import folded

_MONEY = r"(?:[¥\\@]\s?\d[\d,]{0,11}(?:\.\d{1,2})?\s?円?|\d[\d,]{0,11}\s?円)"
_ASIDE = r"(?:\s?\([^()]{1,12}\))?"
_OF_CARD = re.compile(
    rf"{_MONEY}{_ASIDE}\s{{0,2}}[×xX*]\s{{0,2}}\d|\d\s?[^\s\d]{{0,4}}\s{{0,2}}[×xX*]\s{{0,2}}{_MONEY}"
    r"|(?:数量|個数|注文数|ご注文数|qty|quantity)\s?:\s?\d",
    re.IGNORECASE,
)
MAX_LINE = 200


def lines_apart(cells: Sequence[Cell]) -> Iterator[tuple[Cell, ...]]:
    """Yield a row as the reader looks at it: as it is, or cell by cell and line by line where goods stand in a cell."""
    if len(cells) == 2 and is_label(cells[0].text) and not _holds_goods(cells[1].lines):
        yield tuple(cells)
        return
    if not any(_holds_goods(cell.lines) for cell in cells):
        yield tuple(cell._replace(text="\n".join(cell.lines)) if cell.lines else cell for cell in cells)
        return
    for cell in cells:
        yield from ((cell._replace(text=line),) for line in cell.lines or (cell.text,) if line)


def _holds_goods(lines: Sequence[str]) -> bool:
    """Whether the lines of a cell are those of a card, price times quantity below a name, or an article each."""
    if len(lines) < 2 or any(len(line) > MAX_LINE for line in lines):
        return False
    if any(_OF_CARD.search(folded(line)) for line in lines[1:]):
        return True
    items = [item_in(spread(line)) for line in lines]
    return all(item is not None and item.name and (item.is_sure or item.is_multiplied) for item in items)
