"""Mail bodies and text files: lines to rows of cells, quoted replies left out; HTML as the text it shows."""

from __future__ import annotations

import re
import unicodedata

from selectolax.lexbor import LexborHTMLParser

from agent.extract.encoding import text_of
from agent.extract.table import Cell, Page, Row
from agent.extract.unreadable import UnreadableError

MAX_LINES = 20_000
MAX_LINE = 2_000
REACH = 40.0
"""Characters a value may stand right of its label."""

_CELL = re.compile(r"\S+(?:[ \u3000]\S+)*")
_QUOTED = re.compile(r"\s*[>＞|｜]")
_QUOTE_STARTS = re.compile(
    r"\s*(-{2,}\s*(Original Message|Forwarded message|元のメッセージ|転送メッセージ|Original Appointment)\s*-{2,}"
    r"|On\s.{6,120}\swrote:"
    r"|\d{4}[年/-]\d{1,2}[月/-]\d{1,2}日?.{0,120}(<[^>]+>|さん|様)?.{0,20}(:|：|wrote:|のメール:|書きました.?)"
    r"|_{20,})\s*"
)
_LAID_OUT = {"br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "h4", "hr", "pre", "ul", "ol"}
_UNSEEN = "script, style, head, title, blockquote, template, noscript"


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
    return (page_of_text(html_text(text_of(content))),)


def page_of_text(text: str) -> Page:
    """Cut text into rows, and rows into cells at tabs and wider blanks."""
    lines = text.replace("\0", " ").splitlines()
    if len(lines) > MAX_LINES:
        raise UnreadableError(f"more than {MAX_LINES} lines", what="size")
    rows = tuple(_row(line[:MAX_LINE], number) for number, line in own_lines(lines))
    return Page("text", tuple(row for row in rows if row.cells), REACH)


def own_lines(lines: list[str]) -> list[tuple[int, str]]:
    """Number the lines from 1 and leave out what is quoted from an earlier mail."""
    own = []
    for number, line in enumerate(lines, 1):
        if _QUOTE_STARTS.fullmatch(line[:MAX_LINE]):
            break
        if not _QUOTED.match(line):
            own.append((number, line))
    return own


def _row(line: str, number: int) -> Row:
    place = f"line {number}"
    cells = []
    for match in _CELL.finditer(line):
        left = _width(line[: match.start()])
        cells.append(Cell(match[0], left, left + _width(match[0]), place))
    return Row(tuple(cells), place)


def _width(text: str) -> float:
    """How many columns a text takes in a fixed-width font: full-width characters take two."""
    return sum(2.0 if unicodedata.east_asian_width(char) in "WFA" else 1.0 for char in text)


def html_text(html: str) -> str:
    """Write an HTML page as text: a line per block and table row, a tab between cells."""
    tree = LexborHTMLParser(html)
    for node in tree.css(_UNSEEN):
        node.decompose()
    pieces: list[str] = []
    for node in tree.root.traverse(include_text=True) if tree.root is not None else ():
        if node.tag == "-text":
            pieces.append(re.sub(r"[ \t\r\n]+", " ", node.text_content or ""))
        elif node.tag in _LAID_OUT:
            pieces.append("\n")
        elif node.tag in ("td", "th"):
            pieces.append("\t")
    lines = (line.strip(" \t") for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)
