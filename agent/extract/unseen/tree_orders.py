"""The orders of a tree (JSON, XML), each as a tree of its own: what repeats are lines, what stands above is the head.

Before, what the tree says by codes, in rows of cells, in the parts of an address, or in fields of postage and points is
said plainly.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from agent.extract.tree import Leaf, Node, Once, is_table, single_values
from agent.extract.unseen.fitting import looks_like
from agent.extract.unseen.strips import MAX_ACROSS
from agent.extract.unseen.tree_charges import with_charges
from agent.extract.unseen.tree_codes import by_codes
from agent.extract.unseen.tree_places import delivered
from agent.extract.unseen.tree_prices import at_cost
from agent.extract.unseen.tree_rows import are_titles, in_objects
from agent.extract.unseen.vocabulary import among
from agent.extract.unseen.words import bare, head_word, title_words

MOST_ORDERS, _LOOKED_AT = 200, 20
_CUSTOM = re.compile(r"__c$|(?<=^Product)2$")
_PARTNERS_CODE = re.compile(r"@?(?:buyer|customer|seller|supplier|vendor)s?(?:code|id|cd|no|number)")
_AS_NUMBER = re.compile(r"#?[A-Za-z]{0,6}-?\d[\d-]{1,15}")
_OWN_NUMBERS = among("no id number ref reference 番号")
_ITEMS, _CODE = among("item product article goods"), re.compile(r"(?=[^\d]{0,12}\d)[A-Za-z0-9][A-Za-z0-9\-_/.]{1,24}")
_BUYERS = ("buyer", "customer", "@buyer", "@customer")


def orders_in(root: Node, texts: Mapping[str, str]) -> list[Node]:
    """Return the tree of each order, said plainly; the tree itself, when it is not known to hold several.

    Args:
        root: The whole.
        texts: What shall be read at a place.
    """
    return [with_charges(one, lines_in(one)) for one in _split(_plain(in_objects(root), texts))]


def _plain(node: Node, texts: Mapping[str, str]) -> Node:
    if isinstance(node, Leaf):
        return node._replace(text=texts.get(node.place, node.text))
    if isinstance(node, list):
        return type(node)([_plain(child, texts) for child in node])
    made: dict[str, Node] = {}
    for name, child in _with_attributes(node).items():
        key, plain = _CUSTOM.sub("", name), _plain(child, texts)
        told = by_codes(key, plain) if isinstance(plain, list) and not _names_goods(plain) else None
        if isinstance(plain, list) and told is None and _names_goods(plain):
            plain = type(plain)([_named_once(one) for one in _with_own_codes(plain)])
        for own, value in ({key: plain} if told is None else told).items():
            made[own if own not in made else f"{name}.{own}"] = value
    return delivered(at_cost(_numbered(made)))


def _numbered(node: dict[str, Node]) -> dict[str, Node]:
    """Say of an order whose name is a number, `"name": "#1021"`, that it is its number, where it states no other."""
    name = node.get("name")
    is_number = isinstance(name, Leaf) and _AS_NUMBER.fullmatch(name.text) is not None
    if not is_number or not lines_in(node) or any(_field(key) == "number" for key in node):
        return node
    return {"orderNumber" if key == "name" else key: child for key, child in node.items()}


def attributes_spread(node: Node) -> Node:
    """Return a tree whose elements that say everything in attributes are objects."""
    if isinstance(node, Leaf):
        return node
    if isinstance(node, list):
        return type(node)([attributes_spread(child) for child in node])
    return _with_attributes({key: attributes_spread(child) for key, child in node.items()})


def _with_attributes(node: dict[str, Node]) -> dict[str, Node]:
    """Return an element's children, those that say everything in attributes as objects: `<Ship To="…" Date="…"/>`."""
    made: dict[str, Node] = {}
    grouped: dict[str, dict[str, Node]] = {}
    for key, child in node.items():
        name, _, attribute = key.partition("@")
        own = made.get(name)
        if name in grouped:
            grouped[name][attribute] = child
        elif name and attribute and isinstance(own, Leaf) and not own.text:
            grouped[name] = {attribute: child}
            made[name] = Once([grouped[name]])
        else:
            made[key] = child
    return made


