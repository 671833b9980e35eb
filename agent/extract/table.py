"""The one shape all formats become: pages of rows of cells, each cell with its place.

Left and right are columns of a sheet, characters of a text or points of a page, so that "beside", "below" and
"under this title" mean the same for all.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from agent.core.order import Finding
from agent.extract.unreadable import MisfitError
from agent.extract.values import MAX_VALUE, folded, squeezed

MAX_HEADER_ROW = 60
MAX_TITLES_SHOWN = 200
NONE_FOUND = "–"
"""Where no title that is looked for was found."""
COLON = re.compile("[:：]")
COUNTED = re.compile(r"(.+)#(\d{1,5})")
_PAGE_NUMBER = re.compile(
    r"[-ー―－–(（]\s*\d{1,3}(?:\s*[/／]\s*\d{1,3})?\s*[-ー―－–)）]|\d{1,3}\s*[/／]\s*\d{1,3}(?:\s*(?:頁|ページ|page))?"
    r"|\d{1,3}\s*(?:頁|ページ)|(?:page|p\.|ページ|頁)\s*\d{1,3}(?:\s*(?:/|of)\s*\d{1,3})?",
    re.IGNORECASE,
)


class Word(NamedTuple):
    """A piece of a cell, with the blank behind it.

    It `is_far` when more than the blank between two words stands before it, and `is_bound` when that is a blank which
    was written: what stands before it is then likely of the same text.
    """

    text: str
    left: float
    right: float
    place: str
    is_far: bool
    is_bound: bool = False


class Cell(NamedTuple):
    """One text, how far it reaches from left to right, where it stands, and how surely it was read (0 to 1).

    A cell that only the blanks around it part from others has its words, so that it can be cut; a box has none. One
    that is written in several lines may have these, too.
    """

    text: str
    left: float
    right: float
    place: str
    confidence: float = 1.0
    words: tuple[Word, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row, from left to right; an empty text marks a box left empty.

    Those `above` stand in rows before and are merged down over this one. `posts` are the lines drawn from its top to
    its bottom; rows between the same two lines that lie over and under them share a `band`, 0 is none. On paper a row
    stands on its `foot`, so far down, and is so high; 0 where it is no paper.
    """

    cells: tuple[Cell, ...]
    place: str
    above: tuple[Cell, ...] = ()
    posts: tuple[float, ...] = ()
    band: int = 0
    foot: float = 0
    height: float = 0

    @property
    def text(self) -> str:
        """The row as one text."""
        return " ".join(cell.text for cell in self.cells if cell.text)


class Doubt(NamedTuple):
    """What the reader of a page found doubtful, for every order on it, or for a value read from one `place` only."""

    finding: Finding
    place: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet, page or text. A value stands at most `reach` beside its label; `doubts` are those of its reader.

    A table goes on from one page to the next. On a page that is whole it does not: such a page holds one table whose
    titles are its first row, and a second one with the wanted titles is not read into the first. Each object of a table
    that `is_once` stands alone where it stands, and so may as well be no row.
    """

    name: str
    rows: tuple[Row, ...]
    reach: float
    is_whole: bool = False
    is_once: bool = False
    doubts: tuple[Doubt, ...] = ()

    @property
    def values(self) -> Iterator[tuple[int, Row]]:
        """The rows that may hold a label or a value, with their numbers: all but the titles of a whole page."""
        return islice(enumerate(self.rows), int(self.is_whole), None)


class Part(NamedTuple):
    """The pages of one order; what stands `above` the first block belongs to every order, unless its own says more."""

    pages: list[Page]
    above: Sequence[Page] = ()

    @property
    def all(self) -> list[Page]:
        """Everything that belongs to the order, from the top."""
        return [*self.above, *self.pages]


@dataclass(frozen=True, slots=True)
class Title:
    """A column a form asks for: its field, the texts its title may have, and whether it must be there.

    A column without titles has its `number`, from 1. `is_head` when its field is the order's, not the line's.
    """

    field: str
    texts: tuple[str, ...]
    required: bool = True
    number: int = 0
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their titles: `columns` pairs a field with its index in each row of `rows`.

    `odd` are the rows whose values may stand under the wrong titles, and what is said of each. `names` are the titles
    of all columns as they are written, none where columns are told by number. `unread` are rows that may be lines, too.
    """

    columns: tuple[tuple[str, int], ...]
    rows: Sequence[Sequence[str]]
    place: Callable[[int, int], str]
    odd: Mapping[int, tuple[Finding, ...]] = field(default_factory=dict)
    names: Sequence[str] = ()
    unread: tuple[str, ...] = ()

    @property
    def unasked(self) -> list[tuple[int, str]]:
        """The columns that no field stands in, each with its title."""
        asked = {index for _, index in self.columns}
        return [(at, name) for at, name in enumerate(self.names) if at not in asked]

    def text(self, number: int, column: int) -> str:
        """Return what a row says in a column; nothing where it ends before."""
        row = self.rows[number]
        return row[column] if column < len(row) else ""


