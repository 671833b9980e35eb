"""HTML bodies as what they show: text in lines, tables with their columns below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from agent.extract.laid_out import Box, Table

MAX_COLUMNS = 200
MAX_CELL_LINES = 4
"""A table with a cell of more lines lays out a page; its cells are read one below the other."""

_BLOCKS = {
    "address",
    "article",
    "aside",
    "br",
    "caption",
    "center",
    "dd",
    "div",
    "dl",
    "dt",
    "footer",
    "form",
    "header",
}
_BLOCKS |= {
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
}
_BLOCKS |= {"td", "tfoot", "th", "thead", "tr", "ul"}
_UNSEEN = "script, style, head, title, blockquote, template, noscript"
_STRUCK = "s, del, strike"
_STYLED = "[hidden], [style]"
_NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LINE_THROUGH = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)


@dataclass(slots=True)
class Shown:
    """What a body shows: lines of text, and tables as rows of boxes, in reading order; and what it does not.

    What is `struck` out or `hidden` is none of its parts.
    """

    parts: list[str | Table] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    text: str = ""

    def end_line(self) -> None:
        """Begin another line, unless nothing stands on this one."""
        line = self.text.strip(" \t")
        if line:
            self.parts.append(line)
        self.text = ""


def shown_in(html: str) -> Shown:
    """Read a page in the order it is read in."""
    tree = LexborHTMLParser(html)
    for node in tree.css(_UNSEEN):
        node.decompose()
    shown = Shown()
    _leave_out(tree, shown)
    stack: list[tuple[Any, bool]] = [(tree.root, False)] if tree.root is not None else []
    while stack:
        node, is_end = stack.pop()
        if node.tag == "-text":
            shown.text += _collapsed(node)
            continue
        if node.tag in _BLOCKS:
            shown.end_line()
        if is_end:
            continue
        table = _table(node) if node.tag == "table" else None
        if table:
            shown.parts.append(table)
            continue
        stack.append((node, True))
        stack += [(child, False) for child in reversed(list(node.iter(include_text=True)))]
    shown.end_line()
    return shown


def _leave_out(tree: LexborHTMLParser, shown: Shown) -> None:
    """Take off what a reader does not see, or sees struck out."""
    struck = list(tree.css(_STRUCK))
    hidden = []
    for node in tree.css(_STYLED):
        style = node.attributes.get("style") or ""
        if "hidden" in node.attributes or _NOT_SHOWN.search(style):
            hidden.append(node)
        elif _LINE_THROUGH.search(style):
            struck.append(node)
    for nodes, texts in ((hidden, shown.hidden), (struck, shown.struck)):
        texts += [text for node in nodes if (text := " ".join(node.text(separator=" ").split()))]
        for node in nodes:
            _empty(node)


def _empty(node: Any) -> None:
    """Leave a cell in its place without its text, so that those beside it stay under their titles."""
    if node.tag in ("td", "th"):
        node.inner_html = ""
    else:
        node.decompose()


def _collapsed(node: Any) -> str:
    return re.sub(r"[ \t\r\n\f]+", " ", node.text_content or "")


def _table(node: Any) -> Table | None:
    """Return a table's rows, None when it only lays out the page: tables within it, long texts, one column."""
    if any(inner.mem_id != node.mem_id for inner in node.css("table")):
        return None
    rows = [[(list(_lines(cell)), cell) for cell in row.iter() if cell.tag in ("td", "th")] for row in node.css("tr")]
    if any(len(lines) > MAX_CELL_LINES for row in rows for lines, _ in row):
        return None
    placed = _placed([[(" ".join(lines), cell) for lines, cell in row] for row in rows])
    return placed if any(len(row) > 1 for row in placed) else None


def _lines(cell: Any) -> Iterator[str]:
    text = "".join(
        _collapsed(node) if node.tag == "-text" else "\n" * (node.tag in _BLOCKS)
        for node in cell.traverse(include_text=True)
    )
    yield from (line for line in map(str.strip, text.split("\n")) if line)


def _placed(rows: list[list[tuple[str, Any]]]) -> Table:
    """Give every cell its column: those merged down from rows above take theirs first."""
    taken: dict[int, int] = {}
    placed: Table = []
    for number, row in enumerate(rows):
        boxes: list[Box] = []
        column = 0
        for text, cell in row:
            while taken.get(column, -1) >= number:
                column += 1
            box = Box(text, column, _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - number))
            if column + box.n_columns > MAX_COLUMNS:
                break
            boxes.append(box)
            taken |= dict.fromkeys(range(column, column + box.n_columns), number + box.n_rows - 1)
            column += box.n_columns
        placed.append(boxes)
    return placed


def _span(cell: Any, name: str) -> int:
    text = cell.attributes.get(name) or "1"
    return min(max(int(text), 1), MAX_COLUMNS) if text.isdecimal() and len(text) < 5 else 1
