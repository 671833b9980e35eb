"""Rows of a tree that are lists of cells, as FileMaker and Excel write them, made objects under their titles.

The titles stand in a list of their own, `<FIELD NAME="品番"/>`, or in the first row that names goods.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice

from agent.extract.table import Cell
from agent.extract.tree import Leaf, Node, is_table
from agent.extract.unseen.header import titles_in
from agent.extract.unseen.strips import Strip
from agent.extract.unseen.vocabulary import among
from agent.extract.unseen.words import bare

_NAMES = among("name title label caption header field column fieldname columnname 名称 項目名 列名")
_MOST_TITLES, _MOST_LISTS, _FEWEST, _LOOKED_AT = 256, 8, 3, 20
_COUNT = re.compile("[1-9][0-9]{0,3}")
_Cells = dict[int, list[Leaf]]


def in_objects(root: Node) -> Node:
    """Return a tree whose rows of cells are objects under their titles."""
    return _replaced(root, list(islice(_named_lists(root), _MOST_LISTS)))


def are_titles(names: Sequence[str]) -> bool:
    """Whether some names are the titles of ordered goods: what, and how many."""
    cells = tuple(Cell(name, at, at, "") for at, name in enumerate(names))
    return titles_in(Strip(cells, "", 0, 1), 0).is_lines


def _named_lists(node: Node) -> Iterator[list[str]]:
    """Yield the lists of titles in a tree: each of their objects has a name of its own."""
    if isinstance(node, dict):
        for child in node.values():
            yield from _named_lists(child)
    elif isinstance(node, list):
        for child in node:
            yield from _named_lists(child)
        if _FEWEST <= len(node) <= _MOST_TITLES:
            names = [_name(child) for child in node]
            if len(set(names)) == len(names) and are_titles(names):
                yield names


def _name(node: Node) -> str:
    if not isinstance(node, dict):
        return ""
    named = (
        child.text.rpartition("::")[2]
        for key, child in node.items()
        if bare(key.lstrip("@")) in _NAMES and isinstance(child, Leaf)
    )
    return next(named, "")


def _replaced(node: Node, titles: Sequence[list[str]]) -> Node:
    if isinstance(node, Leaf):
        return node
    if isinstance(node, list):
        children = [_replaced(child, titles) for child in node]
        return type(node)(children)
    made: dict[str, Node] = {}
    for key, child in node.items():
        rows = _rows(child) if isinstance(child, list) and is_table(child) else None
        told = _under(rows, titles) if rows is not None else None
        made |= {key: _replaced(child, titles)} if told is None else {key: told}
    return made


def _rows(objects: Sequence[Node]) -> list[_Cells] | None:
    """Return rows whose objects hold one list of cells each, beside attributes; None when one does not."""
    rows: list[_Cells] = []
    for one in objects:
        lists = [(key, child) for key, child in _items(one) if not isinstance(child, Leaf)]
        if len(lists) != 1 or any(not key.startswith("@") for key, child in _items(one) if isinstance(child, Leaf)):
            return None
        cells = _cells(lists[0][1])
        if cells is None:
            return None
        rows.append(cells)
    return rows if any(len(row) >= _FEWEST for row in rows) else None


def _items(node: Node) -> Sequence[tuple[str, Node]]:
    return list(node.items()) if isinstance(node, dict) else []


def _cells(node: Node) -> _Cells | None:
    """Return the values of a row by the column they stand in: the next one, or the one an attribute counts."""
    found: _Cells = {}
    at = 0
    for cell in node if isinstance(node, list) else [node]:
        own = [(key, child) for key, child in _items(cell) if not key.startswith("@") and "@" not in key]
        values = [child for _, child in own] if isinstance(cell, dict) else [cell]
        leaves = [leaf for value in values for leaf in (value if isinstance(value, list) else [value])]
        if len(own) > 1 or not all(isinstance(leaf, Leaf) for leaf in leaves):
            return None
        index = cell.get("@Index") if isinstance(cell, dict) else None
        at = int(index.text) - 1 if isinstance(index, Leaf) and _COUNT.fullmatch(index.text) else at
        found[at] = [leaf for leaf in leaves if isinstance(leaf, Leaf)]
        at += 1
    return found


def _under(rows: Sequence[_Cells], titles: Sequence[list[str]]) -> Node | None:
    """Return rows as objects under the titles that name as many columns, or under the row of them that is titles.

    None where columns of several values are not as long as each other, or do not say by themselves what is ordered.
    """
    width = max(max(row, default=-1) for row in rows) + 1
    for names in titles:
        if len(names) == width:
            several = {at for row in rows for at, leaves in row.items() if len(leaves) > 1}
            is_even = all(len({len(row.get(at, [])) for at in several}) < 2 for row in rows)
            if several and not (is_even and are_titles([names[at] for at in sorted(several)])):
                return None
            return [_object(row, dict(enumerate(names)), several) for row in rows]
    for number, row in enumerate(rows[:_LOOKED_AT]):
        own = {at: leaves[0].text for at, leaves in row.items() if leaves and leaves[0].text}
        if are_titles(list(own.values())) and len(set(own.values())) == len(own):
            head = {one[0].text: second[0] for above in rows[:number] for one, second in _pairs(above)}
            lines: list[Node] = [_object(below, own, set()) for below in rows[number + 1 :]]
            return {**head, "lines": lines}
    return None


def _pairs(row: _Cells) -> Iterator[tuple[list[Leaf], list[Leaf]]]:
    """Yield a row's labels with the values beside them."""
    written = [leaves for leaves in row.values() if leaves and leaves[0].text]
    yield from zip(written[::2], written[1::2], strict=False)


def _object(row: _Cells, titles: Mapping[int, str], several: Collection[int]) -> dict[str, Node]:
    """Return a row as an object; columns of several values each, as of the rows of another table, are its lines."""
    made: dict[str, Node] = {
        titles[at]: leaves[0] for at, leaves in row.items() if at in titles and leaves and at not in several
    }
    columns = {titles[at]: row.get(at, []) for at in sorted(several)}
    if not columns:
        return made
    return {**made, "lines": [dict(zip(columns, line, strict=True)) for line in zip(*columns.values(), strict=True)]}
