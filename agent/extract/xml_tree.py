"""XML: elements by their local names, each with its place; no entity, no document type, nothing from outside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from agent.extract.encoding import text_of
from agent.extract.table import Page
from agent.extract.tree import MAX_DEPTH, Leaf, Node, Once, Tree, pages_of_tree
from agent.extract.unreadable import UnreadableError

MAX_BYTES = 32 * 1024 * 1024
MAX_ELEMENTS = 300_000
_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']""")
_WESTERN = {"iso-8859-1": "latin-1", "latin1": "latin-1", "windows-1252": "cp1252"}
_KNOWN = re.compile(
    r"(?i)utf-?(8|16|32)(le|be)?|us-ascii|.*jis.*|windows-31j|cp932|ms932|.*iso-?2022-?jp.*|.*euc-?jp.*"
)
_FORBIDDEN = ("<!DOCTYPE", "<!ENTITY")


@dataclass(slots=True)
class Element:
    """One element: its local name, its own text, its attributes by local name, and what stands in it."""

    name: str
    place: str
    text: str = ""
    namespace: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    children: list[Element] = field(default_factory=list)

    def all(self, path: str) -> Iterator[Element]:
        """Yield the elements at a path of names (`Item/Name`), in the order they stand."""
        name, _, rest = path.partition("/")
        for child in self.children:
            if child.name == name:
                if rest:
                    yield from child.all(rest)
                else:
                    yield child

    def first(self, path: str) -> Element | None:
        """Return the first element at a path."""
        return next(self.all(path), None)


def root_of(content: bytes) -> Element:
    """Read a whole document.

    Raises:
        UnreadableError: It is no XML, has a document type, or is deeper or larger than an order can be.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"more than {MAX_BYTES} bytes", what="size")
    text = _decoded(content)
    if any(word in text for word in _FORBIDDEN):
        raise UnreadableError("it has a document type of its own", what="xml")
    if text.count("<") - text.count("</") > MAX_ELEMENTS:
        raise UnreadableError(f"more than {MAX_ELEMENTS} elements", what="xml")
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        tree = etree.fromstring(text.encode(), parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(str(error.msg), place=f"line {error.lineno}", what="xml") from error
    return _element(tree, f"/{etree.QName(tree).localname}", 0)


def _decoded(content: bytes) -> str:
    declared = _DECLARED.match(content)
    label = declared[1].decode("ascii") if declared else ""
    if western := _WESTERN.get(label.lower()):
        return content.decode(western, errors="replace")
    if label and not _KNOWN.fullmatch(label):
        raise UnreadableError(f"its encoding {label} is not known", what="encoding")
    return text_of(content, label)


def _element(node: etree._Element, place: str, depth: int) -> Element:
    if depth > MAX_DEPTH:
        raise UnreadableError("nested too deeply", what="xml")
    names = [etree.QName(child).localname for child in node]
    often, so_far = Counter(names), Counter[str]()
    children = []
    for name, child in zip(names, node, strict=True):
        so_far[name] += 1
        where = f"{place}/{name}[{so_far[name]}]" if often[name] > 1 else f"{place}/{name}"
        children.append(_element(child, where, depth + 1))
    named = etree.QName(node)
    own = "".join([node.text or "", *(child.tail or "" for child in node)]).strip()
    attributes = {etree.QName(name).localname: str(value) for name, value in node.items()}
    return Element(named.localname, place, own, named.namespace or "", attributes, children)


def pages_of(content: bytes) -> tuple[Page, ...]:
    """Lay a document out as pages, for forms.

    Raises:
        UnreadableError: As for `root_of`.
    """
    return pages_of_tree(*tree_of(content))


def tree_of(content: bytes) -> Tree:
    """Read a whole document as a tree: an element is named as in the file, an attribute `name@attribute`.

    Raises:
        UnreadableError: As for `root_of`.
    """
    root = root_of(content)
    return Tree(_object(root), root.name)


def _object(element: Element) -> dict[str, Node]:
    named: dict[str, list[Element]] = {}
    for child in element.children:
        named.setdefault(child.name, []).append(child)
    made: dict[str, Node] = {
        f"@{name}": Leaf(text, f"{element.place}/@{name}") for name, text in element.attributes.items()
    }
    if element.text:
        made["text()"] = Leaf(element.text, element.place)
    for name, same in named.items():
        made |= _named(name, same)
    return made


def _named(name: str, same: list[Element]) -> dict[str, Node]:
    """Give the elements of one name: values, or objects where one of them holds more than a value."""
    are_several = len(same) > 1
    if any(element.children or (are_several and element.attributes) for element in same):
        objects: list[Node] = [_object(element) for element in same]
        return {name: Once(objects) if len(objects) == 1 else objects}
    leaves: list[Node] = [Leaf(element.text, element.place) for element in same]
    if are_several:
        return {name: leaves}
    attributes = same[0].attributes.items()
    return {name: leaves[0]} | {f"{name}@{key}": Leaf(text, f"{same[0].place}/@{key}") for key, text in attributes}
