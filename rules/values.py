"""What can be done to values: exact arithmetic, days, and how a value is shown.

Numbers are exact decimals of 38 digits; a division by zero, a number out of range or a day that does not exist is
unknown (None), never an error that ends the run.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import partial

import re2

from agent.core.money import plain
from rules.schema import Value, folded

EXACT = Context(prec=38, rounding=ROUND_HALF_UP, traps=[InvalidOperation, DivisionByZero, Overflow])
MAX_DAYS = 4_000_000  # more than the calendar has
MAX_DIGITS = 40

COMPARISONS: Mapping[str, Callable[[Value, Value], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}
DATE_PARTS: Mapping[str, Callable[[date], int]] = {
    "year": operator.attrgetter("year"),
    "month": operator.attrgetter("month"),
    "day": operator.attrgetter("day"),
    "weekday": date.isoweekday,
}


def constant(value: Value) -> Value:
    """Return a written value as it is compared: texts in the width fields have."""
    return folded(value) if isinstance(value, str) else value


def day_of(text: str) -> date:
    """Read a day written `2026-03-31`; raises ValueError when it is written otherwise or is not in the calendar."""
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", text) is None:
        raise ValueError("a day is written 2026-03-31")
    return date.fromisoformat(text)


def add(left: Value, right: Value) -> Value:
    """Add numbers, or days to a day."""
    return left + _days(right) if isinstance(left, date) else EXACT.add(left, right)


def subtract(left: Value, right: Value) -> Value:
    """Subtract numbers, days from a day, or a day from a day (which gives the days between)."""
    if not isinstance(left, date):
        return EXACT.subtract(left, right)
    return (left - right).days if isinstance(right, date) else left - _days(right)


def _days(number: Decimal) -> timedelta:
    if abs(number) > MAX_DAYS or number != int(number):
        raise OverflowError("no whole number of days")
    return timedelta(days=int(number))


ARITHMETIC: Mapping[str, Callable[[Value, Value], Value]] = {
    "+": add,
    "-": subtract,
    "*": EXACT.multiply,
    "/": EXACT.divide,
    "%": EXACT.remainder,
}


def worked_out(first: Value, rest: Iterable[tuple[Callable[[Value, Value], Value], Value]]) -> Value:
    """Do arithmetic from left to right; None when a part is unknown or the result is no value."""
    result = first
    try:
        for step, value in rest:
            if result is None or value is None:
                return None
            result = step(result, value)
    except ArithmeticError:
        return None
    return result


def total(values: Iterable[Value]) -> Value:
    """Add up numbers exactly; None when one is unknown."""
    return worked_out(Decimal(0), ((add, value) for value in values))


def is_in(value: Value, items: Collection[Value] | None) -> bool | None:
    """Say whether a value is among others; unknown when it could be one of those not read."""
    if value is None or items is None:
        return None
    if value in items:
        return True
    return None if None in items else False


FUNCTIONS: Mapping[str, Callable[..., Value]] = {"size": len, "abs": EXACT.abs, "min": min, "max": max}
METHODS: Mapping[str, Callable[..., Value]] = {
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "contains": operator.contains,
    "lower": str.lower,
    "upper": str.upper,
    "size": len,
}


def pattern(text: str) -> Callable[[str], bool]:
    """Make the question whether a pattern occurs in a text, in time linear in the text.

    Raises:
        ValueError: It is no pattern; says why.

    Source: RE2 syntax.
    """
    options = re2.Options()
    options.log_errors = False
    try:
        search = re2.compile(text, options).search
    except re2.error as error:
        reason = error.args[0]
        raise ValueError(reason.decode(errors="replace") if isinstance(reason, bytes) else str(reason)) from error
    return partial(_occurs, search)


def _occurs(search: Callable[[str], object | None], text: str) -> bool:
    return search(text) is not None


def grouped(number: Decimal) -> str:
    """Write a number as a condition writes it, without exponent: 1_000_000."""
    return f"{number.normalize():,f}".replace(",", "_")


def shown(value: Value) -> str:
    """Write a value for a trace: empty when it was not read, a list of lines as their count."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return plain(value) if abs(value.adjusted()) < MAX_DIGITS else str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return ", ".join(value) if all(isinstance(item, str) for item in value) else str(len(value))
    return str(value)
