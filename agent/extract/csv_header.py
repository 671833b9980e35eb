"""The titles of a CSV: where they put each value of a row, and which rows do not fit under them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from agent.core.order import Finding, Severity
from agent.extract.commas import Beside, cut_numbers, likely_cut
from agent.extract.table import Title
from agent.extract.titles import columns_in, is_blank, is_complete, key_of, refuse_doubled
from agent.extract.unreadable import MisfitError
from agent.extract.values import MAX_VALUE, folded

_SURELY = 2
_BRACKETED = re.compile(r"[\[(【「〔<《'\"■●◆*※]+(.+?)[\])】」〕>》'\"*※]*")
_FREE = frozenset({"note", "product_name"})


@dataclass(frozen=True)
class Header:
    """A title row, none where columns are told by number, and the columns the form asks for in it."""

    names: tuple[str, ...]
    columns: tuple[tuple[str, int], ...]

    @cached_property
    def width(self) -> int:
        """How many columns a row has at least."""
        return max([len(self.names), *(index + 1 for _, index in self.columns)])

    def arranged(self, row: list[str], like: Header) -> list[str]:
        """Return a row's values where another title row has its columns."""
        wide = as_wide(row, max(self.width, like.width))
        if self.columns == like.columns:
            return wide
        there = dict(like.columns)
        moved = [""] * like.width
        for name, index in self.columns:
            moved[there[name]] = wide[index]
        return moved

    def doubtful(self, rows: Sequence[Sequence[str]], usual: int) -> set[int]:
        """Return the rows that may be doubted, by number: the long ones, and those of numbers that may be cut."""
        most = min(self.width, usual)
        return {at for at, row in enumerate(rows) if len(row) > most} | likely_cut(rows, self.columns)

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
    """Tells title rows further down from rows of values, however their titles are spaced or bracketed.

    A row that holds none of the `likely` texts is no title row.
    """

    def __init__(self, names: Sequence[str], titles: Sequence[Title], texts: Iterable[str]) -> None:
        """Take the first titles, those the form asks for, and every text of the rows below."""
        self._titles = titles
        self._wanted = {text for title in titles for text in title.texts}
        self._known = {key for name in names if (key := self._plain(name))}
        self.likely = {text for text in texts if self._plain(text) in self._known} if self._known else set()

    def in_row(self, row: Sequence[str], place: str) -> list[str]:
        """Return a row's titles without their brackets, none where it is no title row.

        Raises:
            MisfitError: Most of it are titles, but not all that are wanted: what stands below is under other columns.
        """
        texts = [self._plain(text) for text in row]
        if is_complete(columns_in(texts, self._titles), self._titles):
            return texts
        written = [text for text in texts if text]
        n_known = len(self._known.intersection(written))
        if n_known >= _SURELY and 2 * n_known > len(written):
            raise MisfitError("later titles lack a column", place=place, field="lines")
        return []

    def _plain(self, text: str) -> str:
        """Return a text as a title is compared: without brackets, if they are no part of a title the form asks for."""
        if text.isdecimal() and text.isascii():
            return text
        key = key_of(text)
        is_whole = key in self._wanted or len(key) > MAX_VALUE
        bracketed = None if is_whole else _BRACKETED.fullmatch(key)
        return key if bracketed is None else bracketed[1]


def as_wide(row: list[str], width: int) -> list[str]:
    """Fill a row up with blanks, where it is shorter."""
    return [*row, *[""] * (width - len(row))] if len(row) < width else row
