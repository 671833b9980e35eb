"""HTML bodies as what they show: text in lines, tables with their columns below each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from agent.extract.html_doubtful import for_one_program, joined_figures, unticked
from agent.extract.html_style import styled_in
from agent.extract.laid_out import Box, Table

MAX_COLUMNS = 200
MAX_CELL_LINES = 4
"""A table with a cell of more lines lays out a page; its cells are read one below the other."""
MAX_LABEL = 20
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
    "option",
    "p",
    "pre",
    "section",
    "table",
    "tbody",
}
_BLOCKS |= {"td", "tfoot", "th", "thead", "tr", "ul"}
_UNSEEN = "script, style, head, title, template, noscript, datalist"
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_QUOTED = "blockquote"
_FILLED_IN = ("text", "number", "date", "tel", "email")


@dataclass(slots=True)
class Shown:
    """What a body shows: lines of text, and tables as rows of boxes, in reading order; and what it does not.

    What is `struck` out, `hidden`, `set_in` by hand or `quoted` is none of its parts. `joined` are figures of two parts
    that stand together as one, `unticked` the texts beside boxes that nobody ticked.
    """

    parts: list[str | Table] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    set_in: list[str] = field(default_factory=list)
    quoted: list[str] = field(default_factory=list)
    joined: list[str] = field(default_factory=list)
    unticked: list[str] = field(default_factory=list)
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
    shown = Shown()
    shown.hidden += for_one_program(html)
    _leave_out(tree, shown)
    shown.joined += joined_figures(tree, _BLOCKS)
    shown.unticked += unticked(tree)
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
        table = _table(node) if node.tag == "table" else terms_in(node) if node.tag == "dl" else None
        if table:
            shown.parts.append(table)
            continue
        stack.append((node, True))
        stack += [(child, False) for child in reversed(list(node.iter(include_text=True)))]
    shown.end_line()
    return shown


def _leave_out(tree: LexborHTMLParser, shown: Shown) -> None:
    """Take off what a reader does not see, or sees struck out; part from a figure what is raised beside it."""
    _plain_bullets(tree)
    styled = styled_in(tree)
    for node in styled.raised:
        node.insert_before(" ")
        node.insert_after(" ")
    for node in tree.css("input[value]"):
        if (node.attributes.get("type") or "text").lower() in _FILLED_IN:
            node.insert_before(f" {node.attributes['value'] or ''} ")
    set_in = tree.css(_QUOTED)
    left_out: tuple[tuple[Sequence[Any], list[str]], ...] = (
        (tree.css(_UNSEEN), []),
        (styled.hidden, shown.hidden),
        ([one for one in set_in if not _is_cited(one)], shown.set_in),
        (styled.struck, shown.struck),
        ([one for one in set_in if _is_cited(one)], shown.quoted),
    )
    whys: dict[int, int] = {}
    for why, (nodes, _) in enumerate(left_out):
        for node in nodes:
            whys[node.mem_id] = whys.get(node.mem_id, 0) | 1 << why
    outermost = list(_outermost(tree.root, whys))
    for node, why, _ in outermost:
        text = " ".join(node.text(separator=" ").split())
        for number, (_, texts) in enumerate(left_out):
            texts += [text] if text and why & 1 << number else []
    for node, _, is_within in outermost:
        if not is_within:
            _empty(node)


def _plain_bullets(tree: LexborHTMLParser) -> None:
    """Write the letter that Word shows as a bullet, in a font of signs, as one: `l`, `n`, `§`, `Ø`; a number stays."""
    for node in tree.css("[style*=mso-list]"):
        text = node.text().strip()
        is_ignored = "ignore" in (node.attributes["style"] or "").lower()
        if is_ignored and len(text) == 1 and not text.isdecimal():
            node.replace_with("・")


def _outermost(root: Any, whys: Mapping[int, int]) -> Iterator[tuple[Any, int, bool]]:
    """Yield the parts that go, each with those reasons no part around it has, and whether one around it goes too."""
    stack = [(root, 0)] if root is not None and whys else []
    while stack:
        node, around = stack.pop()
        why = whys.get(node.mem_id, 0)
        if why & ~around:
            yield node, why & ~around, around != 0
        stack += [(child, around | why) for child in reversed(list(node.iter(include_text=True)))]


def _is_cited(node: Any) -> bool:
    """Whether a block is set in because it is quoted from a mail; others are set in by hand."""
    given = node.attributes
    return "type" in given or "cite" in given or "quote" in (given.get("class") or "").lower()


def _empty(node: Any) -> None:
    """Leave a cell in its place without its text, so that those beside it stay under their titles."""
    if node.tag in ("td", "th"):
        node.inner_html = ""
    else:
        node.decompose()


def _collapsed(node: Any) -> str:
    return _BLANKS.sub(" ", node.text_content or "")


def _table(node: Any) -> Table | None:
    """Return a table's rows, None when it only lays out the page: tables of rows within it, long texts, one column."""
    within = [inner for inner in node.css("table") if inner.mem_id != node.mem_id]
    if any(len(inner.css("tr")) > 1 for inner in within):
        return None
    inside = {row.mem_id for inner in within for row in inner.css("tr")}
    rows = [
        [(list(_lines(cell)), cell) for cell in row.iter() if cell.tag in ("td", "th")]
        for row in node.css("tr")
        if row.mem_id not in inside
    ]
    if not _are_labelled(rows) and any(len(lines) > MAX_CELL_LINES for row in rows for lines, _ in row):
        return None
    placed = _placed(rows)
    return placed if any(len(row) > 1 for row in placed) else None


def _are_labelled(rows: Sequence[Sequence[tuple[list[str], Any]]]) -> bool:
    """Whether a table is a list of labels, each with its value beside it, however many lines that has."""
    pairs = [row for row in rows if row]
    return len(pairs) > 1 and all(
        len(row) == 2 and len(row[0][0]) == 1 and len(row[0][0][0]) <= MAX_LABEL for row in pairs
    )


def terms_in(node: Any) -> Table | None:
    """Return a list of terms as rows of term and text; None when other things stand in it."""
    parts = list(node.css("dt, dd"))
    if node.css("table, dl dl") or not parts or len(parts) % 2:
        return None
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    if any((term.tag, text.tag) != ("dt", "dd") for term, text in pairs):
        return None
    return _placed([[(list(_lines(one)), one) for one in pair] for pair in pairs])


def _lines(cell: Any) -> Iterator[str]:
    text = "".join(
        _collapsed(node) if node.tag == "-text" else "\n" * (node.tag in _BLOCKS)
        for node in cell.traverse(include_text=True)
    )
    yield from (line for line in map(str.strip, text.split("\n")) if line)


def _placed(rows: list[list[tuple[list[str], Any]]]) -> Table:
    """Give every cell its column: those merged down from rows above take theirs first."""
    taken: dict[int, int] = {}
    placed: Table = []
    for number, row in enumerate(rows):
        boxes: list[Box] = []
        column = 0
        for lines, cell in row:
            while taken.get(column, -1) >= number:
                column += 1
            n_rows = min(_span(cell, "rowspan"), len(rows) - number)
            own = tuple(lines) if len(lines) > 1 else ()
            box = Box(" ".join(lines), column, _span(cell, "colspan"), n_rows, own)
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
