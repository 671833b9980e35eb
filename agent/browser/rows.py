"""Read a list whole: over its pages, until its count and its rows agree."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from agent.browser.errors import ListMovedError, ListUnreadableError
from agent.browser.player import Player
from agent.browser.screen import joined
from agent.browser.script import RowsSpec, Step
from agent.browser.shown import one_table
from agent.browser.template import Scope

MAX_PAGES = 500
TRIES = 3
Row = dict[str, str]


def read_rows(player: Player, steps: Sequence[Step], scope: Scope) -> list[Row]:
    """Play the steps of `lookup` or `list` and read their table, every page of it.

    Returns:
        One mapping per row, by column heading, in the order shown.

    Raises:
        ListUnreadableError: The table is not there as described; never taken for an empty list.
        ListMovedError: Count and rows do not agree, or an item stands twice, after reading it three times.
    """
    for _ in range(TRIES):
        rows = _read_once(player, steps, scope)
        if rows is not None:
            return rows
        player.note("the list moved while it was read: read again")
    raise ListMovedError(f"the list moved each of {TRIES} times it was read")


def _read_once(player: Player, steps: Sequence[Step], scope: Scope) -> list[Row] | None:
    at = next(n for n, step in enumerate(steps) if step.rows)
    player.play(steps[:at], scope)
    spec = steps[at].rows
    assert spec is not None
    player.begin(steps[at])
    rows, counts = _pages(player, spec)
    player.end(steps[at])
    rows = [_opened(player, spec, row, scope) for row in rows]
    player.play(steps[at + 1 :], scope)
    ids = [row[spec.id] for row in rows] if spec.id else []
    has_moved = len(set(counts)) > 1 or (bool(counts) and counts[-1] != len(rows)) or len(set(ids)) < len(ids)
    return None if has_moved else rows


def _opened(player: Player, spec: RowsSpec, row: Row, scope: Scope) -> Row:
    """Play the steps of one row and add what they read."""
    if not spec.each:
        return row
    player.read.clear()
    player.play(spec.each, {**scope, "row": row})
    return {**row, **player.read}


def _pages(player: Player, spec: RowsSpec) -> tuple[list[Row], list[int]]:
    rows: list[Row] = []
    counts: list[int] = []
    for _ in range(MAX_PAGES):
        found, text = _one_page(player, spec)
        rows += found
        if spec.count and text:
            counts.append(_count(spec, text))
        if not spec.next or not player.screen.can_press(spec.next):
            return rows, counts
        player.screen.press({"button": spec.next})
        player.arrive()
    raise ListUnreadableError(f"the list has more than {MAX_PAGES} pages")


def _one_page(player: Player, spec: RowsSpec) -> tuple[list[Row], str]:
    """Read the rows and the words of one page at one moment; no words where it says that there is nothing."""
    player.note(f"rows of {spec.table or spec.headings[0]}")
    table, text = player.screen.wait_until(lambda: _look(player, spec), lambda seen: seen[0]["state"] != "missing")
    if table["state"] != "found":
        what = spec.table or ", ".join(spec.headings)
        raise ListUnreadableError(f"the table `{what}` is {table['state']}", **_if_missing(table, what))
    return [dict(zip(spec.headings, texts, strict=True)) for texts in table["rows"]], text


def _if_missing(table: dict[str, Any], what: str) -> dict[str, str]:
    """Name what is not there; of several tables that fit, none is missing."""
    return {"what": what} if table["state"] == "missing" else {"several": what}


def _look(player: Player, spec: RowsSpec) -> tuple[dict[str, Any], str]:
    asked = {"table": spec.table, "columns": spec.headings}
    says = [("says", spec.empty)] if spec.empty else []
    tables, texts, *empty = player.screen.call_several(("rows", asked), ("text", None), *says)
    table = one_table(tables)
    is_empty = table["state"] == "missing" and any(any(frames) for frames in empty)
    return ({"state": "found", "rows": []}, "") if is_empty else (table, joined(texts))


def _count(spec: RowsSpec, text: str) -> int:
    before, _, after = (unicodedata.normalize("NFKC", part) for part in spec.count.partition("*"))
    pattern = re.compile(rf"{_loose(before)}\s*([\d,]+)\s*{_loose(after)}")
    match = pattern.search(unicodedata.normalize("NFKC", text))
    if match is None:
        raise ListUnreadableError(f"the page does not say `{spec.count}`", what=spec.count)
    return int(match.group(1).replace(",", ""))


def _loose(text: str) -> str:
    return r"\s*".join(re.escape(word) for word in text.split())
