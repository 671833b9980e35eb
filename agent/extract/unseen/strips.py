"""A document's rows, one after the other over all its pages, ready to be looked through."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent.extract.formats import Content
from agent.extract.table import Cell, Page
from agent.extract.unseen.pieces import pieces_in
from agent.extract.values import folded

MAX_ROWS = 5_000
_EXAMPLE = re.compile("(?:記入|入力|記載|作成)(?:例|見本|方法|要領)|書き方|使い方")
_EXAMPLE_HEADED = re.compile(r"[【\[(<＜]?(?:記入|入力|記載)(?:例|見本)[】\])>＞]")
_RULE = re.compile("[│┃║]")
_RULES_ONLY = re.compile("[\u2500-\u257f\\s]+")
_ENDS = re.compile(
    r".{0,80}(書きました|wrote|writes)[。.:：]?"
    r"|-{2,} ?(original message|forwarded message|元のメッセージ|転送メッセージ|転送されたメッセージ|返信元).{0,40}"
    r"|on .{6,120} wrote ?[:：]?",
    re.IGNORECASE,
)
_FROM = re.compile(r"(差出人|from|送信者) ?[:：].*", re.IGNORECASE)
_SENT = re.compile(r"(送信日時|日時|sent|date|宛先|to) ?[:：].*", re.IGNORECASE)


class Strip(NamedTuple):
    """One row: its cells, where it stands, the page's number from 0 and how far a value may be from its label."""

    cells: tuple[Cell, ...]
    place: str
    page: int
    reach: float

    @property
    def text(self) -> str:
        """The row as one folded text."""
        return folded(" ".join(cell.text for cell in self.cells if cell.text))


def strips_of(content: Content, reads: str) -> tuple[Strip, ...]:
    """Line up the rows of all pages; of a text, what is quoted from an earlier mail is left out.

    Returns:
        The rows, none when the document is longer than an order whose layout nobody knows may be.
    """
    if content.csv is not None:
        found = list(_of_csv(content.csv.rows, content.csv.lines))
    else:
        found = [strip for number, page in enumerate(content.pages) for strip in _of_page(page, number, reads)]
    return tuple(found) if len(found) <= MAX_ROWS else ()


def example_pages(strips: Sequence[Strip]) -> frozenset[int]:
    """Return the sheets that show how to fill in the others: named 記入例, or headed so."""
    return frozenset(
        strip.page
        for strip in strips
        if _EXAMPLE.search(strip.place.rpartition("!")[0]) or _EXAMPLE_HEADED.match(strip.text)
    )


def _of_csv(rows: Sequence[Sequence[str]], lines: Sequence[int]) -> Iterator[Strip]:
    for row, line in zip(rows[: MAX_ROWS + 1], lines, strict=False):
        cells = tuple(
            Cell(text.strip(), index, index, f"line {line} column {index + 1}")
            for index, text in enumerate(row)
            if text.strip()
        )
        if cells:
            yield Strip(cells, f"line {line}", 0, 4)


def _of_page(page: Page, number: int, reads: str) -> Iterator[Strip]:
    reach = 4 if reads == "sheet" else page.reach
    strips = [Strip(row.cells, row.place, number, reach) for row in page.rows]
    if reads != "text":
        yield from (strip._replace(cells=tuple(_pieces_of(strip.cells))) for strip in strips)
        return
    for strip in strips[: _own_length(strips)]:
        cells = tuple(piece for cell in strip.cells for piece in _pieces(cell) if not _RULES_ONLY.fullmatch(piece.text))
        if cells:
            yield strip._replace(cells=cells)


def _own_length(strips: Sequence[Strip]) -> int:
    """Count the rows above a quoted mail."""
    for at, strip in enumerate(strips):
        text = strip.text
        if _ENDS.fullmatch(text):
            return at
        if _FROM.fullmatch(text) and any(_SENT.fullmatch(below.text) for below in strips[at + 1 : at + 4]):
            return at
    return len(strips)


def _pieces(cell: Cell) -> Iterator[Cell]:
    """Part `注文番号: A-1 発注日: 4/1` into its labelled values."""
    if _RULE.search(cell.text):
        yield from _boxed(cell)
        return
    yield from _pieces_of([cell])


def _pieces_of(cells: Sequence[Cell]) -> Iterator[Cell]:
    for cell in cells:
        pieces = pieces_in(cell.text)
        yield from [cell] if len(pieces) == 1 else (cell._replace(text=piece) for piece in pieces)


def _boxed(cell: Cell) -> Iterator[Cell]:
    """Yield what stands between the rules of a table drawn with characters."""
    at = cell.left
    for piece in _RULE.split(cell.text):
        width = len(piece.encode("cp932", errors="replace"))
        if piece.strip() and not _RULES_ONLY.fullmatch(piece):
            yield Cell(piece.strip(), at, at + width, cell.place)
        at += width + 2
