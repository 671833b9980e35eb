"""What flat text, workbooks and trees are drawn with: rows of a text, lines of cells, nodes of XML."""

import json
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree as Tree

from trades_maker.base import Row, rows

__all__ = ("bom", "goods", "jp", "leaves", "named", "node", "sjis", "stamped", "titles", "tree")
BOM = "\ufeff"


def goods(fields: str, text: str, rate: str | None = None) -> list[Row]:
    """Rows of a text; an empty field is none, a day is ISO."""
    return [_clean(row) for row in rows(fields, text, rate)]


def _clean(row: Row) -> Row:
    day = date.fromisoformat(row.day) if isinstance(row.day, str) and row.day else None
    return replace(row, code=row.code or None, unit=row.unit or None, price=row.price or None, day=day)


def titles(text: str) -> list[str]:
    """The titles of columns, parted by commas."""
    return text.split(",")


def bom(text: str) -> bytes:
    """UTF-8 with the mark that Excel writes."""
    return (BOM + text).encode()


def sjis(text: str) -> bytes:
    """The code page of Japanese Windows."""
    return text.encode("cp932")


def stamped(when: date) -> str:
    """20261105."""
    return f"{when:%Y%m%d}"


def jp(value: Any) -> str:
    """JSON as a program writes it that leaves Japanese as it is."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def node(name: str, *inside: Any, **attributes: Any) -> Tree.Element:
    """An element; what is inside are elements, or a value."""
    made = Tree.Element(name, {key.rstrip("_"): str(value) for key, value in attributes.items()})
    for one in inside:
        if isinstance(one, Tree.Element):
            made.append(one)
        elif one is not None:
            made.text = str(one)
    return made


def leaves(text: str, *values: Any, before: str = "") -> list[Tree.Element]:
    """Elements without children by their names, one for each value."""
    return [node(before + name, value) for name, value in zip(text.split(), values, strict=True)]


def named(pairs: dict[str, Any]) -> list[Tree.Element]:
    """Elements without children, a name and a value each."""
    return [node(name, value) for name, value in pairs.items()]


def tree(root: Tree.Element, encoding: str = "UTF-8", indent: str | None = "  ") -> bytes:
    """The file of a tree."""
    if indent is not None:
        Tree.indent(root, indent)
    text = f'<?xml version="1.0" encoding="{encoding}"?>\n' + Tree.tostring(root, encoding="unicode") + "\n"
    return text.encode("cp932" if encoding == "Shift_JIS" else "utf-8")