def lines_in(node: Node) -> list[list[Node]]:
    """Return the lists of lines in a tree: their objects name goods, and hold no such list of their own."""
    if isinstance(node, Leaf):
        return []
    inner = [found for child in (node.values() if isinstance(node, dict) else node) for found in lines_in(child)]
    if inner or not isinstance(node, list) or not is_table(node):
        return inner
    values = (path for one in node[:_LOOKED_AT] for path, _ in islice(single_values(one), MAX_ACROSS))
    return [node] if are_titles(list(dict.fromkeys(values))) else []


def _names_goods(nodes: list[Node]) -> bool:
    """Whether the objects of a list are lines by themselves."""
    return any(found is nodes for found in lines_in(nodes))


def _with_own_codes(lines: list[Node]) -> list[Node]:
    """Say of `BuyerCode` in lines that it is the article's, where each has one of its own and names no order.

    Beside another code of the article it is one more, and none to be read.
    """
    own = [dict(single_values(line)) for line in lines]
    keys = dict.fromkeys(path for one in own[:_LOOKED_AT] for path in one)
    if any(_field(path) == "number" for path in keys):
        return lines
    codes = {key: {one[key].text if key in one else "" for one in own} for key in keys if _is_partners(key)}
    named = {key for key, texts in codes.items() if len(texts) == len(lines)}
    others = {key for key in named if bare(key).startswith(_BUYERS)}
    is_coded = any(word.field == "product_code" for key in keys.keys() - named for word in title_words(key))
    names = {key: f"item.{key.lstrip('@')}" for key in named}
    if is_coded or named - others:
        names |= {key: f"codes.{key.lstrip('@')}OfOther" for key in others}
    return [
        {names.get(key, key): child for key, child in line.items()} if isinstance(line, dict) else line
        for line in lines
    ]


def _named_once(line: Node) -> Node:
    """Say of the description beside a line's name that it says more of the goods, and of the item's code what it is."""
    if not isinstance(line, dict) or not isinstance(line.get("name", line.get("@name")), Leaf):
        return line
    line = {"itemCode" if _is_code(key, child) else key: child for key, child in line.items()}
    return {"spec" if key == "description" and "spec" not in line else key: child for key, child in line.items()}


def _is_code(key: str, child: Node) -> bool:
    return bare(key.lstrip("@")) in _ITEMS and isinstance(child, Leaf) and _CODE.fullmatch(child.text) is not None


def _is_partners(key: str) -> bool:
    return _PARTNERS_CODE.fullmatch(bare(key)) is not None


def _field(path: str) -> str:
    word = head_word(path)
    return "" if word is None or title_words(path) else word.field


def _split(node: Node, *, is_numbered: bool = False) -> list[Node]:
    """Return a tree once for each order of the one list of orders in it; all around may be one by its number."""
    if isinstance(node, list) and is_table(node):
        if isinstance(node, Once):
            return [Once([one]) for one in _split(node[0], is_numbered=is_numbered)]
        return [Once([one]) for one in node] if _are_orders(node, is_numbered=is_numbered) else [node]
    if not isinstance(node, dict):
        return [node]
    is_numbered = is_numbered or next(_numbers(node), "") != ""
    parts = {key: _split(child, is_numbered=is_numbered) for key, child in node.items()}
    several = [key for key, nodes in parts.items() if len(nodes) > 1]
    whole = {key: nodes[0] if len(nodes) == 1 else node[key] for key, nodes in parts.items()}
    if len(several) != 1:
        return [whole]
    return [{**whole, several[0]: one} for one in parts[several[0]]]


def _are_orders(nodes: Sequence[Node], *, is_numbered: bool) -> bool:
    """Whether the objects of a list each hold lines, and name an order each where they are several."""
    if len(nodes) > MOST_ORDERS or not all(lines_in(one) for one in nodes):
        return False
    several = [[next(_numbers(one), "") for one in nodes]]
    several += [] if is_numbered else [[_own_number(one) for one in nodes]]
    return len(nodes) == 1 or any(all(numbers) and len(set(numbers)) == len(numbers) for numbers in several)


def _own_number(node: Node) -> str:
    """Return what an object is called by a short key of its own, as orders are that stand in a list: `no`, `id`."""
    own = node.items() if isinstance(node, dict) else ()
    named = (child.text for key, child in own if isinstance(child, Leaf) and bare(key.lstrip("@")) in _OWN_NUMBERS)
    return next((text for text in named if looks_like("number", text)), "")


def _numbers(node: Node) -> Iterator[str]:
    for path, leaf in islice(single_values(node), MAX_ACROSS):
        if _field(path) == "number" and looks_like("number", leaf.text):
            yield leaf.text
