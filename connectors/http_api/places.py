"""Places in a JSON answer: JSON Pointers (RFC 6901) and dotted paths."""

from __future__ import annotations

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from agent.core.money import plain

MAX_MAGNITUDE = 30  # powers of ten; a number beyond, written without exponent, is no amount but a flood of digits


class PlaceMissingError(LookupError):
    """The answer does not have this place."""


def parsed(content: bytes) -> Any:
    """Read JSON with exact numbers; raises ValueError when it is none, names a key twice, or holds a giant number."""
    return json.loads(
        content.decode("utf-8-sig"),
        parse_float=_number,
        parse_int=_number,
        parse_constant=_no_constant,
        object_pairs_hook=_once,
    )


def at(value: Any, place: str) -> Any:
    """Return what stands at a place; an empty place is the whole.

    Raises:
        PlaceMissingError: A part of the way is not there.
    """
    for part in parts_of(place):
        if isinstance(value, dict) and part in value:
            value = value[part]
        elif isinstance(value, list) and part.isascii() and part.isdigit() and int(part) < len(value):
            value = value[int(part)]
        else:
            raise PlaceMissingError(place)
    return value


def find_at(value: Any, place: str) -> Any:
    """Return what stands at a place, None where nothing does."""
    try:
        return at(value, place)
    except PlaceMissingError:
        return None


def parts_of(place: str) -> list[str]:
    """Split a place into the names on its way."""
    if place.startswith("/"):
        return [part.replace("~1", "/").replace("~0", "~") for part in place[1:].split("/")]
    return place.split(".") if place else []


def text_of(value: Any) -> str:
    """Write a value of an answer as text: numbers without exponent, null as nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        plain(value)
        if isinstance(value, Decimal)
        else value
        if isinstance(value, str)
        else json.dumps(value, default=str)
    )


def _number(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise ValueError("a number is none") from error
    if not number.is_finite() or abs(number.adjusted()) > MAX_MAGNITUDE:
        raise ValueError("a number is too large or too small")
    return number


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found
