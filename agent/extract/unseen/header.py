"""Find the title rows of an order's lines by how many line fields their cells name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from agent.extract.table import Cell
from agent.extract.unseen.boxes import as_one, in_boxes, last_of_band
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.title_cells import HEAD_FIELDS, SUMS, Title, title_of, titles_among, titles_in_box
from agent.extract.unseen.words import head_word, title_words
from agent.extract.values import day_in, folded, number_in

PRODUCT = frozenset({"product_code", "product_name"})
_PAST = re.compile("前回|前月|過去|履歴|参考")
_EXAMPLE_SHEET = re.compile(
    "(記入|入力|記載|注文|発注)(の)?(例|見本|方法)|書き方|記入のしかた|入力のしかた|^(example|見本|例)$", re.IGNORECASE
)
_EXAMPLE = re.compile(r"[【\[(〔<《■◆●※]{1,2}(記入|入力|記載)(例|見本)[】\])〕>》]")
_ABOVE = 6
_MANY_KNOWN = 6
"""Known titles that make a row titles, however many others a wide file has."""
_ASIDE = re.compile("[(（]")


@dataclass(frozen=True, slots=True)
class Header:
    """The titles of one table, in rows `first` to `last` of the document.

    Fields `told` by what stands below have titles that no word is known for.
    """

    titles: tuple[Title, ...]
    first: int
    last: int
    told: tuple[tuple[str, str], ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """Every field the titles name."""
        return frozenset(word.field for title in self.titles for word in title.words)

    @property
    def is_lines(self) -> bool:
        """Whether these are titles of ordered goods: what, and how many."""
        return bool(self.fields & PRODUCT) and "quantity" in self.fields

    @property
    def is_stacked(self) -> bool:
        """Whether titles of two fields stand over each other, `品番` over `品名`, as their values do then."""
        return self.last > self.first and any(len(own) > 1 for _, own in self.groups)

    @property
    def groups(self) -> list[tuple[Cell, list[int]]]:
        """The cells of the titles, each with the titles that stand in it."""
        found: list[tuple[Cell, list[int]]] = []
        for index, title in enumerate(self.titles):
            if found and found[-1][0] is title.cell:
                found[-1][1].append(index)
            else:
                found.append((title.cell, [index]))
        return found

    def names(self) -> frozenset[str]:
        """The texts of the titles, to know them again."""
        return frozenset(title.cell.text for title in self.titles)


def headers_in(strips: Sequence[Strip]) -> list[Header]:
    """Find every title row, in the order they stand; a title of two rows is one."""
    found: list[Header] = []
    at = 0
    while at < len(strips):
        header = _header_at(strips, at)
        if header is None:
            at += 1
            continue
        found.append(header)
        at = header.last + 1
    return found


def _header_at(strips: Sequence[Strip], at: int) -> Header | None:
    boxed = _boxed(strips, at)
    if boxed is not None and boxed.is_lines and _is_titles(boxed):
        return boxed
    single = titles_in(strips[at], at)
    double = _double(strips, at)
    if double is not None and double.is_lines and len(double.fields) > _most_alone(strips, at):
        return double
    return single if single.is_lines and (_are_keys(strips[at]) or _is_titles(single)) else None


def _are_keys(strip: Strip) -> bool:
    """Whether a row names the keys of objects, which are titles however few of them are known."""
    return len(strip.cells) > 2 and all(one.left == one.right and one.place == strip.place for one in strip.cells)


def _most_alone(strips: Sequence[Strip], at: int) -> int:
    """Count the fields the better of two rows names by itself."""
    return max(len(titles_in(strips[row], row).fields) for row in (at, at + 1))


def _is_titles(header: Header) -> bool:
    """Whether most cells are known titles, and no number stands beside them as the value of a label does.

    A row of goods may hold one such word by chance.
    """
    if any(not title.words and _is_value(title.cell.text) for title in header.titles):
        return False
    known = sum(bool(title.words) for title in header.titles)
    return known >= 2 and (known * 2 >= len(header.titles) or known >= _MANY_KNOWN)


def is_titled(strip: Strip, at: int) -> bool:
    """Whether a row is titles, though perhaps not of ordered goods: those of a list of prices."""
    header = titles_in(strip, at)
    return len(header.titles) > 2 and _is_titles(header) and bool(header.fields & PRODUCT)


def _is_value(text: str) -> bool:
    """Whether a text is a number or a day, as no title is."""
    return number_in(text) is not None or day_in(text) is not None


def _may_be_value(text: str) -> bool:
    """Whether a text may be what a label says, or says it: it has a figure, and no word of a title, or is a label's."""
    before, colon, _ = folded(text).partition(":")
    return (
        _is_value(text)
        or (bool(colon) and head_word(before) is not None)
        or (re.search(r"\d", text) is not None and not title_words(text))
    )