def meet(one: Cell, other: Cell) -> bool:
    """Whether two cells stand below each other, at least with their edges."""
    return one.left <= other.right and other.left <= one.right


def key_of(text: str) -> str:
    """Fold a label or title for comparing: widths, blanks inside, a colon behind."""
    return _short_key(text) if len(text) <= MAX_VALUE else _key(text)


def _key(text: str) -> str:
    return re.sub(r"\s+", "", folded(text)).rstrip(":：")


_short_key = lru_cache(maxsize=8192)(_key)


def is_blank(row: Sequence[str]) -> bool:
    """Whether nothing stands in a row."""
    return not any(text.strip() for text in row)


def columns_in(texts: Sequence[str], titles: Sequence[Title]) -> tuple[tuple[str, int], ...]:
    """Find the wanted titles among a row's texts; those not there are left out."""
    keys = _by_title(texts)
    found = ((title.field, _index_of(title, keys)) for title in titles)
    return tuple((field, index) for field, index in found if index >= 0)


def _by_title(texts: Sequence[str]) -> dict[str, int]:
    """Pair each folded title with its first column, and one that stands several times, counted, with each of them."""
    keys = [key_of(text) for text in texts]
    found = {key: index for index, key in reversed(list(enumerate(keys)))}
    if len(found) < len(keys):
        n_all, n_before = Counter(keys), Counter[str]()
        for index, key in enumerate(keys):
            n_before[key] += 1
            if key and n_all[key] > 1:
                found.setdefault(f"{key}#{n_before[key]}", index)
    return found


def uncounted(title: str) -> str:
    """Return a title without its count: コード of `コード#2`, the second column of this title."""
    counted = COUNTED.fullmatch(title)
    return title if counted is None else counted[1]


def _index_of(title: Title, keys: Mapping[str, int]) -> int:
    """Return the column of a title, -1 when it is not among the keys."""
    if title.number:
        return title.number - 1
    return next((keys[text] for text in title.texts if text in keys), -1)


def is_page_number(text: str) -> bool:
    """Whether a row is nothing but a page's number: `- 2 -`, `2/3`, `2頁`."""
    return _PAGE_NUMBER.fullmatch(text.strip()) is not None


def shape_of(text: str) -> str:
    """Write every digit as 0 and every letter as A: `P1001` and `X2002` are of one shape."""
    return re.sub("[A-Za-z]", "A", re.sub(r"\d", "0", folded(text)))


def label_in(text: str, labels: frozenset[str]) -> bool:
    """Whether a text is one of some folded labels, alone or with a colon and its value behind it."""
    colon = COLON.search(text)
    return key_of(text) in labels or (colon is not None and key_of(text[: colon.start()]) in labels)


def ends_at(texts: Sequence[str], until: Sequence[str]) -> bool:
    """Whether one of a row's texts begins as the end of a table does."""
    return bool(until) and bool(ends_among(texts, until))


def ends_among(texts: Collection[str], until: Sequence[str]) -> set[str]:
    """Return the texts that begin as the end of a table does."""
    begins = {end[:1] for end in until}
    chars = {text[0] for text in texts if text}
    likely = {char for char in chars if char in begins or not _is_itself(char)}
    return {text for text in texts if text[:1] in likely and key_of(text).startswith(tuple(until))}


def _is_itself(char: str) -> bool:
    """Whether folding leaves a character as it is: letters and digits of ASCII, kana and most kanji."""
    return "0" <= char <= "z" or "\u3041" <= char <= "\u30fa" or "\u4e00" <= char <= "\u9fff"


def is_complete(columns: Sequence[tuple[str, int]], titles: Sequence[Title]) -> bool:
    """Whether every title that must be there was found."""
    fields = {field for field, _ in columns}
    return bool(fields) and all(title.field in fields for title in titles if title.required)


def refuse_doubled(texts: Sequence[str], titles: Sequence[Title], place: str) -> None:
    """Refuse a title row that holds a wanted title twice and is not asked for it by its count.

    Raises:
        MisfitError: Naming the title.
    """
    known, n_all = _by_title(texts), Counter(key_of(text) for text in texts)
    for title in titles:
        name = next((text for text in title.texts if text in known), "")
        if name and n_all[name] > 1:
            raise MisfitError(f"two columns {name}", place=place, field=title.field, wanted=name)


def missing_titles(
    best: Sequence[tuple[str, int]], titles: Sequence[Title], place: str, texts: Sequence[str] = ()
) -> MisfitError:
    """Say which titles the likeliest title row lacks, and what its `texts` are."""
    fields = {field for field, _ in best}
    lacking = [title for title in titles if title.required and title.field not in fields]
    names = ", ".join(" / ".join(title.texts) for title in lacking)
    shown = titles_shown(texts if best else ())
    return MisfitError(f"no column {names}", place=place, field=lacking[0].field, wanted=names, found=shown)


def titles_shown(texts: Sequence[str]) -> str:
    """Write titles that were found for a person, no more of them than a sentence holds."""
    return " / ".join(squeezed(text) for text in texts if text.strip())[:MAX_TITLES_SHOWN] or NONE_FOUND
