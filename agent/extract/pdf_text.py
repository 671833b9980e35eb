"""PDF text: characters and their boxes to rows of cells, page by page (points, top down).

PDFium is not thread-safe and ends the process on some broken files; it is called in a bounded child process only.
"""

from __future__ import annotations

import math
import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from agent.core.order import Finding, Severity
from agent.extract.pdf_fonts import stand_in
from agent.extract.pdf_rules import Rules, rules_on
from agent.extract.scan.hidden import Bounds, look_at, unseen_on
from agent.extract.table import Cell, Doubt, Page, Row, Word
from agent.extract.unreadable import UnreadableError

MAX_PAGES = 200
MAX_CHARACTERS = 400_000
GAP, FAR, BLANK, APART = 0.9, 0.6, 0.35, 0.12
"""Gaps in heights of a character: between two cells, a label and its value, two words, two things at all."""
WRITTEN = 1.3
"""The widest gap that is one blank as it is written, between two words and not two cells: 納　期."""
FLAT = 0.5
"""How high a letter is at most, beside the one before it, that is boxed as it is drawn."""
MAX_RULED = 1_000
"""Rows of a page that are looked at with the lines drawn between them."""
REACH = 240.0
"""Points a value may stand right of its label."""
_SPACES = (0x20, 0xA0, 0x3000)
_AT_END, _HYPHEN = 0x02, 0x2D
"""What PDFium gives for a hyphen a line ends with, and the hyphen: a code may be broken there."""
_NAME, _UNREAD = "page ", "page-unread"
_MUCH = 4
LEAN = 0.02
"""Radians a line of text may lean and still be read; a watermark leans more."""


class _Char(NamedTuple):
    """A character and its box; before it stand the blanks that are written, or one that is only seen."""

    text: str
    left: float
    right: float
    top: float
    height: float
    n_written: int
    is_seen: bool


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
        chars, unseen, rules = _chars(page, objects, most)
        chars, struck = _standing(chars, rules)
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


def _standing(chars: list[_Char], rules: Rules) -> tuple[list[_Char], str]:
    """Leave out letters that a line is drawn through, and return them as a text.

    Where that is much of the page, its lines may stand elsewhere than its letters: they are returned, and none is left
    out.
    """
    if not rules.levels:
        return chars, ""
    struck = {id(char) for char in chars if rules.strikes(char.left, char.right, char.top, char.height)}
    text = "".join(char.text for char in chars if id(char) in struck)
    if len(struck) * _MUCH > len(chars):
        return chars, text
    return [char for char in chars if id(char) not in struck], text


def _is_picture(page: Any, objects: Sequence[Any]) -> bool:
    look = look_at(page, objects)
    return look.is_drawn and look.is_picture


def _chars(page: Any, objects: Sequence[Any], most: int) -> tuple[list[_Char], str, Rules]:
    """Read a page's characters the way most of them are written, whichever way the page is turned.

    Returns:
        The characters, as a text those that nobody sees, and the lines drawn between them.
    """
    text_page = page.get_textpage()
    is_unseen = unseen_on(page, text_page, objects)
    unseen: list[str] = []
    ways: dict[int, list[_Char]] = {}
    size = page.get_size()
    width, height = size if page.get_rotation() in (0, 180) else size[::-1]
    for way, char, index, box in _written(text_page, width, height, most):
        if is_unseen(index, box):
            unseen.append(char.text)
        else:
            ways.setdefault(way, []).append(char)
    text_page.close()
    way = max(ways, key=lambda way: len(ways[way]), default=0)
    rules = rules_on(objects, lambda x, y: _point(way, x, y, width, height))
    page.close()
    return list(_unstacked(list(_evened(ways.get(way, []))))), "".join(unseen), rules


def _written(text_page: Any, width: float, height: float, most: int) -> Iterator[tuple[int, _Char, int, Bounds]]:
    """Yield each character with the quarter turn its word is written at, in points from the top left.

    Behind it are yielded its index and its loose box: as wide as it advances, as high as its font.
    """
    letters, rect = text_page.raw, pdfium.FS_RECTF()
    letter_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    n_written, is_seen = 0, False
    way, starts = None, True
    for index in range(min(pdfium.FPDFText_CountChars(letters), most + 1)):
        code = letter_of(letters, index)
        if code in _SPACES:
            n_written += not pdfium.FPDFText_IsGenerated(letters, index)
            is_seen = starts = True
            continue
        code = _HYPHEN if code == _AT_END and not starts else code
        if code < 0x20 or code in (0xFFFE, 0xFFFF) or 0xD800 <= code < 0xE000:
            n_written, is_seen = 0, False
            starts = True
            continue
        way = _way(pdfium.FPDFText_GetCharAngle(letters, index)) if starts else way
        starts = False
        if way is None:
            continue
        box_of(letters, index, rect)
        box = (rect.left, rect.bottom, rect.right, rect.top)
        left, right, top, high = _turned(way, box, width, height)
        high = high or pdfium.FPDFText_GetFontSize(letters, index) or 1.0
        yield way, _Char(chr(code), left, right, top, high, n_written, is_seen), index, box
        n_written, is_seen = 0, False


