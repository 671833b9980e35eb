"""Mail bodies and text files: lines to rows of cells, quoted replies left out; HTML as the text it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from agent.extract.encoding import text_of
from agent.extract.html_page import shown_in
from agent.extract.laid_out import boxes_by_tab, rows_of_boxes, width_of
from agent.extract.table import Cell, Page, Row, Word
from agent.extract.unreadable import UnreadableError

MAX_LINES = 20_000
MAX_LINE = 2_000
REACH = 40.0
"""Characters a value may stand right of its label."""

_CELL = re.compile(r"\S+(?:[ \u3000]\S+)*")
_WORD = re.compile(r"\S+[ \u3000]?")
_QUOTED = re.compile(r"\s*[>＞|｜]")
_QUOTE_STARTS = re.compile(
    r"\s*(-{2,}\s*(Original Message|Forwarded message|元のメッセージ|転送メッセージ|Original Appointment)\s*-{2,}"
    r"|On\s.{6,120}\swrote:"
    r"|\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?.{0,120}(<[^>]+>|さん|様)?.{0,20}(:|：|wrote:|のメール:|書きました.?)"
    r"|_{20,})\s*"
)
TAB = 8
"""Characters between two tab stops."""


def pages_of(content: bytes, label: str = "") -> tuple[Page, ...]:
    """Read a plain text as one page.

    Raises:
        UnreadableError: No encoding fits, or it is too long for an order.
    """
    return (page_of_text(text_of(content, label)),)


def pages_of_html(content: bytes) -> tuple[Page, ...]:
    """Read what an HTML body shows, cells of a table row side by side.

    Raises:
        UnreadableError: No encoding fits, or it is too long for an order.
    """
    rows: list[Row] = []
    for part in shown_in(text_of(content).replace("\0", " ")):
        line = len(rows) + 1
        if isinstance(part, str):
            rows.append(_row(part[:MAX_LINE], line))
        else:
            rows += rows_of_boxes(part, range(line, line + len(part)))
        _refuse_longer(len(rows))
    return (Page("text", tuple(_own(rows)), REACH),)


def page_of_text(text: str) -> Page:
    """Cut text into rows, and rows into cells at tabs and wider blanks.

    Lines with several tabs are the rows of a table, as pasted from a spreadsheet: their cells are told by their turn.
    """
    lines = [line[:MAX_LINE] for line in text.replace("\0", " ").splitlines()]
    _refuse_longer(len(lines))
    tabbed = {number: boxes_by_tab(line) for number, line in enumerate(lines, 1) if line.count("\t") > 1}
    rows = {number: _row(_without_tabs(line), number) for number, line in enumerate(lines, 1) if number not in tabbed}
    rows |= zip(tabbed, rows_of_boxes(list(tabbed.values()), list(tabbed)), strict=True)
    return Page("text", tuple(_own([rows[number] for number in sorted(rows)])), REACH)


def _refuse_longer(n_lines: int) -> None:
    if n_lines > MAX_LINES:
        raise UnreadableError(f"more than {MAX_LINES} lines", what="size")


def _without_tabs(line: str) -> str:
    text, *pieces = line.split("\t")
    for piece in pieces:
        text += " " * int(TAB - width_of(text) % TAB) + piece
    return text


def _own(rows: Sequence[Row]) -> Iterator[Row]:
    """Leave out what is quoted from an earlier mail, and rows with nothing on them."""
    for row in rows:
        text = row.text
        if _QUOTE_STARTS.fullmatch(text):
            return
        if text and not _QUOTED.match(text):
            yield row


def _row(line: str, number: int) -> Row:
    place = f"line {number}"
    cells: list[Cell] = []
    read, at = 0, 0.0
    for match in _CELL.finditer(line):
        at += width_of(line[read : match.start()])
        cells.append(_cell(match[0], at, place))
        read, at = match.end(), cells[-1].right
    return Row(tuple(cells), place)


def _cell(text: str, left: float, place: str) -> Cell:
    words: list[Word] = []
    at = left
    for word in _WORD.findall(text):
        right = at + width_of(word.rstrip(" \u3000"))
        words.append(Word(word, at, right, place, bool(words) and words[-1].text.endswith("\u3000")))
        at = right + {" ": 1.0, "\u3000": 2.0}.get(word[-1], 0.0)
    return Cell(text, left, words[-1].right, place, words=tuple(words))
