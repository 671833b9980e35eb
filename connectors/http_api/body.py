"""Build request bodies out of the description's tree: templates in, exact JSON or form fields out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from agent.browser.template import Scope, resolve, resolve_address, resolve_text, written
from agent.browser.values import number_of
from agent.core.action import Slip
from agent.core.errors import BusinessError
from agent.core.money import plain

LINES, NUMBER, TEXT, FLAG = "$lines", "$number", "$text", "$flag"
WORDS, DAY = "$words", "$day"
TYPES = (LINES, NUMBER, TEXT, FLAG)
BESIDE = (WORDS, DAY)
OPERATORS = (*TYPES, *BESIDE)
LINE_VALUES = "line_values"  # in a scope: what was looked up for each line


class ValueUnfitError(BusinessError):
    """A value of the slip cannot be written the way the API's description wants it; nothing was sent."""

    code = "value-unfit"
    hint = "Correct the order, or the `$number`, `$flag` or `$words` of this field in the API's YAML."


def built(node: Any, scope: Scope, day_format: str) -> Any:
    """Turn a tree of templates into values: text, Decimal, bool, None, lists and objects of them.

    Raises:
        ValueUnfitError: A value is no number, or none of the words, where the description wants one.
    """
    if isinstance(node, list):
        return [built(item, scope, day_format) for item in node]
    if not isinstance(node, dict):
        return None if node is None else _value(node, scope, day_format)
    if LINES in node:
        return [built(node[LINES], one, day_format) for one in _lines(scope)]
    if any(name in node for name in TYPES):
        return _typed(node, scope, day_format)
    return {name: built(value, scope, day_format) for name, value in node.items()}


def as_json(value: Any) -> str:
    """Write values as JSON, with numbers digit by digit as they are."""
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {as_json(one)}" for name, one in value.items())
            + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(as_json(one) for one in value) + "]"
    return plain(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False)


def as_form(value: Any) -> str:
    """Write values as form fields; what is nested is named with brackets: `lines[0][code]`."""
    return urlencode(list(_fields(value, "")))


def address(path: str, query: Mapping[str, str], scope: Scope, day_format: str) -> str:
    """Write path and query with values put in as parts, so that no value can change where they lead."""
    filled = {name: text_in(text, scope, day_format) for name, text in query.items()}
    mark = "&" if "?" in path else "?"
    return resolve_address(path, scope) + (f"{mark}{urlencode(filled)}" if filled else "")


def text_in(template: str, scope: Scope, day_format: str) -> str:
    """Put values into a text; a day that stands alone is written by `day_format`."""
    value = resolve(template, scope)
    return written(value, day_format) if isinstance(value, date) else resolve_text(template, scope)


def _value(template: str, scope: Scope, day_format: str) -> Any:
    value = resolve(template, scope)
    return written(value, day_format) if isinstance(value, date) else value


def _lines(scope: Scope) -> Iterator[Scope]:
    """Yield the scope of each line, with what was looked up for it."""
    slip, shared, each = scope["slip"], scope.get("value", {}), scope.get(LINE_VALUES, ())
    assert isinstance(slip, Slip), "the linter lets lines stand only where there is a slip"
    assert isinstance(shared, Mapping)
    assert isinstance(each, tuple)
    for n, line in enumerate(slip.lines):
        yield {**scope, "line": line, "value": {**shared, **(each[n] if each else {})}}


def _typed(node: Mapping[str, Any], scope: Scope, day_format: str) -> Any:
    kind = next(name for name in TYPES if name in node)
    text = text_in(str(node[kind]), scope, str(node.get(DAY, day_format)))
    if WORDS in node:
        if text not in node[WORDS]:
            raise ValueUnfitError(f"`{text}` is none of the words of `{node[kind]}`", what=text)
        text = str(node[WORDS][text])
    if kind == TEXT:
        return text
    return _number(text) if kind == NUMBER else _flag(text)


def _number(text: str) -> Decimal:
    number = number_of(text)
    if number is None:
        raise ValueUnfitError(f"`{text}` is no number", what=text)
    return number


def _flag(text: str) -> bool:
    if text not in ("true", "false"):
        raise ValueUnfitError(f"`{text}` is neither `true` nor `false`", what=text)
    return text == "true"


def _fields(value: Any, name: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for key, one in value.items():
            yield from _fields(one, f"{name}[{key}]" if name else key)
    elif isinstance(value, list):
        for n, one in enumerate(value):
            yield from _fields(one, f"{name}[{n}]")
    elif value is not None:
        yield name, written(value)
