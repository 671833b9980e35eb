"""What of an HTML body a reader may see otherwise: figures that meet, boxes left empty, parts for one program only."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

_SHOWN = 20
_AROUND = 4
"""Parts around a box at most, up to its row."""


def joined_figures(tree: LexborHTMLParser, blocks: Collection[str]) -> Iterator[str]:
    """Yield figures that two parts of one line write together: `10<small>20</small>` reads as 1020."""
    before, stack = "", [(tree.root, False)] if tree.root is not None else []
    while stack:
        node, is_end = stack.pop()
        if node.tag == "-text":
            text = node.text_content or ""
            if before[-1:].isdecimal() and text[:1].isdecimal():
                yield f"{before[-_SHOWN:]}{text[:_SHOWN]}".strip()
            before = text or before
            continue
        if node.tag in blocks:
            before = ""
        if not is_end:
            stack.append((node, True))
            stack += [(child, False) for child in reversed(list(node.iter(include_text=True)))]


def unticked(tree: LexborHTMLParser) -> Iterator[str]:
    """Yield the rows that hold a box to tick which is empty."""
    boxes = tree.css("input[type=checkbox], input[type=radio]")
    rows = [_row_of(box) for box in boxes if "checked" not in box.attributes]
    for row in {row.mem_id: row for row in rows}.values():
        text = " ".join(row.text(separator=" ").split())
        if text:
            yield text


def _row_of(box: Any) -> Any:
    around = box.parent
    for _ in range(_AROUND):
        if around.tag in ("tr", "li", "p", "div", "label", "body"):
            break
        around = around.parent
    return around


def for_one_program(html: str) -> Iterator[str]:
    """Yield the texts in parts of a body that one program shows and others pass over: `<!--[if mso]>`."""
    for piece in html.split("<!--[if")[1:]:
        part = LexborHTMLParser(piece.partition("-->")[0].partition("]>")[2])
        for node in part.css("style, xml, script, title"):
            node.decompose()
        text = " ".join(part.text(separator=" ").split())
        if text:
            yield text
