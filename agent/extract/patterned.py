"""Read the lines of an order that a form's pattern tells, and say which rows may be goods and were not read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from agent.core.order import Finding, Severity
from agent.extract.beside_goods import covers_more, is_charge, is_of_all, lying, rest_of
from agent.extract.form import Form
from agent.extract.form_file import LINE_FIELDS
from agent.extract.joining import with_texts_above
from agent.extract.labelled import Written
from agent.extract.table import Page, Row
from agent.extract.titles import ends_at, label_in, shape_of
from agent.extract.unseen.cards import told_in
from agent.extract.unseen.row_words import is_contact
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.words import title_words
from agent.extract.values import folded

SHOWN = 3
_TOKEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9\-]*")
_CODE = re.compile(r"(?=.*\d)(?:(?=.*[A-Za-z]).{3,}|.{8,})")
"""What is a code by its looks: letters and digits, or a long number."""
_NAMED = re.compile(r"[^\W\d]{2}")
_SIGN, _FEWEST_SIGNS = re.compile("[/|@×=…・、:→*()]"), 2
_MARK = re.compile(r"\S*\d[^\w\s]+")
"""The number of an item in a list: `2)`, `(2)`, `2.`."""


@dataclass(frozen=True, slots=True)
class Patterned:
    """The lines a pattern tells, and the rows that may be goods beside them."""

    rows: Sequence[Sequence[Written]]
    unread: Sequence[Row]

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Doubt an order beside whose lines stand rows that may be goods and were not read."""
        if not self.unread:
            return ()
        shown = " / ".join(f"{row.place}: {row.text[:80]}" for row in self.unread[:SHOWN])
        return (Finding("rows-unread", Severity.DOUBT, "lines", (("text", shown), ("n", str(len(self.unread))))),)


def lines_on(pages: Sequence[Page], form: Form) -> Patterned:
    r"""Read one line of each row the form's pattern matches; a row that may hold more goods, or other, is unread.

    A pattern with `\n` in it is of goods that take several rows, or one where it may match that alone. What it matches
    from the row on that ends the lines is unread, too, but the sum of all where no goods stand below it. Where several
    lines stand side by side, those that stand first in their rows come first; a mark for "as above" is not filled
    there, as nothing shows above which it stands.
    """
    rows = [(page, row) for page in pages for row in page.rows]
    every = _found(rows, form)
    ending = {at for at, (_, row) in enumerate(rows) if ends_at([cell.text for cell in row.cells], form.until)}
    begin = min((at + len(one.rows) for at, one in every.items() if at not in ending), default=len(rows))
    end = min((at for at in ending if at >= begin), default=len(rows))
    found = {at: one for at, one in every.items() if at + len(one.rows) <= end and at not in ending}
    ways = _Ways(list(found.values()), form.beside)
    taken = {at + more for at, one in found.items() for more in range(len(one.rows))}
    others = [at for at, (_, row) in enumerate(rows) if at not in taken and not _is_of_head(row, form)]
    told = _told([rows[at] for at in others])
    unread = {at for at, is_told in zip(others, told, strict=True) if is_told or ways.is_like(rows[at][1])}
    unread |= {at for at, one in found.items() if ways.is_more(one.matches)} | (every.keys() - found.keys())
    between = range(min(found, default=end), end)
    unread |= {at for at in others if at in between and is_charge(folded(rows[at][1].text))}
    unread |= {at for at in others if {at - 1, at + 1} & taken and ways.is_parted_alike(rows[at][1])}
    if not any(at > end for at in unread):
        unread -= {at for at in unread & ending & every.keys() if is_of_all(folded(rows[at][1].text))}
    lines = [_written(one, number) for number in range(form.beside) for one in found.values() if one.has(number)]
    return Patterned(with_texts_above(lines) if form.beside == 1 else lines, [rows[at][1] for at in sorted(unread)])


class _Found(NamedTuple):
    """What a pattern matches, and the rows it stands in."""

    matches: Sequence[Any]
    rows: Sequence[Row]

    def has(self, number: int) -> bool:
        """Whether so many lines stand side by side before this one."""
        return number < len(self.matches)


def _found(rows: Sequence[tuple[Page, Row]], form: Form) -> dict[int, _Found]:
    """Return what the form's pattern matches, by its first row."""
    n_rows = 1 + form.line_pattern.pattern.count("\\n")
    found: dict[int, _Found] = {}
    free = 0
    for at in range(len(rows)):
        if at < free:
            continue
        one = _together([row for page, row in rows[at : at + n_rows] if page is rows[at][0]], form)
        if one is not None:
            found[at] = one
            free = at + len(one.rows)
    return found


def _together(rows: Sequence[Row], form: Form) -> _Found | None:
    """Return what a pattern matches from the first of some rows on, in as many of them as it does, else in that row."""
    for n_rows in range(len(rows), 1, -1):
        match = form.line_pattern.match("\n".join(folded(row.text) for row in rows[:n_rows]))
        n_used = 1 + match[0].count("\n") if match is not None else 0
        if n_used == n_rows:
            return _Found([match], rows[:n_rows])
    alone = list(form.line_pattern.finditer(folded(rows[0].text)))
    return _Found(alone, rows[:1]) if alone else None


