"""Values in the columns of a layout: `{slip.slip_date}`, `{rate.gross}`, `{tax.name}`, `{key}`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal

from agent.core.action import Slip, SlipLine
from agent.core.money import plain
from connectors.import_file.layout import Layout, LayoutFile, RowKind
from connectors.import_file.sums import RateSum, rate_sums

TOKEN = re.compile(r"\{([a-z]+)(?:\.([a-z0-9_]+))?\}")
NUMBER = "{number}"
KEY = "{key}"
DAY_FORMATS = {"yyyy/mm/dd": "%Y/%m/%d", "yyyymmdd": "%Y%m%d", "yyyy-mm-dd": "%Y-%m-%d"}
SLIP_FIELDS = frozenset(one.name for one in fields(Slip)) - {"lines"} | {"tax", "gross"}
LINE_FIELDS = frozenset(one.name for one in fields(SlipLine))
RATE_FIELDS = frozenset({"net", "tax", "gross", "percent"})
ROOTS: Mapping[RowKind, frozenset[str]] = {
    "slip": frozenset({"slip", "value"}),
    "rate": frozenset({"slip", "value", "rate", "tax"}),
    "line": frozenset({"slip", "value", "line", "tax"}),
}

Value = str | Decimal | date
Scope = Mapping[str, Mapping[str, Value]]


def names_of(file: LayoutFile, root: str) -> frozenset[str]:
    """Return the names that may stand after a root's dot; those of `tax` are there for every rate."""
    known = {
        "slip": SLIP_FIELDS,
        "line": LINE_FIELDS,
        "rate": RATE_FIELDS,
        "value": frozenset(file.values),
        "tax": frozenset.intersection(*(frozenset(names) for names in file.taxes.values()))
        if file.taxes
        else frozenset(),
    }
    return frozenset(known.get(root, ()))


def scopes_of(slip: Slip, key: str, layout: Layout) -> list[tuple[RowKind, Scope]]:
    """Return what the rows of a slip may name, row by row, with what each row stands for."""
    sums = rate_sums(slip, layout.rounding)
    common: dict[str, Mapping[str, Value]] = {
        "slip": _slip_values(slip, sums),
        "value": dict(layout.values),
        "key": {"": key},
    }
    rows: list[tuple[RowKind, Scope]] = []
    for kind in layout.file.rows:
        if kind == "slip":
            rows.append((kind, common))
        elif kind == "rate":
            rows.extend((kind, {**common, "rate": _rate_values(one), **_tax(layout, one.rate)}) for one in sums)
        else:
            rows.extend(
                (kind, {**common, "line": _line_values(one), **_tax(layout, one.tax_rate)}) for one in slip.lines
            )
    return rows


def filled(template: str, scope: Scope, layout: Layout) -> str:
    """Put the values into a template."""
    return TOKEN.sub(lambda match: written(value_of(match, scope), layout), template)


def value_of(match: re.Match[str], scope: Scope) -> Value:
    """Return the value one token names."""
    return scope[match[1]][match[2] or ""]


def written(value: Value, layout: Layout) -> str:
    """Write a value: days as the layout says, numbers plainly and without commas."""
    if isinstance(value, date):
        return value.strftime(DAY_FORMATS[layout.file.date])
    return plain(value) if isinstance(value, Decimal) else value


def _slip_values(slip: Slip, sums: tuple[RateSum, ...]) -> dict[str, Value]:
    stated = {name: getattr(slip, name) for name in SLIP_FIELDS - {"tax", "gross"}}
    values: dict[str, Value] = {name: "" if value is None else value for name, value in stated.items()}
    values["tax"] = sum((one.tax for one in sums), Decimal(0))
    values["gross"] = sum((one.gross for one in sums), Decimal(0))
    return values


def _rate_values(one: RateSum) -> dict[str, Value]:
    return {name: getattr(one, name) for name in RATE_FIELDS}


def _line_values(line: SlipLine) -> dict[str, Value]:
    return {name: Decimal(line.number) if name == "number" else getattr(line, name) for name in LINE_FIELDS}


def _tax(layout: Layout, rate: Decimal) -> Scope:
    """Return the texts that hang on a rate; a text may itself be a value of the site (`{value.sales}`)."""
    texts = layout.file.taxes.get(rate, {})
    values: Scope = {"value": dict(layout.values)}
    return {"tax": {name: filled(text, values, layout) for name, text in texts.items()}}
