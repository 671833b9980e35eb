"""Documents with their right answers: where the sets stand, and what an answer claims."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from email import message_from_bytes
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

from tests.bench.extraction.telling import number_of

ORDERS = Path(__file__).parents[2] / "data" / "orders"
SETS = {name: ORDERS / name for name in ("dev", "more", "fresh", "market", "trades", "wide", "later", "blind")}
FORMS = {name: ORDERS / ("blind_forms" if name == "blind" else "forms") for name in SETS}
"""The senders' forms of each set."""
NO_DAY = date(2026, 4, 1)
"""The day on which a document arrives that tells no day of its own."""

LEFT_OUT = object()
"""Stands in an answer where nothing is claimed."""

_JST = timedelta(hours=9)
_UNSURE = re.compile(r"orders\.\d+(?:\.\w+)+")


@dataclass(frozen=True, slots=True)
class Example:
    """One document and its answer; in `orders` a field that is not to be compared is `LEFT_OUT`."""

    file: Path
    kind: str
    arrived: datetime
    orders: tuple[dict[str, Any], ...]

    @property
    def name(self) -> str:
        return self.file.name


def examples_in(folder: Path, name: str = "") -> list[Example]:
    """Read the documents of a folder whose name contains `name`, in the order of their names."""
    answers = sorted(one for one in folder.glob("*.expected.json") if name in one.name)
    return [_example(answer.with_name(answer.name.removesuffix(".expected.json")), answer) for answer in answers]


def _example(file: Path, answer: Path) -> Example:
    told = json.loads(answer.read_text(encoding="utf-8"))
    unsure = set(_UNSURE.findall(json.dumps(told.get("judgement"))))
    orders = tuple(_comparable(order, _of_order(number, unsure)) for number, order in enumerate(told["orders"]))
    return Example(file, told["kind"], _arrival(file, told["orders"]), orders)


def _arrival(file: Path, orders: list[dict[str, Any]]) -> datetime:
    """When it arrives: a mail when it was sent, a file at noon of the day it was ordered on, or is to be delivered."""
    if file.suffix == ".eml":
        sent = message_from_bytes(file.read_bytes())["Date"]
        if sent:
            return parsedate_to_datetime(str(sent)).astimezone(UTC)
    ordered = [order["ordered_on"] for order in orders if order["ordered_on"]]
    delivered = [order["deliver_on"] for order in orders if order["deliver_on"]]
    day = max(ordered) if ordered else min(delivered, default=str(NO_DAY))
    return datetime.combine(date.fromisoformat(day), time(12), UTC) - _JST


def _of_order(number: int, unsure: set[str]) -> set[str]:
    """Return what is unsure of one order: `deliver_to`, `lines.unit` for that field of its lines, `lines.3` whole."""
    begin = f"orders.{number}."
    return {re.sub(r"^lines\.\d+\.", "lines.", path.removeprefix(begin)) for path in unsure if path.startswith(begin)}


def _comparable(order: dict[str, Any], unsure: set[str]) -> dict[str, Any]:
    """Leave out what is unsure, and write prices that include tax before tax, as an order holds them."""
    told = before_tax(order) if order["tax_mode"] == "inclusive" else dict(order)
    told |= {name: LEFT_OUT for name in unsure - {"lines"} if name in told}
    told["lines"] = [
        line | {name: LEFT_OUT for name in line if unsure & {f"lines.{name}", f"lines.{number}", "lines"}}
        for number, line in enumerate(told["lines"])
    ]
    return told


def before_tax(order: dict[str, Any]) -> dict[str, Any]:
    """Write an answer's tax-inclusive prices before tax; where that is not exact nothing is claimed."""
    total, gross, tax = (number_of(order[name]) for name in ("total", "gross", "tax"))
    if total is None and gross is not None and tax is not None:
        total = gross - tax
    lines = [
        line | {name: _before_tax(line[name], line["tax_rate"]) for name in ("unit_price", "amount")}
        for line in order["lines"]
    ]
    return order | {"total": LEFT_OUT if total is None else total, "lines": lines}


def _before_tax(text: str | None, rate: str | None) -> Any:
    if text is None:
        return None
    if rate is None:
        return LEFT_OUT
    with_tax, factor = Decimal(text), 1 + Decimal(rate)
    before = (with_tax / factor).quantize(Decimal("0.01"))
    return before if before * factor == with_tax else LEFT_OUT
