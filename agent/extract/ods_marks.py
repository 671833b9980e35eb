"""The marks of an ODS workbook: hidden rows and columns, struck-out styles, and texts that show another number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from lxml import etree

from agent.extract.cell_marks import Marks, Spot
from agent.extract.values import folded

MAX_COLUMNS = 16_384
_MAX_REPEATED = 1_000
_HIDDEN = ("collapse", "filter")
_NO_SIZE = re.compile(r"0(\.0*)?(cm|mm|in|pt|px)?")
_SHORTENED = 9
"""Digits from which on a number is shown as far as its cell is wide."""


class _Styles(NamedTuple):
    """Names of styles, each with its family: those that strike out, and those of rows or columns of no size."""

    struck: frozenset[tuple[str, str]]
    flat: frozenset[tuple[str, str]]


def marks_of_ods(content: etree._Element, styles: etree._Element | None, names: list[str]) -> dict[str, Marks]:
    """Read the marks of some sheets from a workbook's content and from its common styles."""
    found = _styles([content] if styles is None else [styles, content])
    tables = ((_of(table, "name"), table) for table in content.iter("{*}table"))
    return {name: _of_table(table, found) for name, table in tables if name in names}


def _of(node: etree._Element, name: str) -> str:
    return next((str(value) for key, value in node.items() if etree.QName(key).localname == name), "")


def _count(node: etree._Element, name: str) -> int:
    return int(_of(node, name) or 1)


def _styles(roots: list[etree._Element]) -> _Styles:
    styles = {(_of(one, "family"), _of(one, "name")): one for root in roots for one in root.iter("{*}style")}
    struck = (key for key in styles if _strikes(key, styles))
    flat = (key for key, one in styles.items() if any(_NO_SIZE.fullmatch(size) for size in _sizes(one)))
    return _Styles(frozenset(struck), frozenset(flat))


def _strikes(key: tuple[str, str], styles: dict[tuple[str, str], etree._Element]) -> bool:
    """Whether a style strikes out, or else one that it goes on."""
    for _ in range(len(styles)):
        if key not in styles:
            break
        given = [_of(one, "text-line-through-style") for one in styles[key].iter("{*}text-properties")]
        if any(given):
            return any(one not in ("", "none") for one in given)
        key = key[0], _of(styles[key], "parent-style-name")
    return False


def _sizes(style: etree._Element) -> Iterator[str]:
    yield from (_of(one, "row-height") for one in style.iter("{*}table-row-properties"))
    yield from (_of(one, "column-width") for one in style.iter("{*}table-column-properties"))


def _of_table(table: etree._Element, styles: _Styles) -> Marks:
    marks = Marks()
    cell_styles: dict[int, str] = {}
    column = 0
    for node in table.iter("{*}table-column"):
        columns = range(column, min(column + _count(node, "number-columns-repeated"), MAX_COLUMNS))
        if _is_hidden(node, "table-column", styles):
            marks.hidden_columns |= set(columns)
        cell_styles |= dict.fromkeys(columns, _of(node, "default-cell-style-name"))
        column += len(columns)
    at = 0
    for node in table.iter("{*}table-row"):
        count = _count(node, "number-rows-repeated")
        rows = range(at, at + min(count, _MAX_REPEATED))
        if _is_hidden(node, "table-row", styles):
            marks.hidden_rows |= set(rows)
        for row in rows if len(node) and node.xpath("string()") else rows[:1]:
            _take_cells(marks, node, row, cell_styles, styles)
        at += count
    return marks


def _is_hidden(node: etree._Element, family: str, styles: _Styles) -> bool:
    return _of(node, "visibility") in _HIDDEN or (family, _of(node, "style-name")) in styles.flat


def _take_cells(marks: Marks, row: etree._Element, at: int, cell_styles: dict[int, str], styles: _Styles) -> None:
    column = 0
    for cell in row:
        count = _count(cell, "number-columns-repeated")
        down, right = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down > 1 or right > 1:
            marks.merged[at, column] = (at + down - 1, column + right - 1)
        text = _text(cell)
        name = _of(cell, "style-name") or _of(row, "default-cell-style-name") or cell_styles.get(column, "")
        for spot in ((at, column + offset) for offset in range(min(count, _MAX_REPEATED) if text else 1)):
            _take(marks, spot, cell, text)
            if text and ("table-cell", name) in styles.struck:
                marks.struck.add(spot)
            elif struck := _struck_in(cell, styles):
                marks.take_partly(spot, struck, _text(cell, styles))
        column += count


def _text(cell: etree._Element, without: _Styles | None = None) -> str:
    """Return what a cell shows, its notes left out, and what is struck out where that is asked."""
    lines = ("".join(_pieces(line, without)) for line in cell.findall("{*}p"))
    return "\n".join(lines).strip()


def _pieces(node: etree._Element, without: _Styles | None) -> Iterator[str]:
    if without is None or ("text", _of(node, "style-name")) not in without.struck:
        yield node.text or " " * (etree.QName(node).localname in ("s", "tab"))
        for inner in node:
            yield from _pieces(inner, without)
            yield inner.tail or ""


def _struck_in(cell: etree._Element, styles: _Styles) -> str:
    spans = (one for one in cell.iterfind("{*}p//{*}span") if ("text", _of(one, "style-name")) in styles.struck)
    return " ".join(str(one.xpath("string()")) for one in spans).strip()


def _take(marks: Marks, spot: Spot, cell: etree._Element, text: str) -> None:
    kinds = [value for key, value in cell.items() if etree.QName(key).localname == "value-type"]
    is_number = "float" in kinds or "currency" in kinds
    if "error" in kinds or (is_number and re.fullmatch(r"0\d+", text)):
        marks.shown[spot] = text
    elif is_number and cell.find("{*}p") is not None and not _shows(text, Decimal(_of(cell, "value") or 0)):
        marks.otherwise[spot] = text


def _shows(text: str, number: Decimal) -> bool:
    """Whether a text shows a number, not regarding its sign and what stands around it."""
    plain = re.sub(r"[^\d.]", "", folded(text)).strip(".")
    if not re.fullmatch(r"\d+(\.\d+)?", plain):
        return number == 0 and not plain
    shown = Decimal(plain)
    if len(plain) >= _SHORTENED:
        number = number.quantize(Decimal(1).scaleb(-len(plain.partition(".")[2])), ROUND_HALF_UP)
    return shown == abs(number)
