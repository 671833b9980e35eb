"""Lay a tree (JSON, XML) out as pages: what stands once as `path, value` rows, each list of objects as one table.

A table's titles are the keys of its objects (`qty`, `product.code`). A list inside the objects of another list is a
table of its own, whose rows also say what stands in the object around them, under its path (`orders.number`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple, TypeAlias

from agent.extract.table import Cell, Page, Row, Title
from agent.extract.titles import columns_in, is_complete
from agent.extract.unreadable import UnreadableError

MAX_DEPTH = 64
MAX_VALUES = 1_000_000


class Leaf(NamedTuple):
    """One value as written, and where it stands."""

    text: str
    place: str


class Once(list["Node"]):
    """A list that holds one object and may as well be no list: XML does not tell."""


Node: TypeAlias = "Leaf | dict[str, Node] | list[Node]"


class Tree(NamedTuple):
    """A whole document, an object or a list, and what it is called."""

    root: Node
    top: str


class _Item(NamedTuple):
    """One object of a list: its own values, those of the objects around it, and which of them it stands in."""

    own: dict[str, Leaf]
    around: dict[str, Leaf]
    key: int
    table: str = ""
    within: int = -1


@dataclass(slots=True)
class _Tables:
    """The lists of objects found so far, by path, how many values they hold in all, and which are lists for certain."""

    items: dict[str, list[_Item]] = field(default_factory=dict)
    values: int = 0
    last: int = 0
    lists: set[str] = field(default_factory=set)

    def add(self, path: str, own: dict[str, Leaf], outer: _Item | None, outer_path: str) -> _Item:
        """Take one object of the list at a path."""
        around = _around(outer, outer_path) if outer else {}
        self.values += len(own) + len(around) + 1
        if self.values > MAX_VALUES:
            raise UnreadableError(f"more than {MAX_VALUES} values", what="size")
        self.last += 1
        item = _Item(own, around, self.last, outer_path, outer.key if outer else -1)
        self.items.setdefault(path, []).append(item)
        return item

    def fill(self) -> None:
        """Give an object whose inner list is missing or empty a row of that list all the same, so it is not lost."""
        for path, items in list(self.items.items()):
            have = {item.within for item in items}
            for outer in self.items.get(items[0].table, ()):
                if outer.key not in have:
                    self.add(path, {}, outer, items[0].table)


def _around(outer: _Item, path: str) -> dict[str, Leaf]:
    return {**outer.around, **{_joined(path, key): leaf for key, leaf in outer.own.items()}}


def pages_of_tree(root: Node, top: str) -> tuple[Page, ...]:
    """Lay a tree out.

    Args:
        root: An object or a list.
        top: What the whole is called; the page of single values and a list at the top bear this name.

    Raises:
        UnreadableError: It holds more values than an order can.
    """
    single = dict(single_values(root))
    rows = tuple(
        Row((Cell(path, 0, 0, leaf.place), Cell(leaf.text, 1, 1, leaf.place)), leaf.place)
        for path, leaf in single.items()
    )
    tables = _Tables(values=len(single))
    _gather(root, "", top, None, "", tables)
    tables.fill()
    head = (Page(top, rows, reach=1),) if rows else ()
    pages = (_table_page(path, items) for path, items in tables.items.items())
    return (*head, *(page if page.name in tables.lists else replace(page, is_once=True) for page in pages))


def without_inner(pages: Sequence[Page], titles: Sequence[Title]) -> Sequence[Page]:
    """Leave out objects that stand once within each line of a list, where the list has all of the titles they have."""
    wanted = {page.name: _wanted(page, titles) for page in pages if page.is_whole}
    complete = {page.name for page in pages if page.is_whole and is_complete(wanted[page.name], titles)}
    lists = {page.name for page in pages if not page.is_once} & complete
    return [
        page
        for page in pages
        if not page.is_once or not any(_fields(wanted[page.name]) <= _fields(wanted[at]) for at in lists & within(page))
    ]


def within(page: Page) -> set[str]:
    """Return the paths a page's objects stand within."""
    return {page.name[:at] for at, char in enumerate(page.name) if char == "."}


def _wanted(page: Page, titles: Sequence[Title]) -> Sequence[tuple[str, int]]:
    return columns_in([cell.text for cell in page.rows[0].cells], titles)


def _fields(columns: Sequence[tuple[str, int]]) -> set[str]:
    return {name for name, _ in columns}


def single_values(node: Node, path: str = "") -> Iterator[tuple[str, Leaf]]:
    """Yield the values that stand outside tables, with their paths."""
    if isinstance(node, Leaf):
        yield path, node
    elif isinstance(node, dict):
        for key, child in node.items():
            yield from single_values(child, _joined(path, key))
    elif isinstance(node, Once):
        yield from single_values(node[0], path)
    elif not is_table(node):
        for number, child in enumerate(node):
            yield from single_values(child, f"{path}[{number}]")


def _gather(node: Node, path: str, top: str, outer: _Item | None, outer_path: str, tables: _Tables) -> None:
    """Gather every list of objects under a node; `outer` is the object of another list it stands in."""
    if isinstance(node, dict):
        for key, child in node.items():
            _gather(child, _joined(path, key), top, outer, outer_path, tables)
    elif isinstance(node, list) and not is_table(node):
        for number, child in enumerate(node):
            _gather(child, f"{path}[{number}]", top, outer, outer_path, tables)
    elif isinstance(node, list):
        name = path or top
        if not isinstance(node, Once):
            tables.lists.add(name)
        for child in node:
            item = tables.add(name, dict(single_values(child)), outer, outer_path)
            _gather(child, name, top, item, name, tables)


def is_table(node: Sequence[Node]) -> bool:
    """Whether a list is one of objects."""
    return bool(node) and all(isinstance(item, dict) for item in node)


def _joined(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _table_page(path: str, items: Sequence[_Item]) -> Page:
    rows = [{**item.around, **item.own} for item in items]
    columns = {key: number for number, key in enumerate(dict.fromkeys(key for row in rows for key in row))}
    titles = Row(tuple(Cell(key, number, number, path) for key, number in columns.items()), path)
    lines = (
        Row(tuple(Cell(leaf.text, columns[key], columns[key], leaf.place) for key, leaf in row.items()), path)
        for row in rows
    )
    return Page(path, (titles, *lines), reach=1, is_whole=True)