def is_past(strips: Sequence[Strip], header: Header) -> bool:
    """Whether a heading right above the titles says that the rows were ordered before: （参考）前回のご注文."""
    above = strips[header.first - 1] if header.first else None
    if above is None or above.page != strips[header.first].page:
        return False
    return len(above.cells) == 1 and _PAST.search(above.text) is not None


def is_example(strips: Sequence[Strip], header: Header) -> bool:
    """Whether the sheet of a table shows how to fill it in, by its name or the first words above the titles: 記入例."""
    page, place = strips[header.first].page, strips[header.first].place
    above = [strips[at].text for at in range(max(header.first - _ABOVE, 0), header.first) if strips[at].page == page]
    return _EXAMPLE_SHEET.search(folded(place.rpartition("!")[0])) is not None or any(map(_EXAMPLE.match, above))


def titles_in(strip: Strip, at: int) -> Header:
    """Read one row as titles, whether it is one or not."""
    return Header(titles_among(strip.cells), at, at)


def _boxed(strips: Sequence[Strip], at: int) -> Header | None:
    """Read the rows between two drawn lines as one title row: each box is a title, or holds one over the other."""
    last = last_of_band(strips, at, len(strips))
    strip = as_one(strips[at : last + 1])
    if len(strip.posts) < 2 or any(_is_value(cell.text) for cell in strip.cells):
        return None
    return Header(tuple(title for box in in_boxes(strip) for title in titles_in_box(box)), at, last)


def _is_stacked(upper: Cell, lower: Cell, strips: Sequence[Strip]) -> bool:
    """Whether two titles over each other are of two fields of a line, each with its value in a row of its own."""
    is_one_box = strips[0].band == strips[1].band
    return (
        is_one_box and all(title_words(cell.text) for cell in (upper, lower)) and len(titles_in_box([upper, lower])) > 1
    )


def _is_labelled(cells: Sequence[Cell]) -> bool:
    """Whether a label of the order's head stands before a text that is no title, as before its value."""
    return any(
        (word := head_word(one.text)) is not None
        and word.field in HEAD_FIELDS
        and not title_of(other, other.text).words
        for one, other in pairwise(cells)
    )


def _is_sum(text: str) -> bool:
    """Whether a text is the label of a sum: alone below titles it is a heading, none of them."""
    word = head_word(text)
    return word is not None and word.field in SUMS


def _is_over_several(over: Cell, lower: Sequence[Cell]) -> bool:
    """Whether a title stands over a group of others: 在庫 over 現在 and 適正."""
    return sum(min(over.right, cell.right) >= max(over.left, cell.left) for cell in lower) > 1


def _double(strips: Sequence[Strip], at: int) -> Header | None:
    """Read two rows as one title row: 商品 over コード and 名称, beside titles that reach over both rows."""
    if at + 1 == len(strips) or strips[at + 1].page != strips[at].page:
        return None
    upper = [cell for cell in strips[at].cells if cell.text]
    lower = [cell for cell in strips[at + 1].cells if cell.text]
    if any(_may_be_value(cell.text) for cell in upper) or any(_is_value(cell.text) for cell in lower):
        return None
    if len(lower) == 1 and _is_sum(lower[0].text):
        return None
    if len(upper) == 1 and _PAST.search(upper[0].text) and not _is_over_several(upper[0], lower):
        return None
    titles: list[Title] = []
    covered: set[Cell] = set()
    for cell in lower:
        over = next((one for one in upper if min(one.right, cell.right) >= max(one.left, cell.left)), None)
        if over is not None:
            covered.add(over)
        if over is not None and _is_stacked(over, cell, strips[at : at + 2]):
            titles += titles_in_box([over, cell])
            continue
        joined = title_of(cell, f"{over.text}{cell.text}") if over is not None else title_of(cell, cell.text)
        alone = title_of(cell, over.text if over is not None and _ASIDE.match(cell.text) else cell.text)
        if not joined.words and not alone.words and (over is None or not _is_over_several(over, lower)):
            return None
        titles.append(alone if alone.words and not joined.words else joined)
    titles += [title_of(cell, cell.text) for cell in upper if cell not in covered]
    n_known = sum(bool(title.words) for title in titles)
    if n_known * 3 < len(titles) * 2 or _is_labelled([cell for cell in upper if cell not in covered]):
        return None
    return Header(tuple(sorted(titles, key=lambda title: title.cell.left)), at, at + 1)