def _written(found: _Found, number: int) -> list[Written]:
    match = found.matches[number]
    groups = match.groupdict()
    return [
        Written(name, groups[name] or "", _row_of(found, match.start(match.re.groupindex[name])).place)
        for name in LINE_FIELDS
        if name in groups
    ]


def _row_of(found: _Found, start: int) -> Row:
    before: int = found.matches[0].string.count("\n", 0, max(start, 0))
    return found.rows[min(before, len(found.rows) - 1)]


def _is_of_head(row: Row, form: Form) -> bool:
    """Whether a row gives a field of the order, is the titles of its lines, or is quoted from an earlier mail."""
    texts = [cell.text for cell in row.cells if cell.text]
    if len(texts) > 1 and all(title_words(text) for text in texts):
        return True
    first = next(iter(texts), "")
    patterns = [place.pattern for _, place in form.places if place.pattern is not None]
    if first.startswith(">") or label_in(first, form.labels):
        return True
    return any(pattern.search(folded(row.text)) for pattern in patterns)


def _told(rows: Sequence[tuple[Page, Row]]) -> list[bool]:
    """Say of each row whether it tells goods to a reader without a form."""
    strips = [Strip(row.cells, row.place, 0, page.reach) for page, row in rows]
    told = told_in(strips, is_text=True)
    return [at in told.at or strip.text in told.unread for at, strip in enumerate(strips)]


class _Ways:
    """How a document writes its goods: the shapes of their codes, and the marks before them."""

    def __init__(self, found: Sequence[_Found], n_beside: int) -> None:
        self._n_beside = n_beside
        matches = [match for one in found for match in one.matches[:n_beside]]
        codes = [match.groupdict().get("product_code") or "" for match in matches]
        self._codes = {shape_of(code) for code in codes if _CODE.fullmatch(code)}
        self._letters = {_letters(code) for code in codes}
        self._marks = {mark for match in matches for mark in _marks(match.string)}
        self._labels = {label for match in matches if _NAMED.search(label := _label_of(match))}
        self._parted = {parted for one in found if len(one.rows) == 1 and (parted := _parted_by(one.rows[0]))}

    def is_more(self, matches: Sequence[Any]) -> bool:
        """Whether a row that was matched holds further goods."""
        free = [match.groupdict().get(name) or "" for match in matches for name in ("product_name", "unit")]
        each = lying(matches)
        is_coded = self._has_code(" ".join([*free, *(text for one in each for text in rest_of(one))]))
        return len(matches) > self._n_beside or is_coded or any(covers_more(one) for one in each)

    def is_like(self, row: Row) -> bool:
        """Whether a row holds a code as the goods have them, a number behind a mark as theirs, or begins as they do.

        A code of other letters (`カタログNo. X1234`) with no figure beside it asks for nothing.
        """
        text = folded(row.text)
        if self._has_code(text):
            tokens = _TOKEN.findall(text)
            rest = [token for token in tokens if shape_of(token) not in self._codes]
            known = any(_letters(token) in self._letters for token in tokens if token not in rest)
            return known or bool(re.search(r"\d", " ".join(rest))) or len(tokens) - len(rest) > 1
        is_marked = any(mark in self._marks and re.search(r"\d", text[len(mark) :]) for mark in _marks(text))
        return is_marked or any(text.startswith(label) for label in self._labels)

    def is_parted_alike(self, row: Row) -> bool:
        """Whether a row beside the goods is parted as they are, whatever stands between: `茶 / 20?本 / @80`."""
        text = folded(row.text)
        return re.search(r"\d", text) is not None and _parted_by(row) in self._parted and not is_contact(text)

    def _has_code(self, text: str) -> bool:
        return bool(self._codes) and any(shape_of(token) in self._codes for token in _TOKEN.findall(text))


def _letters(code: str) -> str:
    return re.sub(r"[\d\-]", "", code).upper()


def _label_of(match: Any) -> str:
    """Return what a line begins with before its first value: `品名:`."""
    begin = min(match.start(index) for index in match.re.groupindex.values() if match.start(index) >= 0)
    return str(match.string[match.start() : begin]).strip()


def _parted_by(row: Row) -> tuple[str, int] | None:
    """Return how many cells wide blanks make of a row, or the signs between its values; None where these are few."""
    n_cells = sum(1 for cell in row.cells if cell.text)
    if n_cells > _FEWEST_SIGNS:
        return "", n_cells
    signs = "".join(_SIGN.findall(folded(row.text)))
    return (signs, 1) if len(signs) >= _FEWEST_SIGNS else None


def _marks(text: str) -> Iterator[str]:
    mark = _MARK.match(text)
    if mark is not None:
        yield shape_of(mark[0])
