"""Numbers that a comma of their own has cut in two: `2400,1,000` under price, quantity and note."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from agent.core.order import Finding, Severity
from agent.extract.titles import shape_of
from agent.extract.values import folded, number_in

_NUMBERS = frozenset({"quantity", "unit_price", "amount"})
_CODES = frozenset({"number", "customer_code", "product_code"})
_CODED = re.compile("コード|番号|区分|CD|No|code", re.IGNORECASE)
_ROUND = re.compile(r"\d00")
_NEARLY_ALL = 0.8
_FIRST = re.compile(r"[¥\\]?\d{1,3}")
_FURTHER = re.compile(r"\d{3}(?:\.\d+)?")


class Beside:
    """The rows of a table, to tell columns that hold figures or codes of their own from halves of cut numbers."""

    def __init__(self, rows: Sequence[Sequence[str]], titles: Sequence[str] = ()) -> None:
        """Take the rows as they were parted, and the titles over them."""
        self._rows = rows
        self._titles = titles
        self._shapes: dict[int, str] = {}
        self._own: dict[int, bool] = {}

    def is_own(self, row: Sequence[str], first: int, column: int) -> bool:
        """Whether what a row has in a column is no half of a number: most rows have its like there, and not all fit.

        Never where further values have moved by one column, too.

        Args:
            row: The row.
            first: The first of the columns of numbers that end before the column.
            column: The column.
        """
        if column not in self._own:
            self._own[column] = self._holds_own(first, column)
        return self._own[column] and bool(_at(row, column)) and not self._has_moved(row, column)

    def _has_moved(self, row: Sequence[str], column: int) -> bool:
        kinds = [_kind(text.strip()) for text in row]
        return any(
            kinds[at] and kinds[at] != self._shape(at) and kinds[at] == self._shape(at - 1)
            for at in range(column + 1, len(row))
        )

    def _holds_own(self, first: int, column: int) -> bool:
        texts = [folded(_at(row, column)) for row in self._rows]
        figures = [(row, text) for row, text in zip(self._rows, texts, strict=True) if text.isdecimal()]
        if len(self._rows) < 2 or len(figures) < _NEARLY_ALL * len(self._rows):
            return False
        if _CODED.search("".join(self._titles[column : column + 1])):
            alike = Counter(len(text) for _, text in figures).most_common(1)[0][1]
            return alike >= _NEARLY_ALL * len(figures) and not all(_ROUND.fullmatch(text) for _, text in figures)
        return any(not _may_be_cut(row[first : column + 1]) for row, _ in figures)

    def _shape(self, column: int) -> str:
        """Return what kind of value most rows have in a column."""
        if column not in self._shapes:
            kinds = Counter(_kind(_at(row, column)) for row in self._rows)
            self._shapes[column] = kinds.most_common(1)[0][0]
        return self._shapes[column]


def _at(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _kind(text: str) -> str:
    plain = folded(text)
    return "0" if plain.isdecimal() else shape_of(plain)


def likely_cut(rows: Sequence[Sequence[str]], columns: Sequence[tuple[str, int]]) -> set[int]:
    """Return the rows in which three digits follow one to three, in columns of numbers and right behind them.

    Args:
        rows: As they were parted.
        columns: The fields and where they stand in them.
    """
    found: set[int] = set()
    for first, behind in _runs(tuple(columns)):
        for left, right in pairwise(range(first, behind + 1)):
            further = {text for text in {row[right] for row in rows if len(row) > right} if _is_further(text)}
            ends = [at for at, row in enumerate(rows) if len(row) > right and row[right] in further]
            found.update(at for at in ends if _FIRST.fullmatch(folded(rows[at][left])))
    return found


def cut_numbers(
    row: Sequence[str], columns: Sequence[tuple[str, int]], beside: Beside, place: str
) -> Iterator[Finding]:
    """Doubt a row in which three digits follow one to three, and a bare number stands behind the columns of numbers.

    Where quantity times price is the amount, nothing was cut.

    Args:
        row: The row as it was parted.
        columns: The fields and where they stand in it.
        beside: All rows under the same titles.
        place: Where the row stands.
    """
    for first, behind in _runs(tuple(columns)):
        cells = row[first : behind + 1]
        if not cells or not cells[-1] or not folded(cells[-1]).isdecimal():
            continue
        cells = [folded(text) for text in cells]
        if _may_be_cut(cells) and not beside.is_own(row, first, behind) and not _adds_up(row, dict(columns)):
            shown = (("text", ",".join(cells)), ("place", place))
            yield Finding("figures-cut", Severity.DOUBT, "lines", shown)


@lru_cache(maxsize=64)
def _runs(columns: tuple[tuple[str, int], ...]) -> tuple[tuple[int, int], ...]:
    """Return where each run of number columns begins, and the column behind it where no number and no code stands."""
    numbers = {index for name, index in columns if name in _NUMBERS}
    codes = {index for name, index in columns if name in _CODES}
    ends = (last for last in sorted(numbers) if last + 1 not in numbers | codes)
    return tuple((_first_of(last, numbers), last + 1) for last in ends)


def _first_of(last: int, numbers: set[int]) -> int:
    """Return where the run of number columns begins that ends at `last`."""
    return last if last - 1 not in numbers else _first_of(last - 1, numbers)


def _may_be_cut(cells: Sequence[str]) -> bool:
    return any(_is_cut(folded(one), folded(other)) for one, other in pairwise(cells))


def _is_further(text: str) -> bool:
    return _FURTHER.fullmatch(folded(text)) is not None


def _is_cut(one: str, other: str) -> bool:
    return bool(_FIRST.fullmatch(one) and _FURTHER.fullmatch(other))


def _adds_up(row: Sequence[str], where: dict[str, int]) -> bool:
    values = [
        number_in(row[where[name]]) if name in where and where[name] < len(row) else None
        for name in ("quantity", "unit_price", "amount")
    ]
    quantity, price, amount = values
    return quantity is not None and price is not None and quantity * price == amount
