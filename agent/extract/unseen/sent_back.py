"""Another paper beside the order, a 注文請書 to be sent back on a page of its own or below a line to cut at.

It is left out as the order's copy. What it lists that the order does not is named: then it is no copy.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent.extract.table import Cell
from agent.extract.unseen.goods import Goods, Places
from agent.extract.unseen.header import PRODUCT, headers_in
from agent.extract.unseen.kind import acknowledges, are_of_order, is_copy_kept, is_other, titles_of
from agent.extract.unseen.label_words import label_in
from agent.extract.unseen.laying import laid_flat
from agent.extract.unseen.lines import goods_under
from agent.extract.unseen.row_words import sum_or_end
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.twins import one_below_other
from agent.extract.unseen.words import bare
from agent.extract.values import quantity_in, squeezed

_CUT = re.compile(
    r"[-ー―‐・.…_=✂✄<>(【\[]{0,80}(?:ここから|こちらを)?(?:切り?取り?|キリトリ|きりとり)線?[-ー―‐・.…_=✂✄<>)】\]]{0,80}"
    r"|[-―‐…]{0,80}[✂✄][-―‐…]{0,80}"
)


class Papers(NamedTuple):
    """The rows of the order as they are read, and of the other papers the rows that may be goods of their own."""

    strips: tuple[Strip, ...]
    unlike: tuple[str, ...]


def papers_in(strips: Sequence[Strip], reads: str, places: Places) -> Papers:
    """Lay out the order's tables, and leave out other papers beside it.

    Args:
        strips: All rows of the document.
        reads: How it is read.
        places: What the places of its cells are worth.
    """
    papers: dict[tuple[int, int], list[Strip]] = {}
    for number, strip in zip(_numbers(strips), strips, strict=True):
        papers.setdefault(number, []).append(strip)
    titles = {number: list(titles_of(own)) for number, own in papers.items()}
    orders = {number for number, own in titles.items() if are_of_order(own)}
    others = {number for number, own in titles.items() if any(map(is_other, own))} - orders if orders else set()
    copied = {number for number, own in papers.items() if is_copy_kept(own)}
    others |= copied if orders - copied else set()
    kept, copies = (
        laid_flat(
            one_below_other([one for number, own in papers.items() if (number in others) is is_copy for one in own]),
            reads,
        )
        for is_copy in (False, True)
    )
    return Papers(kept, tuple(_unlike(kept, copies, places)) if others else ())


def _numbers(strips: Sequence[Strip]) -> Iterator[tuple[int, int]]:
    """Number the papers the rows stand on: by pages, on a page by the lines to cut at and by a 注文請書 below."""
    cut = 0
    for strip in strips:
        is_title = len(strip.cells) == 1 and acknowledges(bare(strip.text))
        cut += is_title or _CUT.fullmatch(squeezed(strip.text)) is not None
        yield strip.page, cut


def _unlike(kept: Sequence[Strip], copies: Sequence[Strip], places: Places) -> Iterator[str]:
    """Yield the rows of copies that are no goods of the order, and that name and count something outside a table."""
    ordered = {pair for one in _goods(kept, places) for pair in _pairs(one)}
    tables = _goods(copies, places)
    taken = {at for one in tables for at in range(one.header.first, one.header.last + 1)}
    for one in tables:
        yield from one.unread
        for entry, pairs in zip(one.entries, map(set, _by_entry(one)), strict=True):
            taken |= {*entry.rows}
            if not pairs & ordered:
                yield copies[entry.at].text
    yield from (strip.text for at, strip in enumerate(copies) if at not in taken and _is_listed(strip.cells))


def _goods(strips: Sequence[Strip], places: Places) -> list[Goods]:
    headers = headers_in(strips)
    stops = [*(header.first for header in headers[1:]), len(strips)]
    return [goods_under(strips, header, stop, places) for header, stop in zip(headers, stops, strict=False)]


def _pairs(goods: Goods) -> Iterator[tuple[str, str]]:
    return (pair for pairs in _by_entry(goods) for pair in pairs)


def _by_entry(goods: Goods) -> Iterator[list[tuple[str, str]]]:
    """Yield what each row calls its article beside how many it asks for."""
    named = [index for name in PRODUCT for index in goods.under(name)]
    for entry in goods.entries:
        asked = [entry.text(index) for index in goods.under("quantity")]
        names = [squeezed(text) for index in named if (text := entry.text(index))]
        yield [(name, _count(text)) for name in names for text in asked if text]


def _count(text: str) -> str:
    read = quantity_in(text)
    return squeezed(text) if read is None else str(read[0].normalize())


def _is_listed(cells: Sequence[Cell]) -> bool:
    """Whether a row of three cells or more names something and counts it, and is no sum and no label's."""
    written = [cell for cell in cells if cell.text]
    are_labels = any(label_in(cell.text) is not None for cell in written)
    counted = [cell for cell in written if quantity_in(cell.text) is not None]
    return (
        len(written) > 2 and bool(counted) and len(counted) < len(written) and not are_labels and not _is_sum(written)
    )


def _is_sum(written: Sequence[Cell]) -> bool:
    return sum_or_end(written) is not None
