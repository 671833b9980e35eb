"""What a condition may ask: names and types, taken from the order itself.

`order` and its lines offer every plain field of `agent.core.order`, so a new field there is a new word here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from enum import StrEnum
from operator import attrgetter
from typing import Any, get_args, get_type_hints

from agent.core.order import Customer, Order, OrderLine, Severity
from agent.core.sentence import Sentence

Value = (
    Any  # what a condition computes: bool, Decimal, int, str, date, tuple, or None for unknown; typed by the checker
)
Read = Callable[[Any], Value]


class Kind(StrEnum):
    """The kinds of value, in the words of messages."""

    BOOL = "yes/no"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    LIST = "list"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Type:
    """A kind of value. `values` are the only texts it can be; `optional` says it may not have been read."""

    kind: Kind
    optional: bool = False
    element: Type | None = None
    record: Record | None = None
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        return Sentence(self.kind.value)


@dataclass(frozen=True, slots=True)
class Record:
    """Something with fields; `name` is how messages call it."""

    name: str
    fields: Mapping[str, Field] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Field:
    """A field's type, and the attributes that lead to it (from the scope; in a line, from the line)."""

    type: Type
    path: str


BOOL, NUMBER, TEXT, DATE = Type(Kind.BOOL), Type(Kind.NUMBER), Type(Kind.TEXT), Type(Kind.DATE)


@dataclass(slots=True)
class Scope:
    """What one decision may look at. `first` and `second` hold the elements of the loops under way."""

    order: Order
    today: date
    source: str
    first: Any = None
    second: Any = None

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the order's findings."""
        return tuple(finding.code for finding in self.order.findings)

    @property
    def has_stop(self) -> bool:
        """Whether a finding stops the order."""
        return self.order.has(Severity.STOP)

    @property
    def has_doubt(self) -> bool:
        """Whether a finding throws doubt on the order."""
        return self.order.has(Severity.DOUBT)


SLOTS = ("first", "second")
NOT_ASKED = {"document", "position", "source"}
PLAIN = {Decimal: Kind.NUMBER, int: Kind.NUMBER, str: Kind.TEXT, bool: Kind.BOOL, date: Kind.DATE}


def _plain_fields(owner: type, path: str) -> dict[str, Field]:
    hints = get_type_hints(owner)
    found: dict[str, Field] = {}
    for item in fields(owner):
        plain = _plain_type(hints[item.name])
        if plain is not None and item.name not in NOT_ASKED:
            found[item.name] = Field(plain, f"{path}{item.name}")
    return found


def _plain_type(hint: Any) -> Type | None:
    optional = type(None) in get_args(hint)
    plain = next((part for part in get_args(hint) if part is not type(None)), hint) if optional else hint
    if isinstance(plain, type) and issubclass(plain, StrEnum):
        return Type(Kind.TEXT, optional, values=tuple(member.value for member in plain))
    kind = PLAIN.get(plain)
    return None if kind is None else Type(kind, optional)


LINE_FIELDS = _plain_fields(OrderLine, "")
LINE = Type(Kind.RECORD, record=Record("a line", LINE_FIELDS))
LINES = Type(Kind.LIST, optional=True, element=LINE)
ORDER = Type(
    Kind.RECORD,
    record=Record(
        "order",
        _plain_fields(Order, "order.")
        | {
            "lines": Field(LINES, "order.lines"),
            "findings": Field(Type(Kind.LIST, element=TEXT), "codes"),
            "has_stop": Field(BOOL, "has_stop"),
            "has_doubt": Field(BOOL, "has_doubt"),
        },
    ),
)
CUSTOMER = Type(Kind.RECORD, record=Record("customer", _plain_fields(Customer, "order.customer.")))
SOURCE = Type(Kind.RECORD, record=Record("source", {"name": Field(TEXT, "source")}))
ROOTS: Mapping[str, Type] = {"order": ORDER, "customer": CUSTOMER, "source": SOURCE, "today": DATE}


def find_field(path: str) -> Field | None:
    """Return the field a dotted path names (`order.total`, `today`), None when it names none or a whole record."""
    root, _, name = path.partition(".")
    if path == "today":
        return Field(DATE, "today")
    found = ROOTS.get(root)
    return found.record.fields.get(name) if found is not None and found.record is not None else None


def field_names() -> dict[str, Type]:
    """List every name a condition may ask, with its type, for reference pages and editors."""
    names = {f"{root}.{name}": item.type for root in ROOTS for name, item in _members(ROOTS[root]).items()}
    names["today"] = DATE
    return names | {f"order.lines[].{name}": item.type for name, item in _members(LINE).items()}


def _members(record: Type) -> Mapping[str, Field]:
    return record.record.fields if record.record is not None else {}


def folded(text: str) -> str:
    """Write a text in the one width rules compare in (NFKC), so that Ａ and A are the same letter.

    Source: Unicode Standard Annex 15.
    """
    return unicodedata.normalize("NFKC", text)


def reader(path: str, kind: Type) -> Read:
    """Make the function that reads a field; what was not read, or is empty or no number, is None."""
    read: Read = attrgetter(path)
    if kind.kind is Kind.TEXT and not kind.values:
        return lambda scope: None if not (text := read(scope)) else unicodedata.normalize("NFKC", text)
    if kind.kind is Kind.NUMBER and kind.optional:
        return lambda scope: None if (number := read(scope)) is None or not number.is_finite() else number
    if kind.kind is Kind.LIST and kind.optional:
        return lambda scope: read(scope) or None
    return read
