"""Head records and detail records under titles of their own: each detail is given what its head says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from agent.extract.table import Cell
from agent.extract.unseen.header import Header, titles_in
from agent.extract.unseen.strips import Strip, moved
from agent.extract.values import folded

_TITLES_WITHIN, _MOST_KINDS = 5, 4
_KIND = re.compile(r"[A-Za-z]{1,6}\d{0,2}|\d{1,2}|ヘッダー?|明細|伝票|見出し?")
_VALUE = re.compile(r"\d{2}")
"""What stands beside a label and not under a title: a number, a day."""
_MARK = re.compile(r"\W+")
HEAD_FIELDS = frozenset({"number", "ordered_on", "deliver_on", "customer_code", "customer_name", "deliver_to"})


class _Titles(NamedTuple):
    """The rows that hold the titles of head and detail, and the column in which records say what they are."""

    head: int
    line: int
    column: float


def joined_records(strips: Sequence[Strip]) -> tuple[Strip, ...]:
    """Put each head's values before those of its details: `H,A-1,4/1` and `D,P1,3` become one row.

    Records that cannot all be told are left as they are, and so is a file in which a head has no detail.
    """
    titles = _titles(strips)
    kinds = None if titles is None else _kinds(strips, titles)
    if titles is None or kinds is None:
        return tuple(strips)
    return tuple(_joined(strips, titles, kinds))


def _titles(strips: Sequence[Strip]) -> _Titles | None:
    for at in range(min(len(strips) - 1, _TITLES_WITHIN)):
        one, other = titles_in(strips[at], at), titles_in(strips[at + 1], at + 1)
        for head, line in ((one, other), (other, one)):
            if _is_of_head(head) and line.is_lines and head.titles[0].cell.left == line.titles[0].cell.left:
                return _Titles(head.first, line.first, head.titles[0].cell.left)
    return None


def _is_of_head(header: Header) -> bool:
    known = [title for title in header.titles if HEAD_FIELDS.intersection(word.field for word in title.words)]
    has_value = any(not title.words and _VALUE.search(folded(title.cell.text)) for title in header.titles)
    return len(known) >= 2 and len(known) * 2 >= len(header.titles) and not header.is_lines and not has_value


def _kinds(strips: Sequence[Strip], titles: _Titles) -> tuple[str, str] | None:
    """Return how head and detail records begin; the titles' own rows may say it (`#H`), else their turn does."""
    said = [_kind(strips[at], titles.column) for at in (titles.head, titles.line)]
    written = [_kind(strip, titles.column) for strip in strips[max(titles.head, titles.line) + 1 :]]
    turns = list(dict.fromkeys(written))
    if len(turns) < 2 or len(turns) > _MOST_KINDS or not all(_KIND.fullmatch(kind) for kind in turns):
        return None
    head, line = said if set(said) <= set(turns) and said[0] != said[1] else turns[:2]
    pairs = list(zip(written, [*written[1:], head], strict=True))
    is_whole = written[0] == head and all(after == line for kind, after in pairs if kind == head)
    return (head, line) if is_whole else None


def _kind(strip: Strip, column: float) -> str:
    return next((_MARK.sub("", folded(cell.text)) for cell in strip.cells if cell.left == column), "")


def _joined(strips: Sequence[Strip], titles: _Titles, kinds: tuple[str, str]) -> Iterator[Strip]:
    last = max(titles.head, titles.line)
    offset = max(cell.right for strip in strips for cell in strip.cells) + 1
    head: tuple[Cell, ...] = ()
    for at, strip in enumerate(strips):
        kind = _kind(strip, titles.column) if at > last else ""
        if at == last:
            yield strip._replace(cells=(*strips[titles.head].cells, *moved(strips[titles.line].cells, offset)))
        elif kind == kinds[0]:
            head = strip.cells
        elif kind == kinds[1]:
            yield strip._replace(cells=(*head, *moved(strip.cells, offset)))
        elif at not in (titles.head, titles.line):
            yield strip
