"""PDF text: characters and their boxes to rows of cells, page by page (points, top down).

PDFium is not thread-safe and ends the process on some broken files; it is called in a bounded child process only.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pypdfium2

from agent.core.order import Finding, Severity
from agent.extract.pdf_fonts import stand_in
from agent.extract.pdf_letters import Char, letters_of, standing
from agent.extract.pdf_rules import Rules
from agent.extract.scan.hidden import look_at
from agent.extract.table import Cell, Doubt, Page, Row, Word
from agent.extract.unreadable import UnreadableError

MAX_PAGES = 200
MAX_CHARACTERS = 400_000
GAP, FAR, BLANK, APART = 0.9, 0.6, 0.35, 0.12
"""Gaps in heights of a character: between two cells, a label and its value, two words, two things at all."""
WRITTEN = 1.3
"""The widest gap that is one blank as it is written, between two words and not two cells: 納　期."""
MAX_RULED = 1_000
"""Rows of a page that are looked at with the lines drawn between them."""
REACH = 240.0
"""Points a value may stand right of its label."""
_NAME, _UNREAD = "page ", "page-unread"


def pages_of(content: bytes, most: int = MAX_CHARACTERS) -> tuple[Page, ...]:
    """Read the text of each page, pages without text left out.

    Args:
        content: The PDF.
        most: Characters it may hold in all.

    Raises:
        UnreadableError: It is no PDF, is encrypted, has no text (a scan), or too much.
    """
    stand_in()
    try:
        document = pypdfium2.PdfDocument(content)
        try:
            pages = _pages(document, most)
        finally:
            document.close()
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(str(error), what="pdf") from error
    if not pages:
        raise UnreadableError("it holds no text, as a scan does", what="scan")
    return pages


def unread_in(pages: Sequence[Page]) -> list[int]:
    """Return the pages that are pictures and so have no text to read, from 0."""
    places = (doubt.finding for page in pages for doubt in page.doubts if doubt.finding.code == _UNREAD)
    return [int(dict(finding.values)["place"].removeprefix(_NAME)) - 1 for finding in places]


def with_pictures(pages: Sequence[Page], pictures: Sequence[Page]) -> tuple[Page, ...]:
    """Put pages read by their pictures in their places; what was doubted of those is of their text no more."""
    read = {page.name for page in pictures}
    doubts = [one for page in pages for one in page.doubts if dict(one.finding.values).get("place") not in read]
    texts = [replace(page, doubts=()) for page in pages if page.name not in read]
    first, *others = sorted([*texts, *pictures], key=lambda page: int(page.name.removeprefix(_NAME)))
    return (replace(first, doubts=tuple(doubts)), *others)


def _pages(document: Any, most: int) -> tuple[Page, ...]:
    if len(document) > MAX_PAGES:
        raise UnreadableError(f"more than {MAX_PAGES} pages", what="size", pages=len(document))
    pages: list[Page] = []
    doubts: list[Doubt] = []
    n_read = 0
    for number in range(len(document)):
        name = f"{_NAME}{number + 1}"
        page = document[number]
        objects = list(page.get_objects())
        if _is_picture(page, objects):
            doubts.append(Doubt(Finding(_UNREAD, Severity.STOP, "lines", (("place", name),))))
        chars, unseen, rules = letters_of(page, objects, most)
        chars, struck = standing(chars, rules)
        n_read += len(chars) + len(unseen)
        if n_read > most:
            raise UnreadableError("too much text for an order", what="size")
        if re.search(r"\d", unseen):
            values = (("text", unseen[:80]), ("place", name))
            doubts.append(Doubt(Finding("text-unseen", Severity.DOUBT, "lines", values)))
        if struck:
            doubts.append(Doubt(Finding("struck-out", Severity.DOUBT, "lines", (("text", struck[:80]),))))
        if chars:
            pages.append(Page(name, _rows(chars, name, rules), REACH))
    return (replace(pages[0], doubts=tuple(doubts)), *pages[1:]) if pages else ()


def _is_picture(page: Any, objects: Sequence[Any]) -> bool:
    look = look_at(page, objects)
    return look.is_drawn and look.is_picture


def _rows(chars: list[Char], page: str, rules: Rules) -> tuple[Row, ...]:
    """Gather characters that stand on one line, then cut lines where the gap is wide or a line is drawn."""
    rows: list[list[Char]] = []
    for char in sorted(chars, key=lambda char: (char.top, char.left)):
        if rows and char.top - rows[-1][0].top < 0.5 * min(char.height, rows[-1][0].height):
            rows[-1].append(char)
        else:
            rows.append([char])
    rules = rules if len(rows) <= MAX_RULED else Rules()
    bands: dict[tuple[float, float] | None, int] = {None: 0}
    return tuple(_row(sorted(row, key=lambda char: char.left), page, rules, bands) for row in rows)


def _row(chars: list[Char], page: str, rules: Rules, bands: dict[tuple[float, float] | None, int]) -> Row:
    foot, height = chars[0].top, chars[0].height
    middle = foot - height / 2
    posts = rules.posts_at(middle)
    made = tuple(_cell(cell, page) for cell in _cells(chars, posts))
    band = rules.band_of(made[0].left, made[-1].right, middle)
    return Row(made, made[0].place, (), posts, bands.setdefault(band, len(bands)), foot, height)


def _cells(chars: list[Char], posts: tuple[float, ...]) -> list[list[Char]]:
    cells = [[chars[0]]]
    for before, char in pairwise(chars):
        gap = _gap(before, char)
        is_parted = gap > APART and bisect(posts, _middle(before)) < bisect(posts, _middle(char))
        is_far = gap > WRITTEN or (gap > GAP and char.n_written != 1 and not _is_letter_apart(cells[-1], char))
        if is_parted or is_far:
            cells.append([char])
        else:
            cells[-1].append(char)
    return cells


def _middle(char: Char) -> float:
    return (char.left + char.right) / 2


def _is_letter_apart(cell: list[Char], char: Char) -> bool:
    """Whether a letter goes on a word set wide, as 納 goes on with 期."""
    is_alone = len(cell) == 1 or _gap(cell[-2], cell[-1]) > BLANK
    return is_alone and min(cell[-1].text, char.text) > "\u3000"


def _gap(before: Char, char: Char) -> float:
    """Measure the blank between two characters in heights of the smaller."""
    lower = before.height if before.height < char.height else char.height
    return (char.left - before.right) / lower


def _cell(chars: list[Char], page: str) -> Cell:
    words: list[Word] = []
    start, is_far = 0, False
    for at, (before, char) in enumerate(pairwise(chars), 1):
        gap = _gap(before, char)
        if gap > APART:
            is_blank = gap > BLANK or char.is_seen or _are_figures(before, char)
            words.append(_word(chars[start:at], " " * is_blank, page, is_far=is_far))
            start, is_far = at, gap > FAR
    words.append(_word(chars[start:], "", page, is_far=is_far))
    text = "".join(word.text for word in words)
    return Cell(text, words[0].left, words[-1].right, words[0].place, words=tuple(words))


def _are_figures(before: Char, char: Char) -> bool:
    """Whether two figures stand beside each other: closer than words, and yet perhaps of two columns."""
    return before.text.isdecimal() and char.text.isdecimal()


def _word(chars: list[Char], blank: str, page: str, *, is_far: bool) -> Word:
    text = "".join(char.text for char in chars) + blank
    place = f"{page} x={chars[0].left:.0f} y={chars[0].top:.0f}"
    return Word(text, chars[0].left, chars[-1].right, place, is_far, chars[0].n_written > 0)
