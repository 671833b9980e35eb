"""What pages showed after the entry: fields to compare, the slip number, the list that finds our key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from agent.browser.record_deeds import By, Filled, Glance, Named, Table
from agent.browser.record_draft import FieldLine, Fields
from agent.browser.record_values import Sheet, perhaps

NUMBER_LABEL = re.compile(
    r"(伝票|受付|登録|管理|請求書|売上)\s*(番号|no)|^(番号|no)\.?$|(slip|invoice|voucher|document).*(no|number)",
    re.IGNORECASE,
)
NUMBER_SAID = re.compile(r"((?:番号|No\.?|number)\s*[:：]?\s*)([A-Za-z0-9-]*\d[A-Za-z0-9-]*)", re.IGNORECASE)
STATE_LABEL = re.compile(r"状態|ステータス|状況|state|status", re.IGNORECASE)
COUNT_SAID = re.compile(r"^(.{0,12}?)(\d[\d,]*)(\s*件)")


@dataclass(frozen=True, slots=True)
class SlipNumber:
    """The number the target gave the slip, and where it was read: a label, or a sentence with * for it."""

    value: str = ""
    label: str = ""
    text: str = ""


def slip_number_in(glance: Glance, sheet: Sheet) -> SlipNumber:
    """Find the slip number on the page that answered the commit."""
    known = {sheet.key} | ({sheet.slip.order_number, sheet.slip.customer_code} if sheet.slip else set())
    for label, value in glance.pairs:
        if NUMBER_LABEL.search(label) and re.search(r"\d", value) and value not in known:
            return SlipNumber(value, label=label)
    for sentence in glance.sentences:
        match = NUMBER_SAID.search(sentence)
        if match and match.group(2) not in known:
            text = f"{sentence[: match.start(2)]}*{sentence[match.end(2) :]}"
            return SlipNumber(match.group(2), text=text)
    return SlipNumber()


def compared(glance: Glance, sheet: Sheet, number: str = "") -> Fields | None:
    """List what a page shows of the order; None where it shows too little to be worth comparing."""
    fields = shown_of(glance, sheet, number)
    return fields if len(fields.heads) > 1 or fields.lines else None


def shown_of(glance: Glance, sheet: Sheet, number: str = "") -> Fields:
    """List what a page shows of the order, little as it may be."""
    fields = Fields()
    for label, value in glance.pairs:
        meaning = sheet.shown(label, value)
        if number and value == number:
            fields.heads[label] = FieldLine("{slip_number}")
        elif meaning is not None:
            more = meaning.more
            fields.heads[label] = FieldLine({"value": meaning.template, **more} if more else meaning.template)
    table = next((table for table in glance.tables if _is_ours(table, sheet)), None)
    if table is not None:
        fields.lines = _columns(table, sheet)
    return fields


def _is_ours(table: Table, sheet: Sheet) -> bool:
    n_lines = len(sheet.slip.lines) if sheet.slip else 0
    return n_lines > 0 and len(table.rows) == n_lines and len(_columns(table, sheet)) > 1


def _columns(table: Table, sheet: Sheet) -> dict[str, FieldLine]:
    found = {}
    for at, label in enumerate(table.columns):
        cells = [_cell(label, row, texts[at]) for row, texts in enumerate(table.rows, 1)]
        meaning = sheet.column(label, cells)
        if meaning is not None and _is_likely(label, meaning.template):
            more = meaning.more
            found[label] = FieldLine({"value": meaning.template, **more} if more else meaning.template)
    return found


def _is_likely(label: str, template: str) -> bool:
    """A running number 1, 2, 3 may equal the quantities by chance: a heading that means another thing is believed."""
    suggested = perhaps(label)
    return f"{{{suggested}}}" == template if suggested else template.endswith(("_code}", "_name}", "price}"))


def _cell(label: str, row: int, text: str) -> Filled:
    return Filled(0, 0, Named(label, "", row, 0, ""), text, text, "", False, (), By.PAGE)


def list_of(glance: Glance, sheet: Sheet, number: str) -> dict[str, object] | None:
    """Describe the table in which our key stands, for `rows`; None where no table shows it."""
    for table in glance.tables:
        if not all(re.search(r"[^\W\d]", column) for column in table.columns):
            continue  # labels in its first column, not in its first row
        for row in table.rows:
            key_at = next((at for at, text in enumerate(row) if sheet.is_key(text)), None)
            if key_at is not None:
                return _rows(table, row, table.columns[key_at], number, glance.sentences)
    return None


def _rows(
    table: Table, row: Sequence[str], key: str, number: str, sentences: Sequence[str]
) -> dict[str, object] | None:
    by_value = [column for column, text in zip(table.columns, row, strict=True) if number and text == number]
    by_name = [column for column in table.columns if NUMBER_LABEL.search(column)]
    found = (by_value + by_name)[:1]
    if not found:
        return None
    states = [column for column in table.columns if STATE_LABEL.search(column)][:1]
    spec: dict[str, object] = {"table": table.name} if table.name else {}
    spec |= {"key": key, "slip_number": found[0]} | ({"state": states[0]} if states else {})
    return spec | _count(sentences, len(table.rows))


def _count(sentences: Sequence[str], n_rows: int) -> dict[str, object]:
    for sentence in sentences:
        match = COUNT_SAID.search(sentence)
        if match and int(match.group(2).replace(",", "")) == n_rows:
            return {"count": f"{match.group(1)}*{match.group(3)}"}
    return {}
