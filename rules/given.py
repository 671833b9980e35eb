"""Make orders from what tests give: `order.total: 1_000_000`, typed by the order's own fields."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from agent.core.order import Customer, Finding, Order, OrderKind, OrderLine, Severity
from agent.core.sentence import Sentence
from agent.marks.hints import did_you_mean, known
from rules.schema import LINE_FIELDS, ROOTS, Kind, Type, Value, field_names, find_field, folded
from rules.values import day_of

SOURCE_NOT_GIVEN = "test"


class GivenError(ValueError):
    """A given value does not fit; `path` leads to it from the `given:` block, `is_name` blames its name."""

    def __init__(self, path: tuple[str | int, ...], message: str, hint: str = "", *, is_name: bool = False) -> None:
        super().__init__(message)
        self.path, self.message, self.hint, self.is_name = path, message, hint, is_name


class GivensError(ValueError):
    """Some given values do not fit; carries all of them."""

    def __init__(self, errors: Sequence[GivenError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = tuple(errors)


@dataclass(frozen=True, slots=True)
class Given:
    """An order made up for a test, and the day it is decided on (None when the test does not say)."""

    order: Order
    today: date | None


def order_given(values: Mapping[str, Any]) -> Given:
    """Make an order from dotted names and values as YAML texts.

    Raises:
        GivensError: Names are not known, or values not of their type.
    """
    typed = _all_typed(values)
    of = {root: _fields_of(root, typed) for root in ROOTS}
    order = of["order"]
    order["findings"] = _findings(order)
    if "kind" in order:
        order["kind"] = OrderKind(order["kind"])
    made = Order("test", of["source"].get("name", SOURCE_NOT_GIVEN), customer=Customer(**of["customer"]), **order)
    return Given(made, typed.get("today"))


def _all_typed(values: Mapping[str, Any]) -> dict[str, Value]:
    typed: dict[str, Value] = {}
    errors: list[GivenError] = []
    for name, text in values.items():
        try:
            typed[name] = _typed((name,), text, _type_of(name))
        except GivenError as error:
            errors.append(error)
    if errors:
        raise GivensError(errors)
    return typed


def _fields_of(root: str, typed: Mapping[str, Value]) -> dict[str, Value]:
    return {name.removeprefix(f"{root}."): value for name, value in typed.items() if name.startswith(f"{root}.")}


def _findings(order: dict[str, Value]) -> tuple[Finding, ...]:
    found = [Finding(code, Severity.NOTE) for code in order.pop("findings", ())]
    for name, severity in (("has_stop", Severity.STOP), ("has_doubt", Severity.DOUBT)):
        if order.pop(name, False):
            found.append(Finding(f"given-{severity}", severity))
    return tuple(found)


def _type_of(name: str) -> Type:
    found = find_field(name)
    if found is not None:
        return found.type
    root, dot, _ = name.partition(".")
    if root not in ROOTS:
        raise GivenError((name,), Sentence("`{name}` is not known", name=name), did_you_mean(root, ROOTS), is_name=True)
    names = [one for one in field_names() if one.startswith(f"{root}.") and "[" not in one]
    hint = did_you_mean(name, names) if dot else Sentence("Name one of its fields, as `{name}`.", name=names[0])
    raise GivenError((name,), Sentence("`{name}` is not known", name=name), hint, is_name=True)


def _typed(path: tuple[str | int, ...], text: Any, wanted: Type) -> Value:
    if wanted.kind is Kind.LIST:
        return _list(path, text, wanted)
    if text is None:
        if not wanted.optional:
            raise GivenError(path, Sentence("`{name}` is never missing", name=path[-1]))
        return None
    if isinstance(text, str):
        value = _scalar(text, wanted)
        if value is not None:
            return value
    raise GivenError(path, Sentence("this is not a {wanted}", wanted=wanted), _hint(wanted))


def _hint(wanted: Type) -> str:
    if wanted.values:
        return known(wanted.values)
    examples = {Kind.NUMBER: "1_000_000", Kind.DATE: "2026-03-31", Kind.BOOL: Sentence("true or false")}
    return Sentence("Write {text}", text=examples[wanted.kind]) if wanted.kind in examples else ""


def _scalar(text: str, wanted: Type) -> Value:
    if wanted.kind is Kind.TEXT:
        return text if not wanted.values or text in wanted.values else None
    if wanted.kind is Kind.BOOL:
        return {"true": True, "false": False}.get(text)
    if wanted.kind is Kind.NUMBER:
        plain = folded(text).replace("_", "")
        return Decimal(plain) if re.fullmatch(r"-?[0-9]{1,30}(\.[0-9]{1,10})?", plain) else None
    try:
        return day_of(text)
    except ValueError:
        return None


def _list(path: tuple[str | int, ...], items: Any, wanted: Type) -> tuple[Value, ...]:
    if not isinstance(items, list):
        raise GivenError(path, "this is not a list", "Write [ ... ], or one entry per line with `- `.")
    assert wanted.element is not None
    if wanted.element.record is None:
        return tuple(_typed((*path, n), item, wanted.element) for n, item in enumerate(items))
    return tuple(_line((*path, n), item, n + 1) for n, item in enumerate(items))


def _line(path: tuple[str | int, ...], item: Any, number: int) -> OrderLine:
    if not isinstance(item, dict):
        raise GivenError(path, "this is not a line", "Write {product_code: A-1, quantity: 2}")
    typed: dict[str, Value] = {}
    for name, text in item.items():
        if name not in LINE_FIELDS:
            hint = did_you_mean(name, LINE_FIELDS)
            raise GivenError((*path, name), Sentence("a line has no field `{name}`", name=name), hint, is_name=True)
        typed[name] = _typed((*path, name), text, LINE_FIELDS[name].type)
    typed["number"] = int(typed.get("number", number))
    return OrderLine(**typed)
