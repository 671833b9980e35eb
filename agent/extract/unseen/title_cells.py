"""The titles in a row's cells: one in each, several in one, one over several cells, one boxed piece by piece."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from agent.extract.table import Cell
from agent.extract.unseen.words import Word, head_word, title_words

HEAD_FIELDS = frozenset(
    {"number", "ordered_on", "deliver_on", "customer_code", "customer_name", "deliver_to", "kind", "tax"}
)
_MOST_WORDS = 5
_BETWEEN = (re.compile(r"\s+"), re.compile(r"[\s/／・]+"))
_NUMBERS = frozenset({"quantity", "unit_price", "amount"})
SUMS = frozenset({"total", "subtotal"})


@dataclass(frozen=True, slots=True)
class Title:
    """One title: its cell, and what it may mean; nothing where its words are not known."""

    cell: Cell
    words: tuple[Word, ...]

    @property
    def is_number(self) -> bool:
        """Whether only numbers may stand under it."""
        return any(word.field in _NUMBERS for word in self.words)

    def word(self, field: str) -> Word | None:
        """Return what the title says of a field."""
        return next((word for word in self.words if word.field == field), None)


@lru_cache(maxsize=16_384)
def titles_among(cells: tuple[Cell, ...]) -> tuple[Title, ...]:
    """Read the cells of a row as titles."""
    return tuple(title for cell in _joined([cell for cell in cells if cell.text]) for title in _titles(cell))


def _joined(cells: Sequence[Cell]) -> list[Cell]:
    """Join letters of one title that stand far apart: 品 and 名, 数 and 量."""
    found: list[Cell] = []
    for cell in cells:
        is_letter = len(cell.text) == 1 and not title_words(cell.text)
        before = next((back for back in (1, 2, 3) if is_letter and _is_one_title(found[-back:], cell, back)), 0)
        if before:
            first = found[-before]
            found[-before:] = [
                Cell("".join(one.text for one in found[-before:]) + cell.text, first.left, cell.right, first.place)
            ]
        else:
            found.append(cell)
    return found


def _is_one_title(before: Sequence[Cell], cell: Cell, count: int) -> bool:
    letters = [*(one.text for one in before), cell.text]
    return len(before) == count and all(len(text) == 1 for text in letters) and bool(title_words("".join(letters)))


def _titles(cell: Cell) -> list[Title]:
    """Read a cell as one title, or as several that stand too close to be parted: `数量 単位`."""
    whole = title_of(cell, cell.text)
    if whole.words:
        return [whole]
    for between in _BETWEEN:
        texts = [piece for piece in between.split(cell.text) if piece]
        pieces = [title_of(cell, piece) for piece in texts]
        parted = ((" ".join(texts[:at]), " ".join(texts[at:])) for at in range(1, min(len(texts), _MOST_WORDS)))
        pairs = ([title_of(cell, one), title_of(cell, other)] for one, other in parted)
        ways = [*pairs, pieces] if len(pieces) > 2 else [pieces]
        found = next((way for way in ways if len(way) > 1 and all(piece.words for piece in way)), None)
        if found is not None:
            return found
    return [whole]


def title_of(cell: Cell, text: str) -> Title:
    """Say what a text of a cell may mean as a title."""
    words, head = title_words(text), head_word(text)
    if head is not None and head.field in SUMS:
        words = (*words, head._replace(field="total"))
    elif head is not None and not words and head.field in HEAD_FIELDS:
        words = (head,)
    return Title(cell, words)


def titles_in_box(box: Sequence[Cell]) -> list[Title]:
    """Read what stands in one box as one title of one or more pieces (`商品` over `コード`), or as several."""
    left, right = min(cell.left for cell in box), max(cell.right for cell in box)
    cell = box[0]._replace(text=" ".join(one.text for one in box), left=left, right=right)
    whole = title_of(cell, "".join(one.text for one in box))
    pieces = [title for one in box for title in _titles(one)]
    if whole.words or not any(piece.words for piece in pieces):
        return [whole]
    known = [piece for piece in pieces if piece.words]
    fields = [{word.field for word in piece.words} for piece in known]
    is_one = any(fields[0] & other for other in fields[1:])
    return [Title(cell, known[0].words)] if is_one else [Title(cell, piece.words) for piece in known]
