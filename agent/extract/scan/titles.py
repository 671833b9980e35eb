"""Mend the one title that was misread in a row of titles: 商品名 数中 単価 金額."""

from __future__ import annotations

from dataclasses import replace

from agent.extract.scan.words import SURE
from agent.extract.table import Cell, Row
from agent.extract.unseen.words import title_words, titles_near

_FEWEST = 4


def mended(row: Row) -> Row:
    """Read a title that was not seen clearly as the one it is a letter off.

    All other cells are titles, and only one field that has no title yet comes near; whether it is right, the sums and
    the masters tell.
    """
    written = [cell for cell in row.cells if cell.text]
    odd = [cell for cell in written if not title_words(cell.text)]
    if len(written) < _FEWEST or len(odd) != 1 or odd[0].confidence >= SURE:
        return row
    taken = {word.field for cell in written for word in title_words(cell.text)}
    near = {field: title for field, title in titles_near(odd[0].text).items() if field not in taken}
    if len(near) != 1:
        return row
    [title] = near.values()
    return replace(row, cells=tuple(_titled(cell, title) if cell is odd[0] else cell for cell in row.cells))


def _titled(cell: Cell, title: str) -> Cell:
    return cell._replace(text=title, words=tuple(word._replace(text=title) for word in cell.words))
