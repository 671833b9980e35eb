"""Read one order out of a file, as the slip a robot keys: `orders show --json`, or a small CSV, JSON or YAML."""

from __future__ import annotations

import csv
import json
from dataclasses import asdict
from datetime import date
from decimal import Decimal, InvalidOperation
from io import StringIO
from pathlib import Path
from typing import Any

import yaml

from agent.app.ask.story import OrderStory
from agent.core.action import Slip, SlipLine
from agent.core.errors import ConfigError

HEADS = (
    "customer_code", "customer_name", "order_number", "slip_date", "note", "ordered_on", "deliver_on", "deliver_to",
)  # fmt: skip
LINES = ("product_code", "product_name", "quantity", "unit_price", "amount", "tax_rate")
ENCODINGS = ("utf-8-sig", "cp932")


class OrderFileError(ConfigError):
    """A file that should hold one order cannot be read as one."""

    code = "order-file"
    hint = (
        "Write `denpyo orders show KEY --json > order.json`, or a CSV with one row per line and the headings "
        "customer_code, customer_name, order_number, slip_date, product_code, product_name, quantity, unit_price, "
        "tax_rate; or give a document in which `denpyo forms try` reads an order."
    )


def read_slip(path: Path, today: date) -> Slip:
    """Return the slip of the order in a file.

    Args:
        path: .json, .yaml or .csv (UTF-8 or Shift_JIS).
        today: The slip's date where the file names none.

    Raises:
        OrderFileError: It cannot be read, or a value that every slip needs is missing.
    """
    try:
        return _slip(_data(path), today)
    except OSError as error:
        raise OrderFileError(f"{path} cannot be read: {error.strerror}", place=str(path)) from None
    except (UnicodeDecodeError, json.JSONDecodeError, yaml.YAMLError, csv.Error):
        raise OrderFileError(f"{path} is not what its name says", place=str(path)) from None
    except KeyError as error:
        raise OrderFileError(f"`{error.args[0]}` is missing", place=str(path)) from None
    except (ValueError, TypeError, AttributeError, InvalidOperation) as error:
        raise OrderFileError(f"a value cannot be read: {error}", place=str(path)) from None


def slip_of(story: OrderStory, today: date) -> Slip:
    """Return the slip of a stored order: its own, else one made of what was read.

    Raises:
        OrderFileError: The order lacks a value that every slip needs.
    """
    for action in story.actions:
        return action.slip
    order = story.order
    try:
        return _slip(json.loads(json.dumps(asdict(order), default=str)), today)
    except KeyError as error:
        raise OrderFileError(f"`{error.args[0]}` is missing", place=story.summary.key) from None


def _data(path: Path) -> dict[str, Any]:
    text = _text(path.read_bytes())
    if path.suffix == ".csv":
        rows = [dict(row) for row in csv.DictReader(StringIO(text, newline=""))]
        return {**rows[0], "lines": rows} if rows else {}
    data = json.loads(text) if path.suffix == ".json" else yaml.safe_load(text)
    if not isinstance(data, dict):
        raise TypeError("it holds no order")
    return data


def _text(content: bytes) -> str:
    for encoding in ENCODINGS[:-1]:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode(ENCODINGS[-1])


def _slip(data: dict[str, Any], today: date) -> Slip:
    """Make the slip of an order's story (its own slip first), of an order, or of plain names and values."""
    stored = [action["slip"] for action in data.get("actions") or () if action.get("slip")]
    if stored:
        return _slip(stored[0], today)
    if isinstance(data.get("order"), dict):
        return _slip(data["order"], today)
    customer = data.get("customer") if isinstance(data.get("customer"), dict) else {}
    heads = {
        "customer_code": (customer or {}).get("code"),
        "customer_name": (customer or {}).get("name"),
        "order_number": data.get("number"),
        **{name: data[name] for name in HEADS if data.get(name)},
    }
    lines = tuple(_line(n, line) for n, line in enumerate(data["lines"], 1))
    if not lines:
        raise KeyError("lines")
    return Slip(
        kind="sales",
        customer_code=_needed(heads, "customer_code"),
        customer_name=str(heads["customer_name"] or ""),
        order_number=_needed(heads, "order_number"),
        slip_date=_day(heads.get("slip_date")) or today,
        total=sum((line.amount for line in lines), Decimal(0)),
        lines=lines,
        note=str(heads.get("note") or ""),
        ordered_on=_day(heads.get("ordered_on")),
        deliver_on=_day(heads.get("deliver_on")),
        deliver_to=str(heads.get("deliver_to") or ""),
    )


def _line(number: int, data: dict[str, Any]) -> SlipLine:
    quantity, price = _number(data, "quantity"), _number(data, "unit_price")
    assert quantity is not None
    assert price is not None
    amount = _number(data, "amount", needed=False)
    rate = _number(data, "tax_rate", needed=False)
    return SlipLine(
        number=number,
        product_code=_needed(data, "product_code"),
        product_name=str(data.get("product_name") or ""),
        quantity=quantity,
        unit_price=price,
        amount=quantity * price if amount is None else amount,
        tax_rate=Decimal("0.1") if rate is None else rate,
    )


def _needed(data: dict[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None or str(value).strip() == "":
        raise KeyError(name)
    return str(value).strip()


def _number(data: dict[str, Any], name: str, *, needed: bool = True) -> Decimal | None:
    value = data.get(name)
    if value is None or str(value).strip() == "":
        if needed:
            raise KeyError(name)
        return None
    text = str(value).strip().replace(",", "")
    return Decimal(text[:-1]) / 100 if text.endswith("%") else Decimal(text)


def _day(value: object) -> date | None:
    if value is None or isinstance(value, date):
        return value
    return date.fromisoformat(str(value).strip().replace("/", "-"))
