"""What stands in one row of goods, as the fields of its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from agent.extract.labelled import Written
from agent.extract.unseen.columns import Column
from agent.extract.unseen.fitting import DAYS, apart, written_day
from agent.extract.unseen.goods import Entry
from agent.extract.unseen.item_pattern import UNITS
from agent.extract.unseen.words import is_of_both
from agent.extract.values import SAME_AS_ABOVE, folded, quantity_in, rate_in

OF_HEAD = ("number", "ordered_on", "deliver_on", "customer_code", "customer_name", "deliver_to", "total", "tax", "kind")
_BOTH, _CODE = 2, re.compile(r"(?=[^\d]{0,20}\d)[A-Za-z0-9][A-Za-z0-9\-_/.]{2,24}")
_COUNTED = re.compile(rf"\d[\d,]{{0,8}}(?:\.\d{{1,3}})? (?:{UNITS})", re.IGNORECASE)
_REPEATED = frozenset({"product_name", "unit", *OF_HEAD}) - {"number", "customer_code", "total", "tax", "kind"}
_NUMBERS = frozenset({"quantity", "unit_price", "amount"})
_MONEY = re.compile(r"([¥\\]\s?\d[\d,]{0,15})\s+[^\d\s]{1,20}")
_RATES = frozenset({Decimal(0), Decimal("0.08"), Decimal("0.1")})


def line_of(entry: Entry, columns: dict[str, Column], above: dict[int, str]) -> Iterator[Written]:
    """Yield what a row gives each field of a line; what stands `above` fills a mark for the same again."""
    glued = _quantity_in_unit(entry, columns)
    if glued is not None:
        yield glued
    over = _code_over_name(entry, columns)
    yield from over
    for name, column in columns.items():
        if over and name == "product_name":
            continue
        written = None if glued is not None and name == "unit" else written_in(entry, name, column, above)
        if written is None or (name == "tax_rate" and rate_in(written.text) not in _RATES):
            continue
        yield written


def _code_over_name(entry: Entry, columns: dict[str, Column]) -> list[Written]:
    """Return code and name where they stand over each other under a title that names both."""
    column = columns.get("product_name")
    cells = entry.cells.get(column.index, []) if column is not None and "product_code" not in columns else []
    if (
        len(cells) < _BOTH
        or column is None
        or not is_of_both(column.title)
        or not _CODE.fullmatch(folded(cells[0].text))
    ):
        return []
    name = " ".join(cell.text for cell in cells[1:])
    return [Written("product_code", cells[0].text, cells[0].place), Written("product_name", name, cells[1].place)]


def _quantity_in_unit(entry: Entry, columns: dict[str, Column]) -> Written | None:
    """Return `4束` where it stands under the unit, and nothing under the quantity beside it."""
    if "quantity" not in columns or "unit" not in columns or entry.text(columns["quantity"].index):
        return None
    cells = entry.cells.get(columns["unit"].index, [])
    read = quantity_in(apart(cells[0].text)) if len(cells) == 1 else None
    return None if read is None or read[1] is None else Written("quantity", cells[0].text, cells[0].place)


def written_in(entry: Entry, name: str, column: Column, above: dict[int, str]) -> Written | None:
    """Return what a row gives one field, with the mark for the same again filled in."""
    if column.cases is not None:
        pieces, cells = column.cases.pieces(entry), column.cases.cells(entry)
        return Written(name, pieces, cells[0].place) if pieces and cells else None
    cells = entry.cells.get(column.index, [])
    text = " ".join(cell.text for cell in cells).strip()
    if text in SAME_AS_ABOVE and name in _REPEATED:
        text = above.get(column.index, text)
    elif text:
        above[column.index] = text
    if not text:
        return None
    if name == "amount" and (money := _MONEY.fullmatch(text)) is not None:
        text = money[1]
    if name in DAYS:
        text = written_day(text)
    if name in _NUMBERS:
        is_whole = len(cells) == 1 or (name == "quantity" and _COUNTED.fullmatch(folded(text)) is not None)
        text = apart(text).lstrip("@＠ ") if is_whole else " | ".join(cell.text for cell in cells)
    return Written(name, text, cells[0].place)
