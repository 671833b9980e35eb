"""Values in a robot's YAML: `{slip.customer_code}`, `{line.quantity}`, `{key}`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from decimal import Decimal
from urllib.parse import quote

from agent.browser.day_format import DAY_FORMAT, write_day
from agent.core.action import Slip, SlipLine
from agent.core.money import plain

TOKEN = re.compile(r"\{([a-z_]+)(?:\.([^{}]+))?\}")
Value = str | Decimal | date | bool
Scope = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Account:
    """The log-in at a target; its password and one-time codes are in no representation."""

    user: str = ""
    password: str = field(default="", repr=False)
    next_code: Callable[[], str] = field(default=str, repr=False, compare=False)

    @property
    def totp(self) -> str:
        """A one-time code, made when it is typed; each asking is another code."""
        return self.next_code()


FIELDS_OF: dict[str, frozenset[str] | None] = {
    "slip": frozenset(one.name for one in fields(Slip)),
    "line": frozenset(one.name for one in fields(SlipLine)),
    "account": frozenset({"user", "password", "totp"}),
    "row": None,
    "option": None,
    "key": frozenset(),
    "slip_number": frozenset(),
}


def tokens(text: str) -> list[tuple[str, str]]:
    """List the values a text names, as (root, field); the field is empty where there is none."""
    return [(match.group(1), match.group(2) or "") for match in TOKEN.finditer(text)]


def resolve(text: str, scope: Scope, day_format: str = DAY_FORMAT) -> Value:
    """Put values in. A text that is one value alone keeps its type, so that money is compared as money."""
    alone = TOKEN.fullmatch(text)
    if alone:
        return _value(alone, scope)
    return TOKEN.sub(lambda match: written(_value(match, scope), day_format), text)


def resolve_text(text: str, scope: Scope, day_format: str = DAY_FORMAT) -> str:
    """Put values in and return text."""
    return written(resolve(text, scope, day_format), day_format)


def resolve_address(text: str, scope: Scope) -> str:
    """Put values in as parts of an address, so that no value can change where it leads."""
    return TOKEN.sub(lambda match: quote(written(_value(match, scope)), safe=""), text)


def resolve_pieces(text: str, scope: Scope, day_format: str = DAY_FORMAT) -> tuple[str, ...]:
    """Put values in between the `*` of a text, so that a `*` inside a value stands for itself."""
    return tuple(resolve_text(piece, scope, day_format) for piece in text.split("*"))


def written(value: Value, day_format: str = DAY_FORMAT) -> str:
    """Write a value as people type it: days as 2026/04/01, amounts without commas."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return write_day(value, day_format)
    return plain(value) if isinstance(value, Decimal) else value


def _value(match: re.Match[str], scope: Scope) -> Value:
    root, name = match.group(1), match.group(2)
    holder = scope[root]
    found = holder if name is None else holder[name] if isinstance(holder, Mapping) else getattr(holder, name)
    if found is None:
        return ""  # the order says nothing of it: the field stays empty
    return found if isinstance(found, (str, Decimal, date, bool)) else str(found)
