"""How many of each, where a tree says it by a word of many meanings: `count`, or an `amount` beside a unit.

Only where no list of the tree says by a surer word what is ordered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from agent.core.order import Finding
from agent.extract.tree import Leaf, Node, is_table, single_values
from agent.extract.unseen.strips import MAX_ACROSS
from agent.extract.unseen.tree_orders import attributes_spread
from agent.extract.unseen.tree_rows import are_titles
from agent.extract.unseen.unlabelled import unnamed
from agent.extract.unseen.vocabulary import among
from agent.extract.unseen.words import bare, title_words
from agent.extract.values import quantity_in

_COUNTS = among("count counts cnt pcs pieces ordered 個 点")
_AMOUNTS = among("amount amt volume vol 量 分量")
_OF_MONEY = frozenset({"unit_price", "other_price", "amount", "tax_rate"})
_LOOKED_AT = 20


class Counted(NamedTuple):
    """A tree whose quantities are named, and what is doubted of it."""

    root: Node
    found: tuple[Finding, ...] = ()


def counted(root: Node) -> Counted:
    """Name the quantities of a tree in which no list says what is ordered and how many.

    Args:
        root: The whole.
    """
    spread = attributes_spread(root)
    tables = [(table, _titles(table)) for table in _tables(spread)]
    if any(are_titles(titles) for _, titles in tables):
        return Counted(root)
    meant = {id(table): key for table, titles in tables if (key := _quantity(table, titles))}
    doubted = dict.fromkeys(
        meant[id(table)] for table, titles in tables if id(table) in meant and not _is_sure(meant[id(table)], titles)
    )
    found = tuple(unnamed("lines.quantity", key.lstrip("@")) for key in doubted)
    return Counted(_named(spread, meant), found) if meant else Counted(root)


def _tables(node: Node) -> Iterator[list[Node]]:
    """Yield the lists of objects in a tree."""
    if isinstance(node, list) and is_table(node):
        yield node
    if not isinstance(node, Leaf):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _tables(child)


def _titles(table: Sequence[Node]) -> list[str]:
    paths = (path for one in table[:_LOOKED_AT] for path, _ in islice(single_values(one), MAX_ACROSS))
    return list(dict.fromkeys(paths))


def _quantity(table: Sequence[Node], titles: Sequence[str]) -> str:
    """Return the one key of a list's objects that may say how many, and makes lines of them; empty when none does."""
    fields = _fields(titles)
    may_be = _COUNTS | _AMOUNTS if "unit" in fields and not fields & (_OF_MONEY - {"amount"}) else _COUNTS
    keys = [key for key in titles if bare(key.lstrip("@")) in may_be and _are_numbers(table, key)]
    is_lines = len(keys) == 1 and are_titles(["quantity" if key == keys[0] else key for key in titles])
    return keys[0] if is_lines and fields & {"unit", "product_code"} else ""


def _fields(titles: Sequence[str]) -> set[str]:
    return {word.field for title in titles for word in title_words(title)}


def _are_numbers(table: Sequence[Node], key: str) -> bool:
    leaves = [one.get(key) for one in table if isinstance(one, dict)]
    return all(isinstance(leaf, Leaf) and quantity_in(leaf.text) is not None for leaf in leaves)


def _is_sure(key: str, titles: Sequence[str]) -> bool:
    return bare(key.lstrip("@")) in _COUNTS and "unit" in _fields(titles)


def _named(node: Node, meant: dict[int, str], key: str = "") -> Node:
    """Return a tree with another name for the keys meant, in the objects of their lists."""
    if isinstance(node, Leaf):
        return node
    if isinstance(node, dict):
        return {("quantity" if key and name == key else name): _named(child, meant) for name, child in node.items()}
    return type(node)([_named(child, meant, meant.get(id(node), "")) for child in node])