def _way(angle: float) -> int | None:
    """Return the quarter turns to the right a word is written at, None when it leans."""
    way = round(angle / (math.pi / 2))
    return way % 4 if abs(angle - way * math.pi / 2) <= LEAN else None


def _turned(way: int, box: Bounds, width: float, height: float) -> tuple[float, float, float, float]:
    """Return left, right, how far down and how high a box is, for a page written at quarter turns to the right."""
    left, bottom, right, top = box
    if way == 0:
        return left, right, height - bottom, top - bottom
    return (
        (height - top, height - bottom, width - left, right - left),
        (width - right, width - left, top, top - bottom),
        (bottom, top, right, right - left),
    )[way - 1]


def _point(way: int, x: float, y: float, width: float, height: float) -> tuple[float, float]:
    """Return where a point of a page stands that is written at 0 to 3 quarter turns to the right."""
    return ((x, height - y), (height - y, width - x), (width - x, y), (y, x))[way]


def _evened(chars: list[_Char]) -> Iterator[_Char]:
    """Give a letter that is boxed as flat as it is drawn (一, ・) the height and the line of the letter before it."""
    before: _Char | None = None
    for char in chars:
        if before is not None and char.height < FLAT * before.height and _is_within(char, before):
            char = char._replace(top=before.top, height=before.height)
        before = char
        yield char


def _is_within(char: _Char, before: _Char) -> bool:
    return before.top - before.height <= char.top - char.height and char.top <= before.top


def _unstacked(chars: list[_Char]) -> Iterator[_Char]:
    """Join letters written one below the other, as 縦書き has them, into one that stands where the first does."""
    stack: list[_Char] = []
    for char in chars:
        if stack and not _is_below(stack[-1], char):
            yield _joined(stack)
            stack = []
        stack.append(char)
    if stack:
        yield _joined(stack)


def _joined(stack: list[_Char]) -> _Char:
    if len(stack) == 1:
        return stack[0]
    text = "".join(char.text for char in stack)
    left, right = min(char.left for char in stack), max(char.right for char in stack)
    return stack[0]._replace(text=text, left=left, right=right)


def _is_below(char: _Char, following: _Char) -> bool:
    """Whether a letter stands right below another, closer than lines do."""
    down = following.top - char.top
    return (
        down > 0.8 * char.height
        and down < 1.2 * char.height
        and abs(following.left - char.left) < 0.25 * char.height
        and min(char.text, following.text) > "\u3000"
    )


def _rows(chars: list[_Char], page: str, rules: Rules) -> tuple[Row, ...]:
    """Gather characters that stand on one line, then cut lines where the gap is wide or a line is drawn."""
    rows: list[list[_Char]] = []
    for char in sorted(chars, key=lambda char: (char.top, char.left)):
        if rows and char.top - rows[-1][0].top < 0.5 * min(char.height, rows[-1][0].height):
            rows[-1].append(char)
        else:
            rows.append([char])
    rules = rules if len(rows) <= MAX_RULED else Rules()
    bands: dict[tuple[float, float] | None, int] = {None: 0}
    return tuple(_row(sorted(row, key=lambda char: char.left), page, rules, bands) for row in rows)


def _row(chars: list[_Char], page: str, rules: Rules, bands: dict[tuple[float, float] | None, int]) -> Row:
    middle = chars[0].top - chars[0].height / 2
    posts = rules.posts_at(middle)
    made = tuple(_cell(cell, page) for cell in _cells(chars, posts))
    band = rules.band_of(made[0].left, made[-1].right, middle)
    return Row(made, made[0].place, posts=posts, band=bands.setdefault(band, len(bands)))


def _cells(chars: list[_Char], posts: tuple[float, ...]) -> list[list[_Char]]:
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


def _middle(char: _Char) -> float:
    return (char.left + char.right) / 2


def _is_letter_apart(cell: list[_Char], char: _Char) -> bool:
    """Whether a letter goes on a word set wide, as 納 goes on with 期."""
    is_alone = len(cell) == 1 or _gap(cell[-2], cell[-1]) > BLANK
    return is_alone and min(cell[-1].text, char.text) > "\u3000"


def _gap(before: _Char, char: _Char) -> float:
    """Measure the blank between two characters in heights of the smaller."""
    lower = before.height if before.height < char.height else char.height
    return (char.left - before.right) / lower


def _cell(chars: list[_Char], page: str) -> Cell:
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


def _are_figures(before: _Char, char: _Char) -> bool:
    """Whether two figures stand beside each other: closer than words, and yet perhaps of two columns."""
    return before.text.isdecimal() and char.text.isdecimal()


def _word(chars: list[_Char], blank: str, page: str, *, is_far: bool) -> Word:
    text = "".join(char.text for char in chars) + blank
    place = f"{page} x={chars[0].left:.0f} y={chars[0].top:.0f}"
    return Word(text, chars[0].left, chars[-1].right, place, is_far, chars[0].n_written > 0)
