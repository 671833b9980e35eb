"""The letters of a PDF's page, the way most of them are written, and the lines drawn between them."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from agent.extract.pdf_rules import Rules, rules_on
from agent.extract.scan.hidden import Bounds, unseen_on

FLAT = 0.5
"""How high a letter is at most, beside the one before it, that is boxed as it is drawn."""
CLOSE, WIDE, NEAR = 0.5, 2.0, 2.0
"""How far such a letter stands behind the one before it, in heights of that, and how much wider than high it is
at least where it stands farther behind: a line of smaller letters may stand beside a heading."""
_SPACES = (0x20, 0xA0, 0x3000)
_AT_END, _HYPHEN = 0x02, 0x2D
"""What PDFium gives for a hyphen a line ends with, and the hyphen: a code may be broken there."""
_MUCH = 4
LEAN = 0.02
"""Radians a line of text may lean and still be read; a watermark leans more."""


class Char(NamedTuple):
    """A character and its box; before it stand the blanks that are written, or one that is only seen."""

    text: str
    left: float
    right: float
    top: float
    height: float
    n_written: int
    is_seen: bool


def standing(chars: list[Char], rules: Rules) -> tuple[list[Char], str]:
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


def letters_of(page: Any, objects: Sequence[Any], most: int) -> tuple[list[Char], str, Rules]:
    """Read a page's characters the way most of them are written, whichever way the page is turned.

    Returns:
        The characters, as a text those that nobody sees, and the lines drawn between them.
    """
    text_page = page.get_textpage()
    is_unseen = unseen_on(page, text_page, objects)
    unseen: list[str] = []
    ways: dict[int, list[Char]] = {}
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


def _written(text_page: Any, width: float, height: float, most: int) -> Iterator[tuple[int, Char, int, Bounds]]:
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
        yield way, Char(chr(code), left, right, top, high, n_written, is_seen), index, box
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


def _evened(chars: list[Char]) -> Iterator[Char]:
    """Give a letter that is boxed as flat as it is drawn (一, ・) the height and the line of the letter before it."""
    before: Char | None = None
    for char in chars:
        if before is not None and char.height < FLAT * before.height and _goes_on(char, before):
            char = char._replace(top=before.top, height=before.height)
        before = char
        yield char


def _goes_on(char: Char, before: Char) -> bool:
    """Whether a letter is within the height of the one before it and near behind it, and so of its size."""
    is_within = before.top - before.height <= char.top - char.height and char.top <= before.top
    is_flat = char.right - char.left >= WIDE * char.height
    return is_within and abs(char.left - before.right) <= (NEAR if is_flat else CLOSE) * before.height


def _unstacked(chars: list[Char]) -> Iterator[Char]:
    """Join letters written one below the other, as 縦書き has them, into one that stands where the first does."""
    stack: list[Char] = []
    for char in chars:
        if stack and not _is_below(stack[-1], char):
            yield _joined(stack)
            stack = []
        stack.append(char)
    if stack:
        yield _joined(stack)


def _joined(stack: list[Char]) -> Char:
    if len(stack) == 1:
        return stack[0]
    text = "".join(char.text for char in stack)
    left, right = min(char.left for char in stack), max(char.right for char in stack)
    return stack[0]._replace(text=text, left=left, right=right)


def _is_below(char: Char, following: Char) -> bool:
    """Whether a letter stands right below another, closer than lines do."""
    down = following.top - char.top
    return (
        down > 0.8 * char.height
        and down < 1.2 * char.height
        and abs(following.left - char.left) < 0.25 * char.height
        and min(char.text, following.text) > "\u3000"
    )
