"""The titles of a CSV: where they put each value of a row, and which rows do not fit under them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from agent.core.order import Finding, Severity
from agent.extract.commas import Beside, cut_numbers
from agent.extract.table import Title, columns_in, is_blank, is_complete, key_of, refuse_doubled
from agent.extract.unreadable import MisfitError
from agent.extract.values import MAX_VALUE, folded

_SURELY = 2
_BRACKETED = re.compile(r"[\[(【「〔<《'\"■●◆*※]+(.+?)[\])】」〕>》'\"*※]*")
_FREE = frozenset({"note", "product_name"})


@dataclass(frozen=True, slots=True)
class Header:
    """A title row, none where columns are told by number, and the columns the form asks for in it."""

    names: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]

    @property
    def width(self) -> int:
        """How many columns a row has at least."""
        return _width(len(self.names), self.columns)

    def arranged(self, row: Sequence[str], like: Header) -> list[str]:
        """Return a row's values where another title row has its columns."""
        wide = as_wide(row, max(self.width, like.width))
        if self.columns == like.columns:
            return wide
        there = dict(like.columns)
        moved = [""] * like.width
        for name, index in self.columns:
            moved[there[name]] = wide[index]
        return moved

    def doubts(self, row: Sequence[str], usual: int, beside: Beside, place: str) -> Iterator[Finding]:
        """Say what shows that a separator inside a value has moved others, or cut one.

        A number that stands under a title, where most rows end before it, may be a note: it is doubted only.

        Args:
            row: As it stands in the file.
            usual: How long most rows are.
            beside: All rows under these titles.
            place: Where it stands.
        """
        reach = self.width if self.names else max(self.width, usual)
        is_beyond = not is_blank(row[reach:])
        behind = self._behind(row, usual) if len(row) > usual else []
        if is_beyond or (behind and all(folded(text).isdecimal() for text in behind)):
            shown = " ".join(text for text in row if text)[:80]
            weight = Severity.DOUBT if self.names and not is_beyond else Severity.STOP
            yield Finding("row-overlong", weight, "lines", (("place", place), ("text", shown)))
        else:
            yield from cut_numbers(row, self.columns, beside, place)

    def _behind(self, row: Sequence[str], usual: int) -> list[str]:
        """Return what a row has where most have ended, but under titles of values that cannot be free text."""
        fixed = {index for name, index in self.columns if name not in _FREE}
        return [text for at, text in enumerate(row[usual:], usual) if at not in fixed and text.strip()]


@lru_cache(maxsize=64)
def _width(n_names: int, columns: tuple[tuple[str, int], ...]) -> int:
    return max([n_names, *(index + 1 for _, index in columns)])


def header_of(names: Sequence[str], titles: Sequence[Title]) -> Header:
    """Find the wanted titles in a row, or the columns that have numbers instead."""
    return Header(tuple(name.strip() for name in names), columns_in(names, titles))


def header_again(row: Sequence[str], titles: Sequence[Title], first: Header, place: str) -> Header:
    """Read a title row further down.

    Raises:
        MisfitError: It names columns that the first does not, or one twice.
    """
    refuse_doubled(row, titles, place)
    header = header_of(row, titles)
    if not dict(header.columns).keys() <= dict(first.columns).keys():
        raise MisfitError("later titles name further columns", place=place, field="lines")
    return header


class TitlesAgain:
    """Tells title rows further down from rows of values, however their titles are spaced or bracketed."""

    def __init__(self, names: Sequence[str], titles: Sequence[Title]) -> None:
        """Take the first titles, and those the form asks for."""
        self._titles = titles
        self._wanted = {text for title in titles for text in title.texts}
        self._plain = lru_cache(maxsize=8192)(self._without_brackets)
        self._known = {key for name in names if (key := self._plain(name))}

    def in_row(self, row: Sequence[str], place: str) -> list[str]:
        """Return a row's titles without their brackets, none where it is no title row.

        Raises:
            MisfitError: Most of it are titles, but not all that are wanted: what stands below is under other columns.
        """
        if not self._known:
            return []
        texts = [text if not text or (text.isdecimal() and text.isascii()) else self._plain(text) for text in row]
        if self._known.isdisjoint(texts):
            return []
        if is_complete(columns_in(texts, self._titles), self._titles):
            return texts
        written = [text for text in texts if text]
        n_known = len(self._known.intersection(written))
        if n_known >= _SURELY and 2 * n_known > len(written):
            raise MisfitError("later titles lack a column", place=place, field="lines")
        return []

    def _without_brackets(self, text: str) -> str:
        key = key_of(text)
        is_whole = key in self._wanted or len(key) > MAX_VALUE
        bracketed = None if is_whole else _BRACKETED.fullmatch(key)
        return key if bracketed is None else bracketed[1]


def as_wide(row: Sequence[str], width: int) -> list[str]:
    """Fill a row up with blanks."""
    return [*row, *[""] * (width - len(row))] if len(row) < width else list(row)
