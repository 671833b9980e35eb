"""JSON: values exactly as they are written, laid out as pages; numbers never become floats."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
from typing import Any

from agent.core.money import plain
from agent.extract.encoding import text_of
from agent.extract.table import Page
from agent.extract.tree import MAX_DEPTH, MAX_VALUES, Leaf, Node, Tree, pages_of_tree
from agent.extract.unreadable import UnreadableError
from agent.extract.values import MAX_VALUE

MAX_BYTES = 32 * 1024 * 1024
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")
_PLAIN_KEY = re.compile(r"[^\W\d]\w*")


def pages_of(content: bytes) -> tuple[Page, ...]:
    """Lay an object or a list out as pages.

    Raises:
        UnreadableError: As for `tree_of`.
    """
    return pages_of_tree(*tree_of(content))


def tree_of(content: bytes) -> Tree:
    """Read an object or a list.

    Raises:
        UnreadableError: It is no JSON, says one thing twice, or is deeper or larger than an order can be.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableError(f"more than {MAX_BYTES} bytes", what="size")
    text = text_of(content)
    if text.count(",") > MAX_VALUES:
        raise UnreadableError(f"more than {MAX_VALUES} values", what="size")
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_number,
            parse_float=_number,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        raise UnreadableError(error.msg, place=f"line {error.lineno}", what="json") from error
    except RecursionError as error:
        raise UnreadableError("nested too deeply", what="json") from error
    if not isinstance(value, (dict, list)):
        raise UnreadableError("it is neither an object nor a list", what="json")
    return Tree(_node(value, "$", 0) or {}, "$")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Make an object, refusing a key that stands twice: which of the two holds is anybody's guess."""
    made = dict(pairs)
    if len(made) < len(pairs):
        twice = next(key for key, times in Counter(key for key, _ in pairs).items() if times > 1)
        raise UnreadableError(f"the key {twice[:MAX_VALUE]!r} stands twice in one object", what="json")
    return made


def _number(text: str) -> str:
    """Keep a number as it is written; one with an exponent is written out where it is of ordinary size."""
    if len(text) > MAX_VALUE:
        raise UnreadableError("a number is too long", what="json")
    if "e" not in text.lower():
        return text
    number = Decimal(text)
    if abs(number.adjusted()) > MAX_VALUE:
        raise UnreadableError(f"the number {text} is out of bounds", what="json")
    return plain(number)


def _no_number(text: str) -> str:
    raise UnreadableError(f"{text} is no number", what="json")


def _node(value: Any, place: str, depth: int) -> Node | None:
    """Give every value its place; null is absent, None here."""
    if depth > MAX_DEPTH:
        raise UnreadableError("nested too deeply", what="json")
    if isinstance(value, dict):
        children = {key: _node(child, _under(place, key), depth + 1) for key, child in value.items()}
        return {key: child for key, child in children.items() if child is not None}
    if isinstance(value, list):
        items = [_node(child, f"{place}[{number}]", depth + 1) for number, child in enumerate(value)]
        return [item for item in items if item is not None]
    if value is None:
        return None
    return Leaf(str(value).lower() if isinstance(value, bool) else _text(value), place)


def _text(text: str) -> str:
    if _NOT_TEXT.search(text):
        raise UnreadableError("it is not text", what="json")
    return text


def _under(place: str, key: str) -> str:
    return f"{place}.{key}" if _PLAIN_KEY.fullmatch(key) else f"{place}[{json.dumps(key, ensure_ascii=False)}]"
