"""Audit events as a table for a spreadsheet, in which no cell can become a formula."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from typing import TextIO
from zoneinfo import ZoneInfo

from agent.app.ask.audit import AuditFact

HEADS = (
    "position",
    "at",
    "kind",
    "actor_kind",
    "actor",
    "about_type",
    "about",
    "order",
    "partner",
    "amount_jpy",
    "day",
    "rule",
    "run",
    "values",
    "evidence",
)
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
BOM = "\ufeff"  # without it Excel reads UTF-8 as Shift_JIS


def write_csv(facts: Iterable[AuditFact], stream: TextIO, zone: ZoneInfo) -> int:
    """Write events as CSV (UTF-8 with BOM, times of the site) and return how many.

    Args:
        facts: What was found, in the order to be written.
        stream: A text stream opened with `newline=""`.
        zone: The site's time zone.
    """
    stream.write(BOM)
    writer = csv.writer(stream)
    writer.writerow(HEADS)
    n = 0
    for fact in facts:
        writer.writerow([safe_cell(value) for value in _row(fact, zone)])
        n += 1
    return n


def _row(fact: AuditFact, zone: ZoneInfo) -> list[object]:
    body = fact.body
    return [
        None if fact.position is None else fact.position + 1,
        fact.at.astimezone(zone).strftime("%Y-%m-%d %H:%M:%S"),
        fact.kind,
        body.get("actor_kind"),
        fact.actor,
        body.get("about_type"),
        fact.about,
        fact.order,
        fact.partner,
        fact.amount_jpy,
        fact.day,
        body.get("rule"),
        body.get("run"),
        _json(body.get("values")),
        " ".join(f"{piece['name']}:{piece['sha256']}" for piece in body.get("evidence", ())),
    ]


def _json(values: object) -> str:
    return "" if not values else json.dumps(values, ensure_ascii=False)


def safe_cell(value: object) -> object:
    """Put an apostrophe before a text a spreadsheet would calculate; numbers stay numbers."""
    if value is None or isinstance(value, int):
        return value
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
