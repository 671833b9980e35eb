"""The unit that stands in the title of the quantities (`数量(ケース)`, `箱数`), for lines that give none themselves."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from agent.extract.labelled import Written
from agent.extract.table import Table
from agent.extract.titles import key_of
from agent.extract.values import MAX_VALUE, quantity_in

_UNIT = (
    "個|本|袋|箱|枚|台|缶|瓶|束|巻|冊|玉|組|丁|式|足|着|樽|俵|バラ|ピース|パック|ケース|セット|ダース|ボトル|カートン|ロール|パレット|ボール"
    "|kg|g|t|l|ml|m|c/?s|ct|pcs?|ea|box(?:es)?|bags?|cases?|cartons?|sets?|packs?|kgs?"
)
_IN_TITLE = re.compile(
    rf"[^(\[【〔/]*[(\[【〔/](?:単位:?)?(?P<unit>{_UNIT})[)\]】〕]?|(?:発注|注文)?(?P<counted>ケース|箱|c/?s|バラ)数",
    re.IGNORECASE,
)


def taker(table: Table) -> Callable[[int, Sequence[tuple[str, int]]], list[Written]]:
    """Return what takes the written values of a row, by its number and the columns that are wanted."""
    unit = _unit_of(table)

    def taken(number: int, columns: Sequence[tuple[str, int]]) -> list[Written]:
        row = table.rows[number]
        written = [Written(name, row[index], table.place(number, index)) for name, index in columns if row[index]]
        return _with_unit(written, unit) if unit else written

    return taken


def _unit_of(table: Table) -> str:
    at = dict(table.columns).get("quantity")
    title = table.names[at] if at is not None and at < len(table.names) else ""
    found = _IN_TITLE.fullmatch(key_of(title)) if len(title) <= MAX_VALUE else None
    return "" if found is None else found["unit"] or found["counted"]


def _with_unit(written: list[Written], unit: str) -> list[Written]:
    """Add the title's unit to a quantity without one."""
    asked = next((one for one in written if one.field == "quantity"), None)
    read = quantity_in(asked.text) if asked is not None else None
    if asked is None or read is None or read[1] is not None or any(one.field == "unit" for one in written):
        return written
    return [*written, Written("unit", unit, asked.place)]
