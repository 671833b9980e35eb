"""Read and compare what a page shows, in all its frames: values beside their labels, sentences, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from agent.browser.differing import first_of, value_differs
from agent.browser.errors import FieldAmbiguousError, FieldMissingError, ValueDiffersError
from agent.browser.screen import Screen
from agent.browser.script import ReadSpec
from agent.browser.values import Entry, Reading, same
from agent.core.errors import DenpyoError

NOTHING = object()


def compare(screen: Screen, heads: Sequence[Entry], rows: Sequence[Sequence[Entry]] = ()) -> None:
    """Compare what a page shows with what was ordered; heads and lines have one patience together.

    Args:
        screen: The page with its frames.
        heads: Values shown beside their labels, as words or in controls.
        rows: The entries of each ordered line, one per column, the same columns in each: the line table must have as
            many rows, in the same order, each value the same.

    Raises:
        FieldMissingError, FieldAmbiguousError: Naming the field, or `lines`.
        ValueDiffersError: Naming the field, what was expected and what was seen; and all others that are wrong.
    """
    shown, table = screen.wait_until(lambda: _look(screen, heads, rows), _is_all_there)
    wrong = [*_wrong_heads(heads, shown), *(_wrong_lines(rows, table) if rows else ())]
    if wrong:
        raise first_of(wrong)


def _look(
    screen: Screen, heads: Sequence[Entry], rows: Sequence[Sequence[Entry]]
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    asked = [{"label": entry.label, "section": entry.section, "part": entry.part, "css": entry.css} for entry in heads]
    lines = [("rows", {"table": "", "columns": [entry.label for entry in rows[0]]})] if rows else []
    shown, *tables = screen.call_several(("shown", asked), *lines)
    table = one_table(tables[0]) if tables else {"state": "found"}
    return [_merged(parts) for parts in zip(*shown, strict=True)], table


def _is_all_there(looked: tuple[list[dict[str, Any]], dict[str, Any]]) -> bool:
    shown, table = looked
    return all(one["state"] != "missing" for one in (*shown, table))


def _wrong_heads(heads: Sequence[Entry], shown: Sequence[dict[str, Any]]) -> Iterator[DenpyoError]:
    for entry, one in zip(heads, shown, strict=True):
        try:
            yield from _wrong(entry, _one_reading(entry.name, one))
        except (FieldMissingError, FieldAmbiguousError) as error:
            yield error


def _wrong_lines(rows: Sequence[Sequence[Entry]], table: dict[str, Any]) -> Iterator[DenpyoError]:
    if table["state"] != "found":
        yield FieldMissingError(f"lines: the table is {table['state']}", field="lines")
    elif len(table["rows"]) != len(rows):
        n_seen, n_rows = len(table["rows"]), len(rows)
        yield ValueDiffersError(
            f"lines: {n_seen} shown, {n_rows} ordered", field="lines", expected=str(n_rows), seen=str(n_seen)
        )
    else:
        for entries, texts in zip(rows, table["rows"], strict=True):
            for entry, text in zip(entries, texts, strict=True):
                yield from _wrong(entry, Reading(text, text, checked=False))


def _wrong(entry: Entry, reading: Reading) -> Iterator[DenpyoError]:
    if not same(entry, reading):
        yield value_differs(entry, reading, f"is not shown as the {entry.kind} ordered")


def await_shown(screen: Screen, heads: Sequence[Entry], rows: Sequence[Sequence[Entry]], limit_ms: int) -> None:
    """Wait until the page shows these values, as `compare` judges them; without any, the page is not asked.

    Raises:
        FieldMissingError, FieldAmbiguousError, ValueDiffersError: What still differs when the time is over.
    """
    if not heads and not rows:  # a key may have closed the window
        return
    seen = screen.wait_until(lambda: _what_differs(screen, heads, rows), lambda error: error is NOTHING, limit_ms)
    if isinstance(seen, DenpyoError):
        raise seen


def _what_differs(screen: Screen, heads: Sequence[Entry], rows: Sequence[Sequence[Entry]]) -> object:
    try:
        compare(screen, heads, rows)
    except ValueDiffersError as error:
        return error
    return NOTHING


def one_table(tables: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Take the table of whichever frame has it; two frames with one are ambiguous."""
    seen = [table for table in tables if table["state"] != "missing"]
    if len(seen) > 1:
        return {"state": "ambiguous", "rows": []}
    return dict(seen[0]) if seen else {"state": "missing", "rows": []}


def read_shown(screen: Screen, spec: ReadSpec) -> str:
    """Return what stands beside a label, or at the * of a sentence of the page.

    Raises:
        FieldMissingError, FieldAmbiguousError: The page does not show it, or shows several.
    """
    if spec.text:
        return _read_sentence(screen, spec.text)
    asked = [{"label": spec.label, "css": spec.css, "section": ""}]
    return _one_reading(spec.label or spec.css, _shown(screen, asked)[0]).value


def _read_sentence(screen: Screen, sentence: str) -> str:
    before, _, after = (re.escape(re.sub(r"\s+", " ", part)) for part in sentence.partition("*"))
    pattern = re.compile(before + r"(\S+?)" + (after or r"(?:\s|$)"))
    text = screen.wait_until(lambda: screen.whole_text(), lambda seen: bool(pattern.search(seen)))
    match = pattern.search(text)
    if match is None:
        raise FieldMissingError(f"the page does not say `{sentence}`", field=sentence)
    return match.group(1)


def _shown(screen: Screen, asked: list[dict[str, str]]) -> list[dict[str, Any]]:
    return screen.wait_until(
        lambda: [_merged(parts) for parts in zip(*screen.call_all("shown", asked), strict=True)],
        lambda shown: all(one["state"] != "missing" for one in shown),
    )


def _merged(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Take what the frames show of one field: one frame's word, or ambiguous where two differ."""
    seen = [part for part in parts if part["state"] != "missing"]
    if not seen:
        return parts[0]
    is_same = all(part["readings"][0] == seen[0]["readings"][0] for part in seen)
    return seen[0] if is_same else {"state": "ambiguous", "readings": seen[0]["readings"]}


def _one_reading(name: str, shown: dict[str, Any]) -> Reading:
    if shown["state"] == "missing":
        raise FieldMissingError(f"{name}: the page shows no such label", field=name)
    if shown["state"] == "ambiguous":
        raise FieldAmbiguousError(f"{name}: the page shows several different values", field=name)
    read = shown["readings"][0]
    return Reading(str(read["value"]), str(read["words"]), bool(read["checked"]))
